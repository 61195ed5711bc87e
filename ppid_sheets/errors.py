"""The one family of expected failures, each with its exit code and one Indonesian sentence."""


class PpidError(Exception):
    """Something the user can mend; its text is one Indonesian sentence without personal data.

    The sentence is `what` went wrong and its `remedy`, both clauses without a full stop; the remedy
    is "" where `what` says all that can be done.
    """

    exit_code = 70

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what, remedy)
        self.what, self.remedy = what, remedy

    def __str__(self) -> str:
        text = f"{self.what}; {self.remedy}" if self.remedy else self.what
        return text if text.endswith("?") else f"{text}."


class UsageError(PpidError):
    """The command line makes no sense."""

    exit_code = 2


class SettingsError(PpidError):
    """`ppid.toml` is missing, unreadable or holds a wrong value."""

    exit_code = 10


class ShapeError(PpidError):
    """The register does not look like a register."""

    exit_code = 11


class UnreachableError(PpidError):
    """The register cannot be reached or is in use; trying again later may help."""

    exit_code = 12


class InUseError(UnreachableError):
    """The register's file is open in another program, which will not last."""


class UnfinishedError(UnreachableError):
    """A cell that counts is still being loaded: its value is open."""


class UnsafeError(PpidError):
    """The job refuses to write because it could harm what staff typed."""

    exit_code = 13


class CalendarError(PpidError):
    """The list of holidays does not cover the days that a deadline needs."""

    exit_code = 14


class ArchiveError(PpidError):
    """The local archive cannot be used; the register itself is not concerned."""

    exit_code = 15


class AlarmError(PpidError):
    """The register was checked, but a mail or heartbeat failed."""

    exit_code = 16


class BugError(PpidError):
    """Somebody else's answer, or a second look, shows that the program itself is wrong."""
