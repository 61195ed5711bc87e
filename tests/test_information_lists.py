"""The office's lists of open and of excluded information: made, adopted, read, left alone."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ppid_sheets.checks.excluded import excluded, excluded_in
from ppid_sheets.checks.information_lists import InformationList, read_list
from ppid_sheets.checks.judge import judge
from ppid_sheets.cli import main
from ppid_sheets.errors import ShapeError
from ppid_sheets.jobs.check import Checked, check
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.init_beside import init_beside
from ppid_sheets.jobs.letters import form
from ppid_sheets.jobs.remove import remove, traces
from ppid_sheets.register.information import LISTS
from ppid_sheets.register.information.article_17 import letters
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.information.dip import OPEN
from ppid_sheets.register.requests.words import ARTICLE_17
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.values import Snapshot, Tags
from ppid_sheets.register.wishes import wished
from ppid_sheets.reports.form import forms
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.information import lists_page, lists_table, printed_lists
from ppid_sheets.reports.information.shown import shown
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.stores.port import Installation
from ppid_sheets.stores.xlsx.store import WorkbookStore
from tests.budget import draws
from tests.build import GOOD, SETTINGS, TODAY, grid
from tests.fakesheets.server import FakeSheets
from tests.stores.registers import written
from tests.stores.sheets import CHOICES, HOLIDAYS, serve
from tests.stores.sheets import store as google_store

Tabs = Mapping[str, Sequence[Sequence[Any]]]
H = "Pasal 17 huruf h"
REFUSAL = {
    **GOOD,
    "decision": "Ditolak",
    "refusal_ground": H,
    "info_class": "Dikecualikan",
    "given_on": None,
    "exclusion_basis": "2",
}
OWN_DIK: Sequence[Sequence[Any]] = (
    ["DAFTAR INFORMASI YANG DIKECUALIKAN"],
    ["KPU Kabupaten Contoh"],
    [],
    ["No", "Informasi yang Dikecualikan", "Dasar Hukum", "Konsekuensi", "Catatan kami",
     "Penetapan", "Mulai Berlaku", "Jangka Waktu"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
    [1, "Riwayat kesehatan", "Pasal 17 huruf h angka 2 UU 14/2008", "Mengungkap rahasia", "a", "SK",
     date(2025, 8, 21), date(2025, 9, 16)],
    [2, "Nomor identitas", H, "Mengungkap rahasia", "b", "SK", date(2025, 8, 21), None],
)  # fmt: skip
"""A list as an office has it: titles above, its own headers, numbers of columns, a column more."""
OFFICE: Tabs = {
    "Register": grid(REFUSAL),
    "Rahasia 2026": OWN_DIK,
    "Pilihan": CHOICES,
    "Hari Libur": HOLIDAYS,
}


def _moment() -> datetime:
    return datetime(2026, 11, 23, 8, 15)


def _check(store: Installation) -> Checked:
    return check(store, SETTINGS, TODAY, local_time=_moment)


@pytest.fixture(params=["file", pytest.param("Google Sheet", marks=pytest.mark.slow)])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Tabs], Installation]:
    """A store with these tabs, in each home."""

    def store(tabs: Tabs) -> Installation:
        if request.param == "file":
            written(tmp_path / "register.xlsx", tabs)
            return WorkbookStore(tmp_path / "register.xlsx", now=_moment)
        server: FakeSheets = request.getfixturevalue("sheets")
        serve(server, tabs)
        return google_store(server)

    return store


def _cells(store: Installation, tab: str) -> list[list[Any]]:
    return [[cell for cell in row if cell not in ("", None)] for row in store.read().tabs[tab]]


def _codes(checked: Checked) -> set[str]:
    return {finding.code for finding in checked.verdict.findings if finding.code[0] == "D"}


def test_an_offices_own_list_is_adopted_under_its_title(
    office: Callable[[Tabs], Installation],
) -> None:
    """Its cells stay, twice changes nothing, and a renamed tab and column are still the list."""
    store = office(OFFICE)
    init(store)
    before = _cells(store, "Rahasia 2026")
    adopted = init_beside(store, EXCLUDED)
    assert adopted and not adopted.made and adopted.tab == "Rahasia 2026"
    again = init_beside(store, EXCLUDED)
    assert again and again.empty
    assert _cells(store, "Rahasia 2026") == before
    snapshot = store.read()
    assert dict(snapshot.kin) == {"dik": "Rahasia 2026"}
    found = read_list(snapshot, EXCLUDED)
    assert found and found.table is not None
    assert found.table.frame["dik_no"].tolist() == ["1", "2"]
    checked = _check(store)
    assert _codes(checked) == {"D10", "D12"} and _check(store).plan.empty
    assert remove_and_look(store, "Rahasia 2026") == before


def remove_and_look(store: Installation, tab: str) -> list[list[Any]]:
    """A tab once the toolkit is gone, of which there is no trace."""
    remove(store)
    assert not traces(store)
    return _cells(store, tab)


def test_new_lists_are_made_with_their_dropdowns_and_read_at_once(
    office: Callable[[Tabs], Installation],
) -> None:
    """Title and headers; a register with empty lists has nothing to say of them."""
    store = office({title: rows for title, rows in OFFICE.items() if title != "Rahasia 2026"})
    init(store)
    for schema in LISTS:
        assert init_beside(store, schema, dry_run=True) is None
        made = init_beside(store, schema)
        assert made and made.made == (schema.tab,)
        again = init_beside(store, schema)
        assert again and again.empty
    assert _cells(store, "DIK") == [[EXCLUDED.title], [c.header for c in EXCLUDED.columns]]
    assert _codes(_check(store)) == {"D02"}
    assert _check(store).plan.empty
    left = store.read().tabs.keys() if remove(store) is None else ()
    assert not traces(store) and "Register" in left


def test_adopting_a_list_in_a_file_touches_names_alone(tmp_path: Path) -> None:
    """Every other part is byte for byte what it was, and is again once the toolkit is gone."""
    path = tmp_path / "register.xlsx"
    written(path, OFFICE)
    store = WorkbookStore(path, now=_moment)
    before = _parts(path)
    init(store)
    adopted = _parts(path)
    init_beside(store, EXCLUDED)
    after = _parts(path)
    assert {name for name in after if after[name] != adopted.get(name)} == {"xl/workbook.xml"}
    remove(store)
    left = _parts(path)
    sheets = [f"xl/worksheets/sheet{number}.xml" for number in (1, 2)]
    assert {name: left[name] for name in sheets} == {name: before[name] for name in sheets}


def _parts(path: Path) -> Mapping[str, bytes]:
    with ZipFile(path) as held:
        return {name: held.read(name) for name in held.namelist()}


def test_init_says_what_it_made_and_which_column_is_wanting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new register, or one there is; with the column nothing more is said of it."""
    monkeypatch.chdir(tmp_path)
    for options, hinted in (
        (["--dry-run"], False),
        ([], True),
        (["--add", "Dasar Pengecualian"], False),
        ([], False),
    ):
        assert main(["init", "--register", "r.xlsx", "--lists", *options]) == 0
        out = capsys.readouterr().out
        assert ('init --add "Dasar Pengecualian"' in out) == hinted, options
        assert "DIP" in out and "DIK" in out
    made = openpyxl.load_workbook("r.xlsx")["DIK"].column_dimensions
    assert made["D"].alignment.wrap_text and made["F"].number_format == "dd/mm/yyyy"


def test_lists_cost_no_call_and_their_absence_neither(sheets: FakeSheets) -> None:
    """They come with the one batch in which a check reads everything."""
    serve(sheets, OFFICE)
    store = google_store(sheets)
    init(store)
    _check(store)
    reads = store.client.reads
    _check(store)
    without = store.client.reads - reads
    init_beside(store, EXCLUDED)
    _check(store)
    reads = store.client.reads
    assert "dik" in store.read().beside
    reads = store.client.reads
    _check(store)
    assert store.client.reads - reads == without


def test_a_tab_of_the_usual_title_counts_without_a_tag(
    office: Callable[[Tabs], Installation],
) -> None:
    """What staff made themselves is the list, where its header is one; another tab is not."""
    tabs = {**OFFICE, "dik": OFFICE["Rahasia 2026"]}
    del tabs["Rahasia 2026"]
    store = office(tabs)
    init(store)
    assert _codes(_check(store)) == {"D10", "D12"}


def test_a_printed_refusal_is_filled_from_the_list(tmp_path: Path) -> None:
    """`form refusal` reads the list with the register; what no cell says is still lacking."""
    written(tmp_path / "register.xlsx", OFFICE)
    store = WorkbookStore(tmp_path / "register.xlsx", now=_moment)
    init(store)
    number = str(REFUSAL["reg_number"])
    before = form(store, SETTINGS, "refusal", number, TODAY, tmp_path)
    init_beside(store, EXCLUDED)
    after = form(store, SETTINGS, "refusal", number, TODAY, tmp_path)
    assert [what.split()[0] for what in before.lacks] == ["nomor", "konsekuensi", "nomor"]
    assert after.lacks == ("nomor keputusan",)


def test_a_tab_that_is_no_list_is_left_alone_and_told_what_it_lacks(tmp_path: Path) -> None:
    """Neither a list nor, by its few words, a register; adopting it says which columns to add."""
    few = [["Daftar"], ["No", "Informasi", "Keterangan"], [1, "Profil", "-"]]
    written(tmp_path / "register.xlsx", {**OFFICE, "DIP": few})
    store = WorkbookStore(tmp_path / "register.xlsx", now=_moment)
    init(store)
    checked = _check(store)
    assert not [f for f in checked.verdict.findings if "DIP" in f.message]
    with pytest.raises(ShapeError, match="tab DIP pada 15 baris pertama belum lengkap") as told:
        init_beside(store, OPEN)
    assert "contoh 'Pejabat/Unit yang Menguasai Informasi'" in str(told.value)


def test_sections_of_the_open_list_say_what_is_below_them() -> None:
    """A row of its own that names a kind gives it to the entries below that name none."""
    header = [column.header for column in OPEN.columns]
    rows = [
        header,
        ["I. INFORMASI YANG WAJIB DIUMUMKAN SECARA BERKALA"],
        ["1", "Profil"],
        ["2", "Anggaran", "", "", "", "", "", "Serta-merta"],
        ["C. Informasi Setiap Saat"],
        ["1", "Keputusan"],
        ["Catatan"],
    ]
    found = read_list(Snapshot({"DIP": rows}), OPEN)
    assert found and found.table is not None
    assert found.table.frame["offered"].tolist() == ["Berkala", "Serta Merta", "Setiap Saat"]
    assert list(found.table.skipped) == [7]


@pytest.mark.parametrize(("text", "named"), [
    (H, "h"), ("pasal 17 huruf a, b dan h", "abh"), ("Pasal 17 huruf h angka 3", "h"),
    ("Ps. 17 (j) UU KIP jo. Pasal 84 UU 24/2013", "j"), ("Pasal 84 UU 24/2013", "j"),
    ("UU 17/2003", "j"), ("UU No. 17 Tahun 2003 Pasal 3", "j"), ("huruf c", "c"), ("h", "h"),
    ("Pasal 17", ""), ("", ""), ("; ".join(ARTICLE_17), "abcdefghij"),
    ("Pasal 17 huruf a; Pasal 17 huruf b", "ab"),
])  # fmt: skip
def test_grounds_are_known_however_they_are_written(text: str, named: str) -> None:
    """Letters of Art. 17; another law alone is letter j; none where no letter can be told."""
    assert letters(text) == {f"Pasal 17 huruf {letter}" for letter in named}


def _entry(first: date | None, last: date | None) -> Any:
    header = [column.header for column in EXCLUDED.columns]
    found = read_list(Snapshot({"DIK": [header, [1, "a", H, "", "", first, last]]}), EXCLUDED)
    assert found and found.table is not None
    return excluded("DIK", found.table).entries[0]


_days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(st.none() | _days, st.none() | _days, _days)
@example(TODAY, TODAY, TODAY)
def test_an_entry_is_in_force_from_its_first_to_its_last_day(
    first: date | None, last: date | None, day: date
) -> None:
    """Both days count; no day is no bound."""
    expected = (first is None or first <= day) and (last is None or day <= last)
    assert _entry(first, last).in_force(day) == expected


_typed = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-10, 60_000),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.sampled_from(["", "-", "1", "DIK-1", H, "Loading...", "#N/A", "31/02/2026", "Jumlah"]),
    st.sampled_from([column.header for column in (*EXCLUDED.columns, *OPEN.columns)]),
)
_sheet = st.lists(st.lists(_typed, max_size=9), max_size=6)


def _typed_in(
    rows: list[list[Any]], headed: bool, tagged: bool, schema: Schema, basis: Any
) -> Snapshot:
    """A register with one refusal, and a tab with these rows."""
    header = [[column.header for column in schema.columns]] if headed else []
    tabs = {
        "Register": grid({**REFUSAL, "exclusion_basis": basis or "1"}),
        "Pilihan": CHOICES,
        "Hari Libur": HOLIDAYS,
        schema.tab: [*header, *rows],
    }
    places = {column.key: at for at, column in enumerate(schema.columns)}
    tags = {schema.name: Tags(schema.tab, 1, places)} if tagged else {}
    return Snapshot(tabs, beside=tags)


_offices = st.builds(
    _typed_in, _sheet, st.booleans(), st.booleans(), st.sampled_from(LISTS), _typed
)


@settings(max_examples=draws(100))
@given(_offices)
def test_nothing_that_is_typed_there_stops_a_check(snapshot: Snapshot) -> None:
    """With a header or without one, tagged or not, and whatever the refusal names."""
    judged = judge(snapshot, SETTINGS, TODAY, TODAY)
    assert len(judged.table.frame) == 1


@pytest.mark.slow
@settings(max_examples=draws(150), deadline=None)
@given(_offices)
def test_nothing_that_is_typed_there_stops_a_paper(snapshot: Snapshot) -> None:
    """The letter of the refusal, and the lists printed and published."""
    judged = judge(snapshot, SETTINGS, TODAY, TODAY)
    request = Request(judged.table, 2, judged.clock, TODAY, excluded_in(snapshot))
    assert forms.FORMS["refusal"].describe(request, SETTINGS)
    for schema in LISTS:
        found = read_list(snapshot, schema)
        if found and found.table is not None:
            lists = [shown(schema, found, TODAY)]
            assert xlsx.render(printed_lists.describe(lists, SETTINGS))
            assert lists_page.page(lists, SETTINGS.office) and lists_table.table(lists[0], "KPU")


@pytest.mark.slow
def test_a_column_that_an_offices_list_lacks_is_added_at_its_end(
    office: Callable[[Tabs], Installation],
) -> None:
    """`init --add "DIK: Berlaku Sampai"`; what is typed below it counts at once."""
    without = [row[:-1] if len(row) == 8 else row for row in OWN_DIK]
    store = office({**OFFICE, "Rahasia 2026": without})
    init(store)
    (columns,) = wished(["DIK: Berlaku Sampai"], [EXCLUDED])
    made = init_beside(store, EXCLUDED, wished=columns)
    assert made and [column.position for column in made.plan.new_columns] == [7]
    again = init_beside(store, EXCLUDED, wished=columns)
    assert again and again.empty
    assert _cells(store, "Rahasia 2026")[3][-1] == "Berlaku Sampai"
    assert _codes(_check(store)) == {"D12"}


def test_a_list_without_its_header_is_silent_but_named() -> None:
    """A tagged tab whose header is gone judges no refusal."""
    tabs = {"DIK": [["x"], [1, "a"]]}
    lost = Snapshot(tabs, beside={"dik": Tags("DIK", 1, {"dik_no": 0, "excluded": 1})})
    found = read_list(lost, EXCLUDED)
    assert isinstance(found, InformationList) and found.table is None and found.trouble
    assert read_list(Snapshot(tabs), EXCLUDED) is None


def test_a_day_after_its_last_an_entry_holds_no_more() -> None:
    """The day itself still counts."""
    entry = _entry(TODAY, TODAY)
    assert entry.in_force(TODAY) and entry.over(TODAY + timedelta(days=1))
    assert not entry.begun(TODAY - timedelta(days=1))
