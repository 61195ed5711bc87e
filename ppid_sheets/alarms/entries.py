"""The news of a register: one entry a deadline, *galat* finding or failure."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from ppid_sheets.checks.judge import Judged
from ppid_sheets.deadlines.clock import DUE_SOON, DUE_TODAY, OPEN_STATUSES, OVERDUE
from ppid_sheets.errors import PpidError

EntryKind = Literal["tenggat", "galat", "gagal", "terbit"]
RANKS: Mapping[str, int] = {DUE_SOON: 1, DUE_TODAY: 2, OVERDUE: 3}
"""Statuses of which mail goes out, each graver than the one before."""
LATE = RANKS[OVERDUE]
ONCE = 1
"""The rank of a notice that goes out once and does not grow graver."""
LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class AlarmEntry:
    """One piece of news. Two entries with one `key` are about the same matter; a higher `rank` is
    news again.

    `number` and `row` name the request, `due` is its due date in ISO ("" and 0 where there is
    none); `text` is a status or a sentence, `link` the address of the row or "". `officer` handles
    the request, which has `left` working days, fewer than none where it is late.
    """

    kind: EntryKind
    key: str
    rank: int
    text: str
    number: str = ""
    row: int | str = 0
    due: str = ""
    link: str = ""
    officer: str = ""
    left: int | None = None


@dataclass(frozen=True, slots=True)
class AlarmCase:
    """A request as alarms name it: `key` stays the same wherever its row is moved to.

    `officer` is who handles it, case-folded, `handled_by` the same as the register writes it.
    """

    key: str
    number: str
    row: int
    officer: str
    due: date | None
    status: str
    handled_by: str = ""
    left: int | None = None


def cases(verdict: Judged) -> tuple[AlarmCase, ...]:
    """All requests of a register, those of its earlier parts too.

    Their number identifies them; the order of receipt those that share a number, or have none. In a
    register beside the requests its name stands before the number.
    """
    frame, deadlines = verdict.desk.frame, verdict.desk_deadlines
    schema = verdict.desk.schema
    number, received = schema.number, schema.course.received
    ordered = frame[[number, received]].assign(row=frame.index)
    nth = ordered.sort_values([received, "row"]).groupby(number).cumcount().to_dict()
    due, status = deadlines["due_on"].to_dict(), deadlines["status"].to_dict()
    left = deadlines["days_left"].to_dict()
    numbers = frame[number].to_dict()
    officers = frame["officer"].to_dict() if "officer" in frame else dict.fromkeys(numbers, "")
    kind = f"{schema.name} " if schema.name else ""
    return tuple(
        AlarmCase(
            key=key_of(schema.name or "permohonan", numbers[row], nth[row]),
            number=f"{kind}{' '.join(str(numbers[row]).split())}"[:LONGEST_NUMBER].strip(),
            row=row,
            officer=str(officers[row]).casefold(),
            due=None if pd.isna(due[row]) else due[row].date(),
            status=str(status[row]),
            handled_by=" ".join(str(officers[row]).split())[:LONGEST_NUMBER],
            left=None if pd.isna(left[row]) else int(left[row]),
        )
        for row in frame.index.tolist()
    )


def open_cases(verdict: Judged) -> tuple[AlarmCase, ...]:
    """The requests without an answer that have a due date."""
    return tuple(case for case in cases(verdict) if case.due and case.status in OPEN_STATUSES)


def of_register(
    verdict: Judged, link: Callable[[int], str], officers: Collection[str] | None = None
) -> tuple[AlarmEntry, ...]:
    """The news of a register; for officers (case-folded) of their own requests alone."""
    everybody = officers is None
    mine = {
        case.row: case for case in cases(verdict) if everybody or case.officer in (officers or ())
    }
    return (*_deadlines(verdict, mine, link), *_faults(verdict, mine, link, whole=everybody))


def _deadlines(
    verdict: Judged, mine: Mapping[int, AlarmCase], link: Callable[[int], str]
) -> Iterator[AlarmEntry]:
    for case in sorted(mine.values(), key=lambda case: (case.due or date.max, case.row)):
        if case.due and case.status in RANKS:
            yield AlarmEntry(
                "tenggat",
                key_of(case.key, case.due),
                RANKS[case.status],
                case.status,
                case.number,
                verdict.desk.shown(case.row),
                case.due.isoformat(),
                link(case.row),
                case.handled_by,
                case.left,
            )


def _faults(
    verdict: Judged, mine: Mapping[int, AlarmCase], link: Callable[[int], str], *, whole: bool
) -> Iterator[AlarmEntry]:
    for finding in verdict.findings:
        case = mine.get(finding.row)
        if finding.severity != "galat" or not (case or (whole and not finding.row)):
            continue
        place = finding.column if case else finding.message
        yield AlarmEntry(
            "galat",
            key_of(case.key if case else "", finding.code, place),
            ONCE,
            finding.sentence,
            case.number if case else "",
            finding.row,
            "",
            link(finding.row) if case else "",
            case.handled_by if case else "",
        )


def failure(error: PpidError) -> AlarmEntry:
    """A part of a run that went wrong."""
    kind = type(error).__name__
    return AlarmEntry("gagal", key_of("gagal", kind, error.exit_code), ONCE, str(error))


def key_of(*parts: object) -> str:
    """A short name for a thing, without its text: what a person typed may hold anything."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:24]
