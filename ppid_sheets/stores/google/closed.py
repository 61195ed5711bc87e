"""Protected cells that the job has to write, and the tab where they are."""

from collections.abc import Iterator
from typing import Any

from ppid_sheets.errors import UnreachableError
from ppid_sheets.stores.google.structure import Structure, messages


class ClosedError(UnreachableError):
    """A write was refused for protected cells; `words` are Google's, with the place."""

    def __init__(self, what: str, remedy: str, words: str) -> None:
        super().__init__(what, remedy)
        self.words = words


def located(error: ClosedError, part: Any, seen: Structure) -> UnreachableError:
    """The same with the tab that the refused `part` of a request is about, where that is one."""
    titles = {*_titles(part, seen)}
    if len(titles) != 1:
        return error
    return UnreachableError(f"{error.what} pada tab {titles.pop()}", error.remedy)


def _titles(part: Any, seen: Structure) -> Iterator[str]:
    for one in messages(part):
        number, tag = one.get("sheetId"), one.get("metadataId")
        for tab in seen.tabs:
            tags = {one.id for one in tab.tags.values()} if tag else ()
            if tab.id == number or tag in tags:
                yield tab.title
