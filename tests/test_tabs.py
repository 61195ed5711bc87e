"""Which tab is the register, and what of the others: copies, a tab a year, one that is chosen."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from ppid_sheets.checks.judge import judge
from ppid_sheets.checks.tabs import narrow_filter
from ppid_sheets.deadlines.holiday_tab import holidays_tab, read_holidays
from ppid_sheets.errors import CalendarError, ShapeError, UnfinishedError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.plans import status_page
from ppid_sheets.register import layout
from ppid_sheets.register.header import find_header
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Chosen, Snapshot
from tests.build import CALENDAR, GOOD, OPEN, SETTINGS, TODAY, grid
from tests.memory import MemoryStore

LISTS = {
    "Hari Libur": holidays_tab(CALENDAR.holidays).rows,
    "Pilihan": layout.choices_tab(REQUESTS, ("Petugas Satu", "Petugas Dua")).rows,
}


def office(tabs: dict[str, Any], chosen: Chosen = Chosen()) -> MemoryStore:  # noqa: B008
    """A register that the settings may speak of."""
    return MemoryStore({**tabs, **LISTS}, chosen=chosen)


def told(store: MemoryStore) -> list[str]:
    """What a check says of tabs that are not judged."""
    found = jobs.check(store, SETTINGS, TODAY).verdict.findings
    return [finding.message for finding in found if finding.code == "R13"]


def test_a_copy_for_the_new_year_is_named() -> None:
    """The copy has the headers and no tags, and people go on in it."""
    store = office({"Register": grid(OPEN)})
    init(store)
    assert told(store) == []
    store.tabs["Salinan dari Register"] = [list(row) for row in store.tabs["Register"]]
    assert len(told(store)) == 1 and "'Salinan dari Register'" in told(store)[0]


@pytest.mark.parametrize("most", [0, 1, 20])
def test_the_status_page_counts_what_it_has_no_room_for(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings of the whole register stand there; those beyond are one line."""
    monkeypatch.setattr(status_page, "MOST_OF_REGISTER", most)
    store = office({"Register": grid(OPEN)})
    init(store)
    store.tabs["Salinan dari Register"] = [list(row) for row in store.tabs["Register"]]
    jobs.check(store, SETTINGS, TODAY, local_time=lambda: datetime(2026, 11, 23, 8, 15))
    status = str(store.tabs[layout.STATUS])
    assert ("temuan lain ada di tab Temuan" in status) is (most == 0)
    assert ("Salinan dari Register" in status) is (most > 0)
    assert not any(row[0] == "Tidak ada" for row in store.tabs[layout.STATUS] if row)


def test_a_tab_with_the_jobs_headers_alone_is_named() -> None:
    """Whatever else stands in it; any other tab of the office's is not."""
    results = [column.header for column in REQUESTS.job]
    tabs = {"Catatan": [["rapat"], []], "Lama": [["Nama", *results]], "Hasil": [[], results]}
    store = office({"Register": grid(OPEN), **tabs})
    init(store)
    said = " ".join(told(store))
    assert "'Lama'" in said and "'Hasil'" in said and "Catatan" not in said


@pytest.mark.parametrize("title", ["Pilihan", "Hari Libur", "Register", "Catatan"])
def test_nothing_is_judged_by_lists_that_are_still_loading(title: str) -> None:
    """What stands in other tabs of the office's may load as long as it likes."""
    store = office({"Register": grid(OPEN), "Catatan": [["x"]]})
    snapshot = replace(store.read(), loading=((title, 1, 0),))
    if title == "Catatan":
        assert judge(snapshot, SETTINGS, TODAY).findings is not None
    else:
        with pytest.raises(UnfinishedError, match=f"Sel A1 di tab {title}"):
            judge(snapshot, SETTINGS, TODAY)


def test_of_tabs_a_year_the_newest_is_the_register() -> None:
    """Older ones are no copies of it."""
    store = office({"PPID 2025": grid(GOOD), "PPID 2026": grid(OPEN)})
    init(store)
    assert store.state.register == "PPID 2026"
    assert told(store) == []


@pytest.mark.parametrize("titles", [("PPID", "PPID 2026"), ("PPID 2026", "Arsip 2026")])
def test_of_tabs_without_a_year_of_their_own_none_is_taken(titles: tuple[str, str]) -> None:
    """The sentence says how to choose."""
    store = office({title: grid(OPEN) for title in titles})
    with pytest.raises(ShapeError, match="Ada 2 tab yang tampak seperti register"):
        init(store)


@pytest.mark.parametrize(
    ("row", "left", "right", "column"),
    [
        (1, 0, 32, "AG"),
        (2, 0, 32, "AG"),
        (3, 0, 32, ""),
        (1, 0, 37, ""),
        (1, 0, 36, "AK"),
        (1, 36, 36, "AK"),
        (1, 37, 40, ""),
        (1, 38, 40, ""),
        (1, 0, 0, "A"),
    ],
)
def test_a_filter_that_ends_before_the_jobs_columns(
    row: int, left: int, right: int, column: str
) -> None:
    """Only one that begins at the header, row 1, and ends left of the last column, here AL."""
    header = find_header(grid(OPEN), REQUESTS)
    snapshot = Snapshot({}, filters=((row, left, right), (9, 0, 1)))
    assert narrow_filter(snapshot, header, range(33, 38)) == column
    assert narrow_filter(snapshot, header, ()) == ""


def test_a_newer_year_beside_the_register_is_named() -> None:
    """Whoever goes on in it must say so in the settings."""
    store = office({"PPID 2026": grid(OPEN)})
    init(store)
    store.tabs["PPID 2027"] = grid(OPEN)
    assert len(told(store)) == 1


def test_the_settings_choose_the_tab() -> None:
    """Whatever year it is of."""
    store = office({"PPID 2025": grid(GOOD), "PPID 2026": grid(OPEN)}, Chosen("ppid 2025"))
    init(store)
    assert store.state.register == "PPID 2025"


def test_a_chosen_tab_that_is_not_there_is_named() -> None:
    """Exit 11."""
    with pytest.raises(ShapeError, match="'2030'"):
        init(office({"2026": grid(OPEN)}, Chosen("2030")))


def test_the_settings_confirm_a_header() -> None:
    """A header of the office's own stands for a column, and is weak no more."""
    cells = grid(OPEN)
    cells[0][1] = "Masuk Meja Depan"
    store = office({"Register": cells}, Chosen("", {"masuk meja depan": "received_on"}))
    place = init(store).header.places["received_on"]
    assert (place.position, place.weak) == (1, False)


def test_an_own_list_of_holidays_is_told_which_column_it_lacks() -> None:
    """Instead of a year that is not complete."""
    rows = [["Hari", "Tanggal", "Keterangan"], ["Kamis", "01/01/2026", "Tahun Baru"]]
    assert read_holidays(rows).missing == ("Jenis",)
    store = MemoryStore({"Register": grid(OPEN), "Hari Libur": rows})
    with pytest.raises(CalendarError, match="kolom 'Jenis'"):
        jobs.check(store, SETTINGS, TODAY)


def test_open_requests_and_numbers_of_earlier_years_are_told() -> None:
    """Their tab is read, and nothing is written there."""
    past = grid(OPEN, {**GOOD, "reg_number": "009/PPID/XI/2025"})
    other = {**GOOD, "reg_number": "2", "information": "Hasil pemilihan"}
    now = grid({**GOOD, "reg_number": "009/PPID/XI/2025"}, other)
    store = office({"PPID 2025": past, "PPID 2026": now})
    init(store)
    found = jobs.check(store, SETTINGS, date(2026, 12, 1)).verdict.findings
    told = {finding.code: finding.message for finding in found if finding.code in ("R16", "R17")}
    assert "1 permohonan terbuka, 1 di antaranya terlambat" in told["R16"]
    assert "baris 2 sudah dipakai di tab 'PPID 2025'" in told["R17"]
    assert store.tabs["PPID 2025"] == past


def test_the_latest_year_is_the_example_where_tabs_are_alike() -> None:
    """Nobody is led to a tab of years ago; a first tab without a year is rather the present one."""
    years, unnamed = ("2024", "2026", "2025", "Register (2)"), ("Data Permohonan", "Register 2025")
    for titles, example in ((years, "2026"), (unnamed, "Data Permohonan")):
        store = office({title: grid(OPEN) for title in titles})
        with pytest.raises(ShapeError, match=f'tab = "{example}"'):
            init(store)


def test_a_number_of_an_earlier_year_is_known_in_another_spelling() -> None:
    """R17: as for whoever looks the request up; it is carried over by it as well."""
    then = {"reg_number": "009/PPID/XI/2025", "received_on": date(2025, 11, 10)}
    now = {**OPEN, "reg_number": "009-ppid-xi-2025", "applicant_name": "Pemohon Lain"}
    same = {**OPEN, **then}
    received, applicant = ({key: same[key]} for key in ("received_on", "applicant_name"))
    for row, told in ((now, True), ({**now, **received}, False), ({**now, **applicant}, False)):
        store = office({"2025": grid(same), "2026": grid(row)})
        found = judge(store.read(), SETTINGS, TODAY).findings
        assert ("R17" in {finding.code for finding in found}) == told


def test_a_hidden_register_is_named() -> None:
    """All that people see is blank: the sentence says which tab to show."""
    store = office({"Sheet1": [["x"]]})
    store.state = replace(store.state, unread=("Register", "Bagan1"))
    with pytest.raises(ShapeError, match="tersembunyi 'Register' dan 'Bagan1', tampilkan tabnya"):
        jobs.check(store, SETTINGS, TODAY)
