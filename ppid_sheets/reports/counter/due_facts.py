"""The key under which the facts explain a due date: of a row, and as the formula that makes it.

A due date follows from few days and words; no formula can count working days and name holidays, so
the check explains each combination, and those of requests that come in over the next days.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

from ppid_sheets.config.settings import Settings
from ppid_sheets.deadlines.profiles import Profile, Profiles
from ppid_sheets.register.dates import EPOCH
from ppid_sheets.register.reading import UNREAD
from ppid_sheets.register.table import Table
from ppid_sheets.register.values import Formula
from ppid_sheets.reports.counter.block import HERE
from ppid_sheets.reports.form.due import unreadable
from ppid_sheets.reports.form.formula import quoted
from ppid_sheets.reports.form.looked_up import ALSO, COLUMNS, FACTS, MEANT, LookedUp, unread

_STARTS = ("received_on", "incomplete_on", "complete_on", "decision")
AHEAD, BEHIND = timedelta(days=14), timedelta(days=7)
"""Days of receipt that are explained though no request has them yet."""
WAITING = "[belum dapat dihitung: menunggu kelengkapan berkas dari pemohon]"
UNDATED = "[belum dapat dihitung: Tanggal Diterima belum diisi atau tidak terbaca]"
UNKNOWN = "[belum dapat dihitung: tunggu pemeriksaan berikutnya]"


class DueInputs(NamedTuple):
    """What decides of a due date, as a row has it: days as numbers, None for none.

    `odd` is where the start of the clock is no plain matter: a cell that is not readable, or papers
    that were missing and whose completion is not dated.
    """

    profile: str
    received: int | None
    incomplete: int | None
    complete: int | None
    decided: bool
    unread: Collection[str]
    notice: int | None

    @property
    def odd(self) -> bool:
        """True for a start that takes more than the date of receipt."""
        waits = self.incomplete is not None and self.complete is None
        return bool(self.unread) or waits

    @property
    def key(self) -> str:
        """The key of its explanation; "" where there is nothing to explain."""
        notice = "" if self.notice is None else self.notice
        if self.odd:
            wording = {key: "" if one is None else str(one) for key, one in self._days.items()}
            marks = ["!" if key in self.unread else wording.get(key, "") for key in _STARTS[:3]]
            decided = "!" if "decision" in self.unread else "1" if self.decided else ""
            return f"x|{self.profile}|{'|'.join(marks)}|{decided}|{notice}"
        if self.received is None:
            return ""
        start = max(self.received, self.complete or 0)
        verb = "D" if start == self.received else "B"
        return f"b|{self.profile}|{verb}|{start}|{notice}"

    @property
    def _days(self) -> dict[str, int | None]:
        return dict(zip(_STARTS, (self.received, self.incomplete, self.complete), strict=False))


def first_of_each(table: Table) -> Table:
    """The table without the requests whose due date follows from the same as an earlier one's."""
    frame = table.frame
    parts = {key: frame[key].to_numpy() for key in (*_STARTS[:3], "extended_on")}
    parts["info_category"] = pd.factorize(frame["info_category"].to_numpy())[0]
    parts |= {key: frame[key].to_numpy() != "" for key in ("decision", "extension_reason")}
    parts |= {f"{key}?": table.mask(key, *UNREAD) for key in _STARTS if key in table.notes}
    return replace(table, frame=frame[~pd.DataFrame(parts).duplicated().to_numpy()])


def coming(
    profiles: Profiles, as_of: date, epoch: date = EPOCH
) -> Iterator[tuple[DueInputs, Profile, date]]:
    """Requests received on one of these days, with their periods and the day, and without any other
    date.
    """
    for at in range(-BEHIND.days, AHEAD.days + 1):
        day = as_of + timedelta(days=at)
        for one in profiles.active:
            number = (day - epoch).days
            yield DueInputs(one.key, number, None, None, False, frozenset(), None), one, day


def starts(
    table: Table, profiles: Profiles, epoch: date = EPOCH, *, by_receipt: bool = False
) -> Iterator[DueInputs]:
    """What decides of each request's due date; `by_receipt` where the clock never stands."""
    count = len(table.frame)
    nothing: Sequence[int | None] = [None] * count
    known = {category: profiles.of(category).key for category in set(table.frame["info_category"])}
    masks = {
        key: table.unread(key).tolist()
        for key in (_STARTS[:1] if by_receipt else _STARTS)
        if key in table.notes
    }
    reasons = table.frame["extension_reason"].tolist()
    notices = _days(table, "extended_on", epoch)
    lines = zip(
        table.frame["info_category"].tolist(),
        _days(table, "received_on", epoch),
        nothing if by_receipt else _days(table, "incomplete_on", epoch),
        nothing if by_receipt else _days(table, "complete_on", epoch),
        [""] * count if by_receipt else table.frame["decision"].tolist(),
        [day if reason else None for day, reason in zip(notices, reasons, strict=True)],
        strict=True,
    )
    for at, (category, received, incomplete, complete, decision, notice) in enumerate(lines):
        marks = frozenset(key for key, mask in masks.items() if mask[at])
        yield DueInputs(
            known[category], received, incomplete, complete, bool(decision), marks, notice
        )


def _days(table: Table, key: str, epoch: date) -> Sequence[int | None]:
    """The days of a column as numbers, None for none."""
    days = table.frame[key].to_numpy().astype("datetime64[D]")
    numbers = (days - np.datetime64(epoch, "D")).astype("timedelta64[D]").tolist()
    return [None if one is None else one.days for one in numbers]


def formulas(hand: LookedUp, settings: Settings) -> dict[str, str]:
    """The cells that find the due date and its explanation, by their places."""
    by_receipt = settings.start == "diterima"
    received, complete = hand.read("received_on"), hand.read("complete_on")
    incomplete, decision = hand.read("incomplete_on"), hand.read("decision")
    if by_receipt:
        complete = incomplete = decision = '""'
    odd = [unread(key) for key in (_STARTS[:1] if by_receipt else _STARTS) if key in hand.present]
    waits = f'AND({incomplete}<>"",{complete}="")'
    profile = quoted(Formula(quoted(hand.of_profile(lambda one: one.key))))
    reason, notice = hand.read("extension_reason"), hand.read("extended_on")
    noticed = f'IF({reason}="","",{notice})'
    marks = [
        f'IF({unread(key)},"!",{text})' if key in hand.present else text
        for key, text in zip(_STARTS, (received, incomplete, complete), strict=False)
    ]
    decided = f'IF({decision}="","",1)'
    if "decision" in hand.present and not by_receipt:
        decided = f'IF({unread("decision")},"!",{decided})'
    full = '&"|"&'.join((profile, *marks, decided, noticed))
    start = f'IF({complete}="",{received},MAX({received},{complete}))'
    verb = f'IF({start}={received},"D","B")'
    plain = '&"|"&'.join((profile, verb, start, noticed))
    simple = f'AND({waits},{decision}="",NOT(OR({",".join((*odd, "FALSE"))})))'
    known = f"MATCH($D$11,{FACTS},0)"
    undated = f'AND({received}="",$D$10=0)'
    periods = _periods(hand)
    lost = f"OR({','.join((*periods, 'FALSE'))})"
    why = quoted(UNKNOWN)
    for test, header in periods.items():
        why = f"IF({test},{quoted(f'[belum dapat dihitung: {unreadable(header)}]')},{why})"
    counted = f'IF(AND({lost},INDEX({ALSO},{known})<>""),{why},INDEX({MEANT},{known})&"")'
    return {
        "$D$10": _here(f"IF(OR({','.join((*odd, waits))}),1,0)"),
        "$D$11": _here(f'IF($D$10=1,"x|"&{full},IF({received}="","","b|"&{plain}))'),
        "$D$12": _here(
            f"IF({simple},{quoted(WAITING)},IF({undated},{quoted(UNDATED)},"
            f"IFERROR({counted},{quoted(UNKNOWN)})))"
        ),
        "$D$13": _here(
            f'IF(OR({simple},{undated},{lost}),"",IFERROR(INDEX({ALSO},{known})&"",""))'
        ),
    }


def _periods(hand: LookedUp) -> dict[str, str]:
    """Whether a cell is unreadable of which another reading would change the period, the last that
    counts first, with its header.
    """
    category, notice, reason = "info_category", "extended_on", "extension_reason"
    tests = {}
    if {notice, reason} <= {*hand.present}:
        tests[f'AND({hand.read(notice)}<>"",{unread(reason)})'] = reason
        given = f'OR({hand.read(reason)}<>"",{unread(reason)})'
        tests[f"AND({given},{unread(notice)})"] = notice
    if category in hand.present and hand.profiles.by_category:
        tests[unread(category)] = category
    return {test: COLUMNS[key].header for test, key in tests.items()}


def _here(formula: str) -> str:
    return f'IF({HERE}="","",{formula})'
