"""Whether the calendar reaches as far as requests do, and a check would go through."""

from collections.abc import Iterator

from ppid_sheets.checks.judge import Judged, holidays_of
from ppid_sheets.checks.rules.dates import ACT_IN_FORCE
from ppid_sheets.deadlines.calendar import calendar_of
from ppid_sheets.deadlines.clock import OPEN_STATUSES, UNKNOWN
from ppid_sheets.deadlines.holiday_tab import HolidayList
from ppid_sheets.doctor.facts import Facts
from ppid_sheets.doctor.outcome import Outcome, attention, failed, good
from ppid_sheets.errors import CalendarError
from ppid_sheets.register.layout import CHOICES, HOLIDAYS
from ppid_sheets.register.lists import lacking, read_lists

NEXT_YEAR_FROM_MONTH = 12
"""From this month on, requests come in whose deadline may lie in the next year."""
_MOST_ROWS = 10


def _verdict(facts: Facts) -> Judged:
    assert facts.verdict is not None  # noqa: S101 - known at this stage
    return facts.verdict


def holidays(facts: Facts) -> Outcome:
    """The lists of all years that open requests reach are complete, and every row is readable."""
    found = holidays_of(facts.snapshot) if facts.snapshot else HolidayList(())
    years = calendar_of(found.holidays).years
    needed = set(_reached(_verdict(facts)))
    listed = ", ".join(map(str, sorted(years))) or "tidak ada"
    if needed - years:
        return failed(
            f"tahun {_years(needed - years)} belum lengkap, padahal {facts.rows} terbuka "
            f"memerlukannya; lengkap: {listed}",
            f"Isi libur nasional dan cuti bersama tahun {_years(needed - years)} di tab "
            f"{HOLIDAYS} menurut SKB 3 Menteri, atau betulkan tanggal yang salah ketik tahunnya",
            CalendarError,
        )
    soon = {facts.today.year + (facts.today.month >= NEXT_YEAR_FROM_MONTH), facts.today.year}
    todo = tuple(_todo(found, soon - years))
    told = f"lengkap: {listed}"
    return attention(told, "; ".join(todo)) if todo else good(told)


def periods(facts: Facts) -> Outcome:
    """Every category with periods of its own can be chosen in the register."""
    assert facts.settings is not None  # noqa: S101 - known at this stage
    assert facts.snapshot is not None  # noqa: S101
    profiles = facts.settings.profiles
    told = "; ".join(f"{one.name} {one.days}+{one.extension}" for one in profiles.active)
    details = tuple(
        f"{one.name}: {category}" for one in profiles.active for category in one.categories
    )
    schema = facts.snapshot.schema
    column = schema.by_key[schema.course.category]
    items = read_lists(facts.snapshot.tab(CHOICES), schema).get(column.header)
    unlisted = lacking(profiles.categories, items, column) if items else ()
    if unlisted:
        return attention(
            f"{told}; tidak ada di tab {CHOICES}: {', '.join(unlisted)}",
            f"Tambahkan kategori itu pada daftar {column.header} di tab {CHOICES}, atau betulkan "
            "ejaannya di ppid.toml",
            details,
        )
    return good(told, details)


def terms(facts: Facts) -> Outcome:
    """How long the superior may take, by the profile of the request objected to."""
    assert facts.settings is not None  # noqa: S101 - known at this stage
    active = facts.settings.profiles.active
    told = "; ".join(f"{one.name} {one.objection.superior}" for one in active)
    return good(f"Atasan PPID menjawab dalam hari kerja: {told}")


def _reached(verdict: Judged) -> Iterator[int]:
    """Years from the start of each open request to its due date, or to where that is lost."""
    lines = verdict.deadlines
    possible = lines["start_on"] >= ACT_IN_FORCE
    open_ = lines[possible & lines["status"].isin((*OPEN_STATUSES, UNKNOWN))]
    yield from open_["start_on"].dt.year
    yield from open_["due_on"].dropna().dt.year
    for start in open_["start_on"][open_["first_due_on"].isna()]:
        yield verdict.clock.calendar.first_undecreed(start.year)


def _years(years: set[int]) -> str:
    return ", ".join(map(str, sorted(years)))


def _todo(found: HolidayList, lacking: set[int]) -> Iterator[str]:
    if lacking:
        yield f"Isi libur tahun {_years(lacking)} di tab {HOLIDAYS} begitu SKB 3 Menteri terbit"
    for rows, wrong in ((found.unreadable, "tidak terbaca"), (found.repeated, "berulang")):
        if rows:
            shown = ", ".join(map(str, rows[:_MOST_ROWS]))
            yield f"betulkan baris {wrong} di tab {HOLIDAYS}: {shown}"


def earlier(facts: Facts) -> Outcome:
    """Every register of earlier years that the settings name can be read."""
    found = _verdict(facts).earlier
    read = {part.file for part, _ in found.parts if part.file}
    requests = sum(len(table.frame) for part, table in found.parts if part.file)
    told = f"{len(read)} terbaca, {requests} permohonan"
    lost = [f"{name}: {error.what}" for name, error in found.troubles.items()]
    if not lost:
        return good(told)
    remedy = "Betulkan, atau hapus namanya dari 'terdahulu' di ppid.toml"
    return attention(f"{told}; tidak terbaca: {'; '.join(lost)}", remedy)


def rehearsal(facts: Facts) -> Outcome:
    """A check of today would be carried out."""
    verdict = _verdict(facts)
    return good(f"{len(verdict.table.frame)} {facts.rows}, {verdict.open} masih terbuka")
