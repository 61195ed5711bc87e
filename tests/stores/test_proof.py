"""What was edited is read again: a fault of the editor's own never reaches a register."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.errors import BugError
from ppid_sheets.register.values import ColumnChange, Plan
from ppid_sheets.stores.xlsx import edit, package, proof, row_tags, sheet, xml
from tests.stores import registers

PLAN = Plan("Register", (ColumnChange("findings", 9, (4, 5), ("", ""), ("a", None)),))
BEFORE = (
    '<worksheet><sheetData><row r="3" s="1"><c r="A3"/></row>'
    '<row r="4" spans="1:2" ht="15"><c r="A4"><v>1</v></c><c r="C4"/></row></sheetData></worksheet>'
)
MEANT = BEFORE.replace('<c r="C4"/>', '<c r="B4"><v>7</v></c><c r="C4"/>')
WANTED = {4: [(1, 7)]}


def compared(before: str, after: str) -> None:
    """Compare two sheets between which B4 was to become 7."""
    old, new = sheet.parse(before.encode()), sheet.parse(after.encode())
    proof.SameCells(old, new, WANTED, epoch1904=False).check()


@pytest.mark.parametrize("unusual", [False, True])
def test_what_was_meant_passes(unusual: bool) -> None:
    """Heights and spans may grow; how rows and cells are written is nobody's business."""
    before, after = BEFORE, MEANT.replace('"1:2" ht="15"', '"1:3" ht="28"')
    if unusual:
        before, after = (text.replace('r="4"', "r = '4'") for text in (before, after))
    compared(before, after)


FAULTS = {
    "a staff cell changed": ("<v>1</v>", "<v>2</v>"),
    "a staff cell gone": ('<c r="C4"/>', ""),
    "a staff cell more": ('<c r="C4"/>', '<c r="C4"/><c r="D4"/>'),
    "a row gone": ('<row r="3" s="1"><c r="A3"/></row>', ""),
    "a row more": ("</sheetData>", '<row r="9"/></sheetData>'),
    "a row's tag changed": ('r="3" s="1"', 'r="3"'),
    "the wrong value": ("<v>7</v>", "<v>8</v>"),
    "a value of another kind": ("<v>7</v>", "<f>7</f>"),
    "nothing written": ('<c r="B4"><v>7</v></c>', ""),
    "written twice": ('<c r="B4"><v>7</v></c>', '<c r="B4"><v>7</v></c>' * 2),
    "written out of order": (
        '<c r="B4"><v>7</v></c><c r="C4"/>',
        '<c r="C4"/><c r="B4"><v>7</v></c>',
    ),
}


@pytest.mark.parametrize("unusual", [False, True])
@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_not_meant_is_found(fault: str, unusual: bool) -> None:
    """Whether the sheet is written as Excel writes it or not."""
    before, after = BEFORE, MEANT.replace(*FAULTS[fault])
    assert after != MEANT
    if unusual:
        before, after = (text.replace('r="3"', "r = '3'") for text in (before, after))
    with pytest.raises(proof.ProofError):
        compared(before, after)


Line = list[tuple[str, str]]
"""The cells of a row: where each says it stands, and what follows."""


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[Line], list[Line], dict[int, list[tuple[int, int]]]]:
    """Rows, the same after an edit that may have gone wrong, and what was to be written."""
    rest = st.sampled_from(["/>", ' s="1"/>', "><v>7</v></c>", "><v>8</v></c>", " t='n'><v/></c>"])
    lines, after, wanted = list[Line](), list[Line](), dict[int, list[tuple[int, int]]]()
    for row in range(1, 4):
        held = {at: draw(rest) for at in range(5) if draw(st.booleans())}
        asked = [at for at in range(5) if draw(st.integers(0, 2)) == 0]
        lines.append([(f"{'ABCDE'[at]}{row}", held[at]) for at in sorted(held)])
        held |= dict.fromkeys(asked, "><v>7</v></c>")
        cells = [(f"{'ABCDE'[at]}{row}", held[at]) for at in sorted(held)]
        for _ in range(draw(st.integers(0, 1)) if cells else 0):
            one, other = (draw(st.integers(0, len(cells) - 1)) for _ in range(2))
            place = draw(
                st.sampled_from([cells[one][0], f"B{row}", "B2", "b2", "AAAA1", f"F{row}"])
            )
            changed = place, draw(rest)
            match draw(st.sampled_from(["swap", "change", "more", "less"])):
                case "swap":
                    cells[one], cells[other] = cells[other], cells[one]
                case "change":
                    cells[one] = changed
                case "more":
                    cells.insert(other, changed)
                case _:
                    cells.pop(one)
        after.append(cells)
        wanted |= {row: [(at, 7) for at in asked]} if asked else {}
    return lines, after, wanted


def is_proved(old: str, new: str, wanted: dict[int, list[tuple[int, int]]]) -> bool:
    """Whether the comparison of two sheets passes."""
    pair = [
        sheet.parse(f"<worksheet><sheetData>{x}</sheetData></worksheet>".encode())
        for x in (old, new)
    ]
    try:
        proof.SameCells(*pair, wanted, epoch1904=False).check()
    except proof.ProofError:
        return False
    return True


@given(
    edits(), st.sampled_from(["", ' spans="1:2"', ' ht="9"', ' s="1"']), st.permutations([0, 1, 2])
)
def test_the_quick_comparison_agrees_with_the_careful_one(
    edit_: tuple[list[Line], list[Line], dict[int, list[tuple[int, int]]]],
    tag: str,
    order: list[int],
) -> None:
    """One row that Excel would write otherwise lets all be compared cell by cell."""
    lines, after, wanted = edit_

    def written(cells: Line, row: int, more: str = "") -> str:
        inside = "".join(f'<c r="{place}"{rest}' for place, rest in cells)
        return f'<row r="{row}"{more}>{inside}</row>'

    old = "".join(written(cells, row) for row, cells in enumerate(lines, 1))
    rows = [written(cells, row, tag) for row, cells in enumerate(after, 1)]
    new = "".join(rows[at] for at in order) if tag else "".join(rows)
    unusual = "<row r='9'/>"
    assert is_proved(old, new, wanted) == is_proved(old + unusual, new + unusual, wanted)


def test_a_faulty_edit_never_replaces_a_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attribute written twice that hid all rows of a register: code 70, the file untouched."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], {"after"})
    before = path.read_bytes()
    monkeypatch.setattr(
        "ppid_sheets.stores.xlsx.row_tags.with_attributes",
        lambda text, values: text + b' spans="1:2"',
    )
    row_tags._taller_apart.cache_clear()
    store = registers.store(path)
    store.read()
    with pytest.raises(BugError, match=r"sheet1\.xml bukan XML lagi .*laporkan") as raised:
        store.apply(PLAN)
    assert raised.value.exit_code == 70
    row_tags._taller_apart.cache_clear()
    assert path.read_bytes() == before and not (tmp_path / "cadangan").exists()


def repacked(path: Path, part: str, old: bytes, new: bytes) -> package.Package:
    """The edited file with a part spoiled."""
    edited = package.Package(edit.edited(package.Package(path.read_bytes()), PLAN))
    content = edited.read(part)
    assert re.search(old, content)
    edited.write(part, re.sub(old, new, content, count=1))
    return package.Package(edited.to_bytes())


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("[Content_Types].xml", rb"(<Override [^>]*>)", rb"\1\1"),
        ("xl/_rels/workbook.xml.rels", rb"(<Relationship [^>]*>)", rb"\1\1"),
        (registers.SHEET, rb"</row>", b""),
        ("docProps/app.xml", b"Microsoft", b"Lain"),
    ],
)
def test_parts_are_looked_at(tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    """Each part, relation and content type once; what is not edited is as it was."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], {"after"})
    changed = [part] if part != "docProps/app.xml" else []
    with pytest.raises(proof.ProofError):
        proof.sound(
            package.Package(path.read_bytes()),
            repacked(path, part, old, new),
            [registers.SHEET, "xl/styles.xml", *changed],
        )


@pytest.mark.parametrize("lost", [rb"<sheet [^>]*>", rb"<definedName [^>]*>[^<]*</definedName>"])
def test_tabs_and_names_are_kept(tmp_path: Path, lost: bytes) -> None:
    """A workbook part may gain tabs and tags of ours, and lose nothing."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], {"name", "hidden tab"})
    before = registers.parts(path)["xl/workbook.xml"]
    proof.same_workbook(before, before)
    with pytest.raises(proof.ProofError):
        proof.same_workbook(before, re.sub(lost, b"", before))


def test_a_file_that_was_no_xml_before_is_not_our_fault(tmp_path: Path) -> None:
    """It is refused as what it is."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4], {"after"})
    content = registers.parts(path)[registers.SHEET].replace(b"<row ", b'<row x="1" x="1" ', 1)
    registers.repack(path, {registers.SHEET: content})
    with pytest.raises(xml.UnsupportedError, match="rusak"):
        edit.edited(package.Package(path.read_bytes()), PLAN)
