"""The calendar file `tenggat.ics`: a day and a reminder for each due date (RFC 5545).

Written here rather than by a library: whole days and relative reminders need no time zone tables,
and an event that has not changed must keep its bytes, so that subscribers get no second notice of
it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from ppid_sheets.alarms.entries import AlarmCase
from ppid_sheets.alarms.hours import DAY, Hours
from ppid_sheets.register.text import plain

FILE = "tenggat.ics"
_LINE = 75
"""Octets of a line, RFC 5545 section 3.1."""
_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//ppid-sheets//tenggat//ID",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "X-WR-CALNAME:Tenggat PPID",
)
_ENDS = re.compile(r"\r*\n|\r")
"""Ends of lines as other programs may leave them; ours are those of the standard."""
_EVENT = re.compile(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)


def calendar(
    cases: Iterable[AlarmCase], register: str, before: str, now: datetime, hours: Hours
) -> str:
    """The file for these open requests; `before` is the file as it is now, "" for none.

    An event that is as it was keeps its sequence and its stamp, one that changed gets the next; a
    request that is no longer open has none. `now` carries its time zone.
    """
    before = _ENDS.sub("\r\n", before)
    old = {_of("UID", event): event for event in _EVENT.findall(before)}
    events = (_event(case, register, old, now, hours) for case in cases if case.due)
    head = "".join(map(_folded, _HEAD))
    return f"{head}{''.join(events)}{_folded('END:VCALENDAR')}"


def _event(
    case: AlarmCase, register: str, old: Mapping[str, str], now: datetime, hours: Hours
) -> str:
    uid = f"{case.key}@ppid-sheets"
    lines = tuple(_lines(case, register, hours))
    known = old.get(uid)
    if known is None:
        return _drawn(uid, 0, _stamp(now), lines)
    number = _of("SEQUENCE", known)
    sequence = int(number) if number.isdecimal() else 0
    same = _drawn(uid, sequence, _of("DTSTAMP", known), lines)
    return known if known == same else _drawn(uid, sequence + 1, _stamp(now), lines)


def _drawn(uid: str, sequence: int, stamp: str, lines: Sequence[str]) -> str:
    head = ("BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}", f"SEQUENCE:{sequence}")
    return "".join(map(_folded, (*head, *lines, "END:VEVENT")))


def _lines(case: AlarmCase, register: str, hours: Hours) -> Iterator[str]:
    assert case.due  # noqa: S101 - open_cases yields no other
    name = f"Batas waktu {_text(case.number) or '(tanpa nomor)'}"
    early = case.due - hours.working_before(case.due)
    yield f"DTSTART;VALUE=DATE:{case.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{case.due + DAY:%Y%m%d}"
    yield f"SUMMARY:{name}"
    yield f"DESCRIPTION:{_text(f'Dijawab paling lambat hari ini. Register: {register}.')}"
    yield "TRANSP:TRANSPARENT"
    for wait in (early, timedelta(0)):
        opens = timedelta(hours=hours.opens.hour, minutes=hours.opens.minute) - wait
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{_duration(opens)}")
        yield from (f"DESCRIPTION:{name}", "END:VALARM")


def _duration(span: timedelta) -> str:
    minutes = int(abs(span) / timedelta(minutes=1))
    return f"{'-' if span < timedelta(0) else ''}PT{minutes}M"


def _stamp(now: datetime) -> str:
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _of(name: str, event: str) -> str:
    found = re.search(rf"^{name}:(.*?)\r$", event, re.MULTILINE)
    return found[1] if found else ""


def _text(text: str) -> str:
    flat = " ".join(plain(text).split())
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A content line, continued after each 75 octets without cutting a character."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > _LINE:
            parts.append(part)
            part = " "
        part += letter
    return "\r\n".join([*parts, part]) + "\r\n"
