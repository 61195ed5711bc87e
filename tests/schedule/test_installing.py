"""Schedules are put in place and taken out by the computer's own commands, once or twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from ppid_sheets.cli import main
from ppid_sheets.errors import UsageError
from ppid_sheets.jobs.schedule import cron, systemd
from ppid_sheets.jobs.schedule.installing import installer, usual_system
from ppid_sheets.jobs.schedule.place import RunPlace
from tests.budget import chosen
from tests.schedule.machine import Machine
from tests.schedule.test_schedules import LINUX, WINDOWS

PLACES = {"systemd": LINUX, "cron": LINUX, "windows": WINDOWS}
OTHERS = b"# milik kantor\n5 1 * * * tar caf\xe9\n"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A computer that has every system."""
    return Machine(tmp_path / "komputer", monkeypatch)


@pytest.mark.parametrize("system", chosen(PLACES, ("cron",)))
@pytest.mark.parametrize("watching", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_schedule_comes_and_goes(machine: Machine, system: str, watching: bool) -> None:
    """Put in place it is found; put there again nothing changes; taken out nothing is left of it,
    and of another register's as much as before."""
    place, other = (replace(PLACES[system], watching=watching, folder=f) for f in ("/a b", "/c"))
    schedules = installer(system, machine.config)
    assert schedules.uninstall(place) == ()
    assert schedules.install(other)
    before = machine.kept
    assert not schedules.installed(place)
    assert schedules.install(place)
    assert schedules.installed(place) and schedules.installed(other)
    both = machine.kept
    assert schedules.install(place) and machine.kept == both
    assert schedules.uninstall(place)
    assert not schedules.installed(place) and schedules.installed(other)
    assert machine.kept == before
    assert schedules.uninstall(place) == ()


@pytest.mark.slow
@pytest.mark.parametrize("system", PLACES)
def test_the_hourly_run_and_the_watch_lie_side_by_side(machine: Machine, system: str) -> None:
    """Taking one out leaves the other."""
    hourly, watch = (replace(PLACES[system], watching=on) for on in (False, True))
    schedules = installer(system, machine.config)
    for place in (hourly, watch):
        schedules.install(place)
    schedules.uninstall(hourly)
    assert (schedules.installed(hourly), schedules.installed(watch)) == (False, True)


@pytest.mark.parametrize("system", chosen(["systemd", "cron"], ("systemd",)))
def test_one_of_another_python_is_put_right(machine: Machine, system: str) -> None:
    """What an update moved is replaced, not doubled."""
    schedules = installer(system, machine.config)
    schedules.install(replace(LINUX, python="/old/python"))
    schedules.install(LINUX)
    assert schedules.installed(LINUX)
    assert not [name for name, text in machine.kept.items() if b"/old/python" in text]


def test_lines_of_others_stay_byte_for_byte(machine: Machine) -> None:
    """Also where they hold letters that are no UTF-8, and where ours were pasted in by hand."""
    (machine.state / "crontab").write_bytes(OTHERS + cron.entries(LINUX).encode())
    schedules = installer("cron", machine.config)
    schedules.install(LINUX)
    text = machine.crontab or b""
    assert text.startswith(OTHERS) and text.count(b"6-18") == 1
    schedules.uninstall(LINUX)
    assert machine.crontab == OTHERS + b"CRON_TZ=Asia/Jakarta\n"


def test_a_block_whose_end_somebody_deleted_takes_no_other_line_along(machine: Machine) -> None:
    """The office's lines below it stay."""
    schedules = installer("cron", machine.config)
    schedules.install(LINUX)
    lines = (machine.crontab or b"").splitlines(keepends=True)
    (machine.state / "crontab").write_bytes(b"".join(lines[:-1]) + OTHERS)
    schedules.uninstall(LINUX)
    assert machine.crontab == OTHERS


def test_a_crontab_that_cannot_be_read_is_not_replaced(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence with cron's own words; nothing is written."""
    machine.break_("crontab", "crontabs/petugas: Permission denied")
    assert main(["schedule", "cron", "--install"]) == 12
    assert "Permission denied" in capsys.readouterr().err


@pytest.mark.slow
def test_a_running_watch_is_started_anew_where_its_unit_changed(machine: Machine) -> None:
    """`enable --now` alone would leave the old one running."""
    schedules = installer("systemd", machine.config)
    watch = replace(LINUX, watching=True)
    schedules.install(watch)
    assert not [line for line in machine.log if "restart" in line]
    schedules.install(replace(watch, python="/new/python"))
    assert machine.log[-2:] == [
        "systemctl --user restart ppid-sheets-watch.service",
        "loginctl enable-linger",
    ]


@pytest.mark.slow
def test_a_unit_put_there_by_the_printed_script_is_ours(machine: Machine) -> None:
    """No second one is put beside it."""
    folder = machine.config / "systemd" / "user"
    folder.mkdir(parents=True)
    for name, text in systemd.units(LINUX, "ppid-sheets").items():
        (folder / name).write_text(text)
    schedules = installer("systemd", machine.config)
    assert not schedules.installed(LINUX)
    schedules.install(LINUX)
    assert schedules.installed(LINUX) and len(list(folder.iterdir())) == 2


def test_without_a_manager_nothing_is_written(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in a container: systemctl is there and reaches nobody."""
    machine.break_("systemctl", "Failed to connect to bus: No medium found")
    assert main(["schedule", "systemd", "--install"]) == 12
    assert "No medium found" in capsys.readouterr().err
    assert machine.kept == {}
    assert usual_system() == "cron"


def test_a_refused_linger_is_told(machine: Machine) -> None:
    """The schedule is in place, and people know when it does not run."""
    machine.break_("loginctl", "Access denied")
    told = installer("systemd", machine.config).install(LINUX)
    assert "loginctl enable-linger" in told[-1]


@pytest.mark.parametrize("system", ["windows", "cron", "systemd"])
def test_a_system_that_is_not_here_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """With those that there are."""
    machine = Machine(tmp_path / "lain", monkeypatch, "loginctl")
    with pytest.raises(UsageError, match="tidak ada di komputer ini"):
        installer(system, machine.config).install(PLACES[system])


@pytest.mark.slow
def test_the_command_installs_for_this_computer(
    machine: Machine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without a system's name it takes the computer's own; GitHub's is not put in place here."""
    monkeypatch.chdir(tmp_path)
    assert main(["schedule", "--install"]) == 0
    assert "ppid-sheets.timer" in capsys.readouterr().out
    assert main(["schedule", "--install", "--watch", "systemd"]) == 0
    assert main(["schedule", "--uninstall"]) == 0
    assert main(["schedule", "--uninstall"]) == 0
    assert "Tidak ada jadwal" in capsys.readouterr().out
    address = "https://docs.google.com/spreadsheets/d/1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    assert main(["schedule", "github", "--install", "--register", address]) == 2
    assert main(["schedule", "--install", "--uninstall"]) == 2


@pytest.mark.slow
def test_ten_registers_are_too_many(machine: Machine) -> None:
    """A sentence says so instead of replacing one."""
    schedules = installer("windows", machine.config)
    places: list[RunPlace] = [replace(WINDOWS, folder=f"C:\\{n}") for n in range(10)]
    for place in places[:9]:
        schedules.install(place)
    with pytest.raises(UsageError, match="lepas dulu"):
        schedules.install(places[9])
