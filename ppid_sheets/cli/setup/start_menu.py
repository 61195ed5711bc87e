"""Entries of the Start menu of Windows: what each one runs, and how it gets there."""

import base64
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ppid_sheets.cli import output
from ppid_sheets.cli.setup.questions import MENU
from ppid_sheets.cli.setup.work import Work
from ppid_sheets.common import files
from ppid_sheets.errors import UnreachableError
from ppid_sheets.jobs.schedule.place import RunPlace
from ppid_sheets.jobs.schedule.tools import success_of

FOLDER, GROUP = "menu", "PPID"
"""The folder beside the settings with what is run, and the group in the Start menu."""
_MONTH = """\
for /f %%b in ('powershell -NoProfile -Command "Get-Date -Format yyyy-MM"') do set BULAN=%%b
"""
_NUMBER = """\
set NOMOR=
set /p "NOMOR=Nomor registrasi (kosong = formulir kosong): "
if not defined NOMOR (
  {run} form request {config}
) else (
  {run} form receipt --number "%NOMOR%" {config}
)
"""
ENTRIES: Mapping[str, str] = {
    "Periksa sekarang": "{run} check {config}\n",
    "Laporan bulan ini": _MONTH + "{run} report monthly --month %BULAN% {config}\n",
    "Cetak formulir": _NUMBER,
    "Periksa kesiapan": "{run} doctor {config}\n",
}
"""What each entry does, by the name that people see."""


def script(name: str, place: RunPlace) -> str:
    """The command file of an entry; its window stays until a key is pressed."""
    run = f"{_quoted(place.python)} -m ppid_sheets"
    config = f"--config {_quoted(place.settings)}"
    body = ENTRIES[name].format(run=run, config=config)
    lines = f"@echo off\nchcp 65001 >nul\ncd /d {_quoted(place.folder)}\n{body}pause\n"
    return lines.replace("\n", "\r\n")


def _quoted(word: str) -> str:
    """One word of a command file, in which a percent sign would begin a variable."""
    return f'"{word.replace("%", "%%")}"'


def shortcut(target: str, place: str, folder: str) -> str:
    """What PowerShell is to do so that a shortcut at `place` runs `target` in `folder`."""
    return (
        f"$s = (New-Object -ComObject WScript.Shell).CreateShortcut({_literal(place)}); "
        f"$s.TargetPath = {_literal(target)}; $s.WorkingDirectory = {_literal(folder)}; $s.Save()"
    )


def _literal(text: str) -> str:
    """A text in quotes; PowerShell takes typographic ones for the same, so all are doubled."""
    return "'" + re.sub("(['\u2018-\u201b])", r"\1\1", text) + "'"


def command(said: str) -> tuple[str, ...]:
    """PowerShell with a text that no shell between can misread."""
    encoded = base64.b64encode(said.encode("utf-16-le")).decode()
    return ("powershell", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded)


def done(work: Work) -> str:
    """All entries are there, and run what they should."""
    place = work.place(watching=False)
    there = all(
        shown.exists() and _text(file) == script(name, place)
        for name, file, shown in _entries(work)
    )
    return ", ".join(ENTRIES) if there else ""


def carry_out(work: Work) -> None:
    """Ask, write the command files, and put a shortcut to each into the menu."""
    if not work.person.answer(MENU):
        output.show("Dilewati; kapan saja: ppid-sheets setup.")
        return
    work.tried(lambda: _make(work))
    output.show(f"Di menu Start, grup {GROUP}: {', '.join(ENTRIES)}")


def _make(work: Work) -> None:
    place = work.place(watching=False)
    try:
        for name, file, shown in _entries(work):
            files.put(file, script(name, place).encode())
            files.make_folder(shown.parent)
            success_of(*command(shortcut(str(file), str(shown), place.folder)))
    except OSError as error:
        raise UnreachableError(
            f"Pintasan tidak dapat dibuat: {files.cause(error)}", "periksa hak atas foldernya"
        ) from error


def _entries(work: Work) -> Iterator[tuple[str, Path, Path]]:
    """Each name with its command file and its shortcut."""
    home = files.real(work.config).parent / FOLDER
    for name in ENTRIES:
        yield name, home / f"{name}.cmd", work.start_menu / GROUP / f"{name}.lnk"


def _text(path: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return files.read(path).decode()
    return ""
