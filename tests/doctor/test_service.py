"""The doctor at what runs by itself: the last run, and a mail server to which nothing is sent."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.alarms import between_runs
from ppid_sheets.alarms.between_runs import State
from ppid_sheets.config import Settings
from ppid_sheets.doctor.gathering import gather
from ppid_sheets.doctor.outcome import Outcome
from ppid_sheets.register.address import identity
from tests.alarms.server import Box, free_port, serving
from tests.build import SETTINGS
from tests.doctor.conftest import NOW, outcomes
from tests.kept import built
from tests.reports.test_letterhead import png

ADDRESSES = {"petugas satu": "satu@kpu.example", "petugas dua": "dua@kpu.example"}
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of an office with two officers, whose mail server is on this machine."""
    path = built(tmp_path / "register.xlsx")
    mail = replace(
        SETTINGS.mail,
        server="127.0.0.1",
        channel="tanpa",
        sender="ppid@kpu.example",
        kasubag="kasubag@kpu.example",
        officers=ADDRESSES,
    )
    return replace(SETTINGS, register=path, archive_folder=tmp_path / "data", mail=mail)


def mail(settings: Settings, box: Box, **changed: Any) -> Outcome:
    """The outcome of *Surat* with a server that listens; nothing arrives there."""
    with serving(box) as port:
        mail = replace(settings.mail, port=port, **changed)
        found = outcomes(gather(replace(settings, mail=mail), None, lambda: NOW))["Surat"]
    assert box.mail == []
    return found


@pytest.mark.parametrize(
    ("changed", "state", "says"),
    [
        ({}, "baik", "menerima surat dari ppid@kpu.example"),
        ({"officers": {}}, "baik", "menerima"),
        ({"kasubag": ""}, "perlu perhatian", "Kasubag belum beralamat"),
        (
            {"officers": {**ADDRESSES, "petugas sattu": "x@kpu.example"}},
            "perlu perhatian",
            "tidak ada di tab Pilihan: petugas sattu",
        ),
        ({"channel": "starttls"}, "gagal", "tidak mendukung surat.keamanan"),
    ],
)
def test_mail_would_leave(
    settings: Settings, changed: dict[str, Any], state: str, says: str
) -> None:
    """The server is asked, and people are compared with the office's list."""
    found = mail(settings, Box(), **changed)
    assert (found.state, says in found.found) == (state, True)


def test_officers_without_an_address_are_named(settings: Settings) -> None:
    """As in the office's list; that is no fault."""
    (line,) = mail(settings, Box(), officers={"petugas satu": "satu@kpu.example"}).details
    assert "Petugas Dua" in line
    assert "Petugas Satu" not in line


def test_a_mail_server_that_is_not_there(settings: Settings) -> None:
    """It is the failure of a run that cannot send."""
    gone = replace(settings, mail=replace(settings.mail, port=free_port()))
    found = outcomes(gather(gone, None, lambda: NOW))["Surat"]
    assert (found.state, found.code, "tidak dapat dihubungi" in found.found) == ("gagal", 16, True)


@pytest.mark.parametrize(
    ("last", "good", "state", "says"),
    [
        (None, None, "baik", "ppid-sheets schedule"),
        (NOW - HOUR, NOW - HOUR, "baik", "terakhir 23/11/2026 07.15"),
        (NOW - 2 * DAY, NOW - 2 * DAY, "perlu perhatian", "lebih dari 26 jam"),
        (NOW - HOUR, NOW - 3 * DAY, "perlu perhatian", "terakhir 20/11/2026 08.15 terperiksa"),
        (NOW - HOUR, None, "perlu perhatian", "belum pernah terperiksa"),
    ],
)
def test_the_last_run_is_known(
    settings: Settings, last: datetime | None, good: datetime | None, state: str, says: str
) -> None:
    """One that did not come is seen, and one that could not check the register."""
    kept(settings, State(last, good))
    found = outcomes(gather(settings, None, lambda: NOW))["Jadwal"]
    assert (found.state, says in found.found) == (state, True)


def kept(settings: Settings, known: State) -> Path:
    """What the last run left."""
    path = between_runs.path_of(settings.archive_folder, identity(settings.register))
    between_runs.save(path, known)
    return path


def test_a_damaged_state_is_left_to_the_next_run(settings: Settings) -> None:
    """The doctor moves nothing aside."""
    path = kept(settings, State())
    path.write_text("{")
    assert outcomes(gather(settings, None, lambda: NOW))["Jadwal"].state == "baik"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("content", "state", "says"),
    [
        (png(400, 420), "baik", "PNG 400 × 420 titik"),
        (png(60, 40), "perlu perhatian", "tercetak kabur"),
        (b"\xff\xd8\xff\xe0", "gagal", "kop.png (kantor.logo di ppid.toml) tidak dapat dipakai"),
        (None, "gagal", "tidak dapat dibaca"),
    ],
)
def test_the_emblem_can_be_printed(
    settings: Settings, tmp_path: Path, content: bytes | None, state: str, says: str
) -> None:
    """One sentence on the file that the settings name; nothing where they name none."""
    path = tmp_path / "kop.png"
    if content is not None:
        path.write_bytes(content)
    quiet = replace(settings, mail=SETTINGS.mail)
    chosen = replace(quiet, office=replace(quiet.office, logo=path))
    found = outcomes(gather(chosen, None, lambda: NOW))["Lambang kantor"]
    assert found.state == state and says in found.found
    assert "Lambang kantor" not in outcomes(gather(quiet, None, lambda: NOW))
