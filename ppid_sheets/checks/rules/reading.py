"""Rules on how cells were read, made for every column of a kind: nothing is guessed silently."""

from ppid_sheets.checks.engine import Case, Find, Hits, Rule
from ppid_sheets.common.indonesian import DAYS
from ppid_sheets.common.severity import Severity
from ppid_sheets.register.cells import is_blank
from ppid_sheets.register.reading import Note
from ppid_sheets.register.schema import Column, ColumnKind, Schema

_EXAMPLES: dict[ColumnKind, tuple[str, str]] = {
    "date": ("tanggal tidak terbaca", "tulis seperti 28/02/2026"),
    "time": ("jam tidak terbaca", "tulis seperti 09:15"),
    "number": ("jumlah tidak terbaca", "tulis angka saja, contoh 15000, atau 0 bila gratis"),
}


def noted(key: str, note: Note) -> Find:
    """The finder of cells that were read with a note."""
    return lambda case: case.noted(key, note)


def respelled(key: str) -> Find:
    """Another spelling of a choice."""
    return lambda case: case.noted(key, "respelled") & ~case.blank(key)


def undecided(key: str) -> Find:
    """A word such as "proses" where the decision will stand."""
    return lambda case: case.noted(key, "respelled") & case.blank(key)


def unlisted(key: str) -> Find:
    """Text that is no choice."""
    return lambda case: case.noted(key, "unlisted") & (not _is_ticked(case, key))


def unclear_tick(key: str) -> Find:
    """Several ticks, or signs that are none, in the tick columns of the national form."""
    return lambda case: case.noted(key, "unlisted") & _is_ticked(case, key)


def other_weekday(key: str) -> Find:
    """A weekday in front that is not the date's own; the date counts."""

    def find(case: Case) -> Hits:
        hit = case.noted(key, "other_weekday")
        days = case[key][hit].tolist()
        return Hits(hit, {"weekday": [DAYS[day.weekday()] for day in days]})

    return find


def _is_ticked(case: Case, key: str) -> bool:
    place = case.table.header.places.get(key)
    return bool(place and place.ticks)


def _rule(
    column: Column,
    code: str,
    severity: Severity,
    message: str,
    remedy: str,
    note: Note,
    find: Find | None = None,
) -> Rule:
    """A rule on the cells of a column that were read with a note, for the reason for which the
    register has the column.
    """
    find = find or noted(column.key, note)
    return Rule(code, severity, column.key, message, remedy, column.source, (), find, note)


def _error(column: Column) -> Rule:
    return _rule(
        column,
        "B06",
        "galat",
        "sel berisi kesalahan rumus",
        "hapus rumusnya, lalu ketik isinya",
        "error",
    )


def _uncalculated(column: Column) -> Rule:
    return _rule(
        column,
        "B14",
        "galat",
        "rumus di sel ini belum dihitung, jadi isinya tidak diketahui",
        "buka berkasnya di Excel atau LibreOffice, simpan, lalu jalankan lagi",
        "uncalculated",
    )


def _unreadable(column: Column) -> Rule:
    message, remedy = _EXAMPLES[column.kind]
    return _rule(column, "B01", "galat", message, remedy, "unreadable")


def _date(column: Column) -> tuple[Rule, ...]:
    key = column.key
    return (
        _unreadable(column),
        _rule(
            column,
            "B02",
            "galat",
            "tanggal itu tidak ada dalam kalender",
            "betulkan hari, bulan atau tahunnya",
            "impossible",
        ),
        _rule(
            column,
            "B03",
            "peringatan",
            f"tahun ditulis dua angka dan dibaca sebagai {{{key}}}",
            "tulis tahunnya empat angka, contoh 28/02/2026",
            "two_digit_year",
        ),
        _rule(
            column,
            "B10",
            "galat",
            "tahunnya tidak mungkin",
            "tulis tahunnya empat angka, contoh 28/02/2026",
            "far_year",
        ),
        _rule(
            column,
            "B11",
            "galat",
            "tidak jelas mana hari dan mana bulannya",
            "tulis nama bulannya, contoh 3 November 2026",
            "ambiguous",
        ),
        _rule(
            column,
            "B12",
            "peringatan",
            f"nama harinya tidak cocok; {{{key}}} jatuh pada hari {{weekday}}",
            "betulkan nama hari atau tanggalnya",
            "other_weekday",
            other_weekday(key),
        ),
        _rule(
            column,
            "B13",
            "info",
            f"jamnya menurut zona waktu lain; di sini hari itu {{{key}}}",
            "pastikan tanggalnya benar",
            "zoned",
        ),
        _error(column),
    )


def _number(column: Column) -> tuple[Rule, ...]:
    return (
        _unreadable(column),
        _rule(
            column,
            "B07",
            "peringatan",
            f"titik dan komanya tertukar; dibaca sebagai {{{column.key}}}",
            "tulis angka saja, contoh 15000",
            "respelled",
        ),
        _error(column),
    )


def _choice(column: Column) -> tuple[Rule, ...]:
    """A listed column's choices are names of staff: they are not repeated in a finding."""
    read_as = "" if column.listed else f" dan dibaca sebagai {{{column.key}}}"
    rules = [
        _rule(
            column,
            "B04",
            "info",
            f"ejaannya berbeda dari daftar{read_as}",
            "pilih dari daftar supaya seragam",
            "respelled",
            respelled(column.key),
        ),
        _error(column),
    ]
    if not (column.listed or column.open_list):
        rules.append(
            _rule(
                column,
                "B05",
                "galat",
                "isian tidak ada dalam daftar",
                f"pilih dari daftar, contoh {column.choices[0]}",
                "unlisted",
                unlisted(column.key),
            )
        )
    if column.ticks:
        rules.append(
            _rule(
                column,
                "B08",
                "galat",
                "centangnya lebih dari satu atau tidak jelas",
                "centang satu pilihan saja dengan √",
                "unlisted",
                unclear_tick(column.key),
            )
        )
    if any(not choice and not is_blank(word) for word, choice in column.spellings.items()):
        rules.append(
            _rule(
                column,
                "B09",
                "info",
                "isian ini dibaca sebagai belum ada keputusan",
                "kosongkan selama permohonan masih diproses",
                "respelled",
                undecided(column.key),
            )
        )
    return tuple(rules)


def _of(column: Column) -> tuple[Rule, ...]:
    return (*_of_kind(column), _uncalculated(column))


def _of_kind(column: Column) -> tuple[Rule, ...]:
    match column.kind:
        case "date":
            return _date(column)
        case "time":
            return (_unreadable(column),)
        case "number":
            return _number(column)
        case "choice":
            return _choice(column)
        case "text":
            return (_error(column),)


def rules(schema: Schema) -> tuple[Rule, ...]:
    """The rules on every cell that staff fill in a register."""
    return tuple(rule for column in schema.staff for rule in _of(column))
