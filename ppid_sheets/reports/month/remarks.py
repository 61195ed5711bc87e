"""The parts of a finding that a report needs."""

from typing import Protocol


class Remark(Protocol):
    """One fault: in a cell of sheet row `row`, or, with row 0, in the register as a whole."""

    @property
    def row(self) -> int:
        """The sheet row."""

    @property
    def code(self) -> str:
        """The rule."""

    @property
    def severity(self) -> str:
        """`galat`, `peringatan` or `info`."""

    @property
    def label(self) -> str:
        """The column's header as it stands in the register, "" for the register as a whole."""

    @property
    def message(self) -> str:
        """What is wrong, without personal data."""

    @property
    def remedy(self) -> str:
        """How to mend it."""
