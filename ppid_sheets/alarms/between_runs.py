"""Stores between two runs the notices sent to each person, and the months issued."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ppid_sheets.alarms import placing
from ppid_sheets.alarms.entries import AlarmEntry
from ppid_sheets.alarms.notices import DueLetter, Notices
from ppid_sheets.common import files
from ppid_sheets.common.month import Month, month_labelled
from ppid_sheets.errors import AlarmError

VERSION = 1
_DAMAGED = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class State:
    """What a run knows of the runs before it; `people` by a digest of their addresses.

    `last` is when the last run began, `good` the last one that checked the register; `issued` are
    the months whose workbook was written, and when. `unsent` says that the last
    mail could not be sent.
    """

    last: datetime | None = None
    good: datetime | None = None
    issued: Mapping[Month, datetime] = field(default_factory=dict)
    people: Mapping[str, Notices] = field(default_factory=dict)
    unsent: bool = False

    def of(self, person: str) -> Notices:
        """The notices sent to one person."""
        return self.people.get(person, Notices())

    def with_notices(self, person: str, notices: Notices) -> "State":
        """The same with other notices of one person."""
        return replace(self, people={**self.people, person: notices})

    def with_issued(self, month: Month, moment: datetime) -> "State":
        """The same with a month whose workbook was written."""
        return replace(self, issued={**self.issued, month: moment})


class NewerStateError(AlarmError):
    """The state was written by a newer version of the program."""


def path_of(folder: Path, register: str) -> Path:
    """The file with the state of a register, by its `identity`: one lock, one register."""
    return folder / f"jalan-{register}.json"


def load(path: Path, now: datetime) -> tuple[State, AlarmError | None]:
    """The state, and what went wrong: a damaged file is set aside and a new state begun.

    Raises NewerStateError for the file of a newer version, AlarmError where it cannot be read.
    """
    try:
        return _read(json.loads(files.read(path)), path), None
    except FileNotFoundError:
        return State(), None
    except OSError as error:
        raise placing.failure(f"{path} tidak dapat dibaca", error) from error
    except _DAMAGED:
        return State(), _set_aside(path, now)


def peek(path: Path) -> State:
    """The state as far as it can be read, for one who only looks; nothing is set aside."""
    with suppress(OSError, AlarmError, *_DAMAGED):
        return _read(json.loads(files.read(path)), path)
    return State()


def _read(kept: Mapping[str, Any], path: Path) -> State:
    if kept["versi"] > VERSION:
        raise NewerStateError(
            f"{path.name} dibuat oleh versi program yang lebih baru",
            "pasang versi itu, atau pilih arsip.folder lain",
        )
    people = {str(key): _notices(value) for key, value in kept["orang"].items()}
    issued = {month_labelled(label): _zoned_moment(text) for label, text in kept["terbit"].items()}
    unsent = bool(kept.get("gagal"))
    return State(_moment(kept["mulai"]), _moment(kept["baik"]), issued, people, unsent)


def _moment(text: str) -> datetime | None:
    return _zoned_moment(text) if text else None


def _zoned_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _notices(kept: Mapping[str, Any]) -> Notices:
    known = {str(key): int(rank) for key, rank in kept["tahu"].items()}
    pending = kept["tunda"] and DueLetter(
        str(kept["tunda"]["hari"]), tuple(AlarmEntry(**entry) for entry in kept["tunda"]["isi"])
    )
    late = {str(key): str(day) for key, day in kept["lambat"].items()}
    return Notices(str(kept["surat"]), known, pending, late)


def _set_aside(path: Path, now: datetime) -> AlarmError:
    try:
        aside = files.set_aside(path, now)
    except OSError as error:
        raise placing.failure(f"{path} rusak dan tidak dapat dipindahkan", error) from error
    return AlarmError(
        f"{path.name} rusak dan disisihkan sebagai {aside.name}, sehingga peringatan yang "
        "sudah dikirim dapat terkirim sekali lagi"
    )


def save(path: Path, state: State) -> None:
    """Replace the file as a whole, for its owner alone; raises AlarmError, the old one intact."""
    kept = {
        "versi": VERSION,
        "mulai": state.last.isoformat() if state.last else "",
        "baik": state.good.isoformat() if state.good else "",
        "gagal": state.unsent,
        "terbit": {
            month.label: moment.isoformat() for month, moment in sorted(state.issued.items())
        },
        "orang": {person: _as_json(told) for person, told in state.people.items()},
    }
    placing.write(path, json.dumps(kept, ensure_ascii=False, indent=1).encode())


def _as_json(told: Notices) -> Mapping[str, Any]:
    entries = [asdict(entry) for entry in told.pending.entries] if told.pending else []
    pending = {"hari": told.pending.day, "isi": entries} if told.pending else None
    known, late = dict(told.known), dict(told.late)
    return {"surat": told.sent_on, "tahu": known, "lambat": late, "tunda": pending}
