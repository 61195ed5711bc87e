"""The letterhead that every signed paper bears."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.common import typeface
from ppid_sheets.errors import SettingsError
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.workbook.book import Grid, Picture
from ppid_sheets.reports.workbook.emblem import emblem
from ppid_sheets.reports.workbook.letterhead import HEIGHT, letterhead, office_lines
from tests.build import SETTINGS
from tests.reports.build import october, register, small

WIDTHS = (18.0, *(8.0,) * 9)


def png(wide: int = 40, tall: int = 50) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = b"".join(b"\0" + b"\x80" * wide for _ in range(tall))
    header = struct.pack(">IIBBBBB", wide, tall, 8, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("KPU Kabupaten Belitung Timur", ("KOMISI PEMILIHAN UMUM", "KABUPATEN BELITUNG TIMUR")),
        ("KPU  Kota Contoh", ("KOMISI PEMILIHAN UMUM", "KOTA CONTOH")),
        ("komisi pemilihan umum provinsi X", ("KOMISI PEMILIHAN UMUM", "PROVINSI X")),
        ("KIP Aceh", ("KOMISI INDEPENDEN PEMILIHAN", "ACEH")),
        ("Bawaslu Kab. Contoh", ("BADAN PENGAWAS PEMILIHAN UMUM", "KAB. CONTOH")),
        ("Dinas Kominfo Kabupaten Contoh", ("DINAS KOMINFO", "KABUPATEN CONTOH")),
        ("Kantor Contoh", ("KANTOR CONTOH", "")),
        ("KPU", ("KOMISI PEMILIHAN UMUM", "")),
        ("", ("", "")),
    ],
)
def test_an_office_is_named_in_two_lines(name: str, lines: tuple[str, str]) -> None:
    """The body in full, then its region, as the SOP's letterhead has them."""
    assert office_lines(name) == lines


@given(st.text(max_size=60))
def test_no_word_of_a_name_is_lost(name: str) -> None:
    """Whatever an office is called, both lines together say it."""
    said = " ".join(filter(None, office_lines(name)))
    assert said.endswith(" ".join(" ".join(name.split()).upper().split(" ")[1:]))


@given(st.text("ABCDEFGHIJ ", min_size=5, max_size=160))
def test_an_emblem_stands_left_of_the_lines(name: str) -> None:
    """However long the name, its lines end before they reach it; it is no taller than they."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kop.png"
        path.write_bytes(png(400, 500))
        chosen = replace(SETTINGS.office, name=name, logo=path)
        text, picture = letterhead(chosen, WIDTHS)
    assert isinstance(text, Grid) and isinstance(picture, Picture)
    assert text.end == HEIGHT - 1
    room = sum(WIDTHS) * 5.25 + len(WIDTHS) * 3.75 - 2 * (400 * 0.75 * picture.scale)
    for line in str(text.rows[0][0].value).split("\n"):
        assert typeface.width(line, 14, bold=True) < room or " " not in line
    assert picture.scale * 500 * 0.75 <= 58.01
    assert len(letterhead(replace(chosen, logo=None), WIDTHS)) == 1


@pytest.mark.slow
def test_the_emblem_is_in_the_workbook(tmp_path: Path) -> None:
    """Byte for byte, once; the same rows give the same file."""
    path = tmp_path / "kop.png"
    path.write_bytes(png())
    office = replace(SETTINGS.office, logo=path)
    drawn = [xlsx.render(october(register(*small()), office=office)) for _ in range(2)]
    assert drawn[0] == drawn[1]
    with zipfile.ZipFile(BytesIO(drawn[0])) as package:
        pictures = [name for name in package.namelist() if name.startswith("xl/media/")]
        assert [package.read(name) for name in pictures] == [png()]


SPOILED: dict[str, Callable[[Path], object]] = {
    "no file": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "a JPEG": lambda path: path.write_bytes(b"\xff\xd8\xff\xe0" + b"0" * 100),
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(png()[:-20]),
    "bytes altered": lambda path: path.write_bytes(png().replace(b"IHDR\0", b"IHDR\1")),
    "no size": lambda path: path.write_bytes(png(0, 0)),
    "too large": lambda path: path.write_bytes(png() + b"0" * 2_000_000),
    "too many dots": lambda path: path.write_bytes(png(1, 6_000)),
}


@pytest.mark.parametrize("case", SPOILED)
def test_what_is_no_emblem_is_one_sentence(case: str, tmp_path: Path) -> None:
    """It names the file, the setting and what to do."""
    path = tmp_path / "kop.png"
    SPOILED[case](path)
    with pytest.raises(SettingsError, match=r"^Lambang kantor kop\.png .*kantor\.logo") as found:
        emblem(path)
    assert str(found.value).endswith("kosongkan kantor.logo.")
