"""Which rows below a header are requests: not totals, titles, footnotes, or what waits for one."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ppid_sheets.common.arrays import Mask
from ppid_sheets.common.indonesian import MONTHS
from ppid_sheets.register import cells
from ppid_sheets.register.header import Header, Row
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.text import normal
from ppid_sheets.register.typed import TypedColumn

LIKE = 50
"""So many of the last dated requests show how the office numbers; nothing here looks at more rows
above one."""

_TOTAL = re.compile(r"((grand|sub)\s*)?(jumlah|jml|total|rekap\w*|rata-rata)\b", re.IGNORECASE)
_MONTH = re.compile(rf"(bulan\s*:?\s*)?({'|'.join(MONTHS)})(\s+\d{{4}})?", re.IGNORECASE)
_SUM = "baris jumlah"
_FEW = 2
"""So many cells has the sum of a list; a row with more may begin with any word."""
_ORDINAL = re.compile(r"\(?(\d{1,2})(\.0)?\)?")
TypedColumns = Mapping[str, TypedColumn]
"""The staff's columns by key."""


class SortedOut(NamedTuple):
    """The mask of the requests; the sheet rows of all else that holds anything.

    `skipped` has them with the reason, in Indonesian, `prepared` those that wait for a request.
    """

    requests: Mask
    skipped: Mapping[int, str]
    prepared: tuple[int, ...]


def sort_out(
    rows: Sequence[Row], numbers: Sequence[int], header: Header, columns: TypedColumns
) -> SortedOut:
    """The rows below `header` by what they are.

    `rows` are those rows as they stand in the sheet, `numbers` their sheet rows, `columns` what
    they say.
    """
    by_column = _filled(columns, header)
    filled = np.logical_or.reduce([np.zeros(len(rows), dtype=bool), *by_column.values()])
    schema = header.schema
    skipped: dict[int, str] = {}
    labels = _labels(header)
    if not schema.course.received:
        return _entries(rows, numbers, labels, by_column)
    dated = ~columns[schema.course.received].empty
    requests = filled.copy()
    for i in np.flatnonzero(filled & ~dated).tolist():
        if reason := _no_request(rows[i], labels):
            skipped[numbers[i]] = reason
            requests[i] = False
    prepared = [i for i in _prepared(rows, header, by_column, columns) if requests[i]]
    requests[prepared] = False
    for i in _below(requests, dated, columns, schema):
        skipped[numbers[i]] = "catatan di bawah tabel"
        requests[i] = False
    return SortedOut(requests, skipped, tuple(numbers[i] for i in prepared))


def _entries(
    rows: Sequence[Row], numbers: Sequence[int], labels: Collection[str], filled: Mapping[str, Mask]
) -> SortedOut:
    """The rows of a list without days: an entry says at least two things."""
    said = np.sum([np.zeros(len(rows), np.int64), *filled.values()], axis=0)
    entries, skipped = said > 1, {}
    for i in np.flatnonzero(said).tolist():
        reason = _no_request(rows[i], labels)
        if said[i] == 1:
            skipped[numbers[i]] = reason or "hanya satu sel yang terisi"
        elif reason and (reason != _SUM or said[i] == _FEW):
            skipped[numbers[i]] = reason
            entries[i] = False
    return SortedOut(entries, skipped, ())


def says_something(row: Row) -> bool:
    """True for a row in which anything stands."""
    return any(cell is not None and cell != "" for cell in row)


def outline(row: Row, header: Header) -> tuple[bool, str]:
    """All that decides on a row without a date but for what its columns say: whether anything
    stands in it, be it the job's, and the reason why it is no request, or "".
    """
    return says_something(row), _no_request(row, _labels(header))


def _labels(header: Header) -> Collection[str]:
    """The headers in their normal form."""
    return {normal(place.header) for place in header.places.values()}


def empty(values: npt.NDArray[Any]) -> Mask:
    """Where a typed column has no value."""
    if values.dtype == object:  # to compare with "" takes five times as long
        return ~values.astype(bool)
    return np.asarray(np.isnat(values) if values.dtype.kind == "M" else np.isnan(values))


def _no_request(row: Row, labels: Collection[str]) -> str:
    """Why an undated row is no request, or ""; `labels` are the headers in their normal form."""
    texts = [str(cell).strip() for cell in row if not cells.is_blank(cell)]
    if not texts:
        return ""
    if _TOTAL.match(texts[0]):
        return _SUM
    if _is_numbering(texts):
        return "baris nomor kolom"
    if len(texts) == 1 and _MONTH.fullmatch(texts[0]):
        return "judul bulan"
    if len(texts) >= 3 and sum(normal(text) in labels for text in texts) > len(texts) / 2:
        return "judul kolom berulang"
    return ""


def _filled(columns: TypedColumns, header: Header) -> Mapping[str, Mask]:
    """The rows that say anything, by column; a running number alone says nothing."""
    filled = {}
    for column in header.schema.staff:
        place = header.places.get(column.key)
        if place is None or (place.weak and column.key == header.schema.number):
            continue
        says = ~columns[column.key].empty
        says[list(columns[column.key].notes)] = True
        filled[column.key] = says
    return filled


def _prepared(
    sheet: Sequence[Row],
    header: Header,
    filled: Mapping[str, Mask],
    columns: TypedColumns,
) -> list[int]:
    """Rows below the last dated one that were drawn down for requests to come.

    They hold a number, or what is the same in at least two of them (a default, a formula without
    anything to reckon with), and no word and no date of their own. Where nothing is dated yet, one
    such row alone is a request.
    """
    schema = header.schema
    dated = np.flatnonzero(~columns[schema.course.received].empty)
    start = int(dated[-1]) + 1 if len(dated) else 0
    waiting = np.logical_or.reduce([mask[start:] for mask in filled.values()])
    if not waiting.any():
        return []
    waiting &= _numbered_like(columns[schema.number].values, start)
    same = []
    for key, mask in filled.items():
        if key == schema.number or not mask[start:].any():
            continue
        match schema.by_key[key].kind:
            case "text":
                failed = [i for i, note in columns[key].notes.items() if note == "error"]
                says = mask.copy()
                says[failed] = False
                waiting &= ~says[start:]
            case "date":
                waiting &= columns[key].empty[start:]
        same.append(key)
    rows = np.flatnonzero(waiting).tolist()
    for key in same if rows else ():
        place = header.places[key]
        held = place.ticks or (place.position,)
        said = {
            i: repr(tuple(cells.cell_at(sheet[start + i], at) for at in held))
            for i in rows
            if filled[key][start + i]
        }
        rows = _alike(rows, said)
    return [start + i for i in rows] if start or len(rows) > 1 else []


def _alike(rows: Sequence[int], said: Mapping[int, str]) -> list[int]:
    """The rows that say nothing, or what most of those say that say something, if at least two."""
    usual = Counter(said.values()).most_common(1)
    constant = usual[0][0] if usual and usual[0][1] > 1 else None
    return [row for row in rows if row not in said or said[row] == constant]


def _numbered_like(numbers: npt.NDArray[np.object_], start: int) -> Mask:
    """Rows from `start` on without a number, or with one like those above or like one another."""
    shapes = Counter(shaped := [_shape(number) for number in numbers[start:]])
    usual = {"", *(_shape(number) for number in numbers[max(0, start - LIKE) : start])}
    return np.array([shape in usual or shapes[shape] > 1 for shape in shaped], dtype=bool)


def _is_numbering(texts: Sequence[str]) -> bool:
    """True for a row of column numbers: (1) (2) (3)."""
    numbers = [int(match[1]) for text in texts if (match := _ORDINAL.fullmatch(text))]
    return len(numbers) >= 5 and len(numbers) == len(texts) and numbers == sorted(set(numbers))


def _below(requests: Mask, dated: Mask, columns: TypedColumns, schema: Schema) -> Sequence[int]:
    """Rows below a gap under the last request: signatures and footnotes.

    Among undated rows a request is one with three texts, or numbered like those that are dated.
    """
    known = np.flatnonzero(requests & dated)
    start = int(known[-1]) + 1 if len(known) else 0
    in_tail = requests[start:]
    if not in_tail.any():
        return ()
    numbers = columns[schema.number].values
    shapes = {_shape(number) for number in numbers[known[-LIKE:]]} - {""}
    texts = sum(
        (~columns[c.key].empty[start:]).astype(int) for c in schema.staff if c.kind == "text"
    )
    numbered = np.array([_shape(number) in shapes for number in numbers[start:]], dtype=bool)
    listed = in_tail & ((texts >= 3) | numbered)
    if not (len(known) or listed.any()):
        return ()
    last = int(np.flatnonzero(listed)[-1]) if listed.any() else -1
    after = np.arange(len(in_tail)) > last
    below = in_tail & after & (np.cumsum(after & ~in_tail) > 0)
    return [start + int(i) for i in np.flatnonzero(below)]


def _shape(number: str) -> str:
    """A registration number with its digits and Roman numerals alike: 0/PPID/0/0."""
    return re.sub(r"[\dIVX]+", "0", "".join(number.split()).upper())
