"""Which tab is the register, which row its header, and what of the tabs beside it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from ppid_sheets.common.indonesian import listed
from ppid_sheets.errors import ShapeError, UnsafeError
from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.cells import is_blank
from ppid_sheets.register.header import Header, find_header, is_register, recognised
from ppid_sheets.register.header_row import header_row, requests_above, standing, titles
from ppid_sheets.register.information import LISTS
from ppid_sheets.register.layout import YEAR
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.registers import SHAPES
from ppid_sheets.register.schema import SEARCHED_ROWS
from ppid_sheets.register.values import Grid, Snapshot

OtherKind = Literal["register", "objections", "page"]
"""What a tab without tags may be the copy of; a page is one of the job's own."""
_MOST = 5
_SEARCHED = range(1, SEARCHED_ROWS + 1)


EMPTY = "Google Sheet ini masih kosong"


def register_tab(snapshot: Snapshot) -> tuple[str, Header]:
    """The tab that holds the requests and its header: the tagged one, else *Register*, else any.

    Raises ShapeError where no tab has a recognisable header or several have and none is *Register*,
    UnsafeError where a tagged tab has lost the one it had.
    """
    if snapshot.register:
        return snapshot.register, _tagged_header(snapshot)
    if is_empty(snapshot):
        raise ShapeError(EMPTY, "jalankan ppid-sheets init, yang membuat register baru di sana")
    if snapshot.chosen.tab:
        return _chosen_tab(snapshot)
    schema, named = snapshot.schema, snapshot.chosen.columns
    candidates, alike = _candidates(snapshot), registers_in(snapshot)
    if len(alike) > 1 and alike[0].casefold() != schema.tab.casefold():
        alike = _newest(alike)
    tab = next(iter(alike or candidates or snapshot.tabs), "")
    try:
        header = find_header(snapshot.tab(tab), schema, named=named)
    except ShapeError as error:
        raise ShapeError(error.what, f"{error.remedy}{_hidden(snapshot)}") from None
    _refuse_buried(tab, snapshot.tabs[tab], header)
    return tab, header


def is_empty(snapshot: Snapshot) -> bool:
    """True for a Google Sheet without any content, which `init` makes a register of."""
    held = (*snapshot.tabs.values(), *snapshot.pages.values())
    filled = any(not is_blank(cell) for grid in held for row in grid for cell in row)
    return bool(snapshot.locale) and not (snapshot.unread or filled)


def _candidates(snapshot: Snapshot) -> list[str]:
    """The tabs that may be a register, the one with its usual title first."""
    lists = [schema.tab for schema in LISTS if schema is not snapshot.schema]
    own = (layout.CHOICES, layout.HOLIDAYS, layout.GUIDE, layout.RECOVERY, *lists)
    usual = snapshot.schema.tab.casefold()
    return sorted(
        (
            title
            for title in snapshot.tabs
            if title not in (*own, *snapshot.kin.values()) and not snapshot.chosen.enters(title)
        ),
        key=lambda title: title.casefold() != usual,
    )


def registers_in(snapshot: Snapshot) -> list[str]:
    """The tabs that look like a register of the snapshot's kind, tagged or not."""
    return [title for title in _candidates(snapshot) if _is_one(snapshot.tabs[title], snapshot)]


def _is_one(grid: Grid, snapshot: Snapshot) -> bool:
    """True for a tab whose header is that of the register looked for rather than of another."""
    own = recognised(grid, snapshot.schema, snapshot.chosen.columns)
    others = (schema for schema in SHAPES if schema.name != snapshot.schema.name)
    return own > 0 and all(recognised(grid, schema, {}) <= own for schema in others)


def _hidden(snapshot: Snapshot) -> str:
    """The advice where the register may be a hidden tab."""
    unread = [repr(title) for title in snapshot.unread][:_MOST]
    return f"; bila register ada di tab tersembunyi {listed(unread)}, tampilkan tabnya" * bool(
        unread
    )


def _chosen_tab(snapshot: Snapshot) -> tuple[str, Header]:
    """The tab that the settings name; raises ShapeError where there is none."""
    wanted = snapshot.chosen.tab.casefold()
    tab = next((title for title in snapshot.tabs if title.casefold() == wanted), None)
    if tab is None:
        raise ShapeError(
            f"Tab '{snapshot.chosen.tab}' yang disebut pada 'tab' di ppid.toml tidak ada, atau "
            "tersembunyi",
            "betulkan namanya di ppid.toml, atau tampilkan tabnya",
        )
    header = find_header(snapshot.tabs[tab], snapshot.schema, named=snapshot.chosen.columns)
    _refuse_buried(tab, snapshot.tabs[tab], header)
    return tab, header


def _newest(alike: Sequence[str]) -> list[str]:
    """Of the tabs of several years the newest; raises ShapeError where one is of no single year."""
    years = {title: YEAR.findall(title) for title in alike}
    if any(len(found) != 1 for found in years.values()):
        raise _ambiguous(alike)
    newest = max(years, key=lambda title: years[title][0])
    if list(years.values()).count(years[newest]) > 1:
        raise _ambiguous(alike)
    return [newest]


def is_earlier(title: str, tab: str, present: int) -> bool:
    """Whether a tab is of an earlier year than the register's tab, or than the present year where
    that names none.
    """
    years, own = YEAR.findall(title), YEAR.findall(tab)
    return len(years) == 1 and int(years[0]) < (int(own[0]) if own else present)


def other_registers(snapshot: Snapshot, tab: str, present: int) -> Mapping[str, OtherKind]:
    """Visible tabs beside the register's that look like one, or carry the job's headers or rules,
    and what each seems to be.

    Nothing in them is judged: copies have no tags. Tabs of earlier years are none of them. Beside
    another register than that of the requests only tabs of its own kind are named.
    """
    lists = [schema.tab for schema in LISTS if schema is not snapshot.schema]
    known = (layout.CHOICES, layout.HOLIDAYS, layout.GUIDE, *lists, *snapshot.kin.values())
    own = {title.casefold() for title in (tab, *known)}
    beside = {
        title: grid
        for title, grid in snapshot.tabs.items()
        if title.casefold() not in own
        and not snapshot.chosen.enters(title)
        and not is_earlier(title, tab, present)
    }
    kinds = {title: _kind(snapshot, title, grid) for title, grid in beside.items()}
    return {title: kind for title, kind in kinds.items() if kind}


def _kind(snapshot: Snapshot, title: str, grid: Grid) -> OtherKind | None:
    """What a tab without tags seems to be; None for one that has nothing to do with the job."""
    schema = snapshot.schema
    if _is_one(grid, snapshot):
        return "register"
    results = schema.job_names.keys()
    headed = results and any(results <= set(titles(grid, n)) for n in _SEARCHED)
    if schema.name or not (headed or title in snapshot.ruled):
        return None
    if is_register(grid, OBJECTIONS):
        return "objections"
    return "register" if headed else "page"


def narrow_filter(snapshot: Snapshot, header: Header, own: Iterable[int]) -> str:
    """The letters of the column where a filter or table of the office's ends before the job's
    columns do, though it begins at the header; "" where none does.

    Whoever sorts by it tears the results from their rows until the next check.
    """
    last = max(own, default=0)
    ends = [
        right
        for row, _, right in snapshot.filters
        if header.rows[0] <= row <= header.rows[-1] + 1 and right < last
    ]
    return letters(min(ends)) if ends else ""


def _ambiguous(alike: Sequence[str]) -> ShapeError:
    named = [f"'{title}'" for title in alike[:_MOST]]
    left = len(alike) - len(named)
    likeliest = alike[0]
    if YEAR.search(likeliest):  # a tab without a year is rather the present one than one of 2025
        likeliest = max(alike, key=lambda title: max(YEAR.findall(title), default=""))
    return ShapeError(
        f"Ada {len(alike)} tab yang tampak seperti register: "
        f"{listed([*named, f'{left} tab lain'] if left else named)}",
        "satukan permohonannya dalam satu tab, atau sebut tab yang dipakai di ppid.toml (tab = "
        f'"{likeliest}"), lalu jalankan lagi',
    )


def _tagged_header(snapshot: Snapshot) -> Header:
    grid, tags = snapshot.tabs[snapshot.register], snapshot.tags
    if not any(not is_blank(cell) for row in grid for cell in row):
        raise ShapeError(
            f"Tab {snapshot.register} kini kosong, tidak ada judul kolom maupun "
            f"{snapshot.schema.rows}",
            "kembalikan isinya (riwayat versi, atau folder cadangan), lalu jalankan lagi",
        )
    row = header_row(grid, snapshot.schema, tags, snapshot.header_row)
    if not row:
        raise UnsafeError(
            f"Tidak satu baris pun pada tab {snapshot.register} masih memuat judul kolom, "
            "sehingga kolomnya tidak dapat dikenali. Tidak ada yang ditulis",
            "kembalikan baris judulnya (riwayat versi), lalu jalankan lagi",
        )
    header = find_header(grid, snapshot.schema, tags, row, named=snapshot.chosen.columns)
    _refuse_buried(snapshot.register, grid, header)
    return header


def _refuse_buried(tab: str, grid: Grid, header: Header) -> None:
    """Refuse a header that stands among the requests: those above it would not be judged."""
    rows = requests_above(grid, header)
    if rows:
        what = header.schema.rows
        raise UnsafeError(
            f"Baris judul kolom pada tab {tab} kini di baris {header.rows[-1]}, di bawah "
            f"{what} di baris {_rows(rows)}, barangkali ikut terurutkan. Tidak ada yang "
            "ditulis",
            f"pindahkan baris judul itu ke atas semua {what}, lalu jalankan lagi",
        )


def _rows(rows: Sequence[int]) -> str:
    return str(rows[0]) if len(rows) == 1 else f"{rows[0]} sampai {rows[-1]}"


def job_places(snapshot: Snapshot, header: Header) -> Mapping[str, int]:
    """Where the job's tagged columns stand in the register's tab, by their headers."""
    grid = snapshot.tabs.get(snapshot.register, ())
    return standing(snapshot.schema, titles(grid, header.rows[-1]), snapshot.tags)
