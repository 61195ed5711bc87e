"""Replaces the job's conditional rules in a Google Sheet and loses none of the office's.

Rules have no id, only places, and somebody may change their order between a read and a write. So
each batch that deletes rules of ours first notes the office's in the tab; its answer shows the
deleted rules, and those that were not ours are put back as the note goes. Where a run stopped
before that, the note is there for the next one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from ppid_sheets.register.values import Highlight
from ppid_sheets.stores.google import drawing, rules
from ppid_sheets.stores.google.packing import packed
from ppid_sheets.stores.google.structure import (
    RULES_TAG,
    Json,
    SheetTab,
    Structure,
)

LONGEST_NOTE = 20_000
"""Google takes 30,000 characters of tags in a tab."""


def replacing(tab: SheetTab, wanted: Sequence[Highlight]) -> Iterator[Json]:
    """The requests that leave exactly `wanted` of ours, first in the tab."""
    yield from removing(tab)
    for index, highlight in enumerate(wanted):
        yield rules.adding(tab.id, index, highlight)


def removing(tab: SheetTab) -> Iterator[Json]:
    """The requests that delete our rules by their places, the last first, behind a note."""
    ours = [index for index, rule in enumerate(tab.rules) if rules.is_ours(rule)]
    if ours and len(ours) < len(tab.rules):
        yield drawing.tag(RULES_TAG, _note(tab, ours), {"sheetId": tab.id})
    for index in reversed(ours):
        yield {"deleteConditionalFormatRule": {"sheetId": tab.id, "index": index}}


def _note(tab: SheetTab, ours: Sequence[int]) -> str:
    """The office's rules, those that stand nearest to ours where not all have room."""
    foreign = [index for index in range(len(tab.rules)) if index not in ours]
    foreign.sort(key=lambda index: min(abs(index - one) for one in ours))
    while len(text := packed([tab.rules[index] for index in sorted(foreign)])) > LONGEST_NOTE:
        del foreign[-1 - len(foreign) // 8 :]
    return text


def deleted(requests: Sequence[Json], answer: Json) -> Sequence[tuple[Json, Json]]:
    """The rules of the office's that a batch has deleted: the place of each, and the rule."""
    pairs = zip(requests, answer.get("replies", ()), strict=True)
    found = (
        (request["deleteConditionalFormatRule"], reply["deleteConditionalFormatRule"]["rule"])
        for request, reply in pairs
        if reply.get("deleteConditionalFormatRule")
    )
    return [(place, rule) for place, rule in found if not rules.is_ours(rule)]


def closing(seen: Structure, lost: Sequence[tuple[Json, Json]]) -> Iterator[Json]:
    """The requests that put lost rules back where they stood and take the notes away."""
    counts = {tab.id: len(tab.rules) for tab in seen.tabs}
    for place, rule in reversed(lost):
        sheet_id = place.get("sheetId", 0)
        yield _back(rule, place.get("index", 0), counts[sheet_id])
        counts[sheet_id] += 1
    yield from _forgotten(seen)


def restoring(seen: Structure) -> Iterator[Json]:
    """The requests that put back what an earlier run noted and is missing, and its notes away."""
    for tab in seen.tabs:
        held = Counter(map(_look, tab.rules))
        count = len(tab.rules)
        for rule in tab.noted:
            if held[_look(rule)]:
                held[_look(rule)] -= 1
            else:
                yield _back(rule, count, count)
                count += 1
    yield from _forgotten(seen)


def _look(rule: Json) -> str:
    """What a rule says, wherever it applies: people may have moved its range since."""
    return repr([rule.get(part) for part in ("booleanRule", "gradientRule")])


def _back(rule: Json, index: int, count: int) -> Json:
    """Google takes no rule beyond the end of the list."""
    return {"addConditionalFormatRule": {"rule": rule, "index": min(index, count)}}


def _forgotten(seen: Structure) -> Iterator[Json]:
    yield from map(drawing.untag, chain.from_iterable(tab.notes for tab in seen.tabs))
