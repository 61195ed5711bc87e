"""Says a month's figures in formal Indonesian sentences."""

from ppid_sheets.register.indonesian import long_date, month_name, number
from ppid_sheets.reports.figures import Figures, Flow


def month_in_words(figures: Figures, office: str) -> str:
    """A paragraph: received against the month before, finished, on time, what remains."""
    period, now = figures.period, figures.current
    month = month_name(period.first.year, period.first.month)
    before = month_name(period.before.year, period.before.month)
    sentences = (
        _received(now.received, figures.previous.received, month, before, office),
        _finished(now),
        _remaining(now, long_date(period.as_of)),
    )
    return " ".join(sentences)


def _requests(count: int) -> str:
    """`satu permohonan`, `1.204 permohonan`."""
    return "satu permohonan" if count == 1 else f"{number(count)} permohonan"


def _received(now: int, then: int, month: str, before: str, office: str) -> str:
    if not now and not then:
        return (
            f"Selama {month} {office} tidak menerima permohonan informasi publik, begitu pula "
            f"selama {before}."
        )
    if not now:
        return (
            f"Selama {month} {office} tidak menerima permohonan informasi publik; selama {before} "
            f"diterima {_requests(then)}."
        )
    return f"Selama {month} {office} menerima {_requests(now)} informasi publik, " + (
        f"{_change(now, then)} {before} ({number(then)})."
    )


def _change(now: int, then: int) -> str:
    if now == then:
        return "sama banyak dengan"
    return f"{'naik' if now > then else 'turun'} {number(abs(now - then))} dari"


def _finished(now: Flow) -> str:
    if not now.finished:
        return "Tidak ada permohonan yang diselesaikan dalam periode ini."
    if now.finished == 1:
        return f"Satu permohonan diselesaikan{_single(now)}."
    withdrawn = f", {_some(now.withdrawn, now.finished)} dicabut pemohon" if now.withdrawn else ""
    return f"Diselesaikan {_requests(now.finished)}{withdrawn}{_judged(now)}."


def _single(now: Flow) -> str:
    if now.withdrawn:
        return " karena dicabut pemohon"
    if not now.judged:
        return ""
    return " tepat waktu" if now.on_time else ", melewati batas waktu"


def _judged(now: Flow) -> str:
    """How many of several finished ones were on time."""
    late = now.judged - now.on_time
    if not now.judged:
        return ""
    everything = (
        "semuanya" if now.judged == now.finished else f"semua ({number(now.judged)}) yang dinilai"
    )
    if not late:
        return f"; {everything} tepat waktu"
    if not now.on_time:
        return f"; {everything} melewati batas waktu"
    share = number(100 * now.on_time / now.judged, 1)
    return (
        f"; dari {number(now.judged)} yang dinilai, {number(now.on_time)} ({share}%) tepat waktu "
        f"dan {number(late)} melewati batas waktu"
    )


def _remaining(now: Flow, day: str) -> str:
    if not now.remaining:
        return f"Pada {day} tidak ada permohonan yang tersisa."
    left = f"Pada {day} tersisa {_requests(now.remaining)} yang masih diproses"
    if not now.overdue:
        return f"{left}, tidak ada yang melewati batas waktu."
    if now.remaining == 1:
        return f"{left} dan telah melewati batas waktu."
    return f"{left}, {_some(now.overdue, now.remaining)} telah melewati batas waktu."


def _some(part: int, whole: int) -> str:
    return "semuanya" if part == whole else f"{number(part)} di antaranya"
