"""Draws the pictures of README and guides from the demo register: python -m tests.pictures.

Needs LibreOffice and pdftoppm. Each picture holds a fingerprint of what it shows, by which
tests/test_pictures.py knows one that is out of date. A tab is drawn as far as a screen shows it.
"""

import hashlib
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, PngImagePlugin

from ppid_sheets.cli import main
from tests.soffice import convert

DOCS = Path(__file__).parents[1] / "docs"
TODAY = date(2026, 11, 28)
SHOWN = "shown"
"""The name under which a picture holds the fingerprint of what it shows."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture below docs: the workbook and tab that it shows, and which part of the tab; ""
    stands for the first tab's first printed page. What is `typed` into its cells first makes the
    whole tab count, since formulas elsewhere in it say what is shown.
    """

    name: str
    workbook: str
    tab: str = ""
    part: str = ""
    dpi: int = 110
    typed: tuple[tuple[str, str], ...] = ()


PICTURES = (
    Picture("laporan.png", "Laporan-PPID-2026-10.xlsx", dpi=80),
    Picture("register.png", "register.xlsx", "Register", "A1:M30"),
    Picture("panduan/layanan-harian.png", "register.xlsx", "Layanan Harian", "A1:G23"),
    Picture("panduan/temuan.png", "register.xlsx", "Temuan", "A1:K14"),
    Picture(
        "panduan/cetak.png",
        "register.xlsx",
        "Cetak",
        "A1:B40",
        75,
        (("B2", "139/PPID/XI/2026"), ("B3", "tanda terima permohonan")),
    ),
    Picture("panduan/tenggat.png", "Laporan-PPID-2026-10.xlsx", "Tenggat", "A1:I24"),
)


def make(folder: Path) -> None:
    """The demo register with its reports, as on one day."""
    if code := main(["demo", "--dir", str(folder), "--as-of", TODAY.isoformat()]):
        raise SystemExit(code)


def shown(folder: Path, picture: Picture) -> str:
    """A fingerprint of what a picture shows: texts, numbers and widths."""
    sheet = _tab(openpyxl.load_workbook(folder / picture.workbook), picture)
    part = sheet.dimensions if picture.typed else picture.part
    cells = [cell for row in sheet[part or sheet.dimensions] for cell in row]
    widths = {key: size.width for key, size in sheet.column_dimensions.items()}
    said = [(cell.coordinate, getattr(cell.value, "text", cell.value)) for cell in cells]
    return hashlib.sha256(repr((sheet.title, said, widths)).encode()).hexdigest()


def fingerprint(picture: Picture) -> str:
    """The fingerprint in a picture that was drawn earlier."""
    with Image.open(DOCS / picture.name) as drawn:
        return str(drawn.info.get(SHOWN))


def draw(folder: Path) -> None:
    """Draw all of them anew."""
    for picture in PICTURES:
        workbook = folder / picture.workbook
        if picture.part:
            workbook = _screen(workbook, folder, picture)
        drawn = _page(workbook, folder, picture.dpi)
        target, info = DOCS / picture.name, PngImagePlugin.PngInfo()
        info.add_text(SHOWN, shown(folder, picture))
        target.parent.mkdir(exist_ok=True)
        image = _trimmed(drawn) if picture.part else drawn
        image.quantize(64).save(target, optimize=True, pnginfo=info)


def _tab(book: openpyxl.Workbook, picture: Picture) -> Worksheet:
    return book[picture.tab] if picture.tab else book.worksheets[0]


def _screen(workbook: Path, place: Path, picture: Picture) -> Path:
    """A part of one tab on one page."""
    book = openpyxl.load_workbook(workbook)
    sheet = _tab(book, picture)
    for other in book.worksheets:
        other.sheet_state = "visible" if other is sheet else "hidden"
    book.active = sheet
    for cell, text in picture.typed:
        sheet[cell] = text
    sheet.print_title_rows = sheet.print_title_cols = None
    sheet.print_area = picture.part
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = sheet.oddFooter.right.text = sheet.oddFooter.center.text = ""
    sheet.oddHeader.left.text = sheet.oddHeader.right.text = sheet.oddHeader.center.text = ""
    book.save(place / "layar.xlsx")
    return place / "layar.xlsx"


def _page(workbook: Path, place: Path, dpi: int) -> Image.Image:
    """The first printed page of a workbook."""
    convert("pdf", place, [workbook])
    picture = place / workbook.stem
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", "-singlefile", picture.with_suffix(".pdf"), picture],
        check=True,
    )
    return Image.open(picture.with_suffix(".png")).convert("RGB")


def _trimmed(picture: Image.Image) -> Image.Image:
    """A picture without its white margins."""
    box = Image.eval(picture.convert("L"), lambda value: 255 - value).getbbox()
    return picture.crop(box) if box else picture


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        make(Path(made))
        draw(Path(made))
