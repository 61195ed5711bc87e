"""The Indonesian sentence that says why a due date is the day it is."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ppid_sheets.common.indonesian import day_and_date, listed, short_date
from ppid_sheets.deadlines.calendar import Holiday, WorkCalendar
from ppid_sheets.deadlines.profiles import Profile
from ppid_sheets.errors import CalendarError


class Counted(NamedTuple):
    """A count of working days: day 0, the last day, holidays on weekdays between, in a sentence."""

    start: date
    due: date
    skipped: tuple[Holiday, ...]
    sentence: str


class Explanation(NamedTuple):
    """One request's due dates and what was skipped on the way.

    `extended` is True where the extension notice counts; `due` is the date that binds.
    """

    received: date
    profile: Profile
    first_due: date
    notice: date | None
    extended: bool
    due: date
    skipped: tuple[Holiday, ...]
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def explain(
    calendar: WorkCalendar,
    received: date,
    profile: Profile,
    notice: date | None = None,
    verb: str = "Diterima",
) -> Explanation:
    """Due dates of a request received on day 0 `received`.

    `notice` is the date of the extension notice; it counts from receipt up to the first due date
    (UU 14/2008 Art. 22(8)). `verb` says what happened on day 0. Raises CalendarError where an
    undecreed year lies on the way.
    """
    first = count(calendar, verb, received, profile.days)
    extended = notice is not None and received <= notice <= first.due
    last, skipped, sentences = first, first.skipped, [first.sentence]
    if extended:
        last = count(calendar, "Diperpanjang dari", first.due, profile.extension)
        skipped += last.skipped
        sentences.append(last.sentence)
    elif notice is not None:
        sentences.append(_void(received, notice, first.due))
    return Explanation(
        received=received,
        profile=profile,
        first_due=first.due,
        notice=notice,
        extended=extended,
        due=last.due,
        skipped=skipped,
        sentence=" ".join(sentences),
    )


def count(calendar: WorkCalendar, verb: str, start: date, days: int) -> Counted:
    """The `days`-th working day after `start`, which is day 0 whatever day it is.

    `verb` says what happened on day 0. Raises CalendarError where an undecreed year lies on the
    way.
    """
    due = _after(calendar, start, days)
    skipped = tuple(calendar.skipped(start, due))
    text = f"{verb} {day_and_date(start)}; hari kerja ke-{days} = {day_and_date(due)}"
    return Counted(
        start, due, skipped, f"{text} (dilewati: {_names(skipped)})." if skipped else f"{text}."
    )


def lines(found: Explanation) -> Iterator[str]:
    """The explanation for people."""
    yield f"Batas waktu pertama       {day_and_date(found.first_due)}"
    if found.extended:
        yield f"Batas waktu diperpanjang  {day_and_date(found.due)}"
    yield found.sentence
    yield f"Dasar: {found.profile.basis}."


def as_object(found: Explanation) -> dict[str, object]:
    """The explanation as one machine-readable object."""
    return {
        "diterima": found.received.isoformat(),
        "profil": found.profile.name,
        "dasar": found.profile.basis,
        "batas_waktu_pertama": found.first_due.isoformat(),
        "perpanjangan_berlaku": found.extended,
        "batas_waktu": found.due.isoformat(),
        "dilewati": skipped_objects(found.skipped),
        "kalimat": found.sentence,
    }


def skipped_objects(holidays: Iterable[Holiday]) -> list[dict[str, str]]:
    """Holidays as machine-readable objects."""
    return [
        {
            "tanggal": holiday.day.isoformat(),
            "jenis": holiday.kind,
            "keterangan": holiday.name,
            "dasar": holiday.basis,
        }
        for holiday in holidays
    ]


def _after(calendar: WorkCalendar, day: date, count: int) -> date:
    found = calendar.after(day, count)
    if found is None:
        years = ", ".join(map(str, sorted(calendar.years)))
        reach = f"lengkap hanya untuk tahun {years}" if years else "belum ada yang lengkap"
        raise CalendarError(
            f"Batas waktu sejak {day_and_date(day)} tidak dapat dihitung: daftar libur nasional "
            f"dan cuti bersama {reach}",
            "tambahkan tahun yang kurang di tab Hari Libur menurut SKB 3 Menteri",
        )
    return found


def _names(holidays: Sequence[Holiday]) -> str:
    """`18 Mar Nyepi; 20, 23 dan 24 Mar Idul Fitri`: days of one name in one month together."""
    groups = groupby(holidays, lambda holiday: (holiday.name, holiday.day.year, holiday.day.month))
    return "; ".join(f"{_days([h.day for h in group])} {name}" for (name, _, _), group in groups)


def _days(days: Sequence[date]) -> str:
    return listed([*(str(day.day) for day in days[:-1]), short_date(days[-1])])


def _void(received: date, notice: date, first_due: date) -> str:
    if notice < received:
        return (
            f"Pemberitahuan perpanjangan {day_and_date(notice)} mendahului penerimaan, jadi tidak "
            "berlaku."
        )
    return (
        f"Pemberitahuan perpanjangan {day_and_date(notice)} melewati batas waktu pertama "
        f"{day_and_date(first_due)}, jadi tidak memperpanjang."
    )
