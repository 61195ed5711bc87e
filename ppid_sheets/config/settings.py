"""Everything an office can set: one field an option, in the order of `ppid.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from ppid_sheets.config import kinds
from ppid_sheets.config.declaring import Option, declared, keyed, option, part
from ppid_sheets.config.kinds import one_of, whole
from ppid_sheets.config.periods import TERMS
from ppid_sheets.config.ruling import RULINGS, Ruling
from ppid_sheets.deadlines.clock import Start
from ppid_sheets.deadlines.profiles import Profiles
from ppid_sheets.register import layout
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.register.layout import INCOMING
from ppid_sheets.register.numbers import NumberPattern
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import with_choices
from ppid_sheets.register.stamps import StampOrder
from ppid_sheets.register.values import Chosen

Paper = Literal["A4", "F4"]
Channel = Literal["starttls", "ssl", "tanpa"]


@dataclass(frozen=True, slots=True)
class Google:
    """How a Google Sheet is reached.

    `key_file` is a service account's key; `ambient_file` is the credential that the environment
    names, which comes first. `time_limit` is in seconds for a whole run. `emulator` is the host and
    port of `SHEETS_EMULATOR_HOST`, "" for Google itself.
    """

    key_file: Path = option(
        "kunci", "credentials.json", kinds.PLACE, "kunci akun layanan (Google Sheet saja)"
    )
    time_limit: int = option("batas_waktu", 300, whole(10, 3600), "detik, untuk satu kali jalan")
    ambient_file: Path | None = None
    emulator: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """Who signs: position, name and civil servant number (NIP), "" where not set."""

    position: str = option("jabatan", "", kinds.TEXT, "jabatan")
    name: str = option("nama", "", kinds.TEXT, "nama {}")
    nip: str = option("nip", "", kinds.TEXT, "NIP {}")


@dataclass(frozen=True, slots=True)
class Office:
    """The office as its letterhead names it; `logo` is a PNG, None for a letterhead without."""

    name: str = option("nama", "KPU Kabupaten Belitung Timur", kinds.TEXT, "nama kantor pada kop")
    address: str = option(
        "alamat",
        "Komplek Perkantoran Terpadu Manggarawan, Jl. Raya Manggar Gantung, Belitung Timur",
        kinds.TEXT,
        "alamat pada kop",
    )
    phone: str = option("telepon", "0719 91660", kinds.TEXT, "telepon pada kop")
    logo: Path | None = option(
        "logo", "", kinds.PLACE_OR_NONE, "lambang pada kop, berkas PNG; kosong = tanpa lambang"
    )
    city: str = option("kota", "Manggar", kinds.TEXT, "tempat pada tanda tangan")
    kasubag: Official = part(
        "kasubag", Official, "Kasubag", jabatan="Kepala Subbagian (Pejabat PPID)"
    )
    sekretaris: Official = part("sekretaris", Official, "Sekretaris", jabatan="Sekretaris")


@dataclass(frozen=True, slots=True)
class Forms:
    """What the papers of the desk say of models, costs and periods.

    The models are those of Kep. KPU 156/2015; whether they still stand is not known, so each may
    have another name, or "" for none. `sheet_price` is in rupiah, 0 where the office has none.
    `completion_days` are the working days to notify an applicant of what is lacking, and as many to
    complete it; `unit_days` those before the due date at which a unit's answer is needed.
    """

    request_model: str = option(
        "model_permohonan", "Model PPID-B", kinds.STRIPPED,
        "nama model pada formulir permohonan; kosong = tidak dicetak",
    )  # fmt: skip
    register_model: str = option(
        "model_register", "Model PPID-C", kinds.STRIPPED, "nama model pada register cetak"
    )
    notice_model: str = option(
        "model_pemberitahuan", "Model PPID-D", kinds.STRIPPED,
        "nama model pada pemberitahuan tertulis",
    )  # fmt: skip
    refusal_model: str = option(
        "model_penolakan", "Model PPID-E", kinds.STRIPPED, "nama model pada keputusan penolakan"
    )
    sheet_price: int = option(
        "biaya_lembar", 0, whole(0, 1_000_000),
        "biaya salinan per lembar (Rp), untuk merinci biaya; 0 = tidak ditetapkan",
    )  # fmt: skip
    completion_days: int = option(
        "melengkapi", 3, whole(1, 30),
        "hari kerja untuk memberitahukan kekurangan berkas, dan bagi pemohon untuk melengkapinya",
    )  # fmt: skip
    completion_basis: str = option(
        "dasar_melengkapi", "Perki 1/2021 tentang Standar Layanan Informasi Publik", kinds.STRIPPED,
        "dasar jangka waktu itu",
    )  # fmt: skip
    unit_days: int = option(
        "jawaban_unit", 3, whole(0, 30),
        "hari kerja sebelum batas waktu, saat jawaban unit kerja sudah diperlukan",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mail:
    """How alarms are mailed; an empty `server` means not at all.

    `officers` maps the names in the column *Petugas*, case-folded, to addresses. Mail leaves in
    `hours` of working days: from the first to the second. `password` comes from the environment
    variable `password_variable`, None where that is not set.
    """

    server: str = option(
        "server", "", kinds.TEXT, "server SMTP untuk peringatan; kosong = tidak bersurat"
    )
    port: int = option("port", 587, whole(1, 65535), "port server itu")
    channel: Channel = option(
        "keamanan", "starttls", one_of("starttls", "ssl", "tanpa"), "cara mengamankan"
    )
    user: str = option("pengguna", "", kinds.TEXT, "nama pengguna di server itu, bila diminta")
    password_variable: str = option(
        "sandi_env", "PPID_SURAT_SANDI", kinds.TEXT, "variabel lingkungan berisi sandinya"
    )
    sender: str = option("dari", "", kinds.MAILBOX, "alamat pengirim")
    kasubag: str = option(
        "kasubag", "", kinds.RECIPIENT, "alamat Kasubag, yang menerima semua peringatan"
    )
    officers: Mapping[str, str] = option(
        "petugas", [], kinds.PEOPLE, 'alamat petugas, contoh ["Petugas Satu <a@example.com>"]'
    )
    hours: tuple[time, time] = option(
        "jam", ["08:00", "16:00"], kinds.HOURS, "jam kerja; di luarnya tidak ada surat"
    )
    attach_report: bool = option(
        "lampirkan_laporan", False, kinds.SWITCH,
        "lampirkan laporan bulanan pada suratnya; tanpa identitas pemohon",
    )  # fmt: skip
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Intake:
    """Where requests come in beside the desk: the `tab` of a form's answers or a `place`, a file or
    a folder of files; neither where none do.

    `columns` are the questions with the keys of the columns that they stand for; where there are
    none, headers that a register could have. `order` says whether stamps of time begin with the day
    or the month, "" where each must tell it itself. What came in before `since` is left aside.
    """

    tab: str = option("tab", "", kinds.STRIPPED, "tab jawaban Google Form; kosong = tidak ada")
    place: Path | None = option(
        "berkas", "", kinds.PLACE_OR_NONE,
        "berkas (.csv, .xlsx) atau folder ekspor permohonan; kosong = tidak ada",
    )  # fmt: skip
    columns: Mapping[str, str] = option(
        "kolom", {}, kinds.HEADERS,
        'pertanyaan untuk tiap kolom register, contoh {"Nama Pemohon" = "Nama Anda"}; '
        "usulan: ppid-sheets incoming",
    )  # fmt: skip
    order: StampOrder = option(
        "stempel", "", one_of("", "hari", "bulan"),
        "yang lebih dulu pada stempel waktu seperti 03/11/2026; kosong = tidak ditebak",
    )  # fmt: skip
    since: date | None = option(
        "sejak", "", kinds.DAY_OR_NONE,
        'hari pertama yang diperhatikan, contoh "2026-11-01"; kosong = semua',
    )  # fmt: skip

    @property
    def active(self) -> bool:
        """Whether requests come in beside the desk at all."""
        return bool(self.tab or self.place)


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
        "terdahulu", [], kinds.REGISTERS,
        'register tahun lalu, hanya dibaca, contoh ["register-2025.xlsx"] atau alamat Google Sheet',
    )  # fmt: skip
    headers: Mapping[str, str] = option(
        "kolom", {}, kinds.HEADERS, 'judul kolom kantor, contoh {"Tanggal Diterima" = "Tgl"}'
    )
    intake: Intake = part("masuk", Intake)
    google: Google = part("google", Google)
    office: Office = part("kantor", Office)
    forms: Forms = part("formulir", Forms)
    due_soon: int = option("tenggat.segera", 3, whole(0, 30), "sisa hari kerja yang disebut segera")
    start: Start = option(
        "tenggat.mulai", "lengkap", one_of("lengkap", "diterima"),
        "hitungan mulai dari tanggal lengkap (bila diisi) atau selalu tanggal diterima",
    )  # fmt: skip
    weekend: tuple[int, ...] = option(
        "tenggat.akhir_pekan", ["Sabtu", "Minggu"], kinds.WEEKDAYS, "hari libur mingguan"
    )
    time_zone: ZoneInfo = option(
        "tenggat.zona_waktu", kinds.ZONE.key, kinds.TIME_ZONE, "zona waktu register"
    )
    profiles: Profiles = keyed(TERMS)
    rulings: Mapping[str, Ruling] = keyed(RULINGS)
    number_patterns: tuple[NumberPattern, ...] = option(
        "nomor.pola", ["{urut}/PPID/{romawi}/{tahun}"], kinds.PATTERNS,
        "pola nomor registrasi: {urut}, {bulan}, {romawi}, {tahun}",
    )  # fmt: skip
    desks: int = option(
        "cetak.meja", 1, whole(0, len(layout.DESKS)),
        "meja layanan, masing-masing dengan tab Cetak sendiri; 0 = tanpa tab Cetak",
    )  # fmt: skip
    report_folder: Path = option(
        "laporan.folder", "laporan", kinds.PLACE, "tempat laporan disimpan"
    )
    paper: Paper = option("laporan.kertas", "A4", one_of("A4", "F4"), "ukuran kertas laporan")
    subject_length: int = option(
        "laporan.ringkasan_informasi", 0, whole(0, 80),
        "huruf pertama informasi yang diminta pada lembar Data, untuk intern; 0 = tidak dimuat",
    )  # fmt: skip
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
