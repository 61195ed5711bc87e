"""Rules are well formed, findings carry no personal data, and their text fits a cell."""

import re
from dataclasses import replace
from datetime import date
from string import Formatter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppid_sheets.checks.engine import run
from ppid_sheets.checks.findings import LONGEST, ONE_LINE, Finding, annotate
from ppid_sheets.checks.rules import REGISTER_RULES, RULES
from ppid_sheets.common.severity import SEVERITIES
from ppid_sheets.register.header import find_header
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.table import read_table
from tests.budget import draws
from tests.build import GOOD, LISTS, case, grid

EVERY = (*RULES, *REGISTER_RULES)
SECRET = "Zxqv Rahasia"
PERSONAL = [
    c.key for c in REQUESTS.staff if c.personal or (c.kind == "text" and c.key != "reg_number")
]


def test_codes_are_unique() -> None:
    """One code a fault; a code made for several columns is one per column."""
    cells = [(rule.code, rule.column) for rule in RULES]
    whole = [rule.code for rule in REGISTER_RULES]
    assert len(cells) == len(set(cells))
    assert len(whole) == len(set(whole))
    assert not {code for code, _ in cells} & set(whole)


def test_a_code_has_one_severity() -> None:
    """Whoever knows the code knows how grave it is."""
    assert len({(rule.code, rule.severity) for rule in EVERY}) == len({r.code for r in EVERY})


def test_rules_are_well_formed() -> None:
    """Code, severity and basis are given."""
    for rule in EVERY:
        assert re.fullmatch("[A-Z][0-9]{2}", rule.code), rule
        assert rule.severity in SEVERITIES, rule
        assert rule.basis, rule


def test_messages_and_remedies_speak_alike() -> None:
    """Lower case at the start, no full stop, no bracket that could pass for a header."""
    for text in (text for rule in EVERY for text in (rule.message, rule.remedy)):
        assert text == " ".join(text.split()), text
        assert text[0].islower() or text[0] == "{", text
        assert text[-1] != "." and "[" not in text, text


def test_rules_name_real_columns_and_no_personal_ones() -> None:
    """`needs` and `column` are keys; no message repeats a personal or free text."""
    for rule in RULES:
        names = {n for t in (rule.message, rule.remedy) for _, n, _, _ in Formatter().parse(t) if n}
        assert {rule.column, *rule.needs} <= set(REQUESTS.by_key), rule
        assert not names & set(PERSONAL), rule
        assert not [n for n in names if n in REQUESTS.by_key and REQUESTS.by_key[n].listed], rule


MESSY = st.one_of(
    st.none(),
    st.sampled_from([
        "", "-", "#N/A", "31/02/2026", "1/2/24", "Rp 15.000", "1,500", "√", "#REF!", "gratis",
        "Sedang proses", "Ditolak", "Email", "KTP", "Perorangan", "Pasal 17 huruf a", "Surat",
        "001/PPID/XI/2026", "012/PPID/I/2027", "1906015203900001", 1906015203900001, "0812", 0, 1,
        "a@b", True, date(2026, 11, 9), date(1999, 1, 1), date(2099, 12, 31), 46000, 46000.5, -5,
        1e300, float("inf"), "\0\n", "İ/٣",
    ]),
    st.text(max_size=12),
    st.integers(-(10**17), 10**17),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)  # fmt: skip
SECRETS = st.sampled_from([SECRET, f"{SECRET}@x", f"0812{SECRET}", f" {SECRET}\n", None])
ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={c.key: SECRETS if c.key in PERSONAL else MESSY for c in REQUESTS.staff},
    ),
    max_size=6,
)


@settings(max_examples=draws(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.sets(st.sampled_from([c.key for c in REQUESTS.staff[5:]]), max_size=5))
def test_no_row_breaks_a_rule_or_betrays_a_person(rows: Any, without: Any) -> None:
    """Whatever the cells hold and whichever columns lack, findings come out without secrets."""
    findings = run(case(*rows, without=tuple(without)), RULES, REGISTER_RULES)
    for finding in findings:
        assert SECRET.casefold() not in " ".join(map(str, finding)).casefold()
        assert "{" not in finding.register_text


def test_the_same_mess_has_the_same_findings_alone_and_among_others() -> None:
    """Blank lines above and sound requests below move a finding's row and nothing else."""
    bad = {**GOOD, "received_on": "31/02/2026", "id_number": 17}
    alone = run(case(bad), RULES, ())
    among = run(case({}, {}, bad), RULES, ())
    assert [(f.row + 2, *f[1:]) for f in alone] == list(among)


def finding(row: int, severity: Any, message: str) -> Finding:
    return Finding(row, "X01", severity, "address", "Alamat", message, "betulkan")


def test_the_most_severe_stands_first() -> None:
    """Within a severity the order of the rules stays; a galat speaks plainly."""
    found = [
        finding(2, "info", "c"),
        finding(2, "galat", "a"),
        finding(2, "peringatan", "b"),
        finding(2, "galat", "z"),
        finding(0, "galat", "register"),
        finding(5, "galat", "e"),
    ]
    assert annotate(found) == {
        2: "[Alamat] a; betulkan\n[Alamat] z; betulkan\n[Alamat] peringatan: b; betulkan\n"
        "(Alamat) info: c; betulkan",
        5: "[Alamat] e; betulkan",
    }


@pytest.mark.parametrize(
    ("messages", "wanted"),
    [
        (["a", "b"], "(Alamat) info: a; betulkan (Alamat) info: b; betulkan"),
        (["a" * 40, "b"], f"(Alamat) info: {'a' * 40} (Alamat) info: b"),
        (["a" * 90, "b"], "(Alamat) info: lihat tab Temuan"),
    ],
)
def test_what_lights_nothing_takes_one_line(messages: list[str], wanted: str) -> None:
    """However much there is of it, its column stands in round brackets in a line of its own."""
    found = [finding(2, "galat", "x"), *(finding(2, "info", text) for text in messages)]
    assert annotate(found) == {2: f"[Alamat] x; betulkan\n{wanted}"}
    assert len(wanted) <= ONE_LINE
    crowd = [finding(3, "info", "c")._replace(label=f"Kolom {i}") for i in range(20)]
    assert annotate(crowd) == {3: "(info) 20 catatan; lihat tab Temuan"}


@pytest.mark.parametrize("count", [1, 4, 5, 30])
def test_a_text_is_cut_at_whole_findings(count: int) -> None:
    """A cell stays readable and says how many findings it left out."""
    long = [finding(2, "galat", f"{i:02}" + "x" * 400) for i in range(count)]
    text = annotate(long)[2]
    shown = text.count("; betulkan")
    assert len(text) <= LONGEST
    assert shown == min(count, 4)
    assert text.endswith(f"… dan {count - shown} temuan lain") == (count > shown)


def test_a_finding_bears_the_header_of_the_sheet() -> None:
    """The conditional rule finds the cell by the header as it stands there."""
    header, row = grid({**GOOD, "received_on": "?"})
    cells = [["Tgl\nPermohonan" if c == "Tanggal Diterima" else c for c in header], row]
    table = read_table(cells, find_header(cells, REQUESTS), LISTS)
    found = run(replace(case(GOOD), table=table), RULES, ())
    assert [f.sentence[:16] for f in found if f.code == "B01"] == ["[Tgl Permohonan]"]


def test_a_finding_of_no_column_is_its_message_and_remedy() -> None:
    """The column *Temuan* has no header to name there."""
    found = finding(0, "galat", "isi berubah")._replace(label="")
    assert found.sentence == found.register_text
    assert "isi berubah" in found.sentence and "betulkan" in found.sentence
