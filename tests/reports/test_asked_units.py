"""Units that were asked: what the day and the month say of them, where a register records it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.archive.verdict import verdict as remembered
from ppid_sheets.checks.judge import judge
from ppid_sheets.plans.daily_page import at_the_desk
from ppid_sheets.register.requests.wished import UNITS
from ppid_sheets.reports.day.sections import Section
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Book, DataTable
from tests.build import OPEN, SETTINGS, TODAY, grid
from tests.memory import MemoryStore
from tests.reports.build import cells, october, register, request, table_of, texts
from tests.stores.sheets import CHOICES, HOLIDAYS

LEGAL, FINANCE = "Subbagian Hukum dan SDM", "Subbagian Keuangan, Umum dan Logistik"
BLANK = {"unit": None, "unit_asked_on": None, "unit_answered_on": None}


def asked(unit: Any, on: Any, answered: Any = None) -> dict[str, Any]:
    """What a row says of a unit."""
    return {"unit": unit, "unit_asked_on": on, "unit_answered_on": answered}


ROWS = [
    request(
        date(2026, 9, 21), date(2026, 10, 5), **asked(LEGAL, date(2026, 9, 22), date(2026, 10, 1))
    ),
    request(
        date(2026, 10, 1), date(2026, 10, 9), **asked("hukum", date(2026, 10, 2), date(2026, 10, 5))
    ),
    request(date(2026, 10, 5), date(2026, 10, 9), **asked(LEGAL, date(2026, 10, 6))),
    request(date(2026, 10, 19), **asked(FINANCE, date(2026, 10, 20))),
    request(date(2026, 10, 21), **asked(FINANCE, date(2026, 10, 22), date(2026, 11, 2))),
    request(date(2026, 10, 22), **asked(None, date(2026, 10, 23), date(2026, 10, 22))),
    request(date(2026, 10, 26), **asked(LEGAL, None)),
    request(date(2026, 10, 27), **asked("Bagian lain", date(2026, 10, 27), "entah")),
    request(date(2026, 10, 27), **BLANK),
]


def _month(*rows: Mapping[str, Any], **other: Any) -> Book:
    numbered = ({**row, "reg_number": f"{i:03}/PPID/X/2026"} for i, row in enumerate(rows, 1))
    return october(register(*numbered), **other)


def test_a_month_counts_them_by_unit() -> None:
    """What was owed and asked is answered, overtaken or owed still; an answer that comes after the
    month is not there yet."""
    book = _month(*ROWS)
    table = table_of(book, "Waktu Layanan", "Permintaan ke unit/bagian, Oktober 2026")
    assert table[0] == [
        "Unit/bagian",
        "Sisa lalu",
        "Diminta",
        "Dijawab",
        "Tanpa jawaban",
        "Masih ditunggu",
        "Terlama",
        "Median",
        "Rata-rata",
    ]
    assert table[1:5] == [
        [FINANCE, 0, 2, 0, 0, 2, "–", "–", "–"],
        [LEGAL, 1, 2, 2, 1, 0, 7, 4.0, 4.0],
        ["(tidak diisi)", 0, 1, 1, 0, 0, 0, 0.0, 0.0],
        ["(tidak terbaca)", 0, 1, 0, 0, 1, "–", "–", "–"],
    ]
    told = texts(book, "Pemeriksaan")
    assert any(f"Sisa lalu + diminta, {LEGAL}" in text for text in told)
    assert not [c.value for *_, c in cells(book) if c.value == "ADA SELISIH"]
    assert "Permintaan ke unit" in texts(book, "Keterangan")


def test_what_was_not_asked_for_makes_no_table() -> None:
    """A register without the columns, and one where nothing was asked, look as they did."""
    for rows in ([ROWS[-1]], [request(date(2026, 10, 27))]):
        book = _month(*rows)
        assert not [text for text in texts(book, "Waktu Layanan") if "Permintaan ke unit" in text]
    without = [{k: v for k, v in row.items() if k not in BLANK} for row in ROWS]
    (rows,) = (b for s in _month(*without).sheets for b in s.blocks if isinstance(b, DataTable))
    keys = [column.key for column in rows.columns]
    assert "officer" in keys and not {"unit", "unit_asked_on", "unit_state"} & {*keys}


def test_what_changed_since_an_issue_is_told(tmp_path: Path) -> None:
    """Perubahan names each figure of a unit's that differs, and the request behind it."""
    path = tmp_path / "dulu.xlsx"
    xlsx.write(_month(*ROWS), path)
    later = [*ROWS]
    later[3] = {**ROWS[3], **asked(FINANCE, date(2026, 10, 20), date(2026, 10, 28))}
    told = texts(_month(*later, compare=path), "Perubahan")
    assert f"Permintaan ke unit: {FINANCE}, dijawab" in told
    assert f"Permintaan ke unit: {FINANCE}, terlama hari kerja" in told
    assert "004/PPID/X/2026" in told
    assert "Keadaan di Unit" in told


def _day(*rows: Mapping[str, Any], as_of: date = TODAY) -> list[Section]:
    numbered = ({**row, "reg_number": f"{i:03}/PPID/XI/2026"} for i, row in enumerate(rows, 1))
    tabs = {"Register": grid(*numbered), "Hari Libur": HOLIDAYS, "Pilihan": CHOICES}
    snapshot = MemoryStore(tabs).read()
    judged = judge(snapshot, SETTINGS, as_of, TODAY)
    found = at_the_desk(remembered(judged, snapshot, SETTINGS, as_of, None), as_of)
    return [one for one in found.sections if one.title == "Jawaban unit yang ditunggu"]


def test_a_day_lists_who_is_waited_for() -> None:
    """A line for each unit, the longest waited for first, with its oldest request."""
    days = [date(2026, 11, day) for day in (9, 10, 11, 16, 17)]
    (found,) = _day(
        OPEN | asked(FINANCE, days[3]),
        OPEN | asked(LEGAL, days[2]),
        OPEN | {"received_on": date(2026, 11, 3)} | asked("hukum", days[1]),
        OPEN | asked(LEGAL, None),
        OPEN | asked(None, days[4]),
        OPEN | asked(FINANCE, days[0], days[1]),
        OPEN | asked("Orang Lain", days[0], "entah"),
        {**OPEN, **BLANK, "decision": "Ditolak", "notified_on": days[4]} | asked(FINANCE, days[0]),
        OPEN | BLANK,
    )
    assert found.rows == (
        (
            LEGAL,
            days[1],
            "003/PPID/XI/2026",
            date(2026, 11, 17),
            9,
            "3 permohonan, 1 terlambat, 1 tanpa tanggal",
            4,
        ),
        (FINANCE, days[3], "001/PPID/XI/2026", days[-1].replace(day=23), 5, "1 permohonan", 2),
        ("(tidak diisi)", days[4], "005/PPID/XI/2026", date(2026, 11, 23), 4, "1 permohonan", 6),
    )
    assert found.labels == (4, 2, 6)


def test_a_day_gone_by_knows_no_later_answer() -> None:
    """As of the day before the answer the unit is waited for."""
    row = OPEN | asked(LEGAL, date(2026, 11, 10), date(2026, 11, 17))
    (found,) = _day(row, as_of=date(2026, 11, 16))
    assert [line[4:6] for line in found.rows] == [(4, "1 permohonan")]
    (found,) = _day(row)
    assert (found.rows, found.nothing) == ((), "Tidak ada unit yang ditunggu.")


@pytest.mark.parametrize("without", [(c.key,) for c in UNITS], ids=lambda keys: keys[0])
def test_a_register_that_records_less_has_no_list(without: tuple[str, ...]) -> None:
    """All three columns are needed to say who is waited for, and how long."""
    row = {k: v for k, v in (OPEN | asked(LEGAL, TODAY)).items() if k not in without}
    assert _day(row) == []
