"""Every example of a finding is true: whoever types it sees its code."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets import config
from ppid_sheets.archive.database import FILE
from ppid_sheets.archive.remember import remembered
from ppid_sheets.checks.findings import Finding
from ppid_sheets.checks.judge import judge
from ppid_sheets.checks.judge_objections import judge_objections
from ppid_sheets.config import Settings
from ppid_sheets.errors import UnreachableError
from ppid_sheets.jobs.check import check
from ppid_sheets.jobs.finding_codes import entries
from ppid_sheets.jobs.finding_examples import EXAMPLES
from ppid_sheets.jobs.intake import Sources
from ppid_sheets.register import layout
from ppid_sheets.register.cells import UNCALCULATED
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.values import Chosen, Grid, PastFile, Snapshot, Tags
from tests.archive.desk import START, Desk
from tests.build import GOOD, OFFICERS, OPEN, SETTINGS, grid
from tests.checks.test_objections import GOOD_ONE, REFUSED
from tests.memory import MemoryStore
from tests.stores.sheets import HOLIDAYS

TODAY, DECEMBER = date(2026, 11, 23), date(2026, 12, 21)
CHOICES = layout.choices_tab(REQUESTS, OFFICERS).rows
PLAIN = {layout.HOLIDAYS: HOLIDAYS, layout.CHOICES: CHOICES}
_ELSEWHERE = re.compile(r"tab ([^:]+): ")
_TODAY = re.compile(r", padahal hari ini (\d\d/\d\d/\d{4})$")
_ASIDE = ", yang tidak ada di tab Register"
Row = Mapping[str, Any]


@dataclass
class Told:
    """What an example tells: the rows of each tab by header, the settings and the day."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    settings: Settings = SETTINGS
    today: date = TODAY


def told(code: str, folder: Path) -> Told:
    """An example taken at its word."""
    said = Told()
    for text in EXAMPLES[code]:
        if text.startswith("ppid.toml: "):
            (folder / "ppid.toml").write_text(text.partition(": ")[2], encoding="utf-8")
            said.settings = config.load(folder / "ppid.toml")
            continue
        if day := _TODAY.search(text):
            said.today = datetime.strptime(day[1], "%d/%m/%Y").date()
        text = _TODAY.sub("", text).removesuffix(_ASIDE)
        named = _ELSEWHERE.match(text)
        tab = named[1] if named else "Keberatan" if code[0] == "S" else "Register"
        said.rows.setdefault(tab, []).append(row_of(tab, text[named.end() if named else 0 :]))
    return said


def row_of(tab: str, text: str) -> Row:
    """The cells of a row by header; what it does not name is filled well."""
    schema = schema_of(tab)
    lists = (*HOLIDAYS[0], *(column.header for column in REQUESTS.columns))
    headers = [column.header for column in schema.columns] if schema else lists
    longest_first = sorted(map(str, headers), key=len, reverse=True)
    one = "|".join(map(re.escape, longest_first))
    only = text.startswith("hanya ")
    cells = re.split(rf"(?:^|, )({one}): ", text.removeprefix("hanya "))
    assert not cells[0], f"{text} begins with no header of the tab {tab}"
    row = {
        header: "" if value == "(kosong)" else value
        for header, value in zip(cells[1::2], cells[2::2], strict=True)
    }
    return row if only else {**well_filled(tab, row), **row}


def schema_of(tab: str) -> Schema | None:
    """That of a tab with such a title; None for lists."""
    if tab in PLAIN:
        return None
    if tab == EXCLUDED.tab:
        return EXCLUDED
    return OBJECTIONS if tab.startswith(OBJECTIONS.tab) else REQUESTS


def well_filled(tab: str, row: Row) -> Row:
    """A row without fault: an open request where no decision is there, else a finished one."""
    schema = schema_of(tab)
    if schema not in (REQUESTS, OBJECTIONS):
        return {}
    sound = GOOD_ONE if schema is OBJECTIONS else OPEN if row.get("Keputusan") == "" else GOOD
    return {schema.header(key): value for key, value in sound.items()}


def tab_of(tab: str, rows: Sequence[Row]) -> list[list[Any]]:
    """A tab with these rows below its header."""
    if tab == layout.CHOICES:
        lists = {header: [line[at] for line in CHOICES[1:]] for at, header in enumerate(CHOICES[0])}
        lists |= {header: [row[header] for row in rows] for header in rows[0]}
        longest = range(max(map(len, lists.values())))
        lines = [[items[i] if i < len(items) else "" for items in lists.values()] for i in longest]
        return [list(lists), *lines]
    if tab == layout.HOLIDAYS:
        return [*map(list, HOLIDAYS), *([row.get(h) for h in HOLIDAYS[0]] for row in rows)]
    schema = schema_of(tab)
    assert schema
    keys = {column.header: column.key for column in schema.columns}
    lines: list[Row] = [{keys[h]: v for h, v in row.items()} for row in rows]
    beside = [GOOD] * (schema is REQUESTS and len(lines[0]) == 1)
    return grid(*beside, *lines, schema=schema)


def seen(said: Told, tabs: Mapping[str, Any], **more: Any) -> Sequence[Finding]:
    """What a check of these tabs finds, beside them the usual lists."""
    register = {} if "Register" in tabs else {"Register": grid(GOOD)}
    snapshot = Snapshot({**PLAIN, **register, **tabs}, chosen=said.settings.chosen, **more)
    return judge(snapshot, said.settings, said.today).findings


def of_objections(said: Told) -> Sequence[Finding]:
    """What is found in objections to the requests that are told, one refused where none are."""
    keys = {column.header: column.key for column in REQUESTS.columns}
    requests = [
        {**REFUSED, **{keys[h]: v for h, v in row.items() if v != GOOD.get(keys[h])}}
        for row in said.rows.get("Register", [{}])
    ]
    second = {**REFUSED, "reg_number": "002/PPID/X/2026"}
    tabs = {"Keberatan": tab_of("Keberatan", said.rows["Keberatan"])}
    tabs |= {**PLAIN, "Register": grid(*requests, second)}
    return judge_objections(
        Snapshot(tabs, chosen=Chosen(schema=OBJECTIONS)), said.settings, said.today
    ).findings


def changed(rows: Grid, header: str, new: str | None) -> Grid:
    """A tab in whose first row one header is another, or which lacks that column."""
    at = rows[0].index(header)
    if new is None:
        return [[*row[:at], *row[at + 1 :]] for row in rows]
    return [[*rows[0][:at], new, *rows[0][at + 1 :]], *rows[1:]]


def register(**cells: Any) -> Grid:
    """A tab with one finished request."""
    return grid({**GOOD, **cells})


def adopted(without: str = "", **more: Any) -> Sequence[Finding]:
    """What is found in a register that `init` completed, from which a column of the job is gone."""
    head, row = register()
    job = [column for column in REQUESTS.job if column.header != without]
    tags = {column.key: at for at, column in enumerate(job, len(head))}
    rows = [[*head, *(column.header for column in job)], row]
    return here({"Register": rows}, register="Register", tags=tags, header_row=1, **more)


def here(tabs: Mapping[str, Grid], today: date = TODAY, **more: Any) -> Sequence[Finding]:
    """What a check of these tabs finds."""
    return seen(Told(today=today), tabs, **more)


def ticked() -> Sequence[Finding]:
    """The two columns of the national form, ticked both."""
    above = ["No", "Tgl", "Nama", "Status Informasi", ""]
    below = ["", "", "", "Ya", "Tidak"]
    return here({"Register": [above, below, [1, "9/11/2026", "Orang", "√", "√"]]})


def beside(rows: Grid, header: str) -> Grid:
    """A tab with one more column at its right end."""
    return [[*rows[0], header], *([*row, ""] for row in rows[1:])]


def objections_tab() -> Grid:
    """A register of objections with the job's columns."""
    head, row = tab_of("Keberatan", [well_filled("Keberatan", {})])
    return [[*head, *(column.header for column in OBJECTIONS.job)], row]


def until_2026() -> Grid:
    """The list of holidays before next year's decree."""
    return [
        HOLIDAYS[0],
        *(row for row in HOLIDAYS[1:] if isinstance(row[0], date) and row[0].year < 2027),
    ]


def after(*changes: Mapping[str, Any] | None) -> Callable[[Path], Sequence[Finding]]:
    """What a memory notices of one request, of two, that was changed, or is gone (None)."""

    def noticed(folder: Path) -> Sequence[Finding]:
        other = {**OPEN, "reg_number": "011/PPID/XI/2026", "applicant_name": "Pemohon Lain"}
        row = {**GOOD, "reg_number": "012/PPID/XI/2026"}
        desk = Desk(folder, other, row)
        desk.run()
        for change in changes:
            desk.rows[1:] = [{**row, **change}] if change is not None else []
        return desk.run().findings

    return noticed


def clock_behind(folder: Path) -> Sequence[Finding]:
    """A run on 1 January 2020 after one of today."""
    desk = Desk(folder, GOOD)
    desk.run()
    desk.now = datetime(2020, 1, 1, 8, tzinfo=desk.now.tzinfo)
    return desk.run().findings


def without_memory(folder: Path) -> Sequence[Finding]:
    """An archive that is no file."""
    (folder / FILE).mkdir()
    store = MemoryStore({**PLAIN, "Register": register()})
    settings = replace(SETTINGS, archive_folder=folder)
    with remembered(folder / "register.xlsx", settings, START, read_only=True) as memory:
        return check(store, settings, TODAY, memory=memory, dry_run=True).verdict.findings


def entered(stamp: object, tab: str = "Form Responses 1") -> Sequence[Finding]:
    """What is found where such an answer stands in the tab of a form that the settings name."""
    answers = [["Stempel waktu", "Nama Pemohon", "Informasi"], [stamp, "Orang Lain", "DPT"]]
    intake = replace(SETTINGS.intake, tab="Form Responses 1")
    settings = replace(SETTINGS, intake=intake)
    snapshot = Snapshot({**PLAIN, "Register": register(), tab: answers}, chosen=settings.chosen)
    sources = Sources(settings).of(snapshot)
    return judge(snapshot, settings, TODAY, sources=sources).findings


LOST = UnreachableError("Berkas register-2025.xlsx dilindungi kata sandi", "hapus kata sandinya")
SITUATIONS: Mapping[str, Callable[[Path], Sequence[Finding]]] = {
    "B08": lambda _: ticked(),
    "B14": lambda _: here({"Register": register(received_on=UNCALCULATED)}),
    "D11": lambda _: here({"DIK": [["1", "a"]]}, beside={"dik": Tags("DIK", 1, {"dik_no": 0})}),
    "M01": after(None),
    "M02": after({"reg_number": "112/PPID/XI/2026"}),
    "M03": after({"received_on": date(2026, 11, 12)}),
    "M04": after({"decision": "Dikabulkan Sebagian"}),
    "M05": after({"notified_on": None}),
    "M08": without_memory,
    "M09": clock_behind,
    "P08": lambda _: here({"Register": register(id_number=1906015203900000)}),
    "R01": lambda _: here({"Register": changed(register(), "Tanggal Diterima", "Hari")}),
    "R02": lambda _: here({"Register": changed(register(), "Klasifikasi", None)}),
    "R03": lambda _: here({"Register": beside(register(), "Petugas")}),
    "R05": lambda _: here(
        {"Hari Libur": until_2026(), "Register": grid(GOOD, {**OPEN, "received_on": DECEMBER})},
        DECEMBER,
    ),
    "R06": lambda _: here({"Hari Libur": until_2026()}, DECEMBER),
    "R09": lambda _: adopted(without="Status Tenggat"),
    "R14": lambda _: here({"Hari Libur": changed(HOLIDAYS, "Jenis", None), "Register": grid()}),
    "R15": lambda _: adopted(filters=((1, 0, len(register()[0]) - 1),)),
    "R18": lambda _: here({}, far={"Register": ("A90000",)}),
    "R19": lambda _: here({}, past=(PastFile("register-2025.xlsx", trouble=LOST),)),
    "R21": lambda _: entered(datetime(2026, 11, 18, 9, 15)),
    "R22": lambda _: entered(datetime(2026, 11, 18, 9, 15), "Jawaban"),
    "R23": lambda _: entered("03/11/2026 09:15"),
    "R24": lambda _: here(dict.fromkeys(("Keberatan", "Keberatan (2)"), objections_tab())),
    "R25": lambda _: here({"Senin": [["Layanan Harian"]]}, ruled=("Senin",)),
}
"""What people do or what happens where no row alone shows it."""


@pytest.mark.parametrize("code", sorted(set(EXAMPLES) - set(SITUATIONS)))
def test_a_row_as_in_the_example_has_its_finding(code: str, tmp_path: Path) -> None:
    """Read from the very words that people are shown."""
    said = told(code, tmp_path)
    if code[0] == "S":
        found = of_objections(said)
    else:
        found = seen(said, {tab: tab_of(tab, rows) for tab, rows in said.rows.items()})
    assert code in {finding.code for finding in found}


@pytest.mark.parametrize("code", sorted(SITUATIONS))
def test_what_the_example_tells_has_its_finding(code: str, tmp_path: Path) -> None:
    """Where it is told in words, and not in cells."""
    assert code in {finding.code for finding in SITUATIONS[code](tmp_path)}


def test_every_code_has_an_example() -> None:
    """And none has one that there is no code for."""
    assert sorted(EXAMPLES) == [entry.code for entry in entries()]
