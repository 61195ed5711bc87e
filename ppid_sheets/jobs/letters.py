"""Writes the papers of the desk: of a request or an objection, by its number, or empty."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_sheets.checks.excluded import Excluded, excluded_in
from ppid_sheets.checks.judge import Judged
from ppid_sheets.checks.judge_objections import judge_objections
from ppid_sheets.common.indonesian import listed
from ppid_sheets.config import Settings
from ppid_sheets.errors import CalendarError, ShapeError, UnsafeError, UsageError
from ppid_sheets.jobs.papers import ReadRegister, read
from ppid_sheets.jobs.settle import consistent
from ppid_sheets.register.numbers import key
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.table import Table
from ppid_sheets.register.text import squash
from ppid_sheets.register.values import Snapshot
from ppid_sheets.reports.form.offered import OBJECTION_PAPERS
from ppid_sheets.stores.port import Store

if TYPE_CHECKING:
    from ppid_sheets.reports.form.objection_row import Objection
    from ppid_sheets.reports.form.request import Request


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form that was written, and what is still to be filled in on it."""

    path: Path
    lacks: tuple[str, ...]


def form(
    store: Store, settings: Settings, name: str, number: str, today: date, out: Path
) -> WrittenForm:
    """Write one form of the request or objection with this number into the folder `out`.

    The form's name says which of both registers is meant. It holds personal data, so only its owner
    may read it. Raises UsageError where the number is unknown there or repeated, or the row not
    ripe for the form.
    """
    from ppid_sheets.reports.form import forms
    from ppid_sheets.reports.workbook import xlsx

    if name in OBJECTION_PAPERS:
        objection = _objection(store, settings, number, today)
        letter = forms.OBJECTION_FORMS[name].describe(objection, settings)
        number = objection.number
    else:
        request = _request(store, settings, number, today)
        letter = forms.FORMS[name].describe(request, settings)
        number = request.number
    path = out / forms.file_name(name, number)
    xlsx.write(forms.book(letter, settings, today, number), path, private=True)
    return WrittenForm(path, letter.lacks)


def blank_form(settings: Settings, name: str, today: date, out: Path) -> WrittenForm | None:
    """Write a form to be filled in by hand into the folder `out`; None where it is never empty."""
    from ppid_sheets.reports.form import forms
    from ppid_sheets.reports.workbook import xlsx

    blank = forms.FORMS[name].blank if name in forms.FORMS else None
    if blank is None:
        return None
    path = out / forms.file_name(name, "")
    xlsx.write(forms.book(blank(settings), settings, today), path)
    return WrittenForm(path, ())


def _request(store: Store, settings: Settings, number: str, today: date) -> "Request":
    """The request with this number."""
    from ppid_sheets.reports.form.request import Request
    from ppid_sheets.reports.form.row import find, rows_with

    def both(snapshot: Snapshot) -> tuple[ReadRegister, bool, Excluded | None]:
        zone, kept = settings.time_zone, OBJECTIONS.name in snapshot.kin
        return read(snapshot, settings, today), kept, excluded_in(snapshot, zone)

    found, kept, excluded = consistent(store, both)
    if kept and not rows_with(found.table, number):
        with suppress(ShapeError, UnsafeError, CalendarError):
            if rows_with(_judged(store, settings, today).table, number):
                raise UsageError(
                    f"Nomor registrasi {squash(number)[:60]} tidak ada di tab {found.tab}",
                    f"itu nomor keberatan; pakai form {' atau '.join(OBJECTION_PAPERS)}",
                )
    return Request(found.table, find(found.table, number), found.clock, today, excluded)


def _objection(store: Store, settings: Settings, number: str, today: date) -> "Objection":
    """The objection with this number, and the request that it is about."""
    from ppid_sheets.reports.form.objection_row import Objection
    from ppid_sheets.reports.form.request import Request
    from ppid_sheets.reports.form.row import find, rows_with

    requests, kept = consistent(
        store, lambda snapshot: (read(snapshot, settings, today), OBJECTIONS.name in snapshot.kin)
    )
    if not kept:
        raise UsageError(
            f"Register {store.name} belum memuat register keberatan",
            "jalankan ppid-sheets init --objections",
        )
    judged = _judged(store, settings, today)
    if not rows_with(judged.table, number) and rows_with(requests.table, number):
        raise UsageError(
            f"Nomor keberatan {squash(number)[:60]} tidak ada di tab {judged.tab}",
            _of_request(requests, judged.table, number),
        )
    row = find(judged.table, number)
    about = rows_with(requests.table, str(judged.table.frame.at[row, "request_no"]))
    request = Request(requests.table, about[0], requests.clock, today) if about else None
    return Objection(judged.table, row, judged.clock, today, request)


def _judged(store: Store, settings: Settings, today: date) -> Judged:
    other = store.beside(OBJECTIONS)
    return consistent(other, lambda snapshot: judge_objections(snapshot, settings, today, today))


def _of_request(requests: ReadRegister, objections: Table, number: str) -> str:
    """What to do with a request's number where an objection's is asked for."""
    about = objections.frame["request_no"].map(key) == key(number)
    numbers = [squash(text) for text in objections.frame.loc[about, "objection_no"] if text]
    if not numbers:
        return f"itu nomor permohonan di tab {requests.tab}, dan belum ada keberatan atasnya"
    return f"itu nomor permohonan; keberatan atasnya bernomor {listed(numbers[:12])}"
