"""Whether the job runs by itself, and whether its mail would leave."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ppid_sheets.doctor.facts import Facts, Service
from ppid_sheets.doctor.outcome import Outcome, attention, broken, good
from ppid_sheets.register.layout import CHOICES, STALE_HOURS
from ppid_sheets.register.lists import read_lists
from ppid_sheets.register.requests import column

_OFFICER = column("officer").header


def _service(facts: Facts) -> Service:
    assert facts.service is not None  # noqa: S101 - known once there are settings
    return facts.service


def schedule(facts: Facts) -> Outcome:
    """The last scheduled run is not long ago, and was able to check the register."""
    service = _service(facts)
    last, succeeded = service.last_run, service.last_success
    if last is None:
        return good("belum pernah berjalan; bila belum dipasang: ppid-sheets schedule --install")
    told = f"terakhir {_moment(last)}"
    if _late(last, service.now):
        return attention(
            f"{told}, lebih dari {STALE_HOURS} jam yang lalu",
            "Periksa jadwalnya: ppid-sheets schedule menyebut cara melihatnya",
        )
    if succeeded is None or _late(succeeded, service.now):
        since = f"terakhir {_moment(succeeded)}" if succeeded else "belum pernah"
        return attention(
            f"{told}, tetapi register {since} terperiksa",
            f"Jalankan: {facts.command('run')}",
        )
    return good(told)


def _late(moment: datetime, now: datetime) -> bool:
    return now - moment > timedelta(hours=STALE_HOURS)


def _moment(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y %H.%M}"


def mail(facts: Facts) -> Outcome:
    """The mail server takes the job's name and password, and people are named as in the register.

    Nothing is sent. Officers are compared with the office's list where that could be read.
    """
    trouble = _service(facts).mail_trouble
    settings = facts.settings.mail if facts.settings else None
    if not (settings and settings.server):
        return good("tidak dipakai: surat.server belum diisi")
    if trouble:
        return broken(trouble)
    told = f"{settings.server} menerima surat dari {settings.sender}"
    names = {name.casefold(): name for name in _officers(facts)}
    unknown = [name for name in settings.officers if names and name not in names]
    silent = [name for key, name in names.items() if key not in settings.officers]
    details = (f"tanpa alamat, jadi tidak disurati: {', '.join(silent)}",) if silent else ()
    if unknown:
        return attention(
            f"{told}; tidak ada di tab {CHOICES}: {', '.join(unknown)}",
            f"Samakan nama dalam surat.petugas dengan daftar {_OFFICER} di tab {CHOICES}",
            details,
        )
    if not settings.kasubag:
        return attention(
            f"{told}; Kasubag belum beralamat", "Isi surat.kasubag di ppid.toml", details
        )
    return good(told, details)


def _officers(facts: Facts) -> Sequence[str]:
    snapshot = facts.snapshot
    return read_lists(snapshot.tab(CHOICES), snapshot.schema).get(_OFFICER, ()) if snapshot else ()
