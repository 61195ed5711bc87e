"""A finished check for machines, as `docs/check-json.md` has it, without personal data."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pandas as pd

from ppid_sheets.archive.verdict import Beside, Verdict
from ppid_sheets.checks.findings import Finding
from ppid_sheets.common.severity import SEVERITIES
from ppid_sheets.jobs.check import Checked
from ppid_sheets.register.text import squash

VERSION = 1
"""Of the object: higher once a key is gone or means something else; new keys leave it."""
LONGEST = 80
"""Characters of a number or a name: more is a text pasted into the wrong cell."""


def as_object(checked: Checked, name: str, as_of: date) -> dict[str, object]:
    """The check as one machine-readable object."""
    verdict = checked.verdict
    return {
        "versi": VERSION,
        "register": name,
        "tab": verdict.tab,
        "per_tanggal": as_of.isoformat(),
        "permohonan": len(verdict.table.frame),
        "diterima_sesudahnya": len(verdict.later),
        "terlambat": verdict.overdue,
        "status": dict(sorted(verdict.statuses.items())),
        "jumlah_temuan": {word: verdict.severities[word] for word in SEVERITIES},
        "daftar_permohonan": list(_requests(verdict)),
        "baris_dilewati": [
            {"baris": row, "alasan": reason} for row, reason in verdict.table.skipped.items()
        ],
        "permohonan_masuk": _arrived(verdict),
        "temuan": _findings(verdict.findings),
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
        "keberatan": _objections(checked.beside),
        "tab_tidak_ditulis": [*checked.absent.missing, *checked.absent.barred],
        "perubahan": sum(len(change.rows) for change in checked.plan.cells),
        "ditulis": checked.written,
        "menunggu_berkas_ditutup": checked.waiting,
    }


def _arrived(verdict: Verdict) -> dict[str, int] | None:
    found = verdict.arrived
    return (
        {"belum_dicatat": len(found.waiting), "lewat_satu_hari_kerja": found.late}
        if found
        else None
    )


def _findings(findings: Iterable[Finding]) -> list[dict[str, object]]:
    return [
        {
            "kode": finding.code,
            "tingkat": finding.severity,
            "baris": finding.row or None,
            "kolom": finding.label or None,
            "pesan": finding.message,
            "perbaikan": finding.remedy,
        }
        for finding in findings
    ]


def _objections(beside: Beside | None) -> dict[str, object] | None:
    """The register of objections; None where no tab holds one."""
    if beside is None:
        return None
    judged = beside.judged
    return {
        "tab": judged.tab if judged else None,
        "jumlah": len(judged.table.frame) if judged else None,
        "status": dict(sorted(judged.statuses.items())) if judged else {},
        "temuan": _findings(judged.findings if judged else ()),
        "tidak_diperiksa": str(beside.trouble) if beside.trouble else None,
    }


def _requests(verdict: Verdict) -> Iterator[Mapping[str, object]]:
    """Each request in the order of its rows."""
    columns = (
        verdict.table.frame[["reg_number", "received_on", "officer"]],
        verdict.deadlines[["due_on", "days_left", "status", "service_days"]],
    )
    for one in pd.concat(columns, axis=1).itertuples():
        yield {
            "nomor": _word(one.reg_number),
            "baris": one.Index,
            "diterima": _day(one.received_on),
            "batas_waktu": _day(one.due_on),
            "sisa_hari_kerja": _days(one.days_left),
            "status": one.status,
            "lama_layanan": _days(one.service_days),
            "petugas": _word(one.officer),
        }


def _word(value: object) -> str | None:
    text = squash(str(value))
    return (text if len(text) <= LONGEST else f"{text[:LONGEST]}…") or None


def _day(value: object) -> str | None:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else None


def _days(value: object) -> int | None:
    return int(value) if isinstance(value, float) and value == value else None
