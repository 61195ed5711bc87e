"""What a PivotTable remembers of its table: its columns' values, their kinds, the items of an axis.

The rules are those that files written by Excel show without exception (docs/pivot-table.md).
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ppid_sheets.reports.workbook.book import DataColumn, Value
from ppid_sheets.reports.workbook.cell_values import as_cell_value, units

LONGEST_ITEM = 255
"""UTF-16 units of an item of an axis, and of the longest text that needs no mark."""

Flags = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CacheField:
    """A column: its values as cells hold them; on an axis also the `items` it can be turned by.

    `items` are in the order in which they first appear, `places` say which of them each row has.
    Other columns have neither.
    """

    key: str
    header: str
    values: Sequence[Value]
    items: tuple[Value, ...] = ()
    places: Sequence[int] = ()

    @property
    def flags(self) -> Flags:
        """What its items, or else its values, are."""
        return flags(self.items or self.values)

    @property
    def dated(self) -> bool:
        """True where it has days."""
        return any(isinstance(value, date) for value in self.values)


def plain_field(column: DataColumn) -> CacheField:
    """A column that stands on no axis."""
    return CacheField(column.key, column.header, held(column.values))


def axis_field(column: DataColumn) -> CacheField:
    """A column of labels that stands on an axis.

    Labels that differ in capitals, spaces, accents in another spelling or unseen signs alone are
    one item, the first of them: more than Excel merges, for two items that it takes for one break
    the file.
    """
    values = held(column.values)
    found: dict[str | None, int] = {}
    items: list[Value] = []
    places = []
    for value in values:
        name = None if value is None else likeness(str(value))
        if name not in found:
            found[name] = len(items)
            items.append(None if value is None else str(value))
        places.append(found[name])
    return CacheField(column.key, column.header, values, tuple(items), places)


def held(values: Sequence[Value]) -> list[Value]:
    """Values as cells hold them, where an empty text is an empty cell."""
    return [None if value in (None, "") else as_cell_value(value) for value in values]


def likeness(text: str) -> str:
    """What two labels have in common that are one item."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    seen = (
        c if c.isspace() else "" if unicodedata.category(c) in ("Cc", "Cf") else c for c in plain
    )
    return " ".join("".join(seen).split())


def label(text: Value) -> Value:
    """A label that can be an item: cut to what an item may have."""
    if not isinstance(text, str) or units(text) <= LONGEST_ITEM:
        return text
    cut = text.encode("utf-16-le", "replace")[: 2 * (LONGEST_ITEM - 1)]
    return cut.decode("utf-16-le", "ignore") + "…"


def flags(values: Iterable[Value]) -> Flags:
    """The attributes for the kinds of the values; raises TypeError for days among numbers.

    Defaults are left out, as Excel does.
    """
    texts, numbers, days, blank = _sorted_by_kind(values)
    if numbers and days:
        raise TypeError("days among numbers")
    found: dict[str, str] = {}
    if not texts:
        found |= {} if blank else {"containsSemiMixedTypes": "0"}
        found |= {} if numbers else {"containsNonDate": "0"}
        found["containsString"] = "0"
    elif numbers or days:
        found["containsMixedTypes"] = "1"
    found |= {"containsBlank": "1"} if blank else {}
    found |= _range_of_numbers(numbers) if numbers else {}
    found |= _range_of_days(days) if days else {}
    if any(units(text) > LONGEST_ITEM for text in texts):
        found["longText"] = "1"
    return found


def _sorted_by_kind(
    values: Iterable[Value],
) -> tuple[list[str], list[int | float], list[date], bool]:
    texts: list[str] = []
    numbers: list[int | float] = []
    days: list[date] = []
    blank = False
    for value in values:
        match value:
            case None:
                blank = True
            case str():
                texts.append(value)
            case date():
                days.append(value)
            case int() | float():
                numbers.append(value)
    return texts, numbers, days, blank


def _range_of_numbers(numbers: Sequence[int | float]) -> Flags:
    whole = {"containsInteger": "1"} if all(float(n).is_integer() for n in numbers) else {}
    least, most = numeral(min(numbers)), numeral(max(numbers))
    return {"containsNumber": "1", **whole, "minValue": least, "maxValue": most}


def _range_of_days(days: Sequence[date]) -> Flags:
    """The first day, and the one after the last, as Excel writes them."""
    last = max(days)
    after = last + timedelta(days=1) if last < date.max else last
    return {"containsDate": "1", "minDate": day_text(min(days)), "maxDate": day_text(after)}


def numeral(value: int | float) -> str:
    """A number as XML has it."""
    return f"{value:.16G}"


def day_text(day: date) -> str:
    """A day as XML has it."""
    return f"{day.isoformat()}T00:00:00"
