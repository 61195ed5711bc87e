"""Where the two judges differ, and why; everything else is compared."""

from tests.differential.judges import Verdict

FAULT = "oracle bug: "
"""Faults of the emulator itself: empty ranges that it sorts, pasting before the first row."""

DIFFERENCES = (
    (
        "A write by a filter that matches nothing",
        "The emulator's guess is 200 without responses; the fake refuses, with a lever for the "
        "other answer (ignore_missing_filters, on here), because the store must survive both.",
        "Live question: A write by the id of a deleted tag.",
    ),
    (
        "Formulas typed through the API, USER_ENTERED, charts on cells, merges by rows",
        "The emulator takes them; the fake answers 501, which fails the test, because the toolkit "
        "never sends them.",
        "https://developers.google.com/workspace/sheets/api/reference/rest documents them.",
    ),
    (
        "The result of a formula",
        "Neither evaluates those of the tab Cetak; the fake shows nothing, the emulator a remark.",
        "LibreOffice evaluates them in tests/stores/test_print_tab.py.",
    ),
    (
        "Google Tables",
        "The emulator answers 501; the fake refuses changes of type in typed columns.",
        "Live question: A dropdown over a typed column of a Table.",
    ),
    (
        "The order of the answers of *ByDataFilter, of tags and of protections",
        "Told nowhere; compared without it. A range that two filters select comes once or twice.",
        "https://developers.google.com/workspace/sheets/api/guides/metadata promises no order.",
    ),
    (
        "Zeros, false and empty things in answers",
        "proto3 leaves out defaults; the emulator keeps the indexes that recordings show, the "
        "fake leaves all of them out (shows_zero_ids for some), which is the harder of two.",
        "https://protobuf.dev/programming-guides/json/",
    ),
    (
        "A range with an open end that begins at 0, or beyond the edge",
        "Of the first the emulator takes one written out for another than one left out; of "
        "updateDimensionProperties it takes the second. Neither is drawn.",
        "GridRange in the discovery document: a missing index is unbounded.",
    ),
    (
        "A move that tears a merge or a protection apart; cutPaste to a row before the first",
        "The emulator keeps all pieces of a merge and the first of a protection, the fake the "
        "longest; the emulator takes the row. Seldom drawn; the toolkit moves no such lines.",
        "Neither is documented or recorded.",
    ),
    (
        "The words of a refusal",
        "Only place and kind are compared: most texts of both are guesses. Those that the toolkit "
        "reads (protected cells, typed columns, frozen rows) stand in tests of their own.",
        "Live questions on refusals; tests/fakesheets/test_refusals.py.",
    ),
)
"""What, why, and by which source or to be settled by which live question."""


def aside(fake: Verdict, emulator: Verdict) -> bool:
    """Whether one of them does not know this part of the API, or fell over it."""
    return fake.aside or emulator.aside or emulator.words.startswith(FAULT)
