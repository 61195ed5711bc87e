"""The doctor looks at the tab *Keberatan* as it does at *Register*, in the same words."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from ppid_sheets.doctor.gathering import gather
from ppid_sheets.doctor.outcome import Outcome
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.init_beside import init_beside
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.layout import HEADER_ROW
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.registers import REGISTERS
from ppid_sheets.register.schema import Schema
from ppid_sheets.stores.opening import open_store
from tests.budget import chosen
from tests.build import SETTINGS, init_objections
from tests.doctor.conftest import NOW, outcomes, serve
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets

Damage = Callable[[People, Schema], object]


def _letter(schema: Schema, key: str) -> str:
    return letters(schema.positions[key])


def nearly(people: People, schema: Schema) -> None:
    """The number's header, misspelled, over a column that lost its tag."""
    people.delete_columns(schema.tab, "A")
    people.insert_columns(schema.tab, "A")
    people.type(schema.tab, f"A{HEADER_ROW}", f"{schema.header(schema.number)}i")


def headless(people: People, schema: Schema) -> None:
    people.clear(schema.tab, f"A1:{letters(len(schema.built))}{HEADER_ROW}")


def without_status(people: People, schema: Schema) -> None:
    people.delete_columns(schema.tab, _letter(schema, "deadline_status"))


def without_rules(people: People, schema: Schema) -> None:
    people.delete_rule(schema.tab, 0)


def without_dropdowns(people: People, schema: Schema) -> None:
    at = _letter(schema, schema.course.decision)
    people.set_validation(schema.tab, f"{at}4:{at}20", None)


def without_protection(people: People, schema: Schema) -> None:
    people.book.tab(schema.tab).protections.clear()


def blank(people: People, schema: Schema) -> None:
    people.clear(schema.tab, "A1:AZ31")


DAMAGE = (
    nearly,
    headless,
    without_status,
    without_rules,
    without_dropdowns,
    without_protection,
    blank,
)


def _told(outcome: Outcome, schema: Schema) -> tuple[str, str, str]:
    """What is said, but for what a register calls its own and how much is in it."""
    texts = outcome.found, outcome.remedy
    own = {schema.header(schema.number): "NUMBER", schema.header(schema.course.decision): "RULING"}
    own |= {schema.tab: "TAB", schema.rows: "ROWS", r" --register \S+": ""}
    own |= {r"\d+": "N", r"\b[A-Z]{1,2}\b": "COLUMN"}
    for mine, name in own.items():
        texts = re.sub(mine, name, texts[0]), re.sub(mine, name, texts[1])
    return outcome.state, *texts


@pytest.mark.parametrize("damage", chosen(DAMAGE, (headless,)))
def test_the_same_damage_is_told_in_the_same_words(
    sheets: FakeSheets, book: Book, damage: Damage
) -> None:
    """Done to either tab it has the same outcome there, and leaves the other well."""
    requests, objections = REGISTERS
    found: list[Mapping[str, tuple[str, str, str]]] = []
    for schema, other in ((requests, objections), (objections, requests)):
        hurt = book.copy()
        settings = serve(sheets, hurt)
        damage(People(hurt, hurt.owner), schema)
        facts = gather(settings, SpreadsheetId(hurt.book_id), lambda: NOW)
        own = outcomes(facts, schema.tab * bool(schema.name))
        whole = outcomes(facts, other.tab * bool(other.name))
        shared = [check for check in OF_BOTH if check in own]
        found.append({check: _told(own[check], schema) for check in shared})
        if other is requests:
            assert {whole[check].state for check in OF_BOTH if check in whole} == {"baik"}
    assert found[0] == found[1]
    assert any(state != "baik" for state, *_ in found[1].values())


OF_BOTH = (
    "Judul kolom",
    "Kolom isian",
    "Kolom otomatis",
    "Sorotan",
    "Pelengkap",
    "Hari libur",
    "Siap diperiksa",
)
"""The checks that every register has."""


@pytest.mark.slow
def test_a_file_without_the_tab_is_told_of_as_before(tmp_path: Path) -> None:
    """Nothing is said of objections; where the tab is, its checks follow the others."""
    path = tmp_path / "register.xlsx"
    store = open_store(path, SETTINGS, lambda: NOW)
    init(store)
    assert not outcomes(gather(SETTINGS, path, lambda: NOW), "Keberatan")
    init_objections(store)
    found = outcomes(gather(SETTINGS, path, lambda: NOW), "Keberatan")
    assert {outcome.state for outcome in found.values()} == {"baik"}
    book = openpyxl.load_workbook(path)
    sheet = book["Keberatan"]
    sheet.delete_cols(len(OBJECTIONS.columns))
    del book.defined_names["ppid.keberatan.findings"]
    book.save(path)
    found = outcomes(gather(SETTINGS, path, lambda: NOW), "Keberatan")
    assert found["Kolom otomatis"].found == "belum ada: Temuan"


def test_the_lists_are_looked_at_where_they_are(tmp_path: Path) -> None:
    """Their columns and by what they were known, also without a tag; no clock, no results."""
    path = tmp_path / "register.xlsx"
    store = open_store(path, SETTINGS, lambda: NOW)
    init(store)
    assert not outcomes(gather(SETTINGS, path, lambda: NOW), "DIK")
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("DIK")
    sheet.append(["No", "Informasi yang Dikecualikan", "Dasar Hukum", "Berlaku Sejakk"])
    book.save(path)
    found = outcomes(gather(SETTINGS, path, lambda: NOW), "DIK")
    assert list(found) == ["Judul kolom", "Kolom isian"]
    assert found["Kolom isian"].found == "3 dari 7 dikenali"
    assert "'Berlaku Sejakk' menjadi 'Berlaku Sejak'" in found["Kolom isian"].remedy
    init_beside(store, EXCLUDED)
    told = outcomes(gather(SETTINGS, path, lambda: NOW), "DIK")["Kolom isian"]
    assert any("dari tanda: " in line for line in told.details)
