"""Puts files in their places as a whole, with their final rights from the first byte on."""

import errno
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

PRIVATE_FILE, OPEN_FILE = 0o600, 0o666
PRIVATE_FOLDER, OPEN_FOLDER = 0o700, 0o777
_ACL = "system.posix_acl_access"
_KEPT_ATTRIBUTES = ("system.", "user.", "security.selinux")
_LONGEST = 180
"""Longer names are replaced by a digest in names that are made of them."""

CAUSES: Mapping[int, str] = {
    errno.ENOSPC: "ruang penyimpanan penuh",
    errno.EFBIG: "ruang penyimpanan penuh",
    errno.EDQUOT: "jatah penyimpanan habis",
    errno.ENOENT: "foldernya tidak ada",
    errno.ENOTDIR: "nama foldernya dipakai sebuah berkas",
    errno.EISDIR: "itu nama sebuah folder",
    errno.EEXIST: "nama foldernya dipakai sebuah berkas",
    errno.EROFS: "tempatnya hanya boleh dibaca",
    errno.EACCES: "hak atasnya tidak ada",
    errno.EPERM: "hak atasnya tidak ada",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.ELOOP: "tautannya berputar",
    errno.ENXIO: "itu bukan berkas biasa",
    errno.ENODEV: "itu bukan berkas biasa",
    errno.EMFILE: "terlalu banyak berkas terbuka",
    errno.ENFILE: "terlalu banyak berkas terbuka",
    errno.EIO: "tempat penyimpanannya bermasalah",
    errno.ESTALE: "sambungan ke foldernya terputus",
}


def cause(error: OSError) -> str:
    """Why a file cannot be read or written, in a few Indonesian words."""
    return CAUSES.get(error.errno or 0, f"kesalahan sistem {error.errno}")


def is_full(error: OSError) -> bool:
    """True for the error of a full disk or quota."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def real(path: Path) -> Path:
    """The absolute path with links followed, also where these lead in a circle."""
    return Path(os.path.realpath(path))


def named(text: str) -> Path:
    """The path that a person wrote; a leading `~` is their home, also where no shell reads it."""
    path = Path(text)
    if path.parts[:1] == ("~",):
        with suppress(RuntimeError):  # nobody knows whose home
            return path.expanduser()
    return path


def way(folder: Path, path: Path) -> str:
    """How a file is reached from a folder: relative where that is possible, with slashes."""
    found = real(path)
    with suppress(ValueError):  # Windows: another drive
        found = Path(os.path.relpath(found, real(folder)))
    return found.as_posix()


def exists(path: Path) -> bool:
    """Whether something lies there; not for a name that no folder can hold."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises before Python 3.14


def absent(path: Path) -> bool:
    """Whether nothing lies there for certain: not so in a folder that we may not look into."""
    try:
        path.stat()
    except PermissionError:
        return False
    except OSError:
        return True
    return False


def taken(path: Path) -> bool:
    """True where anything has that name, even a link that leads nowhere."""
    return os.path.lexists(path)


def is_folder(path: Path) -> bool:
    """Whether a folder lies there; not for a name that no folder can hold."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises before Python 3.14


def read(path: Path) -> bytes:
    """A file's bytes; raises OSError, also for pipes and devices, which might never end."""
    check_ordinary(path)
    return path.read_bytes()


def check_ordinary(path: Path) -> None:
    """Raise OSError for what is neither file nor folder: to open it might last for ever."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), str(path))


class OwnerError(PermissionError):
    """A file's owner would lose it, for this process cannot give a copy to somebody else."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Who may do what with a file: `owner` and `group` are None where they do not matter."""

    mode: int
    owner: int | None = None
    group: int | None = None
    attributes: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path) -> "Rights":
        """The rights of a file that is there, access control lists among them."""
        found = path.stat()
        attributes = {}
        if hasattr(os, "listxattr"):
            with suppress(OSError):
                for name in os.listxattr(path):
                    if name.startswith(_KEPT_ATTRIBUTES):
                        with suppress(OSError):
                            attributes[name] = os.getxattr(path, name)
        return cls(stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid, attributes)

    @property
    def shared(self) -> bool:
        """Whether others than the owner may write, who loses nothing when the owner changes."""
        return bool(self.mode & 0o022)

    def give(self, descriptor: int) -> None:
        """Give them to an open file of ours that others could not read so far."""
        if os.name == "nt" or self.owner is None:
            return
        self._give_owner(descriptor, self.owner, self.group or 0)
        if hasattr(os, "setxattr"):
            self._give_attributes(descriptor)
        kept = os.fstat(descriptor).st_gid == self.group
        os.fchmod(descriptor, self.mode if kept else self.mode & ~0o070 | (self.mode & 0o007) << 3)

    def _give_owner(self, descriptor: int, owner: int, group: int) -> None:
        found = os.fstat(descriptor)
        if (found.st_uid, found.st_gid) == (owner, group):
            return
        try:
            os.fchown(descriptor, owner, group)
        except OSError:
            with suppress(OSError):
                os.fchown(descriptor, -1, group)
            if found.st_uid != owner and not self.shared:
                raise OwnerError(errno.EPERM, "owner") from None

    def _give_attributes(self, descriptor: int) -> None:
        if _ACL not in self.attributes:  # one that the folder hands down would let others in
            with suppress(OSError):
                os.removexattr(descriptor, _ACL)
        for name, value in self.attributes.items():
            try:
                os.setxattr(descriptor, name, value)
            except OSError:
                if name == _ACL:  # without it the mode would mean somebody else
                    raise


PRIVATE, OPEN = Rights(PRIVATE_FILE), Rights(OPEN_FILE)


def make_folder(path: Path, *, private: bool = False) -> None:
    """Make a folder and those above it where they are missing."""
    path.mkdir(mode=PRIVATE_FOLDER if private else OPEN_FOLDER, parents=True, exist_ok=True)


def put(path: Path, content: bytes, *, private: bool = False) -> None:
    """Make or replace a file, its folder made where missing; raises OSError, the old one intact.

    A `private` one is for its owner alone.
    """
    make_folder(path.parent, private=private)
    clean(path)
    fresh = beside(path, content, PRIVATE if private else OPEN)
    try:
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    sync(path.parent)


def create(path: Path, content: bytes, *, private: bool = False) -> None:
    """Make a file, in a folder that is there; raises FileExistsError where something lies already.

    Raises OSError where it cannot be made; nothing lies there then.
    """
    clean(path)
    fresh = beside(path, content, PRIVATE if private else OPEN)
    try:
        place(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    sync(path.parent)


def place(fresh: Path, path: Path) -> None:
    """Rename a file to a name that is free; raises FileExistsError where it is not."""
    if os.name != "nt":
        try:
            os.link(fresh, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without second names
            if taken(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        else:
            fresh.unlink()
            return
    fresh.rename(path)  # which Windows refuses where the name is taken


def beside(path: Path, content: bytes, rights: Rights, folder: Path | None = None) -> Path:
    """Write a temporary file for `path` that is on the disk when this returns."""
    fresh = (folder or path.parent) / f".{short(path.name)}.{secrets.token_hex(4)}.tmp"
    mode = rights.mode if rights.owner is None else PRIVATE_FILE
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(fresh, flags, mode), "wb") as file:
            rights.give(file.fileno())
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def short(name: str) -> str:
    """What another name can have of a file's name and still fit a folder's limit."""
    held = os.fsencode(name)
    return name if len(held) <= _LONGEST else hashlib.sha256(held).hexdigest()[:32]


def clean(path: Path, folder: Path | None = None) -> None:
    """Remove what interrupted runs left half written; what cannot be removed stays."""
    for left, _ in remains(path, "tmp", folder):
        with suppress(OSError):
            left.unlink()


def remains(path: Path, ending: str, folder: Path | None = None) -> Iterator[tuple[Path, str]]:
    """What interrupted runs left beside a file under temporary names, with the digits in them."""
    ours = re.compile(rf"\.{re.escape(short(path.name))}\.([0-9a-f]{{8,16}})\.{ending}")
    with suppress(OSError):
        for found in sorted((folder or path.parent).iterdir()):
            match = ours.fullmatch(found.name)
            if match:
                yield found, match[1]


def temporary(path: Path, digits: str, ending: str) -> Path:
    """A name beside a file that `remains` finds again."""
    return path.with_name(f".{short(path.name)}.{digits}.{ending}")


def aside(path: Path, moment: datetime) -> Path:
    """The dated name of a damaged file."""
    return path.with_name(f"{path.stem}.rusak-{moment:%Y-%m-%d_%H%M%S}{path.suffix}")


def set_aside(path: Path, moment: datetime) -> Path:
    """Keep a damaged file under its dated name, its rights as they are; raises OSError."""
    return path.replace(aside(path, moment))


def sync(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can: shared folders often cannot."""
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
