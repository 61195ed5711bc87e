"""Draws the README's pictures from the demo register: python -m tests.pictures.

Needs LibreOffice and pdftoppm. The register is drawn as wide as its left end on a screen.
"""

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import openpyxl
from PIL import Image

from ppid_sheets.cli import main

DOCS = Path(__file__).parents[1] / "docs"
TODAY = date(2026, 11, 28)
COLUMNS, ROWS = 13, 30
"""What a screen shows of the register."""


def pictures() -> None:
    """The register and the page of the month, as they are now."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        made = main(["demo", "--dir", folder, "--as-of", TODAY.isoformat()])
        if made:
            raise SystemExit(made)
        report = next(place.rglob("Laporan-PPID-2026-10.xlsx"))
        _page(report, place, dpi=80).save(DOCS / "laporan.png", optimize=True)
        register = _screen(next(place.rglob("register.xlsx")), place)
        _trimmed(_page(register, place, dpi=110)).save(DOCS / "register.png", optimize=True)


def _screen(register: Path, place: Path) -> Path:
    """The left upper end of the register on one page."""
    book = openpyxl.load_workbook(register)
    for other in book.worksheets[1:]:
        book.remove(other)
    sheet = book.worksheets[0]
    sheet.print_title_rows = sheet.print_title_cols = None
    sheet.print_area = f"A1:{openpyxl.utils.get_column_letter(COLUMNS)}{ROWS}"
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = sheet.oddFooter.right.text = sheet.oddFooter.center.text = ""
    shown = place / "layar.xlsx"
    book.save(shown)
    return shown


def _page(workbook: Path, place: Path, dpi: int) -> Image.Image:
    """The first printed page of a workbook."""
    office = shutil.which("soffice") or "soffice"
    subprocess.run(
        [office, "--headless", "--convert-to", "pdf", "--outdir", place, workbook],
        check=True, capture_output=True,
    )  # fmt: skip
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
    pictures()
