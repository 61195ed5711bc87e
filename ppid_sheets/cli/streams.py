"""Standard streams as they may be: missing, closed, full or cut off."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


class _Nowhere(io.TextIOBase):
    """Output under pythonw.exe, which has no terminal."""

    def write(self, text: str) -> int:
        """Take the text, and leave it at that."""
        return len(text)


_CONTROL = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)))


class PlainStream:
    """A stream without control characters: those of a cell could move, colour and hide text."""

    def __init__(self, beneath: TextIO) -> None:
        self.beneath = beneath

    def write(self, text: str) -> int:
        """Write the printable characters of a text, and the ends of its lines."""
        self.beneath.write(text.translate(_CONTROL))
        return len(text)

    def __getattr__(self, name: str) -> object:
        """All else is the stream's own."""
        return getattr(self.beneath, name)


def prepare() -> None:
    """Let every stream be one that can be used, and print whatever letters there are.

    Also the numbers 0 to 2 are taken, so that no file of ours gets the one of standard error.
    """
    with suppress(OSError):
        while (number := os.open(os.devnull, os.O_RDWR)) < 3:
            pass
        os.close(number)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None or getattr(stream, "closed", False):
            setattr(sys, name, _Nowhere())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
        if not isinstance(getattr(sys, name), PlainStream):
            setattr(sys, name, PlainStream(getattr(sys, name)))


def say(*lines: object) -> None:
    """Print to standard error, if that is possible."""
    for line in lines:
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{line}\n")


def settle() -> str:
    """Bring what was printed to its end; why that is not possible, or ""."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up(sys.stdout)
    except (OSError, ValueError) as error:
        from ppid_sheets.common import files

        _give_up(sys.stdout)
        return files.cause(error) if isinstance(error, OSError) else "salurannya tertutup"
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    return ""


def _give_up(stream: TextIO) -> None:
    """Lead a stream nowhere, which would fail once more at the end of the process."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.flush()


def asked(question: str) -> str | None:
    """A person's answer; None without a person."""
    if not attended():
        return None
    _hush()
    try:
        return input(question)
    except EOFError:
        return ""


def attended() -> bool:
    """True where a person can be asked."""
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()


def line(question: str) -> str:
    """What a person types; raises KeyboardInterrupt where they end the input instead."""
    _hush()
    try:
        return input(question)
    except EOFError:
        raise KeyboardInterrupt from None


def hidden(question: str) -> str:
    """The same without an echo."""
    from getpass import getpass

    _hush()
    try:
        return getpass(question)
    except EOFError:
        raise KeyboardInterrupt from None


def _hush() -> None:
    """Clear the line that says what is done, which would go on over the question."""
    from ppid_sheets.cli import progress

    progress.clear()
