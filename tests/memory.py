"""A register in memory: the smallest store that keeps the port's promises."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from ppid_sheets.deadlines.calendar import Holiday
from ppid_sheets.register.columns import BY_KEY
from ppid_sheets.register.header import Header
from ppid_sheets.stores.base import Plan, Snapshot, Tab


class MemoryStore:
    """Holds grids by title; `meddle` runs after each read, as other people's edits do."""

    name = "register contoh"
    exclusive = False
    calls = ""

    def __init__(
        self,
        tabs: Mapping[str, Sequence[Sequence[Any]]],
        tags: Mapping[str, int] | None = None,
        register: str = "",
        header_row: int = 0,
        meddle: Callable[["MemoryStore"], None] = lambda store: None,
    ) -> None:
        self.tabs = {title: [list(row) for row in grid] for title, grid in tabs.items()}
        self.state = Snapshot(self.tabs, register, dict(tags or {}), header_row)
        self.meddle = meddle
        self.writes = 0

    def read(self) -> Snapshot:
        tabs = {title: [list(row) for row in grid] for title, grid in self.tabs.items()}
        snapshot = replace(self.state, tabs=tabs)
        self.meddle(self)
        return snapshot

    def apply(self, plan: Plan) -> None:
        self.writes += 1
        for tab in plan.new_tabs:
            self.tabs[tab.title] = [list(row) for row in tab.rows]
        for column in plan.new_columns:
            self.put(plan.register, column.header_row, column.position, BY_KEY[column.key].header)
        for change in plan.cells:
            for row, value in zip(change.rows, change.new, strict=True):
                self.put(plan.register, row, change.position, value)
        pages = self.state.pages
        if pages is not None:
            pages = {
                **pages,
                **{page.title: [list(row) for row in page.rows] for page in plan.pages},
            }
        highlights = self.state.highlights if plan.highlights is None else plan.highlights
        self.state = Snapshot(
            self.tabs,
            plan.register,
            {**self.state.tags, **plan.tags},
            plan.header_row or self.state.header_row,
            highlights,
            pages,
        )

    def finish(self, plan: Plan, status: Tab | None) -> None:
        if not plan.empty:
            self.apply(plan)
        if status and self.state.pages is not None and status.title in self.state.pages:
            self.apply(Plan(plan.register, pages=(status,)))

    def held(self, tab: str) -> AbstractContextManager[None]:
        return nullcontext()

    def blank(self) -> bool:
        return False

    def build(self, holidays: Iterable[Holiday]) -> None:
        raise AssertionError("there is a register already")

    def furnish(self, tab: str, header: Header, *, dry_run: bool = False) -> tuple[str, ...]:
        return ()

    def traces(self) -> tuple[str, ...]:
        return ()

    def remove(self) -> None:
        return None

    def link(self, tab: str, row: int, folder: Path) -> str:
        return f"memory:{tab}!{row}"

    def put(self, tab: str, row: int, position: int, value: Any) -> None:
        grid = self.tabs[tab]
        grid.extend([] for _ in range(row - len(grid)))
        cells = grid[row - 1]
        cells.extend(None for _ in range(position + 1 - len(cells)))
        cells[position] = value
