"""The account of some months in formal sentences, whose numbers are read from cells."""

from ppid_sheets.common.indonesian import long_date
from ppid_sheets.reports.workbook.phrase import (
    SILENCE,
    Phrase,
    compare,
    counted,
    joined,
    measured,
    requests,
    sentence,
    there_is,
    words,
)
from ppid_sheets.reports.workbook.tally import Number
from ppid_sheets.reports.year.month_by_month import place
from ppid_sheets.reports.year.rows import OUTCOMES
from ppid_sheets.reports.year.year import Year

_BETWEEN = "; "
_NOUN = "permohonan informasi publik"


def in_words(year: Year) -> Phrase:
    """The requests received, their outcomes, the days they took, and those left."""
    day = long_date(year.as_of)
    left = place(year, "Sisa akhir")
    some = sentence(f"Pada {day} tersisa {{}}.", requests(left, _NOUN))
    none = words(f"Pada {day} tidak ada permohonan yang tersisa.")
    remaining = compare(left, "=", 0).choose(none, some)
    return joined((_received(year), _finished(year), remaining), " ")


def _received(year: Year) -> Phrase:
    name = year.covered.name.replace("Tahun", "tahun")
    received = place(year, "Diterima")
    some = words("menerima ") + requests(received, _NOUN) + _beside(year)
    none = words("tidak menerima permohonan informasi publik")
    subject = words(f"Selama {name} {year.settings.office.name} ")
    return subject + compare(received, "=", 0).choose(none, some) + words(".")


def _beside(year: Year) -> Phrase:
    if not year.compared:
        return SILENCE
    then = year.before.name.replace("Tahun", "tahun")
    return sentence(f" ({{}} pada {then})", year.past.received)


def _finished(year: Year) -> Phrase:
    finished, mean = (
        place(year, name) for name in ("Jumlah selesai", "Rata-rata waktu layanan (hari kerja)")
    )
    time = sentence(", rata-rata dalam {} hari kerja", measured(mean))
    none = words("Tidak ada permohonan yang diselesaikan.")
    some = sentence(
        "Diselesaikan {} permohonan{}: {}.",
        finished,
        there_is(mean).choose(time, SILENCE),
        _outcomes(year),
    )
    return compare(finished, "=", 0).choose(none, some)


def _outcomes(year: Year) -> Phrase:
    """`dikabulkan seluruhnya 4; ditolak 1`: those that there are."""
    named = joined(_outcome(place(year, outcome), outcome.lower()) for outcome in OUTCOMES)
    return Phrase(named.value[len(_BETWEEN) :], f"MID({named.formula},{len(_BETWEEN) + 1},999)")


def _outcome(count: Number, name: str) -> Phrase:
    said = words(f"{_BETWEEN}{name} ") + counted(count)
    return compare(count, "=", 0).choose(SILENCE, said)
