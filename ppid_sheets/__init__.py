"""The toolkit for analysts: open a register, look at its frames, ask for a due date or a month.

    import ppid_sheets as ps

    register = ps.open("register.xlsx")
    register.deadlines["status"].value_counts()
    print(ps.due("2026-03-06", extended="2026-03-20").sentence)

Nothing is written unless a method says so. `__all__` is what stays as it is between versions.
"""

from __future__ import annotations

TYPE_CHECKING = False  # the command line begins here too, and typing itself is slow to load
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ppid_sheets.deadlines.explain import Explanation
    from ppid_sheets.errors import PpidError
    from ppid_sheets.jobs.analysis import MonthOfRegister as Month
    from ppid_sheets.jobs.analysis import Register

    __version__: str

__all__ = ["Explanation", "Month", "PpidError", "Register", "demo", "due", "open"]


def open(  # noqa: A001 - `ps.open` reads as what it does
    where: str | Path | None = None,
    *,
    settings: str | Path | None = None,
    today: date | str | None = None,
) -> Register:
    """The register at a path, an address as the browser shows it, or a spreadsheet's id.

    Without `where` it is the one that the settings name. `settings` is a `ppid.toml`, by default
    the one in the present folder, if any. `today` is the day it is judged as of, by default the
    present one at the office. Nothing is read before it is asked for. Raises PpidError.
    """
    from ppid_sheets.jobs import analysis

    return analysis.register(where, settings, today)


def due(
    received: date | str,
    *,
    extended: date | str | None = None,
    profile: str = "biasa",
    settings: str | Path | None = None,
) -> Explanation:
    """By which day a request received on a day (day 0) has to be answered, and why.

    `extended` is the date of the extension notice, `profile` the key of `[tenggat.*]` in the
    settings: `biasa`, `pemilu`, or one of the office's own. Days are dates or texts such as
    `2026-03-06`. Counted with the decreed holidays of the package; `Register.due` counts with a
    register's own.
    UU 14/2008 Art. 22(7)-(8). Raises PpidError where an undecreed year lies on the way.
    """
    from ppid_sheets.jobs import analysis

    return analysis.due(received, extended, profile, settings)


def demo(folder: str | Path, today: date | str | None = None) -> Register:
    """Build a made-up register in a folder, instead of one that is there, and open it."""
    from ppid_sheets.jobs import analysis

    return analysis.demo(folder, today)


def __getattr__(name: str) -> object:
    """The types behind the functions, loaded when they are named."""
    if name == "Register":
        from ppid_sheets.jobs.analysis import Register

        return Register
    if name == "Month":
        from ppid_sheets.jobs.analysis import MonthOfRegister

        return MonthOfRegister
    if name == "Explanation":
        from ppid_sheets.deadlines.explain import Explanation

        return Explanation
    if name == "PpidError":
        from ppid_sheets.errors import PpidError

        return PpidError
    if name == "__version__":
        from importlib.metadata import version

        return version("ppid-sheets")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
