"""Takes every trace of the toolkit out of a Google Sheet again."""

from collections.abc import Iterator
from functools import partial

from ppid_sheets.register import layout
from ppid_sheets.register.columns import BY_KEY, JOB_COLUMNS, Column
from ppid_sheets.stores.google import drawing, furnishing, guards, replacing, rules
from ppid_sheets.stores.google.furnishing import OURS
from ppid_sheets.stores.google.structure import Json, SheetTab, Structure

_JOB = {column.key for column in JOB_COLUMNS}
CHOICES = {key for key, column in BY_KEY.items() if column.kind == "choice"}


def traces(seen: Structure, cells: Json) -> tuple[str, ...]:
    """What is there, in Indonesian, a line each; `cells` as for `requests`."""
    return tuple(_traces(seen, cells))


def _traces(seen: Structure, cells: Json) -> Iterator[str]:
    for tab in seen.tabs:
        if tab is seen.register and not tab.built and any(dropdowns(tab, cells)):
            yield f"daftar pilihan yang diberikan program pada tab {tab.title}"
        columns = [BY_KEY[key].header for key in tab.tags if key in _JOB]
        if columns:
            yield f"kolom otomatis pada tab {tab.title}: {', '.join(columns)}"
        if tab.role in layout.OWNED:
            yield f"tab {tab.title}"
            continue
        if tab.tags or tab.role:
            yield f"tanda pengenal pada tab {tab.title}"
        count = sum(map(rules.is_ours, tab.rules))
        if count:
            yield f"{count} aturan sorotan pada tab {tab.title}"
        if tab.notes:
            yield f"catatan tentang aturan sorotan pada tab {tab.title}"


def dropdown_cells(tab: SheetTab) -> list[Json]:
    """Filters for the columns whose cells may have a dropdown of ours; none in a built tab."""
    places = sorted(tab.tags[key].position for key in tab.tags if key in CHOICES)
    return [] if tab.built else [{"gridRange": drawing.below(tab.id, at, 0)} for at in places]


def dropdowns(tab: SheetTab, cells: Json) -> Iterator[Json]:
    """The requests that take out the dropdowns that cells still have as they got them here."""
    for key, tag in tab.tags.items():
        if key in CHOICES:
            ours = partial(_is_ours, BY_KEY[key])
            for start, end in furnishing.runs(cells, tag.position, 0, tab.rows, ours):
                span = {**drawing.below(tab.id, tag.position, start), "endRowIndex": end}
                yield {"setDataValidation": {"range": span}}


def _is_ours(column: Column, cell: Json) -> bool:
    return furnishing.is_ours(cell.get("dataValidation", {}), column)


def requests(seen: Structure, cells: Json) -> Iterator[Json]:
    """The requests that take it all out; `cells` are the register's with their dropdowns.

    Columns and rules go by their places, the last first; the batch fails where a column of ours
    does not stand where it was read.
    """
    for tab in seen.tabs:
        yield from guards.columns(tab, tab.tags)
        if tab is seen.register and not tab.built:
            yield from dropdowns(tab, cells)
        yield from _untagged(tab)
        if tab.role in layout.OWNED:
            yield {"deleteSheet": {"sheetId": tab.id}}
        else:
            yield from _cleaned(tab)


def _untagged(tab: SheetTab) -> Iterator[Json]:
    ids = [*(tag.id for tag in tab.tags.values()), *tab.spare_tags, tab.role_tag, tab.built]
    for entry in filter(None, ids):
        yield drawing.untag(entry)


def _cleaned(tab: SheetTab) -> Iterator[Json]:
    for entry in tab.protections:
        if entry.get("description", "").startswith(OURS):
            yield {"deleteProtectedRange": {"protectedRangeId": entry["protectedRangeId"]}}
    yield from replacing.removing(tab)
    places = sorted((tab.tags[key].position for key in _JOB & set(tab.tags)), reverse=True)
    if places and tab.columns - len(places) <= tab.frozen_columns:
        # Google refuses to delete all columns that are not frozen
        yield {"appendDimension": {"sheetId": tab.id, "dimension": "COLUMNS", "length": 1}}
    for position in places:
        span = drawing.columns(tab.id, position, position + 1)
        yield {"deleteDimension": {"range": span}}
