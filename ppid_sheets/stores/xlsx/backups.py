"""Keeps the files that a register replaced, dated, in a folder beside it."""

import errno
import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ppid_sheets.common import files
from ppid_sheets.errors import UnreachableError

FOLDER = "cadangan"


@dataclass(frozen=True, slots=True)
class Backups:
    """The last `count` backups of a register; none is made when that is 0.

    `moment` is the local time. `own` are the parts that the job writes anew: files that differ in
    nothing else are the same.
    """

    path: Path
    count: int
    moment: datetime
    own: Collection[str] = ()

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self.path.parent / FOLDER

    def prepare(self) -> None:
        """Make the folder, for those who may write the register; raises UnreachableError."""
        if self.folder.exists() and not self.folder.is_dir():
            raise UnreachableError(
                f"Berkas {self.path.name} tidak diubah: di {self.path.parent} ada berkas bernama "
                f"{FOLDER}, padahal itu nama folder cadangan",
                "ganti nama berkas itu, lalu jalankan lagi",
            )
        if self.folder.exists():
            if not os.access(self.folder, os.W_OK | os.X_OK):
                raise UnreachableError(
                    f"Berkas {self.path.name} tidak diubah: folder {FOLDER} di "
                    f"{self.path.parent} hanya boleh dibaca",
                    "minta hak tulis atas folder itu, lalu jalankan lagi",
                )
            files.clean(self.path, self.folder)
            return
        found = self.path.stat()
        files.make_folder(self.folder, private=True)
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(self.folder, found.st_uid, found.st_gid)
            shared = {0o020: 0o070, 0o002: 0o007}
            mode = sum(bits for may, bits in shared.items() if found.st_mode & may)
            self.folder.chmod(files.PRIVATE_FOLDER | mode)

    def keep(self, replaced: Path) -> None:
        """Move a replaced file here, itself, so that one who still writes it loses nothing."""
        if not self.folder.is_dir():
            self.prepare()
        saved = self._free_name()
        try:
            replaced.rename(saved)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self._copy(replaced, saved)
        files.sync(self.folder)
        self._thin_out(saved)

    def _copy(self, replaced: Path, saved: Path) -> None:
        """The backup where the backups lie on another disk."""
        content, rights = replaced.read_bytes(), files.Rights.of(replaced)
        files.beside(self.path, content, rights, self.folder).replace(saved)
        replaced.unlink()

    def _free_name(self) -> Path:
        stem = f"{files.short(self.path.stem)}_{self.moment:%Y-%m-%d_%H%M%S}"
        number, name = 1, self.folder / f"{stem}{self.path.suffix}"
        while files.exists(name):
            number += 1
            name = self.folder / f"{stem}-{number}{self.path.suffix}"
        return name

    def _thin_out(self, newest: Path) -> None:
        """Remove what is the same as the newest, then the oldest; what cannot be removed stays.

        What is dated later than now was made while the clock ran ahead, and goes first.
        """
        content = _members(newest)
        others = []
        for found in self._dated(newest):
            if content and self._same(content, _members(found)):
                with suppress(OSError):
                    found.unlink()
            else:
                others.append(found)
        for oldest in others[: max(0, len(others) + 1 - self.count)] if self.count else ():
            with suppress(OSError):
                oldest.unlink()

    def _dated(self, newest: Path) -> Iterator[Path]:
        """The other backups of this register, the first to go first."""
        ours = re.compile(
            rf"{re.escape(files.short(self.path.stem))}_(\d{{4}}-\d\d-\d\d_\d{{6}})(?:-(\d+))?"
            rf"{re.escape(self.path.suffix)}"
        )
        now = f"{self.moment:%Y-%m-%d_%H%M%S}"
        found = []
        for file in self.folder.iterdir():
            match = ours.fullmatch(file.name)
            if match and file != newest:
                found.append((match[1] <= now, match[1], int(match[2] or 1), file))
        return (file for *_, file in sorted(found))

    def _same(self, one: Mapping[str, int], other: Mapping[str, int]) -> bool:
        different = one.items() ^ other.items()
        return bool(other) and all(name in self.own for name, _ in different)


def _members(path: Path) -> Mapping[str, int]:
    """The checksums of a workbook's parts; none where it cannot be read."""
    with suppress(OSError, BadZipFile, ValueError, NotImplementedError), ZipFile(path) as package:
        return {member.filename: member.CRC for member in package.infolist()}
    return {}
