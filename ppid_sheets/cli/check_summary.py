"""The summary of a finished check for people, without personal data."""

from collections.abc import Iterator, Sequence
from datetime import date

from ppid_sheets.archive.verdict import Verdict
from ppid_sheets.cli.additions import theirs
from ppid_sheets.cli.output import aligned
from ppid_sheets.common.indonesian import day_and_date, listed, typed_date
from ppid_sheets.common.severity import SEVERITIES, SEVERITY_NAMES
from ppid_sheets.deadlines.clock import DUE_SOON, DUE_TODAY, UNKNOWN
from ppid_sheets.jobs.check import Checked
from ppid_sheets.plans.annotate import Absent
from ppid_sheets.plans.findings_page import MOST_FINDINGS
from ppid_sheets.plans.incoming_page import arrival_counts
from ppid_sheets.plans.status_page import objection_counts
from ppid_sheets.register import layout
from ppid_sheets.register.cells import read_date

MOST = 20
"""So many lines of a kind are read at a command line."""


def lines(checked: Checked, name: str, as_of: date) -> Iterator[str]:
    """The summary of a check for people."""
    verdict = checked.verdict
    yield f"Pemeriksaan {name}, tab {verdict.tab}, per {day_and_date(as_of)}"
    yield from aligned([(f"  {name}", count) for name, count in _counts(checked)])
    if verdict.later:
        count = len(verdict.later)
        yield f"  {count} permohonan diterima sesudah tanggal itu; kolom hasilnya dikosongkan."
    beside = checked.beside.judged if checked.beside else None
    yield from _of_register([verdict, *([beside] if beside else [])])
    if checked.beside and checked.beside.trouble:
        yield f"  ! Keberatan tidak diperiksa: {checked.beside.trouble}"
    yield from _unwritten(checked.absent)
    if len(verdict.findings) > MOST_FINDINGS:
        left = len(verdict.findings) - MOST_FINDINGS
        yield (
            f"  ! tab {layout.FINDINGS} memuat {MOST_FINDINGS} temuan pertama; {left} temuan lain "
            "muncul di situ setelah yang itu dibetulkan, dan semua sudah tampak pada barisnya."
        )
    if checked.waiting:
        yield (
            f"  Berkas sedang dibuka; hasilnya sudah sesuai, hanya jam pada tab {layout.STATUS} "
            "belum diperbarui. Jam itu ditulis pada pemeriksaan sesudah berkas ditutup."
        )
    for one in (verdict, beside):
        yield from _moved(one) if one else ()


def _counts(checked: Checked) -> Iterator[tuple[str, str]]:
    verdict = checked.verdict
    status, severity = verdict.statuses, verdict.severities
    yield "Permohonan", f"{len(verdict.table.frame)}"
    yield "Masih terbuka", f"{verdict.open}"
    yield "Terlambat", f"{verdict.overdue}"
    yield "Jatuh tempo hari ini", f"{status[DUE_TODAY]}"
    yield "Segera jatuh tempo", f"{status[DUE_SOON]}"
    yield "Tidak dapat dihitung", f"{status[UNKNOWN]}"
    yield "Temuan", ", ".join(f"{severity[one]} {SEVERITY_NAMES[one]}" for one in SEVERITIES)
    yield "Baris dilewati", f"{len(verdict.table.skipped)}"
    for name, count in (*arrival_counts(verdict), *objection_counts(checked.beside)):
        yield name, f"{count}"
    if _wrote_objections(checked):
        yield "Hasil keberatan", "ditulis"
    changed = sum(len(change.rows) for change in checked.plan.cells)
    wrote = "ditulis" if checked.written else "tidak ditulis"
    yield "Sel hasil", f"{changed} berubah, {wrote}" if changed else "sudah sesuai"


def _wrote_objections(checked: Checked) -> bool:
    return bool(checked.beside and checked.beside.written)


def _of_register(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The findings of registers as a whole, each once, most severe first."""
    found = (finding for verdict in verdicts for finding in verdict.findings if not finding.row)
    whole = list(dict.fromkeys(found))
    whole.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    for finding in whole[:MOST]:
        yield f"  ! {SEVERITY_NAMES[finding.severity]}: {finding.message}; {finding.remedy}."
    if len(whole) > MOST:
        yield f"  ! … dan {len(whole) - MOST} temuan lain atas register; lihat --json."


def _unwritten(absent: Absent) -> Iterator[str]:
    """The job's own tabs that could not be written, and why."""
    if absent.barred:
        yield f"  ! tab {listed(absent.barred)} tidak ditulis: {theirs(absent.barred)}."
    if absent.missing:
        yield (
            f"  ! tab {listed(absent.missing)} tidak ditulis karena belum ada; buat dengan "
            "ppid-sheets init."
        )


def _moved(verdict: Verdict) -> Iterator[str]:
    """Due dates that moved without anybody touching the request."""
    for one in verdict.moved[:MOST]:
        old, new = (
            typed_date(day) if day else "(tidak dapat dihitung)" for day in (one.old, one.new)
        )
        kind = f"{verdict.table.schema.rows} " if verdict.table.schema.name else ""
        yield (
            f"  > batas waktu {kind}{one.number or f'baris {one.row}'}: {old} → {new}; "
            f"{one.reason}."
        )
    if len(verdict.moved) > MOST:
        yield f"  > … dan {len(verdict.moved) - MOST} batas waktu lain; lihat --json."


def changes(checked: Checked) -> Iterator[str]:
    """Each change of the plan, old → new, by sheet row and registration number."""
    verdict = checked.verdict
    columns, known = verdict.table.schema.by_key, verdict.table.frame["reg_number"]
    by_row: dict[int, list[str]] = {}
    for change in checked.plan.cells:
        for row, old, new in zip(change.rows, change.old, change.new, strict=True):
            kind = columns[change.key].kind
            text = f"    {columns[change.key].header}: {_shown(old, kind)} → {_shown(new, kind)}"
            by_row.setdefault(row, []).append(text)
    for row in sorted(by_row):
        yield f"Baris {row}  {known.get(row) or verdict.later.get(row) or '(tanpa nomor)'}"
        yield from by_row[row]
    if checked.plan.highlights is not None:
        yield "Aturan sorotan pada tab register dipasang kembali."
    for page in checked.plan.pages:
        yield f"Tab {page.title} diperbarui."


def _shown(value: object, kind: str) -> str:
    if value is None or value == "":
        return "(kosong)"
    if kind == "date":
        value = read_date(value).value or value
    if isinstance(value, date):
        return typed_date(value)
    if isinstance(value, float):
        return f"{value:g}"
    return " | ".join(str(value).splitlines())
