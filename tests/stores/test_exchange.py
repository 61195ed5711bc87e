"""A register is exchanged for its successor: saves of others, kills and rights, step by step."""

import os
import shutil
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.common import files
from ppid_sheets.errors import InUseError, UnreachableError
from ppid_sheets.stores.xlsx import backups, disk, exchange
from tests.stores import registers
from tests.stores.test_workbook_files import findings, unsupported

MOMENT = datetime(2026, 11, 23, 8, 15)
OLD, NEW, FIRST, SECOND = (b"PK" + bytes([65 + at]) * 9000 for at in range(4))
POSIX = pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file whose content is no matter."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(OLD)
    return path


@pytest.fixture(params=["at once", "one after another"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How names are exchanged: as Linux can, and as Windows and many shares can."""
    if request.param == "one after another":
        monkeypatch.setattr(exchange, "_at_once", unsupported)
    return str(request.param)


@contextmanager
def ticking(tick: Callable[[], None]) -> Iterator[None]:
    """Call `tick` before and after each step of a replacement that others could see."""

    def told(real: Any) -> Any:
        def step(*args: Any, **options: Any) -> Any:
            tick()
            try:
                return real(*args, **options)
            finally:
                tick()

        return step

    with pytest.MonkeyPatch.context() as patch:
        for name in ("rename", "replace", "unlink", "read_bytes", "chmod", "mkdir"):
            patch.setattr(Path, name, told(getattr(Path, name)))
        for name in ("link", "fsync", "fchmod", "fdopen"):
            patch.setattr(os, name, told(getattr(os, name)))
        patch.setattr(exchange, "_at_once", told(exchange._at_once))
        yield


def replaced(path: Path, tick: Callable[[], None] = lambda: None, count: int = 30) -> bool:
    """Replace OLD by NEW; whether it was."""
    with ticking(tick):
        return disk.replace(path, OLD, NEW, backups=count, moment=MOMENT)


def at(events: dict[int, Callable[[], None]]) -> Callable[[], None]:
    """A tick at which some things happen, each at its own moment."""
    now, busy = iter(range(10_000)), []

    def tick() -> None:
        if not busy:
            busy.append(True)
            events.get(next(now), lambda: None)()
            busy.clear()

    return tick


def moments(path: Path) -> int:
    """How many there are; everything is as it was afterwards."""
    count: list[None] = []
    replaced(path, lambda: count.append(None))
    shutil.rmtree(path.parent / backups.FOLDER)
    path.write_bytes(OLD)
    return len(count)


def contents(path: Path) -> list[bytes]:
    """What lies in the register's place and among its backups."""
    return [file.read_bytes() for file in (path, *path.parent.glob(f"{backups.FOLDER}/*.xlsx"))]


def by_rename(path: Path, content: bytes) -> None:
    """As Excel and programs that synchronise folders save."""
    other = path.with_name("simpan")
    with other.open("wb") as file:
        file.write(content)
    other.replace(path)


def in_place(path: Path, content: bytes) -> None:
    """As copying does."""
    with path.open("wb") as file:
        file.write(content)


@pytest.mark.parametrize("count", [30, pytest.param(0, marks=pytest.mark.slow)])
@pytest.mark.parametrize("save", [by_rename, in_place])
def test_no_save_is_lost(
    path: Path, way: str, save: Callable[[Path, bytes], None], count: int
) -> None:
    """Whenever somebody saves, even twice: the last save is the register or a backup."""
    saved: list[bytes] = []

    def saving(content: bytes) -> Callable[[], None]:
        return lambda: (save(path, content), saved.append(content))[0]

    steps = moments(path) + 20
    for first in range(steps):
        for second in (first + 1, first + 3, steps):
            in_place(path, OLD)
            shutil.rmtree(path.parent / backups.FOLDER, ignore_errors=True)
            saved.clear()
            try:
                done = replaced(path, at({first: saving(FIRST), second: saving(SECOND)}), count)
            except UnreachableError:
                done = False
            held = contents(path)
            assert saved[-1:] == [] or saved[-1] in held, (first, second)
            assert done or held[0] != NEW, (first, second)
            assert not list(path.parent.glob(".*")), (first, second)


def test_a_kill_leaves_all_there_is(path: Path, way: str, tmp_path: Path) -> None:
    """Killed at any moment: the register is the old or the new one once somebody looks, the next
    run brings the rest in order, and the old one is among the backups once it was replaced."""
    photos: list[Path] = []

    def photograph() -> None:
        photos.append(tmp_path.parent / f"{tmp_path.name}-{len(photos)}")
        shutil.copytree(tmp_path, photos[-1])

    tick = at(dict.fromkeys(range(1000), photograph))
    assert replaced(path, tick)
    assert len(photos) > 20
    for photo in photos:
        there = photo / path.name
        found = disk.load(there)
        assert found in (OLD, NEW)
        assert disk.replace(there, found, FIRST, backups=30, moment=MOMENT)
        assert there.read_bytes() == FIRST
        assert OLD in contents(there)
        assert not list(photo.glob(".*")) and not list(photo.glob("cadangan/.*"))


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o660, 0o644])
def test_nobody_else_can_read_at_any_moment(path: Path, way: str, mode: int) -> None:
    """Whatever holds the register's content has its rights, also where a process has no umask."""
    path.chmod(mode)
    before = os.umask(0)

    def look() -> None:
        for file in path.parent.rglob("*"):
            bits = file.stat().st_mode & 0o777
            if file.is_dir():
                assert bits in (0o700, 0o770 if mode == 0o660 else 0o700), file
            elif file.stat().st_size:
                assert bits == mode, file

    try:
        assert replaced(path, at(dict.fromkeys(range(1000), look)))
        look()
    finally:
        os.umask(before)


def entries(*found: tuple[int, int, int]) -> bytes:
    """An access control list as Linux keeps it: tag, rights, who."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in found)


@POSIX
def test_a_colleague_who_was_let_in_stays_in(path: Path) -> None:
    """An access control list is kept by the file and by its backup; a folder's own adds nobody."""
    none = 0xFFFFFFFF
    acl = entries((1, 6, none), (2, 6, 65534), (4, 0, none), (16, 6, none), (32, 0, none))
    name = "system.posix_acl_access"
    try:
        os.setxattr(path, name, acl)
    except (OSError, AttributeError):
        pytest.skip("no access control lists here")
    assert replaced(path)
    (saved,) = path.parent.glob("cadangan/*.xlsx")
    assert [os.getxattr(file, name) for file in (path, saved)] == [acl, acl]
    os.setxattr(path.parent, "system.posix_acl_default", acl)
    os.removexattr(path, name)
    path.chmod(0o640)
    assert disk.replace(path, NEW, OLD, backups=30, moment=MOMENT)
    assert name not in os.listxattr(path) and path.stat().st_mode & 0o777 == 0o640


@POSIX
@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="gives files away")
@pytest.mark.parametrize("humble", [False, True])
def test_the_owner_keeps_the_file(
    path: Path, humble: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run as administrator gives it back; one that cannot refuses, unless others may write."""
    os.chown(path, 12345, 12345)
    path.chmod(0o600)
    if humble:

        def refused(*_: Any) -> None:
            raise PermissionError(1, "not permitted")

        monkeypatch.setattr(os, "fchown", refused)
        with pytest.raises(UnreachableError, match="milik pengguna lain"):
            replaced(path)
        path.chmod(0o666)
    assert replaced(path)
    assert path.stat().st_uid == (os.geteuid() if humble else 12345)


@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#", ".~{}"])
def test_open_in_an_office_program(path: Path, lock: str) -> None:
    """Excel, LibreOffice and WPS Office say so beside the name under which they opened it."""
    link = path.with_name("pintasan") / "lain.xlsx"
    link.parent.mkdir()
    link.symlink_to(path)
    for opened in (path, link):
        marker = opened.with_name(lock.format(opened.name))
        marker.touch()
        for used in {opened, link}:
            with pytest.raises(InUseError, match="sedang dibuka"):
                disk.check_writable(used)
        marker.unlink()
    disk.check_writable(link)


def test_equal_backups_are_kept_once(tmp_path: Path) -> None:
    """What a check writes over and over pushes no other backup out."""
    path = tmp_path / "register.xlsx"
    registers.by_xlsxwriter(path, [4, 5], {"styled"})
    hours = iter(datetime(2026, 11, 23, hour) for hour in range(24))
    store = registers.WorkbookStore(path, backups=3, now=lambda: next(hours))
    for text in ("a", *"bcbcbcbc"):
        store.read()
        store.apply(findings(text))
    kept = sorted(found.name for found in (tmp_path / backups.FOLDER).iterdir())
    assert len(kept) == 3
    cells = [
        registers.store(tmp_path / backups.FOLDER / name).read().tabs["Register"][3][9]
        for name in kept
    ]
    assert cells == ["a", "c", "b"]


def test_a_clock_that_ran_ahead(path: Path) -> None:
    """Once it is right again the backups of today stay; those of the future go first."""
    for count in range(40):
        moment = datetime(2031, 1, 1, 8, 0, count) if count < 35 else MOMENT.replace(second=count)
        old, new = (b"PK" + bytes([count + step]) * 9 for step in range(2))
        path.write_bytes(old)
        assert disk.replace(path, old, new, backups=30, moment=moment)
    kept = sorted(found.name[9:] for found in (path.parent / backups.FOLDER).iterdir())
    assert len(kept) == 30 and sum(name.startswith("2026") for name in kept) == 5
    assert kept[-1] == "2031-01-01_080034.xlsx"


def test_a_name_as_long_as_a_folder_allows(tmp_path: Path) -> None:
    """Temporary names and those of backups are not longer than it can be."""
    path = tmp_path / ("r" * 250 + ".xlsx")
    path.write_bytes(OLD)
    assert replaced(path) and path.read_bytes() == NEW
    assert [copy.read_bytes() for copy in (tmp_path / "cadangan").iterdir()] == [OLD]
    assert not list(tmp_path.glob(".*"))


def test_files_are_put_as_a_whole(tmp_path: Path) -> None:
    """In a folder made for them; what is there is replaced by `put` and refused by `create`."""
    path = tmp_path / "folder" / "berkas.json"
    files.put(path, b"satu", private=True)
    assert os.name == "nt" or [found.stat().st_mode & 0o777 for found in (path.parent, path)] == [
        0o700,
        0o600,
    ]
    files.put(path, b"dua")
    with pytest.raises(FileExistsError):
        files.create(path, b"tiga")
    assert path.read_bytes() == b"dua" and len(list(path.parent.iterdir())) == 1
