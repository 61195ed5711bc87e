"""The next numbers, for the desk."""

from collections.abc import Iterator

from ppid_sheets.checks.judge import Judged
from ppid_sheets.checks.upcoming import Upcoming
from ppid_sheets.common.indonesian import listed
from ppid_sheets.reports.day.sections import Section

_AS_OF = "Belum dipakai menurut pemeriksaan ini."


def sections(*registers: Judged | None) -> Iterator[Section]:
    """The next number of each register, where there is a pattern."""
    for judged in registers:
        found = judged.upcoming if judged else None
        if judged and found:
            rows = judged.table.schema.rows
            kind = f" {rows}" if judged.table.schema.name else ""
            title = f"Nomor registrasi{kind} berikutnya: {_number(found)}"
            yield Section(title, (), (), _note(found, rows) or _AS_OF)


def _number(found: Upcoming) -> str:
    anew = f", atau {found.anew} bila nomor dimulai lagi tiap tahun" if found.anew else ""
    row = f", sudah disiapkan di baris {found.row}" if found.row else ""
    others = f"; menurut pola lain {listed(found.others)}" if found.others else ""
    return f"{found.number}{anew}{row}{others}"


def _note(found: Upcoming, rows: str) -> str:
    told = []
    if found.ahead:
        told.append(
            f"{found.ahead} {rows} belum bernomor sendiri dan mendapat nomor sebelum itu; "
            "lihat Perbaikan di tab Temuan."
        )
    if found.gaps:
        told.append(f"Nomor urut {found.gaps} tidak ditemukan; yang terlewat tidak diisi.")
    return " ".join(told)
