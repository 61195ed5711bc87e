"""The checks in their order, and how one that fails leaves others undone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from ppid_sheets.doctor import (
    access,
    emblems,
    furniture,
    matched_columns,
    readiness,
    sources,
    unattended,
)
from ppid_sheets.doctor.facts import STAGES, Facts, Stage
from ppid_sheets.doctor.outcome import Outcome, Result, broken, unchecked

Judge = Callable[[Facts], Outcome]


@dataclass(frozen=True, slots=True)
class Examined:
    """One check: the stage whose facts it judges. The first of a stage reports why that failed."""

    name: str
    stage: Stage
    judge: Judge


_SETTINGS = Examined("Pengaturan", "settings", access.settings)
_REGISTER = (
    Examined("Judul kolom", "header", matched_columns.header),
    Examined("Kolom isian", "header", matched_columns.staff_columns),
    Examined("Kolom otomatis", "header", furniture.job_columns),
    Examined("Sorotan", "header", furniture.highlights),
)
_EARLIER = Examined("Register terdahulu", "judged", readiness.earlier)
"""Examined where the settings name some."""
_PERIODS = Examined("Jangka waktu", "judged", readiness.periods)
"""Examined where the settings have others beside the ordinary one."""
_INTAKE = Examined("Permohonan masuk", "judged", sources.intake)
"""Examined where the settings name a tab or files with requests."""
_FURNITURE = Examined("Pelengkap", "furniture", furniture.furnishing)
_HOLIDAYS = Examined("Hari libur", "judged", readiness.holidays)
_REHEARSAL = Examined("Siap diperiksa", "rehearsed", readiness.rehearsal)
_END = (
    Examined("Kolom teks", "formats", matched_columns.text_columns),
    _HOLIDAYS,
    _PERIODS,
    _EARLIER,
    _INTAKE,
    _REHEARSAL,
)
_COPIES = Examined("Tab salinan", "read", furniture.copies)
_EMBLEM = Examined("Lambang kantor", "settings", emblems.logo)
"""Examined where the settings name one."""
_SERVICE = (
    Examined("Jadwal", "settings", unattended.schedule),
    Examined("Surat", "settings", unattended.mail),
    _EMBLEM,
)
SHEET = (
    _SETTINGS,
    Examined("Kredensial", "store", access.credential),
    Examined("Izin berkas kunci", "store", access.key_mode),
    Examined("Umur kunci", "store", access.key_age),
    Examined("Cakupan", "store", access.scope),
    Examined("Jam komputer", "store", access.clock),
    Examined("Google Sheet", "contact", access.reach),
    Examined("Hak sunting", "formats", access.editing),
    Examined("Zona waktu", "contact", access.time_zone),
    Examined("Lokal", "contact", access.locale),
    Examined("Tab", "read", furniture.tabs),
    *_REGISTER,
    _FURNITURE,
    *_END,
    Examined("Penahan", "contact", furniture.hold),
    Examined("Tab salinan", "contact", furniture.copies),
    Examined("Jumlah sel", "contact", furniture.size),
    *_SERVICE,
)
"""What is examined in a Google Sheet."""
FILE = (
    _SETTINGS,
    Examined("Berkas", "read", access.file),
    Examined("Dapat ditulis", "read", access.writable),
    Examined("Tab", "read", furniture.tabs),
    *_REGISTER,
    *_END,
    *_SERVICE,
)
"""What is examined in a file, and where the settings that name the register cannot be read."""
_TERMS = Examined("Jangka waktu", "judged", readiness.terms)
FILE_BESIDE = (*_REGISTER, _HOLIDAYS, _TERMS, _REHEARSAL)
SHEET_BESIDE = (*_REGISTER, _FURNITURE, _HOLIDAYS, _TERMS, _REHEARSAL, _COPIES)
"""What is examined of another register in the same place."""
FILE_LIST = _REGISTER[:2]
SHEET_LIST = (*FILE_LIST, _FURNITURE)
"""What is examined of a list."""


def examine(facts: Facts) -> tuple[Result, ...]:
    """The result of every check; those that wait for another say for which."""
    office = facts.settings
    needless = {
        _EARLIER.name: not (office and office.earlier),
        _INTAKE.name: not (office and office.intake.active),
        _PERIODS.name: not (office and office.profiles.by_category),
        _EMBLEM.name: not (office and office.office.logo),
    }
    checks = [one for one in (SHEET if facts.online else FILE) if not needless.get(one.name)]
    others = (_results(_beside(other), other, other.tab) for other in facts.beside)
    return (*_results(checks, facts), *chain.from_iterable(others))


def _beside(facts: Facts) -> Sequence[Examined]:
    if facts.listed:
        return SHEET_LIST if facts.online else FILE_LIST
    return SHEET_BESIDE if facts.online else FILE_BESIDE


def _results(checks: Sequence[Examined], facts: Facts, tab: str = "") -> Iterator[Result]:
    """The first check also reports the stages before its own that have no check."""
    owners: dict[Stage, str] = dict.fromkeys(
        STAGES[: STAGES.index(checks[0].stage)], checks[0].name
    )
    for check in checks:
        owners.setdefault(check.stage, check.name)
    return (Result(check.name, _outcome(check, facts, owners), tab) for check in checks)


def _outcome(check: Examined, facts: Facts, owners: dict[Stage, str]) -> Outcome:
    if facts.known(check.stage):
        return check.judge(facts)
    assert facts.stopped is not None  # noqa: S101 - else every stage is known
    assert facts.error is not None  # noqa: S101
    if check.name == owners[facts.stopped]:
        return broken(facts.error)
    return unchecked(f"menunggu {owners[facts.stopped]}")
