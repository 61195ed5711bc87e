"""The page of runs: its rows, and what is read of the last run there."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from ppid_sheets.archive.verdict import Beside, Verdict
from ppid_sheets.checks.findings import Finding
from ppid_sheets.common.severity import SEVERITIES, SEVERITY_NAMES
from ppid_sheets.deadlines.clock import DUE_SOON, DUE_TODAY
from ppid_sheets.plans import runners
from ppid_sheets.plans.alike import alike, drawn
from ppid_sheets.plans.filling import OF_ALL, filled
from ppid_sheets.plans.incoming_page import arrival_counts
from ppid_sheets.plans.runners import Runner
from ppid_sheets.register import layout
from ppid_sheets.register.home import cautions, clock_of
from ppid_sheets.register.serials import is_number, moment_of_number
from ppid_sheets.register.values import Grid, Snapshot, Tab, Value

_REQUESTS = "Permohonan"
MOST_OF_REGISTER = 20
"""So many findings of the register as a whole are read on this page."""


def status(
    verdict: Verdict,
    as_of: date,
    moment: datetime,
    home: Snapshot | None = None,
    runner: Runner | None = None,
    beside: Beside | None = None,
) -> Tab:
    """The page of a run that ended at `moment`, by the clock of its `home`."""
    home = home or Snapshot({})
    warned = [*cautions(home.locale, home.time_zone, moment)]
    held = home.pages.get(layout.STATUS, ())
    who = (f"oleh {runner.name}",) if runner else ()
    run = ("Pemeriksaan terakhir", clock_of(home, moment), *who)
    lines = _status(verdict, as_of, run, runners.line(held, runner, moment), warned, beside)
    return filled(layout.STATUS, lines)


def _status(
    verdict: Verdict,
    as_of: date,
    run: Sequence[Value],
    mails: Sequence[Value],
    warned: Sequence[str],
    beside: Beside | None,
) -> Iterator[Sequence[Value]]:
    yield (layout.STATUS,)
    yield ("Menyala merah bila pemeriksaan terakhir lebih dari 26 jam yang lalu.",)
    yield ()
    yield run
    yield "Keadaan per", as_of
    yield mails
    yield _REQUESTS, len(verdict.table.frame)
    yield "Masih terbuka", verdict.open
    yield "Terlambat", verdict.overdue
    yield DUE_TODAY, verdict.statuses[DUE_TODAY]
    yield DUE_SOON, verdict.statuses[DUE_SOON]
    for severity in SEVERITIES:
        yield f"Temuan {SEVERITY_NAMES[severity]}", verdict.severities[severity]
    yield "Baris dilewati", len(verdict.table.skipped)
    yield from arrival_counts(verdict)
    if verdict.issued:
        yield "Laporan bulanan terakhir", None, verdict.issued
    yield from objection_counts(beside)
    if beside and beside.trouble:
        yield "Keberatan", None, f"tidak diperiksa: {beside.trouble}"
    yield ()
    yield (OF_ALL,)
    both = [verdict, beside.judged] if beside and beside.judged else [verdict]
    whole = list(dict.fromkeys(f for one in both for f in one.findings if not f.row))
    yield from map(_of_register, whole[:MOST_OF_REGISTER])
    if len(whole) > MOST_OF_REGISTER:
        yield (f"{len(whole) - MOST_OF_REGISTER} temuan lain ada di tab {layout.FINDINGS}.",)
    yield from (("peringatan", None, sentence) for sentence in warned)
    if not (whole or warned):
        yield ("Tidak ada",)


def objection_counts(beside: Beside | None) -> Iterator[tuple[str, int]]:
    """How many objections there are, open and late; none where no tab holds them."""
    judged = beside.judged if beside else None
    if judged:
        yield "Keberatan", len(judged.table.frame)
        yield "Keberatan masih terbuka", judged.open
        yield "Keberatan terlambat", judged.overdue
        yield "Temuan pada keberatan", len(judged.findings)


def _of_register(finding: Finding) -> Sequence[Value]:
    return SEVERITY_NAMES[finding.severity], finding.code, f"{finding.message}; {finding.remedy}."


def last_count(page: Grid) -> int | None:
    """How many requests the last run counted, by the page it left; None where it does not say."""
    for row in page:
        if len(row) > 1 and row[0] == _REQUESTS and isinstance(row[1], int | float):
            return int(row[1])
    return None


def last_run(page: Grid) -> datetime | None:
    """When the last run ended, by the page it left; None where it does not say."""
    cells = page[layout.LAST_RUN_ROW - 1] if len(page) >= layout.LAST_RUN_ROW else ()
    match cells[1] if len(cells) > 1 else None:
        case datetime() as moment:
            return moment
        case date() as day:
            return datetime.combine(day, time())
        case number if is_number(number):
            return moment_of_number(number)
        case _:
            return None


def is_young(snapshot: Snapshot, moment: datetime) -> bool:
    """True while *Status Pemeriksaan* is too young at a local time to count as stale."""
    before = last_run(snapshot.pages.get(layout.STATUS, ()))
    age = clock_of(snapshot, moment) - before if before else None
    return age is not None and timedelta() <= age < timedelta(hours=layout.STALE_HOURS)


def may_stay(snapshot: Snapshot, page: Tab, patience: timedelta) -> bool:
    """True where the page that stands there differs from `page` in the time alone, and by less
    than `patience`.

    A time that lies ahead will not do: it would hide for long that no run came after it.
    """
    held = snapshot.pages.get(page.title)
    before, now = last_run(held or ()), last_run(page.rows)
    if not held or before is None or now is None or not timedelta() <= now - before < patience:
        return False
    rows = list(page.rows)
    rows[layout.LAST_RUN_ROW - 1] = held[layout.LAST_RUN_ROW - 1]
    mails, after = runners.mailer(held), runners.mailer(rows)
    if mails and after and mails.computer == after.computer:
        rows[layout.MAILER_ROW - 1] = held[layout.MAILER_ROW - 1]
    return alike(held, rows) and drawn(snapshot, page)
