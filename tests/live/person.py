"""A second person at another keyboard, whom some questions need."""

from typing import Protocol

_SORT = "select A1:B3, then Data > Sort range > Sort range by column A (A to Z)"
_DELETE = "right-click the number of row 1, then Delete row"
_INSERT = "right-click the number of row 2, then Insert 1 row above"
_CLOSE = (
    "select column B, then Data > Protect sheets and ranges > Add a sheet or range > Set "
    "permissions > Restrict who can edit this range > Only you > Done"
)
_OPEN = "Data > Protect sheets and ranges, open the one of column B, click the bin and Remove"


_VIEWER = "in Share, change the address of the job to Viewer and Save"
_EDITOR = "in Share, change the address of the job back to Editor and Save"


class Person(Protocol):
    """Somebody who may edit the spreadsheet and does not own it; refusals are not reported."""

    def sort(self) -> None:
        """Try to sort the three rows by column A."""

    def delete_row(self) -> None:
        """Try to delete the first row."""

    def insert_row(self) -> None:
        """Try to insert a row before the second."""

    def close_column(self) -> None:
        """As owner: let nobody else edit column B."""

    def open_column(self) -> None:
        """As owner: let everybody edit column B again."""

    def make_viewer(self) -> None:
        """As owner: let the job look at the spreadsheet and no more."""

    def make_editor(self) -> None:
        """As owner: let the job edit the spreadsheet again."""


class AtTheKeyboard:
    """Asks the person who runs the script to do it, or to see to it that it is done."""

    def sort(self) -> None:
        self._wait("As somebody who may edit the spreadsheet but does not own it", _SORT)

    def delete_row(self) -> None:
        self._wait("As somebody who may edit the spreadsheet but does not own it", _DELETE)

    def insert_row(self) -> None:
        self._wait("As somebody who may edit the spreadsheet but does not own it", _INSERT)

    def close_column(self) -> None:
        self._wait("As the owner of the spreadsheet", _CLOSE)

    def open_column(self) -> None:
        self._wait("As the owner of the spreadsheet", _OPEN)

    def make_viewer(self) -> None:
        self._wait("As the owner of the spreadsheet", _VIEWER)

    def make_editor(self) -> None:
        self._wait("As the owner of the spreadsheet", _EDITOR)

    @staticmethod
    def _wait(who: str, what: str) -> None:
        input(f"{who}: open the tab Coba, {what}. Then press Enter, whatever came of it. ")
