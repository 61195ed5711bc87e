"""Says a month in formal Indonesian sentences, whose numbers are read from cells."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ppid_sheets.common.indonesian import NOT_FILLED, NOT_READ, long_date
from ppid_sheets.deadlines.clock import WITHDRAWN_STATUS
from ppid_sheets.register.requests.words import REFUSED
from ppid_sheets.reports.month import flow, service, tiles
from ppid_sheets.reports.month.figure import Figure, says, within
from ppid_sheets.reports.month.report import Report, is_exact
from ppid_sheets.reports.month.sheet_names import REPORT
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


@dataclass(frozen=True, slots=True)
class Account:
    """The numbers of the month that the sentences name, each read from where it stands."""

    received: Number
    received_before: Number
    finished: Number
    withdrawn: Number
    judged: Number
    on_time: Number
    refused: Number
    grounds: Mapping[str, Number]
    mean: Number
    median: Number
    remaining: Number
    overdue: Number


def month_in_words(report: Report) -> Phrase:
    """A paragraph: received, finished, on time, refused and why, how long it took, what remains."""
    told, day = _told(report), long_date(report.period.as_of)
    refused = compare(told.finished, "=", 0).choose(SILENCE, _refused(told))
    sentences = _received(told, report), _finished(told), refused, _service(told)
    return joined((*sentences, _remaining(told, day)))


def _told(report: Report) -> Account:
    overall = report.once(service.layout).overall
    received, before = (tiles.tile(report, tiles.RECEIVED, back) for back in (0, 1))
    on_time = overall.number(0, service.IN_TIME[0]) + overall.number(0, service.IN_TIME[1])
    done = within("finished_on")
    withdrawn = Figure(REPORT, "", (), done & says("status", WITHDRAWN_STATUS))
    refused = flow.refused(report)
    return Account(
        received,
        before,
        tiles.tile(report, tiles.FINISHED),
        withdrawn.number(report.tally, report.times),
        overall.number(0, service.NUMBER),
        on_time.at(f"({on_time.formula})"),
        refused,
        dict(_grounds(report)),
        overall.number(0, service.MEAN),
        overall.number(0, service.MEDIAN),
        tiles.tile(report, tiles.REMAINING),
        tiles.tile(report, tiles.OVERDUE),
    )


def _grounds(report: Report) -> Iterator[tuple[str, Number]]:
    """The month's refusals by ground, the most frequent first, each counted in Data."""
    data = report.figures.data
    rows = data[data["finished_on"] >= pd.Timestamp(report.period.first)]
    found = Counter(rows.loc[rows["decision"] == REFUSED, "refusal_ground"].tolist())
    refused = within("finished_on") & says("decision", REFUSED)
    exact = is_exact("refusal_ground", [*found])
    for ground, _ in sorted(found.items(), key=lambda one: (-one[1], one[0][0] == "(", one[0])):
        figure = Figure(REPORT, "", (), refused & says("refusal_ground", ground))
        yield ground, figure.number(report.tally, report.times, exact)


def _received(told: Account, report: Report) -> Phrase:
    month, before = report.month, report.before.name
    now, then = told.received, told.received_before
    nothing = words("tidak menerima permohonan informasi publik") + compare(then, "=", 0).choose(
        words(f", begitu pula selama {before}."),
        sentence(f"; selama {before} diterima {{}}.", requests(then)),
    )
    some = sentence(
        f"menerima {{}} informasi publik, {{}} {before} ({{}}).",
        requests(now),
        _change(now, then),
        then,
    )
    return words(f"Selama {month} {report.settings.office.name} ") + compare(now, "=", 0).choose(
        nothing, some
    )


def _change(now: Number, then: Number) -> Phrase:
    more, fewer = sentence("naik {}", now - then), sentence("turun {}", then - now)
    changed = compare(now, ">", then).choose(more, fewer) + words(" dari")
    return compare(now, "=", then).choose(words("sama banyak dengan"), changed)


def _finished(told: Account) -> Phrase:
    withdrawn = sentence(", {} dicabut pemohon", _some(told.withdrawn, told.finished))
    several = sentence(
        "Diselesaikan {}{}{}",
        requests(told.finished),
        compare(told.withdrawn, "=", 0).choose(SILENCE, withdrawn),
        _judged(told),
    )
    one = words("Satu permohonan diselesaikan") + _single(told)
    some = compare(told.finished, "=", 1).choose(one, several) + words(".")
    nothing = words("Tidak ada permohonan yang diselesaikan dalam periode ini.")
    return words(" ") + compare(told.finished, "=", 0).choose(nothing, some)


def _single(told: Account) -> Phrase:
    late = words(", melewati batas waktu")
    on_time = compare(told.on_time, "=", 0).choose(late, words(" tepat waktu"))
    judged = compare(told.judged, "=", 0).choose(SILENCE, on_time)
    return compare(told.withdrawn, "=", 0).choose(judged, words(" karena dicabut pemohon"))


def _judged(told: Account) -> Phrase:
    """How many of several finished ones were on time."""
    late = told.judged - told.on_time
    all_of_them = compare(told.judged, "=", told.finished)
    everything = words("; ") + all_of_them.choose(
        words("semuanya"), sentence("semua ({}) yang dinilai", told.judged)
    )
    both = sentence(
        "; {}{} ({}%) tepat waktu dan {} melewati batas waktu",
        all_of_them.choose(SILENCE, sentence("dari {} yang dinilai, ", told.judged)),
        told.on_time,
        measured(_percentage(told)),
        late,
    )
    mixed = compare(told.on_time, "=", 0).choose(everything + words(" melewati batas waktu"), both)
    said = compare(late, "=", 0).choose(everything + words(" tepat waktu"), mixed)
    return compare(told.judged, "=", 0).choose(SILENCE, said)


def _percentage(told: Account) -> Number:
    judged, on_time = told.judged, told.on_time
    value = 100 * float(str(on_time.value)) / float(str(judged.value)) if judged.value else 0.0
    return Number(value, f"100*{on_time.formula}/{judged.formula}")


def _refused(told: Account) -> Phrase:
    """Refusals with their grounds."""
    several = sentence("Ditolak {}", requests(told.refused))
    one = words("Satu permohonan ditolak")
    match [*told.grounds.items()]:
        case []:
            pass
        case [(ground, _)]:
            several += words(f", semuanya {_ground(ground)}")
            one += words(f" {_ground(ground)}")
        case grounds:
            said = [counted(count) + words(f" {_ground(ground)}") for ground, count in grounds]
            several += words(": ") + _listed(said)
    some = compare(told.refused, "=", 1).choose(one, several) + words(".")
    nothing = words("Tidak ada permohonan yang ditolak.")
    return words(" ") + compare(told.refused, "=", 0).choose(nothing, some)


def _listed(said: Sequence[Phrase]) -> Phrase:
    """`a, b dan c`."""
    *first, last = said
    return joined(first, ", ") + words(" dan ") + last


def _ground(ground: str) -> str:
    if ground in (NOT_FILLED, NOT_READ):
        return "tanpa alasan yang tercatat"
    return (
        f"karena {ground[0].lower()}{ground[1:]}"
        if ground in flow.NOT_POSSESSED
        else f"berdasarkan {ground}"
    )


def _service(told: Account) -> Phrase:
    """Mean and median, where there was more than one to take them of."""
    one = sentence(" Waktu layanannya {} hari kerja.", told.mean)
    several = sentence(
        " Waktu layanan rata-rata {} hari kerja, dengan median {} hari kerja.",
        measured(told.mean),
        measured(told.median),
    )
    some = compare(told.judged, "=", 1).choose(one, several)
    return there_is(told.mean).choose(some, SILENCE)


def _remaining(told: Account, day: str) -> Phrase:
    left = words(f" Pada {day} tersisa ") + requests(told.remaining)
    late = compare(told.remaining, "=", 1).choose(
        words(" dan telah melewati batas waktu."),
        sentence(", {} telah melewati batas waktu.", _some(told.overdue, told.remaining)),
    )
    on_time = words(", tidak ada yang melewati batas waktu.")
    some = (
        left + words(" yang masih diproses") + compare(told.overdue, "=", 0).choose(on_time, late)
    )
    nothing = words(f" Pada {day} tidak ada permohonan yang tersisa.")
    return compare(told.remaining, "=", 0).choose(nothing, some)


def _some(part: Number, whole: Number) -> Phrase:
    among = sentence("{} di antaranya", part)
    return compare(part, "=", whole).choose(words("semuanya"), among)
