"""Objections are judged by the superior's clock, in the light of the requests they are about."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.checks.findings import Finding
from ppid_sheets.checks.judge import Judged, judge
from ppid_sheets.checks.judge_objections import judge_objections
from ppid_sheets.checks.rules.objection_rules import RULES
from ppid_sheets.checks.tabs import register_tab
from ppid_sheets.deadlines.clock import DUE_SOON, OVERDUE, UNKNOWN
from ppid_sheets.deadlines.objection import GROUNDS as OBJECTION_GROUNDS
from ppid_sheets.deadlines.profiles import ELECTION, ORDINARY
from ppid_sheets.errors import UnreachableError
from ppid_sheets.register.objections import GROUNDS, OBJECTIONS
from ppid_sheets.register.values import Chosen, PastFile
from tests.budget import draws
from tests.build import GOOD, SETTINGS, WITH_ELECTIONS, grid
from tests.deadlines import naive
from tests.memory import MemoryStore
from tests.stores.sheets import HOLIDAYS

TODAY = date(2026, 11, 27)
HEADERS = [column.header for column in OBJECTIONS.staff]
REFUSED = {
    **GOOD, "reg_number": "001/PPID/X/2026", "received_on": date(2026, 10, 1),
    "decision": "Ditolak", "refusal_ground": "Pasal 17 huruf h", "disposition_on": None,
    "notified_on": date(2026, 10, 12), "given_on": None, "reviewed_on": None,
}  # fmt: skip
GRANTED = {
    **REFUSED, "reg_number": "002/PPID/X/2026", "decision": "Dikabulkan Seluruhnya",
    "refusal_ground": "", "given_on": date(2026, 10, 12),
}  # fmt: skip
OPEN = {
    **REFUSED, "reg_number": "003/PPID/X/2026", "decision": "", "refusal_ground": "",
    "notified_on": None,
}  # fmt: skip
GOOD_ONE: dict[str, Any] = {
    "objection_no": "K-1", "objected_on": date(2026, 10, 20), "objector": "Ani",
    "request_no": "001-PPID-X-2026", "objection_ground": GROUNDS[0],
}  # fmt: skip


def judged(*rows: dict[str, Any], settings: Any = SETTINGS, requests: Any = None) -> Judged:
    """Objections beside three requests, as a check of today sees them."""
    written = [[row.get(column.key) for column in OBJECTIONS.staff] for row in rows]
    tabs = {
        "Register": grid(*(requests or (REFUSED, GRANTED, OPEN))),
        "Keberatan": [HEADERS, *written],
        "Hari Libur": HOLIDAYS,
    }
    store = MemoryStore(tabs, chosen=Chosen(schema=OBJECTIONS))
    return judge_objections(store.read(), settings, TODAY)


def of_rows(*rows: dict[str, Any]) -> list[Finding]:
    """What is found in the rows; the register as a whole lacks the job's columns."""
    return [finding for finding in judged(*rows).findings if finding.row]


def test_without_objections_the_requests_do_not_count() -> None:
    """An empty register is judged the same beside any requests, and has all its columns."""
    many = [{**REFUSED, "reg_number": f"{n:03}/PPID/X/2026"} for n in range(1, 41)]
    alone, beside, one = judged(), judged(requests=many), judged(GOOD_ONE)
    assert (alone.findings, alone.later) == (beside.findings, beside.later)
    assert alone.table.frame.dtypes.to_dict() == beside.table.frame.dtypes.to_dict()
    assert list(alone.table.frame) == list(one.table.frame)


def test_the_superior_has_thirty_working_days() -> None:
    """From the day the objection was received; what is answered is finished."""
    late = {**GOOD_ONE, "objection_no": "K-2", "objected_on": date(2026, 10, 1)}
    found = judged(GOOD_ONE, late).deadlines
    assert found["due_on"].dt.date.tolist() == [
        naive.add(date(2026, 10, 20), 30), naive.add(date(2026, 10, 1), 30),
    ]  # fmt: skip
    assert found["status"].tolist() == [DUE_SOON, OVERDUE]


def test_the_profile_is_that_of_the_request() -> None:
    """Three working days where the request is of the election's stages."""
    stages = {**REFUSED, "info_category": ELECTION.categories[0]}
    settings = replace(SETTINGS, profiles=WITH_ELECTIONS)
    found = judged(GOOD_ONE, settings=settings, requests=(stages, GRANTED)).deadlines
    assert found["due_on"].dt.date.tolist() == [date(2026, 10, 23)]


def test_an_objection_of_the_day_of_its_request_does_not_come_before_it() -> None:
    """S16 is for the days before."""
    ground = {"objection_ground": GROUNDS[1], "objected_on": REFUSED["received_on"]}
    assert "S16" not in {finding.code for finding in of_rows({**GOOD_ONE, **ground})}


@pytest.mark.parametrize(
    ("number", "category", "code"),
    [
        (REFUSED["reg_number"], "lain sekali", "S17"),
        (REFUSED["reg_number"], "#N/A", "S17"),
        ("009/PPID/X/2026", "", "S06"),
        ("", "", "S05"),
    ],
)
def test_a_superiors_days_are_not_guessed(number: str, category: str, code: str) -> None:
    """Three or thirty: where nobody knows the category there is no due date, and that is said."""
    row = {**GOOD_ONE, "request_no": number}
    requests = ({**REFUSED, "info_category": category},)
    varied = replace(SETTINGS, profiles=WITH_ELECTIONS)
    found = judged(row, settings=varied, requests=requests)
    assert found.deadlines["status"].tolist() == [UNKNOWN]
    assert found.deadlines["due_on"].isna().all()
    assert code in {finding.code for finding in found.findings if finding.row}
    same = judged(row, requests=requests)
    assert same.deadlines["due_on"].notna().all()
    assert "S17" not in {finding.code for finding in same.findings}


def test_an_applicants_last_day_is_not_guessed() -> None:
    """S09 needs a period: 30 working days, or the 7 of a category that cannot be read."""
    short = replace(
        ELECTION, active=True, objection=replace(ELECTION.objection, applicant=7, superior=30)
    )
    varied = replace(SETTINGS, profiles=replace(WITH_ELECTIONS, all=(ORDINARY, short)))
    late = {**GOOD_ONE, "objected_on": date(2026, 11, 26)}
    unread = ({**REFUSED, "info_category": "lain sekali"},)
    for office, told in ((varied, False), (SETTINGS, True)):
        found = judged(late, settings=office, requests=unread)
        assert ("S09" in {finding.code for finding in found.findings}) is told
        assert found.deadlines["due_on"].notna().all()


FAULTS: tuple[tuple[str, dict[str, Any], tuple[dict[str, Any], ...]], ...] = (
        ("S01", {"objection_no": None}, ()),
        ("S02", {}, ({"request_no": "003/PPID/X/2026", "objection_ground": GROUNDS[2],
                      "objection_no": "k 1"},)),
        ("S03", {"objected_on": None}, ()),
        ("S04", {"objected_on": date(2026, 11, 28)}, ()),
        ("S05", {"request_no": ""}, ()),
        ("S06", {"request_no": "009/PPID/X/2026"}, ()),
        ("S07", {}, ({"objection_no": "K-2"},)),
        ("S08", {"objected_on": date(2026, 10, 9)}, ()),
        ("S09", {"objected_on": date(2026, 11, 26)}, ()),
        ("S10", {"request_no": "002/PPID/X/2026"}, ()),
        ("S10", {"objection_ground": GROUNDS[2]}, ()),
        ("S08", {"request_no": "002/PPID/X/2026", "objection_ground": GROUNDS[3],
                 "objected_on": date(2026, 10, 9)}, ()),
        ("S09", {"request_no": "002/PPID/X/2026", "objection_ground": GROUNDS[5],
                 "objected_on": date(2026, 11, 26)}, ()),
        ("S10", {"request_no": "003/PPID/X/2026"}, ()),
        ("S16", {"objection_ground": GROUNDS[1], "objected_on": date(2026, 9, 30)}, ()),
        ("S11", {"answered_on": date(2026, 11, 2)}, ()),
        ("S12", {"ruling": "Keberatan Ditolak"}, ()),
        ("S13", {"ruling": "Keberatan Ditolak", "answered_on": date(2026, 10, 19)}, ()),
        ("S14", {"ruling": "Keberatan Ditolak", "answered_on": date(2026, 11, 30)}, ()),
        ("S15", {"ruling": "Diterima Sebagian", "answered_on": date(2026, 11, 2)}, ()),
)  # fmt: skip
"""Codes with what is wrong in an objection, and in others beside it."""


def test_a_sound_objection_has_no_finding() -> None:
    """So each of the faults below makes its own."""
    assert not of_rows(GOOD_ONE)


def test_each_rule_speaks_of_what_it_is_for() -> None:
    """A row with one fault has that finding on the cell it is about, and hardly another."""
    alone = [(code, changes) for code, changes, more in FAULTS if not more]
    rows = ({**GOOD_ONE, "objection_no": f"K-{at}", **one} for at, (_, one) in enumerate(alone))
    found = of_rows(*rows)
    for row, (code, _) in enumerate(alone, 2):
        _speaks(code, [finding for finding in found if finding.row == row], row)


@pytest.mark.parametrize(("code", "changes", "more"), [fault for fault in FAULTS if fault[2]])
def test_each_rule_of_several_rows_speaks_as_well(
    code: str, changes: dict[str, Any], more: tuple[dict[str, Any], ...]
) -> None:
    """So it is where an objection is at odds with another."""
    _speaks(code, of_rows({**GOOD_ONE, **changes}, *({**GOOD_ONE, **row} for row in more)), 2)


def _speaks(code: str, found: list[Finding], row: int) -> None:
    (column,) = {rule.column for rule in RULES if rule.code == code}
    assert {(f.row, f.column) for f in found if f.code == code} >= {(row, column)}, found
    assert {f.code for f in found} <= {code, "S02", "S07", "S09"}, found


STATES = {"refused": REFUSED, "granted": GRANTED, "open": OPEN}


@pytest.mark.parametrize("state", STATES)
def test_each_ground_arises_on_its_own_day(state: str) -> None:
    """The notice, or the day after the due date; what only the applicant knows is not guessed."""
    request = STATES[state]
    row = {**GOOD_ONE, "request_no": request["reg_number"]}
    seen = judged(*({**row, "objection_ground": f"huruf {letter}"} for letter in "abcdefg"))
    due = naive.add(request["received_on"], 10)
    for letter, (_, found) in zip("abcdefg", seen.table.frame.iterrows(), strict=True):
        wanted = OBJECTION_GROUNDS[letter].arises(request["notified_on"], due)
        last = naive.add(wanted, 30) if wanted else None
        assert [
            None if pd.isna(day) else day.date()
            for day in (found["request_arose"], found["request_by"])
        ] == [wanted, last], letter


def test_what_was_promised_and_never_given_may_be_objected_to() -> None:
    """Art. 35(1) e fits a request that was granted wholly, until the information is given."""
    promised = {**GRANTED, "given_on": None}
    row = {**GOOD_ONE, "request_no": GRANTED["reg_number"], "objection_ground": GROUNDS[4]}
    assert "S10" not in {f.code for f in judged(row, requests=(promised,)).findings}
    assert "S10" in {f.code for f in judged(row, requests=(GRANTED,)).findings}


def test_lateness_of_what_is_refused_or_open_is_not_ruled_out() -> None:
    """Art. 35(1) g: only what was granted in time was surely not late."""
    for request, fits in ((REFUSED, True), (OPEN, True), (GRANTED, False)):
        row = {**GOOD_ONE, "request_no": request["reg_number"], "objection_ground": GROUNDS[6]}
        assert ("S10" not in {f.code for f in judged(row).findings}) is fits


@pytest.mark.parametrize(
    ("key", "code"), [("given_on", "S15"), ("decision", "S10"), ("notified_on", "S08")]
)
def test_an_unreadable_cell_of_the_request_is_no_empty_one(key: str, code: str) -> None:
    """What stands there cannot be told, so nothing follows from its absence."""
    torn = {**REFUSED, key: "#N/A"}
    row = {**GOOD_ONE, "ruling": "Diterima Seluruhnya", "answered_on": date(2026, 11, 2)}
    assert code not in {f.code for f in judged(row, requests=(torn,)).findings}


LAST_YEAR = {
    **REFUSED, "reg_number": "001/PPID/XII/2025", "received_on": date(2025, 12, 1),
    "notified_on": date(2025, 12, 10),
}  # fmt: skip
OBJECTED = {**GOOD_ONE, "request_no": "001/PPID/XII/2025", "objected_on": date(2026, 1, 5)}


@pytest.mark.parametrize("where", ["tab", "file", "lost file"])
def test_a_request_of_last_year_is_known(where: str) -> None:
    """In a tab or a file of its own; in one that cannot be read no number is called unknown."""
    row = [OBJECTED.get(column.key) for column in OBJECTIONS.staff]
    tabs = {"Register": grid(OPEN), "Keberatan": [HEADERS, row], "Hari Libur": HOLIDAYS}
    past: tuple[PastFile, ...] = ()
    if where == "tab":
        tabs["Register 2025"] = grid(LAST_YEAR)
    elif where == "file":
        past = (PastFile("2025.xlsx", MemoryStore({"Register": grid(LAST_YEAR)}).read()),)
    else:
        past = (PastFile("2025.xlsx", trouble=UnreachableError("rusak")),)
    snapshot = MemoryStore(tabs, chosen=Chosen(schema=OBJECTIONS)).read()
    found = judge_objections(replace(snapshot, past=past), SETTINGS, TODAY)
    assert not [f for f in found.findings if f.row]


OFFICIAL = [
    "Nomor Registrasi Keberatan", "Tanggal Diterima", "Nama Pemohon",
    "Nomor Pendaftaran Permohonan",
    "Informasi yang Diminta", "Tujuan Penggunaan", "Alasan Keberatan", "Keputusan Atasan PPID",
    "Tanggal Tanggapan", "Nama dan Posisi Atasan PPID", "Tanggapan Pemohon",
]  # fmt: skip


def test_an_objections_list_is_taken_for_no_register_of_requests() -> None:
    """The official list shares headers with that of requests; neither is taken for the other."""
    tabs = {"Permohonan": grid(REFUSED), "Daftar Keberatan": [OFFICIAL], "Hari Libur": HOLIDAYS}
    requests = judge(MemoryStore(tabs).read(), SETTINGS, TODAY)
    assert requests.tab == "Permohonan"
    assert "R13" not in {finding.code for finding in requests.findings}
    snapshot = MemoryStore(tabs, chosen=Chosen(schema=OBJECTIONS)).read()
    assert register_tab(snapshot)[0] == "Daftar Keberatan"


def test_a_late_objection_is_told_with_its_last_day_beside_one_in_time() -> None:
    """The day is that of its own row."""
    late = {**GOOD_ONE, "objection_no": "K-2", "objected_on": date(2026, 12, 1)}
    told = [f for f in of_rows(GOOD_ONE, late, GOOD_ONE) if "lewat hari terakhir" in f.message]
    last = naive.add(date(2026, 10, 12), 30)
    assert last and [(f.row, f.message[-10:]) for f in told] == [(3, f"{last:%d/%m/%Y}")]


def test_a_withdrawn_objection_and_one_answered_in_time_have_no_findings() -> None:
    """*Keberatan Dicabut* needs no answer; an upheld refusal with its date is complete."""
    withdrawn = {**GOOD_ONE, "ruling": "Keberatan Dicabut"}
    upheld = {**GOOD_ONE, "ruling": "ditolak", "answered_on": date(2026, 11, 2)}
    assert not of_rows(withdrawn)
    assert {finding.code for finding in of_rows(upheld)} == {"B04"}


JUNK = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "", " ", "-", "#REF!", "besok", 0, -1, 46000, 1e12, True, date(1999, 1, 1),
            "31/02/2026",
            "001/PPID/X/2026", "002-ppid-x-2026", *GROUNDS, "g", "ditolak", "Keberatan Dicabut",
            "Diterima Seluruhnya", f"{GROUNDS[0]}, {GROUNDS[2]}", "\0\n", "=A1", "x" * 300,
        ]
    ),
    st.dates(date(2025, 12, 1), date(2028, 2, 1)),
    st.text(max_size=8),
)  # fmt: skip


@settings(max_examples=draws(150), deadline=None)
@given(st.lists(st.fixed_dictionaries({c.key: JUNK for c in OBJECTIONS.staff}), max_size=6))
def test_whatever_stands_in_the_cells_is_judged(rows: list[dict[str, Any]]) -> None:
    """Nothing that people type stops a check; every finding is of a row that is there."""
    found = judged(*rows)
    assert {f.row for f in found.findings} <= {0, *range(2, len(rows) + 2)}
    assert not [f for f in found.findings if re.search(r"\bnan\b|NaT", f.message)]
