"""The annual workbook, and the version of it that may be published."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.register.table import Table
from ppid_sheets.reports.workbook import identities, linked, xlsx
from ppid_sheets.reports.workbook.book import Book, DataTable, Grid
from ppid_sheets.reports.year import annual, checks, data
from ppid_sheets.reports.year.publication import MARK, SHOWN, Published
from ppid_sheets.reports.year.report import COLUMNS, in_words, place
from ppid_sheets.reports.year.year import OUTCOMES, Year, year_of
from tests.budget import draws
from tests.build import LISTS, SETTINGS
from tests.golden import assert_golden
from tests.reports.build import CLOCK, busy, cells, register, request

END = date(2026, 12, 31)


def of(table: Table, as_of: date = END, link: Any = None, **changed: Any) -> Year:
    """The year of `as_of`."""
    office = replace(SETTINGS, **changed)
    return year_of(table, CLOCK, office, as_of.year, as_of, "register.xlsx", link)


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
    ]
    assert len(plain) == 1


@pytest.mark.parametrize("as_of", [END, date(2026, 10, 31), date(2026, 1, 15), date(2025, 12, 31)])
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
        ((), "tidak menerima permohonan informasi publik. Tidak ada permohonan yang diselesaikan. "
             "Pada 31 Desember 2026 tidak ada permohonan yang tersisa."),
        ((request(date(2026, 10, 5)),),
         "menerima satu permohonan informasi publik. Tidak ada permohonan yang diselesaikan. "
         "Pada 31 Desember 2026 tersisa satu permohonan informasi publik."),
        ((request(date(2026, 10, 5), date(2026, 10, 9)),
          request(date(2026, 10, 5), date(2026, 10, 8), "Ditolak")),
         "menerima 2 permohonan informasi publik. Diselesaikan 2 permohonan, rata-rata dalam 3,5 "
         "hari kerja: dikabulkan seluruhnya 1; ditolak 1. Pada 31 Desember 2026 tidak ada "
         "permohonan yang tersisa."),
    ],
)  # fmt: skip
def test_the_sentences_fit_the_figures(rows: Sequence[Any], words: str) -> None:
    """None, one and many."""
    assert in_words(of(register(*rows))).endswith(words)


def test_links_lead_to_the_rows_of_the_register() -> None:
    """Only the program's own function makes links, and only inside the office."""
    year = of(register(*SOME), link=lambda row: f"https://example.com/#A{row}")
    table = next(b for s in annual.describe(year).sheets for b in s.blocks
                 if isinstance(b, DataTable))  # fmt: skip
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
        request(got, None if took is None else got + timedelta(days=took),
                None if took is None else decision, refusal_ground=ground)
        for got, took, decision, ground in asked
    ]  # fmt: skip


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


# The publication


def published(year: Year) -> list[list[Any]]:
    """The lines of the page."""
    return rows_of(annual.describe_publication(year), "Publikasi")


def _solve(lines: Sequence[Sequence[Any]], reasons: Sequence[Any]) -> Iterator[bool]:
    """Whether each hidden count of the page is free, by the sums that anybody can see.

    `lines` are the months and the year with outcomes and their sum, `reasons` end in their sum.
    """
    height, width = len(lines), len(lines[0])
    places = [(i, j) for i in range(height) for j in range(width)]
    places += [(height, k) for k in range(len(reasons) - 1)]
    value = {(i, j): lines[i][j] for i, j in places if i < height}
    value |= {(height, k): reasons[k] for k in range(len(reasons) - 1)}
    hidden = [at for at in places if value[at] == MARK]
    equations = [{**dict.fromkeys([(i, j) for j in range(width - 1)], 1), (i, width - 1): -1}
                 for i in range(height)]  # fmt: skip
    equations += [{**dict.fromkeys([(i, j) for i in range(height - 1)], 1), (height - 1, j): -1}
                  for j in range(width)]  # fmt: skip
    refused = (height - 1, SHOWN.index("Ditolak"))
    equations.append(
        {**dict.fromkeys([(height, k) for k in range(len(reasons) - 1)], 1), refused: -1}
    )
    matrix = np.array([[equation.get(at, 0) for at in hidden] for equation in equations], float)
    if not hidden:
        return
    _, sizes, vectors = np.linalg.svd(matrix, full_matrices=True)
    free = vectors[int((sizes > 1e-9).sum()) :]
    for column in range(len(hidden)):
        yield bool(np.abs(free[:, column]).max(initial=0) > 1e-9)


@settings(max_examples=draws(15), deadline=None)
@given(ROWS, st.integers(2, 5))
def test_the_page_shows_no_small_number_and_gives_none_away(asked: list[Any], least: int) -> None:
    """By what is printed alone: nothing from 1 to below the threshold, nothing that follows."""
    year = of(register(*_rows(asked)), small_cell=least)
    lines = published(year)
    start = next(i for i, line in enumerate(lines) if line[0] == date(2026, 1, 1))
    table = lines[start : start + 13]
    counts = [[line[1], *line[3:]] for line in table]
    assert all(v == MARK or v == 0 or v >= least for line in counts for v in line)
    after = lines[start + 14 :]
    end = next(i for i, line in enumerate(after) if line[0] == "Jumlah")
    reasons = [line[1] for line in after[: end + 1] if len(line) > 1]
    assert all(v == MARK or v == 0 or v >= least for v in reasons)
    assert all(_solve([line[1:] for line in counts], reasons))
    received = [line[0] for line in counts]
    assert received.count(MARK) != 1


def test_a_mean_stands_on_enough_requests() -> None:
    """Nor can the one left out be worked out from the mean of the year."""

    def finished(month: int, count: int) -> list[Any]:
        return [request(date(2026, month, 2), date(2026, month, 9)) for _ in range(count)]

    alone = Published(of(register(*finished(2, 1), *finished(3, 9), *finished(4, 5))))
    assert alone.silent_means == {1, 3}
    assert alone.mean_of_year().value != MARK
    lone = Published(of(register(*finished(2, 1))))
    assert lone.silent_means == {1} and lone.mean_of_year().value == MARK
    two = Published(of(register(*finished(2, 1), *finished(3, 1))))
    assert two.silent_means == {1, 2} and two.mean_of_year().value == MARK
    enough = Published(of(register(*finished(2, 4), *finished(3, 5))))
    assert not enough.silent_means and enough.mean(1).value == 5.0


def test_a_mean_is_rounded_in_the_file_itself() -> None:
    """The digits behind the one that is shown would tell how many requests it stands on."""
    rows = [request(date(2026, 3, 2), date(2026, 3, day)) for day in (3, 4, 4)]
    year = of(register(*rows))
    assert year.lines[2].mean.value == pytest.approx(5 / 3)
    assert Published(year).mean(2).value == Published(year).mean_of_year().value == 1.7


def test_a_threshold_of_one_shows_everything() -> None:
    """The office may switch it off, and the page no longer speaks of it."""
    said = published(of(register(*SOME), small_cell=1))
    assert not any(MARK in str(value) for line in said for value in line)


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
        for text in ("Contoh Pemohon", "1906015203900001", "Jl. Contoh", "081200000001",
                     "pemohon@", "Daftar pemilih"):  # fmt: skip
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
        "Diterima", "Rata-rata waktu layanan (hari kerja)", "Dikabulkan Seluruhnya",
        "Dikabulkan Sebagian", "Ditolak",
    ]  # fmt: skip
    assert annual.file_name(2026) == "Laporan-Tahunan-PPID-2026.xlsx"
    assert annual.file_name(2026, True) == "Laporan-Tahunan-PPID-2026-publikasi.xlsx"
