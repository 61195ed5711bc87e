"""The house keeps its directions: who may import whom, and who may touch the outside world."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from ppid_sheets import errors

ROOT = Path(__file__).parents[1] / "ppid_sheets"
MODULES = sorted(ROOT.rglob("*.py"))

FLOORS = (
    {"__main__"},
    {"cli"},
    {"doctor"},
    {"jobs"},
    {"plans"},
    {"reports"},
    {"archive", "alarms"},
    {"stores"},
    {"checks"},
    {"config"},
    {"deadlines"},
    {"register"},
    {"common"},
    {"errors"},
)
"""Rooms from the top; a room imports only rooms below it, and itself."""
LIBRARIES = {
    "gspread": {"stores/google/client.py", "stores/google/emulator.py"},
    "google": {"stores/google/client.py", "stores/google/credentials.py"},
    "requests": {"alarms/heartbeat.py", "stores/google/client.py"},
    "smtplib": {"alarms/post.py"},
    "python_calamine": {
        "reports/month/earlier_issue.py",
        "reports/year/typed_in.py",
        "stores/xlsx/epoch.py",
        "stores/xlsx/reading.py",
    },
    "openpyxl": set(),
    "tomlkit": {"config/editing.py"},
    "sqlite3": {"archive/database.py"},
    "xlsxwriter": {"reports/workbook/xlsx.py", "stores/xlsx/new.py", "stores/xlsx/plain_copy.py"},
}
OBJECTS = {"environ", "argv", "stdin", "stdout", "stderr"}
TERMINAL = {
    "cli/commands/watch.py",
    "cli/entry.py",
    "cli/output.py",
    "cli/progress.py",
    "cli/streams.py",
    "jobs/schedule/tools.py",
}
WORLD = {
    "print": {"cli/output.py"},
    "input": {"cli/streams.py"},
    "exit": {"cli/entry.py", "cli/arguments.py"},
    "now": {"cli/office.py", "jobs/analysis.py"},
    "today": set(),
    "environ": {"cli/computer.py", "cli/overview.py", "config/toml_file.py"},
    "getenv": {"config/toml_file.py"},
    "argv": {"cli/entry.py"},
    "stdin": {"cli/streams.py"},
    "stdout": TERMINAL,
    "stderr": TERMINAL,
}


HANDED_IN = {
    "checks/rules/__init__.py",
    "config/kinds.py",
    "config/settings.py",
    "jobs/finding_codes.py",
    "jobs/demo/make.py",
    "reports/form/looked_up.py",
}
"""Who speaks of the register of requests as a whole: its rules, its settings, its demo, and
formulas that look its rows up."""
MOST_ROOMS, MOST_FLOORS, MOST_LINES = 15, 12, 300


def name_of(path: Path) -> str:
    """A module's path inside the package."""
    return path.relative_to(ROOT).as_posix()


def room_of(module: str) -> str:
    """The room that a dotted module of the package belongs to."""
    return module.split(".")[1] if "." in module else ""


@cache
def tree_of(path: Path) -> ast.Module:
    """A module as Python parses it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> Sequence[ast.AST]:
    """That module and all that stands in it."""
    return tuple(ast.walk(tree_of(path)))


def own_room(path: Path) -> str:
    """The room that a file stands in."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def worldly(path: Path) -> Iterator[str]:
    """What a file calls by name, and where it touches the environment or a terminal."""
    for node in nodes_of(path):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", ""))
        elif isinstance(node, ast.Attribute) and node.attr in OBJECTS:
            yield node.attr


@cache
def imports(path: Path) -> Sequence[str]:
    """Every module that a file imports by its whole name, also inside functions."""
    found: list[str] = []
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports by a way that begins with a dot"
            found += (f"{node.module}.{alias.name}" for alias in node.names)
    return found


def floor_of(room: str) -> int:
    """How far down the house a room lies."""
    return next(i for i, rooms in enumerate(FLOORS) if room in rooms)


def test_imports_go_down() -> None:
    """A module imports only from rooms below its own, or from its own."""
    assert [
        f"{name_of(path)} imports {module}"
        for path in MODULES
        if (own := own_room(path)) != "__init__"
        for module in imports(path)
        if (room := room_of(module) if module.startswith("ppid_sheets") else "") not in ("", own)
        and floor_of(room) <= floor_of(own)
    ] == []


def test_nothing_runs_in_circles() -> None:
    """No module needs itself by way of others, not even for the types that it names."""
    needs = {dotted(path): set(imports(path)) for path in MODULES}
    needs = {own: {module_of(name, needs) for name in names} for own, names in needs.items()}
    while ready := {own for own, others in needs.items() if not others & needs.keys()}:
        needs = {own: others for own, others in needs.items() if own not in ready}
    assert sorted(needs) == []


def dotted(path: Path) -> str:
    """A module as others import it."""
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def module_of(name: str, modules: Collection[str]) -> str:
    """What has to be loaded for an imported name: a module of that name, or the one it is in."""
    return name if name in modules else name.rpartition(".")[0]


def test_libraries_stay_in_their_rooms() -> None:
    """Libraries that touch files or networks are imported in their adapters alone."""
    assert [
        f"{name_of(path)} imports {module}"
        for path in MODULES
        for module in imports(path)
        if name_of(path) not in LIBRARIES.get(module.split(".")[0], {name_of(path)})
    ] == []


def test_the_world_is_touched_in_one_place() -> None:
    """Printing, exiting, clock and environment belong to the command line and the settings."""
    assert [
        f"{name_of(path)} uses {word}"
        for path in MODULES
        for word in worldly(path)
        if name_of(path) not in WORLD.get(word, {name_of(path)})
    ] == []


def test_registers_are_values() -> None:
    """The schema of requests is handed in at few places; elsewhere above it single columns of it
    are named, and its table is read nowhere.
    """
    root = "ppid_sheets.register.requests."
    asked = {
        (name_of(path), module.removeprefix(root))
        for path in MODULES
        if not name_of(path).startswith("register/")
        for module in imports(path)
        if module.startswith(root)
    }
    assert {name for name, what in asked if what == "REQUESTS"} == HANDED_IN
    others = {what for _, what in asked if not what.startswith("words.")}
    assert others <= {"REQUESTS", "COURSE", "column", "choices"}
    words = (getattr(node, "attr", "") for path in MODULES for node in nodes_of(path))
    assert "REQUESTS" not in words


def test_every_module_says_its_role() -> None:
    """Each module opens with a docstring, and each sentence of it begins as one."""
    for path in MODULES:
        text = ast.get_docstring(tree_of(path))
        assert text and text.split("\n")[0].endswith((".", ":")), name_of(path)


def test_judging_needs_no_memory() -> None:
    """Whoever judges a register loads no archive, no report and no store."""
    code = (
        "import sys, ppid_sheets.checks.judge; "
        "print(*(name for name in sys.modules if name.startswith(('ppid_sheets.', 'sqlite3'))))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    ).stdout.split()
    rooms = {name.split(".")[1] for name in loaded if "." in name}
    assert rooms <= {"checks", "config", "deadlines", "register", "common", "errors"}
    assert "sqlite3" not in loaded


def test_the_house_stays_small() -> None:
    """So many rooms and floors can be seen at one glance."""
    rooms = {own_room(path) for path in MODULES}
    seen = {path.name for path in ROOT.iterdir()} - {"__main__.py", "py.typed", "__pycache__"}
    assert len(seen) <= MOST_ROOMS
    below: dict[str, set[str]] = {room: set() for room in rooms}
    for path in MODULES:
        own = own_room(path)
        below[own] |= {room_of(m) for m in imports(path) if m.startswith("ppid_sheets.")} & rooms
    assert max(_height(room, below) for room in rooms) <= MOST_FLOORS


def _height(room: str, below: Mapping[str, set[str]]) -> int:
    """How many floors a room needs with all that it rests on."""
    rests_on = below[room] - {room, "__init__"}
    return 1 + max((_height(one, below) for one in rests_on), default=0)


def test_files_are_short() -> None:
    """One role a file; what has grown is split."""
    for path in MODULES:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, name_of(path)


PARALLEL = ("cli/commands", "jobs"), ("stores/google", "stores/xlsx"), ("reports",)
"""Folders whose files stand side by side under one name: the same of another kind."""
SAME_FILE = {
    "book.py", "cells.py", "dates.py", "explain.py", "reading.py", "refusal.py", "rows.py",
    "table.py", "tabs.py", "values.py",
}  # fmt: skip
SAME_TYPE = {"Column", "Grid", "Style", "Table", "Value"}
"""Words that registers, files and reports share, each with its meaning there; no other may."""


def test_no_two_files_have_one_name() -> None:
    """A name leads to one file, but for those that stand side by side."""
    by_name: dict[str, list[str]] = {}
    for path in MODULES:
        by_name.setdefault(path.name, []).append(name_of(path))
    assert {
        name
        for name, paths in by_name.items()
        if len(paths) > 1 and name != "__init__.py" and not _side_by_side(paths)
    } == SAME_FILE


def _side_by_side(paths: list[str]) -> bool:
    return any(all(path.startswith(folders) for path in paths) for folders in PARALLEL)


def test_no_two_public_types_have_one_name() -> None:
    """One name, one meaning: classes, and names that are given to a type."""
    counted = Counter(name for path in MODULES for name in set(types_of(path)))
    assert {name for name, count in counted.items() if count > 1} == SAME_TYPE


def types_of(path: Path) -> Iterator[str]:
    """The public types that a module defines: classes, and names in the spelling of a class."""
    for node in tree_of(path).body:
        match node:
            case (
                ast.ClassDef(name=name)
                | ast.Assign(targets=[ast.Name(id=name)])
                | ast.AnnAssign(target=ast.Name(id=name))
            ):
                if name[0].isupper() and not name.isupper():
                    yield name


FAMILY = {name for name, kind in vars(errors).items() if isinstance(kind, type)}


def test_no_failure_hides_its_remedy() -> None:
    """What went wrong holds no second clause, and neither part a full stop at its end."""
    assert [
        f"{where}: {text}"
        for where, texts in _failures()
        for text in texts
        if text.endswith(".") or "; " in texts[0]
    ] == []


def _failures() -> Iterator[tuple[str, list[str]]]:
    """Where a failure is made, and its parts as far as they stand there as text."""
    for path in MODULES:
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in FAMILY and node.args:
                yield f"{name_of(path)}:{node.lineno}", [*map(_static, node.args)]


def _static(node: ast.expr) -> str:
    """The text of a literal, a space for what is put into it."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(_static, parts))
        case _:
            return " "


HEAVY = {"dataclasses", "datetime", "inspect", "typing", "pathlib", "shutil", "pandas", "gspread"}


@pytest.mark.parametrize(
    ("asked", "needless"),
    [
        ("from ppid_sheets.cli.entry import main; main(['--help'])", {*HEAVY, "argparse", "re"}),
        ("from ppid_sheets.cli.arguments import parser; parser([])", HEAVY),
    ],
    ids=["the help", "the commands"],
)
def test_help_loads_nothing_that_it_does_not_need(asked: str, needless: set[str]) -> None:
    """Whoever asks for help waits for what is loaded: argparse alone takes as long as Python."""
    told = f"print(*{needless} & sys.modules.keys(), file=sys.stderr)"
    code = f"import sys, atexit; sys.path[:0] = {sys.path!r}; atexit.register(lambda: {told})"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"{code}; {asked}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.split() == []


def test_no_private_name_is_kept_for_nobody() -> None:
    """What a module keeps for itself it uses."""
    unused = []
    for path in MODULES:
        names = [node.id for node in nodes_of(path) if isinstance(node, ast.Name)]
        counted = Counter(names)
        unused += [
            f"{name_of(path)}: {name}"
            for name in _own(tree_of(path))
            if name.startswith("_") and not name.startswith("__") and counted[name] < 2
        ]
    assert unused == []


def _own(module: ast.Module) -> Iterator[str]:
    """The names that a module gives to values."""
    for node in module.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                yield from (n.id for n in ast.walk(target) if isinstance(n, ast.Name))
