"""Stands for systemctl, crontab, schtasks and others: what matters of them, over a folder."""

import base64
import os
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

QUOTED = re.compile(r"'((?:[^']|'')*)'")
state = Path(sys.argv[1])
name, words = sys.argv[2], sys.argv[3:]
with (state / "log").open("a", encoding="utf-8") as log:
    log.write(" ".join([name, *words]) + "\n")


def fail(said: str) -> None:
    sys.stderr.write(f"{said}\n")
    raise SystemExit(1)


def names(kind: str) -> set[str]:
    path = state / kind
    return set(path.read_text().split()) if path.exists() else set()


def keep(kind: str, kept: set[str]) -> None:
    (state / kind).write_text("\n".join(sorted(kept)))


def systemctl(word: str, *units: str) -> None:
    """Knows only units that were there when it was last reloaded."""
    units = tuple(unit for unit in units if unit != "--now")
    folder = Path(os.environ["XDG_CONFIG_HOME"], "systemd", "user")
    if word == "daemon-reload":
        keep("loaded", {path.name for path in folder.iterdir()} if folder.exists() else set())
    elif word in ("enable", "restart"):
        for unit in units:
            if unit not in names("loaded"):
                fail(f"Failed to {word} unit: Unit file {unit} does not exist.")
            if word == "enable" and "[Install]" not in (folder / unit).read_text(encoding="utf-8"):
                fail("The unit files have no installation config")
            keep("enabled", names("enabled") | set(units))
    elif word == "disable":
        if not set(units) <= names("loaded"):
            fail("Failed to disable unit")
        keep("enabled", names("enabled") - set(units))
    elif word in ("is-enabled", "is-active") and not set(units) <= names("enabled"):
        fail("disabled")


def crontab(word: str) -> None:
    """Refuses a last line without an end, as cron does."""
    path = state / "crontab"
    if word == "-l":
        if not path.exists():
            fail("no crontab for petugas")
        sys.stdout.buffer.write(path.read_bytes())
    elif word == "-":
        text = sys.stdin.buffer.read()
        if text and not text.endswith(b"\n"):
            fail("new crontab file is missing newline before EOF, can't install.")
        path.write_bytes(text)


def schtasks(word: str, *rest: str) -> None:
    """Keeps tasks as XML in UTF-16, and asks before it replaces one."""
    task = state / "tasks" / rest[rest.index("/TN") + 1]
    if word == "/Create":
        if task.exists() and "/F" not in rest:
            fail("WARNING: The task name already exists.")
        text = Path(rest[rest.index("/XML") + 1]).read_bytes()
        ElementTree.fromstring(text)
        task.parent.mkdir(exist_ok=True)
        task.write_bytes(text)
    elif not task.exists():
        fail("ERROR: The system cannot find the file specified.")
    elif word == "/Query":
        sys.stdout.buffer.write(task.read_bytes())
    elif word == "/Delete":
        task.unlink()


def powershell(*words: str) -> None:
    """Understands the making of a shortcut, and writes down what it leads to."""
    said = base64.b64decode(words[words.index("-EncodedCommand") + 1]).decode("utf-16-le")
    place, target, folder = (one.replace("''", "'") for one in QUOTED.findall(said))
    Path(place).write_text(f"{target}\n{folder}", encoding="utf-8")


if name == "systemctl":
    systemctl(*[word for word in words if word != "--user"])
elif name == "crontab":
    crontab(*words)
elif name == "schtasks":
    schtasks(*words)
elif name == "powershell":
    powershell(*words)
