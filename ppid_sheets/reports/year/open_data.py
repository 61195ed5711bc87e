"""The publication as a table for machines and for spreadsheets (docs/publication.md)."""

from collections.abc import Iterator

from ppid_sheets.reports.publishing.semicolons import written
from ppid_sheets.reports.year.announced import HEADING, MARK, has_objections
from ppid_sheets.reports.year.published import MEAN, Announced, Published
from ppid_sheets.reports.year.web import text_of
from ppid_sheets.reports.year.year import Year

HEADER = ("kantor", "periode", "bulan", "huruf_pasal_12", "ukuran", "nilai", "keterangan")
HIDDEN, NOTHING = "tidak ditampilkan", "tidak ada"
_GROUND = "Alasan penolakan: "

_Record = tuple[str, str, str, str, str]
"""Month, letter, measure, value, remark."""


def table(year: Year) -> str:
    """The whole file."""
    return written(HEADER, _records(year))


def _records(year: Year) -> Iterator[tuple[str, ...]]:
    shown = Published(year)
    office = year.settings.office.name
    now = year.covered.name
    for record in (*_stated(shown, past=False), *_objections(shown, past=False), *_months(shown)):
        yield office, now, *record
    if year.compared:
        before = year.before.name
        for record in (*_stated(shown, past=True), *_objections(shown, past=True)):
            yield office, before, *record


def _stated(shown: Published, *, past: bool) -> Iterator[_Record]:
    for one in shown.stated:
        name = f"{_GROUND}{one.name}" if one.letter == "d" else one.name
        value = one.past if past else one.value
        yield "", one.letter, name, *_value(value, mean=one.is_mean)


def _objections(shown: Published, *, past: bool) -> Iterator[_Record]:
    for one in shown.objections:
        yield "", "", one.whole, *_value(one.past if past else one.value, mean=False)
    if has_objections(shown.year) and not shown.objections:
        yield "", "", HEADING, "0", ""


def _months(shown: Published) -> Iterator[_Record]:
    letters = {one.name: one.letter for one in shown.stated if one.letter != "d"}
    if len(shown.months) < 2:
        return
    for month, line in zip(shown.months, shown.table, strict=True):
        for name, value in zip(shown.columns, line, strict=True):
            yield month.label, letters.get(name, ""), name, *_value(value, mean=name == MEAN)


def _value(value: Announced | None, *, mean: bool) -> tuple[str, str]:
    """A number without dots between thousands, or why there is none."""
    if isinstance(value, int | float):
        return text_of(value, mean=mean).replace(".", ""), ""
    return "", HIDDEN if value == MARK else NOTHING
