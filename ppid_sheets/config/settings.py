"""All the settings of an office: one field an option or a table of `ppid.toml`, in its order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from ppid_sheets.config import kinds
from ppid_sheets.config.declaring import Option, declared, keyed, option, part
from ppid_sheets.config.kinds import one_of, whole
from ppid_sheets.config.periods import TERMS
from ppid_sheets.config.ruling import RULINGS, Ruling
from ppid_sheets.config.tables import Forms, Google, Intake, Mail, Office
from ppid_sheets.deadlines.clock import Start
from ppid_sheets.deadlines.profiles import Profiles
from ppid_sheets.register import layout
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.register.layout import INCOMING
from ppid_sheets.register.numbers import NumberPattern
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import with_choices
from ppid_sheets.register.values import Chosen

Paper = Literal["A4", "F4"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an office can set.

    `tab` and `headers` say which tab is the register and which of its headers stand for which
    column. `source` is the file read, or None for defaults alone; `values` are the effective TOML
    values by dotted path, of `options`.
    """

    register: Path | SpreadsheetId = option(
        "register", "register.xlsx", kinds.REGISTER, "berkas register, atau alamat Google Sheet"
    )
    tab: str = option(
        "tab", "", kinds.STRIPPED, "tab register, contoh 2026; kosong = yang bertanda, atau terbaru"
    )
    earlier: tuple[Path | SpreadsheetId, ...] = option(
        "terdahulu",
        [],
        kinds.REGISTERS,
        'register tahun lalu, hanya dibaca, contoh ["register-2025.xlsx"] atau alamat Google Sheet',
    )
    headers: Mapping[str, str] = option(
        "kolom", {}, kinds.HEADERS, 'judul kolom kantor, contoh {"Tanggal Diterima" = "Tgl"}'
    )
    intake: Intake = part("masuk", Intake)
    google: Google = part("google", Google)
    office: Office = part("kantor", Office)
    forms: Forms = part("formulir", Forms)
    due_soon: int = option("tenggat.segera", 3, whole(0, 30), "sisa hari kerja yang disebut segera")
    start: Start = option(
        "tenggat.mulai",
        "lengkap",
        one_of("lengkap", "diterima"),
        "hitungan mulai dari tanggal lengkap (bila diisi) atau selalu tanggal diterima",
    )
    weekend: tuple[int, ...] = option(
        "tenggat.akhir_pekan", ["Sabtu", "Minggu"], kinds.WEEKDAYS, "hari libur mingguan"
    )
    time_zone: ZoneInfo = option(
        "tenggat.zona_waktu", kinds.ZONE.key, kinds.TIME_ZONE, "zona waktu register"
    )
    profiles: Profiles = keyed(TERMS)
    rulings: Mapping[str, Ruling] = keyed(RULINGS)
    number_patterns: tuple[NumberPattern, ...] = option(
        "nomor.pola",
        ["{urut}/PPID/{romawi}/{tahun}"],
        kinds.PATTERNS,
        "pola nomor registrasi: {urut}, {bulan}, {romawi}, {tahun}",
    )
    desks: int = option(
        "cetak.meja",
        1,
        whole(0, len(layout.DESKS)),
        "meja layanan, masing-masing dengan tab Cetak sendiri; 0 = tanpa tab Cetak",
    )
    report_folder: Path = option(
        "laporan.folder", "laporan", kinds.PLACE, "tempat laporan disimpan"
    )
    paper: Paper = option("laporan.kertas", "A4", one_of("A4", "F4"), "ukuran kertas laporan")
    subject_length: int = option(
        "laporan.ringkasan_informasi",
        0,
        whole(0, 80),
        "huruf pertama informasi yang diminta pada lembar Data, untuk intern; 0 = tidak dimuat",
    )
    small_cell: int = option(
        "laporan.sel_kecil",
        3,
        whole(1, 50),
        "angka publikasi di bawah ini tidak ditampilkan; 1 = tampilkan semua",
    )
    pivot_file: bool = option(
        "laporan.pivot",
        True,
        kinds.SWITCH,
        "tulis juga berkas PivotTable di samping laporan bulanan",
    )
    legal_basis: tuple[str, ...] = option(
        "laporan.dasar_hukum",
        [
            "UU 14/2008 tentang Keterbukaan Informasi Publik",
            "PKPU 22/2023 sebagaimana diubah dengan PKPU 11/2024 dan PKPU 4/2025",
            "SOP 03/ORT.06-ST/1906/2022 Pelayanan Informasi Publik",
        ],
        kinds.TEXTS,
        "dasar hukum yang dicetak pada laporan",
    )
    archive_folder: Path = option(
        "arsip.folder", "data", kinds.PLACE, "tempat arsip pemeriksaan; memuat data pribadi"
    )
    archive_months: int = option(
        "arsip.bulan", 24, whole(1, 240), "lama isi register lama disimpan, dalam bulan"
    )
    archive_active: bool = option(
        "arsip.aktif", True, kinds.SWITCH, "ingat isi register, untuk tahu yang hilang atau berubah"
    )
    run_limit: int = option(
        "run.batas_waktu", 600, whole(30, 3600), "detik, untuk satu kali ppid-sheets run"
    )
    heartbeat: str = option(
        "run.denyut", "", kinds.URL, "alamat https yang diketuk setiap kali selesai, atau gagal"
    )
    mail: Mail = part("surat", Mail)
    source: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[Option, ...] = field(default=(), compare=False, repr=False)

    @property
    def chosen(self) -> Chosen:
        """What a store is to know of the register."""
        category = REQUESTS.course.category
        schema = with_choices(REQUESTS, category, self.profiles.categories)
        desks = layout.DESKS[: self.desks]
        pages = (*desks, *[layout.PRINT_FACTS] * bool(desks), *[INCOMING] * self.intake.active)
        return Chosen(self.tab, self.headers, schema, pages, self.intake.tab)


OPTIONS = tuple(declared(Settings, {}))
"""The options of a file that says nothing."""
