"""Judges the register of objections in the light of the requests that these are about."""

from dataclasses import replace
from datetime import date

import pandas as pd

from ppid_sheets.checks.judge import Judged, judge
from ppid_sheets.checks.rules import RuleBook
from ppid_sheets.checks.tabs import register_tab
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.objectionable import objectionable
from ppid_sheets.deadlines.profiles import Profile, Profiles
from ppid_sheets.register import layout, numbers
from ppid_sheets.register.table import Table
from ppid_sheets.register.values import Snapshot

_NONE = RuleBook((), ())


def judge_objections(
    snapshot: Snapshot, settings: Settings, as_of: date, today: date | None = None
) -> Judged:
    """Deadlines and findings of the objections in a snapshot of that register.

    A row's due date is that of the superior's answer, by the profile of the request objected to.
    Raises as `judge` does.
    """
    tab, _ = register_tab(snapshot)
    others = replace(
        snapshot,
        tabs={title: grid for title, grid in snapshot.tabs.items() if title != tab},
        register="",
        tags={},
        header_row=0,
        chosen=settings.chosen,
        kin={},
    )
    return judge(
        only(snapshot, tab),
        replace(settings, profiles=_of_superior(settings.profiles), earlier=()),
        as_of,
        today,
        complete=lambda table: _beside(table, _requests(others, settings, as_of, today)),
    )


def only(snapshot: Snapshot, tab: str) -> Snapshot:
    """The snapshot without other registers, each of which is judged for itself."""
    own = {tab, layout.CHOICES, layout.HOLIDAYS}
    tabs = {title: grid for title, grid in snapshot.tabs.items() if title in own}
    return replace(snapshot, tabs=tabs, past=(), kin={})


def _of_superior(profiles: Profiles) -> Profiles:
    """The same profiles with the superior's working days in place of those of a first answer."""
    return Profiles(tuple(map(_answering, profiles.all)))


def _answering(profile: Profile) -> Profile:
    return replace(profile, days=profile.objection.superior)


def _beside(table: Table, requests: pd.DataFrame) -> Table:
    """The objections with what is known of the request of each: `info_category`, and for rules
    `request_row` (0 where the number is unknown), `request_decision`, `request_given`,
    `request_ground` (a letter, "" where no ground is to be seen), `request_arose`, `request_by`.
    """
    keys = [numbers.key(text) if text else "" for text in table.frame["request_no"].tolist()]
    found = requests.reindex(keys).set_axis(table.frame.index)
    for key in ("info_category", "request_decision", "request_ground"):
        found[key] = found[key].fillna("")
    found["request_row"] = found["request_row"].fillna(0).astype(int)
    return replace(table, frame=pd.concat([table.frame, found], axis=1))


def _requests(
    snapshot: Snapshot, settings: Settings, as_of: date, today: date | None
) -> pd.DataFrame:
    """What objections ask of requests, by the key of their numbers."""
    judged = judge(snapshot, settings, as_of, today, rules=_NONE)
    frame = judged.desk.frame
    grounds = objectionable(frame, judged.desk_deadlines, judged.clock)
    known = pd.DataFrame(
        {
            "key": [numbers.key(text) for text in frame["reg_number"].tolist()],
            "info_category": frame["info_category"],
            "request_row": frame.index,
            "request_decision": frame["decision"],
            "request_given": frame["given_on"],
            "request_ground": grounds["ground"],
            "request_arose": grounds["arose_on"],
            "request_by": grounds["object_by"],
        }
    )
    return known[known["key"] != ""].drop_duplicates("key").set_index("key")
