"""The file on disk: what is refused, and what is left when a run is cut off."""

import errno
import io
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.errors import PpidError, ShapeError, UnreachableError, UnsafeError
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.values import ColumnChange, Plan
from ppid_sheets.stores.meanwhile import ChangedMeanwhile
from ppid_sheets.stores.xlsx import exchange
from tests.stores import registers


def findings(text: str) -> Plan:
    """A plan that writes one cell."""
    return Plan("Register", (ColumnChange("findings", 9, (4,), ("",), (text,)),))


PLAN, OTHER = findings("[No] kosong"), findings("lain")
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small register."""
    path = tmp_path / "register 2026.xlsx"
    registers.by_xlsxwriter(path, [4, 5], {"styled"})
    return path


def left_over(path: Path) -> list[str]:
    """Files beside the register and among the backups that should not be there."""
    return [str(found) for found in path.parent.rglob("*.tmp")]


def ole(path: Path) -> None:
    path.write_bytes(OLE + bytes(600))


def encrypted(path: Path) -> None:
    path.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"))


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3000])


def damaged(path: Path) -> None:
    """The zip's directory is whole, a part's packed bytes are not."""
    data = path.read_bytes()
    at = data.index(b"xl/worksheets/sheet1.xml") + 60
    path.write_bytes(data[:at] + bytes(50) + data[at + 50 :])


def unsynchronised(path: Path) -> None:
    """A place held for a file whose content has not come yet."""
    path.write_bytes(bytes(5000))


def text(path: Path) -> None:
    path.write_text("No;Nama\n1;Siti\n")


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def cut_inside(path: Path) -> None:
    """A download that lost bytes in the middle: the directory points before the file's start."""
    data = path.read_bytes()
    path.write_bytes(data[:1000] + data[4000:])


def unknown_compression(path: Path) -> None:
    """A zip packed with Deflate64, which spreadsheet programs cannot unpack."""
    data = path.read_bytes()
    path.write_bytes(data.replace(b"\x08\0", b"\x09\0"))


UNREADABLE: dict[Callable[[Path], None], tuple[type[PpidError], str]] = {
    Path.unlink: (UnreachableError, "tidak ditemukan"),
    folder: (UnreachableError, "adalah folder"),
    encrypted: (UnreachableError, "kata sandi"),
    ole: (ShapeError, "format"),
    unsynchronised: (ShapeError, "kosong, mungkin belum selesai disalin"),
    truncated: (ShapeError, "rusak atau terpotong"),
    damaged: (ShapeError, "rusak atau terpotong"),
    cut_inside: (ShapeError, "rusak atau terpotong"),
    unknown_compression: (ShapeError, "tidak dapat dibaca: .* dimampatkan"),
    text: (ShapeError, "bukan buku kerja"),
    other_zip: (ShapeError, "bukan buku kerja"),
}


@pytest.mark.parametrize("spoil", UNREADABLE, ids=lambda spoil: spoil.__name__)
def test_files_that_cannot_be_read(path: Path, spoil: Callable[[Path], None]) -> None:
    """Each says in one sentence what is wrong with which file."""
    kind, words = UNREADABLE[spoil]
    spoil(path)
    with pytest.raises(kind, match=words) as raised:
        registers.store(path).read()
    assert path.name in str(raised.value) and str(raised.value).endswith(".")


def test_a_missing_file_is_named_with_its_whole_folder(path: Path, monkeypatch: Any) -> None:
    """Also when it was asked for from within that folder."""
    monkeypatch.chdir(path.parent)
    for missing, words in ((Path("lain.xlsx"), str(path.parent)), (Path(), path.parent.name)):
        with pytest.raises(UnreachableError) as raised:
            registers.store(missing).read()
        assert words in str(raised.value)


def excel_lock(path: Path) -> None:
    path.with_name(f"~${path.name}").touch()


def office_lock(path: Path) -> None:
    path.with_name(f".~lock.{path.name}#").touch()


def read_only(path: Path) -> None:
    path.chmod(0o444)


def read_only_folder(path: Path) -> None:
    path.parent.chmod(0o555)


UNWRITABLE: dict[Callable[[Path], None], str] = {
    excel_lock: "sedang dibuka",
    office_lock: "sedang dibuka",
    read_only: "hanya boleh dibaca",
    read_only_folder: "hanya boleh dibaca",
}


@pytest.mark.parametrize("spoil", UNWRITABLE, ids=lambda spoil: spoil.__name__)
def test_files_that_cannot_be_written(path: Path, spoil: Callable[[Path], None]) -> None:
    """They are read without complaint; writing is refused and leaves everything as it is."""
    spoil(path)
    store = registers.store(path)
    store.read()
    before = path.read_bytes()
    try:
        with pytest.raises(UnreachableError, match=UNWRITABLE[spoil]):
            store.ensure_writable()
        with pytest.raises(UnreachableError, match=UNWRITABLE[spoil]):
            store.apply(PLAN)
    finally:
        path.parent.chmod(0o755)
    assert path.read_bytes() == before
    assert not (path.parent / "cadangan").exists()


def filled(row: Sequence[Any]) -> dict[int, Any]:
    """The values of a row by position, blanks left out."""
    return {position: value for position, value in enumerate(row) if value not in (None, "")}


@pytest.mark.parametrize("quote", ['"', "'"])
def test_failed_formulas_say_so(path: Path, quote: str) -> None:
    """Cells that hold #N/A and the like are not blank; their neighbours stay as they are."""
    xml = registers.sheet_xml(path)
    before = registers.store(path).read().tabs["Register"]
    failed = '<c r="A9" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="e" r="B9"><v>#N/A</v></c>'
    row = f'<row r="9">{failed}<c r="C9" t="str"><f>""</f><v></v></c></row></sheetData>'
    xml = xml.replace("</sheetData>", row.replace('t="e"', f"t={quote}e{quote}"))
    registers.repack(path, {registers.SHEET: xml.encode()})
    grid = registers.store(path).read().tabs["Register"]
    assert [*grid[8], ""][:3] == ["#DIV/0!", "#N/A", ""]
    assert [filled(row) for row in grid[:5]] == [filled(row) for row in before[:5]]


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 16_383), (1_048_575, 0), (250_000, 30)])
def test_far_cells_are_named(path: Path, row: int, column: int) -> None:
    """A stray value below any table would be judged as a request."""
    before = registers.store(path).read()
    stray(path, row, column)
    after = registers.store(path).read()
    assert after.tabs["Register"] == before.tabs["Register"]
    assert after.far == {"Register": (f"{letters(column)}{row + 1}",)}


@pytest.mark.parametrize(("row", "column"), [(5_000, 9_000), (199_000, 16_383)])
def test_memory_follows_what_is_filled(path: Path, row: int, column: int) -> None:
    """One stray value on the right made a reader allocate gigabytes."""
    before = registers.store(path).read().tabs["Register"]
    stray(path, row, column)
    grid = registers.store(path).read().tabs["Register"]
    assert [filled(cells) for cells in grid[:5]] == [filled(cells) for cells in before[:5]]
    assert len(grid) == row + 1 and filled(grid[row]) == {column: 7.0}
    assert sum(map(len, grid[:row])) < 200


def stray(path: Path, row: int, column: int) -> None:
    """Put a value into a cell by its 0-based row and position."""
    cell = f'<row r="{row + 1}"><c r="{letters(column)}{row + 1}"><v>7</v></c></row></sheetData>'
    xml = registers.sheet_xml(path).replace("</sheetData>", cell)
    registers.repack(path, {registers.SHEET: xml.encode()})


def test_far_styles_are_nothing(path: Path) -> None:
    """Cells that are only coloured are not read, however far they go."""
    xml = registers.sheet_xml(path)
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    content = xml.replace("</sheetData>", far).encode()
    registers.repack(path, {registers.SHEET: content})
    assert len(registers.store(path).read().tabs["Register"]) == 5


class Pipe(io.RawIOBase):
    """A stream that cannot go back, so that sizes follow the members."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.content += bytes(data)
        return len(data)


def streamed(parts: dict[str, bytes]) -> bytes:
    """A zip with data descriptors, as programs write that send it while they make it."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as package:  # type: ignore[call-overload]
        for name, data in parts.items():
            package.writestr(name, data)
    return pipe.content


def wide(parts: dict[str, bytes]) -> bytes:
    """A zip whose members carry 64-bit sizes, a comment and no compression."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.comment = b"catatan PK"
        for name, data in parts.items():
            with package.open(name, "w", force_zip64=True) as member:
                member.write(data)
    return buffer.getvalue()


@pytest.mark.parametrize("pack", [streamed, wide])
def test_zips_of_other_programs(path: Path, pack: Callable[[dict[str, bytes]], bytes]) -> None:
    """Whatever marks the members carry, untouched ones keep their bytes and their order."""
    before = registers.parts(path)
    path.write_bytes(pack(before))
    store = registers.store(path)
    store.read()
    store.apply(PLAN)
    after = registers.parts(path)
    assert list(after) == list(before)
    assert {name for name in after if after[name] != before[name]} == {registers.SHEET}
    assert store.read().tabs["Register"][3][9] == "[No] kosong"


def doubled(path: Path) -> None:
    """Two members of one name: nobody knows which one a program reads."""
    with zipfile.ZipFile(path, "a") as package, pytest.warns(UserWarning):
        package.writestr(registers.SHEET, registers.sheet_xml(path))


def prefixed(path: Path) -> None:
    """Bytes before the zip, as in a program that unpacks itself."""
    path.write_bytes(b"PK--" + path.read_bytes())


@pytest.mark.parametrize("spoil", [doubled, prefixed])
def test_strange_zips_are_refused(path: Path, spoil: Callable[[Path], None]) -> None:
    """What could be put together wrongly is left alone."""
    spoil(path)
    store = registers.store(path)
    store.read()
    before = path.read_bytes()
    with pytest.raises(UnsafeError, match="zip"):
        store.apply(PLAN)
    assert path.read_bytes() == before


def test_signed_workbooks_are_refused(path: Path) -> None:
    """An edit would break the signature."""
    relations = registers.parts(path)["_rels/.rels"].decode()
    origin = '<Relationship Id="s" Type="x/digital-signature/origin" Target="s.sigs"/>'
    signed = relations.replace("</Relationships>", f"{origin}</Relationships>")
    registers.repack(path, {"_rels/.rels": signed.encode(), "s.sigs": b""})
    store = registers.store(path)
    store.read()
    with pytest.raises(UnsafeError, match="tanda tangan"):
        store.apply(PLAN)


def test_apply_needs_the_state_that_was_read(path: Path) -> None:
    """Whoever saved the file in between is not overwritten."""
    store, other = registers.store(path), registers.store(path)
    with pytest.raises(ChangedMeanwhile):
        store.apply(PLAN)
    store.read()
    other.read()
    other.apply(OTHER)
    saved = path.read_bytes()
    with pytest.raises(ChangedMeanwhile):
        store.apply(PLAN)
    assert path.read_bytes() == saved


def test_a_change_while_writing_is_not_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is looked at once more just before it is replaced."""
    store = registers.store(path)
    store.read()
    save = os.fsync

    def meddling(descriptor: int) -> None:
        save(descriptor)
        path.write_bytes(b"disimpan orang lain")

    monkeypatch.setattr(os, "fsync", meddling)
    with pytest.raises(ChangedMeanwhile):
        store.apply(PLAN)
    assert path.read_bytes() == b"disimpan orang lain"
    assert not left_over(path)


def test_the_old_file_is_kept(path: Path) -> None:
    """A backup beside the register bears the local time; a second one at once gets a number."""
    store = registers.store(path)
    versions = []
    for plan in (PLAN, OTHER, PLAN):
        versions.append(path.read_bytes())
        store.read()
        store.apply(plan)
    stem = "register 2026_2026-11-23_081500"
    kept = [path.parent / "cadangan" / f"{stem}{end}.xlsx" for end in ("", "-2", "-3")]
    assert [file.read_bytes() for file in kept] == versions
    assert not left_over(path)


def test_old_backups_are_removed(path: Path) -> None:
    """The last ones of this register stay, and everything else in the folder."""
    saved = path.parent / "cadangan"
    saved.mkdir()
    others = [saved / "register_2020-01-01_000000.xlsx", saved / "register 2026_lama.xlsx"]
    for other in others:
        other.touch()
    moments = iter(datetime(2026, 1, 1) + timedelta(days=day) for day in range(9))
    store = registers.WorkbookStore(path, backups=3, now=lambda: next(moments))
    for number in range(5):
        store.read()
        store.apply(findings(f"temuan {number}"))
    names = [file.name for file in sorted(saved.iterdir()) if file not in others]
    assert names == [f"register 2026_2026-01-0{day}_000000.xlsx" for day in (3, 4, 5)]
    assert all(other.exists() for other in others)


def test_a_file_where_backups_belong(path: Path) -> None:
    """Nothing is replaced that cannot be kept; the sentence names the file in the way."""
    (path.parent / "cadangan").touch()
    store, before = registers.store(path), path.read_bytes()
    store.read()
    with pytest.raises(UnreachableError, match=r"berkas bernama cadangan.*ganti nama berkas itu"):
        store.apply(PLAN)
    assert path.read_bytes() == before and not left_over(path)


def test_a_folder_of_backups_that_may_only_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence names it, not a program that has the register open."""
    folder, allowed = path.parent / "cadangan", os.access
    folder.mkdir()
    monkeypatch.setattr(os, "access", lambda place, mode: place != folder and allowed(place, mode))
    store, before = registers.store(path), path.read_bytes()
    store.read()
    with pytest.raises(UnreachableError, match=r"folder cadangan di .* hanya boleh dibaca; minta"):
        store.apply(PLAN)
    assert path.read_bytes() == before and not left_over(path)


def test_rights_and_remains(path: Path) -> None:
    """The new file has the old one's rights; what an earlier run left behind is removed."""
    path.chmod(0o640)
    for place in (path.parent, path.parent / "cadangan"):
        place.mkdir(exist_ok=True)
        (place / f".{path.name}.0123abcd.tmp").touch()
        (place / ".lain.xlsx.0123abcd.tmp").touch()
    store = registers.store(path)
    store.read()
    store.apply(PLAN)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [Path(found).name for found in left_over(path)] == [".lain.xlsx.0123abcd.tmp"] * 2


def test_links_are_followed(path: Path, tmp_path: Path) -> None:
    """A register behind a symbolic link is replaced where it lies."""
    link = tmp_path / "pintasan" / "register.xlsx"
    link.parent.mkdir()
    link.symlink_to(path)
    store = registers.store(link)
    store.read()
    store.apply(PLAN)
    assert link.is_symlink()
    assert registers.store(path).read().tabs["Register"][3][9] == "[No] kosong"


class Killed(BaseException):
    """Stands for a run that ends at once."""


def steps() -> Iterator[tuple[str, str, int]]:
    """Every call that touches the disk: module, function, how many calls go well first."""
    for name, calls in (
        ("fsync", 3),
        ("replace", 1),
        ("rename", 1),
        ("open", 3),
        ("fchmod", 1),
        ("fdopen", 1),
        ("link", 1),
    ):
        yield from (("os", name, good) for good in range(calls))
    yield from (("exchange", "_swap", good) for good in range(1))
    yield from (("pathlib.Path", "open", good) for good in range(5))
    yield from (("pathlib.Path", "mkdir", 0), ("pathlib.Path", "iterdir", 0))


FAILURES = (OSError(errno.ENOSPC, "No space left on device"), Killed())


@pytest.mark.parametrize(
    ("step", "failure"),
    [
        pytest.param(step, failure, marks=pytest.mark.slow if (i + j) % 2 else ())
        for i, step in enumerate(steps())
        for j, failure in enumerate(FAILURES)
    ],
    ids=str,
)
def test_a_failure_leaves_a_whole_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[str, str, int], failure: BaseException
) -> None:
    """Whichever step fails, the file is the old or the new one; the next run succeeds."""
    store = registers.store(path)
    store.read()
    old = path.read_bytes()
    module, name, good = step
    target: Any = {"pathlib.Path": Path, "exchange": exchange, "os": os}[module]
    real, calls = getattr(target, name), iter(range(good))

    def failing(*args: Any, **options: Any) -> Any:
        if next(calls, None) is None:
            raise failure
        return real(*args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(target, name, failing)
        try:
            store.apply(PLAN)
        except (UnreachableError, Killed) as error:
            assert isinstance(error, Killed) or str(error).startswith("Berkas register 2026.xlsx")
    if path.read_bytes() == old:
        assert not list(path.parent.glob("cadangan/*.xlsx"))
    assert registers.store(path).read().tags == registers.JOB
    store.read()
    store.apply(PLAN)
    assert store.read().tabs["Register"][3][9] == "[No] kosong"
    assert not left_over(path)


def unsupported(*_: Any) -> None:
    """Stands for systems and shares that cannot exchange two names at once."""
    raise OSError(errno.EINVAL, "Invalid argument")


def test_a_file_that_windows_holds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows does not let an open file be replaced; the sentence says so."""
    store = registers.store(path)
    store.read()
    old = path.read_bytes()

    def refuse(*_: Any) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(exchange, "_at_once", unsupported)
    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(UnreachableError, match="dibuka di Excel"):
        store.apply(PLAN)
    assert path.read_bytes() == old
    assert not left_over(path)


LOOP = """
import sys
from tests.stores import registers
from tests.stores.test_workbook_files import OTHER, PLAN
store = registers.store(sys.argv[1], backups=5)
print("mulai", flush=True)
while True:
    for plan in (PLAN, OTHER):
        store.read()
        store.apply(plan)
"""


@pytest.mark.slow
def test_a_killed_run_leaves_a_whole_file(path: Path) -> None:
    """Killed at any moment, the register and its backups are whole files."""
    chance = random.Random(7)
    for _ in range(2):
        command = [sys.executable, "-c", LOOP, str(path)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        ) as run:
            assert run.stdout and run.stdout.readline()
            time.sleep(chance.uniform(0, 0.15))
            run.send_signal(signal.SIGKILL)
        for file in (path, *path.parent.glob("cadangan/*.xlsx")):
            assert registers.store(file).read().tags == registers.JOB
    store = registers.store(path)
    for plan in (PLAN, OTHER):
        store.read()
        store.apply(plan)
    assert not left_over(path)


def test_links_to_rows(path: Path) -> None:
    """A report in a folder beside the register leads to its rows."""
    link = registers.store(path).link("Register '26", 7, path.parent / "laporan")
    assert link == "external:../register 2026.xlsx#'Register ''26'!A7"


def test_a_name_as_long_as_a_folder_takes_has_backups_too(path: Path) -> None:
    """Their dates would not fit beside it."""
    long = path.rename(path.with_name(f"{'n' * 250}.xlsx"))
    register = registers.store(long, backups=1)
    for plan in (PLAN, OTHER):
        register.read()
        register.apply(plan)
    (kept,) = (path.parent / "cadangan").iterdir()
    assert "_2026-11-23_081500" in kept.name
