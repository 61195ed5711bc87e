"""Schedules: the text people get, and that the systems they are for can read it."""

import re
import shlex
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.errors import UsageError
from ppid_sheets.jobs.schedule import cron, github, systemd, windows
from ppid_sheets.jobs.schedule.place import MINUTES, RunPlace
from ppid_sheets.jobs.schedule.systems import describe
from ppid_sheets.register.address import SpreadsheetId
from tests.fakesheets.books import BOOK_ID
from tests.golden import assert_golden

LINUX = RunPlace(
    python="/opt/ppid sheets/.venv/bin/python",
    folder="/srv/Meja Layanan",
    settings="/srv/Meja Layanan/ppid.toml",
    register="",
    credential="",
    password_variable="PPID_SURAT_SANDI",
    zone=ZoneInfo("Asia/Jakarta"),
    limit=600,
)
WINDOWS = replace(
    LINUX,
    python="C:\\Program Files\\ppid\\Scripts\\python.exe",
    folder="C:\\Data PPID",
    settings="C:\\Data PPID\\ppid.toml",
    register="C:\\Data PPID\\Register Ñ & Co.xlsx",
    user="KPU\\Petugas",
)
SHEET = replace(LINUX, settings="", register=BOOK_ID)
NAMESPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("system", "place"),
    [("systemd", LINUX), ("cron", LINUX), ("windows", WINDOWS), ("github", SHEET)],
)
def test_a_schedule_as_people_get_it(system: str, place: RunPlace) -> None:
    """Two steps that put it in place, Indonesian remarks, paths filled in."""
    text = describe(system, place, SpreadsheetId(BOOK_ID))
    assert "Langkah 1" in text and "Langkah 2" in text
    assert_golden(text, f"schedule-{system}.txt")


@pytest.mark.parametrize(
    ("system", "place"), [("systemd", LINUX), ("cron", LINUX), ("windows", WINDOWS)]
)
def test_a_watch_as_people_get_it(system: str, place: RunPlace) -> None:
    """It stays beside the hourly runs, under a name of its own."""
    text = describe(system, replace(place, watching=True), Path("register.xlsx"))
    assert "Langkah 1" in text and "Langkah 2" in text
    assert_golden(text, f"schedule-{system}-watch.txt")


def test_github_cannot_watch() -> None:
    """It says what can."""
    with pytest.raises(UsageError, match="systemd, cron atau windows"):
        describe("github", replace(SHEET, watching=True), SpreadsheetId(BOOK_ID))


def installed(folder: Path, place: RunPlace) -> list[Path]:
    """What the script for systemd puts in place, without the commands that start it."""
    script = re.sub(r"(?m)^(systemctl|loginctl) .*$", "", systemd.describe(place))
    subprocess.run(["sh", "-c", script], env={"HOME": str(folder)}, check=True)
    return sorted((folder / ".config/systemd/user").iterdir())


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
@pytest.mark.parametrize("odd", ["plain", 'a "b" $HOME %h \\ é'])
@pytest.mark.parametrize("watching", [False, True])
def test_systemd_understands_its_units(tmp_path: Path, odd: str, watching: bool) -> None:
    """Also where folders have names that its quoting must survive."""
    folder = tmp_path / odd
    folder.mkdir()
    python = folder / "python"
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    place = replace(LINUX, python=str(python), folder=str(folder), settings=f"{folder}/ppid.toml")
    units = installed(tmp_path, replace(place, watching=watching))
    endings = ["-watch.service"] if watching else [".service", ".timer"]
    assert [unit.name for unit in units] == [f"ppid-sheets{ending}" for ending in endings]
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, units)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    if watching:
        return
    times = re.search(r"OnCalendar=(.*)", units[1].read_text())
    assert times
    subprocess.run(["systemd-analyze", "calendar", times[1]], capture_output=True, check=True)


@given(names, names)
def test_cron_runs_the_words_that_were_meant(python: str, folder: str) -> None:
    """Five fields and a command in which a shell finds each path as one word."""
    place = replace(LINUX, python=f"/{python}", folder=f"/{folder}", password_variable="")
    line = next(x for x in cron.describe(place).split("\n") if " 6-18 * * * " in x)
    minute, hours, *rest, command = line.split(" ", 5)
    assert (int(minute), hours, rest) == (place.minute, "6-18", ["*", "*", "*"])
    assert not re.search(r"(?<!\\)%", command)
    words = shlex.split(re.sub(r"\\%", "%", command))
    assert words == ["cd", place.folder, "&&", place.python, *place.arguments]


@given(names, names)
def test_windows_can_read_a_watch(python: str, folder: str) -> None:
    """It is XML as well, remarks included."""
    place = replace(WINDOWS, python=f"C:\\{python}\\python.exe", folder=f"C:\\{folder}")
    task = ElementTree.fromstring(windows.describe(replace(place, watching=True)))
    found = {e.tag.removeprefix(NAMESPACE): e.text for e in task.iter()}
    assert (found["WorkingDirectory"], found["ExecutionTimeLimit"]) == (place.folder, "PT0S")


@given(names, names)
def test_windows_reads_the_paths_that_were_meant(python: str, folder: str) -> None:
    """Well-formed, ASCII whatever the names, one program, its folder, no second run at a time."""
    place = replace(WINDOWS, python=f"C:\\{python}\\python.exe", folder=f"C:\\{folder}")
    text = windows.describe(place)
    assert text.isascii()
    task = ElementTree.fromstring(text)
    found = {e.tag.removeprefix(NAMESPACE): e.text for e in task.iter()}
    assert found["Command"] == f"C:\\{python}\\pythonw.exe"
    assert found["WorkingDirectory"] == place.folder
    assert found["Arguments"] == subprocess.list2cmdline(place.arguments)
    assert (found["StartWhenAvailable"], found["MultipleInstancesPolicy"]) == ("true", "IgnoreNew")
    start = datetime.fromisoformat(str(found["StartBoundary"]))
    assert (start.hour, start.utcoffset()) == (6, timedelta(hours=7))


@pytest.mark.parametrize(("zone", "hours"), [("Asia/Jakarta", 7), ("Asia/Jayapura", 9)])
def test_github_runs_at_the_offices_hours(zone: str, hours: int) -> None:
    """Its hours are UTC; the identity is asked for, there is no key, one run at a time."""
    place = replace(SHEET, zone=ZoneInfo(zone))
    flow = yaml.safe_load(github.describe(place))
    minute, list_, *rest = flow[True]["schedule"][0]["cron"].split()
    local = sorted((int(hour) + hours) % 24 for hour in list_.split(","))
    assert (int(minute), local, rest) == (place.minute, list(range(6, 19)), ["*", "*", "*"])
    assert flow["permissions"] == {"contents": "read", "id-token": "write"}
    assert flow["concurrency"] == {"group": "ppid-sheets", "cancel-in-progress": False}
    steps = flow["jobs"]["run"]["steps"]
    auth = next(s for s in steps if s.get("uses", "").startswith("google-github-actions/auth"))
    assert set(auth["with"]) == {"workload_identity_provider", "service_account"}
    assert "{%" not in str(flow)


def test_a_file_cannot_be_reached_from_github() -> None:
    """It says what to use instead."""
    with pytest.raises(UsageError, match="systemd, cron atau windows"):
        describe("github", LINUX, Path("register.xlsx"))


def test_a_line_break_in_a_path_is_refused() -> None:
    """No schedule can carry it."""
    with pytest.raises(UsageError, match="ganti namanya"):
        describe("cron", replace(LINUX, folder="/srv/a\nb"), Path("register.xlsx"))


def test_minutes_are_odd_and_stay() -> None:
    """Not on the hour, not all offices at once, the same each time it is printed."""
    found = {replace(LINUX, folder=f"/srv/{n}").minute for n in range(200)}
    assert found == set(MINUTES)
    assert not {minute for minute in MINUTES if minute % 5 == 0}
