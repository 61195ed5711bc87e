"""Publikasi: the year's figures fit for everybody, with no number that points to one person.

Plain values alone: no row of a request, no formula, nothing that was hidden. The grounds of refusal
are given for the whole year, since by month nearly all of them would be small.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ppid_sheets.register.requests.words import GRANTED_PARTLY, GRANTED_WHOLLY, REFUSED
from ppid_sheets.reports.workbook.book import Cell, Grid, Sheet, Style
from ppid_sheets.reports.workbook.tally import NONE, Number
from ppid_sheets.reports.year.notes import ART_12, TIME
from ppid_sheets.reports.year.suppression import Link, hidden
from ppid_sheets.reports.year.year import (
    GROUNDS,
    HEAD_LINE,
    LINE,
    OUTCOMES,
    Year,
    head,
)

SHEET = "Publikasi"
MARK = "*"
"""Stands for a number that is not shown."""
REST = "Lainnya"
"""Withdrawn, not processed, or of another sort: nothing that Art. 12 asks for by name."""
SHOWN = (GRANTED_WHOLLY, GRANTED_PARTLY, REFUSED, REST)
RECEIVED, FINISHED = "Diterima", "Jumlah"
_WIDTHS = (18.0, 11.0, 13.0, 14.0, 14.0, 11.0, 11.0, 11.0)
_SPAN = len(_WIDTHS)
_ROW = 4


@dataclass(frozen=True)
class Published:
    """The numbers of a year with their names, and which of them are kept back."""

    year: Year

    @property
    def months(self) -> range:
        """Positions of the months."""
        return range(len(self.year.months))

    @cached_property
    def values(self) -> dict[str, int]:
        """Every count of the page: `Diterima 0`, `Ditolak 11`, `Ditolak`, `Alasan …`."""
        counts: dict[str, int] = {}
        for month, line in enumerate(self.year.lines):
            outcomes = dict(zip(OUTCOMES, line.outcomes, strict=True))
            counts[f"{RECEIVED} {month}"] = _count(line.received)
            for name in SHOWN[:-1]:
                counts[f"{name} {month}"] = _count(outcomes[name])
            named = sum(counts[f"{name} {month}"] for name in SHOWN[:-1])
            counts[f"{FINISHED} {month}"] = _count(line.finished)
            counts[f"{REST} {month}"] = _count(line.finished) - named
        for name in (RECEIVED, *SHOWN, FINISHED):
            counts[name] = sum(counts[f"{name} {month}"] for month in self.months)
        for ground in GROUNDS:
            refused = (self.year.refused_in(month, ground) for month in self.months)
            counts[_ground(ground)] = sum(map(_count, refused))
        return counts

    def links(self) -> Iterator[Link]:
        """The page as a network: what makes up each sum."""
        values = self.values
        for month in self.months:
            at = f"{RECEIVED} {month}"
            yield Link(at, "asked", "counted", values[at])
            at = f"{FINISHED} {month}"
            yield Link(at, "all", f"month {month}", values[at], total=True)
            for name in SHOWN:
                at = f"{name} {month}"
                yield Link(at, f"month {month}", name, values[at])
        yield Link(RECEIVED, "counted", "asked", values[RECEIVED], total=True)
        for name in SHOWN:
            end = "grounds" if name == REFUSED else "sum"
            yield Link(name, name, end, values[name], total=True)
        for ground in GROUNDS:
            yield Link(_ground(ground), "grounds", "sum", values[_ground(ground)])
        yield Link(FINISHED, "sum", "all", values[FINISHED], total=True)

    @cached_property
    def kept_back(self) -> frozenset[str]:
        """Names of the counts that are not shown."""
        return hidden(tuple(self.links()), self.year.settings.small_cell)

    @cached_property
    def silent_means(self) -> frozenset[int]:
        """Months whose mean is not shown: it stands on too few, or is needed to shield another.

        The mean of the year and those of the other months would yield the sum of what is left out,
        so at least two months and `small_cell` requests are left out together.
        """
        least = self.year.settings.small_cell
        timed = {month: n for month in self.months if (n := self.year.timed(month))}
        silent = {
            month for month, n in timed.items()
            if n < least or f"{FINISHED} {month}" in self.kept_back
        }  # fmt: skip
        others = sorted(set(timed) - silent, key=lambda month: (timed[month], month))
        for month in others:
            if not silent or (len(silent) > 1 and sum(timed[m] for m in silent) >= least):
                break
            silent.add(month)
        return frozenset(silent)

    def mean(self, month: int) -> Cell:
        """The mean of a month, if it is shown."""
        return _mean(self.year.lines[month].mean, month in self.silent_means, "mean")

    def mean_of_year(self) -> Cell:
        """The mean of the year, unless it stands on too few or gives one month away."""
        timed = [self.year.timed(month) for month in self.months]
        silent = [timed[month] for month in self.silent_means]
        least = self.year.settings.small_cell
        alone = bool(silent) and (len(silent) == 1 or sum(silent) < least)
        few = 0 < sum(timed) < least or FINISHED in self.kept_back
        return _mean(self.year.mean, (alone and least > 1) or few, "total_mean")

    def count(self, name: str, style: Style = "count") -> Cell:
        """A count, or the mark in its place."""
        return Cell(MARK if name in self.kept_back else self.values[name], style)


def sheet(year: Year) -> Sheet:
    """The page."""
    shown = Published(year)
    table = _table(shown)
    reasons = _reasons(shown, table.end + 1)
    return Sheet(
        SHEET,
        SHEET,
        _WIDTHS,
        (
            head(year, "Layanan Informasi Publik", _SPAN),
            table,
            reasons,
            _notes(year, reasons.end + 1),
        ),
        one_page=True,
    )


def _table(shown: Published) -> Grid:
    names = (RECEIVED, "Rata-rata waktu layanan (hari kerja)", *SHOWN, FINISHED)
    header = (Cell("Bulan", "head_left"), *(Cell(name, "head_right") for name in names))
    lines = [
        (
            Cell(month.first, "month"),
            shown.count(f"{RECEIVED} {at}"),
            shown.mean(at),
            *(shown.count(f"{name} {at}") for name in (*SHOWN, FINISHED)),
        )
        for at, month in enumerate(shown.year.months)
    ]
    last = (
        Cell("Setahun", "total"),
        shown.count(RECEIVED, "total_count"),
        shown.mean_of_year(),
        *(shown.count(name, "total_count") for name in (*SHOWN, FINISHED)),
    )
    heights = (42.0, *[LINE] * len(lines), HEAD_LINE)
    return Grid(_ROW, 0, (header, *lines, last), heights)


def _reasons(shown: Published, row: int) -> Grid:
    header = (
        Cell("Alasan penolakan", "head_left", span=3),
        Cell("Ditolak, setahun", "head_right"),
    )
    lines = [
        (Cell(ground, "text", span=3), shown.count(_ground(ground)))
        for ground in GROUNDS
        if shown.values[_ground(ground)]
    ]
    nothing = [(Cell("Tidak ada permohonan yang ditolak.", "note", span=4),)]
    last = (Cell(FINISHED, "total", span=3), shown.count(REFUSED, "total_count"))
    rows = (header, *(lines or nothing), last)
    return Grid(row, 0, rows, (30.0, *[LINE] * (len(rows) - 2), HEAD_LINE))


def _notes(year: Year, row: int) -> Grid:
    texts = (
        f"Diumumkan menurut {ART_12}.",
        *_protection(year.settings.small_cell),
        f"Hasil dihitung pada bulan permohonan selesai. {REST}: dicabut pemohon, tidak diproses, "
        f"dan yang tidak termasuk hasil lain. Waktu: {TIME[0].lower()}{TIME[1:]}",
    )
    rows = tuple((Cell(text, "note", span=_SPAN),) for text in texts)
    return Grid(row, 0, rows, (LINE,) * len(rows))


def _protection(least: int) -> Sequence[str]:
    if least < 2:
        return ()
    few = "Angka 1" if least == 2 else f"Angka 1 sampai dengan {least - 1}"
    return (
        f"{MARK} Tidak ditampilkan untuk melindungi pemohon. {few} tidak ditampilkan, begitu pula "
        "angka lain yang membuatnya dapat dihitung dari jumlah; rata-rata hanya ditampilkan bila "
        f"didasarkan pada sekurangnya {least} permohonan.",
    )


def _ground(ground: str) -> str:
    return f"Alasan {ground}"


def _count(number: Number) -> int:
    if not isinstance(number.value, int):
        raise TypeError(f"{number.formula} is no count")
    return number.value


def _mean(number: Number, silent: bool, style: Style) -> Cell:
    """A mean to one decimal: its exact value would tell how many requests it stands on."""
    if not isinstance(number.value, float):
        return Cell(NONE, style)
    return Cell(MARK if silent else round(number.value, 1), style)
