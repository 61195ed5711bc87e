"""Settings: `ppid.toml` turned into frozen values; what it does not say has a default.

Every option is declared once in `OPTIONS`; reading, refusing unknown keys, `ppid-sheets config` and
the example file all follow from that table.
"""

import difflib
import json
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ppid_sheets.common import files
from ppid_sheets.common.indonesian import DAYS
from ppid_sheets.deadlines.clock import ELECTION, ORDINARY, Profile, Start
from ppid_sheets.errors import SettingsError
from ppid_sheets.register.address import SpreadsheetId, address
from ppid_sheets.register.columns import STAFF_COLUMNS
from ppid_sheets.register.header import normal
from ppid_sheets.register.numbers import NumberPattern
from ppid_sheets.register.values import Chosen

Paper = Literal["A4", "F4"]
Channel = Literal["starttls", "ssl", "tanpa"]
FILE = "ppid.toml"


@dataclass(frozen=True, slots=True)
class Official:
    """Who signs: name, position and civil servant number (NIP), "" where not set."""

    position: str
    name: str
    nip: str


@dataclass(frozen=True, slots=True)
class Office:
    """The office as its letterhead names it."""

    name: str
    address: str
    phone: str
    city: str
    kasubag: Official
    sekretaris: Official


@dataclass(frozen=True, slots=True)
class Google:
    """How a Google Sheet is reached.

    `key_file` is a service account's key; `ambient_file` is the credential that the environment
    names, which comes first. `time_limit` is in seconds for a whole run. `emulator` is the host and
    port of `SHEETS_EMULATOR_HOST`, "" for Google itself.
    """

    key_file: Path
    time_limit: int
    ambient_file: Path | None
    emulator: str


@dataclass(frozen=True, slots=True)
class Mail:
    """How alarms are mailed; an empty `server` means not at all.

    `password` comes from the environment variable `password_variable`, None where that is not set.
    `officers` maps the names in the column *Petugas*, case-folded, to addresses. Mail leaves from
    `opens` to `closes` on working days.
    """

    server: str
    port: int
    channel: Channel
    user: str
    password: str | None = field(repr=False)
    password_variable: str
    sender: str
    kasubag: str
    officers: Mapping[str, str]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an office can set.

    `source` is the file read, or None for defaults alone; `values` are the effective TOML values
    by dotted path.
    """

    source: Path | None
    values: Mapping[str, Any]
    register: Path | SpreadsheetId
    earlier: tuple[Path | SpreadsheetId, ...]
    chosen: Chosen
    google: Google
    office: Office
    ordinary: Profile
    election: Profile
    election_active: bool
    due_soon: int
    start: Start
    weekend: tuple[int, ...]
    time_zone: ZoneInfo
    number_patterns: tuple[NumberPattern, ...]
    report_folder: Path
    archive_folder: Path
    archive_months: int
    archive_active: bool
    run_limit: int
    heartbeat: str
    mail: Mail
    paper: Paper
    subject_length: int
    small_cell: int
    legal_basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One key of `ppid.toml`: dotted path, default as TOML gives it, check, and what it is for.

    `check` returns what is wrong with a value, in Indonesian, or None.
    """

    path: str
    default: Any
    check: Callable[[Any], str | None]
    meaning: str


def _text(value: object) -> str | None:
    return None if isinstance(value, str) else "harus teks dalam tanda kutip"


def _switch(value: object) -> str | None:
    return None if isinstance(value, bool) else "harus true atau false"


def _whole(low: int, high: int) -> Callable[[object], str | None]:
    def check(value: object) -> str | None:
        good = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return None if good else f"harus bilangan bulat {low} sampai {high}"

    return check


def _one_of(*choices: str) -> Callable[[object], str | None]:
    def check(value: object) -> str | None:
        return None if value in choices else f"harus salah satu dari {', '.join(choices)}"

    return check


def _register(value: object) -> str | None:
    try:
        address(str(value))
    except ValueError as error:
        return str(error)
    return _text(value)


def _registers(value: object) -> str | None:
    return _texts(value) or next(filter(None, map(_register, _list(value))), None)


def _texts(value: object) -> str | None:
    good = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return None if good else 'harus daftar teks, contoh ["a", "b"]'


def _weekdays(value: object) -> str | None:
    if (
        _texts(value) is None
        and all(item in DAYS for item in _list(value))
        and len(_list(value)) < 7
    ):
        return None
    return f"harus daftar nama hari ({', '.join(DAYS)}), tidak semuanya"


def _patterns(value: object) -> str | None:
    if _texts(value) or not _list(value):
        return 'harus daftar pola, contoh ["{urut}/PPID/{romawi}/{tahun}"]'
    problems = [NumberPattern(item).problem() for item in _list(value)]
    return next((problem for problem in problems if problem), None)


def _zone(value: object) -> str | None:
    try:
        ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        return "zona waktu tidak dikenal, contoh Asia/Jakarta"
    return None


def _mailbox(value: object) -> str | None:
    good = value == "" or (isinstance(value, str) and _MAILBOX.fullmatch(value))
    return None if good else "harus satu alamat surat, contoh ppid@example.go.id"


def _people(value: object) -> str | None:
    if _texts(value) is None and all(_PERSON.fullmatch(item) for item in _list(value)):
        return None
    return 'harus daftar nama dan alamat, contoh ["Petugas Satu <satu@example.go.id>"]'


def _hours(value: object) -> str | None:
    if _texts(value) is None and len(_list(value)) == 2:
        hours = _list(value)
        if all(_HOUR.fullmatch(hour) for hour in hours) and hours[0] < hours[1]:
            return None
    return 'harus jam mulai dan jam selesai, contoh ["08:00", "16:00"]'


def _url(value: object) -> str | None:
    if value == "":
        return None
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
    except ValueError:
        return "bukan alamat https"
    good = parts.scheme in ("http", "https") and parts.hostname and " " not in str(value)
    return None if good else "harus alamat https, atau kosong"


ZONE = ZoneInfo("Asia/Jakarta")
"""That of the office where no settings say otherwise, or none can be read."""
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_PERSON = re.compile(rf"\s*([^<>]*[^<>\s])\s*<({_MAILBOX.pattern})>\s*")
"""A name as in the column *Petugas*, titles and their commas included."""
_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_TABLES = frozenset(("kolom",))
"""Options that are a whole table, whose keys are headers."""
_OWN_HEADERS: Mapping[str, str] = {normal(column.header): column.key for column in STAFF_COLUMNS}
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _list(value: object) -> list[str]:
    return value if isinstance(value, list) else []


def _headers(value: object) -> str | None:
    if not isinstance(value, dict):
        return 'harus tabel, contoh {"Tanggal Diterima" = "Tgl"}'
    for own, theirs in value.items():
        if normal(own) not in _OWN_HEADERS:
            near = difflib.get_close_matches(own, [c.header for c in STAFF_COLUMNS], 1, 0.6)
            hint = f"; maksudnya '{near[0]}'?" if near else ""
            return f"menyebut '{own}', yang bukan judul kolom register{hint}"
        if not isinstance(theirs, str) or not normal(theirs):
            return f"harus menyebut judul kolom kantor untuk '{own}', dalam tanda kutip"
    return None


OPTIONS: tuple[Option, ...] = (
    Option("register", "register.xlsx", _register, "berkas register, atau alamat Google Sheet"),
    Option("tab", "", _text, "tab register, contoh 2026; kosong = yang bertanda, atau terbaru"),
    Option(
        "terdahulu", [], _registers,
        'register tahun lalu, hanya dibaca, contoh ["register-2025.xlsx"] atau alamat Google Sheet',
    ),
    Option("kolom", {}, _headers, 'judul kolom kantor, contoh {"Tanggal Diterima" = "Tgl"}'),
    Option("google.kunci", "credentials.json", _text, "kunci akun layanan (Google Sheet saja)"),
    Option("google.batas_waktu", 300, _whole(10, 3600), "detik, untuk satu kali jalan"),
    Option("kantor.nama", "KPU Kabupaten Belitung Timur", _text, "nama kantor pada kop"),
    Option(
        "kantor.alamat",
        "Komplek Perkantoran Terpadu Manggarawan, Jl. Raya Manggar Gantung, Belitung Timur",
        _text,
        "alamat pada kop",
    ),
    Option("kantor.telepon", "0719 91660", _text, "telepon pada kop"),
    Option("kantor.kota", "Manggar", _text, "tempat pada tanda tangan"),
    Option("kantor.kasubag.jabatan", "Kepala Subbagian (Pejabat PPID)", _text, "jabatan"),
    Option("kantor.kasubag.nama", "", _text, "nama Kasubag"),
    Option("kantor.kasubag.nip", "", _text, "NIP Kasubag"),
    Option("kantor.sekretaris.jabatan", "Sekretaris", _text, "jabatan"),
    Option("kantor.sekretaris.nama", "", _text, "nama Sekretaris"),
    Option("kantor.sekretaris.nip", "", _text, "NIP Sekretaris"),
    Option("tenggat.segera", 3, _whole(0, 30), "sisa hari kerja yang disebut segera"),
    Option(
        "tenggat.mulai", "lengkap", _one_of("lengkap", "diterima"),
        "hitungan mulai dari tanggal lengkap (bila diisi) atau selalu tanggal diterima",
    ),
    Option("tenggat.akhir_pekan", ["Sabtu", "Minggu"], _weekdays, "hari libur mingguan"),
    Option("tenggat.zona_waktu", ZONE.key, _zone, "zona waktu register"),
    Option("tenggat.biasa.hari", ORDINARY.days, _whole(1, 250), "hari kerja untuk menjawab"),
    Option("tenggat.biasa.perpanjangan", ORDINARY.extension, _whole(1, 250), "hari kerja tambahan"),
    Option("tenggat.biasa.dasar", ORDINARY.basis, _text, "dasar hukumnya"),
    Option("tenggat.pemilu.aktif", False, _switch, "jangka waktu pendek informasi tahapan"),
    Option("tenggat.pemilu.hari", ELECTION.days, _whole(1, 250), "hari kerja untuk menjawab"),
    Option("tenggat.pemilu.perpanjangan", ELECTION.extension, _whole(1, 250), "hari tambahan"),
    Option("tenggat.pemilu.dasar", ELECTION.basis, _text, "dasar hukumnya"),
    Option(
        "nomor.pola", ["{urut}/PPID/{romawi}/{tahun}"], _patterns,
        "pola nomor registrasi: {urut}, {bulan}, {romawi}, {tahun}",
    ),
    Option("laporan.folder", "laporan", _text, "tempat laporan disimpan"),
    Option("laporan.kertas", "A4", _one_of("A4", "F4"), "ukuran kertas laporan"),
    Option(
        "laporan.ringkasan_informasi", 0, _whole(0, 80),
        "huruf pertama informasi yang diminta pada lembar Data, untuk intern; 0 = tidak dimuat",
    ),
    Option(
        "laporan.sel_kecil", 3, _whole(1, 50),
        "angka publikasi di bawah ini tidak ditampilkan; 1 = tampilkan semua",
    ),
    Option(
        "laporan.dasar_hukum",
        [
            "UU 14/2008 tentang Keterbukaan Informasi Publik",
            "PKPU 22/2023 sebagaimana diubah dengan PKPU 11/2024 dan PKPU 4/2025",
            "SOP 03/ORT.06-ST/1906/2022 Pelayanan Informasi Publik",
        ],
        _texts,
        "dasar hukum yang dicetak pada laporan",
    ),
    Option("arsip.folder", "data", _text, "tempat ingatan program; memuat data pribadi"),
    Option("arsip.bulan", 24, _whole(1, 240), "lama isi register lama disimpan, dalam bulan"),
    Option("arsip.aktif", True, _switch, "ingat isi register, untuk tahu yang hilang atau berubah"),
    Option("run.batas_waktu", 600, _whole(30, 3600), "detik, untuk satu kali ppid-sheets run"),
    Option("run.denyut", "", _url, "alamat https yang diketuk setiap kali selesai, atau gagal"),
    Option("surat.server", "", _text, "server SMTP untuk peringatan; kosong = tidak bersurat"),
    Option("surat.port", 587, _whole(1, 65535), "port server itu"),
    Option("surat.keamanan", "starttls", _one_of("starttls", "ssl", "tanpa"), "cara mengamankan"),
    Option("surat.pengguna", "", _text, "nama pengguna di server itu, bila diminta"),
    Option("surat.sandi_env", "PPID_SURAT_SANDI", _text, "variabel lingkungan berisi sandinya"),
    Option("surat.dari", "", _mailbox, "alamat pengirim"),
    Option("surat.kasubag", "", _mailbox, "alamat Kasubag, yang menerima semua peringatan"),
    Option("surat.petugas", [], _people, 'alamat petugas, contoh ["Petugas Satu <a@example.com>"]'),
    Option("surat.jam", ["08:00", "16:00"], _hours, "jam kerja; di luarnya tidak ada surat"),
)  # fmt: skip


def load(path: Path | None = None) -> Settings:
    """Settings from `path`, or from `ppid.toml` in the current folder if there is one.

    Relative paths in the file start from its folder. Raises SettingsError for a file that is not
    there, is no TOML, or has an unknown key or a wrong value.
    """
    source = path or (Path(FILE) if Path(FILE).is_file() else None)
    given = _flat(_parse(source)) if source else {}
    _refuse_unknown(given, source)
    values = {}
    for option in OPTIONS:
        value = given.get(option.path, option.default)
        problem = option.check(value) or _invisible(value)
        if problem:
            raise SettingsError(f"{source}: '{option.path}' {problem}.")
        values[option.path] = value
    _refuse_open_mail(values, source)
    return _settings(source, values)


def _invisible(value: object) -> str | None:
    """What is wrong with texts that no system takes as a name."""
    texts = value if isinstance(value, list) else [value]
    bad = any(isinstance(text, str) and "\0" in text for text in texts)
    return "memuat huruf NUL, yang tidak terlihat; tulis lagi isinya" if bad else None


def _parse(source: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(_plain_text(source))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+), column (\d+)", str(error))
        place = f"di baris {at[1]}, kolom {at[2]}" if at else "di akhir berkas"
        raise SettingsError(
            f"{source}: penulisan TOML salah {place}; periksa tanda kutip."
        ) from error


def _plain_text(source: Path) -> str:
    """The file's text; Notepad's UTF-16 and ANSI would be misread."""
    try:
        text = files.read(source).decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError as error:
        raise SettingsError(f"Berkas pengaturan {source} tidak ditemukan.") from error
    except IsADirectoryError as error:
        raise SettingsError(f"{source} adalah folder; sebut berkas pengaturannya.") from error
    except OSError as error:
        raise SettingsError(
            f"Berkas pengaturan {source} tidak dapat dibaca: {files.cause(error)}; periksa "
            "nama dan hak bacanya."
        ) from error
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise SettingsError(
            f"Berkas pengaturan {source} tidak tersimpan sebagai UTF-8; buka di Notepad, pilih "
            "Save As dengan Encoding UTF-8, lalu jalankan lagi."
        )
    return text


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict) and prefix + key not in _TABLES:
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = value
    return flat


def _refuse_unknown(given: Iterable[str], source: Path | None) -> None:
    known = [option.path for option in OPTIONS]
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, 0.6)
            hint = f" Maksudnya '{near[0]}'?" if near else " Lihat ppid-sheets config."
            raise SettingsError(f"{source}: kunci '{key}' tidak dikenal.{hint}")


def _refuse_open_mail(values: Mapping[str, Any], source: Path | None) -> None:
    if not values["surat.server"]:
        return
    if not values["surat.dari"]:
        raise SettingsError(f"{source}: 'surat.dari' harus diisi bila surat.server diisi.")
    plain = values["surat.keamanan"] == "tanpa" and values["surat.server"] not in _LOOPBACK
    if plain and values["surat.pengguna"]:
        raise SettingsError(
            f"{source}: 'surat.keamanan' harus starttls atau ssl, agar sandi tidak terbaca orang."
        )


def _settings(source: Path | None, values: Mapping[str, Any]) -> Settings:
    home = source.parent if source else Path()

    ambient = os.environ.get("GOOGLE_APPLICATION_CREDENTIALS")

    def official(who: str) -> Official:
        parts = (values[f"kantor.{who}.{part}"] for part in ("jabatan", "nama", "nip"))
        return Official(*parts)

    def profile(name: str, key: str) -> Profile:
        parts = (values[f"tenggat.{key}.{part}"] for part in ("hari", "perpanjangan", "dasar"))
        return Profile(name, *parts)

    return Settings(
        source=source,
        values=values,
        register=address(values["register"], home),
        earlier=tuple(address(place, home) for place in values["terdahulu"]),
        chosen=Chosen(
            values["tab"].strip(),
            {theirs: _OWN_HEADERS[normal(own)] for own, theirs in values["kolom"].items()},
        ),
        google=Google(
            key_file=home / values["google.kunci"],
            time_limit=values["google.batas_waktu"],
            ambient_file=Path(ambient) if ambient else None,
            emulator=os.environ.get("SHEETS_EMULATOR_HOST", ""),
        ),
        office=Office(
            name=values["kantor.nama"],
            address=values["kantor.alamat"],
            phone=values["kantor.telepon"],
            city=values["kantor.kota"],
            kasubag=official("kasubag"),
            sekretaris=official("sekretaris"),
        ),
        ordinary=profile(ORDINARY.name, "biasa"),
        election=profile(ELECTION.name, "pemilu"),
        election_active=values["tenggat.pemilu.aktif"],
        due_soon=values["tenggat.segera"],
        start=values["tenggat.mulai"],
        weekend=tuple(DAYS.index(day) for day in values["tenggat.akhir_pekan"]),
        time_zone=ZoneInfo(values["tenggat.zona_waktu"]),
        number_patterns=tuple(NumberPattern(item) for item in values["nomor.pola"]),
        report_folder=home / values["laporan.folder"],
        archive_folder=home / values["arsip.folder"],
        archive_months=values["arsip.bulan"],
        archive_active=values["arsip.aktif"],
        run_limit=values["run.batas_waktu"],
        heartbeat=values["run.denyut"],
        mail=_mail(values),
        paper=values["laporan.kertas"],
        subject_length=values["laporan.ringkasan_informasi"],
        small_cell=values["laporan.sel_kecil"],
        legal_basis=tuple(values["laporan.dasar_hukum"]),
    )


def _mail(values: Mapping[str, Any]) -> Mail:
    opens, closes = (time.fromisoformat(hour) for hour in values["surat.jam"])
    people = (_PERSON.fullmatch(item) for item in values["surat.petugas"])
    return Mail(
        server=values["surat.server"],
        port=values["surat.port"],
        channel=values["surat.keamanan"],
        user=values["surat.pengguna"],
        password=os.environ.get(values["surat.sandi_env"]),
        password_variable=values["surat.sandi_env"],
        sender=values["surat.dari"],
        kasubag=values["surat.kasubag"],
        officers={person[1].casefold(): person[2] for person in people if person},
        opens=opens,
        closes=closes,
    )


def as_toml(settings: Settings) -> str:
    """The effective settings as a `ppid.toml` with a remark on every key."""
    lines = []
    table = ""
    for option in OPTIONS:
        *path, key = option.path.split(".")
        if ".".join(path) != table:
            table = ".".join(path)
            lines += ["", f"[{table}]"]
        lines.append(f"{key} = {_toml(settings.values[option.path])}  # {option.meaning}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case dict():
            pairs = (f"{_toml(key)} = {_toml(item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", r"\u007f")
        case _:
            return str(value)
