"""Where the register lives: a file, or a Google Sheet."""

from ppid_sheets.cli import output
from ppid_sheets.cli.setup.questions import PLACE, REGISTER_FILE, REGISTER_SHEET, SHEET
from ppid_sheets.cli.setup.work import Work
from ppid_sheets.config import editing
from ppid_sheets.register.address import SpreadsheetId, address

NEW_SHEET = "https://sheets.new"


def done(work: Work) -> str:
    """What the settings name, unless something else was answered in advance."""
    named = editing.given(work.config).get("register")
    other = work.person.given("register")
    return f"{named}" if named and other in (None, named) else ""


def carry_out(work: Work) -> None:
    """Ask for it, and write it into the settings."""
    there = editing.given(work.config).get("register")
    if work.person.answer(PLACE) == SHEET:
        if not there and not work.person.given("register"):
            work.page(
                NEW_SHEET,
                "Buat spreadsheet baru dan beri nama, atau buka register kantor yang sudah ada.",
                "File > Setelan: lokal Indonesia, zona waktu (GMT+07:00) Jakarta.",
            )
        text = work.person.answer(REGISTER_SHEET)
    else:
        text = work.person.answer(REGISTER_FILE)
    work.write({"register": text})
    if not isinstance(address(text, work.config.parent), SpreadsheetId):
        output.show("Berkas itu harus tertutup di Excel selama pemasangan.")
