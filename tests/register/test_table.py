"""From a tab's grid to typed requests that know their sheet rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.register.header import find_header
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.table import Table, read_table
from tests.budget import draws
from tests.build import GOOD, LISTS, OPEN, grid, table
from tests.register.forms import NATIONAL, NATIONAL_REQUEST, NUMBERING, SEKADAU, TITLES

DTYPES = {
    "text": "object",
    "choice": "object",
    "date": "datetime64[s]",
    "time": "float64",
    "number": "float64",
}
SHORT = ("No. Registrasi", "Tanggal Diterima", "Nama Pemohon", "Perihal", "Alamat", "Biaya")
FIRST = ("001/PPID/XI/2026", "3/11/2026", "Contoh Satu", "Daftar pemilih", "Jl. Contoh 1", 0)
SECOND = ("002/PPID/XI/2026", "4/11/2026", "Contoh Dua", "Hasil rapat", "Jl. Contoh 2", 5000)
BLANK = (None,) * 6


def read(rows: Sequence[Sequence[Any]], lists: Any = LISTS) -> Table:
    """The table of a tab."""
    return read_table(rows, find_header(rows, REQUESTS), lists)


def rows_of(found: Table) -> list[int]:
    """Sheet rows of the requests."""
    return found.frame.index.tolist()


def test_requests_are_typed_and_know_their_rows() -> None:
    """A date is a date, a time minutes, an amount a number; the index is the sheet's row."""
    found = read([["REGISTER"], [], SHORT, FIRST, SECOND])
    assert rows_of(found) == [4, 5]
    request = found.frame.loc[5]
    assert request["received_on"] == pd.Timestamp(2026, 11, 4)
    assert (request["reg_number"], request["cost"]) == ("002/PPID/XI/2026", 5000.0)
    assert request["information"] == "Hasil rapat"
    assert found.skipped == {}
    assert found.notes == {}


@pytest.mark.parametrize("rows", [[SHORT], [SHORT, BLANK], [SHORT, FIRST], [SHORT, FIRST[:2]]])
def test_columns_have_their_dtypes_however_many_rows(rows: Any) -> None:
    """Every staff column is there with its documented dtype, in an empty register too."""
    frame = read(rows).frame
    assert {key: str(dtype) for key, dtype in frame.dtypes.items()} == {
        column.key: DTYPES[column.kind] for column in REQUESTS.staff
    }


def test_missing_columns_are_blank() -> None:
    """What the sheet does not have is NaT, NaN or "", and listed as missing."""
    found = read([SHORT, FIRST])
    request = found.frame.loc[2]
    assert request["channel"] == request["email"] == ""
    assert pd.isna(request["notified_on"])
    assert pd.isna(request["received_at"])
    missing = {column.key for column in found.header.missing}
    assert {"channel", "notified_on", "received_at"} <= missing
    assert missing.isdisjoint({"reg_number", "received_on", "cost"})


def test_a_label_is_the_header_as_it_stands() -> None:
    """Findings speak of the office's own header, or of the register's where there is none."""
    found = read([("No.\nAgenda", *SHORT[1:]), FIRST])
    assert found.label("reg_number") == "No. Agenda"
    assert found.label("channel") == "Kanal"


def test_a_tagged_column_without_header_is_called_by_its_own() -> None:
    """Where staff emptied a header, the register's own name remains."""
    rows = [("", *SHORT[1:]), FIRST]
    header = find_header(rows, REQUESTS, {"reg_number": 0}, 1)
    assert read_table(rows, header, LISTS).label("reg_number") == "No. Registrasi"


def test_blank_rows_in_between_are_no_fault_of_the_rows_below() -> None:
    """Requests below a gap keep their row numbers."""
    found = read([SHORT, FIRST, BLANK, [], [None, "-", "  "], SECOND])
    assert rows_of(found) == [2, 6]
    assert found.skipped == {}


@pytest.mark.parametrize(
    "total",
    [
        ("Jumlah", None, None, None, None, 5000),
        (None, None, "TOTAL", None, None, "Rp 5.000"),
        ("Grand Total", "2 permohonan", None, None, None, 5000),
        ("Sub Total", None, None, None, None, 5000),
        ("Jml.", None, None, None, None, 5000),
        ("Total:", None, None, None, None, 5000),
        ("Rekapitulasi", None, "2"),
        ("Jumlah permohonan bulan November", None, 2),
    ],
)
def test_rows_of_totals_are_skipped_with_their_reason(total: Any) -> None:
    """A total in the middle or at the end is no request; rows below it stay."""
    found = read([SHORT, FIRST, total, SECOND, total])
    assert rows_of(found) == [2, 4]
    assert found.skipped == {3: "baris jumlah", 5: "baris jumlah"}


def test_a_request_about_totals_is_a_request() -> None:
    """Only an undated row that begins with the word is a total."""
    found = read([SHORT, (None, "3/11/2026", "Total Contoh"), (*SECOND[:3], "Jumlah pemilih")])
    assert rows_of(found) == [2, 3]


@pytest.mark.parametrize(
    "numbering",
    [
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("1", "2", "3", "4", "5", "6"),
        (1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
        (1, 2, 3, 4, 5, 6),
    ],
)
def test_the_row_that_numbers_the_columns_is_skipped(numbering: Any) -> None:
    """(1) (2) (3) right under the header counts columns."""
    found = read([SHORT, numbering, FIRST])
    assert rows_of(found) == [3]
    assert found.skipped == {2: "baris nomor kolom"}


@pytest.mark.parametrize("title", ["BULAN MARET", "Maret 2026", "bulan: mei"])
def test_month_titles_between_the_rows_are_skipped(title: str) -> None:
    """Offices part their register by months."""
    found = read([SHORT, FIRST, (None, title), SECOND])
    assert rows_of(found) == [2, 4]
    assert found.skipped == {3: "judul bulan"}


def test_a_header_repeated_on_each_page_is_skipped() -> None:
    """The header typed again in the middle is no request."""
    found = read([SHORT, FIRST, SHORT, SECOND])
    assert rows_of(found) == [2, 4]
    assert found.skipped == {3: "judul kolom berulang"}


def test_signatures_and_footnotes_below_the_table_are_skipped() -> None:
    """Below a gap under the last request, rows with a word or two are no requests."""
    found = read(
        [
            SHORT,
            FIRST,
            SECOND,
            BLANK,
            (None, None, None, None, "Manggar, 30 November 2026"),
            (None, None, "Mengetahui,"),
            BLANK,
            (None, None, "Contoh Kasubag"),
            ("*) diisi petugas",),
        ]
    )
    assert rows_of(found) == [2, 3]
    assert set(found.skipped) == {5, 6, 8, 9}
    assert set(found.skipped.values()) == {"catatan di bawah tabel"}


def test_signatures_under_the_columns_of_numbers_are_skipped() -> None:
    """Two officials sign below; neither a place, a name nor a NIP is like the office's numbers."""
    signatures = [
        ("Mengetahui,", None, None, None, "Manggar, 30 November 2026"),
        ("Sekretaris,", None, None, None, "Kasubag,"),
        BLANK,
        ("NIP. 197001012000011001", None, None, None, "NIP. 198001012005011001"),
    ]
    found = read([SHORT, FIRST, ("Jumlah", None, None, None, None, 0), *signatures])
    assert rows_of(found) == [2]
    assert set(found.skipped) == {3, 4, 5, 7}


def test_a_numbered_request_below_a_gap_is_a_request() -> None:
    """A row numbered like the others is judged as soon as it says anything else."""
    begun = ("014/PPID/XII/2026", None, "Contoh Tiga")
    found = read([SHORT, FIRST, BLANK, begun, BLANK, ("Catatan: 2 berkas",)])
    assert rows_of(found) == [2, 4]
    assert set(found.skipped) == {6}


DRAWN = ("No. Registrasi", "Tanggal Diterima", "Kanal", "Nama Pemohon", "Perihal", "Biaya")
DATED = ("001/PPID/XI/2026", "3/11/2026", "Surat", "Contoh Satu", "Daftar pemilih", 0)


@pytest.mark.parametrize(
    "drawn",
    [
        lambda i: (f"{i:03}/PPID/XI/2026",),
        lambda i: (i,),
        lambda i: (None, None, "Datang Langsung"),
        lambda i: (f"{i:03}/PPID/XI/2026", None, "Datang Langsung", None, None, 0),
        lambda i: (f"{i:03}/PPID/XI/2026", False, "Surat"),
        lambda i: (None, False),
        lambda i: (None, None, None, "#N/A", "#N/A"),
        lambda i: (f"{i:03}/PPID/XI/2026", "#REF!", "-", "#N/A", "", "Rp 0"),
        lambda i: (None, 2, None, None, None, False),
    ],
)
@pytest.mark.parametrize("dated", [[], [DATED]])
def test_what_is_drawn_down_for_the_year_is_prepared(drawn: Any, dated: Any) -> None:
    """Numbers, defaults and formulas without anything to reckon with are no requests yet."""
    found = read([DRAWN, *dated, *(drawn(i) for i in range(2, 302))])
    assert rows_of(found) == [2] * len(dated)
    assert found.prepared == tuple(range(2 + len(dated), 302 + len(dated)))
    assert found.skipped == found.notes == {}


def test_a_number_alone_below_the_last_dated_row_is_prepared() -> None:
    """It waits for its request."""
    found = read([SHORT, FIRST, ("002/PPID/XI/2026",)])
    assert (rows_of(found), found.prepared) == ([2], (3,))


@pytest.mark.parametrize(
    "begun",
    [
        ("003/PPID/XI/2026", None, "Email"),
        ("003/PPID/XI/2026", None, "Surat", "Contoh Dua"),
        ("003/PPID/XI/2026", "besok", "Surat"),
        ("003/PPID/XI/2026", None, "Surat", None, "Data"),
        ("003/PPID/XI/2026", "5/11/2026", "Surat"),
    ],
)
def test_a_request_begun_among_prepared_rows_is_a_request(begun: Any) -> None:
    """Whatever differs from what was drawn down, somebody typed."""
    rows = [(f"{i:03}/PPID/XI/2026", None, "Surat") for i in range(4, 9)]
    found = read([DRAWN, DATED, *rows, begun, *rows])
    assert rows_of(found) == ([2, 8] if begun[1] != "5/11/2026" else [2, 3, 4, 5, 6, 7, 8])


def test_rows_without_a_date_between_dated_ones_are_requests() -> None:
    """A number above the last dated row was given to somebody."""
    found = read([DRAWN, ("001/PPID/XI/2026",), ("002/PPID/XI/2026",), DATED])
    assert rows_of(found) == [2, 3, 4]


def test_undated_requests_alone_are_requests() -> None:
    """In a register where nothing is dated nothing is taken for a footnote."""
    assert rows_of(read([SHORT, (None, None, "Contoh"), BLANK, ("002",)])) == [2, 4]


def test_a_request_without_number_and_date_is_still_a_request() -> None:
    """Right below the table, or with several cells filled, a row is judged and not passed over."""
    nameless = (None, None, *FIRST[2:])
    found = read([SHORT, FIRST, (None, None, "Contoh"), BLANK, nameless, SECOND])
    assert rows_of(found) == [2, 3, 5, 6]
    assert rows_of(read([SHORT, FIRST, BLANK, nameless])) == [2, 4]


def test_a_footnote_among_requests_hides_none_of_them() -> None:
    """A remark between requests is judged as a row, and the requests below stay."""
    found = read([SHORT, FIRST, ("catatan: dikirim ulang",), BLANK, SECOND])
    assert {2, 5} <= set(rows_of(found))


def test_running_numbers_prepared_in_advance_are_no_requests() -> None:
    """A weak *No* alone says nothing, however many rows are numbered."""
    header = ("No", *SHORT[1:])
    found = read([header, (1, *FIRST[1:]), (2.0,), ("3",), (4, None, "-", "")])
    assert rows_of(found) == [2]
    assert found.skipped == {}


def test_a_registration_number_alone_is_a_request() -> None:
    """A number under *No. Registrasi* was given to somebody."""
    assert rows_of(read([SHORT, ("001/PPID/XI/2026",)])) == [2]


def test_ragged_and_overlong_rows_are_read() -> None:
    """Short rows are blank at the end; cells beyond the header are left alone."""
    found = read([SHORT, FIRST[:3], [*SECOND, "lebih", 5]])
    assert found.frame["applicant_name"].tolist() == ["Contoh Satu", "Contoh Dua"]
    assert found.frame["address"].tolist() == ["", "Jl. Contoh 2"]


def test_notes_are_kept_by_column_and_sheet_row() -> None:
    """What was read with a remark can be found again."""
    found = read([SHORT, FIRST, BLANK, ("2", "31/02/2026", "x", "y", 5, "mahal"), SECOND])
    assert found.notes == {
        "received_on": {4: "impossible"},
        "address": {4: "numeric"},
        "cost": {4: "unreadable"},
    }
    assert found.unread("received_on").tolist() == [False, True, False]
    assert found.noted("address", "numeric").tolist() == [False, True, False]
    assert not found.unread("address").any()


def test_notes_of_skipped_rows_are_dropped() -> None:
    """A total with text where a date belongs is nobody's fault."""
    assert read([SHORT, FIRST, ("Jumlah", "2 buah", None, None, 7)]).notes == {}


def test_an_unreadable_cell_makes_a_row_that_is_judged() -> None:
    """A row that holds nothing but an unreadable date is not passed over."""
    assert rows_of(read([SHORT, FIRST, (None, "besok")])) == [2, 3]


def test_checkboxes_and_numbers_are_told_apart() -> None:
    """TRUE is not 1 and FALSE is not 0, though they compare equal."""
    rows = [(*FIRST[:5], value) for value in (True, 1, 1.0, False, 0, 0.0, True, False)]
    found = read([SHORT, *rows])
    assert found.frame["cost"].fillna(-1).tolist() == [-1, 1, 1, -1, 0, 0, -1, -1]
    assert found.notes == {"cost": {2: "unreadable", 8: "unreadable"}}


def test_checkboxes_in_tick_columns() -> None:
    """A ticked box ticks, and so does a 1; an empty box and a 0 do not."""
    ticks = [(True, False), (1, 0), (False, True), (0.0, 1.0)]
    rows = [(*NATIONAL_REQUEST[:11], *pair, *NATIONAL_REQUEST[13:]) for pair in ticks]
    found = read([*NATIONAL, *rows])
    assert found.frame["info_form"].tolist() == ["Softcopy", "Softcopy", "Hardcopy", "Hardcopy"]


def test_an_offices_own_choice_is_accepted() -> None:
    """What the tab Pilihan lists is a choice, beside the declared ones."""
    lists = {"Kanal": ("Loket Keliling",), "Petugas": ("Petugas Tiga",)}
    row = {**GOOD, "channel": "LOKET keliling", "officer": "Petugas Tiga"}
    found = read(grid(row, GOOD), lists)
    assert found.frame["channel"].tolist() == ["Loket Keliling", "Datang Langsung"]
    assert found.frame["officer"].tolist() == ["Petugas Tiga", ""]
    assert found.notes == {"channel": {2: "respelled"}, "officer": {3: "unlisted"}}


def test_the_national_form_is_read_as_it_stands() -> None:
    """Titles, merged header, numbering row and ticks yield typed requests."""
    found = read([*TITLES, *NATIONAL, NUMBERING, NATIONAL_REQUEST])
    assert rows_of(found) == [8]
    assert found.skipped == {7: "baris nomor kolom"}
    request = found.frame.loc[8]
    assert request["received_on"] == pd.Timestamp(2026, 11, 3)
    assert request["possession"] == "Di bawah penguasaan"
    assert request["info_form"] == "Softcopy & Hardcopy"
    assert request["request_kind"] == "Meminta Salinan"
    assert request["decision"] == "Dikabulkan Seluruhnya"
    assert request["notified_on"] == pd.Timestamp(2026, 11, 5)
    assert request["given_on"] == pd.Timestamp(2026, 11, 6)
    assert request["cost"] == 0
    assert request["phone"] == "0812 0000 0001"
    assert found.notes == {"reg_number": {8: "numeric"}, "decision": {8: "respelled"}}


@pytest.mark.parametrize(
    ("ticks", "possession"),
    [
        (("√", None, None), "Di bawah penguasaan"),
        ((None, "V", None), "Tidak di bawah penguasaan"),
        (("-", "", "Ya"), "Belum didokumentasikan"),
        (("Tidak", "x", None), "Tidak di bawah penguasaan"),
        ((None, None, None), ""),
    ],
)
def test_ticks_become_the_choice_of_their_column(ticks: Any, possession: str) -> None:
    """One tick among the columns of a group chooses."""
    row = (*NATIONAL_REQUEST[:8], *ticks, *NATIONAL_REQUEST[11:])
    found = read([*NATIONAL, row])
    assert found.frame["possession"].tolist() == [possession]
    assert "possession" not in found.notes


@pytest.mark.parametrize("ticks", [("√", "√", None), ("mungkin", None, None)])
def test_contradictory_or_odd_ticks_are_no_choice(ticks: Any) -> None:
    """Two ticks where one belongs, or a mark that is none, are reported and not chosen from."""
    found = read([*NATIONAL, (*NATIONAL_REQUEST[:8], *ticks, *NATIONAL_REQUEST[11:])])
    assert found.frame["possession"].tolist() == [""]
    assert found.notes["possession"] == {4: "unlisted"}


def test_the_register_of_sekadau() -> None:
    """Six columns, a status that is a decision, a ticket for a number."""
    row = ("TK-000001", date(2026, 11, 3), "Contoh Pemohon", "Di Tolak", "Hasil rapat", "-")
    request = read([SEKADAU, row]).frame.loc[2]
    assert (request["reg_number"], request["decision"]) == ("TK-000001", "Ditolak")
    assert request["remarks"] == ""


def test_a_register_without_rows() -> None:
    """A header alone is an empty register, not an error."""
    found = table()
    assert found.frame.empty
    assert found.skipped == {}
    assert found.unread("received_on").empty


def test_many_rows_keep_their_order_and_values() -> None:
    """Blocks of rows are put together again in order."""
    numbers = [f"{i:04}/PPID/XI/2026" for i in range(1, 2501)]
    found = table(*({"reg_number": number, "cost": i} for i, number in enumerate(numbers)))
    assert found.frame["reg_number"].tolist() == numbers
    assert found.frame["cost"].tolist() == list(range(2500))
    assert rows_of(found) == list(range(2, 2502))


TYPED: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(["", None, "Contoh", " teks\n", 12, 1906015203900001.0, "#N/A"]),
    "date": st.sampled_from([None, "3/11/26", "31/02/2026", date(2026, 11, 3), 46329, "besok", 1]),
    "time": st.sampled_from([None, "09.15", 0.5, 9, True, 1, "pagi"]),
    "number": st.sampled_from([None, "Rp 15.000", "gratis", 0, False, 1, True, "mahal"]),
    "choice": st.sampled_from([None, "EMAIL", "Di Tolak", "Proses", "entah", "langsung", "Ya"]),
}
ROWS = st.fixed_dictionaries(
    {"received_on": st.sampled_from(["1/11/2026", "2/11/2026"])},
    optional={c.key: TYPED[c.kind] for c in REQUESTS.staff if c.key != "received_on"},
)


def told(found: Table, row: int) -> dict[str, Any]:
    """What was read of one sheet row: its values and notes."""
    values = found.frame.loc[row].astype(object)
    notes = {key: by_row.get(row) for key, by_row in found.notes.items() if row in by_row}
    return {**values.where(values.notna(), None).to_dict(), "notes": notes}


@settings(max_examples=draws(40), deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=6), st.data())
def test_a_request_reads_the_same_wherever_it_stands(
    requests: list[dict[str, Any]], data: st.DataObject
) -> None:
    """Sorting the rows moves values and notes with them and changes none."""
    order = data.draw(st.permutations(range(len(requests))))
    before = table(*requests)
    after = table(*(requests[i] for i in order))
    for row, i in enumerate(order, 2):
        assert told(after, row) == told(before, i + 2)


@settings(max_examples=draws(40), deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(st.none(), st.text(max_size=8), st.floats(), st.booleans(), st.dates()),
            max_size=8,
        ),
        max_size=8,
    )
)
def test_any_rows_below_a_header_are_requests_or_skipped_with_a_reason(
    body: list[list[Any]],
) -> None:
    """Whatever stands there, nothing raises, and a row is never both."""
    found = read([SHORT, *body])
    assert set(rows_of(found)).isdisjoint(found.skipped)
    assert all(found.skipped.values())
    assert set(rows_of(found)) | set(found.skipped) <= set(range(2, len(body) + 2))
    for key, notes in found.notes.items():
        assert key in REQUESTS.by_key
        assert set(notes) <= set(rows_of(found))


def test_the_grid_is_not_changed() -> None:
    """Reading leaves the values it was given as they are."""
    rows = grid(OPEN, GOOD)
    before = [list(row) for row in rows]
    read(rows)
    assert rows == before


LINES: Sequence[Sequence[Any]] = (
    FIRST,
    SECOND,
    ("003/PPID/XI/2026", "31/02/2026", "Contoh Tiga", None, "", "gratis"),
    ("004/PPID/XI/2026", "", "", "", "", ""),
    ("x/9", None, None, None, None, 0),
    ("", "", "", "", "", False),
    ("Jumlah", None, None, None, None, 5000),
    ("", "", "Ketua", "", "", ""),
    SHORT,
)
BLANKS: Sequence[Sequence[Any]] = ((), ("",), BLANK, ("",) * 6)


@settings(max_examples=draws(60))
@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(LINES), st.integers(1, 3)),
            st.tuples(st.sampled_from(BLANKS), st.sampled_from([1, 2, 49, 50, 51, 130])),
        ),
        max_size=9,
    )
)
def test_rows_far_below_are_read_as_if_all_were_looked_at(
    runs: list[tuple[Sequence[Any], int]],
) -> None:
    """Long runs of blank rows are passed over, and nothing turns on it."""
    rows = [SHORT, *(line for line, times in runs for _ in range(times))]
    quick = read(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ppid_sheets.register.table.LIKE", len(rows))
        careful = read(rows)
    pd.testing.assert_frame_equal(quick.frame, careful.frame)
    assert (quick.notes, quick.skipped, quick.prepared) == (
        careful.notes,
        careful.skipped,
        careful.prepared,
    )
