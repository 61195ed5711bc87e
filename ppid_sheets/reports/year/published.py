"""What may be announced of a year: its figures by law, and months whose small numbers are hidden.

Art. 12 UU 14/2008 orders the requests received, the time taken, grants and refusals and the grounds
of refusal of the year to be announced: these are always there, however small. What a month's
requests came to is not asked for by law and could point to a person: there small numbers, and
others that would give them away, are not shown; so too in a report of less than half a year, which
the law does not order. Plain values alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from ppid_sheets.common.month import Month
from ppid_sheets.register.requests.words import GRANTED_PARTLY, GRANTED_WHOLLY, REFUSED
from ppid_sheets.reports.workbook.tally import NONE, Number
from ppid_sheets.reports.year.announced import MARK, AnnouncedCount, announced
from ppid_sheets.reports.year.notes import ART_12, TIME
from ppid_sheets.reports.year.rows import GROUNDS, OUTCOMES
from ppid_sheets.reports.year.suppression import Link, hidden
from ppid_sheets.reports.year.year import Which, Year, YearLine

REST = "Lainnya"
"""Withdrawn, not processed, or of another sort: nothing that Art. 12 asks for by name."""
SHOWN = (GRANTED_WHOLLY, GRANTED_PARTLY, REFUSED, REST)
RECEIVED, FINISHED, MEAN = "Diterima", "Jumlah selesai", "Rata-rata waktu layanan (hari kerja)"

LEAST_MONTHS = 6
"""A report of fewer is treated as a month of a year is."""

Announced = int | float | str
"""A count, a mean, MARK for one that is hidden, NONE where there is nothing."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of the year: the letter of Art. 12 that asks for it, now and a year before."""

    letter: Literal["a", "b", "c", "d"]
    name: str
    value: Announced
    past: Announced | None
    label: str = ""

    @property
    def is_mean(self) -> bool:
        """True for days, which have a decimal."""
        return self.name == MEAN


@dataclass(frozen=True)
class Published:
    """The numbers of a year with their names, and which of them are suppressed."""

    year: Year

    @property
    def months(self) -> Sequence[Month]:
        """The months that have begun."""
        return self.year.months

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The figures of Art. 12: received, time, what became of them, grounds of refusal."""
        now, past = self._outcomes("this"), self._outcomes("before")
        times = _mean(self.year.mean), _mean(self.year.past.mean)
        compared = self.year.compared
        lines: list[Stated] = [
            Stated("a", RECEIVED, now[RECEIVED], past[RECEIVED]),
            Stated("b", MEAN, *times),
            *(Stated("c", name, now[name], past[name]) for name in (*SHOWN, FINISHED)),
        ]
        for ground in GROUNDS:
            both = [_count(self.year.refused(ground, which)) for which in ("this", "before")]
            if both[0] or (both[1] and compared):
                lines.append(Stated("d", ground, both[0], both[1]))
        timed = sum(map(self.year.timed, range(len(self.months))))
        values = self._guarded(lines, [one.value for one in lines], timed)
        befores = self._guarded(lines, [one.past or 0 for one in lines], self.year.timed_before)
        return tuple(
            replace(one, value=value, past=before if compared else None)
            for one, value, before in zip(lines, values, befores, strict=True)
        )

    def _guarded(
        self, lines: Sequence[Stated], values: Sequence[Announced], timed: int
    ) -> Sequence[Announced]:
        """The figures of a short report without small outcomes, grounds, and a mean over few."""
        if self.whole:
            return values
        least = self.year.settings.small_cell
        kept = hidden(tuple(_outcomes_alone(lines, values)), least)
        if 0 < timed < least or f"c {FINISHED}" in kept:
            kept |= {f"b {MEAN}"}
        return [
            MARK if f"{one.letter} {one.name}" in kept else value
            for one, value in zip(lines, values, strict=True)
        ]

    @property
    def whole(self) -> bool:
        """True for a report of at least half a year, whose figures are always shown."""
        return len(self.year.span.months) >= LEAST_MONTHS

    @cached_property
    def objections(self) -> Sequence[AnnouncedCount]:
        """The outcomes of objections."""
        return announced(self.year, small=self.whole)

    @property
    def _marked(self) -> bool:
        return any(MARK in (one.value, one.past) for one in self.stated)

    def _outcomes(self, which: Which) -> dict[str, int]:
        lines: Sequence[YearLine] = self.year.lines if which == "this" else (self.year.past,)
        found = dict.fromkeys((RECEIVED, *SHOWN, FINISHED), 0)
        for line in lines:
            for name, count in _of(line).items():
                found[name] += count
        return found

    @property
    def charted(self) -> tuple[Stated, ...]:
        """The outcomes of requests, for a chart; nothing where none was finished."""
        lines = [one for one in self.stated if one.letter == "c" and one.name != FINISHED]
        some = any(one.value or one.past for one in lines) and not self._marked
        return tuple(lines) if some else ()

    @property
    def sums(self) -> Mapping[str, Announced]:
        """The sum below each column of the months."""
        return {one.name: one.value for one in self.stated if one.letter != "d"}

    @cached_property
    def counts(self) -> tuple[dict[str, int], ...]:
        """Of each month what came and what became of what was finished."""
        return tuple(_of(line) for line in self.year.lines)

    def links(self) -> Iterator[Link]:
        """What was finished as a network: each month's outcomes and their sum.

        The sums of the year are public, so they are no links.
        """
        for month, counts in enumerate(self.counts):
            yield Link(f"{FINISHED} {month}", "all", f"month {month}", counts[FINISHED], total=True)
            for name in SHOWN:
                yield Link(f"{name} {month}", f"month {month}", name, counts[name])

    @cached_property
    def suppressed_names(self) -> frozenset[str]:
        """Names of the counts that are not shown, `Ditolak 3` for the fourth month."""
        return hidden(tuple(self.links()), self.year.settings.small_cell)

    @property
    def crossed(self) -> bool:
        """Whether outcomes are shown by month: there are several, and enough need not be hidden."""
        links = [link for link in self.links() if link.value]
        hidden_ones = sum(link.key in self.suppressed_names for link in links)
        some = len(self.months) > 1 and bool(links) and not self._marked
        return some and 3 * hidden_ones <= 2 * len(links)

    @cached_property
    def table(self) -> tuple[tuple[Announced, ...], ...]:
        """A line a month, in the order of `columns`."""
        return tuple(
            tuple(self._cell(month, name) for name in self.columns)
            for month in range(len(self.months))
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """What is shown of each month."""
        return (RECEIVED, MEAN, *SHOWN, FINISHED) if self.crossed else (RECEIVED,)

    def _cell(self, month: int, name: str) -> Announced:
        if name == MEAN:
            mean = _mean(self.year.lines[month].mean)
            return MARK if mean != NONE and month in self.silent_means else mean
        return MARK if f"{name} {month}" in self.suppressed_names else self.counts[month][name]

    @cached_property
    def silent_means(self) -> frozenset[int]:
        """Months whose mean is not shown: it stands on too few, or is needed to shield another.

        The mean of the year and those of the other months would yield the sum of what is left out,
        so at least two months and `small_cell` requests are left out together.
        """
        least = self.year.settings.small_cell
        timed = {month: n for month in range(len(self.months)) if (n := self.year.timed(month))}
        silent = {
            month
            for month, n in timed.items()
            if n < least or f"{FINISHED} {month}" in self.suppressed_names
        }
        others = sorted(set(timed) - silent, key=lambda month: (timed[month], month))
        for month in others:
            if not silent or (len(silent) > 1 and sum(timed[m] for m in silent) >= least):
                break
            silent.add(month)
        return frozenset(silent)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the numbers are."""
        return (
            f"Diumumkan menurut {ART_12}.",
            f"Hasil dihitung pada bulan permohonan selesai. {REST}: dicabut pemohon, tidak "
            "diproses, dan yang tidak termasuk hasil lain. "
            f"Waktu: {TIME[0].lower()}{TIME[1:]}",
            *filter(None, (self.year.short_comparison,)),
            *self._protection(),
        )

    def _protection(self) -> Sequence[str]:
        least = self.year.settings.small_cell
        few = "Angka 1" if least == 2 else f"Angka 1 sampai dengan {least - 1}"
        if self._marked or any(MARK in (one.value, one.past) for one in self.objections):
            return (
                f"{MARK} Tidak ditampilkan untuk melindungi pemohon. {few} tidak ditampilkan, "
                "begitu pula angka lain yang membuatnya dapat dihitung.",
            )
        if least < 2 or len(self.months) < 2:
            return ()
        if not (self.suppressed_names or self.silent_means):
            return ()
        if not self.crossed:
            return (
                "Hasil menurut bulan tidak ditampilkan untuk melindungi pemohon, sebab angkanya "
                "terlalu kecil.",
            )
        return (
            f"{MARK} Tidak ditampilkan untuk melindungi pemohon. {few} menurut bulan dan hasil "
            "tidak ditampilkan, begitu pula angka lain yang membuatnya dapat dihitung; rata-rata "
            f"sebulan hanya ditampilkan bila didasarkan pada sekurangnya {least} permohonan.",
        )


def _outcomes_alone(lines: Sequence[Stated], values: Sequence[Announced]) -> Iterator[Link]:
    """Outcomes, their sum, and the grounds that the refused are made of, as a network."""
    for one, value in zip(lines, values, strict=True):
        key, count = f"{one.letter} {one.name}", value if isinstance(value, int) else 0
        if one.name == FINISHED:
            yield Link(key, "whole", "all", count, total=True)
        elif one.letter == "c":
            refused = one.name == REFUSED
            yield Link(key, "all", "grounds" if refused else "whole", count, total=refused)
        elif one.letter == "d":
            yield Link(key, "grounds", "whole", count)


def _of(line: YearLine) -> dict[str, int]:
    outcomes = dict(zip(OUTCOMES, map(_count, line.outcomes), strict=True))
    named = {name: outcomes[name] for name in SHOWN[:-1]}
    finished = _count(line.finished)
    rest = finished - sum(named.values())
    return {RECEIVED: _count(line.received), **named, REST: rest, FINISHED: finished}


def _count(number: Number) -> int:
    if not isinstance(number.value, int):
        raise TypeError(f"{number.formula} is no count")
    return number.value


def _mean(number: Number) -> float | str:
    """A mean to one decimal: its exact value would give away the number of requests behind it."""
    return round(number.value, 1) if isinstance(number.value, float) else NONE
