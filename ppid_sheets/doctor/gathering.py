"""Gathers what the doctor judges; it reads, and writes nothing."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ppid_sheets.alarms import between_runs
from ppid_sheets.alarms.post import Post
from ppid_sheets.checks.information_lists import list_tab
from ppid_sheets.config import Settings
from ppid_sheets.doctor.facts import Facts, Service, Stage
from ppid_sheets.doctor.patient import File, Patient, SheetPatient
from ppid_sheets.errors import PpidError, SettingsError
from ppid_sheets.jobs.objections import KINDS
from ppid_sheets.jobs.settle import doubted
from ppid_sheets.register.address import SpreadsheetId, identity
from ppid_sheets.register.information import LISTS
from ppid_sheets.register.values import Snapshot
from ppid_sheets.reports.workbook.emblem import Emblem, emblem
from ppid_sheets.stores.meanwhile import undisturbed


def gather(
    settings: Settings | SettingsError,
    register: Path | SpreadsheetId | None,
    local_time: Callable[[], datetime],
) -> Facts:
    """What can be learnt of a register, or of the settings' own where `register` is None.

    `settings` may be the error of reading them.
    """
    today = local_time().date()
    if isinstance(settings, SettingsError):
        return Facts(today, register, stopped="settings", error=settings)
    where = register or settings.register
    patient = (
        SheetPatient(where, settings, local_time)
        if isinstance(where, SpreadsheetId)
        else File(where, settings, local_time)
    )
    stopped = _stopped(patient)
    service = _service(settings, where, local_time())
    beside = tuple(_beside(patient, Facts(today, where, settings)))
    return Facts(
        today,
        where,
        settings,
        service,
        **patient.found,
        **stopped,
        beside=beside,
        calls=patient.calls,
    )


def _beside(patient: Patient, known: Facts) -> Iterator[Facts]:
    """What can be learnt of each register and list beside the requests that is there."""
    snapshot: Snapshot = patient.found.get("snapshot") or Snapshot({})
    for schema in (*KINDS, *LISTS):
        # a list counts by its title, a register needs its tags
        tab = snapshot.kin.get(schema.name) or (not schema.job and list_tab(snapshot, schema))
        if tab:
            other = patient.beside(schema)
            stopped = _stopped(other)
            told = {"tab": tab, "listed": not schema.job, **other.found}
            yield replace(known, **told, **stopped)


def _stopped(patient: Patient) -> Mapping[str, Any]:
    """Gather stage by stage, anew where the register changed meanwhile or a single read speaks
    against it; what stopped it."""
    at: Stage = next(iter(patient.stages))

    def attempt() -> None:
        nonlocal at
        for stage, examine in patient.stages.items():
            at = stage
            with doubted(patient.store) if hasattr(patient, "store") else nullcontext():
                examine()
        if patient.first:
            patient.store.confirm()

    try:
        undisturbed(attempt, lambda: "Register")
    except PpidError as error:
        return {"stopped": at, "error": error}
    return {}


def _service(settings: Settings, where: Path | SpreadsheetId, now: datetime) -> Service:
    known = between_runs.peek(between_runs.path_of(settings.archive_folder, identity(where)))
    trouble: PpidError | None = None
    if settings.mail.server:
        try:
            with Post(settings.mail) as post:
                post.reach()
        except PpidError as error:
            trouble = error
    return Service(now, known.last, known.good, trouble, _emblem(settings))


def _emblem(settings: Settings) -> Emblem | PpidError | None:
    try:
        return emblem(settings.office.logo) if settings.office.logo else None
    except SettingsError as error:
        return error
