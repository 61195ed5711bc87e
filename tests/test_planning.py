"""What a run wants changed, and that it wants nothing more afterwards."""

from datetime import date, datetime

import pytest

from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.errors import CalendarError, ShapeError, UnreachableError, UnsafeError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.plans.annotate import adoption
from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from tests.build import CALENDAR, GOOD, OPEN, SETTINGS, TODAY, grid
from tests.memory import MemoryStore

HOLIDAYS = holidays_tab(CALENDAR.holidays).rows
CHOICES = layout.choices_tab(REQUESTS, ("Petugas Satu", "Petugas Dua")).rows


def office(*rows, **options) -> MemoryStore:
    """A register as an office keeps it, not yet known to the job."""
    tabs = {"Register": grid(*rows), "Hari Libur": HOLIDAYS, "Pilihan": CHOICES}
    return MemoryStore(tabs, **options)


def adopted(*rows, **options) -> MemoryStore:
    """The same after `init`."""
    store = office(*rows, **options)
    init(store)
    return store


def results(store: MemoryStore, row: int) -> dict:
    """What the job's columns say in a sheet row."""
    cells = store.tabs["Register"][row - 1]
    tags = store.state.tags
    return {key: cells[tags[key]] if tags[key] < len(cells) else None for key in REQUESTS.job_keys}


def test_init_adds_five_columns_at_the_right_end():
    """The job's columns stand right of everything that is there."""
    store = office({**OPEN, "remarks": "x"})
    width = max(map(len, store.tabs["Register"]))
    plan = init(store).plan
    assert [column.position for column in plan.new_columns] == list(range(width, width + 5))
    assert store.tabs["Register"][0][width:] == [REQUESTS.header(key) for key in REQUESTS.job_keys]


def test_init_twice_changes_nothing():
    """A second init finds nothing to add."""
    assert init(adopted(OPEN)).empty


def test_init_keeps_every_cell():
    """Nothing that stood in the register is changed by init."""
    before = office(OPEN, GOOD).tabs["Register"]
    after = adopted(OPEN, GOOD).tabs["Register"]
    assert [row[: len(before[0])] for row in after] == before


def test_init_adds_only_missing_tabs():
    """The tab Petunjuk and the job's own are missing here, the others are not."""
    new = [tab.title for tab in adoption(office(OPEN).read()).new_tabs]
    assert new == ["Petunjuk", *layout.PAGES]


def test_init_does_not_take_over_an_offices_own_column():
    """A lone column called Batas Waktu is staff's; the job adds its own beside it."""
    store = office(OPEN)
    store.tabs["Register"][0].append("Batas Waktu")
    store.tabs["Register"][1].append("besok")
    mine = len(store.tabs["Register"][0]) - 1
    init(store)
    jobs.check(store, SETTINGS, TODAY)
    assert store.tabs["Register"][1][mine] == "besok"
    assert store.state.tags["due_on"] == mine + 1


def test_init_recognises_its_columns_after_their_tags_are_lost():
    """All five headers side by side are the job's, even untagged."""
    store = adopted(OPEN)
    width = len(store.tabs["Register"][0])
    store.state = type(store.state)(store.tabs, highlights=store.state.highlights)
    init(store)
    assert len(store.tabs["Register"][0]) == width


def test_check_annotates_an_open_request():
    """Due date, days left and status of a request received ten working days ago."""
    store = adopted(OPEN)
    jobs.check(store, SETTINGS, TODAY)
    assert results(store, 2) == {
        "due_on": date(2026, 11, 23),
        "days_left": 0,
        "deadline_status": "Jatuh tempo hari ini",
        "service_days": None,
        "findings": None,
    }


def test_check_twice_changes_nothing():
    """A second check finds nothing to write."""
    store = adopted(OPEN, GOOD, {**OPEN, "received_on": "entah"})
    assert jobs.check(store, SETTINGS, TODAY).written
    writes = store.writes
    assert jobs.check(store, SETTINGS, TODAY).plan.empty
    assert store.writes == writes


def test_dry_run_writes_nothing():
    """A dry run shows the plan and leaves the register."""
    store = adopted(OPEN)
    writes = store.writes
    checked = jobs.check(store, SETTINGS, TODAY, dry_run=True)
    assert not checked.plan.empty and not checked.written and store.writes == writes


def test_finding_names_the_column_as_the_sheet_does():
    """The text starts with the header in brackets, on one line, as the highlight rule seeks it."""
    store = office({**OPEN, "received_on": "entah"})
    header = store.tabs["Register"][0]
    at = header.index("Tanggal Diterima")
    header[at] = "Tgl\nDiterima "
    init(store)
    jobs.check(store, SETTINGS, TODAY)
    assert "[Tgl Diterima] " in results(store, 2)["findings"]


def test_blank_rows_lose_old_results():
    """A row that staff emptied does not keep its TERLAMBAT."""
    store = adopted(OPEN, OPEN)
    jobs.check(store, SETTINGS, TODAY)
    width = len(grid(OPEN)[0])
    store.tabs["Register"][2][:width] = [None] * width
    jobs.check(store, SETTINGS, TODAY)
    assert set(results(store, 3).values()) == {None}


def test_total_rows_are_left_alone():
    """What staff keep in the job's columns of a totals row stays."""
    store = adopted(OPEN, {"reg_number": "Jumlah", "cost": 5000})
    at = store.state.tags["deadline_status"]
    store.put("Register", 3, at, 7)
    jobs.check(store, SETTINGS, TODAY)
    assert results(store, 3)["deadline_status"] == 7


def test_serial_numbers_and_datetimes_count_as_the_same_date():
    """However a store types a date, an unchanged date is no change."""
    store = adopted(OPEN)
    jobs.check(store, SETTINGS, TODAY)
    for same in (datetime(2026, 11, 23), 46349):
        store.put("Register", 2, store.state.tags["due_on"], same)
        assert jobs.check(store, SETTINGS, TODAY).plan.empty


def test_a_date_as_text_is_replaced():
    """A due date that somebody typed over as text becomes a date again."""
    store = adopted(OPEN)
    store.put("Register", 2, store.state.tags["due_on"], "23/11/2026")
    jobs.check(store, SETTINGS, TODAY)
    assert results(store, 2)["due_on"] == date(2026, 11, 23)


def test_edits_between_read_and_write_are_repaired():
    """A row inserted between read and write moves results; the next round puts them right."""
    inserted = []

    def insert(store: MemoryStore) -> None:
        if not inserted:
            inserted.append(True)
            store.tabs["Register"].insert(1, [None] * 46)

    store = adopted({**OPEN, "reg_number": "002/PPID/XI/2026"})
    store.meddle = insert
    jobs.check(store, SETTINGS, TODAY)
    store.meddle = lambda store: None
    assert jobs.check(store, SETTINGS, TODAY).plan.empty
    assert results(store, 3)["deadline_status"] == "Jatuh tempo hari ini"


def test_a_restless_register_is_given_up_with_a_sentence():
    """A register that changes on every read ends in exit code 12."""
    days = iter(range(1, 20))

    def keep_typing(store: MemoryStore) -> None:
        store.put("Register", 2, 1, date(2026, 10, next(days)))

    store = adopted(OPEN)
    store.meddle = keep_typing
    with pytest.raises(UnreachableError, match="terus berubah"):
        jobs.check(store, SETTINGS, TODAY)


def test_a_job_column_under_a_staff_header_is_refused():
    """If the tagged column now says Alamat, writing there could destroy what staff typed."""
    store = adopted(OPEN)
    store.put("Register", 1, store.state.tags["due_on"], "Alamat")
    with pytest.raises(UnsafeError, match="Alamat"):
        jobs.check(store, SETTINGS, TODAY)


def test_without_job_columns_check_only_reports():
    """A register not yet adopted is judged but not written to."""
    store = office(OPEN)
    checked = jobs.check(store, SETTINGS, TODAY)
    assert checked.plan.empty and store.writes == 0
    assert any("init" in f.remedy for f in checked.verdict.findings if not f.row)


def test_no_calendar_at_all_is_exit_14():
    """Without a list of holidays no deadline can be computed, and none is."""
    store = adopted(OPEN)
    store.tabs["Hari Libur"] = [["Tanggal", "Jenis", "Keterangan", "Dasar"]]
    with pytest.raises(CalendarError, match="2026"):
        jobs.check(store, SETTINGS, TODAY)


def test_the_first_day_of_the_act_counts():
    """A request of that day has a deadline, for which its year's list is wanted."""
    store = adopted({**OPEN, "received_on": date(2010, 4, 30)})
    with pytest.raises(CalendarError, match="2010"):
        jobs.check(store, SETTINGS, date(2010, 5, 10))


def test_the_year_that_a_deadline_runs_into_is_the_one_named():
    """Received at the end of 2027, due in 2028: it is the list of 2028 that is missing."""
    store = adopted({**OPEN, "received_on": date(2027, 12, 28)})
    with pytest.raises(CalendarError, match=r"cuti bersama tahun 2028; isi"):
        jobs.check(store, SETTINGS, date(2027, 12, 29))


def test_a_date_before_the_act_is_no_fault_of_the_calendar():
    """Nobody lacks the holidays of 1949: the cell is wrong, and its finding says so."""
    store = adopted({**OPEN, "received_on": date(1949, 11, 9)})
    jobs.check(store, SETTINGS, TODAY)
    assert "mendahului berlakunya UU KIP" in results(store, 2)["findings"]


def noon_of(day):
    """A clock that stands still at noon of a day."""
    return lambda: datetime(day.year, day.month, day.day, 12)


LATER = {**OPEN, "reg_number": "002/PPID/XI/2026", "received_on": date(2026, 11, 17)}


def test_what_was_received_after_a_day_gone_by_is_not_known_then():
    """Its results are emptied, it is not counted, and nothing is called a fault for it."""
    store = adopted(OPEN, LATER)
    jobs.check(store, SETTINGS, TODAY)
    assert results(store, 3)["deadline_status"] == "Dalam proses"
    past = jobs.check(store, SETTINGS, date(2026, 11, 10), local_time=noon_of(TODAY))
    assert set(results(store, 3).values()) == {None}
    assert past.verdict.later == {3: "002/PPID/XI/2026"}
    assert list(past.verdict.table.frame.index) == [2] and not past.verdict.faulty


def test_a_date_that_has_not_come_yet_is_a_fault_whatever_day_is_asked_about():
    """A slip of the pen stays one when the check looks back."""
    store = adopted(OPEN, {**LATER, "received_on": date(2062, 11, 17)})
    jobs.check(store, SETTINGS, date(2026, 11, 10), local_time=noon_of(TODAY))
    assert "tanggal diterima belum tiba" in results(store, 3)["findings"]


def test_several_registers_in_one_file_are_not_chosen_between():
    """None called Register, and no year tells which is the newest: the operator says it."""
    tabs = {"Desa": grid(GOOD), "Kota 2026": grid(OPEN), "Hari Libur": HOLIDAYS}
    for job in (init, lambda store: jobs.check(store, SETTINGS, TODAY)):
        with pytest.raises(ShapeError, match=r"2 tab .*'Desa' dan 'Kota 2026'.*tab = "):
            job(MemoryStore(tabs))
    named = MemoryStore({**tabs, "REGISTER": grid(OPEN)})
    init(named)
    assert named.state.register == "REGISTER"


def test_an_unreadable_date_is_no_fault_of_the_calendar():
    """The only request cannot be reckoned, but for its own cell's sake: the check goes on."""
    store = adopted({**OPEN, "complete_on": "entah"})
    jobs.check(store, SETTINGS, TODAY)
    assert results(store, 2)["deadline_status"] == "Tidak dapat dihitung"


def test_a_year_without_holidays_spoils_only_its_own_deadlines():
    """One request runs into 2028; the other keeps its due date."""
    store = adopted(OPEN, {**OPEN, "received_on": date(2027, 12, 28)})
    jobs.check(store, SETTINGS, date(2027, 12, 29))
    assert results(store, 2)["due_on"] == date(2026, 11, 23)
    assert results(store, 3)["deadline_status"] == "Tidak dapat dihitung"


def test_an_empty_register_is_fine():
    """No request, no deadline, no complaint about rows."""
    checked = jobs.check(adopted(), SETTINGS, TODAY)
    assert len(checked.verdict.table.frame) == 0
    assert not [finding for finding in checked.verdict.findings if finding.row]


def test_no_register_is_exit_11():
    """A workbook without a recognisable header is refused with a sentence."""
    with pytest.raises(ShapeError):
        jobs.check(MemoryStore({"Lembar": [["Belanja", "Harga"], ["Beras", 3]]}), SETTINGS, TODAY)


def test_the_register_may_have_any_title():
    """Without tags and without a tab called Register, the tab with the header is taken."""
    store = office(OPEN)
    store.tabs = {"Lain": [["a", "b"]], "Data 2026": store.tabs.pop("Register"), **store.tabs}
    init(store)
    assert store.state.register == "Data 2026"


def test_prepared_running_numbers_stay_no_requests_after_init():
    """A column No with numbers filled in ahead says nothing of a request, tagged or not."""
    store = office(OPEN)
    store.tabs["Register"][0][0] = "No"
    store.tabs["Register"] += [[2], [3]]
    init(store)
    assert len(jobs.check(store, SETTINGS, TODAY).verdict.table.frame) == 1
