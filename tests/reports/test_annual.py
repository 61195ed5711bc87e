"""The annual workbook, and the version of it that may be published."""

import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.common.month import Month, month_labelled
from ppid_sheets.register.table import Table
from ppid_sheets.reports.workbook import identities, linked, xlsx
from ppid_sheets.reports.workbook.book import Book, DataTable, Grid, WordTones
from ppid_sheets.reports.year import annual, checks, data
from ppid_sheets.reports.year.month_by_month import COLUMNS, place
from ppid_sheets.reports.year.rows import OUTCOMES
from ppid_sheets.reports.year.sentences import in_words
from ppid_sheets.reports.year.span import MonthSpan
from ppid_sheets.reports.year.span import year as year_span
from ppid_sheets.reports.year.year import Year, span_of
from tests.budget import chosen, draws
from tests.build import LISTS, SETTINGS
from tests.golden import assert_golden
from tests.reports.build import CLOCK, busy, cells, register, request, year_of

END = date(2026, 12, 31)


def of(table: Table, as_of: date = END, link: Any = None, **changed: Any) -> Year:
    """The year of `as_of`."""
    office = replace(SETTINGS, **changed)
    return year_of(table, CLOCK, office, as_of.year, as_of, "register.xlsx", link)


def part(table: Table, span: MonthSpan, as_of: date | None = None) -> Year:
    """A part of a year."""
    day = as_of or span.last.last
    return span_of(table, CLOCK, SETTINGS, span, day, "register.xlsx", None)


def page(book: Book, sheet: str) -> dict[tuple[int, int], Any]:
    """What stands in each cell of a sheet."""
    return {(row, col): cell.value for name, row, col, cell in cells(book) if name == sheet}


def rows_of(book: Book, sheet: str) -> list[list[Any]]:
    """The values of a sheet row by row."""
    lines: dict[int, list[Any]] = {}
    for (row, _), value in page(book, sheet).items():
        lines.setdefault(row, []).append(value)
    return list(lines.values())


SOME = [
    request(date(2025, 12, 20), date(2026, 1, 5), reg_number="001"),
    request(date(2026, 1, 8), date(2026, 1, 12), reg_number="002"),
    request(date(2026, 1, 9), date(2026, 2, 2), "Ditolak", reg_number="003",
            refusal_ground="Pasal 17 huruf h"),
    request(date(2026, 2, 2), date(2026, 2, 5), "Dikabulkan Sebagian", reg_number="004",
            refusal_ground="Pasal 17 huruf i"),
    request(date(2026, 3, 2), decision="Dicabut Pemohon", reg_number="005"),
    request(date(2026, 3, 3), date(2026, 3, 9), "Tidak Diproses", reg_number="006"),
    request(date(2026, 12, 28), reg_number="007"),
    request("entah", reg_number="008"),
]  # fmt: skip


def test_the_year_is_the_one_we_want_people_to_read() -> None:
    """Report, reasons, checks, notes and publication of a small year, line by line."""
    year = of(register(*SOME, *(request(date(2026, 5, day), date(2026, 5, 28)) for day in (4, 5))))
    said = []
    for book in (annual.describe(year), annual.describe_publication(year)):
        for sheet in book.sheets:
            said.append(f"== {sheet.name}")
            said += [" | ".join(map(_said, line)) for line in rows_of(book, sheet.name)]
    assert_golden("\n".join(line.rstrip() for line in said) + "\n", "annual.txt")


def _said(value: Any) -> str:
    return "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)


def test_a_request_counts_in_the_month_it_was_finished() -> None:
    """Also one that came in the year before; what is open at the end is left over."""
    year = of(register(*SOME))
    january, february, march = year.lines[:3]
    assert (january.opening.value, january.received.value, january.finished.value) == (1, 2, 2)
    assert [n.value for n in february.outcomes] == [0, 1, 1, 0, 0, 0]
    assert [n.value for n in march.outcomes] == [0, 0, 0, 1, 1, 0]
    assert place(year, "Sisa akhir").value == 1
    assert year.left_out == (9,)


def test_every_number_has_its_formula() -> None:
    """Only the count taken from the register itself is a plain value."""
    plain = [
        cell.value
        for _, _, _, cell in cells(annual.describe(of(register(*busy()))))
        if cell.style in ("count", "pivot_count", "mean", "total_count", "total_mean")
        and not cell.formula
        and cell.value is not None
    ]
    assert len(plain) == 1


@pytest.mark.parametrize(
    "as_of", chosen([END, date(2026, 10, 31), date(2026, 1, 15), date(2025, 12, 31)], (END,))
)
def test_the_year_proves_itself(as_of: date) -> None:
    """All identities hold, whatever day the year is seen from."""
    year = of(register(*busy(), *SOME), as_of)
    assert {check.result for check in checks.identities(year)} == {"OK"}
    book = annual.describe(year)
    assert book.status == ("Final" if as_of.month == 12 else "Sementara")
    assert len(year.months) == as_of.month


def test_a_difference_is_not_called_final() -> None:
    """A register that counts otherwise than Data shows in the checks and the properties."""
    year = replace(of(register(*SOME)), registered=99)
    book = annual.describe(year)
    assert book.status == "Belum final: ada selisih"
    assert identities.NOT_GOOD in page(book, "Pemeriksaan").values()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            (),
            "tidak menerima permohonan informasi publik. Tidak ada permohonan yang diselesaikan. "
            "Pada 31 Desember 2026 tidak ada permohonan yang tersisa.",
        ),
        (
            (request(date(2026, 10, 5)),),
            "menerima satu permohonan informasi publik. Tidak ada permohonan yang diselesaikan. "
            "Pada 31 Desember 2026 tersisa satu permohonan informasi publik.",
        ),
        (
            (
                request(date(2026, 10, 5), date(2026, 10, 9)),
                request(date(2026, 10, 5), date(2026, 10, 8), "Ditolak"),
            ),
            "menerima 2 permohonan informasi publik. Diselesaikan 2 permohonan, rata-rata dalam "
            "3,5 hari kerja: dikabulkan seluruhnya 1; ditolak 1. Pada 31 Desember 2026 tidak ada "
            "permohonan yang tersisa.",
        ),
    ],
)
def test_the_sentences_fit_the_figures(rows: Sequence[Any], words: str) -> None:
    """None, one and many."""
    assert in_words(of(register(*rows))).value.endswith(words)


def test_links_lead_to_the_rows_of_the_register() -> None:
    """Only the program's own function makes links, and only inside the office."""
    year = of(register(*SOME), link=lambda row: f"https://example.com/#A{row}")
    table = next(
        b for s in annual.describe(year).sheets for b in s.blocks if isinstance(b, DataTable)
    )
    column = next(column for column in table.columns if column.key == "row")
    assert column.links[0] == "https://example.com/#A2"
    content = xlsx.render(annual.describe_publication(year))
    assert b"example.com" not in b"".join(_parts(content).values())


def test_the_list_of_the_year_says_where_its_links_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound the note above it does."""
    monkeypatch.setattr(linked, "MOST", 1)
    year = of(register(*SOME), link=lambda row: f"https://example.com/#A{row}")
    (column,) = (column for column in year.data.columns if column.key == "row")
    assert len(column.links) == 1
    grids = (b for b in data.sheet(year).blocks if isinstance(b, Grid))
    notes = [str(cell.value) for grid in grids for row in grid.rows for cell in row]
    assert any("Tautan ke register hanya di 1 baris pertama." in note for note in notes)


# A recount that knows nothing of frames or tables.


DAYS = st.dates(date(2025, 10, 1), date(2026, 12, 31))
GROUNDS = st.sampled_from((None, "Pasal 17 huruf h", "Tidak dikuasai", "entah"))
ROWS = st.lists(
    st.tuples(DAYS, st.none() | st.integers(0, 40), st.sampled_from(OUTCOMES[:5]), GROUNDS),
    max_size=40,
)


def _rows(asked: Sequence[tuple[date, int | None, str, str | None]]) -> list[Mapping[str, Any]]:
    return [
        request(
            got,
            None if took is None else got + timedelta(days=took),
            None if took is None else decision,
            refusal_ground=ground,
        )
        for got, took, decision, ground in asked
    ]


@settings(max_examples=draws(15), deadline=None)
@given(ROWS, st.sampled_from((END, date(2026, 6, 15), date(2026, 3, 31))))
def test_figures_agree_with_a_plain_recount(asked: list[Any], as_of: date) -> None:
    """Month by month, and the reasons of the year."""
    year = of(register(*_rows(asked)), as_of)
    ends = [
        (got, end if took is not None and end <= as_of else None, decision, ground)
        for got, took, decision, ground in asked
        if got <= as_of
        for end in [got + timedelta(days=took or 0)]
    ]
    for month, line in enumerate(year.lines, 1):
        here = (2026, month)
        done = Counter(word for _, end, word, _ in ends if end and (end.year, end.month) == here)
        assert [n.value for n in line.outcomes] == [done[word] for word in OUTCOMES]
        assert line.received.value == sum((got.year, got.month) == here for got, *_ in ends)
        first = date(2026, month, 1)
        assert line.opening.value == sum(
            got < first and not (end and end < first) for got, end, *_ in ends
        )
    refused = Counter(
        ground for _, end, word, ground in ends if end and end.year == 2026 and word == "Ditolak"
    )
    months = range(len(year.months))
    for ground in ("Pasal 17 huruf h", "Tidak dikuasai"):
        assert refused[ground] == sum(int(year.refused_in(m, ground).value) for m in months)
    assert refused["entah"] == sum(int(year.refused_in(m, "(tidak terbaca)").value) for m in months)
    assert {check.result for check in checks.identities(year)} == {"OK"}


def _parts(content: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_published_file_holds_nothing_else() -> None:
    """One sheet, no formula, no row of a request, properties that name the office alone."""
    content = xlsx.render(annual.describe_publication(of(register(*SOME, *busy()))))
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["Publikasi"]
    assert all(cell.data_type != "f" for row in book.active.rows for cell in row)
    parts = _parts(content)
    assert not [name for name in parts if "table" in name or "comment" in name or "custom" in name]
    core = parts["docProps/core.xml"].decode()
    people = re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>(.*?)<", core)
    assert set(people) <= {"", SETTINGS.office.name}
    assert b"PPID/" not in parts["xl/sharedStrings.xml"]


def test_nobody_who_asks_is_in_either_file() -> None:
    """No name, identity, contact or free text of an applicant."""
    year = of(register(*SOME))
    for book in (annual.describe(year), annual.describe_publication(year)):
        content = b"".join(_parts(xlsx.render(book)).values()).decode("utf-8", "replace")
        for text in (
            "Contoh Pemohon",
            "1906015203900001",
            "Jl. Contoh",
            "081200000001",
            "pemohon@",
            "Daftar pemilih",
        ):
            assert text not in content


def test_text_from_people_arrives_as_text() -> None:
    """Numbers that look like formulas, decisions that look like patterns."""
    lists = {**LISTS, "Keputusan": ["*", "=1+1"], "Alasan Penolakan": ["?"]}
    rows = [
        request(date(2026, 3, 2), date(2026, 3, 5), "*", reg_number="=HYPERLINK(1)"),
        request(date(2026, 3, 2), date(2026, 3, 5), "=1+1", reg_number="+62\n1 😀"),
        request(date(2026, 3, 2), date(2026, 3, 5), "Ditolak", refusal_ground="?"),
    ]
    year = of(register(*rows, lists=lists))
    assert [n.value for n in year.lines[2].outcomes] == [0, 0, 1, 0, 0, 2]
    data = openpyxl.load_workbook(BytesIO(xlsx.render(annual.describe(year))))["Data"]
    kinds = {cell.value: cell.data_type for row in data.rows for cell in row}
    assert kinds["=HYPERLINK(1)"] == "s" and kinds["+62\n1 😀"] == "s"


def test_the_same_year_gives_the_same_bytes() -> None:
    """Made twice, both are the same files; what came later changes nothing."""
    later = request(date(2027, 1, 4), date(2027, 1, 8))
    for describe in (annual.describe, annual.describe_publication):
        once = xlsx.render(describe(of(register(*SOME))))
        assert once == xlsx.render(describe(of(register(*SOME, later))))


def test_columns_stand_in_the_order_of_the_law() -> None:
    """Received, time needed, granted wholly and in part, refused."""
    assert [name for name, *_ in COLUMNS][:5] == [
        "Diterima",
        "Rata-rata waktu layanan (hari kerja)",
        "Dikabulkan Seluruhnya",
        "Dikabulkan Sebagian",
        "Ditolak",
    ]
    span = year_span(2026)
    assert annual.file_name(span) == "Laporan-Tahunan-PPID-2026.xlsx"
    assert annual.file_name(span, "csv") == "Laporan-Tahunan-PPID-2026-publikasi.csv"


@pytest.mark.parametrize(
    ("first", "last", "name", "short", "before"),
    [
        ("2026-01", "2026-12", "Tahun 2026", "2026", "2025"),
        ("2026-01", "2026-06", "Semester I Tahun 2026", "Semester I 2026", "Semester I 2025"),
        ("2026-10", "2026-12", "Triwulan IV Tahun 2026", "Triwulan IV 2026", "Triwulan IV 2025"),
        ("2026-03", "2026-08", "Maret–Agustus 2026", "Maret–Agustus 2026", "Maret–Agustus 2025"),
        ("2026-05", "2026-05", "Mei 2026", "Mei 2026", "Mei 2025"),
        ("2025-11", "2026-02", "November 2025–Februari 2026", "November 2025–Februari 2026",
         "November 2024–Februari 2025"),
        ("2025-01", "2026-12", "Januari 2025–Desember 2026", "Januari 2025–Desember 2026",
         "Januari 2023–Desember 2024"),
    ],
)  # fmt: skip
def test_spans_have_the_names_that_people_give_them(
    first: str, last: str, name: str, short: str, before: str
) -> None:
    """Years, semesters, quarters, and months from one to another; none is compared with itself."""
    span = MonthSpan(month_labelled(first), month_labelled(last))
    assert (span.name, span.short, span.before.short) == (name, short, before)
    assert not set(span.months) & set(span.before.months)


@pytest.mark.slow
@settings(max_examples=draws(10), deadline=None)
@given(
    st.lists(
        st.tuples(
            st.dates(date(2023, 6, 1), date(2026, 12, 31)),
            st.none() | st.integers(0, 40),
            st.sampled_from(OUTCOMES[:5]),
            GROUNDS,
        ),
        max_size=40,
    )
)
def test_what_a_year_is_compared_with_is_its_own_report(asked: list[Any]) -> None:
    """The year before as it was reported then, also what stood in two years of one span."""
    table = register(*_rows(asked))
    one, two = of(table, date(2025, 12, 31)), of(table)
    both = part(table, MonthSpan(Month(2025, 1), Month(2026, 12)))
    for year in (one, two, both):
        assert {check.result for check in checks.identities(year)} == {"OK"}
    assert [line.on_time.value for line in both.lines] == [
        line.on_time.value for year in (one, two) for line in year.lines
    ]
    if two.compared:
        names = ("Diterima", "Jumlah selesai", "Tepat waktu", "Terlambat", "Sisa akhir")
        past = two.past
        counted = (past.received, past.finished, past.on_time, past.late, past.remaining)
        assert [n.value for n in counted] == [place(one, name).value for name in names]
        assert past.mean.value == one.mean.value


def test_a_year_that_is_not_over_says_which_months_it_is_of() -> None:
    """No sum is called the year's, and nobody signs."""
    year = of(register(*SOME), date(2026, 11, 28))
    book = annual.describe(year)
    said = [str(v) for name in ("Laporan", "Rincian Bulanan") for v in page(book, name).values()]
    assert "Januari–November 2026" in said and "Setahun" not in said
    assert "Laporan sementara: ditandatangani sesudah masa laporan berakhir." in said
    assert not any("Mengetahui" in text for text in said)
    closed = [str(v) for v in page(annual.describe(of(register(*SOME))), "Laporan").values()]
    assert "Manggar, ………………………………" in closed


def test_the_paper_has_the_headings_of_the_kpu() -> None:
    """In their order, with room to write where the register knows nothing."""
    made = page(annual.describe(of(register(*SOME))), "Laporan")
    letters = [text[0] for text in map(str, made.values()) if re.match("[A-H]\\. ", text)]
    assert letters == [*"ABCDEFGH"]


def test_what_people_typed_stays(tmp_path: Path) -> None:
    """Policy, objections, the paper's number: a report made anew holds them, as text, once."""
    made = of(register(*SOME))
    path = tmp_path / "laporan.xlsx"
    xlsx.write(annual.describe(made), path)
    book = openpyxl.load_workbook(path)
    sheet = book["Laporan"]
    rows = {str(row[0].value): row[0].row for row in sheet.rows if row[0].value}
    below = {
        "A. Kebijakan Pelayanan Informasi Publik": (2, "Keputusan Nomor 12"),
        "B. Sarana dan Prasarana": (2, "Meja layanan"),
        "H. Rekomendasi dan Rencana Tindak Lanjut": (1, "=1+1"),
    }
    for heading, (down, text) in below.items():
        sheet.cell(rows[heading] + down, 1).value = text
        sheet.cell(rows[heading] + down, 1).data_type = "s"
    sheet.cell(rows["Keberatan yang ditanggapi"], 2).value = 3
    sheet.cell(rows["Keberatan yang ditanggapi"], 3).value = "seluruhnya"
    sheet.cell(rows["Nomor: ………………………………"], 1).value = "Nomor: 7/PPID/2027"
    book.save(path)
    again = annual.describe(made, path.read_bytes())
    texts = list(page(again, "Laporan").values())
    for text in (
        "Keputusan Nomor 12",
        "Meja layanan",
        "=1+1",
        "3",
        "seluruhnya",
        "Nomor: 7/PPID/2027",
    ):
        assert texts.count(text) == 1
    assert len(texts) == len(list(page(annual.describe(made), "Laporan").values()))
    xlsx.write(again, path)
    assert xlsx.render(annual.describe(made, path.read_bytes())) == path.read_bytes()
    assert annual.describe(made, b"no workbook") == annual.describe(made)


def test_data_is_ruled_and_coloured_as_monthly() -> None:
    """No white holes, and lateness in words and colour."""
    year = of(register(*SOME))
    assert year.data.ruled == len(year.data.columns[0].values)
    tones = [b for b in data.sheet(year).blocks if isinstance(b, WordTones)]
    assert ("TERLAMBAT", "bad") in tones[0].tones
