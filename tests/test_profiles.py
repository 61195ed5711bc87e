"""Profiles are data: what `[tenggat.*]` says is reckoned, printed and refused everywhere."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets import config
from ppid_sheets.checks.judge import judge
from ppid_sheets.cli import main
from ppid_sheets.cli import office as cli_office
from ppid_sheets.config import Settings
from ppid_sheets.deadlines.clock import Clock
from ppid_sheets.deadlines.profiles import ORDINARY, Profile, Profiles
from ppid_sheets.errors import SettingsError, UsageError
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.values import Snapshot
from ppid_sheets.reports.form import forms
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.month.notes import _counting
from tests.budget import draws
from tests.build import CALENDAR, GOOD, OPEN, SETTINGS, TODAY, WITH_ELECTIONS, grid, table
from tests.deadlines import naive

URGENT = "Informasi Serta Merta"
THIRD = f"""
[tenggat.mendesak]
nama = "Mendesak"
kategori = ["{URGENT}"]
hari = 2
perpanjangan = 4
dasar = "SK Sekretaris 5/2026"
keberatan = 20
tanggapan_keberatan = 5
komisi_informasi = 7
"""


def load(folder: Path, text: str) -> Settings:
    """The settings of a file with this text."""
    path = folder / "ppid.toml"
    path.write_text(text, encoding="utf-8")
    return config.load(path)


def judged(office: Settings, *rows: Mapping[str, Any]) -> Any:
    """A register with the choices of today's Pilihan, which know no third category."""
    lists = [["Petugas", "Kategori Informasi"], ["Petugas Satu", "Informasi Tahapan Pemilu"]]
    holidays = [["Tanggal", "Jenis", "Keterangan", "Dasar"]]
    holidays += [[h.day, h.kind, h.name, h.basis] for h in CALENDAR.holidays]
    tabs = {"Register": grid(*rows), "Pilihan": lists, "Hari Libur": holidays}
    return judge(Snapshot(tabs), office, TODAY)


def test_a_third_profile_reckons_its_category(tmp_path: Path) -> None:
    """Two working days, in any spelling of the category and with nothing changed in Pilihan."""
    office = load(tmp_path, THIRD)
    urgent = {**OPEN, "received_on": date(2026, 11, 19), "info_category": "informasi serta  merta"}
    found = judged(office, urgent, OPEN)
    assert found.deadlines["due_on"].dt.date.tolist() == [date(2026, 11, 23), date(2026, 11, 23)]
    assert found.deadlines["status"].tolist() == ["Jatuh tempo hari ini"] * 2
    assert not [f for f in found.findings if f.code in ("B05", "I03")]
    blank = judged(office, {**OPEN, "info_category": None})
    assert "I03" in {f.code for f in blank.findings}


def test_a_third_profile_stands_in_the_months_notes(tmp_path: Path) -> None:
    """Its name, its periods, its basis and whom it serves."""
    lines = dict(_counting(load(tmp_path, THIRD)))
    assert lines["Jangka waktu Mendesak"] == (
        "2 hari kerja, dapat diperpanjang 4 hari kerja (SK Sekretaris 5/2026); dipakai untuk "
        f"kategori '{URGENT}'."
    )


@pytest.mark.parametrize("kind", ["receipt", "refusal", "notice"])
def test_letters_have_the_terms_of_the_requests_own_profile(tmp_path: Path, kind: str) -> None:
    """The extension, the terms of an objection and their basis."""
    office = load(tmp_path, THIRD)
    row = {
        **GOOD, "info_category": URGENT, "decision": "Ditolak",
        "refusal_ground": "Pasal 17 huruf h", "info_class": "Dikecualikan", "given_on": None,
    }  # fmt: skip
    read = table(row, lists={"Petugas": ("Petugas Satu",), "Kategori Informasi": (URGENT,)})
    request = Request(read, 2, Clock(CALENDAR, office.profiles), TODAY)
    text = str(forms.FORMS[kind].describe(request, office))
    if kind == "receipt":
        assert "paling lama 4 hari kerja" in text
    else:
        assert "paling lambat 20 hari kerja setelah" in text
        assert "paling lambat 5 hari kerja sejak keberatan" in text
        assert "paling lambat 7 hari kerja sejak tanggapan" in text
    assert "SK Sekretaris 5/2026" in text


def test_election_letters_name_the_superiors_three_days() -> None:
    """Perki 1/2019: the superior answers in three working days, not in thirty."""
    row = {
        **GOOD, "info_category": "Informasi Tahapan Pemilu/Pemilihan", "decision": "Ditolak",
        "refusal_ground": "Tidak dikuasai", "given_on": None,
    }  # fmt: skip
    request = Request(table(row), 2, Clock(CALENDAR, WITH_ELECTIONS), TODAY)
    text = str(forms.FORMS["refusal"].describe(request, SETTINGS))
    assert "Atasan PPID menanggapi paling lambat 3 hari kerja" in text and "Perki 1/2019" in text


def test_an_unknown_profile_is_refused_with_those_that_are_there(tmp_path: Path) -> None:
    """Whoever asks for one that is not there sees the names, those of the file included."""
    profiles = load(tmp_path, THIRD).profiles
    assert profiles.named("mendesak").days == 2
    with pytest.raises(UsageError, match=r"'pilkada'; yang ada: biasa, pemilu, mendesak\."):
        profiles.named("pilkada")


def third(**changed: str | None) -> str:
    """The third profile with some lines another, or without them."""
    lines = {
        "kategori": f'["{URGENT}"]', "hari": "2", "perpanjangan": "4", "dasar": '"SK"', **changed,
    }  # fmt: skip
    return "[tenggat.mendesak]\n" + "".join(f"{k} = {v}\n" for k, v in lines.items() if v)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[tenggat.pemliu]\nhari = 4\naktif = true",
         ("'tenggat.pemliu.kategori' belum menyebut kategori", "(maksudnya 'tenggat.pemilu'?)")),
        ("[tenggat.pemliu]", ("'tenggat.pemliu.kategori' belum menyebut kategori",)),
        ("[tenggat.pemilu]\nkategori = []", ("'tenggat.pemilu.kategori' belum menyebut kategori",)),
        (third(kategori=None), ("'tenggat.mendesak.kategori' belum menyebut", "kategori = [")),
        (third(kategori='"X"'), ("'tenggat.mendesak.kategori' harus daftar kategori",)),
        (third(kategori='[" "]'), ("'tenggat.mendesak.kategori' harus daftar kategori",)),
        (third(hari="-2"), ("'tenggat.mendesak.hari' harus bilangan bulat 1 sampai 250",)),
        (third(hari=None), ("'tenggat.mendesak.hari' belum diisi; harus bilangan bulat",)),
        (third(dasar=None), ("'tenggat.mendesak.dasar' belum diisi; harus teks",)),
        (third(hri="2"), ("kunci 'tenggat.mendesak.hri' tidak dikenal;",
                          "maksudnya 'tenggat.mendesak.hari'?")),
        (third(kategori='["Pilkada"]') + '[tenggat.lain]\nkategori = ["PILKADA "]\nhari = 3\n'
         'perpanjangan = 2\ndasar = "SK"',
         ("kategori 'Pilkada' disebut pada 'tenggat.mendesak.kategori' dan juga pada "
          "'tenggat.lain.kategori'; hapus dari salah satunya",)),
        ("[tenggat.pemilu]\naktif = true\n" + third(kategori='["tahapan pemilu"]'),
         ("disebut pada 'tenggat.pemilu.kategori' dan juga pada",)),
        (third(nama='"biasa "'), ("'tenggat.biasa.nama' dan 'tenggat.mendesak.nama' sama",)),
        ("[tenggat.biasa]\naktif = false", ("'tenggat.biasa.aktif' harus true",)),
        ("[tenggat.'Sangat Cepat']\nhari = 3", ("nama profil 'Sangat Cepat'", "huruf kecil")),
        ("[tenggat.'a.b']\nhari = 3", ("nama profil 'a.b'",)),
        ("[tenggat.'']\nhari = 3", ("nama profil ''",)),
        ("[tenggat.segera]\nhari = 3", ("nama profil 'segera'", "bukan nama pengaturan lain")),
        ("tenggat = 5", ("'tenggat' harus tabel; tulis [tenggat] dan isinya di bawahnya",)),
        ("[[tenggat.cepat]]\nhari = 3", ("kunci 'tenggat.cepat' tidak dikenal",)),
        ("[tenggat.cepat.x]\nhari = 3", ("kunci 'tenggat.cepat.x.hari' tidak dikenal",)),
    ],
)  # fmt: skip
def test_a_wrong_profile_is_refused_in_one_sentence(
    tmp_path: Path, text: str, parts: Sequence[str]
) -> None:
    """With the file, the table, the key and the remedy."""
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, text)
    said = str(caught.value)
    assert said.startswith(f"{tmp_path / 'ppid.toml'}: ") and "\n" not in said
    for part in parts:
        assert part in said


def test_a_profile_that_is_off_may_share_its_category(tmp_path: Path) -> None:
    """An office replaces the election profile by one of its own."""
    office = load(tmp_path, third(kategori='["Informasi Tahapan Pemilu/Pemilihan"]'))
    assert office.profiles.of("Informasi Tahapan Pemilu/Pemilihan").key == "mendesak"


def test_the_effective_profiles_read_back(tmp_path: Path) -> None:
    """`config` prints a third profile like the two of the law."""
    first = load(tmp_path, THIRD)
    assert "[tenggat.mendesak]" in config.as_toml(first)
    assert load(tmp_path, config.as_toml(first)) == first


CATEGORIES = ["A", "B", "C", "D", "", "Lain"]
PERIODS = st.tuples(st.integers(1, 40), st.integers(1, 30))


@settings(max_examples=draws(60), deadline=None)
@given(
    st.dictionaries(st.sampled_from(CATEGORIES[:4]), st.sampled_from(["p", "q", "r"])),
    st.fixed_dictionaries(dict.fromkeys(("biasa", "p", "q", "r"), PERIODS)),
    st.lists(
        st.tuples(
            st.dates(date(2023, 1, 1), date(2026, 6, 30)), st.sampled_from(CATEGORIES),
            st.integers(0, 30), st.booleans(),
        ),
        min_size=1, max_size=8,
    ),
)  # fmt: skip
def test_any_mapping_of_categories_counts_day_by_day(
    serves: Mapping[str, str],
    periods: Mapping[str, tuple[int, int]],
    rows: Sequence[tuple[date, str, int, bool]],
) -> None:
    """The due date is that of a finger on the calendar with the days of the row's own profile."""
    found = [
        Profile(key, key, *periods[key], "SK", tuple(c for c, k in serves.items() if k == key))
        for key in sorted(set(serves.values()))
    ]
    law = Profile("biasa", "Biasa", *periods["biasa"], ORDINARY.basis)
    profiles = Profiles((law, *found))
    requests = table(
        *(
            {
                **OPEN, "received_on": received, "info_category": category or None,
                "extended_on": date.fromordinal(received.toordinal() + after) if extended else None,
                "extension_reason": "sebab" if extended else None,
            }
            for received, category, after, extended in rows
        ),
        lists={"Petugas": ("Petugas Satu",), "Kategori Informasi": ("A", "B", "C", "D", "Lain")},
    )  # fmt: skip
    clock = Clock(CALENDAR, profiles)
    dues = clock.deadlines(requests.frame, date(2026, 12, 31))["due_on"].dt.date.tolist()
    for (received, category, after, extended), due in zip(rows, dues, strict=True):
        days, longer = periods[serves.get(category, "biasa")]
        first = naive.add(received, days)
        notice = date.fromordinal(received.toordinal() + after)
        wanted = naive.add(first, longer) if extended and notice <= first else first
        assert due == wanted


@pytest.fixture
def third_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of an office with a third profile, whose new register has two requests."""
    mail = '[surat]\nserver = "127.0.0.1"\ndari = "a@b.example"\nkasubag = "k@b.example"\n'
    (tmp_path / "ppid.toml").write_text(THIRD + mail, encoding="utf-8")
    moment = datetime(2026, 11, 24, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli_office, "local_time", lambda settings: moment)
    assert main(["init"]) == 0
    book = openpyxl.load_workbook("register.xlsx")
    sheet = book["Register"]
    headers = {cell.value: cell.column for cell in sheet[3]}
    answered = {**GOOD, "received_on": date(2026, 11, 2), "reg_number": "001/PPID/XI/2026"}
    open_ = {**OPEN, "received_on": date(2026, 11, 19), "reg_number": "002/PPID/XI/2026"}
    for row, request in enumerate((answered, open_), 4):
        for column in REQUESTS.usual:
            value = {**request, "info_category": URGENT}.get(column.key)
            sheet.cell(row, headers[column.header]).value = value
    book.save("register.xlsx")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints."""
    main(arguments)
    return capsys.readouterr().out


def test_a_third_profile_is_seen_by_every_command(
    third_office: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Made in ppid.toml alone: dropdown, check, deadline, doctor, letters and mail."""
    lists = openpyxl.load_workbook("register.xlsx")["Pilihan"]
    assert URGENT in {cell.value for row in lists for cell in row}
    checked = json.loads(said(capsys, "check", "--json"))
    found = {one["nomor"]: one for one in checked["daftar_permohonan"]}
    assert found["001/PPID/XI/2026"]["status"] == "Selesai terlambat"
    late = found["002/PPID/XI/2026"]
    assert (late["status"], late["batas_waktu"]) == ("TERLAMBAT", "2026-11-23")
    codes = {one["kode"] for one in checked["temuan"]}
    assert codes.isdisjoint({"B04", "B05", "I02", "I03", "R20"})
    due = json.loads(said(capsys, "deadline", "2026-11-19", "--profile", "mendesak", "--json"))
    assert (due["profil"], due["batas_waktu"]) == ("Mendesak", "2026-11-23")
    assert "Mendesak 2+4" in said(capsys, "doctor")
    main(["run", "--print"])
    assert "002/PPID/XI/2026" in capsys.readouterr().out
    main(["form", "receipt", "--number", "002/PPID/XI/2026"])
    (receipt,) = map(texts, Path("formulir").iterdir())
    assert "paling lama 4 hari kerja" in receipt and "SK Sekretaris 5/2026" in receipt


@pytest.mark.slow
def test_a_third_profile_is_in_the_workbooks(third_office: None) -> None:
    """Those of the day and of the month, its charts included."""
    main(["report", "daily"])
    main(["report", "monthly", "--month", "2026-11"])
    daily, monthly = (
        next(map(texts, Path("laporan").glob(name)))
        for name in ("*2026-11-24.xlsx", "Laporan-*-11.xlsx")
    )
    assert "002/PPID/XI/2026" in daily
    assert "Jangka waktu Mendesak" in monthly and monthly.count(URGENT) > 1
    assert "Batas 2, 6, 10 dan 17 hari<" in charts(Path("laporan"))


def texts(path: Path) -> str:
    """All that stands in a workbook."""
    book = openpyxl.load_workbook(path)
    return "\n".join(str(c.value) for sheet in book for row in sheet for c in row if c.value)


def charts(folder: Path) -> str:
    """The parts of all workbooks that hold charts."""
    parts = []
    for path in folder.glob("*.xlsx"):
        with zipfile.ZipFile(path) as package:
            parts += [package.read(n).decode() for n in package.namelist() if "/charts/" in n]
    return "".join(parts)
