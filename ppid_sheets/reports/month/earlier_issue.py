"""Reads an earlier issue of a monthly workbook: the rows of its Data, and its month and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from ppid_sheets.common import files
from ppid_sheets.common.month import Month, month_of
from ppid_sheets.errors import ShapeError, UnreachableError, UsageError
from ppid_sheets.register.layout import DATE_FORMAT
from ppid_sheets.register.looks import LOOKS
from ppid_sheets.reports.month.data import COLUMNS
from ppid_sheets.reports.month.sheet_names import DATA, NOTES
from ppid_sheets.reports.month.window import Times
from ppid_sheets.reports.objections import listed
from ppid_sheets.reports.objections.listed import OBJECTED, table
from ppid_sheets.reports.objections.rows import ObjectionRows
from ppid_sheets.reports.period import Period, period_of
from ppid_sheets.reports.workbook.book import DataColumn, DataTable, Style, Value

_FINGERPRINT = "Sidik data"
_COLUMNS = {DATA: COLUMNS, OBJECTED: listed.COLUMNS}
_VITAL = ("reg_number", "row", "received_on", "decision", "finished_on", "status")


@dataclass(frozen=True, slots=True)
class Source:
    """Where an earlier issue stands: its bytes, and what people call it.

    With `by_itself` nobody asked to compare with it: there is something to say only where it
    differs.
    """

    name: str
    content: bytes
    by_itself: bool = False


def of_file(path: Path) -> Source:
    """The earlier issue in a file; raises UnreachableError where it cannot be read."""
    try:
        return Source(path.name, files.read(path))
    except OSError as error:
        raise UnreachableError(
            f"{path} tidak dapat dibaca", "periksa nama berkas dan foldernya"
        ) from error


@dataclass(frozen=True, slots=True)
class EarlierIssue:
    """An earlier issue: its name, its day, its rows and their fingerprint.

    `objected` are its objections, none where it has no such sheet.
    """

    name: str
    times: Times
    data: DataTable
    objected: DataTable
    fingerprint: str

    @property
    def lists(self) -> Mapping[str, DataTable]:
        """The issue's lists by their sheets."""
        return {DATA: self.data, OBJECTED: self.objected}

    @property
    def keys(self) -> frozenset[str]:
        """The columns that its Data has; an issue of an earlier version may lack some."""
        return self.keys_of(DATA)

    def keys_of(self, sheet: str) -> frozenset[str]:
        """The columns that one of its lists has."""
        return frozenset(column.key for column in self.lists[sheet].columns)

    @property
    def by_receipt(self) -> bool:
        """Whether its page to sign counted decisions by the month of receipt, as versions did whose
        Data did not say yet why a request is open.
        """
        return "pending" not in self.keys


def read(source: Source, period: Period) -> EarlierIssue:
    """An earlier issue of the same month as `period`.

    Raises ShapeError where it is no workbook of ours, UsageError where it is of another month.
    """
    sheets = _sheets(source)
    data = _table(sheets, DATA)
    days = _days(sheets[DATA][: data.row]) if data else None
    if data is None or days is None:
        raise _not_ours(source)
    month, as_of = days
    if month != period.month:
        raise UsageError(
            f"{source.name} memuat laporan {month.name}",
            f"bandingkan dengan laporan {period.month.name} yang lebih dahulu",
        )
    found = period_of(month, max(as_of, month.first))
    objected = _table(sheets, OBJECTED) or table(ObjectionRows(), found.first, 0)
    return EarlierIssue(source.name, Times(found), data, objected, _fingerprint(sheets))


def numbers(source: Source) -> frozenset[str]:
    """The registration numbers that an issue lists; raises ShapeError where it is none of ours."""
    data = _table(_sheets(source), DATA)
    if data is None:
        raise _not_ours(source)
    (column,) = (c for c in data.columns if c.key == "reg_number")
    return frozenset(str(value) for value in column.values if value)


def _sheets(source: Source) -> dict[str, Sequence[Sequence[object]]]:
    """The sheets that are needed, as rows of values."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(source.content))
        wanted = [name for name in (DATA, OBJECTED, NOTES) if name in workbook.sheet_names]
        return {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in wanted
        }
    except (CalamineError, ValueError, OSError) as error:
        raise _not_ours(source) from error


def _not_ours(source: Source) -> ShapeError:
    return ShapeError(
        f"{source.name} bukan laporan bulanan buatan ppid-sheets",
        "pilih berkas Laporan-PPID yang lebih dahulu",
    )


def _is_header(row: Sequence[object], sheet: str) -> bool:
    headers = {text for key, text, _, _ in _COLUMNS[sheet] if key in _VITAL}
    return headers <= {str(cell) for cell in row}


def _days(rows: Sequence[Sequence[object]]) -> tuple[Month, date] | None:
    """The month and the as-of day in the head of Data."""
    found: dict[str, date] = {}
    for row in rows:
        for i, cell in enumerate(row):
            later = (_value(other) for other in row[i + 1 : i + 4])
            day = next((value for value in later if isinstance(value, date)), None)
            if isinstance(cell, str) and day:
                found.setdefault(cell, day)
    first, as_of = found.get("Awal bulan laporan"), found.get("Keadaan per")
    return (month_of(first), as_of) if first and as_of and first.day == 1 else None


def _table(sheets: Mapping[str, Sequence[Sequence[object]]], sheet: str) -> DataTable | None:
    """A list of an issue, None where it has no such sheet."""
    rows = sheets.get(sheet, ())
    header = next((i for i, row in enumerate(rows) if _is_header(row, sheet)), None)
    if header is None:
        return None
    places = {str(cell): col for col, cell in reversed(list(enumerate(rows[header])))}
    body = [row for row in rows[header + 1 :] if any(cell not in ("", None) for cell in row)]
    columns = tuple(
        DataColumn(key, text, style, [_fitting(row[places[text]], style) for row in body])
        for key, text, style, _ in _COLUMNS[sheet]
        if text in places
    )
    return DataTable(sheet, "", header, columns)


def _value(cell: object) -> Value:
    """A cell as Data writes it: days without a time, whole numbers, None for an empty one."""
    match cell:
        case datetime():
            return cell.date()
        case date():
            return cell
        case bool():
            return str(cell)
        case float():
            return int(cell) if cell.is_integer() else cell
        case int():
            return cell
        case str():
            return cell or None
        case _:
            return None


def _fitting(cell: object, style: Style) -> Value:
    """A value of its column's kind; whoever typed over a date with a text has none there."""
    value, dated = _value(cell), LOOKS[style].number == DATE_FORMAT
    return value if not dated or isinstance(value, date) else None


def _fingerprint(sheets: dict[str, Sequence[Sequence[object]]]) -> str:
    for row in sheets.get(NOTES, ()):
        if len(row) > 1 and row[0] == _FINGERPRINT:
            return str(row[1]).split(" ")[0]
    return ""
