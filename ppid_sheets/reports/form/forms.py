"""The forms of the desk by name: which there are, what their files are called, and their books."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ppid_sheets.config import Settings
from ppid_sheets.reports.form import extension, notice, receipt, refusal
from ppid_sheets.reports.form.letter import Letter, page
from ppid_sheets.reports.form.request import Request, slug
from ppid_sheets.reports.workbook.book import Book

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Form:
    """A form: how its file is called, and what describes it."""

    file: str
    describe: Callable[[Request, Settings], Letter]


FORMS: Mapping[str, Form] = {
    "receipt": Form("tanda-terima", receipt.describe),
    "notice": Form("pemberitahuan", notice.describe),
    "extension": Form("perpanjangan", extension.describe),
    "refusal": Form("penolakan", refusal.describe),
}


def file_name(form: str, number: str) -> str:
    """`tanda-terima-012-PPID-XI-2026.xlsx`: nothing but the form and the registration number."""
    return f"{FORMS[form].file}-{slug(number)[:LONGEST_NAME]}.xlsx"


def book(letter: Letter, request: Request, settings: Settings) -> Book:
    """The workbook of one letter; its properties name the registration number and the office."""
    return Book(
        title=f"{letter.name} {slug(request.number)[:LONGEST_NAME]}",
        period="",
        office=settings.office.name,
        paper=settings.paper,
        created=request.as_of,
        sheets=(page(letter, settings),),
    )
