"""Every command in every surrounding: a code, sentences, and nothing half written."""

import os
import re
import shutil
import signal
import sys
import traceback
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ppid_sheets.cli import main
from tests.reference import parsers
from tests.running.forked import obey_rights

if sys.platform == "win32":
    pytest.skip("surroundings of POSIX", allow_module_level=True)

import pwd

NUMBER = "002/PPID/IX/2025"
COMMANDS: dict[str, list[str]] = {
    "demo": ["--dir", "contoh"],
    "check": [],
    "run": [],
    "schedule": ["cron"],
    "report monthly": ["--month", "2026-10"],
    "report daily": [],
    "report annual": ["--year", "2026"],
    "form": ["receipt", "--number", NUMBER],
    "deadline": ["2026-11-02"],
    "explain": ["T07"],
    "init": [],
    "doctor": [],
    "remove": ["--yes"],
    "history": [NUMBER],
    "restore": [NUMBER],
    "snapshot": ["--out", "potret.xlsx"],
    "archive": [],
    "config": [],
}
"""What each command is given beside its name."""
DOCUMENTED = {0, 1, 2, 10, 11, 12, 13, 14, 15, 16}
"""The codes of docs/exit-codes.md, without those of a bug and of Ctrl-C."""
SECONDS = 60
Surrounding = Callable[[list[str]], list[str]]
"""Changes the process and its folder, and gives the command line for it."""


def _without_streams(line: list[str]) -> list[str]:
    sys.stdin = sys.stdout = sys.stderr = None  # type: ignore[assignment]
    return line


def _without_stdin(line: list[str]) -> list[str]:
    sys.stdin = None  # type: ignore[assignment]
    return line


def _closed_output(line: list[str]) -> list[str]:
    sys.stdout.close()
    return line


def _full_output(line: list[str]) -> list[str]:
    sys.stdout = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115
    return line


def _nobody(line: list[str]) -> list[str]:
    def unknown(_: int) -> pwd.struct_passwd:
        raise KeyError

    pwd.getpwuid = unknown  # type: ignore[assignment]
    for name in ("HOME", "USER", "LOGNAME", "LNAME", "USERNAME"):
        os.environ.pop(name, None)
    return line


def _long_register(line: list[str]) -> list[str]:
    _settings(f'register = "{"n" * 300}.xlsx"\n')
    return line


def _long_settings(line: list[str]) -> list[str]:
    return [*line, "--config", "n" * 300]


def _not_utf8(line: list[str]) -> list[str]:
    return [*line, "--config", os.fsdecode(b"\xff.toml")]


def _nul(line: list[str]) -> list[str]:
    _settings('register = "a\\u0000.xlsx"\n')
    return line


def _raw_nul(line: list[str]) -> list[str]:
    _settings("register = \0\n")
    return line


def _circle(line: list[str]) -> list[str]:
    Path("register.xlsx").unlink()
    Path("register.xlsx").symlink_to("lain.xlsx")
    Path("lain.xlsx").symlink_to("register.xlsx")
    return line


def _circle_of_settings(line: list[str]) -> list[str]:
    Path("ppid.toml").symlink_to("ppid.toml")
    return [*line, "--config", "ppid.toml"]


def _register_is_a_folder(line: list[str]) -> list[str]:
    Path("register.xlsx").unlink()
    Path("register.xlsx").mkdir()
    return line


def _register_is_a_pipe(line: list[str]) -> list[str]:
    Path("register.xlsx").unlink()
    os.mkfifo("register.xlsx")
    return line


def _register_is_a_device(line: list[str]) -> list[str]:
    _settings('register = "/dev/zero"\n')
    return line


def _settings_are_a_pipe(line: list[str]) -> list[str]:
    os.mkfifo("ppid.toml")
    return [*line, "--config", "ppid.toml"]


def _settings_unread(line: list[str]) -> list[str]:
    _settings("")
    Path("ppid.toml").chmod(0)
    return line


def _folder_unwritten(line: list[str]) -> list[str]:
    Path.cwd().chmod(0o500)
    return line


def _read_only(line: list[str]) -> list[str]:
    Path("register.xlsx").chmod(0o400)
    return line


def _settings(text: str) -> None:
    Path("ppid.toml").write_text(text, encoding="utf-8")


QUICK: tuple[Surrounding, ...] = (
    _long_settings, _not_utf8, _nul, _raw_nul, _circle, _circle_of_settings, _register_is_a_pipe,
    _settings_are_a_pipe, _settings_unread,
)  # fmt: skip
WHOLE: tuple[Surrounding, ...] = (
    _without_streams, _without_stdin, _closed_output, _full_output, _nobody, _long_register,
    _register_is_a_folder, _register_is_a_device, _folder_unwritten, _read_only,
)  # fmt: skip


def test_no_command_is_forgotten() -> None:
    """The table has a line for each command there is."""
    assert COMMANDS.keys() == {one.get_default("command") for one in parsers()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that was checked once."""
    folder = tmp_path_factory.mktemp("contoh")
    assert main(["demo", "--dir", str(folder), "--as-of", "2026-11-23"]) == 0
    return folder / "register.xlsx"


@pytest.mark.parametrize(
    "surrounding",
    [*QUICK, *(pytest.param(each, marks=pytest.mark.slow) for each in WHOLE)],
    ids=lambda each: each.__name__.strip("_"),
)
def test_every_command_in_a_surrounding(
    made: Path, tmp_path: Path, surrounding: Surrounding
) -> None:
    """Each ends with a documented code and sentences, and leaves nothing half written."""
    faults = {
        command: fault
        for command, rest in COMMANDS.items()
        if (fault := _fault(made, tmp_path / command, [*command.split(), *rest], surrounding))
    }
    assert not faults


def _fault(made: Path, folder: Path, line: list[str], surrounding: Surrounding) -> str:
    (folder / "meja").mkdir(parents=True)
    shutil.copy(made, folder / "meja" / "register.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # nothing of other threads is used
        child = os.fork()
    if child == 0:
        _live(folder, line, surrounding)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    (folder / "meja").chmod(0o700)
    said = (folder / "err").read_text(encoding="utf-8")
    if code not in DOCUMENTED or "Traceback" in said:
        return f"{code}: {said}"
    if unlike := [text for text in said.splitlines() if not re.fullmatch(r"\S.*[.?]", text)]:
        return f"{code}: no sentence: {unlike}"
    register = folder / "meja" / "register.xlsx"
    if register.is_file() and zipfile.ZipFile(register).testzip():
        return "the register is cut"
    left = [path.name for path in folder.rglob("*.tmp")]
    return f"left behind: {left}" if left else ""


def _live(folder: Path, line: list[str], surrounding: Surrounding) -> None:
    """The process of one command: bounded in time, with no more rights than anybody."""
    code = 99
    try:
        signal.alarm(SECONDS)
        os.chdir(folder / "meja")
        sys.stdout = (folder / "out").open("w", encoding="utf-8")
        sys.stderr = error = (folder / "err").open("w", encoding="utf-8")
        if os.geteuid() == 0 and sys.platform == "linux":
            obey_rights()
        try:
            code = main(surrounding(line))
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 99
        error.flush()
    except BaseException:
        (folder / "err").write_text(traceback.format_exc(), encoding="utf-8")
    finally:
        os._exit(code)
