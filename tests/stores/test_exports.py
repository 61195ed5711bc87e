"""Exported files as people have them: whole, half copied, locked, empty, in any code page."""

from datetime import date, datetime
from pathlib import Path

import pytest

from ppid_sheets.config.kinds import ZONE
from ppid_sheets.errors import PpidError
from ppid_sheets.register.question_row import questions
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.submissions import IntakeSource, SubmissionReader
from ppid_sheets.register.values import Grid
from ppid_sheets.stores import exports
from tests.stores import registers

HEAD = "Timestamp,Nama Lengkap,No. WA,Rincian Informasi\r\n"
ROW = '2026/11/20 9:15:59 AM GMT+7,"Añi, S.H.",0812,"Anggaran\n""2026"""\r\n'
TEXT = HEAD + ROW
SEMICOLONS = "Timestamp;Nama Lengkap;No. WA;Rincian Informasi\n" + (
    '2026/11/20 9:15:59 AM GMT+7;Añi, S.H.;0812;"Anggaran\n""2026"""\n'
)
READER = SubmissionReader(REQUESTS)


def read(path: Path) -> tuple[IntakeSource, ...]:
    """The sources there, as an office in Jakarta reads them."""
    return exports.read(path, ZONE)


def troubles(path: Path) -> list[str]:
    """What is wrong with them, a sentence each."""
    found = []
    for source in read(path):
        try:
            READER.entries(source)
        except PpidError as error:
            found.append(str(error))
    return found


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        SEMICOLONS.encode(),
        ("sep=;\n" + SEMICOLONS).encode("cp1252"),
        TEXT.replace(",", "\t", 3)
        .replace('GMT+7,"Añi, S.H.",0812,', "GMT+7\tAñi, S.H.\t0812\t")
        .encode(),
        ("\r\n" + TEXT + "\r\n,,,\r\n").encode(),
        TEXT.rstrip().encode(),
    ],
)
def test_one_answer_however_it_was_saved(tmp_path: Path, content: bytes) -> None:
    """Marks, code pages, delimiters and quoted lines: the same cells, zeros in front kept."""
    path = tmp_path / "ekspor.csv"
    path.write_bytes(content)
    (source,) = read(path)
    _, (entry,) = READER.entries(source)
    assert entry.cells == {
        "received_on": date(2026, 11, 20),
        "received_at": "09:15",
        "applicant_name": "Añi, S.H.",
        "phone": "0812",
        "information": 'Anggaran\n"2026"',
    }
    assert path.read_bytes() == content


def test_a_stamp_of_another_zone_is_that_of_the_office(tmp_path: Path) -> None:
    """What came in late at night in Jakarta came in the next day in the east."""
    path = tmp_path / "ekspor.csv"
    path.write_text(HEAD + "2026/11/20 5:30:00 PM GMT+0,Ani,0812,x\n", encoding="utf-8")
    _, (entry,) = READER.entries(read(path)[0])
    assert (entry.cells["received_on"], entry.cells["received_at"]) == (date(2026, 11, 21), "00:30")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "Berkas a.csv kosong, mungkin masih disalin"),
        ("a.csv", b"\0" * 512, "Berkas a.csv kosong, mungkin masih disalin"),
        ("a.csv", TEXT.encode()[:-12], "Berkas a.csv belum selesai disalin atau terpotong"),
        ("a.csv", TEXT.encode()[:79], "Berkas a.csv belum selesai disalin atau terpotong"),
        ("a.csv", b"PK\x03\x04\0\0\0", "Berkas a.csv bukan CSV"),
        ("a.csv", b"a,b\n1,2\n", "Pertanyaan di a.csv tidak dikenali"),
        ("a.csv", b'a,b\n"1"x,2\n', "Berkas a.csv tidak terbaca sebagai CSV di baris 2"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "Berkas a.xls bukan .csv atau .xlsx"),
        ("a.zip", b"PK", "Berkas a.zip bukan .csv atau .xlsx"),
        ("a.xlsx", b"", "Berkas a.xlsx kosong"),
        ("a.xlsx", b"PK\x03\x04 half", "Berkas a.xlsx rusak atau terpotong"),
        (
            "a.xlsx",
            bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"),
            "Berkas a.xlsx dilindungi kata sandi",
        ),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    """The file beside it is read all the same, and neither is changed."""
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.csv").write_bytes(TEXT.encode())
    (tmp_path / "~$z.xlsx").write_bytes(b"open")
    (tmp_path / "baca.txt").write_bytes(b"?")
    (told,) = troubles(tmp_path)
    assert told.startswith(sentence)
    assert told.endswith(".")
    assert len(READER.entries(read(tmp_path)[-1])[1]) == 1
    assert (tmp_path / name).read_bytes() == content


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With the setting that names it; an empty folder holds nothing to tell."""
    (told,) = troubles(tmp_path / "ekspor.csv")
    assert told.startswith("Berkas ekspor.csv tidak ditemukan di ")
    assert told.endswith("periksa masuk.berkas di ppid.toml.")
    assert read(tmp_path) == ()


def test_a_workbook_has_its_filled_tabs(tmp_path: Path) -> None:
    """Real dates are day and hour, texts keep their zeros."""
    path = tmp_path / "ekspor.xlsx"
    head = HEAD.strip().split(",")
    rows = [head, [datetime(2026, 11, 20, 23, 59, 59), "Ani", "0812", "=1+1"]]
    registers.written(path, {"Jawaban": rows, "Kosong": []})
    (source,) = read(path)
    _, (entry,) = READER.entries(source)
    assert source.name == "ekspor.xlsx"
    assert entry.cells == {
        "received_on": date(2026, 11, 20),
        "received_at": "23:59",
        "applicant_name": "Ani",
        "phone": "0812",
        "information": "=1+1",
    }


def test_of_a_workbook_the_tabs_with_requests_count(tmp_path: Path) -> None:
    """What else lies there is no fault; of a workbook without any the first tab is read."""
    register, path = tmp_path / "register.xlsx", tmp_path / "ekspor.xlsx"
    rows = [HEAD.strip().split(","), [datetime(2026, 11, 20, 9, 15), "Ani", "0812", "x"]]
    registers.written(path, {"Petunjuk": [["Baca"]], "Jawaban": rows})
    registers.written(register, {"Register": rows})

    def asks(grid: Grid) -> bool:
        return questions(grid, REQUESTS) is not None

    (source,) = exports.read(tmp_path, ZONE, asks, register)
    assert source.name == "ekspor.xlsx"
    assert len(READER.entries(source)[1]) == 1
    registers.written(path, {"Petunjuk": [["Baca"]], "Lain": [["?"]]})
    (source,) = exports.read(tmp_path, ZONE, asks, register)
    with pytest.raises(PpidError, match=r"Pertanyaan di ekspor\.xlsx"):
        READER.entries(source)
