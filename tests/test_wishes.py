"""Columns of the SOP that the national form lacks are added by name, on wish, as staff columns."""

from pathlib import Path

import pytest

from ppid_sheets.errors import UsageError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.registers import REGISTERS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.requests.wished import UNITS
from ppid_sheets.register.wishes import wished
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.build import OPEN, SETTINGS, TODAY, grid, init_objections
from tests.fakesheets.server import FakeSheets
from tests.register.forms import NATIONAL, NATIONAL_REQUEST, NUMBERING, TITLES
from tests.stores.registers import written
from tests.stores.sheets import HOLIDAYS, MOMENT, serve, store

FORM = [*TITLES, *NATIONAL, NUMBERING, NATIONAL_REQUEST]
WISHED = ("channel", "officer", "extended_on")


def test_columns_are_named_by_header_alias_or_key() -> None:
    """In any order and case, parted by commas."""
    assert wished(["petugas,Kanal", "Tgl Perpanjangan"], [REQUESTS]) == (WISHED,)
    assert wished(["extended_on", "officer, channel"], [REQUESTS]) == (WISHED,)


def test_columns_of_objections_are_named_with_their_tab_where_both_have_them() -> None:
    """A header that the requests have as well is theirs; each register gets its own."""
    asked = ["Kasus Posisi, Keterangan", "keberatan: Keterangan,mediated_on"]
    wanted = (("remarks",), ("objection_case", "mediated_on", "objection_remarks"))
    assert wished(asked, REGISTERS) == wanted
    with pytest.raises(UsageError, match="Keberatan: Kanal"):
        wished(["Keberatan: Kanal"], REGISTERS)


def test_an_offices_list_of_objections_gets_them(tmp_path: Path) -> None:
    """At the right end, as staff's columns, before the job's."""
    path = tmp_path / "register.xlsx"
    headers = ["No. Keberatan", "Tanggal Keberatan", "Nomor Permohonan", "Alasan Keberatan"]
    written(path, {"Register": grid(OPEN), "Buku Keberatan": [headers]})
    register = WorkbookStore(path, now=lambda: MOMENT)
    init(register)
    init_objections(register, wished=("ruling", "mediated_on"))
    titles = register.read().tabs["Buku Keberatan"][0]
    assert titles[4:6] == [OBJECTIONS.header(key) for key in ("ruling", "mediated_on")]
    assert len(titles) == 11


@pytest.mark.parametrize("name", ["Nana", "No", "Batas Waktu"])
def test_a_column_that_nobody_knows_is_refused(name: str) -> None:
    """The job's own are not given on wish, and a word of two meanings names none."""
    with pytest.raises(UsageError, match=name):
        wished([name], REGISTERS)


def test_a_national_form_in_a_file_gets_them_at_the_right_end(tmp_path: Path) -> None:
    """Its own cells stay; the new columns are staff's, tagged, and stand before the job's."""
    path = tmp_path / "register.xlsx"
    written(path, {"Register": FORM})
    register = WorkbookStore(path, now=lambda: MOMENT)
    init(register, wished=WISHED)
    snapshot = register.read()
    titles = snapshot.tabs["Register"][5]
    added = [str(title) for title in titles[21:]]
    assert added == [REQUESTS.header(key) for key in (*WISHED, *REQUESTS.job_keys)]
    assert [snapshot.tags[key] for key in WISHED] == [21, 22, 23]
    assert init(register, wished=WISHED) is not None
    checked = jobs.check(register, SETTINGS, TODAY)
    assert not [f for f in checked.verdict.findings if f.code.startswith("N") or f.code == "R10"]
    assert len(register.read().tabs["Register"][5]) == len(titles)


def test_columns_on_wish_stay_when_the_job_is_taken_out(tmp_path: Path) -> None:
    """They are staff's; the tab *Pilihan* that came with their list goes as it came."""
    path = tmp_path / "register.xlsx"
    written(path, {"Register": FORM})
    register = WorkbookStore(path, now=lambda: MOMENT)
    keys = [column.key for column in UNITS]
    init(register, wished=keys)
    assert REQUESTS.header("unit") in register.read().tabs["Pilihan"][0]
    register.remove()
    left = register.read().tabs
    assert list(left) == ["Register"]
    assert [title for title in left["Register"][5][21:] if title] == [
        column.header for column in UNITS
    ]


def test_a_sheet_gets_them_right_of_what_is_there(sheets: FakeSheets) -> None:
    """Also after the job's own were added; nothing that stood there moves."""
    serve(sheets, {"Register": grid(OPEN, without=WISHED), "Hari Libur": HOLIDAYS})
    init(store(sheets))
    before = store(sheets).read().tabs["Register"]
    init(store(sheets), wished=WISHED)
    after = store(sheets).read()
    width = len(before[0])
    assert [row[:width] for row in after.tabs["Register"]] == [list(row) for row in before]
    assert after.tabs["Register"][0][width:] == [REQUESTS.header(key) for key in WISHED]
    assert init(store(sheets), wished=WISHED).empty
    jobs.check(store(sheets), SETTINGS, TODAY)
