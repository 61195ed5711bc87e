"""A register in memory: the smallest store that keeps the port's promises."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from ppid_sheets.deadlines.calendar import Holiday
from ppid_sheets.register import layout
from ppid_sheets.register.header import Header
from ppid_sheets.register.schema import Schema
from ppid_sheets.register.values import Chosen, Plan, Snapshot, Tab, Tags


class MemoryStore:
    """Holds grids by title; `meddle` runs after each read, as other people's edits do.

    `pages` says which of its tabs the job made as its own: titles now by the titles it gave them.
    """

    name = "register contoh"
    exclusive = False
    heartbeat = timedelta()
    home = ("", "")
    calls = ""

    def __init__(
        self,
        tabs: Mapping[str, Sequence[Sequence[Any]]],
        tags: Mapping[str, int] | None = None,
        register: str = "",
        header_row: int = 0,
        meddle: Callable[["MemoryStore"], None] = lambda store: None,
        chosen: Chosen = Chosen(),  # noqa: B008
    ) -> None:
        self.tabs = {title: [list(row) for row in grid] for title, grid in tabs.items()}
        self.state = Snapshot(self.tabs, register, dict(tags or {}), header_row, chosen=chosen)
        self.pages: dict[str, str] = {}
        self.others: dict[str, MemoryStore] = {}
        self.meddle = meddle
        self.writes = 0

    def read(self) -> Snapshot:
        tabs = {title: [list(row) for row in grid] for title, grid in self.tabs.items()}
        pages = {page: tabs.pop(now) for page, now in self.pages.items() if now in tabs}
        stores = self.others.items()
        held = {name: other.state for name, other in stores if other.state.register}
        beside = {name: Tags(one.register, one.header_row, one.tags) for name, one in held.items()}
        snapshot = replace(
            self.state, tabs=tabs, pages=pages, beside={**self.state.beside, **beside}
        )
        self.meddle(self)
        return snapshot

    def confirm(self) -> None:
        return None

    def rehearse(self, plan: Plan) -> None:
        return None

    def apply(self, plan: Plan) -> None:
        self.writes += 1
        for tab in plan.new_tabs:
            self.tabs[tab.title] = [list(row) for row in tab.rows]
            if tab.title in layout.OWNED:
                self.pages[tab.title] = tab.title
        for column in plan.new_columns:
            self.put(
                plan.register,
                column.header_row,
                column.position,
                plan.schema.header(column.key),
            )
        for change in plan.cells:
            for row, value in zip(change.rows, change.new, strict=True):
                self.put(plan.register, row, change.position, value)
        for page in plan.pages:
            if page.title in self.pages:
                self._fill(self.pages[page.title], page)
        highlights = self.state.highlights if plan.highlights is None else plan.highlights
        self.state = Snapshot(
            self.tabs,
            plan.register,
            {**self.state.tags, **plan.tags},
            plan.header_row or self.state.header_row,
            highlights,
            chosen=self.state.chosen,
            past=self.state.past,
        )

    def _fill(self, tab: str, page: Tab) -> None:
        """The rows of a page, but for what people typed in its open cells."""
        held = self.tabs[tab]
        kept = {(r, c): held[r][c] for r, c in page.open if r < len(held) and c < len(held[r])}
        self.tabs[tab] = [list(row) for row in page.rows]
        for (row, at), value in kept.items():
            self.put(tab, row + 1, at, value)

    def finish(self, plan: Plan, status: Tab | None) -> None:
        if not plan.empty:
            self.apply(plan)
        if status and status.title in self.pages:
            self.apply(Plan(plan.register, pages=(status,)))

    def held(self, tab: str) -> AbstractContextManager[None]:
        return nullcontext()

    def blank(self) -> bool:
        return False

    def build(
        self, holidays: Iterable[Holiday], beside: Sequence[Schema] = (), wished: Sequence[str] = ()
    ) -> None:
        raise AssertionError("there is a register already")

    def furnish(self, tab: str, header: Header, *, dry_run: bool = False) -> tuple[str, ...]:
        return ()

    def traces(self) -> tuple[str, ...]:
        return ()

    def onlookers(self) -> tuple[str, ...]:
        return ()

    def remove(self) -> None:
        return None

    def beside(self, schema: Schema) -> "MemoryStore":
        if schema.name not in self.others:
            other = MemoryStore({}, chosen=self.state.chosen.beside(schema))
            other.tabs, other.pages = self.tabs, self.pages
            self.others[schema.name] = other
        return self.others[schema.name]

    def link(self, tab: str, row: int, folder: Path) -> str:
        return f"memory:{tab}!{row}"

    def rename(self, title: str, new: str) -> None:
        self.tabs[new] = self.tabs.pop(title)
        self.pages |= {page: new for page, now in self.pages.items() if now == title}

    def put(self, tab: str, row: int, position: int, value: Any) -> None:
        grid = self.tabs[tab]
        grid.extend([] for _ in range(row - len(grid)))
        cells = grid[row - 1]
        cells.extend(None for _ in range(position + 1 - len(cells)))
        cells[position] = value
