"""A figure is declared once: its cell, comparison, identity and definition follow."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.common.month import Month
from ppid_sheets.reports.month import contents, monthly, service, tiles
from ppid_sheets.reports.month.figure import Figure, Rows, Term, says, within
from ppid_sheets.reports.month.report import Report
from ppid_sheets.reports.month.sheet_names import NOTES, SUMMARY
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Book
from ppid_sheets.reports.workbook.tally import Statistic
from tests.budget import chosen
from tests.build import SETTINGS
from tests.reports import test_asked_units as asked_units
from tests.reports.build import (
    CLOCK,
    OCTOBER,
    busy,
    cells,
    findings,
    october,
    register,
    request,
    small,
    texts,
)
from tests.reports.objecting import SOME, report_with

BY_MAIL = Term("Lewat email", "Permohonan yang diterima lewat email dalam periode laporan.")


def by_mail(name: str = "Lewat email", statistic: Statistic | None = None) -> Figure:
    """A figure that the product does not have."""
    rows = within("finished_on" if statistic else "received_on") & says("channel", "Email")
    return Figure(SUMMARY, name, (BY_MAIL,), rows, statistic)


def add(monkeypatch: pytest.MonkeyPatch, *figures: Figure) -> None:
    """Declare figures of Ringkasan, and nothing else."""
    added = (tiles.Tile(figure, lambda _: tiles.tile_note("tambahan")) for figure in figures)
    monkeypatch.setattr(tiles, "TILES", (*tiles.TILES, *added))


def lines(book: Book, sheet: str) -> list[list[Any]]:
    """The values of a sheet, row by row."""
    rows: dict[int, list[Any]] = {}
    for name, row, _, cell in cells(book):
        if name == sheet:
            rows.setdefault(row, []).append(cell.value)
    return list(rows.values())


def test_a_new_figure_is_seen_in_all_four(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A cell with its formula, a line in Perubahan, an identity, a definition."""
    add(monkeypatch, by_mail(), by_mail("Median lewat email", "MEDIAN"))
    rows = [request(date(2026, 10, 5), date(2026, 10, 9), channel="Email", reg_number="001")]
    old = tmp_path / "lama.xlsx"
    xlsx.write(october(register(*rows)), old)
    rows += [request(date(2026, 10, 6), date(2026, 10, 8), channel="Email", reg_number="002")]
    book = october(register(*rows), compare=old)
    shown = [cell for sheet, _, _, cell in cells(book) if sheet == SUMMARY]
    at = next(i for i, cell in enumerate(shown) if cell.value == "Lewat email")
    counted, median = shown[at + 2], shown[at + 3]
    assert (counted.value, median.value) == (2, 3.0)
    assert counted.formula.startswith("=COUNTIFS(Data!") and '"Email"' in counted.formula
    assert ["Lewat email", 1, 2, 1, "002"] in [line[1:] for line in lines(book, "Perubahan")]
    assert ["Median lewat email", 4.0, 3.0, -1.0] in [
        line[1:5] for line in lines(book, "Perubahan")
    ]
    proven = [line for line in lines(book, "Pemeriksaan")[4:] if len(line) == 6]
    checks = {line[1]: (line[2], line[4], line[5]) for line in proven}
    assert checks["Lewat email"] == checks["Permohonan dalam Median lewat email"] == (2, 2, "OK")
    assert [BY_MAIL.name, BY_MAIL.text] in lines(book, NOTES)
    assert book.status == "Final"


@pytest.mark.slow
def test_a_table_that_is_grouped_another_way_is_seen_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One word more in a declaration, and its lines are compared and add up."""
    monkeypatch.setattr(service, "GROUPS", (*service.GROUPS, "delivery"))
    old = tmp_path / "lama.xlsx"
    xlsx.write(october(register(*small())), old)
    changed = [{**row, "delivery": "Surat"} for row in small()]
    book = october(register(*changed), compare=old)
    named = {(line[0], line[1]) for line in lines(book, "Perubahan") if len(line) > 1}
    assert ("Waktu Layanan", "Cara Penyampaian: Surat, jumlah") in named
    assert "Waktu Layanan menurut Cara Penyampaian" in texts(book, "Pemeriksaan")


def report(rows: list[Any]) -> Report:
    """What the sheets of October are made from."""
    table = register(*rows)
    return monthly.report_of(
        table, CLOCK, SETTINGS, Month(2026, 10), OCTOBER, "register.xlsx", remarks=findings(table)
    )


def declared(made: Report) -> Iterator[tuple[str, int, int]]:
    """The cells that figures and tables account for."""
    for one in contents.shown(made):
        sheet, column, row = re.fullmatch(r"'?(.+?)'?!\$([A-Z]+)\$(\d+)", one.place).groups()  # type: ignore[union-attr]
        yield sheet, int(row) - 1, _column(column)
    for placed in contents.placed(made):
        for row in range(placed.row, placed.end + 1):
            for col in range(placed.col, placed.cols[-1] + placed.table.columns[-1].span):
                yield placed.table.sheet, row, col


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


QUOTED = re.compile(r"='?[^'!]+'?!\$[A-Z]+\$\d+")
"""A formula that only reads another cell."""


MADE = {
    "small": lambda: report(small()),
    "busy": lambda: report(busy(60, 20)),
    "empty": lambda: report([]),
    "objections": lambda: report_with(SOME),
    "units": lambda: report(asked_units.ROWS),
}


@pytest.mark.parametrize("kind", chosen(MADE, ("objections",)))
def test_no_number_stands_outside_the_declarations(kind: str) -> None:
    """Each number with a formula is of a declared figure or table, or reads one from its cell."""
    made = MADE[kind]()
    known = set(declared(made))
    for sheet, row, col, cell in cells(monthly.book_of(made)):
        number = cell.style.endswith(("count", "share", "mean", "small_off"))
        if cell.formula and number and sheet not in ("Pemeriksaan", "Perubahan"):
            told = (sheet, row, col) in known or QUOTED.fullmatch(cell.formula)
            assert told, f"{sheet}, row {row + 1}, column {col + 1}: {cell.formula}"
    assert all(figure.terms for figure in contents.figures(made, made.labels))


def test_a_label_that_is_also_a_decision_is_read_from_its_own_cell() -> None:
    """What cannot be read stands before a line and above a column; neither takes the other's."""
    rows = [request(date(2026, 10, 5), date(2026, 10, 9), "???", channel="???"), *small()]
    pivot = [cell for sheet, _, _, cell in cells(october(register(*rows))) if sheet == "Pivot"]
    lines = [i for i, cell in enumerate(pivot) if cell.value == "(tidak terbaca)"]
    crossing = [c.formula for i in lines for c in pivot[i + 1 : i + 8] if "$A" in c.formula]
    assert crossing and not any(formula.count("$7") > 1 for formula in crossing)


@pytest.mark.parametrize("kind", ["busy", "objections", "units"])
def test_figures_are_named_once_a_sheet(kind: str) -> None:
    """People find the number that a name means."""
    made = MADE[kind]()
    names = [(figure.sheet, figure.name) for figure in contents.figures(made, made.labels)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", chosen(["small", "objections", "units"], ["units"]))
def test_every_term_of_a_figure_is_defined_and_no_other(kind: str) -> None:
    """Keterangan and the declarations name the same words."""
    made = MADE[kind]()
    assert {term.name for term in contents.terms(made)} <= set(texts(monthly.book_of(made), NOTES))


ROWS = st.sampled_from([within("received_on"), within("finished_on"), says("channel", "Email")])


@pytest.mark.slow
@given(ROWS, ROWS, ROWS)
def test_rows_are_counted_as_sets_are(one: Rows, other: Rows, third: Rows) -> None:
    """(A + B) and C is (A and C) + (B and C); A less what A and B share is A without B."""
    made = report(small())

    def count(rows: Rows) -> Any:
        return Figure(SUMMARY, "", (), rows).number(made.tally, made.times).value

    assert count((one + other) & third) == count(one & third) + count(other & third)
    assert count(one - (one & other)) == count(one) - count(one & other) >= 0
