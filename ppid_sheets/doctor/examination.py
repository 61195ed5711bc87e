"""The checks in their order, and how one that fails leaves others undone."""

from collections.abc import Callable
from dataclasses import dataclass

from ppid_sheets.doctor import access, columns, furniture, readiness, service
from ppid_sheets.doctor.facts import Facts, Stage
from ppid_sheets.doctor.results import Outcome, Result, broken, unchecked

Judge = Callable[[Facts], Outcome]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: the stage whose facts it judges. The first of a stage tells why that failed."""

    name: str
    stage: Stage
    judge: Judge


_SETTINGS = Check("Pengaturan", "settings", access.settings)
_REGISTER = (
    Check("Judul kolom", "header", columns.header),
    Check("Kolom isian", "header", columns.staff_columns),
    Check("Kolom otomatis", "header", furniture.job_columns),
    Check("Sorotan", "header", furniture.highlights),
)
_EARLIER = Check("Register terdahulu", "judged", readiness.earlier)
"""Examined where the settings name some."""
_PERIODS = Check("Jangka waktu", "judged", readiness.periods)
"""Examined where the settings have others beside the ordinary one."""
_END = (
    Check("Kolom teks", "formats", columns.text_columns),
    Check("Hari libur", "judged", readiness.holidays),
    _PERIODS,
    _EARLIER,
    Check("Siap diperiksa", "rehearsed", readiness.rehearsal),
)
_SERVICE = (
    Check("Jadwal", "settings", service.schedule),
    Check("Surat", "settings", service.mail),
)
SHEET = (
    _SETTINGS,
    Check("Kredensial", "store", access.credential),
    Check("Izin berkas kunci", "store", access.key_mode),
    Check("Umur kunci", "store", access.key_age),
    Check("Cakupan", "store", access.scope),
    Check("Jam komputer", "store", access.clock),
    Check("Google Sheet", "contact", access.reach),
    Check("Hak sunting", "formats", access.editing),
    Check("Zona waktu", "contact", access.time_zone),
    Check("Lokal", "contact", access.locale),
    Check("Tab", "read", furniture.tabs),
    *_REGISTER,
    Check("Pelengkap", "furniture", furniture.furnishing),
    *_END,
    Check("Penahan", "contact", furniture.hold),
    Check("Tab salinan", "contact", furniture.copies),
    Check("Jumlah sel", "contact", furniture.size),
    *_SERVICE,
)
"""What is examined in a Google Sheet."""
FILE = (
    _SETTINGS,
    Check("Berkas", "read", access.file),
    Check("Dapat ditulis", "read", access.writable),
    Check("Tab", "read", furniture.tabs),
    *_REGISTER,
    *_END,
    *_SERVICE,
)
"""What is examined in a file, and where the settings that name the register cannot be read."""


def examine(facts: Facts) -> tuple[Result, ...]:
    """The result of every check; those that wait for another say for which."""
    office = facts.settings
    needless = {
        _EARLIER.name: not (office and office.earlier),
        _PERIODS.name: not (office and office.profiles.by_category),
    }
    checks = [one for one in (SHEET if facts.online else FILE) if not needless.get(one.name)]
    owners: dict[Stage, str] = {}
    for check in checks:
        owners.setdefault(check.stage, check.name)
    return tuple(Result(check.name, _outcome(check, facts, owners)) for check in checks)


def _outcome(check: Check, facts: Facts, owners: dict[Stage, str]) -> Outcome:
    if facts.known(check.stage):
        return check.judge(facts)
    assert facts.stopped is not None  # noqa: S101 - else every stage is known
    assert facts.error is not None  # noqa: S101
    if check.name == owners[facts.stopped]:
        return broken(facts.error)
    return unchecked(f"menunggu {owners[facts.stopped]}")
