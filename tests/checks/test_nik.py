"""The rule of the NIK, part by part: every province, every end of a month, women and men."""

import pytest

from ppid_sheets.checks.engine import run
from ppid_sheets.checks.rules import RULES
from ppid_sheets.checks.rules.applicant import Nik, nik_faults
from tests.build import GOOD, case

PROVINCES = {
    11: "Aceh", 12: "Sumatera Utara", 13: "Sumatera Barat", 14: "Riau", 15: "Jambi",
    16: "Sumatera Selatan", 17: "Bengkulu", 18: "Lampung", 19: "Kepulauan Bangka Belitung",
    21: "Kepulauan Riau", 31: "DKI Jakarta", 32: "Jawa Barat", 33: "Jawa Tengah",
    34: "DI Yogyakarta", 35: "Jawa Timur", 36: "Banten", 51: "Bali", 52: "Nusa Tenggara Barat",
    53: "Nusa Tenggara Timur", 61: "Kalimantan Barat", 62: "Kalimantan Tengah",
    63: "Kalimantan Selatan", 64: "Kalimantan Timur", 65: "Kalimantan Utara",
    71: "Sulawesi Utara", 72: "Sulawesi Tengah", 73: "Sulawesi Selatan",
    74: "Sulawesi Tenggara", 75: "Gorontalo", 76: "Sulawesi Barat", 81: "Maluku",
    82: "Maluku Utara", 91: "Papua", 92: "Papua Barat", 93: "Papua Selatan",
    94: "Papua Tengah", 95: "Papua Pegunungan", 96: "Papua Barat Daya", 97: "(belum dipakai)",
}  # fmt: skip
"""Codes in use since 2022, and 97, which the rule leaves free for the next."""
LAST_DAYS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
WOMEN = 40
CODES = {"length": "P07", "region": "P09", "birth": "P10", "serial": "P11"}


def nik(province: int = 19, day: int = 12, month: int = 3, serial: int = 1) -> str:
    """A number of these parts."""
    return f"{province:02}0601{day:02}{month:02}90{serial:04}"


def born(day: int, month: int) -> bool:
    """Whether people are born on such a day."""
    return month in LAST_DAYS and 1 <= day <= LAST_DAYS[month]


TABLE: list[tuple[str, Nik]] = [
    *((nik(province=code), Nik(region=code not in PROVINCES)) for code in range(100)),
    *(
        (nik(day=day, month=month), Nik(birth=not (born(day, month) or born(day - WOMEN, month))))
        for month in range(15)
        for day in range(100)
    ),
    *((nik(serial=serial), Nik(serial=serial == 0)) for serial in (0, 1, 9, 10, 999, 1000, 9999)),
    (nik(province=10, day=32, month=13, serial=0), Nik(region=True, birth=True, serial=True)),
    (nik(day=31, month=12, serial=0), Nik(serial=True)),
    (nik()[:-1], Nik(length=True)),
    (nik() + "0", Nik(length=True)),
    (nik()[:-1] + "O", Nik(length=True)),
    ("19060112039000O1", Nik(length=True)),
    *((sign.join((nik()[:6], nik()[6:12], nik()[12:])), Nik()) for sign in ". -' \t"),
    *((sign.join((nik()[:6], nik()[6:12], nik()[12:])), Nik(length=True)) for sign in "/,_x"),
    ("'" + nik(), Nik()),
]


def test_each_part_of_a_nik_is_judged_by_itself() -> None:
    """One table: what is wrong with each number, part by part."""
    assert [(text, nik_faults(text)) for text, _ in TABLE] == TABLE


def test_a_whole_register_of_them_is_judged_alike() -> None:
    """The quick look over all rows at once says the same as the closer one."""
    rows = ({**GOOD, "id_number": text} for text, _ in TABLE)
    found = {(f.row, f.code) for f in run(case(*rows), RULES, ()) if f.code in CODES.values()}
    assert found == {
        (row, CODES[part])
        for row, (_, faults) in enumerate(TABLE, 2)
        for part, wrong in faults._asdict().items()
        if wrong
    }


@pytest.mark.parametrize("paper", ["SIM", "Paspor"])
def test_only_identity_cards_have_one(paper: str) -> None:
    """The number of another paper follows no such rule."""
    found = run(case({**GOOD, "id_type": paper, "id_number": "A1"}), RULES, ())
    assert not {f.code for f in found} & set(CODES.values())
