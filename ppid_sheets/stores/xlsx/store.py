"""Keeps a register in an .xlsx file on disk."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import BadZipFile

from ppid_sheets.common import files
from ppid_sheets.common.doing import doing
from ppid_sheets.deadlines.calendar import Holiday
from ppid_sheets.errors import BugError, ShapeError, UnsafeError, UsageError
from ppid_sheets.register.dates import EPOCH, EPOCH_1904
from ppid_sheets.register.header import Header
from ppid_sheets.register.layout import CHOICES, HOLIDAYS, PAGES
from ppid_sheets.register.schema import Schema, with_wished
from ppid_sheets.register.values import Chosen, Plan, Snapshot, Tab
from ppid_sheets.stores.meanwhile import ChangedMeanwhile
from ppid_sheets.stores.past import PastRegisters
from ppid_sheets.stores.xlsx import backups, disk, names, onlookers, reading, removal
from ppid_sheets.stores.xlsx.book import NotAWorkbookError, WorkbookParts
from ppid_sheets.stores.xlsx.edit import edited
from ppid_sheets.stores.xlsx.filters import filters
from ppid_sheets.stores.xlsx.package import Package
from ppid_sheets.stores.xlsx.page_look import look
from ppid_sheets.stores.xlsx.proof import ProofError
from ppid_sheets.stores.xlsx.reading import TooFarError
from ppid_sheets.stores.xlsx.rules import bears
from ppid_sheets.stores.xlsx.sheet import parse
from ppid_sheets.stores.xlsx.texts import not_text
from ppid_sheets.stores.xlsx.xml import UnreadableError, UnsupportedError

_READ_EVEN_WHEN_HIDDEN = (CHOICES, HOLIDAYS)
HEARTBEAT = timedelta(hours=12)
"""Each write exchanges the whole file, which may be synchronised or copied elsewhere, so an hourly
job writes its page twice a day; runs up to 14 hours apart still never look stale."""

"""How a rule of ours is written in a tab's part; programs that write the quotes plainly do not
matter, for a copy has our headers as well."""


class WorkbookStore:
    """A register in an .xlsx or .xlsm file; `apply` is a compare-and-swap on the last `read`.

    `now` gives the local time for the names of backups, of which the last `backups` stay.
    """

    exclusive = True
    heartbeat = HEARTBEAT
    home = ("", "")
    calls = ""

    def __init__(
        self,
        path: Path | str,
        *,
        backups: int = 30,
        now: Callable[[], datetime],
        chosen: Chosen = Chosen(),  # noqa: B008
        past: PastRegisters | None = None,
    ) -> None:
        self.path = Path(path)
        self._chosen = chosen
        self._past = past
        self._backups = backups
        self._now = now
        self._seen: Package | None = None
        self._pages: Set[str] = frozenset()
        self._ways: dict[Path, str] = {}

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    def read(self) -> Snapshot:
        """Return the register as it is now; raises UnreachableError or ShapeError.

        Hidden tabs are left out, but for the lists, the holidays and a tab with our tags.
        """
        doing(f"Membaca {self.name}")
        data = disk.load(self.path)
        with self._explained():
            package = Package(data)
            snapshot = _snapshot(package, self._chosen)
        self._seen, self._pages = package, snapshot.pages.keys()
        doing(f"Memeriksa {self.name}")
        return replace(snapshot, past=self._past.read()) if self._past else snapshot

    def ensure_writable(self) -> None:
        """Raise UnreachableError when the file is open somewhere or must not be written."""
        disk.check_writable(self.path)

    def not_text(
        self, tab: str, columns: Mapping[str, int], first: int, last: int
    ) -> Mapping[str, Sequence[int]]:
        """Which of these rows would not take what is typed as text, by column key, in the file as
        it was last read; `columns` are 0-based positions.
        """
        package = self._seen or Package(disk.load(self.path))
        with self._explained():
            book = WorkbookParts(package)
            sheet, styles = parse(package.read(book.sheet(tab).part)), book.styles()
            rows = range(first, last + 1)
            return {key: not_text(sheet, styles, at, rows) for key, at in columns.items()}

    def confirm(self) -> None:
        """Nothing: a file is read as a whole."""

    def rehearse(self, plan: Plan) -> None:
        """Raise UnsafeError where the file last read would not take `plan`; write nothing."""
        if self._seen:
            with self._explained():
                edited(Package(self._seen.data), plan)

    def apply(self, plan: Plan) -> None:
        """Carry out `plan` as a whole or not at all; the file is afterwards the old or the new.

        Raises `ChangedMeanwhile` unless the file is exactly what the last `read` saw,
        UnreachableError when it cannot be replaced, UnsafeError when the plan would reach more
        than its cells.
        """
        self._carry_out(plan, self._backups)

    def _carry_out(self, plan: Plan, backups: int) -> None:
        self.ensure_writable()
        doing(f"Menulis {self.name}")
        old = disk.load(self.path)
        package, self._seen = self._seen, None
        if package is None or package.data != old:
            raise ChangedMeanwhile
        with self._explained():
            new = edited(package, plan)
        if new == old:
            return
        own = _own_parts(WorkbookParts(Package(old)))
        if not disk.replace(self.path, old, new, backups=backups, moment=self._now(), own=own):
            raise ChangedMeanwhile

    def finish(self, plan: Plan, status: Tab | None) -> None:
        """Carry out what is left of a run's plan and write its page, in one exchange of the file.

        No backup is made when there is nothing but the page: the old file would differ from the new
        in the time of the last run alone, and push out one that somebody may need.
        """
        told = (status,) if status and status.title in self._pages else ()
        whole = replace(plan, pages=(*plan.pages, *told))
        if not whole.empty:
            self._carry_out(whole, 0 if plan.empty else self._backups)

    def held(self, tab: str) -> AbstractContextManager[None]:
        """Nothing to hold: `apply` replaces only what was read."""
        return nullcontext()

    def blank(self) -> bool:
        """True without a file at the path."""
        return not files.taken(self.path)

    def build(
        self, holidays: Iterable[Holiday], beside: Sequence[Schema] = (), wished: Sequence[str] = ()
    ) -> None:
        """Make a new, empty register; raises UsageError unless the name ends in .xlsx."""
        if self.path.suffix.lower() != ".xlsx":
            named = f"Nama register {self.name} harus berakhiran .xlsx"
            raise UsageError(named, "tulis lagi namanya")
        from ppid_sheets.stores.xlsx import new

        others, more = [(schema, ()) for schema in beside], self._chosen.pages
        schema = with_wished(self._chosen.schema, wished)
        new.build(self.path, schema, holidays=holidays, beside=others, optional=more)

    def furnish(self, tab: str, header: Header, *, dry_run: bool = False) -> tuple[str, ...]:
        """Nothing to add: a register's own dropdowns are left as the office made them."""
        return ()

    def traces(self) -> tuple[str, ...]:
        """The toolkit's parts in the register, in Indonesian, a line each."""
        snapshot = self.read()
        with self._explained():
            seeded = removal.seeded(snapshot, WorkbookParts(Package(disk.load(self.path))))
            return tuple(removal.traces(snapshot, removal.columns(snapshot), seeded))

    def onlookers(self) -> tuple[str, ...]:
        """The office's references to the tabs that `remove` takes out, a line each."""
        book = WorkbookParts(self._seen or Package(disk.load(self.path)))
        with self._explained():
            titles = {sheet.title for sheet in book.sheets()}
            pages = names.pages(book.package.read(book.part), titles).values()
            return tuple(onlookers.named(book, set(pages)))

    def remove(self) -> None:
        """Take it all out, and nothing else; raises as `apply` does."""
        self.ensure_writable()
        snapshot = self.read()
        package, self._seen = self._seen, None
        old = package.data if package else b""
        with self._explained():
            new = removal.removed(old, snapshot)
        if not disk.replace(self.path, old, new, backups=self._backups, moment=self._now()):
            raise ChangedMeanwhile

    def beside(self, schema: Schema) -> "WorkbookStore":
        """The store of another register in the file."""
        chosen = self._chosen.beside(schema)
        return WorkbookStore(
            self.path, backups=self._backups, now=self._now, chosen=chosen, past=self._past
        )

    def link(self, tab: str, row: int, folder: Path) -> str:
        """A link that opens the register at a row, relative to `folder` where that is possible."""
        if folder not in self._ways:  # one for the thousand rows of a workbook
            self._ways[folder] = files.way(folder, self.path)
        quoted = tab.replace("'", "''")
        return f"external:{self._ways[folder]}#'{quoted}'!A{row}"

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what is wrong with the file's inside into our errors."""
        try:
            yield
        except UnreadableError as reason:
            remedy = reason.remedy or "buka di Excel, lalu Save As sebagai Excel Workbook (.xlsx)"
            raise ShapeError(
                f"Berkas {self.name} tidak dapat dibaca: {reason}", f"{remedy}"
            ) from reason
        except UnsupportedError as reason:
            remedy = reason.remedy or (
                "betulkan itu, atau buka di Excel dan Save As sebagai Excel Workbook (.xlsx)"
            )
            raise UnsafeError(f"Berkas {self.name} tidak diubah: {reason}", f"{remedy}") from reason
        except ProofError as fault:
            raise BugError(
                f"Berkas {self.name} tidak diubah, sebab hasil suntingannya tidak seperti yang "
                f"dimaksud: {fault}. Ini kesalahan program",
                "laporkan kalimat ini",
            ) from fault
        except NotAWorkbookError:
            raise ShapeError(
                f"Berkas {self.name} bukan buku kerja .xlsx",
                "buka di Excel, lalu Save As sebagai Excel Workbook (.xlsx)",
            ) from None
        except TooFarError as error:
            title, cell = error.args
            raise ShapeError(
                f"Berkas {self.name}, tab {title}: ada isian jauh di luar tabel, di sekitar sel "
                f"{cell}",
                "hapus isian itu, lalu simpan",
            ) from error
        except (BadZipFile, KeyError, UnicodeDecodeError) as error:
            raise ShapeError(
                f"Berkas {self.name} rusak atau terpotong",
                f"ambil salinan terakhir dari folder {backups.FOLDER}",
            ) from error


def _snapshot(package: Package, chosen: Chosen) -> Snapshot:
    """Everything that a run reads from a workbook."""
    book = WorkbookParts(package)
    sheets, workbook, styles = book.sheets(), package.read(book.part), book.styles()
    titles = {sheet.title for sheet in sheets}
    tags = names.read(workbook, titles, chosen)
    pages = names.pages(workbook, titles - {tags.title})
    beside = names.beside(workbook, titles - {tags.title}, chosen)
    kin = {one.title for one in beside.values()}
    needed = {tags.title, *pages.values(), *kin, *_READ_EVEN_WHEN_HIDDEN}
    needed |= set(filter(chosen.enters, titles))
    wanted = [sheet.title for sheet in sheets if sheet.visible or sheet.title in needed]
    tabs, far = reading.tabs(book, wanted)
    return Snapshot(
        pages={page: tabs.pop(title) for page, title in pages.items()},
        tabs=tabs,
        register=tags.title,
        tags=tags.positions,
        header_row=tags.header_row,
        highlights=look(book, tags.title, styles).highlights if tags.title else (),
        unread=[title for title in book.titles() if title not in wanted],
        epoch=EPOCH_1904 if book.epoch1904 else EPOCH,
        ruled=[t for t in tabs if t not in (tags.title, *kin) and _is_ruled(book, t)],
        beside=beside,
        chosen=chosen,
        far=far,
        filters=tuple(dict.fromkeys(filters(book, tags.title))) if tags.title else (),
        looks={page: look(book, title, styles) for page, title in pages.items() if page in PAGES},
    )


def _is_ruled(book: WorkbookParts, title: str) -> bool:
    """True for a tab with rules of ours: the register, or a copy of it."""
    return title not in (CHOICES, HOLIDAYS) and bears(book.package.read(book.sheet(title).part))


def _own_parts(book: WorkbookParts) -> Collection[str]:
    """The parts of the job's pages, with the time of each run."""
    titles = names.pages(book.package.read(book.part), {sheet.title for sheet in book.sheets()})
    return [book.sheet(title).part for title in titles.values()]
