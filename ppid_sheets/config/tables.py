"""The tables of `ppid.toml` that are values of their own: one field an option, in its order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Literal

from ppid_sheets.config import kinds
from ppid_sheets.config.declaring import option, part
from ppid_sheets.config.kinds import one_of, whole
from ppid_sheets.register.stamps import StampOrder

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
    """A signatory: position, name and civil servant number (NIP), "" where not set."""

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
    """Models, costs and periods on the papers of the desk.

    The models are those of Kep. KPU 156/2015, which may have been replaced, so each may have
    another name, or "" for none. `sheet_price` is in rupiah, 0 where the office has none.
    `completion_days` are the working days for the notice of what is lacking, and as many to
    complete it; `unit_days` those before the due date at which a unit's answer is needed.
    """

    request_model: str = option(
        "model_permohonan",
        "Model PPID-B",
        kinds.STRIPPED,
        "nama model pada formulir permohonan; kosong = tidak dicetak",
    )
    register_model: str = option(
        "model_register", "Model PPID-C", kinds.STRIPPED, "nama model pada register cetak"
    )
    notice_model: str = option(
        "model_pemberitahuan",
        "Model PPID-D",
        kinds.STRIPPED,
        "nama model pada pemberitahuan tertulis",
    )
    refusal_model: str = option(
        "model_penolakan", "Model PPID-E", kinds.STRIPPED, "nama model pada keputusan penolakan"
    )
    sheet_price: int = option(
        "biaya_lembar",
        0,
        whole(0, 1_000_000),
        "biaya salinan per lembar (Rp), untuk merinci biaya; 0 = tidak ditetapkan",
    )
    completion_days: int = option(
        "melengkapi",
        3,
        whole(1, 30),
        "hari kerja untuk memberitahukan kekurangan berkas, dan bagi pemohon untuk melengkapinya",
    )
    completion_basis: str = option(
        "dasar_melengkapi",
        "Perki 1/2021 tentang Standar Layanan Informasi Publik",
        kinds.STRIPPED,
        "dasar jangka waktu itu",
    )
    unit_days: int = option(
        "jawaban_unit",
        3,
        whole(0, 30),
        "hari kerja sebelum batas waktu, saat jawaban unit kerja sudah diperlukan",
    )


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
        "lampirkan_laporan",
        False,
        kinds.SWITCH,
        "lampirkan laporan bulanan pada suratnya; tanpa identitas pemohon",
    )
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Intake:
    """Where requests come in beside the desk: the `tab` of a form's answers or a `place`, a file or
    a folder of files; neither where none do.

    `columns` are the questions with the keys of the columns that they stand for; where there are
    none, headers that a register could have. `order` is what stamps of time begin with, the day or
    the month, "" to read it from each. What came in before `since` is left aside.
    """

    tab: str = option("tab", "", kinds.STRIPPED, "tab jawaban Google Form; kosong = tidak ada")
    place: Path | None = option(
        "berkas",
        "",
        kinds.PLACE_OR_NONE,
        "berkas (.csv, .xlsx) atau folder ekspor permohonan; kosong = tidak ada",
    )
    columns: Mapping[str, str] = option(
        "kolom",
        {},
        kinds.HEADERS,
        'pertanyaan untuk tiap kolom register, contoh {"Nama Pemohon" = "Nama Anda"}; '
        "usulan: ppid-sheets incoming",
    )
    order: StampOrder = option(
        "stempel",
        "",
        one_of("", "hari", "bulan"),
        "yang lebih dulu pada stempel waktu seperti 03/11/2026; kosong = tidak ditebak",
    )
    since: date | None = option(
        "sejak",
        "",
        kinds.DAY_OR_NONE,
        'hari pertama yang diperhatikan, contoh "2026-11-01"; kosong = semua',
    )

    @property
    def active(self) -> bool:
        """True with a tab or a place where requests come in."""
        return bool(self.tab or self.place)
