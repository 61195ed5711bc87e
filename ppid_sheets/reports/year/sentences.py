"""The account of some months in formal sentences."""

from ppid_sheets.common.indonesian import long_date, number
from ppid_sheets.reports.year.month_by_month import place
from ppid_sheets.reports.year.rows import OUTCOMES
from ppid_sheets.reports.year.year import Line, Year


def in_words(year: Year) -> str:
    """The report in formal sentences."""
    office, name = year.settings.office.name, year.told.name.replace("Tahun", "tahun")
    received, finished = (place(year, name).value for name in ("Diterima", "Jumlah selesai"))
    left = place(year, "Sisa akhir").value
    sentences = [
        f"Selama {name} {office} menerima {_requests(received)}{_beside(year, year.past)}."
        if received
        else f"Selama {name} {office} tidak menerima permohonan informasi publik.",
        _finished(year) if finished else "Tidak ada permohonan yang diselesaikan.",
        f"Pada {long_date(year.as_of)} "
        + (f"tersisa {_requests(left)}." if left else "tidak ada permohonan yang tersisa."),
    ]
    return " ".join(sentences)


def _beside(year: Year, past: Line) -> str:
    if not year.compared:
        return ""
    then = year.before.name.replace("Tahun", "tahun")
    return f" ({number(_int(past.received.value))} pada {then})"


def _requests(count: object) -> str:
    return (
        "satu permohonan informasi publik"
        if count == 1
        else f"{number(_int(count))} permohonan informasi publik"
    )


def _finished(year: Year) -> str:
    counts = [(outcome, _int(place(year, outcome).value)) for outcome in OUTCOMES]
    named = "; ".join(f"{outcome.lower()} {number(count)}" for outcome, count in counts if count)
    mean = year.mean.value
    time = f", rata-rata dalam {number(mean, 1)} hari kerja" if isinstance(mean, float) else ""
    done = number(_int(place(year, "Jumlah selesai").value))
    return f"Diselesaikan {done} permohonan{time}: {named}."


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value} is no count")
    return value
