"""A schedule for cron (Linux, macOS): lines for a crontab."""

import shlex

from ppid_sheets.jobs.schedule.place import FIRST_HOUR, LAST_HOUR, RunPlace
from ppid_sheets.jobs.schedule.systemd import ENVIRONMENT


def describe(place: RunPlace) -> str:
    """The lines, their two steps first."""
    steps = _WATCH if place.watching else _STEPS.format(zone=place.zone.key)
    return f"{steps}{entries(place)}"


def entries(place: RunPlace) -> str:
    """The lines that cron reads."""
    if place.watching:
        return f"@reboot sleep 120; while true; do {command(place)}; sleep 60; done\n"
    return (
        f"CRON_TZ={place.zone.key}\n"
        f"{place.minute} {FIRST_HOUR}-{LAST_HOUR} * * * {command(place)}\n"
        f"@reboot sleep 120 && {command(place)}\n"
    )


def command(place: RunPlace) -> str:
    """What cron is to run; a percent sign would be a line break there."""
    parts = [f"cd {shlex.quote(place.folder)}"]
    if place.password_variable:
        parts.append(f"{{ set -a; [ ! -r {ENVIRONMENT} ] || . ./{ENVIRONMENT}; set +a; }}")
    named = (
        f"GOOGLE_APPLICATION_CREDENTIALS={shlex.quote(place.credential)} "
        if place.credential
        else ""
    )
    words = shlex.join((place.python, *place.arguments))
    return " && ".join([*parts, f"{named}{words}"]).replace("%", "\\%")


_STEPS = """\
# Jadwal cron untuk ppid-sheets (Linux, macOS).
# Langkah 1: crontab -e
# Langkah 2: tempel baris-baris ini di akhir berkas, simpan, keluar.
# Melihat jadwalnya: crontab -l. Melepasnya: crontab -e, lalu hapus baris-baris ini.
# Jamnya {zone}; cron yang tidak mengenal CRON_TZ (Debian, macOS) memakai jam komputer.
# Run yang bertindihan saling menunggu; jadwal yang terlewat disusul oleh run berikutnya.
"""
_WATCH = """\
# Pengawas register untuk cron (Linux, macOS), di samping jadwal tiap jam.
# Langkah 1: crontab -e
# Langkah 2: tempel baris ini di akhir berkas, simpan, keluar, lalu nyalakan ulang komputer.
# Melepasnya: crontab -e, lalu hapus baris ini.
"""
