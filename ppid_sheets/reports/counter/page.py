"""The tab *Cetak* as values: two open cells, the page that they fill, and what works it out."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_uppercase

from ppid_sheets.config.settings import Settings
from ppid_sheets.deadlines.profiles import Profiles
from ppid_sheets.register.a1 import position_of
from ppid_sheets.register.values import Formula, Tab, Value
from ppid_sheets.reports.counter import block, due_facts
from ppid_sheets.reports.counter.block import HERE, KIND, NUMBER, PAGE, PAPER, ROW, TWICE, Ground
from ppid_sheets.reports.counter.drafts import drafts
from ppid_sheets.reports.counter.items import BIG, items, signed
from ppid_sheets.reports.form import application, formula, handover, receipt
from ppid_sheets.reports.form.formula import quoted
from ppid_sheets.reports.form.letter import COPIES, Letter
from ppid_sheets.reports.form.looked_up import FACTS, FILLED, KEYS, READ, SAID, LookedUp
from ppid_sheets.reports.workbook.letterhead import UNIT, office_lines

PAPERS = (
    "formulir permohonan",
    "formulir permohonan (halaman belakang)",
    "tanda terima permohonan",
    "tanda terima informasi",
)
"""What may be chosen in the second open cell."""
LINES = 41
"""Rows of a paper between its number and its signatures."""
_FIRST = 14
"""The row of the first line below a paper's number."""
_SIGNED = _FIRST + LINES + 1
_CUT = "… (teks selengkapnya ada di register)"
_HINTS = (
    "Isi dua kotak di atas; halaman di bawah terisi sendiri. Kosongkan nomornya sesudah mencetak.",
    "Excel: File > Print. Google Sheets: blok baris 8 sampai akhir, lalu Cetak > Sel yang dipilih.",
)
_ABSENT = "Nomor ini tidak ada di register; pilih dari daftar."
_REPEATED = "Nomor ini dipakai lebih dari satu permohonan; betulkan dulu nomornya di register."
_CHOOSE = "Pilih formulirnya dari daftar."
_CANON = "R"
_LAST_CHOICE = 10_000
"""The row up to which a list offers numbers: Excel draws each row of it, blank or not."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper, and the formula of why it is not made for a request, "" where nothing hinders it."""

    letter: Letter
    refusal: str = ""


def tab(home: Tab, place: Ground, settings: Settings, profiles: Profiles) -> Tab:
    """The tab for a register that stands there."""
    ordered = {key: at for at, key in enumerate(sorted(place.positions))}
    canonical = _found(replace(place, tab=_CANON, positions=ordered))
    wording = _worded(LookedUp(block.present(place), profiles), settings, place.epoch)
    plain = wording | canonical
    print_of = hashlib.sha256(repr(sorted(plain.items())).encode()).hexdigest()[:16]
    cells = wording | _found(place)
    keys = block.present(place)
    probe = '&","&'.join(f"COLUMN({one})" for one in (*map(place.column, keys), FACTS))
    standing = ",".join([*(str(place.positions[key] + 1) for key in keys), "1"])
    cells["A1"] = home.title
    cells["D1"], cells["D2"] = print_of, Formula(f'{probe}&""', standing)
    cells["X1"], count = _counted(cells)
    return replace(
        home,
        rows=_grid(cells),
        styles=_styles(),
        open={**home.open, (1, 1): _numbers(place), (2, 1): PAPERS},
        proof={(0, 3): print_of, (1, 3): standing, (0, 23): count},
    )


def _counted(cells: Mapping[str, Value]) -> tuple[Formula, str]:
    """How many cells hold anything, a formula that says nothing among them: one that was cleared
    is missing from the count."""
    last = max(int(name.lstrip(ascii_uppercase)) for name in cells)
    areas = "$A$1:$W$1", "$A$2:$A$3", "$C$2:$W$3", f"$A$4:$W${last}"
    count = str(sum(value not in (None, "") for value in cells.values()))
    return Formula(f'COUNTA({",".join(areas)})&""', count), count


def _numbers(place: Ground) -> str:
    """The registration numbers, as the range of a dropdown."""
    tab, _, column = place.column(KEYS[0]).rpartition("!")
    at = column.partition(":")[0]
    return f"{tab}!{at}${place.header_row + 1}:{at}${_LAST_CHOICE}"


def _grid(cells: Mapping[str, Value]) -> list[list[Value]]:
    rows: list[list[Value]] = []
    for name, value in cells.items():
        column = name.rstrip("0123456789")
        row, at = int(name[len(column) :]) - 1, position_of(column)
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [None] * (at + 1 - len(rows[row]))
        rows[row][at] = value
    return rows


def _found(place: Ground) -> dict[str, Value]:
    """The cells that look into the register, by name."""
    cells: dict[str, Value] = {_plain(name): Formula(text) for name, text in block.found(place)}
    for at, key in enumerate(KEYS, 1):
        if key in place.positions:
            cells[f"{block.RAW}{at}"] = Formula(block.raw_cell(place, key))
    return cells


def _worded(hand: LookedUp, settings: Settings, epoch: date) -> dict[str, Value]:
    """What the papers say of what was found; neither the open cells nor the proof."""
    papers = _papers(hand, settings)
    cells: dict[str, Value] = {
        "A2": "Nomor registrasi",
        "A3": "Formulir",
        "A4": Formula(_message(papers)),
        "A6": _HINTS[0],
        "A7": _HINTS[1],
        **_letterhead(settings),
    }
    kinds = f"$E$1:$E${len(PAPERS)}"
    cells |= {f"E{at}": name for at, name in enumerate(PAPERS, 1)}
    known = f"IFERROR(MATCH({formula.literally(PAPER)},{kinds},0),0)"
    cells[_plain(KIND)] = Formula(f'IF({NUMBER}="","",{known})')
    ready = f'AND(N({HERE})=1,N({KIND})>0,{_refusal(papers)}="")'
    cells[_plain(PAGE)] = Formula(f'IF({NUMBER}="","",IF({ready},1,""))')
    for at, key in enumerate(KEYS, 1):
        if key in hand.present:
            cells[f"F{at}"] = key
            named = zip((FILLED, READ, SAID), block.read(key, epoch), strict=True)
            cells |= {f"{column}{at}": Formula(text) for column, text in named}
    facts = due_facts.formulas(hand, settings)
    cells |= {_plain(name): Formula(text) for name, text in (*facts.items(), *drafts(hand))}
    return cells | dict(_listed(papers)) | dict(_printed(papers))


def _plain(name: str) -> str:
    return name.replace("$", "")


def _papers(hand: LookedUp, settings: Settings) -> list[_Paper]:
    front = application.describe(hand, settings)
    back = front.back or front
    shown = [_Paper(front), _Paper(back), _Paper(receipt.describe(hand, settings))]
    given = handover.describe(hand, settings)
    return [*shown, _Paper(given, hand.refusals[-1])]


def _letterhead(settings: Settings) -> dict[str, Value]:
    office = settings.office
    contact = " · ".join(filter(None, (office.address, office.phone and f"Telp. {office.phone}")))
    named = " ".join(filter(None, office_lines(office.name)))
    return {"A8": named or None, "A9": UNIT, "A10": contact or None}


def _refusal(papers: Sequence[_Paper]) -> str:
    hindered = [quoted(Formula(one.refusal or '""')) for one in papers]
    return f"CHOOSE({KIND},{','.join(hindered)})"


def _message(papers: Sequence[_Paper]) -> str:
    """The text below the open cells while the page is empty."""
    refused = f'IF(N({KIND})=0,"{_CHOOSE}",{_refusal(papers)})'
    repeated = f'IF(N({TWICE})>0,"{_REPEATED}",{refused})'
    return f'IF({NUMBER}="","",IF(N({ROW})=0,"{_ABSENT}",{repeated}))'


def _listed(papers: Sequence[_Paper]) -> Iterator[tuple[str, Value]]:
    """The lines of all papers one below the other, those of the chosen one counted."""
    every = [(at, item) for at, one in enumerate(papers, 1) for item in items(one.letter)]
    for row, (paper, item) in enumerate(every, 1):
        text: Value = item.text
        if isinstance(item.text, Formula):
            text = Formula(f'IF({HERE}="","",{item.text})')
        yield from (
            (f"K{row}", paper),
            (f"L{row}", item.head or None),
            (f"M{row}", text),
            (f"O{row}", item.room),
            (f"P{row}", item.indent or None),
        )
        before = f"N(N{row - 1})" if row > 1 else "0"
        counted = f'IF(AND({KIND}=K{row},M{row}<>""),{before}+1,{before})'
        yield f"N{row}", Formula(f'IF({PAGE}="","",{counted})')


def _count(papers: Sequence[_Paper]) -> int:
    return sum(len([*items(one.letter)]) for one in papers)


def _printed(papers: Sequence[_Paper]) -> Iterator[tuple[str, Value]]:
    """The page: its head, its lines, and the signatures."""
    letters = [one.letter for one in papers]
    models = [f"{one.model} ({COPIES})" if one.model else "" for one in letters]
    yield "A11", Formula(_by_kind(models))
    yield "A12", Formula(_by_kind([one.title for one in letters]))
    numbers = [
        formula.joined(f"{one.number.label}: ", one.number.wording.text) if one.number else ""
        for one in letters
    ]
    yield "A13", Formula(_by_kind(numbers))
    count = _count(papers)
    for row in range(_FIRST, _FIRST + LINES):
        yield from _line(row, count)
    for row, (left, right) in enumerate(signed(letters), _SIGNED):
        if any(left) or any(right):
            yield f"A{row}", Formula(_by_kind(left))
            yield f"B{row}", Formula(_by_kind(right))


def _by_kind(texts: Sequence[str]) -> str:
    """What the chosen paper says in one place."""
    return f'IF({PAGE}="","",{formula.chosen(KIND, texts)})'


def _line(row: int, count: int) -> Iterator[tuple[str, Value]]:
    """One line of print: the next text, or what is left of the one above."""
    above, last, final = row - 1, f"$N${count}", row == _FIRST + LINES - 1
    number, item, rest, room, size, left = (f"{column}{row}" for column in "RSTUVW")
    if row == _FIRST:
        following = "1"
        text = f"INDEX($M$1:$M${count},{item})"
    else:
        after = f'IF(R{above}<{last},R{above}+1,"")'
        following = f'IF(R{above}="","",IF(W{above}="",{after},R{above}))'
        text = f"IF({number}=R{above},W{above},INDEX($M$1:$M${count},{item}))"
    yield number, Formula(f'IF({PAGE}="","",{following})')
    yield item, Formula(_if(number, f"MATCH({number},$N$1:$N${count},0)"))
    yield rest, Formula(_if(number, text))
    most = f"INDEX($O$1:$O${count},{item})"
    fewer = f"INT({most}*{BIG}/100)"
    yield room, Formula(_if(number, f"IF(EXACT({rest},UPPER({rest})),{fewer},{most})"))
    head = f"LEFT({rest},{room}+1)"
    spaces = f'LEN({head})-LEN(SUBSTITUTE({head}," ",""))'
    broken = f'IF({spaces}=0,{room},FIND(CHAR(1),SUBSTITUTE({head}," ",CHAR(1),{spaces})))'
    yield size, Formula(_if(number, f"IF(LEN({rest})<={room},LEN({rest}),{broken})"))
    over = f"MID({rest},{size}+1,32767)"
    yield (
        left,
        Formula(_if(number, f'IF(TRIM({over})="","",IF(LEFT({over},1)=" ",TRIM({over}),{over}))')),
    )
    begun = f"{number}=R{above}" if row > _FIRST else "FALSE"
    before = f"IF({begun},INDEX($P$1:$P${count},{item}),INDEX($L$1:$L${count},{item}))"
    wording = f"{before}&LEFT({rest},{size})"
    if final:
        wording = f'IF(OR({left}<>"",{number}<{last}),"{_CUT}",{wording})'
    yield f"A{row}", Formula(_if(number, wording))


def _if(number: str, text: str) -> str:
    return f'IF({number}="","",{text})'


def _styles() -> tuple[str, ...]:
    head = ("title", "typed", "typed", "body", "link", "hint", "hint")
    named = ("paper_office", "paper_unit", "paper_rule", "paper_model", "paper_title", "paper_unit")
    return (*head, *named, *["paper"] * (LINES + 1 + 7))
