"""The forms of the desk by name: what describes them, what their files are called, their books."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from ppid_sheets.config import Settings
from ppid_sheets.reports.form.letter import Letter
from ppid_sheets.reports.form.offered import PAPERS
from ppid_sheets.reports.form.request import Request, slug
from ppid_sheets.reports.form.sides import sheets
from ppid_sheets.reports.workbook.book import Book

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Form:
    """A form: how its file is called, what describes it, and what does while it is empty, if it is
    given out so.
    """

    file: str
    describe: Callable[[Request, Settings], Letter]
    blank: Callable[[Settings], Letter] | None


def _form(module: str, file: str) -> Form:
    found = import_module(f"ppid_sheets.reports.form.{module}")
    return Form(file, found.describe, getattr(found, "blank", None))


FORMS: Mapping[str, Form] = {
    name: _form(module, file) for name, (module, file, _) in PAPERS.items()
}


def file_name(form: str, number: str) -> str:
    """`tanda-terima-012-PPID-XI-2026.xlsx`: nothing but the form and the registration number.

    An empty one, which has no number, ends with `kosong`.
    """
    return f"{FORMS[form].file}-{slug(number)[:LONGEST_NAME] if number else 'kosong'}.xlsx"


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
