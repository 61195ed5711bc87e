"""The fate of a monthly workbook, in words."""

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path

from ppid_sheets.archive.issues import Issue
from ppid_sheets.common import times
from ppid_sheets.jobs.month_workbook import Turned
from ppid_sheets.jobs.report_monthly import Made


def issued(made: Made, zone: tzinfo) -> Iterator[str]:
    """The fate of a monthly workbook: its place, its issue, and its relation to others."""
    yield f"Laporan disimpan: {made.path}"
    if made.turned and not made.turned.trouble:
        yield _turned(made.turned)
    if made.draft:
        yield "Belum final: ada selisih di lembar Pemeriksaan, jadi bukan terbitan."
    if made.trouble:
        yield "Terbitan ini tidak dicatat; lihat keterangan arsip."
    if made.issue:
        yield _compared(made, made.issue, zone)
    if made.changed:
        yield f"Yang berbeda dari {_issue(made.before[0], zone)} ada di lembar Perubahan."


def _turned(turned: Turned) -> str:
    if turned.written:
        return f"PivotTable untuk diputar sendiri: {turned.path}"
    return f"{turned.path.name} yang lama dihapus: tidak ada lagi permohonan di dalamnya."


def _compared(made: Made, issue: Issue, zone: tzinfo) -> str:
    if issue in made.before:
        return f"Sama persis dengan {_issue(issue, zone)}."
    same = [other for other in made.before if other.workbook == issue.workbook]
    if same:
        return f"Terbitan {issue.number}, sama persis dengan {_issue(same[-1], zone)}."
    kept = f"Terbitan {issue.number}, disimpan di arsip"
    if made.changed is False:
        return f"{kept}; angka dan barisnya sama dengan {_issue(made.before[0], zone)}."
    return f"{kept}."


def _issue(issue: Issue, zone: tzinfo) -> str:
    return f"terbitan {issue.number} ({times.moment(issue.made, zone):%d/%m/%Y %H.%M})"


def issued_again(path: Path, issue: Issue, zone: tzinfo) -> Iterator[str]:
    """Which issue was given back."""
    yield f"Laporan disimpan: {path}"
    yield f"Persis seperti {_issue(issue, zone)}; register tidak dibaca."
