"""Every command in every surrounding: its code, one sentence, and no file but those it makes."""

import hashlib
import json
import os
import re
import resource
import shutil
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

import pytest

from ppid_sheets.cli import main
from ppid_sheets.jobs.demo import rows
from tests.build import GOOD, OPEN, grid
from tests.reference import parsers
from tests.running.forked import obey_rights
from tests.stores.registers import written

if sys.platform == "win32":
    pytest.skip("surroundings of POSIX", allow_module_level=True)

import pwd

NUMBER = "002/PPID/XI/2026"
COMMANDS: dict[str, list[str]] = {
    "demo": ["--dir", "contoh"],
    "check": [],
    "run": [],
    "schedule": ["cron"],
    "report monthly": ["--month", "2026-10"],
    "report daily": [],
    "report annual": ["--year", "2026"],
    "report register": ["--month", "2026-11"],
    "report lists": [],
    "form": ["receipt", "--number", NUMBER],
    "deadline": ["2026-11-02"],
    "explain": ["T07"],
    "init": [],
    "incoming": ["--file", "masuk.csv", "--yes"],
    "doctor": [],
    "remove": ["--yes"],
    "history": [NUMBER],
    "restore": [NUMBER],
    "snapshot": ["--out", "potret.xlsx"],
    "archive": [],
    "config": [],
}
"""What each command is given beside its name."""
ELSEWHERE = {"watch", "setup"}
"""Those that have tests of their own: one does not end by itself, the other asks a person."""
ALL = COMMANDS.keys()
REPORTS = {
    "report monthly",
    "report daily",
    "report annual",
    "report register",
    "report lists",
    "form",
}
CHANGE = {"check", "run", "init", "remove", "restore"}
"""Those that write the register."""
READ = CHANGE | REPORTS | {"deadline", "doctor", "incoming"}
REMEMBER = {"history", "restore", "snapshot", "archive"}
"""Those that have nothing to do without an archive."""
SET = ALL - {"explain"}
MAKES: Mapping[str, str] = {
    "demo": "contoh",
    "check": "register|cadangan|data",
    "run": "register|cadangan|data|laporan",
    "report monthly": "laporan|data",
    "report daily": "laporan",
    "report annual": "laporan",
    "report register": "laporan",
    "report lists": "laporan",
    "form": "formulir",
    "init": "register|cadangan",
    "remove": "register|cadangan",
    "restore": "register|cadangan",
    "snapshot": "potret",
    "incoming": "ppid.toml",
}
"""How the names begin of what a command may make or change."""
REMEDIES = (
    "betulkan", "buka", "ganti", "hapus", "jalankan", "kosongkan", "minta", "periksa", "pilih",
    "sebut", "simpan", "tulis", "tutup",
)  # fmt: skip
SECONDS = 60
Surrounding = Callable[[list[str]], list[str]]
"""Changes the process and its folder, and gives the command line for it."""


@dataclass(frozen=True)
class Refusal:
    """What some commands say in a surrounding: `words` are the what and the where."""

    code: int
    words: str
    commands: Set[str]


MOVED = Refusal(15, "Arsip belum memuat register ini", {"history", "restore", "snapshot"})
TABLE: dict[Surrounding, tuple[Refusal, ...]] = {}
"""Who refuses what in which surrounding; the other commands do their work."""


def surrounding(*refusals: Refusal) -> Callable[[Surrounding], Surrounding]:
    """Add one to the table; the first refusal that names a command is what that one says."""

    def added(change: Surrounding) -> Surrounding:
        TABLE[change] = refusals
        return change

    return added


@surrounding()
def _without_streams(line: list[str]) -> list[str]:
    sys.stdin = sys.stdout = sys.stderr = None  # type: ignore[assignment]
    return line


@surrounding()
def _without_stdin(line: list[str]) -> list[str]:
    sys.stdin = None  # type: ignore[assignment]
    return line


@surrounding()
def _closed_output(line: list[str]) -> list[str]:
    sys.stdout.close()
    return line


@surrounding(Refusal(16, "keluarannya tidak dapat ditulis: ruang penyimpanan penuh", ALL))
def _full_output(line: list[str]) -> list[str]:
    sys.stdout = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115
    return line


@surrounding()
def _nobody(line: list[str]) -> list[str]:
    def unknown(_: int) -> pwd.struct_passwd:
        raise KeyError

    pwd.getpwuid = unknown  # type: ignore[assignment]
    for name in ("HOME", "USER", "LOGNAME", "LNAME", "USERNAME"):
        os.environ.pop(name, None)
    return line


@surrounding()
def _no_temporary_folder(line: list[str]) -> list[str]:
    os.environ["TMPDIR"] = "/tidak/ada"
    return line


@surrounding()
def _elsewhere(line: list[str]) -> list[str]:
    os.environ |= {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}
    time.tzset()
    return line


@surrounding()
def _open_to_all(line: list[str]) -> list[str]:
    os.umask(0)
    return line


@surrounding(Refusal(12, "Folder tempat perintah ini dijalankan sudah tidak ada", ALL))
def _folder_gone(line: list[str]) -> list[str]:
    shutil.rmtree(Path.cwd())
    return line


@surrounding(Refusal(10, "Berkas pengaturan n{300} tidak dapat dibaca: namanya terlalu", SET))
def _long_settings(line: list[str]) -> list[str]:
    return [*line, "--config", "n" * 300]


@surrounding(Refusal(2, "bukan UTF-8", ALL))
def _not_utf8(line: list[str]) -> list[str]:
    return [*line, "--config", os.fsdecode(b"\xff.toml")]


@surrounding(Refusal(10, "ppid.toml: 'register' memuat huruf NUL", SET))
def _nul(line: list[str]) -> list[str]:
    _settings('register = "a\\u0000.xlsx"\n')
    return line


@surrounding(Refusal(10, "ppid.toml memuat huruf NUL.* baris 2", SET))
def _raw_nul(line: list[str]) -> list[str]:
    _settings("\nregister = \0\n")
    return line


@surrounding(Refusal(10, "ppid.toml tidak dapat dibaca: tautannya berputar", SET))
def _settings_in_a_circle(line: list[str]) -> list[str]:
    Path("ppid.toml").symlink_to("ppid.toml")
    return line


@surrounding(Refusal(10, "ppid.toml adalah folder", SET))
def _settings_are_a_folder(line: list[str]) -> list[str]:
    Path("ppid.toml").mkdir()
    return line


@surrounding(Refusal(10, "ppid.toml tidak dapat dibaca: itu bukan berkas biasa", SET))
def _settings_are_a_pipe(line: list[str]) -> list[str]:
    os.mkfifo("ppid.toml")
    return line


@surrounding(Refusal(10, "ppid.toml tidak dapat dibaca: hak atasnya tidak ada", SET))
def _settings_unread(line: list[str]) -> list[str]:
    _settings("")
    Path("ppid.toml").chmod(0)
    return line


@surrounding(Refusal(12, "register.xlsx tidak dapat dibaca: tautannya berputar", READ))
def _circle(line: list[str]) -> list[str]:
    Path("register.xlsx").unlink()
    Path("register.xlsx").symlink_to("lain.xlsx")
    Path("lain.xlsx").symlink_to("register.xlsx")
    return line


@surrounding(
    MOVED,
    Refusal(12, "n{300}.xlsx tidak dapat (dibaca|ditulis): namanya terlalu", READ - {"deadline"}),
)
def _long_register(line: list[str]) -> list[str]:
    _settings(f'register = "{"n" * 300}.xlsx"\n')
    return line


@surrounding(Refusal(12, "register.xlsx adalah folder", READ))
def _register_is_a_folder(line: list[str]) -> list[str]:
    Path("register.xlsx").unlink()
    Path("register.xlsx").mkdir()
    return line


@surrounding(Refusal(12, "register.xlsx tidak dapat dibaca: itu bukan berkas biasa", READ))
def _register_is_a_pipe(line: list[str]) -> list[str]:
    Path("register.xlsx").unlink()
    os.mkfifo("register.xlsx")
    return line


@surrounding(MOVED, Refusal(12, "zero tidak dapat dibaca: itu bukan berkas biasa", READ))
def _register_is_a_device(line: list[str]) -> list[str]:
    _settings('register = "/dev/zero"\n')
    return line


@surrounding(Refusal(12, "register.xlsx tidak boleh dibaca", READ))
def _register_unread(line: list[str]) -> list[str]:
    Path("register.xlsx").chmod(0)
    return line


@surrounding(Refusal(11, "register.xlsx bukan buku kerja Excel", READ))
def _register_is_text(line: list[str]) -> list[str]:
    Path("register.xlsx").write_text("No. Registrasi;Tanggal Diterima\n", encoding="utf-8")
    return line


@surrounding(Refusal(12, "register.xlsx sedang dibuka", CHANGE | {"doctor"}))
def _register_is_open(line: list[str]) -> list[str]:
    Path("~$register.xlsx").write_bytes(b"")
    return line


@surrounding(Refusal(12, "register.xlsx hanya boleh dibaca", CHANGE | {"doctor"}))
def _read_only(line: list[str]) -> list[str]:
    Path("register.xlsx").chmod(0o400)
    return line


@surrounding(
    Refusal(12, "meja|laporan|formulir|contoh", CHANGE | REPORTS | {"demo", "doctor", "snapshot"}),
    Refusal(10, "ppid.toml tidak dapat ditulis: hak atasnya tidak ada", {"incoming"}),
)
def _folder_unwritten(line: list[str]) -> list[str]:
    Path.cwd().chmod(0o500)
    return line


@surrounding(Refusal(12, "penuh", CHANGE | REPORTS | {"demo", "snapshot"}))
def _full_disk(line: list[str]) -> list[str]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (6144, 6144))
    return line


@surrounding(Refusal(15, "[Aa]rsip|data/|n{300}", REMEMBER | {"check", "run", "report monthly"}))
def _archive_is_a_file(line: list[str]) -> list[str]:
    shutil.rmtree("data")
    Path("data").write_bytes(b"")
    return line


@surrounding(Refusal(15, "[Aa]rsip|data/|n{300}", REMEMBER | {"check", "run", "report monthly"}))
def _archive_is_a_pipe(line: list[str]) -> list[str]:
    Path("data/arsip-ppid.db").unlink()
    os.mkfifo("data/arsip-ppid.db")
    return line


@surrounding(Refusal(15, "[Aa]rsip|data/|n{300}", REMEMBER | {"check", "run", "report monthly"}))
def _long_archive(line: list[str]) -> list[str]:
    _settings(f'[arsip]\nfolder = "{"n" * 300}"\n')
    return line


@surrounding(
    Refusal(12, "laporan|formulir|contoh", REPORTS | {"demo", "run"}),
    Refusal(13, "potret.xlsx sudah ada", {"snapshot"}),
)
def _folders_are_files(line: list[str]) -> list[str]:
    for name in ("laporan", "formulir", "contoh"):
        Path(name).write_bytes(b"")
    Path("potret.xlsx").mkdir()
    return line


@surrounding(MOVED)
def _linked(line: list[str]) -> list[str]:
    Path("register-asli").mkdir()
    Path("register.xlsx").rename("register-asli/register.xlsx")
    Path("register.xlsx").symlink_to("register-asli/register.xlsx")
    return line


@surrounding(MOVED)
def _odd_name(line: list[str]) -> list[str]:
    name = "register 'Café' – 表 😀 #1%20.xlsx"
    Path("register.xlsx").rename(name)
    _settings(f'register = "{name}"\n')
    return line


def _settings(text: str) -> None:
    Path("ppid.toml").write_text(text, encoding="utf-8")


def test_no_command_is_forgotten() -> None:
    """The table has a line for each command there is."""
    assert COMMANDS.keys() | ELSEWHERE == {one.get_default("command") for one in parsers()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose `meja` holds an office's register, one adopted, and the archive of a check."""
    folder = tmp_path_factory.mktemp("kantor")
    desk = folder / "meja"
    desk.mkdir()
    (desk / "masuk.csv").write_text("Timestamp,Nama\n2026-11-20 09:00:00,Contoh\n", "utf-8")
    written(desk / "kantor.xlsx", {"Register": grid(OPEN, {**GOOD, "reg_number": NUMBER})})
    shutil.copy(desk / "kantor.xlsx", desk / "register.xlsx")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(desk)
        assert main(["init", "--lists"]) == 0
        shutil.copy("register.xlsx", "dipasang.xlsx")
        for command in ("check", "doctor", "report monthly", "form", "archive"):
            assert main([*command.split(), *COMMANDS[command]]) in (0, 1)
        Path("dipasang.xlsx").rename("register.xlsx")
    for name in ("laporan", "formulir", "cadangan"):
        shutil.rmtree(desk / name)
    return Path(shutil.copytree(desk, folder / "semula")).parent


REFUSED = [
    change
    for change, refusals in TABLE.items()
    if len(set[str]().union(*(refusal.commands for refusal in refusals))) > len(ALL) - 4
]
"""Where hardly a command does its work, a few speak for all: each reads its settings as these do,
and the slow checks try every one."""
FEW = ("check", "run", "config", "doctor", "explain", "report daily")


def _named(changes: Iterable[Surrounding]) -> list[object]:
    return [pytest.param(change, id=change.__name__.strip("_")) for change in changes]


@pytest.mark.slow
@pytest.mark.parametrize("change", _named(TABLE))
def test_every_command_in_a_surrounding(made: Path, change: Surrounding) -> None:
    """Each ends with the code of its refusal and one sentence, or does its work and says nothing.

    What a command has no business with is as it was, and nothing is left half written.
    """
    assert not _wrong(made, COMMANDS, change)


@pytest.mark.parametrize("change", _named(REFUSED[:1]))
def test_a_few_commands_in_a_surrounding(made: Path, change: Surrounding) -> None:
    """The same, where all are refused."""
    assert not _wrong(made, FEW, change)


def _wrong(folder: Path, commands: Iterable[str], change: Surrounding) -> dict[str, str]:
    return {
        command: fault
        for command in commands
        if (fault := "; ".join(_faults(folder, command, change)))
    }


def _faults(folder: Path, command: str, change: Surrounding) -> Iterator[str]:
    desk = folder / "meja"
    shutil.rmtree(desk, ignore_errors=True)
    shutil.copytree(folder / "semula", desk)
    if command == "init":
        (desk / "kantor.xlsx").replace(desk / "register.xlsx")
    ear, mouth = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # nothing of other threads is used
        child = os.fork()
    if child == 0:
        _live(folder, [*command.split(), *COMMANDS[command]], change, mouth)
    os.close(mouth)
    with os.fdopen(ear) as told:
        before, after = json.loads(told.read() or "[{}, {}]")
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if desk.exists():
        desk.chmod(0o700)
    said, out = ((folder / name).read_text(encoding="utf-8") for name in ("err", "out"))
    refusal = next((r for r in TABLE[change] if command in r.commands), None)
    yield from _unlike(refusal, command, code, said.splitlines(), " ".join(out.split()))
    may = re.compile(MAKES.get(command, "$-"))
    works = not refusal or refusal.code > 12 or command == "run"
    for name in before | after:
        same = before.get(name) == after.get(name)
        folder_made = name not in before and after[name].startswith("4")
        if not (same or (may.match(name) and (works or folder_made))):
            yield f"changed: {name}"
    if left := [name for name in after if name.endswith((".tmp", ".tukar", ".lama", ".kunci"))]:
        yield f"left behind: {left}"


def _unlike(
    refusal: Refusal | None, command: str, code: int, said: list[str], out: str
) -> Iterator[str]:
    """What is not as the table has it."""
    if refusal is None:
        if code and (command, code) != ("doctor", 1):
            yield f"code {code}"
        if said:
            yield f"said: {said}"
        return
    if code != refusal.code:
        yield f"code {code}, not {refusal.code}"
    if command == "doctor" and not said:
        said = [out]
        if not re.search(rf"gagal [^→]*({refusal.words})[^→]*→ ({'|'.join(REMEDIES)})", out, re.I):
            yield f"doctor: {out}"
        return
    if len(said) != 1 and command != "run":
        yield f"{len(said)} sentences"
    for sentence in said:
        if not re.fullmatch(
            rf"(?=\S).*({refusal.words}).*[;,] (lalu )?({'|'.join(REMEDIES)})\b.*\.", sentence
        ):
            yield f"said: {sentence}"


def _tree(folder: Path) -> dict[str, str]:
    """Whatever can be read in a folder, by name: its kind and rights, and its content."""
    return {
        path.relative_to(folder).as_posix(): f"{path.lstat().st_mode:o} {_digest(path)}"
        for path in sorted(folder.rglob("*"))
    }


def _digest(path: Path) -> str:
    readable = path.is_file() and os.access(path, os.R_OK)
    return hashlib.sha256(path.read_bytes()).hexdigest() if readable else ""


def _few_made_up() -> None:
    """The made-up office has few requests: what its files are is no matter of surroundings."""
    whole = rows.both
    rows.both = lambda *given: tuple(part[:20] for part in whole(*given))  # type: ignore[assignment]


def _live(folder: Path, line: list[str], change: Surrounding, mouth: int) -> None:
    """The process of one command: bounded in time, with no more rights than anybody."""
    code = 99
    try:
        signal.alarm(SECONDS)
        os.chdir(folder / "meja")
        sys.stdout = (folder / "out").open("w", encoding="utf-8")
        sys.stderr = error = (folder / "err").open("w", encoding="utf-8")
        if os.geteuid() == 0 and sys.platform == "linux":
            obey_rights()
        _few_made_up()
        line = change(line)
        before = _tree(folder / "meja")
        try:
            code = main(line)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 99
        error.flush()
        os.write(mouth, json.dumps([before, _tree(folder / "meja")]).encode())
    except BaseException:
        (folder / "err").write_text(traceback.format_exc(), encoding="utf-8")
    finally:
        os._exit(code)
