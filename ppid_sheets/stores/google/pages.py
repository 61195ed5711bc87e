"""Makes a page of the job hold other rows, and leaves what people write there beside its line.

Where people write in one column, that column is not written: its cells go with their lines as rows
are deleted, moved and inserted, so that what somebody types meanwhile stays beside its finding. The
rows of lines with such words are anchored, for people may sort the page as well.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from types import MappingProxyType

from ppid_sheets.register import layout
from ppid_sheets.register.values import Grid, Tab, Value
from ppid_sheets.stores.google import anchors, drawing, furnishing, lines, page_look, whole_page
from ppid_sheets.stores.google.batches import Atom
from ppid_sheets.stores.google.structure import Json, SheetTab


def worded(held: Grid, wanted: Tab) -> Sequence[int]:
    """The 0-based rows of a page beside whose lines people wrote, where its lines are to change.

    Not more than can be anchored.
    """
    steps = _followed(held, wanted)
    if steps is None:
        return ()
    header, column = layout.OPEN_COLUMNS[wanted.title]
    width = max(map(len, wanted.rows))
    pairs = zip(held[header:], wanted.rows[header:], strict=False)
    moving = steps.deleted or steps.moved or steps.inserted
    if not moving and all(_plain(old, width) == _plain(new, width) for old, new in pairs):
        return ()
    rows = (at for at in range(header, len(held)) if _text(held[at], column))
    return list(islice(rows, anchors.MOST))


def same_lines(held: Grid, texts: Grid, title: str) -> bool:
    """Whether a page has the lines that were read, with words of people's beside the same ones."""
    header, column = layout.OPEN_COLUMNS[title]
    keys = layout.LINE_KEYS[title]

    def lines(rows: Grid) -> list[tuple[tuple[str, ...], bool]]:
        return [(_key(row, keys), bool(_text(row, column))) for row in rows[header:]]

    return _trimmed(lines(held)) == _trimmed(lines(texts))


def _trimmed(found: list[tuple[tuple[str, ...], bool]]) -> list[tuple[tuple[str, ...], bool]]:
    while found and not (any(found[-1][0]) or found[-1][1]):
        found.pop()
    return found


def written(
    tab: SheetTab,
    held: Grid,
    wanted: Tab,
    hung: anchors.Hung = (),
    ids: page_look.Ids = MappingProxyType({}),
) -> Iterator[Atom]:
    """The requests that change a page from the rows `held` to the wanted ones.

    A stop between two of them leaves each line whole or blank, and no word beside another line;
    where a row with one of the tags `hung` has moved, they are refused.
    """
    width = max(len(row) for row in (wanted.widths, *wanted.rows))
    followed = _followed(held, wanted)
    if followed is None:
        yield from whole_page.written(tab, wanted, width, ids)
        return
    header, column = layout.OPEN_COLUMNS[wanted.title]
    yield (
        *anchors.standing(tab.id, hung),
        *_arranged(tab, header, followed, wanted.title),
    )
    sources = (*range(header), *(None if s is None else header + s for s in followed.sources))
    before = [_plain(held[s] if s is not None else (), width) for s in sources]
    after = [_plain(row, width) for row in wanted.rows]
    spans = [(0, column), (column + 1, width)]
    astray = page_look.leads(wanted, ids) != {*tab.leads}
    changed = range(len(after)) if astray else _changed(before, after, spans)
    for block in whole_page.blocks(list(changed)):
        texts = [whole_page.values(tab.id, wanted.rows, block, span) for span in spans]
        yield (*texts, *page_look.linked(tab.id, wanted, block, ids))
    words = [row for row in range(header, len(after)) if before[row][column] != after[row][column]]
    yield tuple(_word(tab.id, row, column, wanted.rows[row][column]) for row in words)
    yield tuple(whole_page.formats(tab.id, wanted, spans))
    went = {source: row for row, source in enumerate(sources) if source is not None}
    yield tuple(anchors.released(tab.id, [(went[at], tag) for at, tag in hung if at in went]))


def _followed(held: Grid, wanted: Tab) -> lines.Steps | None:
    """How lines come and go on a page where people write; None where it is written anew."""
    if wanted.title not in layout.OPEN_COLUMNS:
        return None
    header, _ = layout.OPEN_COLUMNS[wanted.title]
    if min(len(held), len(wanted.rows)) < header or list(held[header - 1]) != list(
        wanted.rows[header - 1]
    ):
        return None
    keys = layout.LINE_KEYS[wanted.title]
    old, new = ([_key(row, keys) for row in rows[header:]] for rows in (held, wanted.rows))
    return lines.steps(old, new)


def _key(row: Sequence[Value], columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(_text(row, at) for at in columns)


def _text(row: Sequence[Value], at: int) -> str:
    return str(row[at] or "") if at < len(row) else ""


def _changed(before: Grid, after: Grid, spans: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The rows that differ in some of these spans of columns."""
    for row, (old, new) in enumerate(zip(before, after, strict=False)):
        if any(old[a:b] != new[a:b] for a, b in spans):
            yield row


def _plain(row: Sequence[Value], width: int) -> list[Value]:
    plain = [None if value == "" else drawing.serial(value) for value in row[:width]]
    return plain + [None] * (width - len(plain))


def _arranged(tab: SheetTab, header: int, steps: lines.Steps, title: str) -> Iterator[Json]:
    """The requests that delete, move and insert whole rows."""
    if not (steps.deleted or steps.moved or steps.inserted):
        return
    if sum(end - start for start, end in steps.deleted) >= tab.rows - header:
        # Google refuses to delete all rows that are not frozen
        yield {"appendDimension": {"sheetId": tab.id, "dimension": "ROWS", "length": 1}}
    for start, end in steps.deleted:
        yield {"deleteDimension": {"range": _rows(tab.id, header + start, header + end)}}
    for source, target in steps.moved:
        span = _rows(tab.id, header + source, header + source + 1)
        yield {"moveDimension": {"source": span, "destinationIndex": header + target}}
    for start, end in steps.inserted:
        span = _rows(tab.id, header + start, header + end)
        yield {"insertDimension": {"range": span, "inheritFromBefore": True}}
    yield from furnishing.opened_again(tab, title)


def _rows(sheet_id: int, start: int, end: int) -> Json:
    return {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": start, "endIndex": end}


def _word(sheet_id: int, row: int, column: int, word: Value) -> Json:
    """The words in the open column of a line that is new, or occurs twice."""
    dated = isinstance(word, date)
    return {
        "updateCells": {
            "start": {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column},
            "rows": [{"values": [drawing.cell(word) if dated else drawing.content(word)]}],
            "fields": f"userEnteredValue{',userEnteredFormat' if dated else ''}",
        }
    }
