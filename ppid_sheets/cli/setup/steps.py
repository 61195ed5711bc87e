"""The steps of the set-up in their order, and how they are gone through."""

from collections.abc import Callable
from dataclasses import dataclass

from ppid_sheets.cli import diagnosis, output
from ppid_sheets.cli.setup import (
    google_steps,
    mail_step,
    place_step,
    register_step,
    schedule_step,
    start_menu,
)
from ppid_sheets.cli.setup.work import Work
from ppid_sheets.doctor.examination import examine
from ppid_sheets.doctor.outcome import first_to_do
from ppid_sheets.register.address import SpreadsheetId


def _always(_: Work) -> bool:
    return True


def _on_windows(work: Work) -> bool:
    return work.windows


def _of_sheet(work: Work) -> bool:
    return isinstance(work.where, SpreadsheetId)


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One step: `done` says what it finds already, "" for nothing; `needed` whether it is due."""

    name: str
    done: Callable[[Work], str]
    carry_out: Callable[[Work], None]
    needed: Callable[[Work], bool] = _always


STEPS = (
    SetupStep("Tempat register", place_step.done, place_step.carry_out),
    SetupStep("Kunci Google", google_steps.key_done, google_steps.bring_key, _of_sheet),
    SetupStep("Berbagi", google_steps.sharing_done, google_steps.share, _of_sheet),
    SetupStep("Isi register", register_step.done, register_step.carry_out),
    SetupStep("Surat peringatan", mail_step.done, mail_step.carry_out),
    SetupStep("Jadwal tiap jam", schedule_step.hourly_done, schedule_step.install_hourly),
    SetupStep("Pengawas", schedule_step.watch_done, schedule_step.install_watch),
    SetupStep("Menu Start", start_menu.done, start_menu.carry_out, _on_windows),
)


def go_through(work: Work) -> int:
    """Every step that is not done, and what the doctor says at the end; the exit code."""
    number = 0
    for step in STEPS:
        if not step.needed(work):
            continue
        number += 1
        head = f"{number}. {step.name}"
        found = step.done(work)
        if found:
            output.show(f"{head}: sudah ({found})")
            continue
        output.show("", head)
        step.carry_out(work)
        work.anew()
    results = examine(work.facts)
    output.show("", *diagnosis.lines(work.facts, results))
    first = first_to_do(results)
    return first.outcome.code if first else 0
