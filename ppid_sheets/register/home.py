"""The country that a spreadsheet takes itself to be in: how it reads dates, and what time it is."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from ppid_sheets.register.values import Snapshot

_MONTHS_FIRST = frozenset(("en_US", "en", "en_PH", "fil_PH", "es_PR", "es_PA", "haw_US"))
_APART = re.compile(r"GMT([+-])([01]?\d)(?::?([0-5]\d))?")
"""What Google calls a time zone that has no name."""
_INDONESIAN = frozenset(("in_ID", "id_ID", "in", "id"))


def is_indonesian(locale: str) -> bool:
    """Whether 03/11/2026 typed there is the 3rd of November, and 1.500 one thousand five hundred.

    True for "" as well, a home without a locale.
    """
    return not locale or locale in _INDONESIAN


def writes_months_first(locale: str) -> bool:
    """Whether programs that fill a sheet of this locale write 11/3 for 3 November."""
    return locale in _MONTHS_FIRST


def clock_of(snapshot: Snapshot, moment: datetime) -> datetime:
    """What a clock in the register's home shows at a moment, as its own NOW() does; no zone.

    A moment that names no zone is taken as the home's own.
    """
    zone = zone_of(snapshot.time_zone) if moment.tzinfo else None
    return (moment.astimezone(zone) if zone else moment).replace(tzinfo=None)


def zone_of(name: str) -> tzinfo | None:
    """The time zone of that name, or so far from Greenwich (*GMT-07:00*); None for any other
    text."""
    apart = _APART.fullmatch(name)
    if apart:
        hours, minutes = int(apart[2]), int(apart[3] or 0)
        return timezone((-1 if apart[1] == "-" else 1) * timedelta(hours=hours, minutes=minutes))
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _same_hour(here: datetime, theirs: tzinfo) -> bool:
    return here.utcoffset() == here.astimezone(theirs).utcoffset()


def cautions(locale: str, time_zone: str, moment: datetime | None) -> Iterator[str]:
    """What is to be set right there, a sentence each; `moment` is in the register's own zone."""
    if not is_indonesian(locale):
        yield (
            f"Setelan lokal Google Sheet ini {locale}, bukan Indonesia: 03/11/2026 yang diketik "
            "dapat terbaca 11 Maret, dan 1.500 dapat terbaca 1,5; pilih File > Setelan > Lokal: "
            "Indonesia, lalu periksa lagi tanggal dan angka yang sudah diketik."
        )
    theirs = zone_of(time_zone)
    here = moment if moment and moment.tzinfo else None
    if time_zone and here and not (theirs and _same_hour(here, theirs)):
        yield (
            f"Jam Google Sheet ini jam {time_zone}, bukan {here.tzinfo}; pilih File > Setelan > "
            "Zona waktu, lalu samakan."
        )
