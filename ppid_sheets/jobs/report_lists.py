"""The use case that prints and publishes the lists of open and of excluded information."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ppid_sheets.checks.information_lists import InformationList, of_requests
from ppid_sheets.config import Settings
from ppid_sheets.errors import ShapeError, UsageError
from ppid_sheets.jobs.settle import consistent
from ppid_sheets.register.information import LISTS
from ppid_sheets.stores.port import Store


@dataclass(frozen=True, slots=True)
class ListsPrint:
    """The lists that were written: the workbook, the files to publish, and a line on each list."""

    printed: Path
    published: tuple[Path, ...]
    told: tuple[str, ...]


def report_lists(store: Store, settings: Settings, as_of: date, out: Path) -> ListsPrint:
    """Write the lists of an office as of a day into the folder `out`: to print, and to publish.

    Raises UsageError where it has none, ShapeError where one cannot be read.
    """
    from ppid_sheets.reports.information import lists_page, lists_table, printed_lists
    from ppid_sheets.reports.information.shown import shown
    from ppid_sheets.reports.workbook import xlsx

    found = consistent(store, lambda snapshot: _read(of_requests(snapshot, settings.time_zone)))
    lists = [shown(one, found[one.name], as_of) for one in LISTS if one.name in found]
    day = as_of.isoformat()
    printed = out / printed_lists.file_name(day)
    files = {
        printed: xlsx.render(printed_lists.describe(lists, settings)),
        out / printed_lists.file_name(day, "html"): lists_page.page(
            lists, settings.office
        ).encode(),
        **{
            out / lists_table.file_name(one): lists_table.table(one, settings.office.name).encode()
            for one in lists
        },
    }
    for path, content in files.items():
        xlsx.save(content, path)
    told = [f"{one.schema.tab}: {one.state}" for one in lists]
    told += [f"{one.schema.tab}, tidak dimuat: {line}." for one in lists for line in one.left_out]
    return ListsPrint(printed, tuple(path for path in files if path != printed), tuple(told))


def _read(found: Mapping[str, InformationList]) -> Mapping[str, InformationList]:
    if not found:
        raise UsageError(
            "Register belum memuat tab DIP atau DIK", "jalankan ppid-sheets init --lists"
        )
    for one in found.values():
        if one.table is None:
            raise ShapeError(
                f"Tab {one.tab} tidak dapat dibaca: {one.trouble}",
                "kembalikan baris judul kolomnya, atau jalankan ppid-sheets init --lists",
            )
    return found
