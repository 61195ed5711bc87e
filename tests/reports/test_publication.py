"""What is announced of a year: the law's figures whole, no small number by month, three files."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.common.month import Month
from ppid_sheets.reports.publishing.semicolons import harmless
from ppid_sheets.reports.workbook.emblem import emblem
from ppid_sheets.reports.year import annual, open_data, web
from ppid_sheets.reports.year.announced import MARK
from ppid_sheets.reports.year.published import FINISHED, MEAN, SHOWN, Published
from ppid_sheets.reports.year.span import MonthSpan
from tests.budget import draws
from tests.build import LISTS, SETTINGS
from tests.reports.build import busy, cells, register, request
from tests.reports.test_annual import ROWS, SOME, _rows, of, part


def finished(month: int, count: int, decision: str | None = None) -> list[Any]:
    """Requests answered in a month."""
    ground = "Pasal 17 huruf h" if decision == "Ditolak" else None
    days = date(2026, month, 2), date(2026, month, 9)
    return [request(*days, decision, refusal_ground=ground) for _ in range(count)]


def stated(shown: Published) -> dict[str, Any]:
    return {one.name: one.value for one in shown.stated if one.letter != "d"}


@settings(max_examples=draws(15), deadline=None)
@given(ROWS, st.integers(2, 9))
def test_what_the_law_orders_is_always_shown(asked: list[Any], least: int) -> None:
    """However small, with sums that fit each other, in the page itself."""
    year = of(register(*_rows(asked)), small_cell=least)
    shown = Published(year)
    values = stated(shown)
    assert MARK not in values.values()
    assert values[FINISHED] == sum(values[name] for name in SHOWN)
    refused = sum(one.value for one in shown.stated if one.letter == "d")  # type: ignore[misc]
    assert values["Ditolak"] == refused
    said = [cell.value for _, _, _, cell in cells(annual.describe_publication(year))]
    assert all(value in said for value in values.values())


def _free(shown: Published) -> Iterator[bool]:
    """Whether each hidden count of a month could be another, by the sums that anybody can see."""
    names = [*SHOWN, FINISHED]
    at = [shown.columns.index(name) for name in names]
    lines = [[line[i] for i in at] for line in shown.table]
    hidden = [(i, j) for i, line in enumerate(lines) for j, v in enumerate(line) if v == MARK]
    equations = [
        {**{(i, j): 1 for j in range(len(SHOWN))}, (i, len(SHOWN)): -1} for i in range(len(lines))
    ]
    equations += [{(i, j): 1 for i in range(len(lines))} for j in range(len(names))]
    matrix = np.array([[equation.get(at, 0) for at in hidden] for equation in equations], float)
    if hidden:
        _, sizes, vectors = np.linalg.svd(matrix, full_matrices=True)
        free = vectors[int((sizes > 1e-9).sum()) :]
        for column in range(len(hidden)):
            yield bool(np.abs(free[:, column]).max(initial=0) > 1e-9)


@settings(max_examples=draws(25), deadline=None)
@given(ROWS, st.integers(2, 5))
def test_no_small_number_of_a_month_is_shown_or_given_away(asked: list[Any], least: int) -> None:
    """With all sums of the year printed beside it, a single refusal among them."""
    shown = Published(of(register(*_rows(asked)), small_cell=least))
    if not shown.crossed:
        assert shown.columns == ("Diterima",)
        return
    places = [shown.columns.index(name) for name in (*SHOWN, FINISHED)]
    assert all(
        line[at] == MARK or line[at] == 0 or line[at] >= least  # type: ignore[operator]
        for line in shown.table
        for at in places
    )
    assert all(_free(shown))


def test_the_one_refusal_of_a_year_is_not_laid_to_its_month() -> None:
    """Everybody knows that there was one; months without any are hidden with it."""
    rows = [*finished(2, 9), *finished(3, 8), *finished(5, 7), *finished(3, 1, "Ditolak")]
    shown = Published(of(register(*rows)))
    assert stated(shown)["Ditolak"] == 1
    at = shown.columns.index("Ditolak")
    column = [line[at] for line in shown.table]
    assert column.count(MARK) >= 2 and column[2] == MARK


def test_a_small_office_publishes_no_stars() -> None:
    """What would be nearly all hidden is left out, and the page says so; one month has no table."""
    small = Published(of(register(*SOME)))
    assert small.columns == ("Diterima",)
    assert MARK not in {value for line in small.table for value in line}
    assert any("terlalu kecil" in note for note in small.notes)
    year = part(register(*SOME), MonthSpan(Month(2026, 2), Month(2026, 2)))
    said = [str(cell.value) for _, _, _, cell in cells(annual.describe_publication(year))]
    assert "Bulan" not in said and "<h2>Menurut bulan" not in web.page(year)


@settings(max_examples=draws(20), deadline=None)
@given(ROWS, st.integers(2, 5), st.integers(1, 5))
def test_a_report_of_few_months_shows_no_small_outcome(
    asked: list[Any], least: int, months: int
) -> None:
    """Which no law orders: neither outcomes nor grounds nor a mean, now or a year before."""
    span = MonthSpan(Month(2026, 2), Month(2026, 1 + months))
    year = part(register(*_rows(asked)), span)
    year = replace(year, settings=replace(year.settings, small_cell=least))
    shown = Published(year)
    lines = [one for one in shown.stated if one.letter in "cd"]
    for values in ([one.value for one in lines], [one.past or 0 for one in lines]):
        assert all(v == MARK or v == 0 or v >= least for v in values)  # type: ignore[operator]
        grounds = [v for one, v in zip(lines, values, strict=True) if one.letter == "d"]
        refused = next(v for one, v in zip(lines, values, strict=True) if one.name == "Ditolak")
        assert [*grounds, refused].count(MARK) != 1
    marked = any(MARK in (one.value, one.past) for one in shown.stated)
    assert marked == any("Tidak ditampilkan" in note for note in shown.notes) or shown.crossed
    assert not (marked and (shown.crossed or shown.charted))
    assert stated(shown)["Diterima"] == sum(counts["Diterima"] for counts in shown.counts)


def test_another_ground_is_not_another_outcome() -> None:
    """Both are called *Lainnya*; a month's sum is that of the outcome."""
    lists = {**LISTS, "Alasan Penolakan": ["Sebab lain"]}
    refused = [{**row, "refusal_ground": "Sebab lain"} for row in finished(3, 4, "Ditolak")]
    rows = [*finished(2, 9), *finished(3, 8), *refused, *finished(4, 3, "Dicabut Pemohon")]
    shown = Published(of(register(*rows, lists=lists)))
    assert shown.sums["Lainnya"] == 3
    assert [one.value for one in shown.stated if one.letter == "d"] == [4]


def test_a_threshold_of_one_shows_everything() -> None:
    """The office may switch it off, and the page no longer speaks of it."""
    shown = Published(of(register(*SOME), small_cell=1))
    assert shown.crossed and not any("melindungi" in note for note in shown.notes)
    assert MARK not in {value for line in shown.table for value in line}


def test_a_mean_of_a_month_stands_on_enough_requests() -> None:
    """Nor can the one left out be worked out from the mean of the year, which is always there."""
    alone = Published(of(register(*finished(2, 1), *finished(3, 9), *finished(4, 5))))
    assert alone.silent_means == {1, 3} and stated(alone)[MEAN] == 4.7
    lone = Published(of(register(*finished(2, 1))))
    assert lone.silent_means == {1} and stated(lone)[MEAN] == 5.0
    enough = Published(of(register(*finished(2, 4), *finished(3, 5))))
    assert not enough.silent_means and enough.table[1][1] == 5.0


def test_a_mean_is_rounded_in_the_file_itself() -> None:
    """The digits behind the one that is shown would tell how many requests it stands on."""
    rows = [request(date(2026, 3, 2), date(2026, 3, day)) for day in (3, 4, 4)]
    year = of(register(*rows))
    assert year.lines[2].mean.value == pytest.approx(5 / 3)
    assert stated(Published(year))[MEAN] == 1.7


class Page(HTMLParser):
    """A page's tags with their attributes, and its texts; tags must be closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


HOSTILE = '</title><script>alert("x")</script> & <b>KPU</b>'


def test_the_page_needs_nothing_else_and_can_be_read_by_everyone(tmp_path: Any) -> None:
    """One file: language, headings, row and column heads, a chart in words; no text is markup."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(PNG)
    assert emblem(logo).width
    office = replace(SETTINGS.office, name=HOSTILE, address="<i>", logo=logo)
    year = of(register(*busy(), *SOME), office=office)
    text = web.page(year)
    found = Page(text)
    assert found.all("html") == [{"lang": "id"}] and len(found.all("h1")) == 1
    assert not found.all("script") and not found.all("b") and not found.all("i")
    assert HOSTILE.upper() in found.texts or any(HOSTILE in one for one in found.texts)
    links = re.findall(r"""(?:href|src|action|data)\s*=|url\(|@import|https?:""", text)
    assert [one for one in links if one != "https?:"] == ["src=", "http:"]  # emblem, name of SVG
    assert found.all("img")[0]["alt"] and found.all("svg")[0]["role"] == "img"
    assert all(th.get("scope") for th in found.all("th"))
    assert "@page" in text and web.page(year) == text


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15"
    b"\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00"
    b"\x00\x00IEND\xaeB`\x82"
)


def table_of(year: Any) -> list[dict[str, str]]:
    text = open_data.table(year)
    assert text.startswith("\ufeff") and "\n" not in text.replace("\r\n", "")
    return [*csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=";")]


def test_the_three_files_say_the_same() -> None:
    """Each number of the table for machines stands on the page and in the workbook."""
    year = of(register(*busy(), *SOME))
    rows = table_of(year)
    page, book = Page(web.page(year)).texts, annual.describe_publication(year)
    sheet = [cell.value for _, _, _, cell in cells(book)]
    assert {row["keterangan"] for row in rows} <= {"", "tidak ditampilkan", "tidak ada"}
    for row in rows:
        if row["nilai"]:
            assert row["nilai"] in [text.replace(".", "") for text in page]
            assert float(row["nilai"].replace(",", ".")) in sheet
        else:
            assert row["keterangan"]
    now = [row for row in rows if row["periode"] == "Tahun 2026" and not row["bulan"]]
    assert [row["huruf_pasal_12"] for row in now][:3] == ["a", "b", "c"]
    assert {row["periode"] for row in rows} == {"Tahun 2026", "Tahun 2025"}


@pytest.mark.parametrize(
    "text", ["=1+1", "+62", "-1", "@x", "\t=1", "\r=1", " =1", "\n@", "'=1", "KPU"]
)
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    """Whatever an office is called."""
    held = harmless(text)
    assert held[0] == "'" or held == text == "KPU"
    year = of(register(*SOME), office=replace(SETTINGS.office, name=text))
    first: Sequence[str] = open_data.table(year).removeprefix("\ufeff").split("\r\n")[1].split(";")
    assert first[0].lstrip('"')[:1] in ("'", "K")


def test_a_register_that_begins_within_the_year_before_says_so() -> None:
    """Else a small number of then would look like growth."""
    year = of(register(request(date(2025, 9, 5), date(2025, 9, 9)), *SOME[1:]))
    (note,) = (one for one in Published(year).notes if "tidak penuh" in one)
    assert note.startswith("Register memuat permohonan sejak 5 September 2025")
    alone = of(register(*SOME[1:]))
    assert not alone.compared and {one.past for one in Published(alone).stated} == {None}
