"""The rows of a made-up register: about 180 requests over 14 months, spelled as people spell.

No person in it exists. The same seed and day give the same file.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np

from ppid_sheets.common.indonesian import DAYS, MONTHS, ROMAN, SHORT_MONTHS
from ppid_sheets.common.month import month_of
from ppid_sheets.deadlines.calendar import WorkCalendar, calendar_of, decreed_holidays
from ppid_sheets.jobs.demo.complaints import objections
from ppid_sheets.jobs.demo.faults import DemoRow, plant
from ppid_sheets.jobs.demo.working import after
from ppid_sheets.register.requests import column
from ppid_sheets.register.requests.words import (
    ELECTION_STAGES,
    EXEMPT,
    GRANTED_PARTLY,
    GRANTED_WHOLLY,
    HELD,
    NOT_HELD,
    NOT_PROCESSED,
    REFUSED,
    WITHDRAWN,
)

REQUESTS = 180
MONTHS_BACK = 14
OFFICERS = ("Petugas Melati", "Petugas Kenanga", "Petugas Cempaka")

_FIRST = ("Contoh", "Misal", "Rekaan", "Umpama", "Andaian", "Ilustrasi")
_LAST = ("Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan", "Sepuluh")
_TOPICS = (
    "Daftar pemilih tetap per kecamatan",
    "Rekapitulasi hasil pemilihan",
    "Laporan dana kampanye",
    "Anggaran dan realisasi tahun berjalan",
    "Struktur organisasi sekretariat",
    "Data jumlah TPS",
    "Tahapan pencalonan",
    "Laporan kinerja instansi",
    "Rencana umum pengadaan",
    "Partisipasi pemilih per desa",
    "Profil anggota badan ad hoc",
    "Peraturan dan keputusan tahun berjalan",
)
_PURPOSES = ("Penelitian", "Tugas akhir", "Pemberitaan", "Kajian lembaga", "Arsip organisasi")
_JOBS = ("Mahasiswa", "Wartawan", "Wiraswasta", "Dosen", "Pegawai negeri", "Pengurus LSM")
_IDS = {
    "Perorangan": "KTP",
    "Kelompok Orang": "Surat Kuasa",
    "Badan Hukum": "Akta Notaris",
    "Badan Publik": "Dokumen Pengesahan Badan Publik",
}


def rows(today: date, seed: int, requests: int = REQUESTS) -> Sequence[DemoRow]:
    """The rows of the demo register below its header; empty ones are blank rows."""
    return both(today, seed, requests)[0]


def both(
    today: date, seed: int, requests: int = REQUESTS
) -> tuple[Sequence[DemoRow], Sequence[DemoRow]]:
    """The same rows, and those of the objections beside them."""
    random = Random(seed)  # noqa: S311 - made-up data, no secret
    calendar = calendar_of(decreed_holidays())
    due = _due_about(today, calendar)
    days = sorted(_days(today, random, requests - len(due)) + due)
    made = [_request(day, random, calendar, today) for day in days]
    for day in due:
        _reopen(next(row for row in made if row["received_on"] == day))
    _slow_ones(made, calendar, month_of(today).before().first)
    _number(made)
    whole = [dict(row) for row in made]
    plant(made, today)
    sound = [row for row, now in zip(whole, made, strict=True) if row == now]
    _messy(made, random)
    third = len(made) // 3
    spaced = [*made[:third], {}, *made[third : 2 * third], {}, *made[2 * third :]]
    return spaced, objections(sound, today, calendar)


def _due_about(today: date, calendar: WorkCalendar) -> list[date]:
    """Weekdays of receipt whose first due date is today or at most two working days ahead."""
    days = (today - timedelta(days=back) for back in range(1, 40))
    dates = [day for day in days if day.weekday() < 5]
    due = calendar.add(np.array(dates, dtype="datetime64[D]"), 10)
    left = calendar.between(np.full(len(due), np.datetime64(today, "D")), due)
    return [day for day, ahead in zip(dates, left, strict=True) if 0 <= ahead <= 2]


def _slow_ones(made: Sequence[DemoRow], calendar: WorkCalendar, first: date) -> None:
    """In the month that is reported: one late, one within its extension, one with a notice that
    came too late.

    `first` is the first day of that month; only requests answered in it are touched.
    """
    early = [
        row
        for row in made
        if first <= row["received_on"] <= first + timedelta(days=9) and "given_on" in row
    ]
    for row, (days, told) in zip(early, ((12, None), (14, 8), (13, 11)), strict=False):
        answer = after(calendar, row["received_on"], days)
        if month_of(answer) != month_of(first):
            continue
        row |= {"notified_on": answer, "given_on": answer, "finished_at": "14:20"}
        row |= {"reviewed_on": after(calendar, answer, 2)}
        if told:
            row["extended_on"] = after(calendar, row["received_on"], told)
            row["extension_reason"] = "Menunggu data dari divisi terkait"


def _reopen(row: DemoRow) -> None:
    """Take back the answer to a request."""
    for key in (
        "decision",
        "notified_on",
        "given_on",
        "finished_at",
        "reviewed_on",
        "cost",
        "refusal_ground",
        "extended_on",
        "extension_reason",
    ):
        row.pop(key, None)
    row["possession"] = HELD


def _days(today: date, random: Random, count: int) -> list[date]:
    """Weekdays of receipt, busier in the last weeks."""
    first = month_of(today).before(MONTHS_BACK).first
    span = (today - first).days
    days = [first + timedelta(days=random.randrange(span)) for _ in range(count - 16)]
    days += [today - timedelta(days=random.randrange(1, 24)) for _ in range(16)]
    return [day - timedelta(days=max(day.weekday() - 4, 0)) for day in days]


def _request(day: date, random: Random, calendar: WorkCalendar, today: date) -> DemoRow:
    row = _application(day, random) | _applicant(random) | _information(random)
    row["delivery"] = "Desk Informasi" if row["channel"] == "Datang Langsung" else "Email"
    row["officer"] = random.choice(OFFICERS)
    handled = after(calendar, day, random.choice((0, 0, 1)))
    if handled <= today:
        row |= {
            "disposition_on": handled,
            "disposition_no": f"{random.randrange(1, 300)}/ND/{day.year}",
        }
    row |= _answer(row, random, calendar, today)
    if row.get("notified_on") == day:
        row["finished_at"] = _minutes_later(row["received_at"], 11 + int(row["phone"][-2:]) % 21)
    return row


def _minutes_later(clock: str, minutes: int) -> str:
    hour, minute = map(int, clock.split(":"))
    hour, minute = divmod(hour * 60 + minute + minutes, 60)
    return f"{hour:02}:{minute:02}"


def _application(day: date, random: Random) -> DemoRow:
    channel = random.choices(column("channel").choices, (40, 8, 22, 4, 1, 15, 10))[0]
    by_staff = channel in ("Surat", "Email", "Telepon", "Faksimili")
    return {
        "received_on": day,
        "received_at": f"{random.randrange(8, 15):02}:{random.randrange(0, 60, 5):02}",
        "channel": channel,
        "form_filled_by": "Staf" if by_staff else "Pemohon",
    }


def _applicant(random: Random) -> DemoRow:
    kind = random.choices(list(_IDS), (70, 10, 14, 6))[0]
    identity = {
        "Perorangan": f"190601{random.randrange(1, 29):02}{random.randrange(1, 13):02}"
        f"{random.randrange(70, 99)}{random.randrange(1, 9999):04}",
    }.get(kind, f"{random.randrange(1, 90)}/{random.randrange(2010, 2024)}")
    number = random.randrange(10_000_000)
    return {
        "applicant_name": f"{random.choice(_FIRST)} {random.choice(_LAST)} {random.choice(_LAST)}",
        "applicant_type": kind,
        "id_type": _IDS[kind],
        "id_number": identity,
        "address": f"Jl. Contoh No. {random.randrange(1, 200)}, Manggar",
        "phone": f"0812{number:08}",
        "email": f"pemohon{number}@example.com",
        "occupation": random.choice(_JOBS),
    }


def _information(random: Random) -> DemoRow:
    category = random.choices(column("info_category").choices, (45, 55))[0]
    return {
        "information": f"{random.choice(_TOPICS)} ({random.randrange(2019, 2027)})",
        "purpose": random.choice(_PURPOSES),
        "info_category": category,
        "info_class": random.choices(("Berkala", "Serta Merta", "Setiap Saat"), (35, 5, 60))[0],
        "possession": HELD,
        "info_form": random.choices(column("info_form").choices, (70, 15, 15))[0],
        "request_kind": random.choices(column("request_kind").choices, (20, 80))[0],
    }


def _answer(row: DemoRow, random: Random, calendar: WorkCalendar, today: date) -> DemoRow:
    """How the office dealt with it, up to today: extension, decision, notice, review."""
    start: date = row["received_on"]
    taken = random.choices((0, 1, 2, 4, 6, 8, 10, 12, 15, 19), (8, 14, 16, 18, 14, 10, 6, 5, 6, 3))[
        0
    ]
    if row["channel"] == "Datang Langsung" and taken < 2:
        taken = 0
    answer: DemoRow = {}
    if 10 < taken <= 17:
        notice = after(calendar, start, 9)
        if notice <= today:
            answer |= {
                "extended_on": notice,
                "extension_reason": "Menunggu data dari divisi terkait",
            }
    finished = after(calendar, start, taken)
    if random.random() < (0.4 if (today - start).days < 25 else 0.02):
        return answer
    return answer | _decision(finished, random, calendar, today) if finished <= today else answer


def _decision(finished: date, random: Random, calendar: WorkCalendar, today: date) -> DemoRow:
    decision = random.choices(
        (GRANTED_WHOLLY, GRANTED_PARTLY, REFUSED, WITHDRAWN, NOT_PROCESSED), (70, 12, 9, 5, 4)
    )[0]
    row: DemoRow = {"decision": decision, "notified_on": finished, "finished_at": "15:30"}
    if decision in (GRANTED_WHOLLY, GRANTED_PARTLY):
        row |= {"given_on": finished, "cost": random.choice((0, 0, 0, 5000, 15000))}
    if decision in (GRANTED_PARTLY, REFUSED):
        row |= random.choice(
            (
                {"refusal_ground": "Pasal 17 huruf h", "info_class": EXEMPT},
                {"refusal_ground": "Pasal 17 huruf i", "info_class": EXEMPT},
                {"refusal_ground": "Tidak dikuasai"},
            )
        )
    if decision == REFUSED and row["refusal_ground"] == "Tidak dikuasai":
        row["possession"] = NOT_HELD
    reviewed = after(calendar, finished, random.choice((1, 2, 3)))
    return row | ({"reviewed_on": reviewed} if reviewed <= today else {})


def _number(requests: Sequence[DemoRow]) -> None:
    """Number the requests of each year in the order of receipt."""
    serial: dict[int, int] = {}
    for row in requests:
        day: date = row["received_on"]
        serial[day.year] = serial.get(day.year, 0) + 1
        row["reg_number"] = f"{serial[day.year]:03}/PPID/{ROMAN[day.month - 1]}/{day.year}"


_DATE_SPELLINGS: Sequence[Callable[[date], Any]] = (
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day}-{d.month}-{d:%y}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {SHORT_MONTHS[d.month - 1].lower()} {d.year}",
    lambda d: f"{DAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: d.isoformat(),
)
_CHOICE_SPELLINGS = {
    GRANTED_WHOLLY: ("Diberikan seluruhnya", "dikabulkan seluruhnya\n"),
    GRANTED_PARTLY: ("Dipenuhi sebagian", "Diberikan Sebagian "),
    REFUSED: ("Di Tolak", "Tidak Dapat Diberikan"),
    "Datang Langsung": ("datang langsung", "Langsung"),
    "WhatsApp": ("WA",),
    ELECTION_STAGES: ("Tahapan Pemilu",),
}


def _messy(requests: Sequence[DemoRow], random: Random) -> None:
    """Write a part of the cells the way people write them; the meaning stays."""
    for row in requests:
        for key in ("received_on", "notified_on", "disposition_on"):
            if isinstance(row.get(key), date) and random.random() < 0.1:
                row[key] = random.choice(_DATE_SPELLINGS)(row[key])
        for key in ("decision", "channel", "info_category"):
            if row.get(key) in _CHOICE_SPELLINGS and random.random() < 0.08:
                row[key] = random.choice(_CHOICE_SPELLINGS[row[key]])
        if isinstance(row.get("cost"), int) and row["cost"] >= 0 and random.random() < 0.4:
            row["cost"] = "gratis" if row["cost"] == 0 else f"Rp {row['cost'] // 1000}.000"
