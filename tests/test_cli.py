"""The commands as a person runs them: what they print, write and exit with."""

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from ppid_sheets.cli import main, office
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.demo.rows import rows
from ppid_sheets.register import layout
from ppid_sheets.register.requests import REQUESTS
from tests.build import TODAY
from tests.demos import small_demo
from tests.golden import assert_golden

ROOT = Path(__file__).parents[1]

AS_OF = ("--as-of", "2026-11-23")


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> tuple[Path, str]:
    """The folder that `demo` makes in an empty one, and what it says."""
    said = io.StringIO()
    with contextlib.chdir(tmp_path_factory.mktemp("demo")), contextlib.redirect_stdout(said):
        assert main(["demo", *AS_OF]) == 0
        return Path("ppid-demo").absolute(), said.getvalue()


@pytest.fixture(scope="session")
def demo(made) -> Path:
    """That folder."""
    return made[0]


MORNING = datetime(2026, 11, 23, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture(scope="session")
def told(demo, tmp_path_factory) -> tuple[Path, str]:
    """A copy of its register after `check --json`, and what this printed; nothing as an error."""
    path = Path(shutil.copy(demo / "register.xlsx", tmp_path_factory.mktemp("json")))
    said, wrong = io.StringIO(), io.StringIO()
    with contextlib.chdir(path.parent), pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "local_time", lambda settings: MORNING)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(wrong):
            assert main(["check", "--json", *AS_OF]) == 0
    assert wrong.getvalue() == ""
    return path, said.getvalue()


@pytest.fixture(autouse=True)
def _morning(monkeypatch) -> None:
    """It is always the morning of the same day."""
    monkeypatch.setattr(office, "local_time", lambda settings: MORNING)


@pytest.fixture
def desk(demo, tmp_path, monkeypatch) -> Path:
    """A folder with a checked register in it, where the commands run."""
    shutil.copy(demo / "register.xlsx", tmp_path / "register.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def empty(tmp_path, monkeypatch) -> Path:
    """An empty folder where the commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def small(empty) -> Path:
    """A folder with a register of twenty requests of last year in it."""
    small_demo(empty / "register.xlsx")
    return empty


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and error output of one command."""
    capsys.readouterr()
    code = main(arguments)
    return code, *capsys.readouterr()


def one_sentence(text: str) -> bool:
    """Whether an error is one calm line without a traceback."""
    return text.count("\n") == 1 and text.endswith((".\n", "?\n")) and "Traceback" not in text


def test_demo_makes_a_register_and_last_months_workbook(demo):
    """Both files stand where the summary says."""
    assert {path.name for path in demo.iterdir()} >= {
        "register.xlsx",
        "Laporan-PPID-2026-10.xlsx",
    }


def test_the_demo_shows_its_pages_filled(demo):
    """The day at the desk, the run that made them and the findings."""
    book = openpyxl.load_workbook(demo / "register.xlsx")
    assert book[layout.STATUS]["B4"].value == datetime(2026, 11, 23, 7, 30)
    assert book[layout.FINDINGS].max_row > 10 and book[layout.DAILY].max_row > 10


def test_demo_summary_reads_calmly(made):
    """The summary is the text we want people to see."""
    assert_golden(made[1].replace("\\", "/"), "demo.txt")


@pytest.mark.slow
def test_demo_still_runs_when_the_packaged_holidays_are_over(empty, capsys):
    """In a later year the demo takes place on a day that its calendar reaches, and says so."""
    code, out, _ = run(capsys, "demo", "--as-of", "2031-05-05")
    assert code == 0 and "contoh dibuat per 01/12/2027" in out


@pytest.mark.slow
def test_a_demo_depends_on_its_seed_alone(demo, empty, capsys):
    """Another seed gives another register; the same seed and day the same bytes, also over the
    files of an earlier run."""
    for seed, alike in (("7", False), ("2026", True)):
        assert run(capsys, "demo", "--seed", seed, *AS_OF)[::2] == (0, "")
        for name in ("register.xlsx", "Laporan-PPID-2026-10.xlsx"):
            here = (empty / "ppid-demo" / name).read_bytes()
            assert (here == (demo / name).read_bytes()) is alike


@pytest.mark.slow
def test_check_of_a_checked_register_writes_nothing(desk, capsys):
    """Run it twice, nothing changes: the file's bytes stay; the first run began a memory."""
    run(capsys, "check", *AS_OF)
    before = (desk / "register.xlsx").read_bytes()
    code, out, _ = run(capsys, "check", *AS_OF)
    assert code == 0 and "sudah sesuai" in out
    assert (desk / "register.xlsx").read_bytes() == before


def test_dry_run_lists_changes_and_writes_nothing(desk, capsys):
    """A week later statuses move; each change is shown old → new by row and number."""
    before = (desk / "register.xlsx").read_bytes()
    code, out, _ = run(capsys, "check", "--dry-run", "--as-of", "2026-12-01")
    assert code == 0
    assert re.search(r"^Baris \d+  \d{3}/PPID/[IVX]+/2026$", out, re.M)
    assert re.search(r"^    Status Tenggat: .+ → TERLAMBAT$", out, re.M)
    assert (desk / "register.xlsx").read_bytes() == before


def test_check_writes_what_the_dry_run_showed(small, capsys):
    """After the real run the same dry run has nothing to show."""
    assert run(capsys, "check", "--as-of", "2026-12-01")[0] == 0
    _, out, _ = run(capsys, "check", "--dry-run", "--as-of", "2026-12-01")
    assert "→" not in out


@pytest.mark.slow
def test_a_day_gone_by_knows_nothing_of_later_requests(desk, capsys):
    """They are left out and said to be; only dates that have not come today are called so."""
    code, out, _ = run(capsys, "check", "--dry-run", "--as-of", "2026-06-30")
    count = int(re.search(r"(\d+) permohonan diterima sesudah tanggal itu", out)[1])
    assert code == 0 and 0 < count < 180
    assert re.search(r"Permohonan +" + str(180 - count), out)
    assert "(tanpa nomor)" not in out
    today, then = (
        json.loads(run(capsys, "check", "--json", "--dry-run", "--as-of", day)[1])
        for day in ("2026-11-23", "2026-06-30")
    )
    assert then["diterima_sesudahnya"] == count and today["diterima_sesudahnya"] == 0
    future = [
        [f for f in found["temuan"] if f["kode"] in ("T02", "T05")] for found in (today, then)
    ]
    assert {f["baris"] for f in future[1]} <= {f["baris"] for f in future[0]}


def test_json_is_one_object(told):
    """Counts, statuses and findings for machines."""
    found = json.loads(told[1])
    assert sum(found["status"].values()) == found["permohonan"] == 180
    assert len(found["temuan"]) == sum(found["jumlah_temuan"].values())
    assert set(found["temuan"][0]) == {"kode", "tingkat", "baris", "kolom", "pesan", "perbaikan"}


def test_json_lists_every_request(told):
    """As the sheet shows it: number, row, dates, days, status, officer, and nothing else."""
    path, found = told[0], json.loads(told[1])
    assert found["versi"] == 1
    listed = found["daftar_permohonan"]
    assert len(listed) == found["permohonan"]
    kinds = {
        "nomor": str | None,
        "baris": int,
        "diterima": str | None,
        "batas_waktu": str | None,
        "sisa_hari_kerja": int | None,
        "status": str,
        "lama_layanan": int | None,
        "petugas": str | None,
    }
    for one in listed:
        assert list(one) == list(kinds)
        assert all(isinstance(one[key], kind) for key, kind in kinds.items())
    assert Counter(one["status"] for one in listed) == found["status"]
    late = [one for one in listed if one["status"] == "TERLAMBAT"]
    assert late and all(one["sisa_hari_kerja"] < 0 and not one["lama_layanan"] for one in late)
    sheet = openpyxl.load_workbook(path)["Register"]
    headers = [cell.value for cell in sheet[3]]
    for one in listed:
        row = dict(zip(headers, (cell.value for cell in sheet[one["baris"]]), strict=True))
        assert one["sisa_hari_kerja"] == row["Sisa Hari Kerja"]
        assert one["lama_layanan"] == row["Lama Layanan (Hari Kerja)"]
        due = row["Batas Waktu"]
        assert one["batas_waktu"] == (due and due.date().isoformat())


def test_every_key_of_the_json_is_documented(told):
    """The page names each key there is, and no other."""
    found = json.loads(told[1])
    page = (ROOT / "docs" / "check-json.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)` \|", page, re.M)
    assert named == [*found, *found["daftar_permohonan"][0]]


def personal() -> set[str]:
    """Every name, number, address and text of the demo's applicants."""
    keys = [column.key for column in REQUESTS.staff if column.personal]
    return {str(row[key]) for row in rows(TODAY, 2026) if row for key in keys if row.get(key)}


def test_no_personal_data_is_in_the_json(told):
    """Nor in what other programs read."""
    assert [text for text in personal() if text in told[1]] == []


@pytest.mark.parametrize("options", [("--dry-run", "--as-of", "2026-12-01"), ()])
def test_no_personal_data_is_printed(desk, capsys, options):
    """Nothing that identifies an applicant leaves the register."""
    _, out, err = run(capsys, "check", *options)
    assert [text for text in personal() if text in out + err] == []


def test_exit_code_1_tells_schedules(small, capsys):
    """With --exit-code a register's faults show in the exit code, without it they do not."""
    assert run(capsys, "check", *AS_OF, "--exit-code")[0] == 1
    assert run(capsys, "check", *AS_OF)[0] == 0


def test_exit_code_0_when_all_is_well(empty, capsys):
    """A new register has nothing that must be mended."""
    run(capsys, "init")
    assert run(capsys, "check", "--exit-code", *AS_OF)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "PERINTAH"),
        (("cek",), "'cek' tidak ada"),
        (("check", "--cepat"), "pilihan tidak dikenal: --cepat; lihat ppid-sheets check --help"),
        (("report", "daily", "--as-of", "1"), "--as-of 1; lihat ppid-sheets report daily --help"),
        (("check", "--as-of", "31/02/2026"), "bukan tanggal"),
        (("report", "monthly"), "--month"),
        (("report", "monthly", "--month", "Oktober"), "bukan bulan"),
        (("deadline",), "Sebut satu tanggal"),
        (("form", "surat", "--number", "1"), "'surat' tidak ada"),
        (("form", "receipt"), "--number"),
        (("report", "register"), "sebut salah satu: --month --year --from"),
        (("report", "register", "--month", "2026-10", "--year", "2026"), "tidak dapat bersama"),
        (("report", "register", "--year", "2026", "--to", "2026-06-30"), "--to dipakai bersama"),
        (("demo", "--seed", "x"), "--seed"),
        (("check", "--register", ""), "--register"),
        (("init", "--register", "register.txt"), ".xlsx"),
    ],
)
def test_wrong_usage_is_exit_2(empty, capsys, arguments, words):
    """A wrong command line is one Indonesian sentence."""
    code, out, err = run(capsys, *arguments)
    assert code == 2 and out == "" and words in err
    assert err.count("\n") == 1 and "invalid" not in err and "required" not in err


def test_a_month_that_has_not_begun_is_exit_2(desk, capsys):
    """There is nothing to report yet."""
    code, _, err = run(capsys, "report", "monthly", "--month", "2027-01", *AS_OF)
    assert code == 2 and one_sentence(err)


@pytest.mark.slow
def test_a_report_is_the_same_before_and_after_a_check(small):
    """The job's columns and the months since change nothing in it."""
    made = []
    for number, day in enumerate(("2025-11-01", "2026-11-23", "2027-06-01")):
        out = f"laporan{number}"
        assert main(["report", "monthly", "--month", "2025-10", "--as-of", day, "--out", out]) == 0
        made.append(Path(out, "Laporan-PPID-2025-10.xlsx").read_bytes())
        assert main(["check", *AS_OF]) == 0
    assert made[0] == made[1] == made[2]


@pytest.mark.slow
def test_a_report_is_compared_with_an_earlier_one(small, capsys):
    """A sheet more; a workbook that is not ours, or of another month, is one sentence."""
    report = ("report", "monthly", *AS_OF, "--month")
    assert run(capsys, *report, "2025-10", "--out", "lama")[0] == 0
    old = str(Path("lama", "Laporan-PPID-2025-10.xlsx"))
    assert run(capsys, *report, "2025-10", "--out", "baru", "--compare", old)[0] == 0
    made = openpyxl.load_workbook(Path("baru", "Laporan-PPID-2025-10.xlsx"), read_only=True)
    assert made.sheetnames[-1] == "Perubahan" and len(made.sheetnames) == 12
    for month, other, wanted in (
        ("2025-09", old, 2),
        ("2025-10", "register.xlsx", 11),
        ("2025-10", "nix.xlsx", 12),
    ):
        code, out, err = run(capsys, *report, month, "--compare", other)
        assert code == wanted and out == "" and one_sentence(err)


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("regster = 'x'", "; maksudnya 'register'?"),
        ("[tenggat]\nsegera = 'tiga'", "bilangan bulat"),
        ("[laporan]\nkertas = 'Letter'", "A4, F4"),
        ("[tenggat]\nsegera = = 3", "baris 2"),
    ],
)
def test_wrong_settings_are_exit_10(desk, capsys, toml, words):
    """The sentence names the key and what it should be."""
    (desk / "ppid.toml").write_text(toml, encoding="utf-8")
    code, _, err = run(capsys, "check")
    assert code == 10 and words in err and one_sentence(err)


def test_missing_settings_file_is_exit_10(desk, capsys):
    """A file named with --config has to be there."""
    code, _, err = run(capsys, "config", "--config", "lain.toml")
    assert code == 10 and "lain.toml" in err


def test_no_register_inside_is_exit_11(empty, capsys):
    """A workbook about something else."""
    book = openpyxl.Workbook()
    book.active.append(["Belanja", "Harga"])
    book.save("register.xlsx")
    code, _, err = run(capsys, "check")
    assert code == 11 and one_sentence(err)


def test_missing_register_is_exit_12(empty, capsys):
    """The sentence says what to do about it."""
    code, _, err = run(capsys, "check")
    assert code == 12 and "register.xlsx" in err and one_sentence(err)


def test_open_register_is_exit_12(desk, capsys):
    """Excel's lock file stands beside the register: nothing is written."""
    (desk / "~$register.xlsx").write_bytes(b"x")
    before = (desk / "register.xlsx").read_bytes()
    code, _, err = run(capsys, "check", "--as-of", "2026-12-01")
    assert code == 12 and one_sentence(err)
    assert (desk / "register.xlsx").read_bytes() == before


@pytest.mark.slow
def test_open_register_can_still_be_reported(desk, capsys):
    """Reading needs no lock."""
    (desk / "~$register.xlsx").write_bytes(b"x")
    assert run(capsys, "report", "monthly", "--month", "2026-10", *AS_OF)[0] == 0
    assert (desk / "laporan" / "Laporan-PPID-2026-10.xlsx").exists()


@pytest.mark.slow
def test_unsafe_register_is_exit_13(desk, capsys):
    """Staff have written their own header over a job column."""
    book = openpyxl.load_workbook("register.xlsx")
    header = book["Register"][3]
    next(cell for cell in header if cell.value == "Batas Waktu").value = "Alamat"
    book.save("register.xlsx")
    before = (desk / "register.xlsx").read_bytes()
    code, _, err = run(capsys, "check", "--as-of", "2026-12-01")
    assert code == 13 and "Alamat" in err and one_sentence(err)
    assert (desk / "register.xlsx").read_bytes() == before


def test_no_calendar_is_exit_14(empty, capsys):
    """A deadline that reaches a year without decreed holidays is refused."""
    code, _, err = run(capsys, "deadline", "2027-12-28")
    assert code == 14 and one_sentence(err)


def test_a_bug_keeps_its_traceback_and_is_exit_70(desk, capsys, monkeypatch):
    """A fault of ours is not dressed up as the user's, and shows no value of a cell."""
    secret = "3173" * 4

    def broken(*_: object, **__: object) -> None:
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise ZeroDivisionError(f"sel {secret}") from error

    monkeypatch.setattr(jobs, "check", broken)
    code, _, err = run(capsys, "check")
    assert code == 70 and "Traceback" in err and "ZeroDivisionError" in err and "KeyError" in err
    assert "raise ZeroDivisionError" in err and secret not in err


def test_ctrl_c_is_one_sentence(desk, capsys, monkeypatch):
    """Stopping a run is no fault."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "check", stopped)
    code, _, err = run(capsys, "check")
    assert code == 130 and one_sentence(err)


def test_deadline_explains_itself(empty, capsys):
    """Due dates, what was skipped, the basis and the calendar."""
    code, out, _ = run(capsys, "deadline", "2026-03-06", "--extended", "20/03/2026")
    assert code == 0
    assert_golden(out, "deadline.txt")


def test_deadline_json(empty, capsys):
    """The same for machines, with the election profile."""
    code, out, _ = run(capsys, "deadline", "2026-03-06", "--profile", "pemilu", "--json")
    found = json.loads(out)
    assert code == 0 and found["batas_waktu"] == "2026-03-11" and found["dilewati"] == []


@pytest.mark.slow
def test_deadline_uses_the_registers_own_holidays(desk, capsys):
    """A local holiday in the register's tab moves the date."""
    plain = json.loads(run(capsys, "deadline", "2026-11-09", "--json")[1])
    book = openpyxl.load_workbook("register.xlsx")
    book["Hari Libur"].append(["16/11/2026", "Lokal", "Hari jadi", "SK Bupati"])
    book.save("register.xlsx")
    local = json.loads(run(capsys, "deadline", "2026-11-09", "--json")[1])
    assert (plain["batas_waktu"], local["batas_waktu"]) == ("2026-11-23", "2026-11-24")


def test_form_writes_a_private_page_and_names_no_applicant(desk, capsys):
    """The output says that the file holds personal data, and holds none itself."""
    arguments = ("--number", "148/ppid/xi/2026", *AS_OF)
    code, out, err = run(capsys, "form", "receipt", *arguments)
    path = desk / "formulir" / "tanda-terima-148-PPID-XI-2026.xlsx"
    assert code == 0 and str(path.relative_to(desk)) in out and "data pribadi" in out
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600
    code, out, err = run(capsys, "form", "extension", *arguments)
    assert code == 0 and "Ditandai untuk dilengkapi: nomor surat; Alasan Perpanjangan" in out
    assert [text for text in personal() if text in out + err] == []


@pytest.mark.slow
def test_the_register_is_printed_for_any_days(desk, capsys):
    """A month, a year, a span; with identities only where asked for, and then for the owner."""
    code, out, _ = run(capsys, "report", "register", "--month", "2026-10", *AS_OF)
    assert code == 0 and "Register-PPID-2026-10.xlsx" in out and "Tidak dimuat:" in out
    code, out, _ = run(capsys, "report", "register", "--from", "2024-01-15", "--to", "2024-06")
    assert code == 0 and "2024-01-15-sd-2024-06-30.xlsx (nihil, 0 permohonan)" in out
    code, out, err = run(capsys, "report", "register", "--year", "2026", "--with-personal", *AS_OF)
    path = desk / "laporan" / "Register-PPID-2026-dengan-identitas.xlsx"
    assert code == 0 and "data pribadi" in out and path.exists()
    assert [text for text in personal() if text in out + err] == []
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("--from", "2026-06-30", "--to", "2026-01-01"), "tukar keduanya"),
        (("--month", "2027-01"), "belum tiba"),
        (("--from", "kemarin"), "bukan tanggal"),
    ],
)
def test_days_that_make_no_register_are_exit_2(desk, capsys, days, words):
    """One sentence, and no file."""
    code, out, err = run(capsys, "report", "register", *days, *AS_OF)
    assert code == 2 and out == "" and words in err and one_sentence(err)


def test_an_empty_form_needs_no_register(desk, capsys):
    """It holds nobody's data; every other form needs the number of a request."""
    (desk / "register.xlsx").unlink()
    code, out, _ = run(capsys, "form", "request")
    assert code == 0 and "formulir-permohonan-kosong.xlsx" in out and "data pribadi" not in out
    code, _, err = run(capsys, "form", "disposition")
    assert code == 2 and err.endswith(": --number; lihat ppid-sheets form --help.\n")


@pytest.mark.parametrize(
    ("form", "number", "words"),
    [
        ("receipt", "999/PPID/XI/2026", "tidak ada di register; maksudnya "),
        ("receipt", "31/ppid/xi/2026", "maksudnya 131/PPID/XI/2026?"),
        ("receipt", "tidak tahu", "tidak ada di register; periksa penulisannya."),
        ("receipt", "144/PPID/XI/2026", "dipakai 2 permohonan"),
        ("notice", "148/PPID/XI/2026", "Keputusan belum diisi"),
    ],
)
def test_a_form_that_cannot_be_made_is_exit_2(desk, capsys, form, number, words):
    """An unknown number, a repeated one, a row that is not ripe: one sentence, no file."""
    code, out, err = run(capsys, "form", form, "--number", number, *AS_OF)
    assert code == 2 and out == "" and words in err and one_sentence(err)
    assert not (desk / "formulir").exists()


@pytest.mark.slow
def test_daily_is_today_unless_a_day_is_named(desk, capsys):
    """One page in the folder of the reports; a day that has not come is exit 2."""
    code, out, _ = run(capsys, "report", "daily", "--date", "23/11/2026")
    path = desk / "laporan" / "Layanan-Harian-PPID-2026-11-23.xlsx"
    assert code == 0 and str(path.relative_to(desk)) in out and path.exists()
    assert run(capsys, "report", "daily", "--out", "hari")[0] == 0
    assert len(list((desk / "hari").iterdir())) == 1
    code, _, err = run(capsys, "report", "daily", "--date", "2199-01-01")
    assert code == 2 and one_sentence(err)


@pytest.mark.slow
def test_annual_writes_a_workbook_and_its_publication(desk, capsys):
    """Both are named; a year that has not begun is exit 2."""
    code, out, _ = run(capsys, "report", "annual", "--year", "2026", *AS_OF)
    assert code == 0
    for ending in (".xlsx", "-publikasi.xlsx", "-publikasi.html", "-publikasi.csv"):
        name = f"Laporan-Tahunan-PPID-2026{ending}"
        assert str(Path("laporan") / name) in out and (desk / "laporan" / name).exists()
    code, _, err = run(capsys, "report", "annual", "--year", "2027", *AS_OF)
    assert code == 2 and one_sentence(err)
    code, _, err = run(capsys, "report", "annual", "--year", "26", *AS_OF)
    assert code == 2 and "bukan tahun" in err


@pytest.mark.slow
def test_annual_takes_any_months(desk, capsys):
    """A semester has its own files; months that do not fit are one sentence."""
    code, out, _ = run(capsys, "report", "annual", "--from", "2026-01", "--to", "2026-06", *AS_OF)
    assert code == 0 and "Laporan-PPID-2026-01-sampai-2026-06-publikasi.html" in out
    for typed, words in (
        (("--from", "2026-01"), "--from tanpa --to"),
        (("--year", "2026", "--to", "2026-06"), "--to dipakai bersama --from"),
        (("--from", "2026-06", "--to", "2026-01"), "lebih dahulu dari Juni 2026"),
        (("--from", "2027-01", "--to", "2027-06"), "belum dimulai"),
        (("--to", "2026-06"), "--year --from"),
    ):
        code, _, err = run(capsys, "report", "annual", *typed, *AS_OF)
        assert code == 2 and words in err


def test_init_builds_a_register(empty, capsys):
    """The tabs of a new register, the job's own among them."""
    code, out, _ = run(capsys, "init", "--register", "baru.xlsx")
    assert code == 0 and "baru.xlsx" in out
    assert openpyxl.load_workbook("baru.xlsx").sheetnames == [
        "Register",
        "Keberatan",
        "Pilihan",
        "Hari Libur",
        "Petunjuk",
        *layout.PAGES,
        layout.PRINT,
        layout.PRINT_FACTS,
    ]
    assert run(capsys, "init", "--register", "tanpa.xlsx", "--no-objections")[0] == 0
    assert "Keberatan" not in openpyxl.load_workbook("tanpa.xlsx").sheetnames


def test_init_twice_changes_nothing(empty, capsys):
    """The second run leaves the file's bytes."""
    run(capsys, "init")
    before = Path("register.xlsx").read_bytes()
    code, out, _ = run(capsys, "init")
    assert code == 0 and "sudah lengkap" in out
    assert Path("register.xlsx").read_bytes() == before


def test_init_adopts_an_offices_register(empty, capsys):
    """A plain register gets the job's columns and is checked like any other."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["No. Register", "Tgl", "Nama", "Alamat", "Perihal", "Keputusan"])
    sheet.append(["001/PPID/XI/2026", "9 Nov 2026", "Contoh", "Manggar", "Data TPS", "Di Tolak"])
    book.save("register.xlsx")
    assert run(capsys, "init")[0] == 0
    assert run(capsys, "check", *AS_OF)[0] == 0
    cells = [cell.value for cell in openpyxl.load_workbook("register.xlsx").active[2]]
    assert cells[:6] == [
        "001/PPID/XI/2026",
        "9 Nov 2026",
        "Contoh",
        "Manggar",
        "Data TPS",
        "Di Tolak",
    ]
    assert cells[8] == "Jatuh tempo hari ini"


@pytest.mark.slow
def test_an_offices_tab_with_a_pages_name_is_kept_and_said(empty, capsys):
    """Seen or hidden, in any case: which page is not made or written, and how it can be."""
    book = openpyxl.Workbook()
    book.active.append(["No. Register", "Tgl", "Nama", "Perihal"])
    book.create_sheet("Temuan")["A1"] = "catatan kantor"
    book.create_sheet("layanan harian").sheet_state = "hidden"
    book.save("register.xlsx")
    titles, remedy = "Layanan Harian, Temuan", "ganti namanya, misalnya menjadi Layanan Harian Ka"
    for options in (("--dry-run",), (), ()):
        code, out, _ = run(capsys, "init", *options)
        assert code == 0 and f"Tab yang tidak dapat dibuat: {titles}; " in out and remedy in out
    assert "sudah lengkap" not in out
    code, out, _ = run(capsys, "check", *AS_OF)
    assert code == 0 and "! tab Layanan Harian dan Temuan tidak ditulis: " in out and remedy in out
    book = openpyxl.load_workbook("register.xlsx")
    assert [*book["Temuan"].values] == [("catatan kantor",)]
    book["Temuan"].title, book["layanan harian"].title = "Catatan", "Arsip"
    del book[layout.STATUS]
    book.save("register.xlsx")
    _, out, _ = run(capsys, "check", "--json", *AS_OF)
    assert json.loads(out)["tab_tidak_ditulis"] == [*layout.PAGES]
    assert "belum ada; buat dengan ppid-sheets init" in run(capsys, "check", *AS_OF)[1]
    run(capsys, "init")
    assert "tidak ditulis" not in run(capsys, "check", *AS_OF)[1]


def test_a_header_merged_to_the_right_is_foreseen(empty, capsys):
    """What `init` would refuse its dry run refuses as well, and both say which cells to part."""
    book = openpyxl.Workbook()
    book.active.append(["No. Register", "Tgl", "Nama", "Perihal"])
    book.active.merge_cells("D1:F1")
    book.save("register.xlsx")
    before = Path("register.xlsx").read_bytes()
    tried = [run(capsys, "init", *options) for options in (("--dry-run",), ())]
    assert tried[0] == tried[1]
    code, _, err = tried[0]
    assert code == 13 and one_sentence(err)
    assert "tab Sheet, sel E1 tergabung" in err and "pisahkan sel D1:F1" in err
    assert Path("register.xlsx").read_bytes() == before


def test_config_prints_settings_that_load_again(empty, capsys):
    """What `config` prints is itself a settings file with the same effect."""
    _, first, _ = run(capsys, "config")
    Path("ppid.toml").write_text(first, encoding="utf-8")
    code, second, _ = run(capsys, "config")
    assert code == 0 and second.splitlines()[1:] == first.splitlines()[1:]
    assert "ppid.toml" in second.splitlines()[0]


def test_settings_choose_the_register(desk, capsys):
    """The register of ppid.toml is checked when none is named."""
    shutil.move("register.xlsx", "buku 2026.xlsx")
    Path("ppid.toml").write_text("register = 'buku 2026.xlsx'", encoding="utf-8")
    code, out, _ = run(capsys, "check", *AS_OF)
    assert code == 0 and "buku 2026.xlsx" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("check", "--help"),
        ("report", "monthly", "--help"),
        ("deadline", "--help"),
        ("form", "--help"),
        ("report", "daily", "--help"),
        ("report", "annual", "--help"),
        ("report", "register", "--help"),
        ("run", "--help"),
        ("schedule", "--help"),
        ("setup", "--help"),
    ],
    ids=" ".join,
)
def test_help_is_indonesian(capsys, monkeypatch, arguments: Sequence[str]):
    """Every help page is the text we want people to see."""
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit):
        main(arguments)
    name = "-".join(word for word in arguments if word != "--help") or "top"
    usage, below = capsys.readouterr().out.split("\n\n", 1)
    # argparse breaks the lines of a usage elsewhere from Python 3.13 on
    assert_golden(f"{' '.join(usage.split())}\n\n{below}", f"help-{name}.txt")


def test_the_installed_command_runs(empty):
    """As its own process the command answers with its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "ppid_sheets", "check"], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 12 and one_sentence(done.stderr)


def test_run_is_one_calm_line(desk, capsys):
    """What stands in the register and what was done; with --quiet nothing at all."""
    code, out, errors = run(capsys, "run")
    assert (code, errors) == (0, "")
    assert re.fullmatch(
        r"register\.xlsx, 23/11/2026 08\.15: 180 permohonan, \d+ terbuka, \d+ terlambat, "
        r"\d+ kesalahan; hasil sudah sesuai; Laporan-PPID-2026-10\.xlsx dibuat\.\n",
        out,
    )
    assert run(capsys, "run", "--quiet", "--exit-code") == (1, "", "")


@pytest.mark.slow
def test_run_print_shows_the_mail_and_no_person(desk, capsys):
    """What would be sent, in full; --verbose adds the summary of the check."""
    code, out, _ = run(capsys, "run", "--print", "--verbose")
    assert (code, "Kepada: Kasubag" in out, "Pemeriksaan register.xlsx" in out) == (0, True, True)
    assert [text for text in personal() if text in out] == []


def test_run_of_a_register_that_is_not_there_is_exit_12(empty, capsys):
    """One sentence, as from a check; the run is noted all the same."""
    code, out, errors = run(capsys, "run")
    assert (code, out, one_sentence(errors)) == (12, "", True)
    assert "register.xlsx" in errors


@pytest.mark.slow
def test_mail_that_cannot_leave_is_exit_16(desk, capsys):
    """The line of the check stands; what did not leave is one sentence."""
    (desk / "ppid.toml").write_text(
        '[surat]\nserver = "127.0.0.1"\nport = 9\ndari = "a@b.example"\nkasubag = "k@b.example"\n'
    )
    code, out, errors = run(capsys, "run")
    assert (code, out.startswith("register.xlsx, 23/11"), one_sentence(errors)) == (16, True, True)
    assert "127.0.0.1:9" in errors


def test_schedule_names_this_installation(desk, capsys):
    """The interpreter, the folder and the settings that are used here."""
    (desk / "ppid.toml").write_text("")
    code, out, _ = run(capsys, "schedule", "cron")
    assert code == 0
    for path in (sys.executable, str(desk), str(desk / "ppid.toml")):
        assert path in out
    assert run(capsys, "schedule", "github")[0] == 2
    assert run(capsys, "schedule", "kalender")[0] == 2
