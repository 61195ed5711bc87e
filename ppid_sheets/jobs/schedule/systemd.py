"""A schedule for systemd (Linux): a script that puts a service and its timer in place."""

from collections.abc import Mapping

from ppid_sheets.jobs.schedule.place import FIRST_HOUR, LAST_HOUR, RunPlace

ENVIRONMENT = "ppid.env"
"""A file beside the settings with lines NAME=value, for what must not stand in the settings."""
_FINDER, _REFUSED = ("/usr/bin/env",), set("\"'\\$")
"""What starts a program whose path has letters that systemd allows in no program's name."""


def describe(place: RunPlace) -> str:
    """The script, its two steps first."""
    wanted = units(place, place.name)
    files = "".join(_FILE.format(name=name, text=text) for name, text in wanted.items())
    option = " --watch" if place.watching else ""
    return _SCRIPT.format(unit=[*wanted][-1], files=files, option=option)


def units(place: RunPlace, name: str) -> Mapping[str, str]:
    """The files and their texts; the last one is the unit that is enabled."""
    whole = {f"{name}.service": service(place)}
    return whole if place.watching else {**whole, f"{name}.timer": timer(place)}


def own(text: str, place: RunPlace) -> bool:
    """True for the text of a service that works for this installation, whatever its Python."""
    started = " ".join(map(_quoted, place.arguments))
    return f"\n{_folder(place)}\n" in text and text.split("ExecStart=")[-1].split("\n")[0].endswith(
        f'" {started}'
    )


def _folder(place: RunPlace) -> str:
    return f"WorkingDirectory={_percent(place.folder)}"


def service(place: RunPlace) -> str:
    """The unit that carries out one run, or that stays and watches."""
    lines = [_folder(place)]
    if place.credential:
        lines.append(f"Environment={_quoted(f'GOOGLE_APPLICATION_CREDENTIALS={place.credential}')}")
    if place.password_variable:
        lines += [
            f"# Isi {ENVIRONMENT}: {place.password_variable}=sandi; lalu chmod 600 {ENVIRONMENT}",
            f"EnvironmentFile=-{_percent(place.folder)}/{ENVIRONMENT}",
        ]
    program = (*_FINDER, place.python) if _REFUSED & set(place.python) else (place.python,)
    command = " ".join(map(_quoted, (*program, *place.arguments)))
    manner = _STAYING if place.watching else _ONCE.format(limit=place.limit + 60)
    service = _SERVICE.format(more="\n".join(lines), command=command, manner=manner)
    return service + (_FROM_THE_START if place.watching else "")


def timer(place: RunPlace) -> str:
    """The unit that says when."""
    hours = f"{FIRST_HOUR:02}..{LAST_HOUR:02}"
    return _TIMER.format(hours=hours, minute=place.minute, zone=place.zone.key)


def _quoted(word: str) -> str:
    escaped = _percent(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"'


def _percent(word: str) -> str:
    return word.replace("%", "%%")


_SERVICE = """\
[Unit]
Description=Pemeriksaan register PPID

[Service]
{manner}
{more}
ExecStart={command}
"""
_ONCE = """\
# oneshot: selama satu pemeriksaan berjalan, yang berikutnya tidak dimulai
Type=oneshot
TimeoutStartSec={limit}"""
_STAYING = """\
# tetap berjalan; bila terhenti, dimulai lagi setelah satu menit
Restart=on-failure
RestartSec=60"""
_FROM_THE_START = """
[Install]
WantedBy=default.target
"""
_TIMER = """\
[Unit]
Description=Jadwal pemeriksaan register PPID

[Timer]
OnCalendar=*-*-* {hours}:{minute:02}:00 {zone}
# jadwal yang terlewat selama komputer mati dijalankan begitu menyala
Persistent=true

[Install]
WantedBy=timers.target
"""
_FILE = """\
cat > "$units/{name}" <<'SELESAI'
{text}SELESAI
"""
_SCRIPT = """\
#!/bin/sh
# Jadwal systemd untuk ppid-sheets, tanpa hak admin.
# Langkah 1: ppid-sheets schedule systemd{option} > pasang-jadwal.sh
# Langkah 2: sh pasang-jadwal.sh
# Melihatnya: systemctl --user status {unit}. Melepasnya:
#   systemctl --user disable --now {unit}
set -eu
units="${{XDG_CONFIG_HOME:-$HOME/.config}}/systemd/user"
mkdir -p "$units"
{files}systemctl --user daemon-reload
systemctl --user enable --now {unit}
# Tetap berjalan juga bila tidak ada yang masuk ke komputer ini:
loginctl enable-linger
"""
