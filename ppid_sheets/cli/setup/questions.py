"""The questions of the set-up, each declared once with what is taken as an answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ppid_sheets.config import OPTIONS
from ppid_sheets.config.declaring import Problem
from ppid_sheets.config.kinds import one_of
from ppid_sheets.register.address import SpreadsheetId, address

FILE, SHEET = "berkas", "google"
NO_SCHEDULE = "tidak"
SYSTEMS = ("systemd", "cron", "windows", NO_SCHEDULE)
_YES, _NO = ("ya", "y", "true"), ("tidak", "t", "n", "false")


def _good(_: object) -> Problem | None:
    return None


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its key in a file of answers, its words, the answer of one who says nothing.

    `check` says what is wrong with an answer, as of an option in `ppid.toml`.
    """

    key: str
    text: str
    default: Any
    check: Callable[[Any], Problem | None] = _good

    def with_default(self, default: Any) -> "Question":
        """The same question with another default."""
        return replace(self, default=default)

    def asking(self, text: str) -> "Question":
        """The same question in other words."""
        return replace(self, text=text)

    def read(self, typed: str) -> Any:
        """What was typed, as the kind of value that the default is; "-" is no text."""
        word = typed.strip()
        if not word:
            return self.default
        if isinstance(self.default, str):
            return "" if word == "-" else word
        if isinstance(self.default, bool):
            return {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}.get(
                word.casefold(), word
            )
        return int(word) if word.isdecimal() and word.isascii() else word

    def problem(self, value: Any) -> str:
        """What is wrong with an answer, "" for nothing."""
        if type(value) is not type(self.default):
            return {bool: "harus ya atau tidak", int: "harus bilangan bulat"}.get(
                type(self.default), "harus teks"
            )
        found = self.check(value) or ""
        return found if isinstance(found, str) else "; ".join(filter(None, found))

    @property
    def shown(self) -> str:
        """The default as people would type it."""
        if isinstance(self.default, bool):
            return "ya" if self.default else "tidak"
        return str(self.default)


_OPTIONS = {option.path: option for option in OPTIONS}


def _option(key: str, text: str, default: Any = None) -> Question:
    """A question about an option of `ppid.toml`, whose rules and default are those of the file."""
    one = _OPTIONS[key]
    return Question(key, text, one.default if default is None else default, one.kind.check)


def _register_file(value: str) -> Problem | None:
    found = _OPTIONS["register"].kind.check(value)
    if found:
        return found
    where = address(value)
    if isinstance(where, SpreadsheetId):
        return None
    if where.suffix.casefold() != ".xlsx":
        return "harus berkas .xlsx, contoh register.xlsx"
    return None if where.parent.is_dir() else "menyebut folder yang tidak ada"


def _register_sheet(value: str) -> Problem | None:
    found = _OPTIONS["register"].kind.check(value)
    if not found and not isinstance(address(value), SpreadsheetId):
        return "bukan alamat Google Sheet; salin dari peramban"
    return found


PLACE = Question(
    "tempat",
    "Register berada di mana: berkas Excel (berkas) atau Google Sheet (google)?",
    FILE,
    one_of(FILE, SHEET).check,
)
REGISTER_FILE = Question("register", "Nama berkas register", "register.xlsx", _register_file)
REGISTER_SHEET = Question("register", "Alamat Google Sheet, dari peramban", "", _register_sheet)
KEY = Question("kunci", "Berkas kunci yang diunduh", "")
REPLACE = Question("ganti", "", False)
ADD = Question("tambahkan", "Lakukan sekarang?", True)
SCHEDULE = Question(
    "jadwal",
    "Periksa setiap jam dengan sendirinya, lewat systemd, cron, windows, atau tidak?",
    NO_SCHEDULE,
    one_of(*SYSTEMS).check,
)
WATCH = Question("pengawas", "Periksa juga setiap kali berkas register disimpan dan ditutup?", True)
WATCH_SHEET = WATCH.asking(
    "Periksa juga segera setelah kotak Periksa sekarang di tab Status Pemeriksaan dicentang?"
)
MENU = Question("menu", "Buat pintasan di menu Start?", True)
MAIL = (
    _option("surat.server", "Server surat (SMTP) untuk peringatan; - = tanpa surat"),
    _option("surat.port", "Port server itu"),
    _option("surat.keamanan", "Pengamanan: starttls, ssl atau tanpa"),
    _option("surat.pengguna", "Nama pengguna di server itu; - = tanpa"),
    _option("surat.dari", "Alamat pengirim"),
    _option("surat.kasubag", "Alamat Kasubag, yang menerima semua peringatan"),
)
ALL = (PLACE, REGISTER_SHEET, KEY, REPLACE, ADD, SCHEDULE, WATCH, MENU, *MAIL)
"""Every key that a file of answers may have."""


def address_alone(recipient: str) -> str:
    """The mail address in an answer that may name the person too."""
    made: str = _OPTIONS["surat.kasubag"].kind.make(recipient, Path())
    return made
