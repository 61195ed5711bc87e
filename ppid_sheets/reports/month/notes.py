"""Keterangan: what the words mean, how days are counted, and what the report was made from."""

from collections.abc import Mapping, Sequence
from importlib import metadata
from itertools import accumulate

import numpy as np
import pandas as pd

from ppid_sheets.common.indonesian import DAYS, listed, long_date, number, typed_date
from ppid_sheets.config import Ruling, Settings
from ppid_sheets.deadlines.calendar import Holiday
from ppid_sheets.deadlines.profiles import Profile, Profiles
from ppid_sheets.register.places import where
from ppid_sheets.reports.month import contents, terms
from ppid_sheets.reports.month.report import Report, head
from ppid_sheets.reports.month.sheet_names import DATA, NOTES
from ppid_sheets.reports.objections.listed import OBJECTED
from ppid_sheets.reports.workbook.book import Cell, Grid, Sheet
from ppid_sheets.reports.workbook.paging import on_one_page, page_breaks

_ROW = 4
_WIDTHS = (19.0, 90.0)
_SIDE = 0.3
_LINE, _SIZE = 12.0, 9.0
_MOST_ROWS = 12
_PRIVATE = "Tidak dimuat: nama, identitas, alamat, kontak, dan uraian bebas."
_INTERNAL = (
    "Untuk intern: lembar Data memuat {} huruf pertama informasi yang diminta. Nama, identitas, "
    "alamat, dan kontak tidak dimuat."
)
Lines = Sequence[tuple[str, str]]


def sheet(report: Report) -> Sheet:
    """The sheet: a term and its meaning a row, on one page where that can be read."""
    parts = (_definitions(report), _counting(report.settings), _holidays(report), _origin(report))
    rows = tuple(
        (Cell(term, "term"), Cell(text, "meaning")) for part in parts for term, text in part
    )
    blocks = (head(report, "Keterangan", len(_WIDTHS)), Grid(_ROW, 0, rows, (_LINE,) * len(rows)))
    plain = Sheet(NOTES, NOTES, _WIDTHS, blocks, repeat=(0, 2), side=_SIDE)
    whole = on_one_page(plain, report.settings.paper, _SIZE)
    starts = [*accumulate(map(len, parts[:-1]), initial=_ROW)]
    return whole if whole.one_page else page_breaks(plain, report.settings.paper, starts)


def _definitions(report: Report) -> Lines:
    """The terms of the figures that there are, in the order of `terms.ORDER`, then new ones."""
    needed = dict.fromkeys(contents.terms(report))
    used = [*(term for term in terms.ORDER if term in needed)]
    used += [term for term in needed if term not in terms.ORDER]
    first = long_date(report.period.first)
    return [(term.name, term.text.replace("{first}", first)) for term in used]


def _counting(settings: Settings) -> Lines:
    start = (
        "Tanggal Lengkap bila diisi, selain itu Tanggal Diterima"
        if settings.start == "lengkap"
        else "Tanggal Diterima"
    )
    weekend = listed([DAYS[day] for day in settings.weekend]) or "tidak ada"
    return (
        (
            "Cara menghitung",
            f"Hitungan mulai dari {start}; hari itu hari ke-0. Yang bukan hari kerja: akhir pekan "
            f"({weekend}), libur nasional, cuti bersama, dan libur lokal pada tab Hari Libur. "
            "Permohonan terlambat sejak hari kalender sesudah Batas Waktu. Perpanjangan berlaku "
            "bila diberitahukan, dengan alasan, paling lambat pada batas waktu pertama.",
        ),
        *(
            (f"Jangka waktu {one.name}", f"{_period(one)}{_use(one, settings.profiles)}.")
            for one in settings.profiles.all
        ),
        *_ruled(settings.rulings),
        ("Dasar hukum", "\n".join(settings.legal_basis) or "(tidak diatur)"),
    )


def _ruled(rulings: Mapping[str, Ruling]) -> Lines:
    """Which findings count otherwise at this office."""
    if not rulings:
        return ()
    said = listed([f"{code} {word or 'tidak ditampilkan'}" for code, word in rulings.items()])
    return (("Tingkat temuan", f"Menurut pengaturan kantor: {said}."),)


def _use(profile: Profile, profiles: Profiles) -> str:
    if profile is profiles.ordinary:
        return ""
    served = listed([f"'{category}'" for category in profile.categories])
    return f"; dipakai untuk kategori {served}" if profile.active else "; tidak dipakai"


def _period(profile: Profile) -> str:
    return (
        f"{profile.days} hari kerja, dapat diperpanjang {profile.extension} hari kerja "
        f"({profile.basis})"
    )


def _holidays(report: Report) -> Lines:
    """Days off that moved a deadline or a service time of the month's requests."""
    counted = _days_off(report)
    if not counted:
        return (("Libur yang berpengaruh", "Tidak ada."),)
    kinds: dict[str, list[str]] = {}
    for holiday, n in counted:
        told = f"{typed_date(holiday.day)} {holiday.name}".rstrip()
        kinds.setdefault(holiday.kind, []).append(f"{told} ({number(n)})")
    told = ". ".join(f"{kind}: {'; '.join(days)}" for kind, days in kinds.items())
    bases = sorted({holiday.basis for holiday, _ in counted if holiday.basis})
    based = f" Dasar: {listed(bases)}." if bases else ""
    return (("Libur yang berpengaruh", f"{told} (dalam kurung: permohonan).{based}"),)


def _days_off(report: Report) -> Sequence[tuple[Holiday, int]]:
    """Days off with the number of requests whose days ran over them: until finished or due."""
    data = report.figures.data
    rows = data[data["in_month"]]
    if not len(rows):
        return ()
    until = rows["finished_on"].fillna(pd.Timestamp(report.period.as_of))
    until = until.where(~(rows["due_on"] > until), rows["due_on"])
    start, end = (days.to_numpy().astype("datetime64[D]") for days in (rows["received_on"], until))
    holidays = report.calendar.skipped(start.min().item(), end.max().item())
    counted = (
        (holiday, int(np.count_nonzero((start < day) & (day <= end))))
        for holiday in holidays
        for day in (np.datetime64(holiday.day, "D"),)
    )
    return [(holiday, n) for holiday, n in counted if n]


def _origin(report: Report) -> Lines:
    subject = report.settings.subject_length
    return (
        ("Sumber", f"Register {report.source}"),
        *((("Bagian tahun lalu", _parts(report)),) if report.figures.parts else ()),
        ("Baris yang tidak masuk", _left_out(report)),
        *((("Baris yang bukan permohonan", _skipped(report)),) if report.figures.skipped else ()),
        ("Data pribadi", _PRIVATE if not subject else _INTERNAL.format(subject)),
        (
            "Sidik data",
            f"{report.fingerprint} (baris lembar {_lists(report)} yang sama, sidik yang sama); "
            f"dibuat dengan ppid_sheets {version()}",
        ),
    )


def _lists(report: Report) -> str:
    return f"{DATA} dan {OBJECTED}" if report.has_objections else DATA


def _parts(report: Report) -> str:
    parts = report.figures.parts
    return f"{where(parts)}. Baris {parts[0].name}!14 ialah baris 14 di sana."


def _skipped(report: Report) -> str:
    reasons: dict[str, list[int | str]] = {}
    for row, reason in sorted(report.figures.skipped.items()):
        reasons.setdefault(reason, []).append(report.figures.shown(row))
    return "; ".join(f"{reason}: baris {_shown(found)}" for reason, found in reasons.items()) + "."


def _shown(rows: Sequence[int | str]) -> str:
    return ", ".join(map(str, rows[:_MOST_ROWS])) + (", …" if len(rows) > _MOST_ROWS else "")


def _left_out(report: Report) -> str:
    rows = [*map(report.figures.shown, report.figures.left_out)]
    if not rows:
        return "Tidak ada."
    return (
        f"{len(rows)} baris tidak masuk laporan karena Tanggal Diterima kosong atau tidak terbaca "
        f"(baris {_shown(rows)} pada register)."
    )


def version() -> str:
    """The version of this program."""
    try:
        return metadata.version("ppid-sheets")
    except metadata.PackageNotFoundError:
        return "(versi tidak diketahui)"
