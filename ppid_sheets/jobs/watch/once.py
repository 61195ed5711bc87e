"""Reports a failure once while it stays the same."""

from collections.abc import Callable

from ppid_sheets.errors import PpidError


class Once:
    """Passes failures on to `complain`: each once while it stays the same."""

    def __init__(self, complain: Callable[[PpidError], None]) -> None:
        self._complain, self._last = complain, ""

    def __call__(self, error: PpidError) -> None:
        """Pass a failure on unless its text is that of the last one."""
        if str(error) != self._last:
            self._complain(error)
        self._last = str(error)

    def over(self) -> None:
        """It went well: the next failure is a new one, whatever it says."""
        self._last = ""
