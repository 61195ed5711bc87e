"""Reads the registers of earlier years that the settings name; nothing of them is written."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ppid_sheets.errors import PpidError
from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.register.values import PastFile, Snapshot
from ppid_sheets.stores.meanwhile import undisturbed
from ppid_sheets.stores.port import Store


class PastRegisters:
    """Registers of earlier years, each read once, when it is first asked for.

    `open_one` opens the store of one; nobody else's work on it is in the way, or stopped by it.
    """

    def __init__(
        self,
        places: Sequence[Path | SpreadsheetId],
        open_one: Callable[[Path | SpreadsheetId], Store],
    ) -> None:
        self._places, self._open = places, open_one
        self._read: tuple[PastFile, ...] | None = None

    def read(self) -> tuple[PastFile, ...]:
        """The rows of each of them, or why it cannot be read."""
        if self._read is None:
            self._read = tuple(map(self._file, self._places))
        return self._read

    def _file(self, place: Path | SpreadsheetId) -> PastFile:
        name = place.name if isinstance(place, Path) else str(place)
        try:
            store = self._open(place)
            snapshot = undisturbed(lambda: _one_state(store), lambda: store.name)
        except PpidError as error:
            return PastFile(name, trouble=error)
        return PastFile(store.name, snapshot, link=store.link)


def _one_state(store: Store) -> Snapshot:
    snapshot = store.read()
    store.confirm()
    return snapshot
