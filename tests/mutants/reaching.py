"""Which tests come to a fault: a rehearsal with a mark before the statement that each stands in."""

import ast
import json
import sys
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.mutants.making import Mutant

MARK = "_reached"
"""The builtin that a marked statement calls first with its path and line."""
PROCESSES = frozenset({"os.fork", "os.posix_spawn", "subprocess.Popen"})
"""What a process of its own comes to is not heard of here."""


def marked(path: str, source: str) -> str:
    """The text of a file in which each statement of a function first says that it is reached."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for inner in ast.walk(node):
                _mark(inner, path)
    first = next((at for at, node in enumerate(tree.body) if not _comes_first(node)), 0)
    tree.body.insert(first, ast.parse(_KNOWN).body[0])
    return ast.unparse(ast.fix_missing_locations(tree))


_KNOWN = f"{MARK} = getattr(__import__('builtins'), '{MARK}', lambda *_: None)"
"""For processes that a test starts: nobody listens there."""


def _comes_first(node: ast.stmt) -> bool:
    """True of a docstring and of an import from the future."""
    future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
    return future or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _mark(node: ast.AST, path: str) -> None:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list) and not any(map(_is_mark, block)):
            setattr(node, name, [new for old in block for new in (*_call(path, old), old)])


def _call(path: str, statement: ast.stmt) -> list[ast.stmt]:
    """A docstring has none before it, as it would not be one."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return []
    return ast.parse(f"{MARK}({path!r}, {statement.lineno})").body


def _is_mark(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
            return name == MARK
    return False


def statement(mutant: Mutant, source: str) -> int | None:
    """The line of the innermost statement of a function around a fault; none in a module's own."""
    best: ast.stmt | None = None
    for node in _inside(ast.parse(source), within=False):
        if node.lineno <= mutant.line <= (node.end_lineno or node.lineno):
            best = node
    return best.lineno if best else None


def _inside(node: ast.AST, *, within: bool) -> Iterator[ast.stmt]:
    """Statements of functions, outer ones first."""
    for child in ast.iter_child_nodes(node):
        if within and isinstance(child, ast.stmt):
            yield child
        yield from _inside(child, within=within or isinstance(child, ast.FunctionDef))


@dataclass
class Reach:
    """The tests of a room, in seconds; which of them come to which line; which start processes."""

    seconds: dict[str, float] = field(default_factory=dict)
    by_line: dict[str, list[str]] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)

    def tests(self, mutant: Mutant, source: str) -> list[str] | None:
        """Those that may notice a fault, the quickest first; None where all may."""
        line = statement(mutant, source)
        if line is None:
            return None
        found = {*self.by_line.get(f"{mutant.path}:{line}", ()), *self.elsewhere}
        return sorted(found, key=lambda test: (test in self.elsewhere, self.seconds[test]))


class Rehearsal:
    """Listens to the marks, test by test, and writes down what came of it."""

    def __init__(self, file: Path) -> None:
        self._file, self._reach = file, Reach()
        self._lines: set[tuple[str, int]] = set()
        self._by_line: defaultdict[str, list[str]] = defaultdict(list)
        self._starts_processes = False

    def listen(self) -> None:
        """Hear of every mark and every process from here on."""
        import builtins

        setattr(builtins, MARK, lambda path, line: self._lines.add((path, line)))
        sys.addaudithook(self._heard)

    def _heard(self, event: str, _: tuple[Any, ...]) -> None:
        self._starts_processes |= event in PROCESSES

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> object:
        self._lines.clear()
        self._starts_processes, begun = False, time.process_time()
        result = yield
        self._reach.seconds[item.nodeid] = time.process_time() - begun
        for path, line in self._lines:
            self._by_line[f"{path}:{line}"].append(item.nodeid)
        if self._starts_processes:
            self._reach.elsewhere.append(item.nodeid)
        return result

    def pytest_sessionfinish(self) -> None:
        self._reach.by_line = dict(self._by_line)
        self._file.write_text(json.dumps(asdict(self._reach)), encoding="utf-8")


class Chosen:
    """Leaves out all tests but some, and takes these in their order."""

    def __init__(self, tests: Iterable[str]) -> None:
        self._places = {test: at for at, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        kept = [item for item in items if item.nodeid in self._places]
        items[:] = sorted(kept, key=lambda item: self._places[item.nodeid])


class LeftOut:
    """Leaves out tests that were tried before."""

    def __init__(self, tests: Collection[str]) -> None:
        self._tests = frozenset(tests)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid not in self._tests]
