"""What a finished job tells people and machines, without personal data."""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from pathlib import Path

from ppid_sheets.archive.issues import Issue
from ppid_sheets.archive.verdict import Verdict
from ppid_sheets.checks.engine import SEVERITIES
from ppid_sheets.common import times
from ppid_sheets.common.indonesian import day_and_date, listed, typed_date
from ppid_sheets.deadlines.clock import DUE_SOON, DUE_TODAY, UNKNOWN
from ppid_sheets.jobs.check import Adopted, Checked
from ppid_sheets.jobs.report_monthly import Made
from ppid_sheets.plans.annotate import Absent
from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.cells import read_date
from ppid_sheets.register.columns import BY_KEY, STAFF_COLUMNS

MOST = 20
"""So many lines of a kind are read at a command line."""


def aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Names and values in two columns."""
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        yield f"{name:<{width}}  {value}"


def lines(checked: Checked, name: str, as_of: date) -> Iterator[str]:
    """The summary of a check for people."""
    verdict = checked.verdict
    status, severity = verdict.statuses, verdict.severities
    changed = sum(len(change.rows) for change in checked.plan.cells)
    wrote = "ditulis" if checked.written else "tidak ditulis"
    yield f"Pemeriksaan {name}, tab {verdict.tab}, per {day_and_date(as_of)}"
    yield from aligned((
        ("  Permohonan", f"{len(verdict.table.frame)}"),
        ("  Masih terbuka", f"{verdict.open}"),
        ("  Terlambat", f"{verdict.overdue}"),
        ("  Jatuh tempo hari ini", f"{status[DUE_TODAY]}"),
        ("  Segera jatuh tempo", f"{status[DUE_SOON]}"),
        ("  Tidak dapat dihitung", f"{status[UNKNOWN]}"),
        ("  Temuan", ", ".join(f"{severity[s]} {s}" for s in SEVERITIES)),
        ("  Baris dilewati", f"{len(verdict.table.skipped)}"),
        ("  Sel hasil", f"{changed} berubah, {wrote}" if changed else "sudah sesuai"),
    ))  # fmt: skip
    if verdict.later:
        count = len(verdict.later)
        yield f"  {count} permohonan diterima sesudah tanggal itu; kolom hasilnya dikosongkan."
    yield from _of_register(verdict)
    yield from _unwritten(checked.absent)
    if checked.waiting:
        yield (
            f"  Berkas sedang dibuka; hasilnya sudah sesuai, hanya jam pada tab {layout.STATUS} "
            "belum diperbarui. Jam itu ditulis pada pemeriksaan sesudah berkas ditutup."
        )
    yield from _moved(verdict)


def _of_register(verdict: Verdict) -> Iterator[str]:
    """The findings of the register as a whole, most severe first."""
    whole = [finding for finding in verdict.findings if not finding.row]
    whole.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    for finding in whole[:MOST]:
        yield f"  ! {finding.severity}: {finding.message}; {finding.remedy}."
    if len(whole) > MOST:
        yield f"  ! … dan {len(whole) - MOST} temuan lain atas register; lihat --json."


def _unwritten(absent: Absent) -> Iterator[str]:
    """The job's own tabs that could not be written, and why."""
    if absent.barred:
        yield f"  ! tab {listed(absent.barred)} tidak ditulis: {_theirs(absent.barred)}."
    if absent.missing:
        yield (
            f"  ! tab {listed(absent.missing)} tidak ditulis karena belum ada; buat dengan "
            "ppid-sheets init."
        )


def _theirs(titles: Sequence[str]) -> str:
    """Why pages cannot be made under these titles, and what to do about it."""
    return (
        "tab bernama itu buatan kantor dan tidak disentuh; ganti namanya, misalnya menjadi "
        f"{titles[0]} Kantor, lalu jalankan ppid-sheets init"
    )


def _moved(verdict: Verdict) -> Iterator[str]:
    """Due dates that moved without anybody touching the request."""
    for one in verdict.moved[:MOST]:
        old, new = (
            typed_date(day) if day else "(tidak dapat dihitung)" for day in (one.old, one.new)
        )
        yield f"  > batas waktu {one.number or f'baris {one.row}'}: {old} → {new}; {one.reason}."
    if len(verdict.moved) > MOST:
        yield f"  > … dan {len(verdict.moved) - MOST} batas waktu lain; lihat --json."


def changes(checked: Checked) -> Iterator[str]:
    """Each change of the plan, old → new, by sheet row and registration number."""
    verdict = checked.verdict
    known = verdict.table.frame["reg_number"]
    by_row: dict[int, list[str]] = {}
    for change in checked.plan.cells:
        for row, old, new in zip(change.rows, change.old, change.new, strict=True):
            kind = BY_KEY[change.key].kind
            text = f"    {BY_KEY[change.key].header}: {_shown(old, kind)} → {_shown(new, kind)}"
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


def as_object(checked: Checked, name: str, as_of: date) -> dict[str, object]:
    """The check as one machine-readable object."""
    verdict = checked.verdict
    return {
        "register": name,
        "tab": verdict.tab,
        "per_tanggal": as_of.isoformat(),
        "permohonan": len(verdict.table.frame),
        "diterima_sesudahnya": len(verdict.later),
        "terlambat": verdict.overdue,
        "status": dict(sorted(verdict.statuses.items())),
        "jumlah_temuan": {word: verdict.severities[word] for word in SEVERITIES},
        "baris_dilewati": [
            {"baris": row, "alasan": reason} for row, reason in verdict.table.skipped.items()
        ],
        "temuan": [
            {
                "kode": finding.code,
                "tingkat": finding.severity,
                "baris": finding.row or None,
                "kolom": finding.label or None,
                "pesan": finding.message,
                "perbaikan": finding.remedy,
            }
            for finding in verdict.findings
        ],
        "batas_waktu_bergeser": [
            {
                "nomor": one.number,
                "baris": one.row,
                "lama": one.old.isoformat() if one.old else None,
                "baru": one.new.isoformat() if one.new else None,
                "sebab": one.reason,
            }
            for one in verdict.moved
        ],
        "tab_tidak_ditulis": [*checked.absent.missing, *checked.absent.barred],
        "perubahan": sum(len(change.rows) for change in checked.plan.cells),
        "ditulis": checked.written,
        "menunggu_berkas_ditutup": checked.waiting,
    }


def issued(made: Made, zone: tzinfo) -> Iterator[str]:
    """What became of a monthly workbook: where it is, which issue, and how it stands to others."""
    yield f"Laporan disimpan: {made.path}"
    if made.draft:
        yield "Belum final: ada selisih di lembar Pemeriksaan, jadi bukan terbitan."
    if made.trouble:
        yield "Terbitan ini tidak dicatat; lihat keterangan arsip."
    if made.issue:
        yield _compared(made, made.issue, zone)
    if made.changed:
        yield f"Yang berbeda dari {_issue(made.before[0], zone)} ada di lembar Perubahan."


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


def additions(adopted: Adopted, name: str, *, dry_run: bool = False) -> Iterator[str]:
    """What `init` added to an existing register, or would add."""
    if adopted.empty:
        complete = "" if adopted.barred else " sudah lengkap;"
        yield f"{name}{complete or ':'} tidak ada yang diubah."
        yield from _barred(adopted.barred)
        yield from _spared(adopted.spared)
        return
    plan = adopted.plan
    if dry_run:
        yield from mapping(adopted)
    columns = [BY_KEY[column.key] for column in plan.new_columns]
    own = [column.header for column in columns if column.owner == "job"]
    wished = [column.header for column in columns if column.owner == "staff"]
    yield from aligned((
        *((("Kolom isian ditambah", ", ".join(wished)),) if wished else ()),
        ("Kolom otomatis ditambah", ", ".join(own) or "-"),
        ("Tab ditambah", ", ".join(tab.title for tab in plan.new_tabs) or "-"),
        ("Kolom ditandai", str(len(plan.tags) - len(columns))),
        ("Aturan sorotan", "dipasang" if plan.highlights else "sudah ada"),
        *(("Pelengkap", line) for line in adopted.furnished),
    ))  # fmt: skip
    yield from _barred(adopted.barred)
    yield from _spared(adopted.spared)
    if dry_run:
        yield "Belum ada yang ditulis. Jalankan tanpa --dry-run untuk menambahkannya."
        return
    yield f"{name} siap diperiksa. Isi yang sudah ada tidak diubah."
    if adopted.narrow:
        yield (
            f"Filter atau tabel berakhir di kolom {adopted.narrow}; perlebar sampai kolom Temuan, "
            "agar hasil ikut terurut bersama barisnya."
        )
    yield from _on_wish(adopted)
    if any(tab.title == layout.CHOICES for tab in plan.new_tabs):
        yield f"Isi nama petugas (minimal 2) di tab {layout.CHOICES}."


def _barred(titles: Sequence[str]) -> Iterator[str]:
    if titles:
        yield f"Tab yang tidak dapat dibuat: {', '.join(titles)}; {_theirs(titles)}."


def _on_wish(adopted: Adopted) -> Iterator[str]:
    """Columns of the SOP that the office's form lacks, which init adds by name."""
    there = adopted.header.places
    lacking = [column.header for column in STAFF_COLUMNS if column.key not in there]
    if lacking:
        yield (
            f"Kolom SOP yang tidak ada: {', '.join(lacking)}. Bila diperlukan, tambahkan dengan "
            f'ppid-sheets init --add "{lacking[0]}" (beberapa dipisahkan dengan koma).'
        )


def _spared(headers: Sequence[str]) -> Iterator[str]:
    if headers:
        yield (
            f"Tanpa daftar pilihan: {', '.join(headers)}; kolom itu sudah bertipe di Tabel Google "
            "Sheet, dan daftarnya diatur di tabel itu."
        )


def mapping(adopted: Adopted) -> Iterator[str]:
    """Which column of the sheet was recognised as which of the register."""
    header = adopted.header
    yield f"Tab {adopted.tab}, judul kolom di baris {header.rows[-1]}. Kolom yang dikenali:"
    places = sorted(header.places.items(), key=lambda item: item[1].position)
    yield from aligned([
        (f"  {letters(place.position)}  {place.header}", BY_KEY[key].header)
        for key, place in places
    ])  # fmt: skip
    missing = [column.header for column in STAFF_COLUMNS if column.key not in header.places]
    if missing:
        yield f"Tidak ditemukan: {', '.join(missing)}."
        yield f'Bila diperlukan, tambahkan dengan --add "{missing[0]}".'
    if header.extra:
        yield f"Kolom lain, dibiarkan: {', '.join(header.extra)}."
