"""Failures: one sentence made of what went wrong and how to mend it, which are never cut apart."""

import ast
from collections.abc import Iterator

import pytest

from ppid_sheets import errors
from ppid_sheets.errors import PpidError
from tests.test_architecture import MODULES, name_of, nodes_of

FAMILY = {name for name, kind in vars(errors).items() if isinstance(kind, type)}


@pytest.mark.parametrize(
    ("what", "remedy", "sentence"),
    [
        ("Berkas tidak ada", "periksa namanya", "Berkas tidak ada; periksa namanya."),
        ("Berkas tidak ada", "", "Berkas tidak ada."),
        ("Kunci lain", "maksudnya ini?", "Kunci lain; maksudnya ini?"),
    ],
)
def test_a_sentence_is_what_went_wrong_and_its_remedy(
    what: str, remedy: str, sentence: str
) -> None:
    """Both are fields, and the text is made of them."""
    error = PpidError(what, remedy)
    assert (error.what, error.remedy, str(error)) == (what, remedy, sentence)


def test_no_failure_hides_its_remedy() -> None:
    """What went wrong holds no second clause, and neither part a full stop at its end."""
    assert [
        f"{where}: {text}"
        for where, texts in _written()
        for text in texts
        if text.endswith(".") or "; " in texts[0]
    ] == []


def _written() -> Iterator[tuple[str, list[str]]]:
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
