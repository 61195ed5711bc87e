"""Says a month's figures in formal Indonesian sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ, listed, long_date, number
from ppid_sheets.register.requests.words import REFUSED, UNDOCUMENTED
from ppid_sheets.reports.figures import Figures, Flow

_NOT_POSSESSED = ("Tidak dikuasai", UNDOCUMENTED)


def month_in_words(figures: Figures, office: str) -> str:
    """A paragraph: received, finished, on time, refused and why, how long it took, what remains."""
    period, now = figures.period, figures.current
    month, before = period.month.name, period.month.before().name
    sentences = (
        _received(now.received, figures.previous.received, month, before, office),
        _finished(now),
        *_refused(figures),
        *_service(now),
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
    among = "" if now.judged == now.finished else f"dari {number(now.judged)} yang dinilai, "
    return (
        f"; {among}{number(now.on_time)} ({share}%) tepat waktu dan {number(late)} melewati batas "
        "waktu"
    )


def _refused(figures: Figures) -> Iterator[str]:
    """Refusals among the finished with their grounds; nothing where nothing was finished."""
    if not figures.current.finished:
        return
    rows = figures.data[figures.data["finished_on"] >= pd.Timestamp(figures.period.first)]
    grounds = Counter(rows.loc[rows["decision"] == REFUSED, "refusal_ground"].tolist())
    refused = sum(grounds.values())
    if not refused:
        yield "Tidak ada permohonan yang ditolak."
    elif refused == 1:
        yield f"Satu permohonan ditolak {_ground(next(iter(grounds)))}."
    elif len(grounds) == 1:
        yield f"Ditolak {_requests(refused)}, semuanya {_ground(next(iter(grounds)))}."
    else:
        told = [f"{number(n)} {_ground(ground)}" for ground, n in _most_frequent(grounds)]
        yield f"Ditolak {_requests(refused)}: {listed(told)}."


def _most_frequent(grounds: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(grounds.items(), key=lambda pair: (-pair[1], pair[0].startswith("("), pair[0]))


def _ground(ground: str) -> str:
    if ground in (NOT_FILLED, NOT_READ):
        return "tanpa alasan yang tercatat"
    return (
        f"karena {ground[0].lower()}{ground[1:]}"
        if ground in _NOT_POSSESSED
        else (f"berdasarkan {ground}")
    )


def _service(now: Flow) -> Iterator[str]:
    """Mean and median, where there was more than one to take them of."""
    if now.mean_days is None or now.median_days is None:
        return
    if now.judged == 1:
        yield f"Waktu layanannya {number(now.mean_days)} hari kerja."
    else:
        yield (
            f"Waktu layanan rata-rata {number(now.mean_days, 1)} hari kerja, dengan median "
            f"{number(now.median_days, 1)} hari kerja."
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
