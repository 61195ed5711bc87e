"""Settings: defaults, refusals with the key's name, and a file that reads back."""

import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppid_sheets import config
from ppid_sheets.config import OPTIONS, Settings
from ppid_sheets.config.effective import _toml
from ppid_sheets.deadlines.profiles import BY_LAW, Profile
from ppid_sheets.errors import SettingsError
from tests.budget import draws

NAMES = [option.path for option in OPTIONS]


def load(folder: Path, text: str, name: str = "ppid.toml") -> Settings:
    """The settings of a file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return config.load(path)


def refusal(folder: Path, text: str) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(SettingsError) as caught:
        load(folder, text)
    assert caught.value.exit_code == 10
    return str(caught.value)


def pemilu(found: Settings) -> Profile:
    """The profile of elections."""
    return found.profiles.named("pemilu")


def assigned(path: str, value: str) -> str:
    """A TOML file that sets one key."""
    *table, key = path.split(".")
    return f"[{'.'.join(table)}]\n{key} = {value}\n" if table else f"{key} = {value}\n"


def test_without_a_file_everything_has_its_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten and seven working days, three and two in elections that are off, from completeness on."""
    monkeypatch.chdir(tmp_path)
    found = config.load()
    assert found.source is None
    assert found.register == Path("register.xlsx")
    assert found.report_folder == Path("laporan")
    assert found.profiles == BY_LAW
    assert (found.start, found.due_soon) == ("lengkap", 3)
    assert found.weekend == (5, 6)
    assert found.time_zone.key == "Asia/Jakarta"
    assert [pattern.template for pattern in found.number_patterns] == [
        "{urut}/PPID/{romawi}/{tahun}"
    ]
    assert found.paper == "A4"
    assert found.office.name == "KPU Kabupaten Belitung Timur"
    assert found.office.kasubag.name == found.office.sekretaris.nip == ""
    assert len(found.legal_basis) == 3


def test_every_option_has_a_default_that_works_and_a_meaning() -> None:
    """A default passes its own check, and the example file has a remark for each key."""
    assert [
        option.path
        for option in OPTIONS
        if option.kind.check(option.default) is not None or not option.meaning
    ] == []


def test_no_option_is_declared_twice() -> None:
    """A dotted path is one key."""
    assert len(NAMES) == len(set(NAMES))


def test_the_file_in_the_current_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`ppid.toml` here is read without being named."""
    monkeypatch.chdir(tmp_path)
    load(tmp_path, "[tenggat]\nsegera = 5\n")
    assert config.load().due_soon == 5


CHANGES = (
    ("register", '"data/r.xlsx"', lambda s: s.register.name, "r.xlsx"),
    ("tab", '"2026"', lambda s: s.chosen.tab, "2026"),
    (
        "terdahulu",
        '["data/r-2025.xlsx"]',
        lambda s: [place.name for place in s.earlier],
        ["r-2025.xlsx"],
    ),
    (
        "kolom",
        '{"Tanggal Diterima" = "Tgl"}',
        lambda s: dict(s.chosen.columns),
        {"Tgl": "received_on"},
    ),
    ("masuk.tab", '"Form_Responses1"', lambda s: s.chosen.entries, "Form_Responses1"),
    ("masuk.berkas", '"ekspor"', lambda s: s.intake.place.name, "ekspor"),
    (
        "masuk.kolom",
        '{"Nama Pemohon" = "Nama Anda"}',
        lambda s: dict(s.intake.columns),
        {"Nama Anda": "applicant_name"},
    ),
    ("masuk.stempel", '"bulan"', lambda s: s.intake.order, "bulan"),
    ("masuk.sejak", "2026-11-01", lambda s: s.intake.since, date(2026, 11, 1)),
    ("google.kunci", '"kunci.json"', lambda s: s.google.key_file.name, "kunci.json"),
    ("google.batas_waktu", "60", lambda s: s.google.time_limit, 60),
    ("kantor.nama", '"KPU Contoh"', lambda s: s.office.name, "KPU Contoh"),
    ("kantor.alamat", '"Jl. Contoh 1"', lambda s: s.office.address, "Jl. Contoh 1"),
    ("kantor.telepon", '"0719 1"', lambda s: s.office.phone, "0719 1"),
    ("kantor.logo", '"kop.png"', lambda s: s.office.logo.name, "kop.png"),
    ("kantor.kota", '"Contoh"', lambda s: s.office.city, "Contoh"),
    ("kantor.kasubag.jabatan", '"Kasubag"', lambda s: s.office.kasubag.position, "Kasubag"),
    ("kantor.kasubag.nama", '"Contoh K"', lambda s: s.office.kasubag.name, "Contoh K"),
    ("kantor.kasubag.nip", '"19"', lambda s: s.office.kasubag.nip, "19"),
    ("kantor.sekretaris.jabatan", '"Plt."', lambda s: s.office.sekretaris.position, "Plt."),
    ("kantor.sekretaris.nama", '"Contoh S"', lambda s: s.office.sekretaris.name, "Contoh S"),
    ("kantor.sekretaris.nip", '"20"', lambda s: s.office.sekretaris.nip, "20"),
    ("formulir.model_permohonan", '"B"', lambda s: s.forms.request_model, "B"),
    ("formulir.model_register", '"C"', lambda s: s.forms.register_model, "C"),
    ("formulir.model_pemberitahuan", '"D"', lambda s: s.forms.notice_model, "D"),
    ("formulir.model_penolakan", '""', lambda s: s.forms.refusal_model, ""),
    ("formulir.biaya_lembar", "500", lambda s: s.forms.sheet_price, 500),
    ("formulir.melengkapi", "5", lambda s: s.forms.completion_days, 5),
    ("formulir.dasar_melengkapi", '"SOP"', lambda s: s.forms.completion_basis, "SOP"),
    ("formulir.jawaban_unit", "2", lambda s: s.forms.unit_days, 2),
    ("tenggat.segera", "0", lambda s: s.due_soon, 0),
    ("tenggat.mulai", '"diterima"', lambda s: s.start, "diterima"),
    ("tenggat.akhir_pekan", '["Minggu"]', lambda s: s.weekend, (6,)),
    ("tenggat.zona_waktu", '"Asia/Jayapura"', lambda s: s.time_zone.key, "Asia/Jayapura"),
    ("tenggat.biasa.aktif", "true", lambda s: s.profiles.ordinary.active, True),
    ("tenggat.biasa.nama", '"UU"', lambda s: s.profiles.ordinary.name, "UU"),
    ("tenggat.biasa.kategori", '["Lain"]', lambda s: s.profiles.of("lain").categories, ("Lain",)),
    ("tenggat.biasa.hari", "14", lambda s: s.profiles.ordinary.days, 14),
    ("tenggat.biasa.perpanjangan", "5", lambda s: s.profiles.ordinary.extension, 5),
    ("tenggat.biasa.dasar", '"UU baru"', lambda s: s.profiles.ordinary.basis, "UU baru"),
    ("tenggat.biasa.keberatan", "20", lambda s: s.profiles.ordinary.objection.applicant, 20),
    (
        "tenggat.biasa.tanggapan_keberatan",
        "20",
        lambda s: s.profiles.ordinary.objection.superior,
        20,
    ),
    (
        "tenggat.biasa.komisi_informasi",
        "10",
        lambda s: s.profiles.ordinary.objection.commission,
        10,
    ),
    ("tenggat.biasa.mulai_sengketa", "7", lambda s: s.profiles.ordinary.objection.opening, 7),
    ("tenggat.biasa.akhir_sengketa", "57", lambda s: s.profiles.ordinary.objection.closing, 57),
    ("tenggat.biasa.gugatan", "8", lambda s: s.profiles.ordinary.objection.suit, 8),
    ("tenggat.pemilu.aktif", "true", lambda s: pemilu(s).active, True),
    ("tenggat.pemilu.nama", '"Pilkada"', lambda s: pemilu(s).name, "Pilkada"),
    ("tenggat.pemilu.kategori", '["Pilkada"]', lambda s: pemilu(s).categories, ("Pilkada",)),
    ("tenggat.pemilu.hari", "4", lambda s: pemilu(s).days, 4),
    ("tenggat.pemilu.perpanjangan", "1", lambda s: pemilu(s).extension, 1),
    ("tenggat.pemilu.dasar", '"PKPU baru"', lambda s: pemilu(s).basis, "PKPU baru"),
    ("tenggat.pemilu.keberatan", "3", lambda s: pemilu(s).objection.applicant, 3),
    ("tenggat.pemilu.tanggapan_keberatan", "4", lambda s: pemilu(s).objection.superior, 4),
    ("tenggat.pemilu.komisi_informasi", "5", lambda s: pemilu(s).objection.commission, 5),
    ("tenggat.pemilu.mulai_sengketa", "9", lambda s: pemilu(s).objection.opening, 9),
    ("tenggat.pemilu.akhir_sengketa", "59", lambda s: pemilu(s).objection.closing, 59),
    ("tenggat.pemilu.gugatan", "10", lambda s: pemilu(s).objection.suit, 10),
    ("nomor.pola", '["TK-{urut}"]', lambda s: s.number_patterns[0].template, "TK-{urut}"),
    ("cetak.meja", "2", lambda s: s.desks, 2),
    ("laporan.folder", '"hasil"', lambda s: s.report_folder.name, "hasil"),
    ("laporan.kertas", '"F4"', lambda s: s.paper, "F4"),
    ("laporan.ringkasan_informasi", "40", lambda s: s.subject_length, 40),
    ("laporan.sel_kecil", "5", lambda s: s.small_cell, 5),
    ("laporan.pivot", "false", lambda s: s.pivot_file, False),
    ("laporan.dasar_hukum", '["UU"]', lambda s: s.legal_basis, ("UU",)),
    ("arsip.folder", '"ingatan"', lambda s: s.archive_folder.name, "ingatan"),
    ("arsip.bulan", "36", lambda s: s.archive_months, 36),
    ("arsip.aktif", "false", lambda s: s.archive_active, False),
    ("run.batas_waktu", "60", lambda s: s.run_limit, 60),
    ("run.denyut", '"https://a.example/b"', lambda s: s.heartbeat, "https://a.example/b"),
    (
        "surat.server",
        '"smtp.example"\ndari = "a@b.example"',
        lambda s: s.mail.server,
        "smtp.example",
    ),
    ("surat.port", "25", lambda s: s.mail.port, 25),
    ("surat.keamanan", '"ssl"', lambda s: s.mail.channel, "ssl"),
    ("surat.pengguna", '"ppid"', lambda s: s.mail.user, "ppid"),
    ("surat.sandi_env", '"SANDI"', lambda s: s.mail.password_variable, "SANDI"),
    ("surat.dari", '"a@b.example"', lambda s: s.mail.sender, "a@b.example"),
    ("surat.kasubag", '"Nama, S.H. <k@b.example>"', lambda s: s.mail.kasubag, "k@b.example"),
    (
        "surat.petugas",
        '["P Satu <p@b.example>"]',
        lambda s: s.mail.officers["p satu"],
        "p@b.example",
    ),
    ("surat.jam", '["07:30", "15:00"]', lambda s: s.mail.hours, (time(7, 30), time(15))),
    ("surat.lampirkan_laporan", "true", lambda s: s.mail.attach_report, True),
)


@pytest.mark.parametrize(("path", "value", "pick", "wanted"), CHANGES, ids=[c[0] for c in CHANGES])
def test_every_option_changes_what_it_says(
    tmp_path: Path, path: str, value: str, pick: Any, wanted: Any
) -> None:
    """A key in the file reaches its setting, and no other key moves."""
    found = load(tmp_path, assigned(path, value))
    assert pick(found) == wanted
    defaults = {option.path: option.default for option in OPTIONS}
    moved = {key for key in NAMES if found.values[key] != defaults[key]}
    same = {path} if value == "true" and defaults[path] is True else set()
    assert moved | same == ({path, "surat.dari"} if path == "surat.server" else {path})


def test_every_option_is_tried_above() -> None:
    """A new option needs a line in the table of changes."""
    assert [change[0] for change in CHANGES] == NAMES


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ("regsiter = 'a.xlsx'", "regsiter", "register"),
        ("[tenggat]\nsegra = 3", "tenggat.segra", "tenggat.segera"),
        ("[tenggat.biasa]\nhari_kerja = 3", "tenggat.biasa.hari_kerja", "tenggat.biasa.hari"),
        ("[kantor.kasubag]\nnma = 'x'", "kantor.kasubag.nma", "kantor.kasubag.nama"),
        ("[[kantor.nam]]\na = 1", "kantor.nam", "kantor.nama"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest(
    tmp_path: Path, text: str, key: str, near: str
) -> None:
    """A misspelt key would silently leave a default in force."""
    wanted = f"{tmp_path / 'ppid.toml'}: kunci '{key}' tidak dikenal; maksudnya '{near}'?"
    assert refusal(tmp_path, text) == wanted


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("aturan = 3", "'aturan' harus tabel; tulis [aturan] dan isinya di bawahnya."),
        ("[[surat]]\nport = 25", "'surat' harus tabel; tulis [surat] dan isinya di bawahnya."),
        ("kantor.kasubag = 'Nama'", "'kantor.kasubag' harus tabel; tulis [kantor.kasubag] dan"),
        ("[register]\nnama = 'a.xlsx'", "'register' bukan tabel; tulis register = dan isinya."),
        ("[tenggat.segera]\nhari = 3", "nama profil 'segera'"),
        ("[arsip.bulan]\nlama = 3", "'arsip.bulan' bukan tabel; tulis arsip.bulan = dan isinya."),
    ],
)
def test_a_table_and_a_value_are_told_apart(tmp_path: Path, text: str, problem: str) -> None:
    """What is known is not called unknown because it stands in the wrong form."""
    assert problem in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("tab = '1'\ntab = '2'", "sudah disebut di atas; hapus salah satunya"),
        ("[surat]\nport = 1\n[kantor]\n[surat]\nport = 2", "sudah disebut di atas"),
        ("tenggat.segera = 3\n[tenggat]\nmulai = 'lengkap'", "sudah disebut di atas"),
        ("kolom = {Kanal = 'a', Kanal = 'b'}", "sudah disebut di atas"),
        ("surat = {port = 1}\n[surat.x]\na = 1", "sudah disebut di atas"),
        (r'register = "D:\PPID\register.xlsx"', "tulis / sebagai ganti \\"),
        (r'register = "C:\Users\PPID\register.xlsx"', "tulis / sebagai ganti \\"),
        (r'register = "C:\xyz.xlsx"', "tulis / sebagai ganti \\"),
        ("register = D:/register.xlsx", "tulis teks di dalam tanda kutip"),
        ("tab = 'a", "periksa tanda kutip, kurung, dan tanda sama dengan"),
        ("[surat\nport = 1", "periksa tanda kutip, kurung, dan tanda sama dengan"),
    ],
)
def test_what_is_no_toml_has_its_own_remedy(tmp_path: Path, text: str, remedy: str) -> None:
    """A key that stands twice, a path as Windows writes it, a text without quotes."""
    said = refusal(tmp_path, text)
    assert "penulisan TOML salah" in said and remedy in said


def test_a_key_like_no_other_leads_to_the_list(tmp_path: Path) -> None:
    """Where nothing is near, the command that lists all keys is named."""
    assert refusal(tmp_path, "qwxz = 1").endswith("tidak dikenal; lihat ppid-sheets config.")


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("register", "5", "harus teks dalam tanda kutip"),
        ("kantor.nama", "true", "harus teks dalam tanda kutip"),
        ("kantor.kasubag.nip", "197001012000011001", "harus teks dalam tanda kutip"),
        ("tenggat.segera", "-1", "harus bilangan bulat 0 sampai 30"),
        ("tenggat.segera", "31", "harus bilangan bulat 0 sampai 30"),
        ("tenggat.segera", "3.0", "harus bilangan bulat 0 sampai 30"),
        ("tenggat.segera", "true", "harus bilangan bulat 0 sampai 30"),
        ("tenggat.segera", '"3"', "harus bilangan bulat 0 sampai 30"),
        ("tenggat.biasa.hari", "0", "harus bilangan bulat 1 sampai 250"),
        ("tenggat.pemilu.perpanjangan", "2026-01-01", "harus bilangan bulat 1 sampai 250"),
        ("tenggat.pemilu.aktif", "1", "harus true atau false"),
        ("tenggat.pemilu.aktif", '"ya"', "harus true atau false"),
        ("tenggat.mulai", '"masuk"', "harus salah satu dari lengkap, diterima"),
        ("tenggat.mulai", "[]", "harus salah satu dari lengkap, diterima"),
        ("laporan.kertas", '"a4"', "harus salah satu dari A4, F4"),
        ("tenggat.akhir_pekan", '["Sunday"]', "harus daftar nama hari (Senin, Selasa,"),
        ("tenggat.akhir_pekan", '"Minggu"', "harus daftar nama hari"),
        ("tenggat.akhir_pekan", "[6]", "harus daftar nama hari"),
        (
            "tenggat.akhir_pekan",
            '["Senin","Selasa","Rabu","Kamis","Jumat","Sabtu","Minggu"]',
            "tidak semuanya",
        ),
        ("tenggat.zona_waktu", '"WIB"', "zona waktu tidak dikenal, contoh Asia/Jakarta"),
        ("tenggat.zona_waktu", '""', "zona waktu tidak dikenal"),
        ("tenggat.zona_waktu", '"../../etc/passwd"', "zona waktu tidak dikenal"),
        ("tenggat.zona_waktu", '"Asia"', "zona waktu tidak dikenal"),
        ("tenggat.zona_waktu", "7", "zona waktu tidak dikenal"),
        ("nomor.pola", '"{urut}"', "harus daftar pola"),
        ("nomor.pola", "[]", "harus daftar pola"),
        ("nomor.pola", "[1]", "harus daftar pola"),
        ("nomor.pola", '["{urut}", "{nomor}"]', "penanda {nomor} tidak dikenal"),
        ("nomor.pola", '["PPID/{tahun}"]', "penanda {urut} belum ada"),
        ("nomor.pola", '["{urut}/{urut}"]', "satu penanda dipakai dua kali"),
        ("laporan.dasar_hukum", '"UU"', "harus daftar teks"),
        ("laporan.dasar_hukum", "[1]", "harus daftar teks"),
        ("run.denyut", '"ftp://a.example"', "harus alamat https"),
        ("run.denyut", '"http://[x"', "bukan alamat https"),
        ("surat.kasubag", '"kasubag"', "harus satu alamat surat"),
        ("surat.dari", '"a@b.example\\nBcc: c@d.example"', "harus satu alamat surat"),
        ("surat.petugas", '["satu@b.example"]', "harus daftar nama dan alamat"),
        ("surat.petugas", '["Satu <satu>"]', "harus daftar nama dan alamat"),
        ("surat.jam", '["16:00", "08:00"]', "harus jam mulai dan jam selesai"),
        ("surat.jam", '["8", "16"]', "harus jam mulai dan jam selesai"),
        ("masuk.stempel", '"tahun"', "harus salah satu dari hari, bulan"),
        ("masuk.sejak", '"kemarin"', 'harus tanggal, contoh "2026-11-01"'),
        ("masuk.sejak", "2026-11-01T08:00:00", "harus tanggal"),
        ("masuk.kolom", '{"Nama" = "x"}', "bukan judul kolom register"),
    ],
)
def test_a_wrong_value_is_refused_by_key(
    tmp_path: Path, path: str, value: str, problem: str
) -> None:
    """The sentence names the file, the key and what is wanted."""
    text = refusal(tmp_path, assigned(path, value))
    assert text.startswith(f"{tmp_path / 'ppid.toml'}: '{path}' ")
    assert problem in text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('register = "a.xlsx"\n[tenggat\nsegera = 3\n', "di baris 2, kolom 9"),
        ("[tenggat]\nsegera 3\n", "di baris 2, kolom 8"),
        ("[kantor]\n\nnama = KPU\n", "di baris 3, kolom 8"),
        ('[kantor]\nnama = "KPU', "di akhir berkas"),
    ],
)
def test_broken_toml_names_the_line(tmp_path: Path, text: str, place: str) -> None:
    """In Indonesian, with the line and the column."""
    wanted = f"{tmp_path / 'ppid.toml'}: penulisan TOML salah {place}; "
    assert refusal(tmp_path, text).startswith(wanted)


def test_mail_needs_a_sender_and_a_password_needs_a_lock(tmp_path: Path) -> None:
    """A password goes over an open line to this computer alone."""
    server = '[surat]\nserver = "smtp.example"\n'
    assert "'surat.dari' harus diisi" in refusal(tmp_path, server)
    plain = 'dari = "a@b.example"\npengguna = "a"\nkeamanan = "tanpa"\n'
    assert "'surat.keamanan' harus starttls atau ssl" in refusal(tmp_path, server + plain)
    assert load(tmp_path, '[surat]\nserver = "127.0.0.1"\n' + plain).mail.user == "a"


def test_requests_come_in_by_one_way(tmp_path: Path) -> None:
    """A tab and files at once would have one mapping for two sets of questions."""
    both = refusal(tmp_path, '[masuk]\ntab = "Form"\nberkas = "ekspor"\n')
    assert "'masuk.tab' dan 'masuk.berkas' disebut bersama" in both
    assert load(tmp_path, '[masuk]\nsejak = "2026-11-01"\n').intake.since == date(2026, 11, 1)


def test_officers_have_titles(tmp_path: Path) -> None:
    """Commas belong to a name."""
    text = '[surat]\npetugas = ["Contoh Satu, S.H., M.Si. <satu@b.example>"]'
    assert load(tmp_path, text).mail.officers == {"contoh satu, s.h., m.si.": "satu@b.example"}


def test_a_password_is_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the settings that are printed nor in their representation."""
    monkeypatch.setenv("PPID_SURAT_SANDI", "rahasia-sekali")
    found = load(tmp_path, "")
    assert found.mail.password == "rahasia-sekali"
    assert "rahasia-sekali" not in repr(found) + config.as_toml(found)


@pytest.mark.parametrize(
    ("register", "remedy"),
    [
        ("", "tulis nama berkas atau alamat Google Sheet"),
        ("a\\u0000.xlsx", "tulis lagi namanya"),
        ("https://docs.google.com/spreadsheets", "salin dari peramban"),
    ],
)
@pytest.mark.parametrize("option", ['register = "{}"', 'terdahulu = ["{}"]'])
def test_the_remedy_of_an_address_stands_apart(
    tmp_path: Path, option: str, register: str, remedy: str
) -> None:
    """Doctor puts it behind its arrow."""
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, option.format(register))
    assert caught.value.remedy.startswith(remedy) and remedy not in caught.value.what


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A named file must exist; the default one need not."""
    with pytest.raises(SettingsError, match=r"tidak_ada\.toml tidak ditemukan"):
        config.load(tmp_path / "tidak_ada.toml")


def test_a_folder_is_no_settings(tmp_path: Path) -> None:
    """The sentence says that it is one."""
    with pytest.raises(SettingsError, match=r"adalah folder; sebut berkas"):
        config.load(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252"])
def test_another_encoding_is_named_with_its_remedy(tmp_path: Path, encoding: str) -> None:
    """What Notepad saves as Unicode or ANSI is to be saved as UTF-8."""
    text = '[kantor]\nnama = "KPU – Belitung Timur"\n'
    (tmp_path / "ppid.toml").write_bytes(text.encode(encoding))
    with pytest.raises(SettingsError, match=r"Encoding UTF-8, lalu jalankan lagi\.$"):
        config.load(tmp_path / "ppid.toml")


def test_a_file_from_notepad_is_read(tmp_path: Path) -> None:
    """A byte order mark and Windows line ends are no fault."""
    (tmp_path / "ppid.toml").write_bytes(b"\xef\xbb\xbf[tenggat]\r\nsegera = 5\r\n")
    assert config.load(tmp_path / "ppid.toml").due_soon == 5


def test_relative_paths_start_from_the_files_folder(tmp_path: Path) -> None:
    """Wherever the command is run; absolute paths stay as they are."""
    found = load(tmp_path, 'register = "data/r.xlsx"\n[laporan]\nfolder = "../hasil"\n')
    assert found.register == tmp_path / "data/r.xlsx"
    assert found.report_folder == tmp_path / "../hasil"
    assert found.source == tmp_path / "ppid.toml"
    absolute = (tmp_path / "lain.xlsx").as_posix()
    assert load(tmp_path, f'register = "{absolute}"').register == tmp_path / "lain.xlsx"


def test_the_effective_settings_are_a_file_with_remarks(tmp_path: Path) -> None:
    """Every key once, with what it is for."""
    text = config.as_toml(load(tmp_path, ""))
    lines = [line for line in text.splitlines() if "=" in line and line[0] != "#"]
    assert [line.split("#")[-1].strip() for line in lines] == [o.meaning for o in OPTIONS]
    assert tomllib.loads(text)["tenggat"]["pemilu"]["aktif"] is False


def test_the_effective_settings_read_back(tmp_path: Path) -> None:
    """Quotes, backslashes, line breaks and letters beyond ASCII come through."""
    odd = 'Kantor "Contoh" \\ C:\\data\n\té – Ω 漢 # x = 1\x7f'
    written = "".join(
        assigned(path, _toml(value))
        for path, value in (
            ("register", "C:\\data\\r.xlsx"),
            ("kantor.nama", odd),
            ("laporan.dasar_hukum", [odd, "", "'"]),
            ("tenggat.akhir_pekan", []),
            ("tenggat.pemilu.aktif", True),
        )
    )
    first = load(tmp_path, written)
    assert first.office.name == odd
    again = load(tmp_path, config.as_toml(first))
    assert again == first


@settings(
    max_examples=draws(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
    st.lists(st.text("ab\"'\\")),
)
def test_any_text_reads_back(tmp_path: Path, name: str, basis: list[str]) -> None:
    """No text that an office can write breaks the file that shows it."""
    text = f"[kantor]\nnama = {_toml(name)}\n[laporan]\ndasar_hukum = {_toml(basis)}"
    first = load(tmp_path, text)
    assert (first.office.name, list(first.legal_basis)) == (name, basis)
    assert load(tmp_path, config.as_toml(first)) == first
