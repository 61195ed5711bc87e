"""Takes every trace of the toolkit out of a Google Sheet again."""

from collections.abc import Iterator, Mapping, Sequence

from ppid_sheets.register import layout
from ppid_sheets.stores.google import anchors, drawing, dropdowns, guards, replacing, rules
from ppid_sheets.stores.google.anchors import AnchoredChange
from ppid_sheets.stores.google.furnishing import OURS
from ppid_sheets.stores.google.structure import Json, SheetTab, Structure


def traces(seen: Structure, cells: Mapping[int, Json]) -> tuple[str, ...]:
    """What is there, in Indonesian, a line each; `cells` are those of `registers` by the ids of
    their tabs, as `asked`."""
    return tuple(_traces(seen, cells))


def registers(seen: Structure) -> Sequence[SheetTab]:
    """The tabs with tagged columns that a removal is about: those of earlier years as well."""
    return [tab for tab in _meant(seen) if tab.tags]


def _traces(seen: Structure, cells: Mapping[int, Json]) -> Iterator[str]:
    for tab in _meant(seen):
        if tab.id in cells and given_up(tab, cells[tab.id]):
            yield f"daftar pilihan yang diberikan program pada tab {tab.title}"
        if tab.id in cells and anchors.hung(cells[tab.id]):
            yield f"tanda pengenal baris pada tab {tab.title}"
        columns = [tab.schema.header(key) for key in tab.schema.job_keys if key in tab.tags]
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


def _meant(seen: Structure) -> Sequence[SheetTab]:
    """The tabs that a removal is about: with the requests goes whatever is ours."""
    own = (seen.register,) if seen.register else ()
    return own if seen.chosen.schema.name else seen.tabs


def asked(tab: SheetTab) -> list[Json]:
    """Filters for the columns that may have a dropdown of ours, of a built tab for one that shows
    whether rows have tags: a tab that was built keeps its dropdowns."""
    places = [tag.position for key, tag in tab.tags.items() if key in tab.schema.choices]
    return dropdowns.asked(tab, [0] if tab.built else places)


def given_up(tab: SheetTab, cells: Json) -> Sequence[AnchoredChange]:
    """What takes out the dropdowns that cells still have as they got them here."""
    return () if tab.built else tuple(dropdowns.taken(tab, cells))


def requests(seen: Structure) -> Iterator[Json]:
    """The requests that take all else out.

    Columns and rules go by their places, the last first; the batch fails where a column of ours
    does not stand where it was read.
    """
    for tab in _meant(seen):
        yield from guards.columns(tab, tab.tags)
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
    own = [tab.tags[key].position for key in tab.schema.job_keys if key in tab.tags]
    places = sorted(own, reverse=True)
    if places and tab.columns - len(places) <= tab.frozen_columns:
        # Google refuses to delete all columns that are not frozen
        yield {"appendDimension": {"sheetId": tab.id, "dimension": "COLUMNS", "length": 1}}
    for position in places:
        span = drawing.columns(tab.id, position, position + 1)
        yield {"deleteDimension": {"range": span}}
