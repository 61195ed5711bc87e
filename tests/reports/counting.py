"""Evaluates the tab *Cetak* in LibreOffice: a copy of it for each number and paper."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from python_calamine import CalamineWorkbook

from ppid_sheets.checks.judge import judge
from ppid_sheets.config import Settings
from ppid_sheets.plans.print_tabs import printing
from ppid_sheets.register import layout
from ppid_sheets.register.values import Tab, Value
from ppid_sheets.reports.form.letter import COPIES, Letter, Text
from ppid_sheets.stores.xlsx import tabs
from ppid_sheets.stores.xlsx.book import WorkbookParts
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.store import WorkbookStore
from ppid_sheets.stores.xlsx.xml import escape
from tests.soffice import convert


def pages(
    store: WorkbookStore, settings: Settings, as_of: date, asked: Sequence[tuple[Value, str]]
) -> list[list[list[str]]]:
    """The cells of the tab as LibreOffice works them out for each number and paper, proven."""
    snapshot = store.read()
    snapshot = replace(snapshot, pages={layout.PRINT: (), layout.PRINT_FACTS: ()})
    facts, desk = printing(snapshot, judge(snapshot, settings, as_of, as_of), settings, as_of)
    package = Package(store.path.read_bytes())
    book, styles = WorkbookParts(package), WorkbookParts(package).styles()
    for title in (layout.PRINT, layout.PRINT_FACTS):
        if title in book.titles():
            book.remove_tab(title)
    tabs.add(book, facts, styles)
    for at, typed in enumerate(asked):
        tabs.add(book, replace(desk, title=f"Uji {at}"), styles)
        part = book.sheet(f"Uji {at}").part
        package.write(part, _typed(package.read(part), typed))
    book.put_styles(styles)
    folder = store.path.parent / "soffice"
    folder.mkdir(exist_ok=True)
    (folder / "asked.xlsx").write_bytes(package.to_bytes())
    convert("xlsx", folder / "told", [folder / "asked.xlsx"])
    told = CalamineWorkbook.from_filelike(BytesIO((folder / "told" / "asked.xlsx").read_bytes()))
    found = [
        [
            [str(cell) for cell in row]
            for row in told.get_sheet_by_name(f"Uji {at}").to_python(skip_empty_area=False)
        ]
        for at in range(len(asked))
    ]
    proofs = {tuple(page[row][at] for row, at in desk.proof) for page in found}
    assert proofs == {tuple(desk.proof.values())}
    return found


def _typed(part: bytes, typed: tuple[Value, str]) -> bytes:
    """A tab with its open cells filled, and none of its formulas worked out."""
    for name, value in zip(("B2", "B3"), typed, strict=True):
        inside = f't="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'
        part = re.sub(rf'(<c r="{name}"[^>]*?)/>'.encode(), rb"\1 " + inside.encode(), part)
    return re.sub(rb"</f><v>[^<]*</v>", b"</f>", part.replace(b' t="str"><f>', b"><f>"))


def text(page: Sequence[Sequence[str]], tab: Tab) -> str:
    """What is printed, without spaces, for lines break anywhere."""
    printed = page[tab.printed_from - 1 : tab.printed_to]
    return "".join("".join("".join(row[:2]).split()) for row in printed)


def wording(letter: Letter) -> str:
    """What a letter says, in the same way."""
    model = f"{letter.model} ({COPIES})" if letter.model else ""
    number = f"{letter.number.label}: {letter.number.wording.text}" if letter.number else ""
    lines = [
        line.text if isinstance(line, Text) else f"{line.label}: {line.wording.text}"
        for line in letter.lines
    ]
    hands = [one for one in letter.signed if one]
    names = [getattr(one, part) for part in ("above", "position", "name") for one in hands]
    return "".join("".join((model, letter.title, number, *lines, *names)).split())
