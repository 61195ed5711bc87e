"""Every rule finds its fault and lets the mended register pass."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from ppid_sheets.checks.arrivals import Arrival, Arrived
from ppid_sheets.checks.earlier import EarlierTab
from ppid_sheets.checks.engine import run
from ppid_sheets.checks.information_lists import InformationList, read_list
from ppid_sheets.checks.rules import REGISTER_RULES, RULES
from ppid_sheets.checks.rules.number import parsed
from ppid_sheets.deadlines.calendar import calendar_of, decreed_holidays
from ppid_sheets.deadlines.holiday_tab import HolidayList
from ppid_sheets.deadlines.profiles import Profile, Profiles
from ppid_sheets.errors import ShapeError, UnreachableError
from ppid_sheets.register.cells import UNCALCULATED
from ppid_sheets.register.dates import Customs
from ppid_sheets.register.header import find_header
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.numbers import NumberPattern
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.stamps import Stamp
from ppid_sheets.register.submissions import Submission
from ppid_sheets.register.table import read_table
from ppid_sheets.register.values import Snapshot
from tests.build import GOOD, LISTS, OPEN, SETTINGS, TODAY, WITH_ELECTIONS, case, dik, grid

Row = Mapping[str, Any]
EARLIER, RECEIVED, LATER = date(2026, 11, 6), date(2026, 11, 9), date(2026, 11, 13)
TOMORROW = TODAY + timedelta(days=1)


@dataclass(frozen=True)
class Example:
    """A fault and its mending: what differs from `base`, row by row; `other` goes to the Case."""

    code: str
    bad: Row | tuple[Row, ...]
    good: Row | tuple[Row, ...] = field(default_factory=dict)
    base: Row = field(default_factory=lambda: GOOD)
    column: str = ""
    other: Mapping[str, Any] = field(default_factory=dict)

    @property
    def cell(self) -> str:
        """The column whose cell lights up."""
        return self.column or next(r.column for r in RULES if r.code == self.code)

    def rows(self, differences: Row | tuple[Row, ...]) -> list[Row]:
        many = differences if isinstance(differences, tuple) else (differences,)
        return [{**self.base, **row} for row in many]


def number(*texts: str | None, **more: Any) -> tuple[Row, ...]:
    """Rows with these numbers, by applicants of their own."""
    return tuple(
        {"reg_number": text, "applicant_name": f"Pemohon {i}", **more}
        for i, text in enumerate(texts)
    )


def blank(code: str, key: str) -> Example:
    return Example(code, {key: None}, column=key)


EXTENDED = {"extended_on": date(2026, 11, 20), "extension_reason": "data masih dihimpun"}
REFUSED = {
    "decision": "Ditolak", "refusal_ground": "Pasal 17 huruf h", "info_class": "Dikecualikan",
    "given_on": None,
}  # fmt: skip
PARTLY = {
    "decision": "Dikabulkan Sebagian", "refusal_ground": "Pasal 17 huruf h",
    "info_class": "Dikecualikan",
}  # fmt: skip
WITHDRAWN = {"decision": "Dicabut Pemohon", "notified_on": None, "given_on": None}
AWAITED = {"incomplete_on": date(2026, 11, 10)}
LATER_DATES = (
    "disposition_on", "incomplete_on", "complete_on", "extended_on", "notified_on", "given_on",
    "reviewed_on", "unit_asked_on", "unit_answered_on",
)  # fmt: skip
ELECTION = {"settings": replace(SETTINGS, profiles=WITH_ELECTIONS)}

H, J = "Pasal 17 huruf h", "Pasal 17 huruf j"
DIK = {"information": dik(
    [1, "Data pribadi pemohon", H, "Mengungkap rahasia pribadi", "SK 1", date(2026, 11, 13),
     date(2026, 11, 13)],
    ["DIK-02", "Berkas penyelidikan", "Pasal 17 huruf a UU 14/2008", "", "", None, None],
    [3, "Data kependudukan", "Pasal 84 UU 24/2013", "", "", "01/01/2026", None],
    [4, "Yang sudah dicabut", H, "", "", None, date(2026, 11, 12)],
    [5, "Yang baru ditetapkan", H, "", "", date(2026, 11, 14), None],
    ["LP-7", "Bernomor seperti lembar", H, "", "", None, None],
    [6, "Tanpa hari yang terbaca", H, "", "", "tahun depan", None],
)}  # fmt: skip
"""The list of excluded information on the day of the answer, 13 November 2026."""


def basis(text: Any, ground: str = H, **more: Any) -> Row:
    """A refusal that rests on this."""
    return {**REFUSED, "exclusion_basis": text, "refusal_ground": ground, **more}


EXCLUSION = (
    Example("D01", (basis(None), basis("1", reg_number="002/PPID/XI/2026")), basis("1"), other=DIK),
    Example("D01", (basis(None, **PARTLY), basis("1", reg_number="002/PPID/XI/2026")),
            (basis(None, "Tidak dikuasai"), basis("1")), other=DIK),
    Example("D02", basis("7"), basis("Lembar pengujian 7/2026"), other=DIK),
    Example("D02", basis("Bu Contoh"), basis("No. 1"), other=DIK),
    Example("D02", basis("1, 9"), basis("DIK 01"), other=DIK),
    Example("D02", basis("&"), basis("1, Lembar pengujian 9, 3 Maret 2026"), other=DIK),
    Example("D02", basis("LP-8; 9"), basis("LP-7"), other=DIK),
    Example("D03", basis("5"), basis("5", notified_on=date(2026, 11, 14)), other=DIK),
    Example("D03", basis("1; 5"), basis("6"), other=DIK),
    Example("D03", basis("5, Lembar pengujian 9"), basis("Lembar pengujian 9, 5"), other=DIK),
    Example("D04", basis("4"), basis("4", notified_on=date(2026, 11, 12)), other=DIK),
    Example("D04", basis("1", notified_on=date(2026, 11, 14)), basis("1"), other=DIK),
    Example("D05", basis("1", J), basis("3", J), other=DIK),
    Example("D05", basis("LP-7", J), basis("LP-8", J), other=DIK),
    Example("D05", basis("2"), basis("2", "Pasal 17 huruf a"), other=DIK),
    Example("D05", basis("1", f"{H}; {J}"), basis("1 dan 3", f"{H}; {J}"), other=DIK),
)  # fmt: skip

READING = (
    *(Example("B01", {c.key: "tidak tahu"}, column=c.key)
      for c in REQUESTS.staff if c.kind in ("date", "time", "number")),
    *(Example("B02", {c.key: "31/02/2026"}, column=c.key)
      for c in REQUESTS.staff if c.kind == "date"),
    *(Example("B03", {c.key: "13/11/26"}, column=c.key)
      for c in REQUESTS.staff if c.kind == "date"),
    *(Example("B10", {c.key: "13/11/0026"}, column=c.key)
      for c in REQUESTS.staff if c.kind == "date"),
    *(Example("B11", {c.key: "11/12/2026 9:15 AM"}, {c.key: "13/11/2026 9:15 AM"}, column=c.key)
      for c in REQUESTS.staff if c.kind == "date"),
    *(Example("B12", {c.key: "Senin, 13/11/2026"}, {c.key: "Jum'at, 13/11/2026"}, column=c.key)
      for c in REQUESTS.staff if c.kind == "date"),
    *(Example("B14", {c.key: UNCALCULATED}, column=c.key) for c in REQUESTS.staff),
    *(Example("B04", {c.key: c.choices[0].upper() + " \n"}, {c.key: c.choices[0]}, column=c.key)
      for c in REQUESTS.staff if c.kind == "choice" and not c.listed and c.key != "id_type"),
    Example("B04", {"id_type": "ktp"}, {"id_type": "KTP"}, column="id_type"),
    Example("B04", {"officer": "PETUGAS SATU"}, {"officer": "Petugas Satu"}, column="officer"),
    *(Example("B05", {c.key: "lain sekali"}, column=c.key)
      for c in REQUESTS.staff if c.kind == "choice" and not (c.listed or c.open_list)),
    *(Example("B06", {c.key: "#N/A"}, column=c.key)
      for c in REQUESTS.staff if c.kind != "time"),
    Example("B07", {"cost": "1,500"}, {"cost": "1.500"}, column="cost"),
    Example("B09", {"decision": "Sedang proses"}, {"decision": None}, OPEN, "decision"),
)  # fmt: skip

NUMBERS = (
    blank("N01", "reg_number"),
    Example("N02", number("001/PPID/XI/2026", "001 / ppid / xi / 2026"),
            number("001/PPID/XI/2026", "002/PPID/XI/2026")),
    Example("N02", number("001/PPID/XI/2026", "1/PPID/XI/2026"),
            number("001/PPID/XI/2026", "002/PPID/XI/2026")),
    Example("N02", number("001/PPID/XI/2026", "001-PPID-XI-2026"),
            number("001/PPID/XI/2026", "01-1-PPID-XI-2026")),
    Example("N02", number("A.1-2026", "a/1/2026"), number("A.1-2026", "a/11/2026")),
    Example("N02", number("7/A", "7-A"), (
        {"reg_number": "7/A"}, {"reg_number": "7-A", "received_on": date(2025, 11, 10)}),
            other={"settings": replace(SETTINGS, number_patterns=(NumberPattern("{urut}/A"),))}),
    Example("N02", number("7", "7"), ({"reg_number": "7"}, {
        "reg_number": "7", "received_on": date(2025, 11, 10)})),
    Example("N02", number("TK-1", "tk-1"), number("TK-1", "TK-2")),
    Example("N03", {"reg_number": "1-PPID-XI-2026"}, {"reg_number": "001/ppid/xi/2026"}),
    Example("N03", number("1", "2", "3", "4"), number("1", "2", "3", "4", "5")),
    Example("N04", number("001/PPID/XI/2026", "004/PPID/XI/2026"),
            number("002/PPID/XI/2026", "001/PPID/XI/2026", "003/PPID/XI/2026")),
    Example("N04", ({"reg_number": "007/PPID/XI/2025", "received_on": date(2025, 11, 10)},
                    {"reg_number": "002/PPID/XI/2026"}),
            ({"reg_number": "007/PPID/XI/2025", "received_on": date(2025, 11, 10)},
             {"reg_number": "001/PPID/XI/2026"})),
    Example("N04", number("1/A/2026", "3/A/2026", "2/B/2026"),
            number("1/A/2026", "2/A/2026", "5/B/2026"), other={"settings": replace(
                SETTINGS, number_patterns=(NumberPattern("{urut}/A/{tahun}"),
                                           NumberPattern("{urut}/B/{tahun}")))}),
    Example("N05", {"reg_number": "001/PPID/X/2026"}, {"reg_number": "001/PPID/XI/2026"}),
    Example("N05", {"reg_number": "001/PPID/XI/2025"}),
    Example("N06", number("001/PPID/X/2026", "001/PPID/XI/2026"),
            number("001/PPID/X/2026", "002/PPID/XI/2026")),
)  # fmt: skip

DATES = (
    blank("T01", "received_on"),
    Example("T02", {"received_on": TOMORROW}, {"received_on": TODAY, "decision": None}),
    Example("T03", {"received_on": date(2010, 4, 29)}, {"received_on": date(2010, 4, 30)}),
    *(Example("T04", {key: EARLIER}, {key: RECEIVED}, column=key) for key in LATER_DATES),
    *(Example("T05", {key: TOMORROW}, {key: TODAY}, column=key) for key in LATER_DATES),
    Example("T06", {"reviewed_on": date(2026, 11, 12)}, {"reviewed_on": LATER}),
    Example("T07", EXTENDED | {"extended_on": date(2026, 11, 24)},
            EXTENDED | {"extended_on": date(2026, 11, 23)}, OPEN, other={"as_of": TOMORROW}),
    Example("T08", EXTENDED | {"extension_reason": None}, EXTENDED, OPEN),
    Example("T09", EXTENDED | {"extended_on": None}, EXTENDED, OPEN),
    Example("T10", {"received_on": date(2026, 11, 8)}, {"received_on": RECEIVED}),
    Example("T10", {"received_on": date(2026, 3, 19)}, {"received_on": date(2026, 3, 17)}),
    *(Example("T10", {"channel": "Surat"}, {"channel": channel},
              GOOD | {"received_on": date(2026, 11, 8), "form_filled_by": "Staf"})
      for channel in ("Email", "Website/e-PPID", "WhatsApp", "Datang Langsung, WhatsApp")),
    Example("T11", {"notified_on": RECEIVED, "finished_at": "08:30"}, {"finished_at": "08:30"}),
    Example("T12", EXTENDED | {"extended_on": RECEIVED, "complete_on": date(2026, 11, 10)},
            EXTENDED | {"complete_on": date(2026, 11, 10)}, OPEN),
    Example("T13", AWAITED | {"complete_on": RECEIVED}, AWAITED | {"complete_on": LATER}),
    Example("T13", AWAITED | {"complete_on": RECEIVED}, {"complete_on": LATER}),
)  # fmt: skip

CHANNELS = (
    blank("K01", "channel"),
    *(Example("K02", {"channel": channel}, {"channel": channel, "form_filled_by": "Staf"})
      for channel in ("Surat", "Email", "Telepon", "Faksimili")),
    Example("K02", {"channel": "Surat", "form_filled_by": None}, {"channel": "WhatsApp"}),
)  # fmt: skip

APPLICANTS = (
    blank("P01", "applicant_name"),
    blank("P02", "applicant_type"),
    blank("P03", "address"),
    Example("P03", {"address": " - "}, AWAITED | {"address": None}, OPEN),
    blank("P04", "id_type"),
    Example("P04", {"id_type": ""}, WITHDRAWN | {"id_type": None}),
    blank("P05", "id_number"),
    *(Example("P06", {"applicant_type": kind, "id_type": "Paspor" if kind != "Perorangan" else
                      "Akta Notaris"}, {"applicant_type": kind, "id_type": paper})
      for kind, paper in (("Perorangan", "SIM"), ("Kelompok Orang", "Surat Kuasa"),
                          ("Badan Hukum", "Akta Notaris"),
                          ("Badan Publik", "Dokumen Pengesahan Badan Publik"))),
    Example("P07", {"id_number": "190601520390001"}, {"id_number": "1906 0152 0390 0001"}),
    Example("P07", {"id_number": "19060152039OOOO1"}, {"id_type": "SIM", "id_number": "1906"}),
    Example("P08", {"id_number": 1906015203900001}, {"id_number": "1906015203900001"}),
    Example("P08", {"id_number": 1.906015203900001e15}, {"id_type": "SIM", "id_number": 123456789}),
    Example("P09", {"id_number": "2006015203900001"}, {"id_number": "9706015203900001"}),
    Example("P10", {"id_number": "1906013204900001"}, {"id_number": "1906012902900001"}),
    Example("P10", {"id_number": "1906017203900001"}, {"id_number": "1906017103900001"}),
    Example("P10", {"id_number": "1906011213900001"}, {"id_number": "1906014101900001"}),
    Example("P11", {"id_number": "1906015203900000"}, {"id_number": "1906015203900010"}),
    *(Example("P12", {"phone": None, "email": None, "delivery": way, **more},
              {"phone": None, "email": None, "delivery": "Surat", **more}, base)
      for way in (None, "Desk Informasi")
      for base, more in ((OPEN, {}), (GOOD, {"notified_on": None, "given_on": None}))),
    *(Example("P19", {"phone": None, "email": None, "delivery": way, **more},
              {"phone": "0719 91660", "email": None, "delivery": way, **more})
      for way in (None, "Desk Informasi")
      for more in ({}, {"decision": "Dicabut Pemohon", "notified_on": None, "given_on": None})),
    *(Example("P13", {"email": bad}, {"email": good}) for bad, good in (
        ("pemohon@example", "a@example.com, b@example.co.id"), ("a@b..co", "a@b.co"),
        (".a@b.co", "a.b@b.co"), ("a.@b.co", "a+b@b-c.co"), ("a..b@b.co", "a_b@b.co"),
        ("a@.b.co", "A@B.CO"), ("a@-b.co", "a@b1.co"), ("a@b-.co", "a@1b.co"),
        ("a@@b.co", "a'b@b.co"))),
    *(Example("P14", {"phone": bad}, {"phone": good}) for bad, good in (
        ("'0812", "'081200000001"), ("'08x", "’0719 91660 / '081200000001"),
        ("0812", "0719 91660"), ("belum ada", "+62 812-0000-0001"),
        ("081200000001 / 12", "081200000001 / 0719 91660"),
        ("a@example.com", "WA 0812.0000.0001, (021) 1234567"),
        ("0812000000012345", "+60123456789"))),
    *(Example("P15", {"phone": bad}, {"phone": good}) for bad, good in (
        (81200000001, 6281200000001), (71991660, "071991660"), ("81200000001", "081200000001"))),
    Example("P16", {"email": None}, {"email": None, "delivery": "Desk Informasi"}),
    Example("P17", {"phone": None, "delivery": "WhatsApp"}, {"delivery": "WhatsApp"}),
    Example("P18", {"address": None, "delivery": "Surat"}, {"delivery": "Surat"}),
)  # fmt: skip

INFORMATION = (
    blank("I01", "information"),
    blank("I02", "info_category"),
    Example("I03", {"info_category": None}, other=ELECTION),
    blank("I04", "info_class"),
    Example("I05", {"info_class": "Dikecualikan"}, PARTLY),
    Example("I06", REFUSED | {"refusal_ground": None}, REFUSED),
    Example("I06", PARTLY | {"refusal_ground": None}, PARTLY),
    Example("I07", {"refusal_ground": "Tidak dikuasai"}, REFUSED),
    Example("I07", {"refusal_ground": "Tidak dikuasai"}, PARTLY, OPEN),
    Example("I08", REFUSED | {"info_class": "Berkala"}, REFUSED),
    Example("I09", {"possession": "Tidak di bawah penguasaan"},
            PARTLY | {"possession": "Tidak di bawah penguasaan",
                      "refusal_ground": "Tidak dikuasai"}),
    Example("I09", {"possession": "Belum didokumentasikan"}),
    Example("I10", REFUSED | {"refusal_ground": "Tidak dikuasai"},
            REFUSED | {"refusal_ground": "Tidak dikuasai",
                       "possession": "Tidak di bawah penguasaan"}),
    blank("I11", "delivery"),
    Example("I12", {"info_form": None}, REFUSED | {"info_form": None}),
)  # fmt: skip

NO_DISPOSITION = {"disposition_no": None, "disposition_on": None}
HANDLING = (
    blank("L01", "officer"),
    Example("L02", {"officer": "Orang Lain"}, {"officer": "petugas dua"}),
    Example("L03", NO_DISPOSITION, {"disposition_no": None}, OPEN),
    Example("L03", NO_DISPOSITION, NO_DISPOSITION | {"received_on": TODAY}, OPEN),
    Example("L03", NO_DISPOSITION, NO_DISPOSITION | AWAITED, OPEN),
    Example("L03", NO_DISPOSITION, NO_DISPOSITION | WITHDRAWN, OPEN),
    Example("L04", {"notified_on": None, "given_on": None}, {"notified_on": None}),
    Example("L04", WITHDRAWN | {"decision": "Tidak Diproses"}, WITHDRAWN),
    Example("L05", {"decision": None}, {"decision": "Dikabulkan Seluruhnya"}),
    Example("L06", {"given_on": None}, REFUSED),
    Example("L07", REFUSED | {"given_on": LATER}, REFUSED),
    Example("L08", {"reviewed_on": None}, {"reviewed_on": None, "notified_on": date(2026, 11, 16),
                                           "given_on": None}),
    Example("L09", {"cost": -1}, {"cost": 0}),
    Example("L10",
            ({"reg_number": "001/PPID/XI/2026"},
             {"reg_number": "002/PPID/XI/2026", "applicant_name": "CONTOH  pemohon.",
              "received_on": RECEIVED - timedelta(days=30)}),
            ({"reg_number": "001/PPID/XI/2026"},
             {"reg_number": "002/PPID/XI/2026", "received_on": RECEIVED - timedelta(days=31)})),
    Example("L10", number("001/PPID/XI/2026", "002/PPID/XI/2026", applicant_name="Sama"),
            (GOOD | WITHDRAWN, GOOD)),
)  # fmt: skip

ASKED = {
    "unit": "Subbagian Hukum dan SDM", "unit_asked_on": date(2026, 11, 10),
    "unit_answered_on": None,
}  # fmt: skip
ANSWERED = ASKED | {"unit_answered_on": date(2026, 11, 12)}
UNITS = (
    Example("U01", ANSWERED | {"unit_answered_on": RECEIVED}, ANSWERED),
    Example("U01", ANSWERED | {"unit_answered_on": RECEIVED},
            ANSWERED | {"unit_answered_on": ASKED["unit_asked_on"]}, OPEN),
    Example("U02", ANSWERED | {"unit": None}, ANSWERED),
    Example("U02", {"unit": None, "unit_asked_on": RECEIVED}, ASKED, OPEN),
    Example("U02", {"unit": None, "unit_asked_on": RECEIVED}, {"unit": "lain", **ASKED}, OPEN),
    Example("U03", ASKED | {"unit_asked_on": None}, ASKED, OPEN),
    Example("U03", ANSWERED | {"unit_asked_on": None}, ANSWERED),
    Example("U05", ASKED | {"unit": "lain sekali"}, ASKED | {"unit": "subbag hukum"}),
    Example("U05", ASKED | {"unit": "Bagian Umum"}, other={"lists": LISTS | {
        "Unit/Bagian Diminta": ("Bagian Hukum",)}}),
    Example("U04", ASKED, ANSWERED),
    Example("U04", ASKED, ASKED | {"decision": None, "notified_on": None, "given_on": None}),
)  # fmt: skip

EXAMPLES = (
    *READING, *NUMBERS, *DATES, *CHANNELS, *APPLICANTS, *INFORMATION, *EXCLUSION, *HANDLING,
    *UNITS,
)  # fmt: skip


def codes(*rows: Row, **other: Any) -> set[tuple[str, str]]:
    found = run(case(*rows, **other), RULES, REGISTER_RULES)
    return {(finding.code, finding.column) for finding in found}


def test_sound_requests_have_no_findings() -> None:
    """A finished and an open request without fault, and an empty register, yield nothing."""
    second = {**OPEN, "reg_number": "002/PPID/XI/2026", "applicant_name": "Pemohon Lain"}
    assert [codes(), codes(GOOD), codes(OPEN), codes(GOOD, second)] == [set()] * 4


ACROSS = {e.code for e in EXAMPLES if isinstance(e.bad, tuple) or isinstance(e.good, tuple)}
"""Codes of rules that look at several rows; of any other the examples stand in one table."""


def _lit(code: str, mended: bool) -> Iterator[tuple[Example, set[str]]]:
    """Each example of a code, and the columns that light up in its rows."""
    rules = [rule for rule in RULES if rule.code == code]
    alone = [e for e in EXAMPLES if e.code == code and (e.other or code in ACROSS)]
    for one in alone:
        rows = one.rows(one.good if mended else one.bad)
        yield one, {found.column for found in run(case(*rows, **one.other), rules, ())}
    beside = [e for e in EXAMPLES if e.code == code and not (e.other or code in ACROSS)]
    rows = [row for one in beside for row in one.rows(one.good if mended else one.bad)]
    found = run(case(*rows), rules, ()) if rows else []
    for at, one in enumerate(beside, 2):
        yield one, {finding.column for finding in found if finding.row == at}


@pytest.mark.parametrize("code", sorted({example.code for example in EXAMPLES}))
def test_a_rule_finds_its_faults_and_passes_what_is_mended(code: str) -> None:
    """Each failing row or table has the finding, in its column; no mended one has it."""
    missed = [example for example, lit in _lit(code, mended=False) if example.cell not in lit]
    wrong = [example for example, lit in _lit(code, mended=True) if example.cell in lit]
    assert (missed, wrong) == ([], [])


def test_every_rule_has_an_example() -> None:
    """No rule over rows is without a failing and a passing table; ticks and zones have a test."""
    shown = {(example.code, example.cell) for example in EXAMPLES}
    assert {(rule.code, rule.column) for rule in RULES if rule.code not in ("B08", "B13")} == shown


NATIONAL = (
    ("No", "Tgl", "Nama", "Status Informasi", "", ""),
    ("", "", "", "Di bawah penguasaan", "", "Belum didokumentasikan"),
    ("", "", "", "Ya", "Tidak", ""),
)


@pytest.mark.parametrize(
    ("ticks", "faulty"),
    [(("√", "", ""), False), (("√", "x", ""), True), (("?", "", ""), True), (("", "", ""), False)],
)
def test_unclear_ticks_are_found(ticks: tuple[str, ...], faulty: bool) -> None:
    """B08: several ticks or a strange sign in the tick columns of the national form."""
    cells = [*NATIONAL, (1, "9/11/2026", "Contoh", *ticks)]
    table = read_table(cells, find_header(cells, REQUESTS), LISTS)
    found = run(replace(case(GOOD), table=table, deadlines=_lines(table)), RULES, ())
    assert [f.row for f in found if f.code == "B08"] == [4] * faulty
    assert not [f for f in found if f.code == "B05"]


def test_a_time_of_another_zone_is_told_where_it_has_another_day() -> None:
    """B13: the day is the register's own."""
    cells = grid({**GOOD, "notified_on": "2026-11-12T20:00:00Z"})
    table = read_table(
        cells, find_header(cells, REQUESTS), LISTS, Customs(zone=ZoneInfo("Asia/Jakarta"))
    )
    found = run(replace(case(GOOD), table=table, deadlines=_lines(table)), RULES, ())
    assert [(f.code, f.message[-10:]) for f in found] == [("B13", "13/11/2026")]


def test_chips_are_lists_of_known_choices() -> None:
    """Two ways of delivery, two grounds of refusal: each is judged, and nothing is out of list."""
    rows = (
        {**GOOD, "delivery": "Email, WhatsApp"},
        {**GOOD, "delivery": "email; wa", "email": None},
        {**GOOD, **REFUSED, "refusal_ground": "Pasal 17 huruf h, Tidak dikuasai",
         "possession": "Di bawah penguasaan"},
        {**GOOD, "delivery": "Email, Merpati"},
        {**GOOD, "decision": "Ditolak, Dikabulkan Sebagian"},
    )  # fmt: skip
    named = ({**row, "reg_number": f"00{i}/PPID/XI/2026"} for i, row in enumerate(rows, 1))
    wanted = case(*named)
    found = run(wanted, RULES, ())
    assert wanted["delivery"].tolist()[:2] == ["Email; WhatsApp"] * 2
    assert [(f.row, f.code) for f in found if f.code not in ("L10", "B04")] == [
        (3, "P16"), (4, "I10"), (5, "B05"), (6, "B05"),
    ]  # fmt: skip


def _lines(table: Any) -> Any:
    deadlines = case(GOOD).deadlines
    return deadlines.set_axis(table.frame.index)


MESSAGES = (
    ("P06", {"id_type": "Akta Notaris"},
     "Akta Notaris bukan identitas untuk pemohon Perorangan; minta KTP, SIM atau Paspor, atau "
     "betulkan jenis pemohonnya"),
    ("B03", {"notified_on": "13/11/26"},
     "tahun ditulis dua angka dan dibaca sebagai 13/11/2026; tulis tahunnya empat angka, contoh "
     "28/02/2026"),
    ("B04", {"delivery": "surel"},
     "ejaannya berbeda dari daftar dan dibaca sebagai Email; pilih dari daftar supaya seragam"),
    ("T04", {"complete_on": EARLIER},
     "tanggal lengkap mendahului tanggal diterima (09/11/2026); betulkan salah satu tanggalnya"),
    ("T07", EXTENDED | {"extended_on": date(2026, 11, 24)},
     "pemberitahuan perpanjangan melewati batas waktu pertama (23/11/2026), jadi tidak "
     "memperpanjang; periksa tanggalnya; bila sudah benar, batas waktu tetap 23/11/2026"),
)  # fmt: skip


@pytest.mark.parametrize(("code", "row", "text"), MESSAGES)
def test_messages_name_what_helps(code: str, row: Row, text: str) -> None:
    """Dates and choices stand in the message as staff write them."""
    found = run(case({**GOOD, **row}), RULES, REGISTER_RULES)
    assert [f.register_text for f in found if f.code == code] == [text]


@pytest.mark.parametrize(
    ("numbers", "missing"), [(("001", "003"), "002"), (("001", "005"), "002 sampai 004")]
)
def test_a_gap_names_the_missing_serials(numbers: tuple[str, ...], missing: str) -> None:
    """N04 stands beside the number after the gap."""
    rows = number(*(f"{n}/PPID/XI/2026" for n in reversed(numbers)))
    found = run(case(*({**GOOD, **row} for row in rows)), RULES, ())
    assert [(f.row, f.message) for f in found if f.code == "N04"] == [
        (2, f"sebelum nomor ini, nomor urut {missing} tidak ditemukan")
    ]


def test_last_years_year_written_in_january_makes_no_gap() -> None:
    """The year of receipt says which serial a number belongs to; N05 alone tells the slip."""
    days = {"received_on": date(2026, 1, 5), "notified_on": date(2026, 1, 9)}
    rows = number("001/PPID/I/2026", "002/PPID/I/2025", "003/PPID/I/2026", **days)
    before = number("001/PPID/I/2025", received_on=date(2025, 1, 6))
    found = run(case(*({**GOOD, **row} for row in (*before, *rows))), RULES, ())
    assert [(f.code, f.row) for f in found if f.code[0] == "N"] == [("N05", 4)]


@pytest.mark.parametrize("template", ["{urut}/PPID/{romawi}/{tahun}", "{urut}", "R-{bulan}{urut}"])
def test_numbers_read_at_once_are_those_read_one_by_one(template: str) -> None:
    """One pass over all lines says what the pattern says of each."""
    texts = ["", "1", "001/ppid/xi/2026", " 2 / PPID /\n I/2027", "3/PPID/XIII/2026", "r-1207",
             "R-0\n", "#N/A", "٣", "12/PPID/V/2026x", "\0", "7"]  # fmt: skip
    pattern = NumberPattern(template)
    rows = ({**GOOD, "reg_number": text} for text in texts)
    requests = case(*rows, settings=replace(SETTINGS, number_patterns=(pattern,)))
    read = parsed(requests)
    wanted = [pattern.parse(text) for text in requests["reg_number"]]
    assert read.serial.tolist() == [n.serial if n else -1 for n in wanted]
    assert np.nan_to_num(read.month).tolist() == [n.month or 0 if n else 0 for n in wanted]
    assert np.nan_to_num(read.year).tolist() == [n.year or 0 if n else 0 for n in wanted]


def test_an_email_among_the_contacts_is_fine_without_a_column_for_it() -> None:
    """The national form has one column for all contacts."""
    row = {**GOOD, "phone": "081200000001 / pemohon@example.com"}
    assert ("P14", "phone") in codes(row)
    assert ("P14", "phone") not in codes(row, without=("email",))


def test_nobody_is_unlisted_while_the_staff_list_is_empty() -> None:
    """One finding on the list instead of one a row."""
    cells = grid(GOOD)
    table = read_table(cells, find_header(cells, REQUESTS), {})
    found = run(replace(case(GOOD), table=table, lists={}), RULES, REGISTER_RULES)
    assert [f.code for f in found] == ["R04"]


def test_a_double_is_told_on_the_later_request() -> None:
    """L10 stands on the later one and names the day of the earlier."""
    later = {**GOOD, "reg_number": "002/PPID/XI/2026", "received_on": date(2026, 11, 11)}
    found = run(case(later, {**GOOD, "reg_number": "001/PPID/XI/2026"}), RULES, ())
    assert [(f.row, f.message[-10:]) for f in found if f.code == "L10"] == [(2, "09/11/2026")]


UNTIL_2026 = tuple(h for h in decreed_holidays() if h.day.year < 2027)
YEAR_END = {**OPEN, "received_on": date(2026, 12, 21), "reg_number": "001/PPID/XII/2026"}


def whole(*rows: Row, **other: Any) -> list[tuple[str, str]]:
    found = run(case(*rows, **other), RULES, REGISTER_RULES)
    return [(f.code, f.message) for f in found if f.row == 0]


@pytest.mark.parametrize("key", [c.key for c in REQUESTS.usual])
def test_a_missing_column_is_one_finding_if_a_rule_needs_it(key: str) -> None:
    """R01 or R02 names the column once; what no rule needs is not missed."""
    needed = any(key in rule.needs for rule in RULES)
    header = next(c.header for c in REQUESTS.staff if c.key == key)
    found = whole(GOOD, without=(key,))
    assert [code for code, text in found if f"'{header}'" in text] == [
        "R01" if key in ("received_on", "decision") else "R02"
    ] * needed
    assert len(found) == needed


def test_columns_missing_by_the_dozen_are_one_sentence() -> None:
    """R02 names all that go unchecked at once: the national form lacks fifteen."""
    ((code, text),) = whole(GOOD, without=("channel", "email", "cost"))
    assert code == "R02" and text.startswith("kolom 'Kanal', 'Email' dan 'Biaya (Rp)' tidak")


def test_the_future_begins_after_the_day_of_reading() -> None:
    """T02, T05: asked about a day gone by, what has come to pass since is no slip of the pen."""
    row = {**GOOD, "received_on": date(2026, 11, 11), "notified_on": date(2026, 11, 13)}
    past = {"as_of": date(2026, 11, 10)}
    codes = {f.code for f in run(case(row, **past), RULES, ())}
    since = {f.code for f in run(case(row, present=TODAY, **past), RULES, ())}
    assert codes - since == {"T02", "T05"} and since <= codes


OPTIONAL = ("received_at", "finished_at", "incomplete_on", "complete_on", "remarks", "occupation")


def test_columns_that_an_office_may_do_without_are_not_missed() -> None:
    """Hours, and the dates of incomplete requests, are optional."""
    assert whole(GOOD, without=OPTIONAL) == []


def test_repeated_headers_are_found() -> None:
    """R03: once per header."""
    cells = [[*line, value] for line, value in zip(grid(GOOD), ("Alamat", "x"), strict=True)]
    table = read_table(cells, find_header(cells, REQUESTS), LISTS)
    found = run(replace(case(GOOD), table=table), RULES, REGISTER_RULES)
    assert [(f.code, "'Alamat'" in f.message) for f in found] == [("R03", True)]


@pytest.mark.parametrize(
    ("names", "faults"), [((), 1), (("Satu", "satu"), 1), (("Satu", "Dua"), 0)]
)
def test_fewer_than_two_officers_are_found(names: tuple[str, ...], faults: int) -> None:
    """R04: the SOP asks for at least two."""
    assert [code for code, _ in whole(lists={"Petugas": names})] == ["R04"] * faults


def test_a_year_without_holidays_is_named() -> None:
    """R05 where a request's due date cannot be computed, R06 where the next one's could not."""
    short = {"calendar": calendar_of(UNTIL_2026), "holidays": HolidayList(UNTIL_2026)}
    on = {"as_of": date(2026, 12, 21)}
    assert [c for c, _ in whole(YEAR_END, **short, **on)] == ["R05"]
    assert [c for c, _ in whole(**short, **on)] == ["R06"]
    assert all("2027" in text for _, text in whole(YEAR_END, **short, **on))
    assert whole(YEAR_END, **on) == whole(GOOD, **short) == []


def test_only_the_extension_may_lack_its_year() -> None:
    """R05: an extension that runs into an undecreed year loses its due date too."""
    row = {**OPEN, **EXTENDED, "received_on": date(2026, 12, 14), "extended_on": date(2026, 12, 15)}
    short = {"calendar": calendar_of(UNTIL_2026), "as_of": date(2026, 12, 15)}
    assert [c for c, _ in whole(row, **short)] == ["R05"]


def test_faulty_rows_of_the_holiday_tab_are_named() -> None:
    """R07 and R08 name at most ten rows."""
    holidays = HolidayList(decreed_holidays(), unreadable=(7,), repeated=tuple(range(2, 14)))
    (unread, first), (repeated, second) = whole(holidays=holidays)
    assert (unread, repeated) == ("R07", "R08")
    assert "baris 7 di tab" in first
    assert "9, 10, 11 dan 2 baris lain" in second


def test_missing_job_columns_are_found() -> None:
    """R09 says what to run."""
    found = run(case(job_columns=frozenset()), RULES, REGISTER_RULES)
    assert [(f.code, f.remedy) for f in found] == [("R09", "jalankan ppid-sheets init")]


def test_a_pattern_that_no_number_follows_is_one_finding() -> None:
    """R10 instead of N03 on every row, from five numbers on."""
    rows = [{**GOOD, **row} for row in number("1", "2", "3", "4", "5")]
    assert [(code, "012/PPID/XI/2026" in text) for code, text in whole(*rows)] == [("R10", True)]
    assert whole(*rows[:4]) == []


def test_skipped_rows_are_named_with_their_reason() -> None:
    """R11: nothing is left out silently."""
    total = {"reg_number": "Jumlah", "information": "1"}
    assert whole(GOOD, total) == [("R11", "baris 3 tidak dibaca sebagai permohonan (baris jumlah)")]


def test_rows_that_wait_for_a_request_are_named() -> None:
    """R12: prepared rows are counted for nothing, and that is said."""
    waiting = ({"reg_number": f"00{i}/PPID/XI/2026"} for i in (2, 3))
    assert whole(GOOD, *waiting) == [
        ("R12", "baris 3 dan 4 baru disiapkan (hanya nomor atau isian yang sama), jadi belum "
                "dihitung sebagai permohonan")
    ]  # fmt: skip


def test_a_tab_that_looks_like_a_register_is_named() -> None:
    """R13: people go on in a copy, which nobody judges."""
    ((code, text),) = whole(others={"Salinan dari Register": "register"})
    assert code == "R13" and "'Salinan dari Register'" in text


def test_copies_of_other_tabs_are_named_as_what_they_are() -> None:
    """R24: of the objections; R25: of a page of the job's."""
    (code, text), page = whole(others={"Keberatan 2027": "objections", "Hari ini": "page"})
    assert code == "R24" and "keberatan di dalamnya tidak diperiksa" in text
    assert page[0] == "R25" and "isinya tidak diperiksa dan tidak diperbarui" in page[1]


def test_what_earlier_years_hold_is_told() -> None:
    """R16 for open requests, R17 for numbers given once more."""
    past = (
        EarlierTab("tab '2025'", "tab itu", 3, 1, (4,)), EarlierTab("tab '2024'", "", 0, 0, ()),
    )  # fmt: skip
    (first, opened), (second, again) = whole(earlier=past)
    assert (first, second) == ("R16", "R17")
    assert "tab '2025' masih memuat 3 permohonan terbuka, 1 di antaranya terlambat" in opened
    assert "baris 4 sudah dipakai di tab '2025'" in again


def test_a_category_that_nobody_can_choose_is_named() -> None:
    """R20: by its profile; a list that has it in another spelling will do."""
    lists = {**LISTS, "Kategori Informasi": ("tahapan pemilu", "Lain")}
    third = Profile("mendesak", "Mendesak", 1, 1, "SK", ("LAIN", "Serta Merta"))
    office = replace(SETTINGS, profiles=Profiles((*WITH_ELECTIONS.all, third)))
    ((code, text),) = whole(settings=office, lists=lists)
    assert code == "R20" and "kategori 'Serta Merta' pada tenggat.mendesak di" in text
    assert whole(settings=office) == []  # an office without such a list chooses as it likes


def test_a_register_of_earlier_years_that_cannot_be_read_is_named() -> None:
    """R19: what it holds is missing from trends and from what is still open."""
    trouble = UnreachableError("Berkas register-2025.xlsx tidak ditemukan di D:", "periksa namanya")
    ((code, text),) = whole(lost={"register-2025.xlsx": trouble})
    assert code == "R19" and text.endswith(": Berkas register-2025.xlsx tidak ditemukan di D:")


def test_what_came_in_by_a_form_is_told() -> None:
    """R21 waits too long, R22 cannot be read, R23 has a stamp that names no day."""
    undated = Arrival(Submission("Form", 2, {}, Stamp(note="ambiguous")), 0)
    late = Arrival(Submission("Form", 3, {}, Stamp(EARLIER)), 2)
    lost = ShapeError("Berkas a.csv kosong", "ekspor lagi berkasnya")
    found = whole(arrived=Arrived((late, undated), troubles=(lost,)))
    assert [code for code, _ in found] == ["R21", "R22", "R23"]
    assert [text.partition(":")[2] for _, text in found][1] == " Berkas a.csv kosong"
    assert whole(arrived=Arrived()) == []


def test_a_filter_that_ends_before_the_jobs_columns_is_named() -> None:
    """R15: sorting by it tears results from their rows."""
    ((code, text),) = whole(narrow="AK")
    assert code == "R15" and "kolom AK" in text


def test_a_filled_cell_far_below_the_table_is_named() -> None:
    """R18: nothing is left out without a word."""
    assert whole(far={"Register": ("A1048576", "C900000")}) == [
        (
            "R18",
            "sel A1048576 dan C900000 di tab 'Register' terisi jauh di bawah tabel, sehingga tidak "
            "dibaca",
        )
    ]


def test_an_own_list_of_holidays_in_another_shape_is_told_what_it_lacks() -> None:
    """R14 names the column, not each row."""
    holidays = HolidayList(decreed_holidays(), missing=("Jenis",))
    assert whole(holidays=holidays) == [
        ("R14", "tab Hari Libur tidak mempunyai kolom 'Jenis', jadi liburnya tidak terbaca")
    ]


def test_a_running_number_is_no_registration_number() -> None:
    """The national form's *No*: no rule on numbers speaks of it, ever."""
    cells = grid(*[{**GOOD, "reg_number": n} for n in (1, 2, 4, 4, 9, 11)])
    cells[0][0] = "No"
    table = read_table(cells, find_header(cells, REQUESTS), LISTS)
    found = run(replace(case(GOOD), table=table, deadlines=None), RULES[:6], ())
    assert not found


def test_what_refusals_rest_on_is_silent_without_the_list_or_the_column() -> None:
    """D01-D05 ask nothing of an office that has only one of both."""
    rules = [rule for rule in RULES if rule.code[0] == "D"]
    assert not run(case({**GOOD, **basis("7")}), rules, ())
    assert not run(case({**GOOD, **REFUSED}, **DIK), rules, ())


def test_faults_of_the_list_itself_are_named_by_row() -> None:
    """D06-D10: numbers, days and what has expired, each once and with the rows of that tab."""
    held = dik(
        [1, "a", H, "", "", "lama", ""], ["01", "b", H, "", "", date(2026, 3, 2), date(2026, 3, 1)],
        ["", "c", J, "", "", None, TODAY], [4, "d", J, "", "", None, TODAY - timedelta(days=1)],
    )  # fmt: skip
    found = dict(whole(GOOD, information=held))
    assert found.keys() == {"D06", "D07", "D08", "D09", "D10"}
    assert found["D06"].startswith("baris 2 dan 3 di tab DIK") and "baris 2 tab" in found["D07"]
    assert found["D08"].startswith("baris 3 di tab") and found["D09"].startswith("baris 4 di tab")
    assert "baris 3 (sampai 01/03/2026) dan 5 (sampai 22/11/2026) tab DIK" in found["D10"]


def test_an_entry_is_named_by_its_number_unless_that_is_none() -> None:
    """D04: what stands in the column of numbers may be anybody's name."""
    yesterday = date(2026, 11, 12)
    held = dik(
        ["7", "a", H, "", "", None, yesterday], ["Bu Contoh", "b", H, "", "", None, yesterday]
    )
    rules = [rule for rule in RULES if rule.code == "D04"]
    rows = [{**GOOD, **basis(text, reg_number=text)} for text in ("7", "Bu Contoh")]
    texts = [finding.message for finding in run(case(*rows, information=held), rules, ())]
    assert texts[0].startswith("entri nomor 7 (baris 2) tab DIK hanya berlaku sampai 12/11/2026")
    assert texts[1].startswith("entri di baris 3 tab DIK")


def test_the_grounds_of_an_entry_are_told_and_a_list_may_lack_them() -> None:
    """D05: what the entry rests on; without the column nothing is compared."""
    rules = [rule for rule in RULES if rule.code == "D05"]
    (found,) = run(case({**GOOD, **basis("1", J)}, **DIK), rules, ())
    assert found.message == (
        "alasan penolakannya Pasal 17 huruf j, tetapi entri nomor 1 (baris 2) tab DIK berdasar "
        "Pasal 17 huruf h"
    )
    header = ["No. DIK", "Informasi yang Dikecualikan", "Konsekuensi"]
    held = read_list(Snapshot({"DIK": [header, ["1", "a", "b"]]}), EXCLUDED)
    assert held and held.table
    assert not run(case({**GOOD, **basis("1", J)}, information={"dik": held}), rules, ())


def test_many_rows_of_a_list_are_counted() -> None:
    """D09: ten are named, of eleven the last is counted."""
    ten, eleven = (
        dict(whole(GOOD, information=dik(*[["", "a", H]] * count)))["D09"] for count in (10, 11)
    )
    assert "10 dan 11 di tab" in ten and "11 dan 1 baris lain di tab" in eleven


def test_a_list_that_cannot_be_read_and_rows_that_are_no_entries_are_named() -> None:
    """D11 for the whole tab, D12 for rows."""
    lost = {"dik": InformationList("DIK", None, "judul kolomnya tidak dikenali")}
    ((code, text),) = whole(GOOD, information=lost)
    assert (code, text) == ("D11", "tab DIK tidak dapat dibaca: judul kolomnya tidak dikenali")
    ((code, text),) = whole(GOOD, information=dik([1, "a"], [], ["Manggar, 2 Januari 2026"]))
    assert (code, text[:18]) == ("D12", "baris 4 di tab DIK")


def test_every_register_rule_has_a_test_here() -> None:
    """A new rule over the whole register needs a test with its code."""
    text = Path(__file__).read_text(encoding="utf-8")
    assert not [rule.code for rule in REGISTER_RULES if f'"{rule.code}"' not in text]
