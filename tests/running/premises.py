"""An office on a disk: settings, a register, a mail box, and what real runs leave there."""

import hashlib
import pickle
import re
import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, time
from email import message_from_bytes, policy
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

from ppid_sheets import config
from ppid_sheets.archive import recalling
from ppid_sheets.archive.archived_columns import Columns
from ppid_sheets.archive.database import FILE, Archive
from ppid_sheets.common import times
from ppid_sheets.deadlines.calendar import decreed_holidays
from ppid_sheets.jobs.init import init
from ppid_sheets.register import layout
from ppid_sheets.register.address import address, identity
from ppid_sheets.register.registers import REGISTERS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Schema, with_wished
from ppid_sheets.stores.xlsx import new
from tests.alarms.server import Box
from tests.build import OFFICERS, SETTINGS
from tests.fakesheets.books import BOOK_ID, staff_view, values_of
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.running.forking import Done, Forker, Job
from tests.running.office import TOML, at, body
from tests.stores.sheets import adopted, store

Request = Mapping[str, Any]
EXPORT = """Timestamp,Nama Lengkap,No. WA,Rincian Informasi
2026-11-30 09:15,Contoh Lewat Formulir,0812,"=1+1"
11/3/2026 10:00:00,Contoh Kedua,0813,Anggaran
"""
"""What came in by a form and was exported."""


class Premises(ABC):
    """A folder with `ppid.toml` whose runs are processes."""

    def __init__(
        self, folder: Path, forker: Forker, port: int, register: str, beside: Sequence[Schema]
    ) -> None:
        self.folder, self.forker, self.register = folder, forker, register
        self.beside = beside
        self.environment: dict[str, str] = {}
        folder.mkdir(parents=True)
        toml = TOML.replace("aktif = false", "").replace("keamanan", f"port = {port}\nkeamanan")
        if beside:  # an office that has all there is
            toml += '\n[masuk]\nberkas = "ekspor.csv"\n'
            (folder / "ekspor.csv").write_text(EXPORT, encoding="utf-8")
        (folder / "ppid.toml").write_text(toml, encoding="utf-8")
        self.settings = config.load(folder / "ppid.toml")

    @abstractmethod
    def staff(self) -> Any:
        """All that is not the job's."""

    @abstractmethod
    def tabs(self) -> Any:
        """What everybody sees, the job's parts as well."""

    @abstractmethod
    def type(self, *requests: Request, schema: Schema = REQUESTS) -> None:
        """Staff have these requests, or rows of another register, there now, and no others."""

    def job(self, *arguments: str, moment: str, **options: Any) -> Job:
        """A command line of this office."""
        words = (*arguments, "--register", self.register)
        return Job(str(self.folder), words, moment, self.environment, **options)

    def run(self, moment: str, **options: Any) -> Done:
        """One run at that local time."""
        return self.forker.run(self.job("run", moment=moment, **options))

    @property
    def archive(self) -> Path:
        """The memory."""
        return self.folder / "data" / FILE

    def save(self, name: str = "simpanan") -> None:
        """Remember how all is now."""
        shutil.copytree(self.folder, self._saved(name))

    def restore(self, name: str = "simpanan") -> None:
        """Go back to how all was."""
        shutil.rmtree(self.folder)
        shutil.copytree(self._saved(name), self.folder)

    def _saved(self, name: str) -> Path:
        return self.folder.with_name(f"{self.folder.name}.{name}")

    def fingerprint(self) -> bytes:
        """Another one for every other state of all that a run may change here, whatever names it
        drew."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        said = sorted((_undrawn(str(path.relative_to(self.folder))), path.read_bytes())
                      for path in files)  # fmt: skip
        return hashlib.sha256(repr(said).encode()).digest()

    def unwanted(self) -> Sequence[str]:
        """What the register's server saw that must not be."""
        return ()

    def left_behind(self) -> list[str]:
        """Files that only a run at work may need."""
        found = (*self.folder.rglob(".*.tmp"), *self.folder.rglob("*-journal"))
        return [path.name for path in found]

    def sizes(self) -> Mapping[str, int]:
        """Bytes of each file; those with a drawn name are called alike, and what a process had of
        number and seconds counts once, however long it is."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {_undrawn(path.name): len(_short(path)) for path in found}

    def files(self) -> Mapping[str, bytes]:
        """All reports and what people were told."""
        wanted = (*self.folder.glob("laporan/*"), *self.folder.glob("data/jalan-*.json"))
        return {path.name: path.read_bytes() for path in wanted}

    def remembered(self) -> Mapping[str, list[Any]]:
        """What the archive holds, but for how many runs there were; raises where it is damaged."""
        connection = sqlite3.connect(self.archive)
        try:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            tables = "register", "state", "request", "version", "finding", "due", "issue"
            return {
                table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
                for table in tables
            }
        finally:
            connection.close()

    def newest(self) -> Sequence[Request]:
        """The requests of the archive's last state, in the order of their rows."""
        return self.as_it_was("9999-01-01")

    def as_it_was(self, moment: str) -> Sequence[Request]:
        """The requests of the state at a local time."""
        archive = Archive(self.archive, at("2026-01-01"), read_only=True)
        try:
            known = recalling.register_of(archive, identity(address(self.register, self.folder)))
            assert known
            state = recalling.state_as_of(archive, known.register, times.stamp(at(moment)))
            assert state
            whole = recalling.whole(archive, known.register, state)
        finally:
            archive.close()
        return [
            {key: Columns(REQUESTS).value(key, kept) for key, kept in cells.items()}
            for _, cells in whole.rows
        ]

    def faults(self) -> list[tuple[str, str]]:
        """Code and what it says of each finding from memory in the tab *Temuan*."""
        code, text = map(layout.FINDINGS_HEAD.index, ("Kode", "Temuan"))
        rows = [row for row in self.tabs()[layout.FINDINGS] if len(row) > code]
        return [(row[code], row[text]) for row in rows if re.match(r"M\d\d", str(row[code]))]


class FileOffice(Premises):
    """A register in an .xlsx file, which staff edit with another program."""

    def __init__(
        self,
        folder: Path,
        forker: Forker,
        port: int,
        *requests: Request,
        beside: Sequence[Schema] = (),
    ) -> None:
        super().__init__(folder, forker, port, "register.xlsx", beside)
        self.path = folder / self.register
        others = [(schema, ()) for schema in beside]
        self.schema = with_wished(REQUESTS, {key for row in requests for key in row})
        new.build(
            self.path, self.schema, requests, holidays=decreed_holidays(), officers=OFFICERS,
            beside=others, optional=self.settings.chosen.pages,
        )  # fmt: skip

    def staff(self) -> Any:
        kinds = {**{s.tab: s for s in REGISTERS}, REQUESTS.tab: self.schema}
        own = {tab: [s.positions[key] for key in s.job_keys] for tab, s in kinds.items()}
        return {
            title: [[cell for at, cell in enumerate(row) if at not in own.get(title, ())]
                    for row in rows]
            for title, rows in _cells(self.path.read_bytes()).items()
            if title not in layout.OWNED
        }  # fmt: skip

    def tabs(self) -> Any:
        return _shown(self.path.read_bytes())

    def type(self, *requests: Request, schema: Schema = REQUESTS) -> None:
        schema = self.schema if schema is REQUESTS else schema
        book = openpyxl.load_workbook(self.path)
        sheet = book[schema.tab]
        first = layout.HEADER_ROW + 1
        blank: list[Request] = [{}] * (sheet.max_row - layout.HEADER_ROW - len(requests))
        for row, request in enumerate((*requests, *blank), first):
            for column in schema.usual:
                value = request.get(column.key)
                sheet.cell(row, schema.positions[column.key] + 1).value = value
        book.save(self.path)


class SheetsOffice(Premises):
    """A register in a Google Sheet, on the fake server, which watches every call."""

    def __init__(
        self,
        folder: Path,
        forker: Forker,
        port: int,
        sheets: FakeSheets,
        *requests: Request,
        beside: Sequence[Schema] = (),
    ) -> None:
        super().__init__(
            folder, forker, port, f"https://docs.google.com/spreadsheets/d/{BOOK_ID}/edit", beside
        )
        self.environment = {
            "SHEETS_EMULATOR_HOST": sheets.address, "GOOGLE_APPLICATION_CREDENTIALS": "",
        }  # fmt: skip
        self.sheets = sheets
        self._copies: dict[str, Book] = {}
        adopted(sheets, *requests, objections=() if beside else None, home=SETTINGS)
        if beside:
            init(store(sheets, office=self.settings))
        self.schema = with_wished(REQUESTS, {key for row in requests for key in row})
        sheets.watched = self._staff

    @property
    def book(self) -> Book:
        return self.sheets.books[BOOK_ID]

    def staff(self) -> Any:
        return self._staff(self.book)

    def _staff(self, book: Book) -> Any:
        keys = [column.key for column in REQUESTS.job]
        return staff_view(book, keys, lambda sheet: sheet.title in layout.OWNED)

    def tabs(self) -> Any:
        return {sheet.title: values_of(self.book, sheet.title) for sheet in self.book.sheets}

    def type(self, *requests: Request, schema: Schema = REQUESTS) -> None:
        people, schema = People(self.book), self.schema if schema is REQUESTS else schema
        rows = [[request.get(column.key) for column in schema.usual] for request in requests]
        last = openpyxl.utils.get_column_letter(len(schema.usual))
        people.clear(schema.tab, f"A2:{last}{len(self.book.tab(schema.tab).rows)}")
        people.paste(schema.tab, "A2", rows)

    def save(self, name: str = "simpanan") -> None:
        super().save(name)
        self._copies[name] = self.book.copy()

    def restore(self, name: str = "simpanan") -> None:
        super().restore(name)
        self.sheets.add(self._copies[name].copy())

    def unwanted(self) -> Sequence[str]:
        return tuple(self.sheets.violations[:2])

    def fingerprint(self) -> bytes:
        return hashlib.sha256(super().fingerprint() + pickle.dumps(self.book)).digest()


def _undrawn(name: str) -> str:
    """The name of a file without what was drawn for it."""
    return re.sub(r"[0-9a-f]{8}\.tmp$", "tmp", name)


def _short(path: Path) -> bytes:
    """What is in a file, without the digits of a process's number and seconds."""
    content = path.read_bytes()
    if path.suffix not in (".kunci", ".jsonl"):
        return content
    return re.sub(rb'("(?:proses|detik)": )[\d.]+', rb"\1", content)


@lru_cache(maxsize=16)
def _cells(content: bytes) -> Mapping[str, list[list[Any]]]:
    """What stands in the cells of a workbook; the same file is read once."""
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: [[c.value for c in row] for row in sheet.iter_rows()] for sheet in book}


@lru_cache(maxsize=16)
def _shown(content: bytes) -> Mapping[str, list[list[Any]]]:
    """What a workbook shows; the same file is read once."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def plain(requests: Sequence[Request]) -> list[dict[str, Any]]:
    """Requests as an archive gives them back: blank cells left out, days as days."""
    return [
        {key: _plain(value) for key, value in request.items() if value not in (None, "")}
        for request in requests
    ]


def _plain(value: Any) -> Any:
    match value:
        case date() | str() | bool():
            return value
        case time():
            return f"{value:%H:%M}"
        case _:
            return float(value)


def heard(box: Box) -> Counter[tuple[str, str]]:
    """How often each address heard of each request, the same mail counted once."""
    mails: dict[tuple[str, str], bytes] = {}
    for envelope in box.mail:
        mail: Any = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
        same = mails.setdefault((mail["To"], mail["Message-ID"]), bytes(mail))
        assert same == bytes(mail)
    told: Counter[tuple[str, str]] = Counter()
    for (to, _), content in mails.items():
        text = body(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        told.update({(str(to), number) for number in re.findall(r"(\d{3})/PPID", text)})
    return told
