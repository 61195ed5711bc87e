"""The sheets' numbers against a recount in plain Python, over registers as people can make them."""

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.reports.workbook.book import Book, Grid
from tests.budget import draws
from tests.build import LISTS
from tests.reports.build import OCTOBER, cells, data, october, register, table_of, texts
from tests.reports.recount import ACTS, Request, requests

FIRST, YEAR = date(2026, 10, 1), date(2026, 1, 1)
DAYS = st.dates(date(2025, 8, 1), date(2026, 11, 20))
RECENT = st.dates(date(2026, 9, 1), date(2026, 11, 10))
HOURS = st.sampled_from([None, "08:00", "08:24", "08:25", "09:40"])


def _sequel(row: dict[str, Any]) -> dict[str, Any]:
    """Half of the acts follow receipt after some days, as they mostly do."""
    start = row["received_on"]
    if isinstance(start, date):
        for key, gap in row.pop("gaps").items():
            if gap is not None:
                row[key] = start + timedelta(days=gap)
    row.pop("gaps", None)
    return row


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "reg_number": st.text("0123/PX", max_size=6),
            "received_on": RECENT | DAYS | st.sampled_from([None, "entah"]),
            "received_at": HOURS,
            "finished_at": HOURS,
            **dict.fromkeys(("incomplete_on", "complete_on", *ACTS), st.none() | DAYS),
            "gaps": st.fixed_dictionaries(
                {key: st.sampled_from([None, 0, 0, 3, 11, 15, 30]) for key in ACTS}
            ),
            "extension_reason": st.sampled_from([None, "Menunggu data"]),
            "decision": st.sampled_from([None, *REQUESTS.by_key["decision"].choices]),
            "possession": st.sampled_from([None, "Di bawah penguasaan"]),
            "info_class": st.sampled_from([None, *REQUESTS.by_key["info_class"].choices]),
            "info_category": st.sampled_from([None, *REQUESTS.by_key["info_category"].choices]),
            "channel": st.sampled_from([None, *REQUESTS.by_key["channel"].choices]),
            "officer": st.sampled_from([None, *LISTS["Petugas"]]),
            "refusal_ground": st.sampled_from([None, "Tidak dikuasai", "Pasal 17 huruf b"]),
        }
    ).map(_sequel),
    max_size=18,
)


def among(found: Sequence[Request], key: str, label: str) -> list[Request]:
    """Requests under a label."""
    return [one for one in found if (one.row[key] or "(tidak diisi)") == label]


def finished(found: Sequence[Request], first: date, last: date) -> list[Request]:
    """What was finished in a span, as judged when its month ended."""
    return [one.judged for one in found if one.finished and first <= one.finished <= last]


def service(done: Sequence[Request]) -> list[Any]:
    """The nine numbers of a line of Waktu Layanan."""
    told = [one for one in done if one.status.startswith("Selesai")]
    days = sorted(one.days for one in told if one.days is not None)
    spans = [sum(one.span == word for one in told) for word in ("first", "extension", "late")]
    times = ["–"] * 4
    if days:
        times = [statistics.mean(days), statistics.median(days), percentile(days), days[-1]]
    return [len(told), *times, *spans, (len(told) - spans[2]) / len(told) if told else "–"]


def percentile(values: Sequence[int]) -> float:
    """The 90th, interpolated between neighbours."""
    at = 0.9 * (len(values) - 1)
    low, high = values[math.floor(at)], values[math.ceil(at)]
    return low + (high - low) * (at - math.floor(at))


@settings(max_examples=draws(15), deadline=None)
@given(ROWS, st.dates(FIRST, OCTOBER))
def test_every_sheet_equals_a_plain_recount(rows: list[dict[str, Any]], as_of: date) -> None:
    """Pivot, service times, days, matrix and lists; and all identities hold."""
    book = october(register(*rows), as_of=as_of, remarks=())
    found = list(requests(rows, as_of))
    assert "SELISIH" not in texts(book, "Pemeriksaan")
    check_pivot(book, found)
    check_service(book, found, as_of)
    check_days(book, found, as_of)
    check_matrix(book, found, as_of)
    check_lists(book, found, as_of)


def check_pivot(book: Book, found: Sequence[Request]) -> None:
    """The report's month and the year before it, group by group; and what became of receipts."""
    pivot = by_head(book, "Pivot")
    for key in ("channel", "info_category", "info_class", "officer"):
        header = REQUESTS.header(key)
        for label, total, _, *months in pivot.get((header, "Nov\n2025"), ()):
            here = [one.received for one in among(found, key, label)]
            assert total == sum(day >= date(2025, 11, 1) for day in here)
            assert (
                months[-2:]
                == [
                    sum(day >= FIRST for day in here),
                    sum(date(2026, 9, 1) <= day < FIRST for day in here),
                ][::-1]
            )
        for label, total, _, *outcomes in pivot.get((header, COHORT[0]), ()):
            here = [one for one in among(found, key, label) if one.received >= FIRST]
            decided = Counter(one.decision if one.finished else None for one in here)
            named = [decided[word] for word in COHORT]
            late = sum(one.judged.status in ("TERLAMBAT", "Selesai terlambat") for one in here)
            assert (total, *outcomes) == (len(here), *named, len(here) - sum(named), late)
    for label, total, _, *months in pivot.get(("Keputusan", "Nov\n2025"), ()):
        answered = [one for one in found if one.finished and one.decision == label]
        assert total == sum(one.finished >= date(2025, 11, 1) for one in answered)
        assert months[-1] == sum(one.finished >= FIRST for one in answered)


COHORT = ("Dikabulkan Seluruhnya", "Dikabulkan Sebagian", "Ditolak", None)


def by_head(book: Book, sheet: str) -> dict[tuple[Any, Any], list[list[Any]]]:
    """The tables of a sheet by their first and fourth heads: the values of their lines."""
    found = {}
    blocks = next(s for s in book.sheets if s.name == sheet).blocks
    for block in blocks:
        if isinstance(block, Grid) and block.rows[0] and block.rows[0][0].style == "grid_head":
            heads = block.rows[0][0].value, block.rows[0][3].value
            found[heads] = [[cell.value for cell in line] for line in block.rows[1:-1]]
    return found


def check_service(book: Book, found: Sequence[Request], as_of: date) -> None:
    windows = (
        (FIRST, as_of),
        (date(2026, 9, 1), date(2026, 9, 30)),
        (date(2025, 10, 1), date(2025, 10, 31)),
        (YEAR, as_of),
    )
    lines = table_of(book, "Waktu Layanan", "Semua permohonan")[1:]
    for (_, *numbers), window in zip(lines, windows, strict=True):
        assert numbers == pytest.approx(service(finished(found, *window)))
    for key in ("info_category", "channel", "officer"):
        heading = f"Menurut {REQUESTS.header(key)}, Oktober 2026"
        for label, *numbers in lines_of(book, "Waktu Layanan", heading)[1:]:
            done = finished(among(found, key, label), FIRST, as_of)
            assert numbers == pytest.approx(service(done))
    desk = lines_of(book, "Waktu Layanan", "Menit di meja layanan, Oktober 2026")[1:3]
    for (_, count, *_, within, _), (standard, exempt) in zip(
        desk, ((25, False), (30, True)), strict=bool(desk)
    ):
        minutes = [
            one.minutes
            for one in finished(found, FIRST, as_of)
            if one.minutes is not None and (one.row["info_class"] == "Dikecualikan") == exempt
        ]
        assert (count, within) == (len(minutes), sum(m <= standard for m in minutes))


def lines_of(book: Book, sheet: str, heading: str) -> list[list[Any]]:
    """The lines below a heading; none where the register has nothing for such a table."""
    return table_of(book, sheet, heading) if heading in texts(book, sheet) else []


def check_days(book: Book, found: Sequence[Request], as_of: date) -> None:
    lines = table_of(book, "Layanan Harian", "Tanggal")
    assert len(lines) == as_of.day
    for day, _, received, done, due, waiting, late, _ in lines:
        assert received == sum(one.received == day for one in found)
        assert done == sum(one.finished == day for one in found)
        assert due == sum(one.judged.due == day for one in found)
        still = [
            one
            for one in found
            if one.received <= day and not (one.finished and one.finished <= day)
        ]
        assert waiting == len(still)
        assert late == sum(bool(one.judged.due and one.judged.due < day) for one in still)


def check_matrix(book: Book, found: Sequence[Request], as_of: date) -> None:
    sheet = "Matriks Kegiatan & Penugasan"

    def acts(here: Sequence[Request], key: str, first: date, last: date) -> int:
        days = [one.received if key == "received_on" else one.on(key) for one in here]
        return sum(bool(day and first <= day <= last) for day in days)

    daily = ("received_on", "disposition_on", "notified_on", "given_on")
    for label, *numbers in lines_of(book, sheet, "Kegiatan menurut langkah SOP")[1:]:
        here = among(found, "officer", label)
        assert numbers == [
            acts(here, "received_on", FIRST, as_of),
            sum(one.received >= FIRST and bool(one.row["possession"]) for one in here),
            acts(here, "disposition_on", FIRST, as_of),
            acts(here, "notified_on", FIRST, as_of),
            acts(here, "given_on", FIRST, as_of),
            len(finished(here, FIRST, as_of)),
            acts(here, "reviewed_on", FIRST, as_of),
            sum(one.finished is None for one in here),
        ]
    recorded = lines_of(book, sheet, "Kegiatan tercatat per hari")[1:]
    if not recorded:
        return
    *officers, active, _ = recorded
    for at in range(as_of.day):
        day = FIRST + timedelta(days=at)
        counts = {line[0]: line[1 + at] for line in officers}
        for label, count in counts.items():
            here = among(found, "officer", label)
            assert count == sum(acts(here, key, day, day) for key in daily)
        named = [count for label, count in counts.items() if not label.startswith("(")]
        assert active[1 + at] == sum(count > 0 for count in named)


def check_lists(book: Book, found: Sequence[Request], as_of: date) -> None:
    judged = [one.judged for one in found]
    became = [
        one
        for one in judged
        if one.due
        and FIRST <= one.due + timedelta(days=1) <= as_of
        and one.status in ("TERLAMBAT", "Selesai terlambat")
    ]
    told = [
        notice
        for one, then in zip(found, judged, strict=True)
        if (notice := one.on("extended_on"))
        and notice >= FIRST
        and then.first_due
        and notice > then.first_due
    ]
    lines = [cell for sheet, _, _, cell in cells(book) if sheet == "Tenggat"]
    tops = [cell.value for cell in lines if cell.style == "total_count"]
    assert tops == [sum(one.finished is None for one in found), len(became), len(told)]
    assert len(data(book, "reg_number")) <= len(found)
