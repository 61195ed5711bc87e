"""Rules on the register as a whole: its columns, lists and calendar."""

from collections.abc import Sequence

import numpy as np

from ppid_sheets.checks.engine import Case, RegisterRule
from ppid_sheets.checks.rules.columns import Faults
from ppid_sheets.checks.rules.dates import ACT_IN_FORCE
from ppid_sheets.checks.rules.handling import officers
from ppid_sheets.checks.rules.number import example, pattern_in_doubt
from ppid_sheets.common.arrays import Mask
from ppid_sheets.common.indonesian import listed
from ppid_sheets.register.lists import lacking
from ppid_sheets.register.text import fold

FEWEST_OFFICERS = 2
"""SOP, Jumlah Pelaksana: at least two."""

_MOST_ROWS = 10
OF_REQUESTS = frozenset(("R04", "R10"))
"""Codes of what only the register of requests has: a list of officers, a pattern of numbers."""


def repeated_headers(case: Case) -> Faults:
    """Headers that stand over more than one column."""
    return ({"header": header} for header in dict.fromkeys(case.table.header.repeated))


def few_officers(case: Case) -> Faults:
    """A staff list shorter than the SOP asks for."""
    names = {fold(name) for name in officers(case)}
    if len(names) < FEWEST_OFFICERS:
        yield {"count": len(names)}


def undecreed_years(case: Case) -> Sequence[int]:
    """Years whose incomplete holiday list keeps a request from having a due date."""
    first_due, due, start = map(case.deadline, ("first_due_on", "due_on", "start_on"))
    lost = np.isnat(first_due) | (np.isnat(due) & ~_unclear(case))
    return case.calendar.undecreed(start[lost & (start >= ACT_IN_FORCE)])


def _unclear(case: Case) -> Mask:
    """Rows whose due date is unknown because a cell of theirs cannot be read."""
    deciding = case.table.schema.course.deciding
    return np.asarray(np.logical_or.reduce([case.unread(key) for key in deciding]))


def calendar_too_short(case: Case) -> Faults:
    """Each year without holidays in which a due date lies."""
    return ({"year": year} for year in undecreed_years(case))


def calendar_soon_too_short(case: Case) -> Faults:
    """A request received today, extended once, would have no due date."""
    longest = max(one.days + one.extension for one in case.settings.profiles.active)
    due = case.calendar.add(np.array([case.as_of], dtype="datetime64[D]"), longest)
    year = case.calendar.first_undecreed(case.as_of.year)
    if np.isnat(due[0]) and year not in undecreed_years(case):
        yield {"year": year}


def _rows(rows: Sequence[object], what: str = "baris") -> str:
    shown = [str(row) for row in rows[:_MOST_ROWS]]
    left = len(rows) - len(shown)
    return listed([*shown, f"{left} {what} lain"] if left else shown)


def unreadable_holidays(case: Case) -> Faults:
    """Rows of the tab Hari Libur that count for nothing."""
    if case.holidays.unreadable:
        yield {"rows": _rows(case.holidays.unreadable)}


def repeated_holidays(case: Case) -> Faults:
    """Rows of the tab Hari Libur that name a day again."""
    if case.holidays.repeated:
        yield {"rows": _rows(case.holidays.repeated)}


def unlisted_categories(case: Case) -> Faults:
    """Categories with periods of their own that nobody can choose."""
    column = case.table.schema.by_key.get(case.table.schema.course.category)
    items = case.lists.get(column.header) if column else None
    if column and items:
        for profile in case.settings.profiles.active:
            for category in lacking(profile.categories, items, column):
                yield {"category": category, "profile": profile.key}


def missing_job_columns(case: Case) -> Faults:
    """Columns of the job that the register does not have."""
    job = case.table.schema.job
    missing = [column.header for column in job if column.key not in case.job_columns]
    if missing:
        yield {"headers": listed([f"'{header}'" for header in missing])}


def wrong_pattern(case: Case) -> Faults:
    """No number follows the office's pattern: the setting is to be mended, not each row."""
    if not case.table.unnumbered and pattern_in_doubt(case):
        yield {"example": example(case.settings.number_patterns[0])}


def open_in_earlier_years(case: Case) -> Faults:
    """Tabs of earlier years that still hold open requests."""
    for past in case.earlier:
        if past.open:
            late = f", {past.overdue} di antaranya terlambat" if past.overdue else ""
            yield {"place": past.place, "there": past.there, "count": past.open, "late": late}


def numbers_of_earlier_years(case: Case) -> Faults:
    """Numbers that name their year and stand in an earlier year's tab too."""
    for past in case.earlier:
        if past.repeated:
            yield {"rows": _rows(past.repeated), "place": past.place}


def lost_parts(case: Case) -> Faults:
    """Registers of earlier years that the settings name and that cannot be read."""
    return ({"name": name, "why": error.what} for name, error in case.lost.items())


def narrow_filter(case: Case) -> Faults:
    """A filter or table of the office's that leaves the job's columns out."""
    if case.narrow:
        yield {"column": case.narrow}


def far_cells(case: Case) -> Faults:
    """Filled cells far below a table, often by a slip of a key."""
    return ({"tab": tab, "cells": _rows(cells, "sel")} for tab, cells in case.far.items())


def shapeless_holidays(case: Case) -> Faults:
    """Columns that the tab Hari Libur lacks."""
    if case.holidays.missing:
        yield {"headers": listed([f"'{header}'" for header in case.holidays.missing])}


def skipped_rows(case: Case) -> Faults:
    """Rows that hold something and are no request, by reason."""
    reasons: dict[str, list[int | str]] = {}
    for row, reason in sorted(case.table.skipped.items()):
        reasons.setdefault(reason, []).append(case.table.shown(row))
    return ({"rows": _rows(rows), "reason": reason} for reason, rows in reasons.items())


def prepared_rows(case: Case) -> Faults:
    """Rows drawn down for requests to come."""
    if case.table.prepared:
        yield {"rows": _rows(case.table.prepared)}


REGISTER_RULES = (
    RegisterRule(
        "R03", "peringatan",
        "judul kolom '{header}' ada lebih dari satu; hanya satu kolom yang dibaca",
        "ganti judul kolom yang lain", "SOP langkah 6", repeated_headers,
    ),
    RegisterRule(
        "R04", "peringatan",
        "daftar petugas memuat {count} orang, padahal SOP meminta minimal 2",
        "lengkapi daftar Petugas di tab Pilihan", "SOP: pelaksana minimal 2 orang", few_officers,
    ),
    RegisterRule(
        "R05", "galat",
        "daftar libur tahun {year} belum lengkap, jadi sebagian batas waktu tidak dapat dihitung",
        "isi tab Hari Libur dengan libur nasional dan cuti bersama menurut SKB 3 Menteri",
        "UU KIP Pasal 22 ayat (7); SKB 3 Menteri", calendar_too_short,
    ),
    RegisterRule(
        "R06", "peringatan",
        "daftar libur tahun {year} belum lengkap, padahal permohonan yang masuk sekarang dapat "
        "jatuh tempo pada tahun itu",
        "isi tab Hari Libur segera setelah SKB 3 Menteri terbit",
        "UU KIP Pasal 22 ayat (7)-(8); SKB 3 Menteri", calendar_soon_too_short,
    ),
    RegisterRule(
        "R07", "galat",
        "baris {rows} di tab Hari Libur tidak terbaca, jadi harinya tidak dihitung libur",
        "tulis tanggal seperti 28/02/2026, dan pilih jenisnya: Libur Nasional, Cuti Bersama atau "
        "Lokal",
        "UU KIP Pasal 22 ayat (7)", unreadable_holidays,
    ),
    RegisterRule(
        "R08", "peringatan",
        "baris {rows} di tab Hari Libur mengulang tanggal yang sudah ada", "hapus baris gandanya",
        "UU KIP Pasal 22 ayat (7)", repeated_holidays,
    ),
    RegisterRule(
        "R09", "peringatan",
        "kolom otomatis {headers} belum ada, jadi hasilnya tidak tertulis di register",
        "jalankan ppid-sheets init", "SOP langkah 6-7", missing_job_columns,
    ),
    RegisterRule(
        "R10", "peringatan",
        "tidak satu pun nomor registrasi mengikuti pola kantor seperti {example}",
        "sesuaikan nomor.pola di ppid.toml dengan nomor yang dipakai kantor",
        "UU KIP Pasal 22 ayat (4)", wrong_pattern,
    ),
    RegisterRule(
        "R14", "galat",
        "tab Hari Libur tidak mempunyai kolom {headers}, jadi liburnya tidak terbaca",
        "tambahkan kolom itu; judulnya Tanggal, Jenis, Keterangan, Dasar",
        "UU KIP Pasal 22 ayat (7)", shapeless_holidays,
    ),
    RegisterRule(
        "R15", "peringatan",
        "filter atau tabel pada tab register berakhir di kolom {column}, sebelum kolom otomatis, "
        "sehingga mengurutkan lewatnya memisahkan hasil dari barisnya",
        "matikan filternya, blok dari baris judul sampai kolom Temuan, lalu pasang lagi; tabel: "
        "perlebar rentangnya sampai kolom Temuan",
        "SOP langkah 6", narrow_filter,
    ),
    RegisterRule(
        "R16", "peringatan",
        "{place} masih memuat {count} permohonan terbuka{late}, yang hasilnya tidak ditulis di "
        "sana",
        "pindahkan baris yang masih terbuka ke tab register, atau catat keputusannya di {there}",
        "UU KIP Pasal 22 ayat (7)", open_in_earlier_years,
    ),
    RegisterRule(
        "R17", "peringatan",
        "nomor registrasi di baris {rows} sudah dipakai di {place}",
        "beri nomor yang belum dipakai, atau hapus baris yang tercatat ganda",
        "UU KIP Pasal 22 ayat (4)", numbers_of_earlier_years,
    ),
    RegisterRule(
        "R18", "peringatan",
        "sel {cells} di tab '{tab}' terisi jauh di bawah tabel, sehingga tidak dibaca",
        "hapus isian itu, atau pindahkan ke bawah baris terakhir tabelnya",
        "SOP langkah 6", far_cells,
    ),
    RegisterRule(
        "R19", "peringatan",
        "register terdahulu '{name}' tidak dapat dibaca, jadi permohonan di dalamnya tidak "
        "diperhitungkan: {why}",
        "betulkan itu, atau hapus namanya dari 'terdahulu' di ppid.toml",
        "UU KIP Pasal 12", lost_parts,
    ),
    RegisterRule(
        "R20", "peringatan",
        "kategori '{category}' pada tenggat.{profile} di ppid.toml tidak ada dalam daftar "
        "Kategori Informasi di tab Pilihan, jadi petugas tidak dapat memilihnya",
        "tambahkan kategori itu di tab Pilihan, atau betulkan ejaannya di ppid.toml",
        "UU KIP Pasal 22 ayat (7)", unlisted_categories,
    ),
    RegisterRule(
        "R11", "info",
        "baris {rows} tidak dibaca sebagai permohonan ({reason})",
        "bila baris itu permohonan, isi nomor registrasi dan tanggal diterimanya",
        "SOP langkah 6", skipped_rows,
    ),
    RegisterRule(
        "R12", "info",
        "baris {rows} baru disiapkan (hanya nomor atau isian yang sama), jadi belum dihitung "
        "sebagai permohonan",
        "bila permohonannya sudah datang, isi tanggal diterimanya",
        "SOP langkah 6", prepared_rows,
    ),
)  # fmt: skip
