"""Small faults that a programmer might make, as changes of a source text."""

import ast
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BOUNDARY = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
OPPOSITE = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
LEFT_OUT = (ast.AugAssign, ast.Break, ast.Continue, ast.Delete, ast.Raise)


@dataclass(frozen=True)
class Mutant:
    """One change of one file: the text between `start` and `end` (bytes) becomes `new`."""

    path: str
    where: str
    line: int
    kind: str
    start: int
    end: int
    old: str
    new: str
    nth: int = 0

    def __str__(self) -> str:
        old, new = (" ".join(text.split())[:70] for text in (self.old, self.new))
        return f"{self.path}:{self.line} ({self.where}, {self.kind}) {old} -> {new}"

    def applied(self, source: str) -> str:
        """The text of the file with this fault in it."""
        data = source.encode()
        return (data[: self.start] + self.new.encode() + data[self.end :]).decode()

    def rank(self, seed: int) -> str:
        """Its place in the draw; what changes elsewhere in the file does not move it."""
        told = (seed, self.path, self.where, self.kind, self.old, self.new, self.nth)
        return hashlib.sha256(repr(told).encode()).hexdigest()


def drawn(mutants: Iterable[Mutant], seed: int, size: int) -> list[Mutant]:
    """So many of them, and mostly the same ones when the code is a little different."""
    return sorted(mutants, key=lambda mutant: mutant.rank(seed))[:size]


def mutants_of(path: str, source: str) -> list[Mutant]:
    """Every fault that can be made in a file."""
    starts = [0]
    for row in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(row))
    twins: Counter[tuple[str, ...]] = Counter()
    mutants = []
    for node, where in _places(ast.parse(source), "module"):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        old = source.encode()[start:end].decode()
        for kind, new in _faults(node):
            twin = (where, kind, old, new)
            mutants.append(
                Mutant(path, where, node.lineno, kind, start, end, old, new, twins[twin])
            )
            twins[twin] += 1
    return mutants


def _places(tree: ast.AST, where: str) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    """Statements and expressions that run, with the name of the function around them."""
    for field, value in ast.iter_fields(tree):
        if field in ("annotation", "returns", "type_params", "decorator_list"):
            continue
        for node in value if isinstance(value, list) else [value]:
            if not isinstance(node, ast.AST) or isinstance(node, ast.Assert | ast.JoinedStr):
                continue
            inner = where
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                inner = node.name if where == "module" else f"{where}.{node.name}"
            elif isinstance(node, ast.stmt | ast.expr):
                yield node, where
            yield from _places(node, inner)


def _faults(node: ast.stmt | ast.expr) -> Iterator[tuple[str, str]]:
    """What may stand in a node's place, with the kind of the fault."""
    yield from _of_operators(node)
    match node:
        case ast.Constant(value=bool(value)):
            yield "constant", str(not value)
        case ast.Constant(value=int(value)):
            yield "constant", str(value + 1)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "return", "return None"
        case ast.Expr(value=ast.Call()) | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield "statement", "pass"
        case _ if isinstance(node, LEFT_OUT):
            yield "statement", "pass"


def _of_operators(node: ast.stmt | ast.expr) -> Iterator[tuple[str, str]]:
    """Another operator in the place of the first."""
    match node:
        case ast.Compare(left=left, ops=[operator, *rest], comparators=values):
            for kind, table in (("boundary", BOUNDARY), ("comparison", OPPOSITE)):
                if other := table.get(type(operator)):
                    yield kind, _text(ast.Compare(left, [other(), *rest], values))
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in ARITHMETIC:
            yield "arithmetic", _text(ast.BinOp(left, ARITHMETIC[type(operator)](), right))
        case ast.BoolOp(op=ast.And(), values=values):
            yield "boolean", _text(ast.BoolOp(ast.Or(), values))
        case ast.BoolOp(values=values):
            yield "boolean", _text(ast.BoolOp(ast.And(), values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "boolean", _text(operand)


def _text(node: ast.expr) -> str:
    """An expression as text that can stand anywhere."""
    return f"({ast.unparse(ast.fix_missing_locations(node))})"
