"""The dropdown or check of a column of a new register, and the help beside its cells."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.schema import Column
from ppid_sheets.register.values import Value

_LONGEST_TITLE = 32


def guidance(column: Column, lists: Sequence[Value]) -> dict[str, Any]:
    """The dropdown or check of a column's cells, and the help shown beside them; {} for neither.

    `lists` are the headers of the tab *Pilihan*; what has no list there is chosen from its own.
    Help covers the cells beside it, so it is shown only where the form of what is typed matters.
    """
    guidance: dict[str, Any] = {"validate": "any", "error_type": "warning", "ignore_blank": True}
    if column.formed:
        guidance |= _help(column)
    match column.kind:
        case "choice" if column.header in lists:
            letter = letters(lists.index(column.header))
            guidance |= {
                "validate": "list",
                "source": f"={layout.CHOICES}!${letter}$2:${letter}${layout.LIST_ROWS}",
                "error_title": "Tidak ada dalam daftar",
                "error_message": "Pilih isian dari daftar. Daftarnya diubah di tab Pilihan.",
            }
        case "choice":
            guidance |= {
                "validate": "list",
                "source": list(column.choices),
                "error_title": "Tidak ada dalam daftar",
                "error_message": "Pilih isian dari daftar.",
            }
        case "date" if column.owner == "staff":
            guidance |= {
                "validate": "date",
                "criteria": "between",
                "minimum": date(2000, 1, 1),
                "maximum": date(2099, 12, 31),
                "error_title": "Bukan tanggal",
                "error_message": "Ketik tanggal sebagai hari/bulan/tahun, contoh 28/02/2026.",
            }
        case "time":
            guidance |= {
                "validate": "time",
                "criteria": "between",
                "minimum": time(0, 0),
                "maximum": time(23, 59, 59),
                "error_title": "Bukan jam",
                "error_message": "Ketik jam sebagai jam:menit, contoh 09:15.",
            }
        case "number" if column.owner == "staff":
            guidance |= {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_title": "Bukan bilangan",
                "error_message": "Ketik angka saja, tanpa Rp dan tanpa titik, contoh 15000.",
            }
    return guidance if column.formed or guidance["validate"] != "any" else {}


def _help(column: Column) -> dict[str, Any]:
    """A column's help under its header, which begins the text where it is no title for Excel."""
    if len(column.header) <= _LONGEST_TITLE:
        return {"input_title": column.header, "input_message": column.help}
    return {"input_message": f"{column.header}. {column.help}"}
