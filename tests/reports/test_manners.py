"""What Excel makes of our files by itself: no corners, no question. Read from the parts."""

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from ppid_sheets.reports.month import monthly
from ppid_sheets.reports.workbook import xlsx
from ppid_sheets.reports.year import annual
from tests.build import SETTINGS
from tests.demos import small_demo
from tests.reports.build import CLOCK, october, register, small, year_of
from tests.reports.objecting import SOME, report_with

_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection",
    "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "ignoredErrors",
    "drawing", "legacyDrawing", "tableParts", "extLst",
)  # fmt: skip
"""The order in which Excel wants the parts of a worksheet, as far as we write them."""


def parts_of(content: bytes) -> Mapping[str, str]:
    """The parts of a file by their names."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture(scope="module", params=["month", "objections", "year", "register"])
def parts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, str]:
    """The parts of a file as it leaves the program."""
    match request.param:
        case "month":
            content = xlsx.render(
                october(register(*small()), link=lambda row: f"https://example.com/#A{row}")
            )
        case "objections":
            made_up = report_with(SOME, link=lambda row: f"https://example.com/#K{row}")
            content = xlsx.render(monthly.book_of(made_up))
        case "year":
            day = date(2026, 12, 31)
            made = year_of(register(*small()), CLOCK, SETTINGS, 2026, day, "register.xlsx", None)
            content = xlsx.render(annual.describe(made))
        case _:
            content = small_demo(tmp_path_factory.mktemp("contoh") / "register.xlsx").read_bytes()
    return parts_of(content)


def test_nothing_is_calculated_when_a_file_is_opened(parts: Mapping[str, str]) -> None:
    """Else closing it asks whether to save, and "yes" changes a filed report."""
    (found,) = re.findall(r"<calcPr[^>]*>", parts["xl/workbook.xml"])
    assert found == '<calcPr calcId="191029"/>'


def test_no_number_kept_as_text_has_a_green_corner(parts: Mapping[str, str]) -> None:
    """*Convert to Number* would destroy the last digit of a NIK; each sheet, all its cells."""
    sheets = {name: part for name, part in parts.items() if name.startswith("xl/worksheets/sheet")}
    assert sheets
    for part in sheets.values():
        (found,) = re.findall(r"<ignoredErrors>(.*?)</ignoredErrors>", part)
        assert 'sqref="A1:XFD1048576" numberStoredAsText="1"' in found


def test_the_parts_of_each_sheet_stand_in_their_order(parts: Mapping[str, str]) -> None:
    """Excel calls a file damaged where they do not."""
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            whole = re.sub(r"<sheetData>.*</sheetData>", "<sheetData/>", part, flags=re.S)
            found = [tag for tag in re.findall(r"<(\w+)[ />]", whole) if tag in _ORDER]
            places = [_ORDER.index(tag) for tag in found if tag != "extLst"]
            assert places == sorted(places), name


def test_heads_and_feet_keep_their_size(parts: Mapping[str, str]) -> None:
    """A page that is shrunk to its width does not shrink the lines above and below it."""
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet") and "<oddHeader>" in part:
            assert 'scaleWithDoc="0"' in part
