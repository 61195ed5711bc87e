"""Where requests come in, as the settings name it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ppid_sheets.checks.requests import unfinished
from ppid_sheets.config import Settings
from ppid_sheets.errors import ShapeError, UnfinishedError, UsageError
from ppid_sheets.register.dates import Customs
from ppid_sheets.register.home import writes_months_first
from ppid_sheets.register.question_row import proposed, questions
from ppid_sheets.register.stamps import StampOrder, order_of
from ppid_sheets.register.submissions import IntakeSource
from ppid_sheets.register.values import Grid, Snapshot
from ppid_sheets.stores import exports


class Sources:
    """The tab or the files with requests; files are read once, when they are first asked for."""

    def __init__(self, settings: Settings, asks: Callable[[Grid], bool] | None = None) -> None:
        self._settings = settings
        self._asks = asks or self._answers_what_is_named

    def of(self, snapshot: Snapshot) -> Sequence[IntakeSource] | None:
        """The sources; None where the settings name neither a tab nor files."""
        intake = self._settings.intake
        if intake.place:
            return self._files
        return (_of_tab(snapshot, self._settings),) if intake.tab else None

    @cached_property
    def _files(self) -> Sequence[IntakeSource]:
        place, register = self._settings.intake.place, self._settings.register
        own = register if isinstance(register, Path) else None
        zone = self._settings.time_zone
        return exports.read(place, zone, self._asks, own) if place else ()

    def _answers_what_is_named(self, grid: Grid) -> bool:
        schema = self._settings.chosen.schema
        return questions(grid, schema, self._settings.intake.columns) is not None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which question of a source seems to stand for which column (key -> question), the questions
    that stand for none, and what its stamps of time begin with.
    """

    source: str
    columns: Mapping[str, str]
    others: Sequence[str]
    order: StampOrder


def proposal(snapshot: Snapshot, settings: Settings) -> Proposal:
    """What a person is to confirm of the tab or the files that the settings name.

    Raises what keeps the first of them from being read, UsageError where the settings name none.
    """
    schema = settings.chosen.schema
    found = Sources(settings, lambda grid: bool(proposed(grid, schema))).of(snapshot)
    if not found:
        if settings.intake.place:
            raise ShapeError(f"Folder {settings.intake.place} kosong", "taruh ekspornya di situ")
        raise UsageError("Tempat permohonan masuk belum disebut", "sebut dengan --tab atau --file")
    for source in found:
        columns = proposed(source.grid, schema)
        asked = questions(source.grid, schema, {text: key for key, text in columns.items()})
        if asked:
            received = asked.places[schema.course.received]
            below = source.grid[asked.row :]
            order = order_of(row[received] for row in below if received < len(row))
            return Proposal(source.name, columns, tuple(asked.others), order)
    raise found[0].trouble or ShapeError(
        f"Pertanyaan di {found[0].name} tidak dikenali: harus ada kolom tanggal, dan kolom nama "
        "atau informasi yang diminta",
        "isi masuk.kolom di ppid.toml dengan tangan",
    )


def _of_tab(snapshot: Snapshot, settings: Settings) -> IntakeSource:
    title = next(filter(snapshot.chosen.enters, snapshot.tabs), "")
    name = f"tab {title or settings.intake.tab}"
    trouble = _misnamed(title, snapshot, settings) or _loading(title, snapshot, settings)
    if trouble:
        return IntakeSource(name, trouble=trouble)
    unsure = not snapshot.locale or writes_months_first(snapshot.locale)
    customs = Customs(snapshot.epoch, unsure, settings.time_zone)
    return IntakeSource(name, snapshot.tabs[title], customs)


def _misnamed(title: str, snapshot: Snapshot, settings: Settings) -> ShapeError | None:
    """What is wrong with the title in the settings; `title` is that of its tab, "" without one."""
    named = f"Tab {title or settings.intake.tab} yang disebut pada masuk.tab di ppid.toml"
    if not title:
        return ShapeError(f"{named} tidak ada", "betulkan namanya di ppid.toml")
    if title == snapshot.register:
        return ShapeError(f"{named} adalah register sendiri", "sebut tab jawaban formulirnya")
    return None


def _loading(title: str, snapshot: Snapshot, settings: Settings) -> UnfinishedError | None:
    """The first cell that is still being loaded, of the questions that count."""
    asked = questions(snapshot.tabs[title], settings.chosen.schema, settings.intake.columns)
    counting = None if asked is None else {*asked.places.values()}
    for tab, row, at in snapshot.loading:
        if tab == title and (counting is None or at in counting):
            return unfinished(tab, row, at)
    return None
