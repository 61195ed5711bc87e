"""Judges the register of objections in the light of the requests that these are about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from ppid_sheets.checks.judge import Judged, judge
from ppid_sheets.checks.rules import RuleBook
from ppid_sheets.checks.rules.objected_request import UNSURE
from ppid_sheets.checks.tabs import register_tab
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.calendar import NAT, WorkCalendar
from ppid_sheets.deadlines.clock import UNKNOWN
from ppid_sheets.deadlines.objection import arising
from ppid_sheets.deadlines.objectionable import objectionable
from ppid_sheets.deadlines.profiles import Profile, Profiles, applicant_days
from ppid_sheets.register import layout, numbers
from ppid_sheets.register.header_row import SEARCHED_BY_TAGS
from ppid_sheets.register.objections import LETTER_OF
from ppid_sheets.register.reading import Note
from ppid_sheets.register.table import Table
from ppid_sheets.register.values import Snapshot, Tags

_NONE = RuleBook((), ())


def judge_objections(
    snapshot: Snapshot, settings: Settings, as_of: date, today: date | None = None
) -> Judged:
    """Deadlines and findings of the objections in a snapshot of that register.

    A row's due date is that of the superior's answer, by the profile of the request objected to.
    Raises as `judge` does.
    """
    tab, _ = register_tab(snapshot)
    others = _of_requests(snapshot, tab, settings)
    return judge(
        only(snapshot, tab),
        replace(settings, profiles=_of_superior(settings.profiles), earlier=()),
        as_of,
        today,
        complete=lambda table: _beside(
            table,
            _requests(others if len(table.frame) else _headers(others), settings, as_of, today),
        ),
    )


def _of_requests(snapshot: Snapshot, tab: str, settings: Settings) -> Snapshot:
    """The snapshot as the register of requests that stands beside the objections in a `tab`."""
    tags = snapshot.beside.get(settings.chosen.schema.name, Tags())
    wanted = settings.tab.casefold()
    if wanted and tags.title.casefold() != wanted:
        tags = Tags()
    return replace(
        snapshot,
        tabs={title: grid for title, grid in snapshot.tabs.items() if title != tab},
        register=tags.title if tags.positions else "",
        tags=tags.positions,
        header_row=tags.header_row,
        chosen=settings.chosen,
        beside={},
    )


def _headers(snapshot: Snapshot) -> Snapshot:
    """A snapshot with the first rows of its registers alone: no more of the requests is needed."""
    lists = (layout.CHOICES, layout.HOLIDAYS)
    tabs = {t: g if t in lists else g[: SEARCHED_BY_TAGS + 1] for t, g in snapshot.tabs.items()}
    return replace(snapshot, tabs=tabs, past=())


def only(snapshot: Snapshot, tab: str) -> Snapshot:
    """The snapshot without other registers, each of which is judged for itself."""
    own = {tab, layout.CHOICES, layout.HOLIDAYS}
    tabs = {title: grid for title, grid in snapshot.tabs.items() if title in own}
    return replace(snapshot, tabs=tabs, past=(), beside={})


def _of_superior(profiles: Profiles) -> Profiles:
    """The same profiles with the superior's working days in place of those of a first answer."""
    return Profiles(tuple(map(_answering, profiles.all)))


def _answering(profile: Profile) -> Profile:
    return replace(profile, days=profile.objection.superior)


def _beside(table: Table, requests: "_Requests") -> Table:
    """The objections with the columns of their requests, on which see `_Requests`.

    `request_row` is 0 for a number that is not in the register, `UNSURE` where an earlier register
    that may have it cannot be read; `request_arose` is the day 0 of the applicant's period by the
    objection's own ground, or by the request's where that is blank; `request_by` the last day of
    that period. Where the superior's days vary, a category that nobody knows is one not readable;
    where the applicant's do, that day is not known.
    """
    frame = table.frame
    keys = [numbers.key(text) if text else "" for text in frame["request_no"].tolist()]
    found = requests.known.reindex(keys).set_axis(frame.index)
    for key in ("info_category", "request_decision", "request_ground"):
        found[key] = found[key].fillna("")
    missing = UNSURE if requests.gaps else 0
    found["request_row"] = found["request_row"].fillna(missing).astype(int)
    own = [LETTER_OF.get(text, "") for text in frame["objection_ground"].tolist()]
    shown = found["request_ground"].tolist()
    letters = [mine or theirs for mine, theirs in zip(own, shown, strict=True)]
    finished, due = (
        found.pop(key).to_numpy().astype("datetime64[D]") for key in ("finished_on", "due_on")
    )
    lost = found.pop("category_lost").fillna(value=1.0).to_numpy() > 0
    notes: dict[str, Mapping[int, Note]] = {**table.notes}
    if requests.profiles.varies(lambda one: one.objection.superior) and lost.any():
        notes["info_category"] = dict.fromkeys(frame.index[lost].tolist(), "unreadable")
    arose = arising(letters, finished, due)
    terms = found.pop("term").fillna(1).to_numpy(np.int64)
    found["request_arose"] = arose.astype("datetime64[s]")
    last = requests.calendar.add(arose, terms)
    if requests.profiles.varies(applicant_days):
        last[lost] = NAT
    found["request_by"] = last.astype("datetime64[s]")
    return replace(table, frame=pd.concat([frame, found], axis=1), notes=notes)


@dataclass(frozen=True)
class _Requests:
    """The columns of requests that objections need, by the key of their numbers: `info_category`,
    and for rules `request_row`, `request_received`, `request_decision`, `request_given`,
    `request_open` (1 where nothing was given, as far as can be read) and `request_ground` (a
    letter, "" without a ground).

    `category_lost` is 1 where the category cannot be read. `gaps` is True where an earlier register
    could not be read.
    """

    known: pd.DataFrame
    calendar: WorkCalendar
    gaps: bool
    profiles: Profiles


def _requests(snapshot: Snapshot, settings: Settings, as_of: date, today: date | None) -> _Requests:
    judged = judge(snapshot, settings, as_of, today, rules=_NONE)
    desk, deadlines, clock = judged.desk, judged.desk_deadlines, judged.clock
    frame = desk.frame
    unclear = (deadlines["status"] == UNKNOWN) | desk.unread("decision")
    known = pd.DataFrame(
        {
            "key": [numbers.key(text) for text in frame["reg_number"].tolist()],
            "info_category": frame["info_category"],
            "category_lost": desk.unread("info_category").astype(float),
            "request_row": frame.index,
            "request_received": frame["received_on"],
            "request_decision": frame["decision"].mask(unclear, UNKNOWN),
            "request_given": frame["given_on"],
            "request_open": (frame["given_on"].isna() & ~desk.unread("given_on")).astype(float),
            "request_ground": objectionable(desk, deadlines, clock)["ground"],
            "finished_on": deadlines["finished_on"],
            "due_on": deadlines["due_on"],
            "term": [
                applicant_days(clock.profiles.of(category))
                for category in frame["info_category"].tolist()
            ],
        }
    )
    by_key = known[known["key"] != ""].drop_duplicates("key").set_index("key")
    return _Requests(by_key, clock.calendar, bool(judged.earlier.troubles), clock.profiles)
