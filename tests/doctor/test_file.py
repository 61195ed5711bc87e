"""The doctor at a file: each check sees what it is there for, and the file stays as it is."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ppid_sheets.doctor.gathering import gather
from ppid_sheets.doctor.outcome import Outcome
from tests.budget import chosen
from tests.build import SETTINGS
from tests.doctor.conftest import NOW, outcomes


def examined(path: Path) -> Mapping[str, Outcome]:
    """The outcomes; the file is afterwards what it was, and nothing lies beside it."""
    before = path.read_bytes() if path.is_file() else b""
    beside = sorted(path.parent.iterdir())
    found = outcomes(gather(SETTINGS, path, lambda: NOW))
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert sorted(path.parent.iterdir()) == beside
    return found


def test_a_new_file_is_well(desk: Path) -> None:
    """Nothing is to be done."""
    assert {outcome.state for outcome in examined(desk).values()} == {"baik"}


def edited(path: Path, change: Callable[[openpyxl.Workbook], object]) -> None:
    """A change as another program makes it; tags and rules of ours survive it."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def locked(path: Path) -> None:
    (path.parent / f"~${path.name}").write_bytes(b"")


def read_only(path: Path) -> None:
    path.chmod(0o444)


def no_header(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Daftar hadir", "Paraf"])
    book.save(path)


def number_in_identity(path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Register"]
        sheet["A4"], sheet["D4"], sheet["H4"] = "001/PPID/XI/2026", date(2026, 11, 9), "Contoh"
        sheet["K4"] = 1906015203900000
        sheet["K4"].number_format = "0"

    edited(path, change)


def untold_text(path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Register"]
        sheet["D4"], sheet["H4"], sheet["P4"] = date(2026, 11, 9), "Contoh", "Daftar"
        sheet["M4"] = "081200000001"
        sheet["M4"].number_format = "General"

    edited(path, change)


SICK: Mapping[str, tuple[Callable[[Path], object], str, str, int, str, str]] = {
    "gone": (Path.unlink, "Berkas", "gagal", 12, "tidak ditemukan", "Periksa nama"),
    "open": (locked, "Dapat ditulis", "gagal", 12, "sedang dibuka", "Simpan dan tutup"),
    "read-only": (read_only, "Dapat ditulis", "gagal", 12, "hanya boleh dibaca", "Read-only"),
    "no workbook": (lambda p: p.write_text("nama;nik"), "Berkas", "gagal", 11, "bukan", "Simpan"),
    "no header": (no_header, "Judul kolom", "gagal", 11, "tidak ditemukan", "No. Registrasi"),
    "no list": (
        lambda p: edited(p, lambda b: b.remove(b["Pilihan"])),
        "Tab", "perlu perhatian", 0, "belum ada: Pilihan", "ppid-sheets init --register",
    ),
    "no page": (
        lambda p: edited(p, lambda b: b.remove(b["Temuan"])),
        "Tab", "perlu perhatian", 0, "belum ada: Temuan", "ppid-sheets init --register",
    ),
    "barred page": (
        lambda p: edited(p, lambda b: (b.remove(b["Temuan"]), b.create_sheet("TEMUAN"))),
        "Tab", "perlu perhatian", 0, "sudah ada tab kantor bernama itu", "Ganti nama tab itu",
    ),
    "number": (
        number_in_identity, "Kolom teks", "perlu perhatian", 0, "1 sel berisi angka", "Ctrl+1",
    ),
    "general": (
        untold_text, "Kolom teks", "perlu perhatian", 0,
        "Telepon: 1 sel belum berformat teks (mulai baris 4)", "Blok M4 ke bawah",
    ),
}  # fmt: skip


AT_A_DESK = ("open", "no workbook", "no header", "no page", "number")


@pytest.mark.parametrize("name", chosen(SICK, AT_A_DESK))
def test_what_is_wrong_is_seen_with_its_remedy(name: str, desk: Path) -> None:
    """Each illness shows in its own check, with what was found and what to click or type."""
    infect, check, state, code, found, remedy = SICK[name]
    infect(desk)
    outcome = examined(desk)[check]
    assert (outcome.state, outcome.code) == (state, code)
    assert found in outcome.found
    assert remedy in outcome.remedy


def test_a_lock_hides_nothing_else(desk: Path) -> None:
    """A file that is open somewhere can still be read."""
    locked(desk)
    found = examined(desk)
    assert found["Kolom isian"].state == found["Hari libur"].state == "baik"


def test_an_offices_own_register_is_sent_to_init(desk: Path) -> None:
    """Without tags the columns are known by their headers, and the job's are still to be added."""
    book = openpyxl.Workbook()
    book.active.title = "Register"
    book.active.append(["No. Registrasi", "Tgl Masuk", "Nama Pemohn", "Informasi yang Diminta"])
    book.save(desk)
    found = examined(desk)
    assert "dari judul: A, D" in found["Kolom isian"].details
    assert "Ganti judul 'Nama Pemohn' menjadi 'Nama Pemohon'" in found["Kolom isian"].remedy
    assert "tambahkan kolom 'Keputusan'" in found["Kolom isian"].remedy
    assert found["Kolom otomatis"].remedy.startswith("Jalankan: ppid-sheets init")
