"""What the registration numbers of a register say."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.checks.engine import Case, lines
from ppid_sheets.common.arrays import Mask
from ppid_sheets.deadlines.calendar import years
from ppid_sheets.register import numbers
from ppid_sheets.register.numbers import NumberPattern, RegistrationNumber, shown_by
from ppid_sheets.register.schema import Schema

_LATELY = 20
"""So many of the last numbers are looked at for a pattern."""


class Numbers(NamedTuple):
    """What each request's number says, in arrays over the rows.

    `text` is the number without case and spaces, `scheme` the position of the pattern it follows
    (-1 for none), `serial` its running number (-1), `month` and `year` as it says (NaN where it
    does not), and `of` the year whose serial it is: that of receipt, else its own. So a number
    with last year's year, written in January, stands among its neighbours.
    """

    text: npt.NDArray[np.object_]
    scheme: npt.NDArray[np.int64]
    serial: npt.NDArray[np.int64]
    month: npt.NDArray[np.float64]
    year: npt.NDArray[np.float64]
    of: npt.NDArray[np.float64]


def read_numbers(frame: pd.DataFrame, schema: Schema, patterns: Sequence[NumberPattern]) -> Numbers:
    """The numbers of all rows of a register's frame, read with patterns in their order."""
    filled = frame[schema.number].to_numpy()
    written = lines(filled)
    text = np.array(written.split("\n") if len(filled) else [], dtype=object)
    scheme, serial = np.full((2, len(text)), -1, dtype=np.int64)
    month, year = np.full((2, len(text)), np.nan)
    for i, pattern in enumerate(patterns if len(text) else ()):
        found = _read(pattern, written, text)
        new = (scheme < 0) & (found[0] >= 0)
        scheme[new] = i
        for known, read in zip((serial, month, year), found, strict=True):
            known[new] = read[new]
    received = years(frame[schema.course.received].to_numpy())
    return Numbers(text, scheme, serial, month, year, np.where(np.isnan(received), year, received))


def parsed(case: Case) -> Numbers:
    """The numbers of all rows, read with the office's patterns."""
    return read_numbers(case.table.frame, case.table.schema, case.once(patterns))


def patterns(case: Case) -> Sequence[NumberPattern]:
    """The patterns of a register's numbers: those of the settings for requests; of another register
    the one that its own numbers show, () where they show none.
    """
    schema, frame = case.table.schema, case.table.frame
    if not schema.name:
        return case.settings.number_patterns
    ordered = frame.sort_values(schema.course.received, kind="stable")
    written = ordered[schema.number].tolist()
    days = ordered[schema.course.received].tolist()
    filled = [(text, day) for text, day in zip(written, days, strict=True) if text]
    for text, day in filled[:-_LATELY:-1]:
        found = None if pd.isna(day) else shown_by(text, day.month, day.year)
        if found and 2 * sum(1 for one, _ in filled if found.parse(one)) > len(filled):
            return (found,)
    return ()


def _read(
    pattern: NumberPattern, written: str, text: npt.NDArray[np.object_]
) -> tuple[npt.NDArray[np.float64], ...]:
    """Serial (-1 for none), month and year of each line.

    One pass of the pattern over all lines; a number is parsed only once per month and year.
    """
    line = re.compile(rf"^(?:{pattern.regex.pattern}()$)?.*$", pattern.regex.flags | re.MULTILINE)
    found = line.findall(written)
    at = line.groupindex["serial"] - 1
    rest = [(*groups[:at], *groups[at + 1 :]) for groups in found]
    one_of_each = dict(zip(rest, text, strict=True))
    dates = [_month_and_year(pattern.parse(number)) for number in one_of_each.values()]
    places = dict(zip(one_of_each, range(len(dates)), strict=True))
    codes = np.fromiter(map(places.__getitem__, rest), np.intp, len(rest))
    serial = np.array([int(groups[at] or -1) for groups in found], dtype=np.float64)
    month, year = np.array(dates, dtype=np.float64)[codes].T
    return serial, month, year


def _month_and_year(number: RegistrationNumber | None) -> tuple[float, float]:
    return (number.month or np.nan, number.year or np.nan) if number else (np.nan, np.nan)


def same_number(case: Case) -> Mask:
    """The same number twice, in any spelling; "1" and "001" are one in a pattern with a serial.

    A number that names no year may come again in another year.
    """
    return case.once(repeated) & case.filled(case.table.schema.number)


def repeated(case: Case) -> Mask:
    """`again` of the register's own numbers."""
    return again(case.once(parsed))


def again(read: Numbers) -> Mask:
    """The rows whose number is also another's; all that have none have the same."""
    return twice(*_parts(read))


def identities(read: Numbers, rows: Mask) -> Sequence[tuple[object, ...]]:
    """What makes the numbers of some rows the same as another's."""
    parts = (np.nan_to_num(part[rows], nan=-1).tolist() for part in _parts(read))
    return [*zip(*parts, strict=True)]


def _parts(read: Numbers) -> Sequence[npt.NDArray[Any]]:
    known = read.scheme >= 0
    yearless = known & np.isnan(read.year)
    yearless[~known] = [text.isdecimal() for text in read.text[~known]]
    texts = pd.factorize(np.where(known, "", read.text))[0]
    of = _spelled_like(read, known)
    year = np.where(yearless[of], read.of, read.year[of])
    return (texts[of], read.scheme[of], read.serial[of], read.month[of], year)


def _spelled_like(read: Numbers, known: Mask) -> npt.NDArray[np.intp]:
    """For each row the one that says what its number is: its own, but for one off the pattern the
    first with the same number in another spelling, one on the pattern before all others.

    So 001-PPID-XI-2026 is 001/PPID/XI/2026, as for whoever looks a request up.
    """
    of = np.arange(len(known))
    if any(read.text[~known]):
        alike = set(numbers.repeated(read.text.tolist()))
        rows = [row for row in of.tolist() if read.text[row] in alike]
        first: dict[str, int] = {}
        for row in sorted(rows, key=known.__getitem__, reverse=True):
            same = first.setdefault(numbers.key(read.text[row]), row)
            of[row] = row if known[row] else same
    return of


def twice(*parts: npt.NDArray[Any]) -> Mask:
    """Rows that agree with another in all `parts`; what is missing agrees with what is missing."""
    known = [np.nan_to_num(part, nan=-1) for part in parts]
    order = np.lexsort(known)
    same = np.logical_and.reduce([np.diff(part[order]) == 0 for part in known])
    found = np.zeros(len(order), dtype=bool)
    found[order[1:][same]] = found[order[:-1][same]] = True
    return found


def span(first: int, last: int) -> str:
    """Serials in a row, as a sentence names them."""
    return f"{first:03}" if first == last else f"{first:03} sampai {last:03}"
