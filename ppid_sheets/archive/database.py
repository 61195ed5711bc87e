"""Opens the archive's file, and says in our words what is wrong with it."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from ppid_sheets.archive.content import DamagedError
from ppid_sheets.archive.sql_tables import STEPS, VERSION
from ppid_sheets.common import files
from ppid_sheets.errors import ArchiveError
from ppid_sheets.register import numbers

FILE = "arsip-ppid.db"
WAIT_SECONDS = 10.0
"""For another run that is just writing."""

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_CAUSES = {
    sqlite3.SQLITE_FULL: ("ruang penyimpanan penuh", "kosongkan ruang"),
    sqlite3.SQLITE_READONLY: ("tempatnya hanya boleh dibaca", "minta hak tulis"),
    sqlite3.SQLITE_CANTOPEN: ("berkasnya tidak dapat dibuka", "periksa foldernya"),
    sqlite3.SQLITE_PERM: ("berkasnya tidak boleh dibuka", "minta hak baca dan tulis"),
    sqlite3.SQLITE_BUSY: ("sedang dipakai pemeriksaan lain", "tunggu sebentar"),
    sqlite3.SQLITE_LOCKED: ("sedang dipakai pemeriksaan lain", "tunggu sebentar"),
    sqlite3.SQLITE_IOERR: ("tempat penyimpanannya bermasalah", "periksa foldernya"),
}


class NewerArchiveError(ArchiveError):
    """The archive was written by a newer version of the program."""


class Archive:
    """An open archive: a connection whose failures are ours.

    It uses SQLite's rollback journal, not its write-ahead log: there is one writer at a time and it
    is quick, the folder may lie on a share where such a log does not work, and what is erased here
    shall be erased, not linger in a second file. Erased content is overwritten (`secure_delete`),
    for it is personal data.
    """

    def __init__(self, path: Path, moment: datetime, *, read_only: bool) -> None:
        self.path = path
        self._moment = moment
        self._read_only = read_only
        self._connection: sqlite3.Connection | None = None
        with self.explained():
            self._connection = _connect(path, read_only)
            self._prepare()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def all(self, query: str, *values: object, **named: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self._open.execute(query, named or values).fetchall()

    def one(self, query: str, *values: object, **named: object) -> Any:
        """The first value of the first row, or None."""
        row = self._open.execute(query, named or values).fetchone()
        return row[0] if row else None

    def do(self, statement: str, *values: object, **named: object) -> int:
        """Carry out one statement; the id of the row that it inserted."""
        return self._open.execute(statement, named or values).lastrowid or 0

    def many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> int:
        """Carry out one statement for each row; how many rows it touched."""
        return self._open.executemany(statement, rows).rowcount

    def register(self, key: str, name: str) -> int:
        """The id of a register, which from now on is called `name`, inside a transaction."""
        self.do(
            "INSERT INTO register (key, name) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET name = excluded.name WHERE name <> excluded.name",
            key,
            name,
        )
        found: int = self.one("SELECT id FROM register WHERE key = ?", key)
        return found

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, all or nothing; raises ArchiveError."""
        with self.explained():
            self.do("BEGIN IMMEDIATE")
            try:
                yield
                self.do("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self.do("ROLLBACK")
                raise

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn failures of the file into ArchiveError; a damaged one is set aside, never erased."""
        try:
            yield
        except DamagedError as error:
            raise self._damaged() from error
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in _DAMAGED:
                raise self._damaged() from error
            cause = _CAUSES.get(code, (f"kesalahan SQLite {code}", ""))
            raise _unusable(self.path, *cause) from error
        except OSError as error:
            raise _unusable(self.path, files.cause(error), "periksa arsip.folder") from error

    @property
    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise sqlite3.ProgrammingError("closed")
        return self._connection

    def _prepare(self) -> None:
        version = self.one("PRAGMA user_version")
        if version > VERSION:
            self.close()
            raise NewerArchiveError(
                f"Arsip {self.path.name} dibuat oleh versi program yang lebih baru",
                "pasang versi itu, atau pilih arsip.folder lain",
            )
        self.do("PRAGMA foreign_keys = ON")
        if not self._read_only:
            self.do("PRAGMA secure_delete = ON")
            if version < VERSION:
                self._bring_up(version)
        elif 0 < version < VERSION:
            Archive(self.path, self._moment, read_only=False).close()

    def _bring_up(self, version: int) -> None:
        """Adds the tables that the file lacks, all or none; content stays."""
        if version == 0 and self.one("SELECT count(*) FROM sqlite_master"):
            raise self._damaged()
        missing = "".join(STEPS[version:])
        self._open.executescript(
            f"BEGIN IMMEDIATE; {missing} PRAGMA user_version = {VERSION}; COMMIT;"
        )

    def _damaged(self) -> ArchiveError:
        self.close()
        if self._read_only:
            return _unusable(self.path, "isinya rusak", "jalankan ppid-sheets check")
        journal = self.path.with_name(f"{self.path.name}-journal")
        aside = files.aside(self.path, self._moment)
        try:
            if journal.exists():
                journal.replace(aside.with_name(f"{aside.name}-journal"))
            files.set_aside(self.path, self._moment)
        except OSError:
            return _unusable(self.path, "isinya rusak dan berkasnya tidak dapat dipindahkan")
        return ArchiveError(
            f"Arsip {self.path.name} rusak dan disisihkan sebagai {aside.name}, dan pemeriksaan "
            "berikutnya memulai arsip baru"
        )


def open_existing(folder: Path, moment: datetime, *, read_only: bool = True) -> Archive:
    """The archive in a folder; raises ArchiveError where there is none, or none to be read."""
    path = folder / FILE
    if files.absent(path):
        raise ArchiveError(
            f"Belum ada arsip di {path.parent}", "jalankan ppid-sheets check, yang memulainya"
        )
    return Archive(path, moment, read_only=read_only)


def _unusable(path: Path, cause: str, remedy: str = "") -> ArchiveError:
    return ArchiveError(
        f"Arsip {path} tidak dapat dipakai ({cause}), jadi permohonan yang hilang atau berubah "
        "tidak diketahui",
        f"{remedy}, lalu jalankan lagi" if remedy else "jalankan lagi",
    )


def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
    if not read_only:
        files.make_folder(path.parent, private=True)
        _make_private(path)
    files.check_ordinary(path)
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{files.real(path).as_uri()}?mode={mode}",
        uri=True,
        timeout=WAIT_SECONDS,
        isolation_level=None,
    )
    connection.create_function("number_key", 1, numbers.key, deterministic=True)
    return connection


def _make_private(path: Path) -> None:
    """The file, with rights for its owner alone; SQLite gives them to its journal as well."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, files.PRIVATE_FILE))
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            path.chmod(files.PRIVATE_FILE)
