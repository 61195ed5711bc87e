"""The forms of the desk by name: what describes them, what their files are called, their books."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Generic, TypeVar

from ppid_sheets.config import Settings
from ppid_sheets.reports.form.letter import Letter
from ppid_sheets.reports.form.objection_row import Objection
from ppid_sheets.reports.form.offered import OBJECTION_PAPERS, PAPERS
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import RegisterRow, slug
from ppid_sheets.reports.form.sides import sheets
from ppid_sheets.reports.workbook.book import Book

LONGEST_NAME = 80
RowT = TypeVar("RowT", bound=RegisterRow)


@dataclass(frozen=True, slots=True)
class Form(Generic[RowT]):
    """A form of a row: how its file is called, what describes it, and what does while it is empty,
    if it is given out so.
    """

    file: str
    describe: Callable[[RowT, Settings], Letter]
    blank: Callable[[Settings], Letter] | None


def _form(module: str, file: str) -> Form[RowT]:
    found = import_module(f"ppid_sheets.reports.form.{module}")
    return Form(file, found.describe, getattr(found, "blank", None))


FORMS: Mapping[str, Form[Request]] = {
    name: _form(module, file) for name, (module, file, _) in PAPERS.items()
}
OBJECTION_FORMS: Mapping[str, Form[Objection]] = {
    name: _form(module, file) for name, (module, file, _) in OBJECTION_PAPERS.items()
}
_FILES = {name: file for name, (_, file, _) in (PAPERS | OBJECTION_PAPERS).items()}


def file_name(form: str, number: str) -> str:
    """`tanda-terima-012-PPID-XI-2026.xlsx`: nothing but the form and the registration number.

    An empty one, which has no number, ends with `kosong`.
    """
    return f"{_FILES[form]}-{slug(number)[:LONGEST_NAME] if number else 'kosong'}.xlsx"


def book(letter: Letter, settings: Settings, created: date, number: str = "") -> Book:
    """The workbook of one letter; its properties name the registration number and the office."""
    return Book(
        title=f"{letter.name} {slug(number)[:LONGEST_NAME]}".strip(),
        period="",
        office=settings.office.name,
        paper=settings.paper,
        created=created,
        sheets=sheets(letter, settings),
    )
