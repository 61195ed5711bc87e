"""Pemeriksaan: the identities by which the workbook proves itself, each with both sides."""

from collections.abc import Iterator

from ppid_sheets.deadlines.clock import FINISHED_LATE, ON_TIME, UNKNOWN, WITHDRAWN_STATUS
from ppid_sheets.register.requests import column
from ppid_sheets.reports.month import days, due, living, pivot, quality, service, summary
from ppid_sheets.reports.month.report import SERVICE, Report, head
from ppid_sheets.reports.rows import YES
from ppid_sheets.reports.workbook import identities as proofs
from ppid_sheets.reports.workbook.book import Area, Sheet
from ppid_sheets.reports.workbook.identities import Check, Side, side
from ppid_sheets.reports.workbook.tally import Number, equals


def verdict(report: Report) -> str:
    """What all checks come to."""
    return proofs.verdict(report.once(identities))


def sheet(report: Report) -> Sheet:
    """The sheet."""
    return proofs.sheet(report.once(identities), head(report, "Pemeriksaan Angka", proofs.SPAN))


def identities(report: Report) -> tuple[Check, ...]:
    """All checks, in the order shown."""
    return (
        *_flow(report),
        *_register(report),
        *_totals(report),
        *_service(report),
        *_lists(report),
        *_lives(report),
    )


def _tile(report: Report, name: str, tile: int) -> Side:
    """A count among the tiles of Ringkasan."""
    places = report.once(summary.layout)
    cell = places.tiles[tile // 4].rows[1][tile % 4]
    return side(name, Number(int(str(cell.value)), places.figure(tile)))


def _opening(report: Report) -> Side:
    return _tile(report, "Sisa bulan lalu", 0)


def _received(report: Report) -> Side:
    return _tile(report, "Permohonan diterima", 1)


def _finished(report: Report) -> Side:
    return _tile(report, "Permohonan selesai", 2)


def _remaining(report: Report) -> Side:
    return _tile(report, "Sisa pada akhir periode", 3)


def _overdue(report: Report) -> Side:
    return _tile(report, "Terlambat dan masih terbuka", 5)


def _flow(report: Report) -> Iterator[Check]:
    places = report.once(summary.layout)
    opening, received, finished = (f(report) for f in (_opening, _received, _finished))
    refs = [one.formula.removeprefix("=") for one in (opening, received, finished)]
    yield Check(
        Side(
            "Sisa bulan lalu + diterima − selesai",
            opening.value + received.value - finished.value,
            f"={refs[0]}+{refs[1]}-{refs[2]}",
        ),
        _remaining(report),
    )
    ended = report.times.this_month.holds("finished_on")
    on_time, *others = (
        report.count(*ended, equals("status", status))
        for status in (ON_TIME, FINISHED_LATE, WITHDRAWN_STATUS, UNKNOWN)
    )
    by_status = on_time + others[0] + others[1] + others[2]
    yield Check(
        side("Selesai tepat waktu + terlambat + dicabut + tidak dapat dihitung", by_status),
        finished,
    )
    before = int(str(places.trend.rows[-2][-1].value))
    yield Check(
        side(f"Sisa {report.before.name} pada tren", Number(before, places.trend_remaining(1))),
        opening,
    )
    left = Number(report.figures.current.remaining, due.count_of(report, 0))
    yield Check(side("Masih terbuka (Tenggat)", left), _remaining(report))


def _register(report: Report) -> Iterator[Check]:
    """What Data yields against what was counted in the register itself, another way."""
    now, then, ago = (
        report.figures.current, report.figures.previous, report.figures.year_ago,
    )  # fmt: skip
    register = "dihitung langsung dari register"
    yield Check(_received(report), Side(f"Diterima, {register}", report.figures.registered, ""))
    yield Check(_finished(report), Side(f"Selesai, {register}", now.finished, ""))
    yield Check(_remaining(report), Side(f"Sisa, {register}", now.remaining, ""))
    yield Check(_overdue(report), Side(f"Terlambat, {register}", now.overdue, ""))
    places = report.once(service.layout)
    for line, flow in enumerate((now, then, ago)):
        name = service.windows(report)[line][0]
        judged = places.overall.rows[2 + line][service.NUMBER].value
        yield Check(
            side(
                f"Selesai yang dinilai, {name} (Waktu Layanan)",
                Number(int(str(judged)), places.overall_of(line, service.NUMBER)),
            ),
            Side(f"{name}, {register}", flow.judged, ""),
        )


def _totals(report: Report) -> Iterator[Check]:
    places = report.once(summary.layout)
    for name, table in (("keputusan", places.decisions), ("kanal", places.channels)):
        value = int(str(table.rows[-1][1].value))
        number = Number(value, places.total(table))
        yield Check(side(f"Jumlah tabel {name} (Ringkasan)", number), _received(report))
    statuses = Number(int(str(places.statuses.rows[-1][1].value)), places.total(places.statuses))
    yield Check(side("Jumlah tabel status terbuka (Ringkasan)", statuses), _remaining(report))
    year = report.count(*report.times.this_year.holds("received_on"))
    for counted, place in zip(report.figures.pivots, report.once(pivot.places), strict=True):
        name = f"Jumlah pivot menurut {column(counted.key).header}"
        columns = range(place.status, place.total)
        parts = Number(
            sum(place.value_of(col) for col in columns),
            f"SUM({place.sum_of(columns[0])}:{place.sum_of(columns[-1]).split('!')[1]})",
        )
        here = Number(place.value_of(place.total), place.sum_of(place.total))
        yield Check(side(name, here), _received(report))
        yield Check(side(f"{name}, status", parts), _received(report))
        ytd = Number(place.value_of(place.year), place.sum_of(place.year))
        yield Check(
            side(f"{name}, {report.year_so_far}", ytd),
            side(f"Diterima {report.year_so_far}", year),
        )


def _service(report: Report) -> Iterator[Check]:
    """Each group of Waktu Layanan adds up to the month's finished and judged requests."""
    places = report.once(service.layout)
    whole = places.overall.rows[2][service.NUMBER].value
    judged = Number(int(str(whole)), places.overall_of(0, service.NUMBER))
    for key, table in zip(service.GROUPS, places.groups, strict=True):
        first, last = table.row + 2, table.end - 1
        area = Area(SERVICE, first, service.NUMBER, last, service.NUMBER)
        counted = sum(int(str(line[service.NUMBER].value)) for line in table.rows[2:])
        yield Check(
            side(f"Waktu Layanan menurut {column(key).header}", Number(counted, f"SUM({area})")),
            side("Selesai yang dinilai", judged),
        )


def _lists(report: Report) -> Iterator[Check]:
    numbers, now = report.figures, report.figures.current
    listed = Number(len(numbers.open_requests), f"COUNTA({due.listed(report)})")
    yield Check(side("Baris pada daftar Tenggat", listed), _remaining(report))
    table = report.once(days.layout)
    footer, last = table.rows[-1], table.rows[-2]
    for name, place, other in (
        ("diterima", 2, _received(report)), ("selesai", 3, _finished(report)),
    ):  # fmt: skip
        value = int(str(footer[place - 1].value))
        summed = Number(value, days.sum_of(report, place))
        yield Check(side(f"Jumlah {name} per hari (Layanan Harian)", summed), other)
    for name, place, other in (
        ("terbuka", 5, _remaining(report)), ("terlambat", 6, _overdue(report)),
    ):  # fmt: skip
        at_end = Number(int(str(last[place].value)), days.last_of(report, place))
        yield Check(side(f"Hari terakhir, {name} (Layanan Harian)", at_end), other)
    yield Check(
        side("Baris Data bulan ini", report.count(equals("in_month", YES))),
        Side(
            "Sisa bulan lalu + diterima",
            now.opening + now.received,
            f"{_opening(report).formula}+{_received(report).formula.removeprefix('=')}",
        ),
    )


def _lives(report: Report) -> Iterator[Check]:
    """What came and went of findings leaves those that are open, where memory knows."""
    counted = living.counted(report, report.once(quality.layout).lives)
    if counted:
        summed, listed = counted
        yield Check(
            side("Temuan terbuka di awal + baru − dibetulkan (Kualitas Data)", summed),
            side("Temuan masih terbuka pada daftarnya", listed),
        )
