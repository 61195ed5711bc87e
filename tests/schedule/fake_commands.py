"""Stands for systemctl, crontab, schtasks and others: what matters of them, over a folder.

Hundreds of these processes are started: it imports what it needs where it needs it.
"""

import os
import sys

state, name, words = sys.argv[1], sys.argv[2], sys.argv[3:]
with open(f"{state}/log", "a", encoding="utf-8") as log:
    log.write(" ".join([name, *words]) + "\n")


def fail(said: str) -> None:
    sys.stderr.write(f"{said}\n")
    raise SystemExit(1)


def content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def put(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)


def names(kind: str) -> set[str]:
    path = f"{state}/{kind}"
    return set(content(path).decode().split()) if os.path.exists(path) else set()


def keep(kind: str, kept: set[str]) -> None:
    put(f"{state}/{kind}", "\n".join(sorted(kept)).encode())


def systemctl(word: str, *units: str) -> None:
    """Knows only units that were there when it was last reloaded."""
    units = tuple(unit for unit in units if unit != "--now")
    folder = os.environ["XDG_CONFIG_HOME"] + "/systemd/user"
    if word == "daemon-reload":
        keep("loaded", set(os.listdir(folder)) if os.path.exists(folder) else set())
    elif word in ("enable", "restart"):
        for unit in units:
            if unit not in names("loaded"):
                fail(f"Failed to {word} unit: Unit file {unit} does not exist.")
            if word == "enable" and b"[Install]" not in content(f"{folder}/{unit}"):
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
    path = f"{state}/crontab"
    if word == "-l":
        if not os.path.exists(path):
            fail("no crontab for petugas")
        sys.stdout.buffer.write(content(path))
    elif word == "-":
        text = sys.stdin.buffer.read()
        if text and not text.endswith(b"\n"):
            fail("new crontab file is missing newline before EOF, can't install.")
        put(path, text)


def schtasks(word: str, *rest: str) -> None:
    """Keeps tasks as XML in UTF-16, and asks before it replaces one."""
    task = f"{state}/tasks/{rest[rest.index('/TN') + 1]}"
    if word == "/Create":
        from xml.etree import ElementTree

        if os.path.exists(task) and "/F" not in rest:
            fail("WARNING: The task name already exists.")
        text = content(rest[rest.index("/XML") + 1])
        ElementTree.fromstring(text)
        os.makedirs(os.path.dirname(task), exist_ok=True)
        put(task, text)
    elif not os.path.exists(task):
        fail("ERROR: The system cannot find the file specified.")
    elif word == "/Query":
        sys.stdout.buffer.write(content(task))
    elif word == "/Delete":
        os.unlink(task)


def powershell(*words: str) -> None:
    """Understands the making of a shortcut, and writes down what it leads to."""
    import base64
    import re

    said = base64.b64decode(words[words.index("-EncodedCommand") + 1]).decode("utf-16-le")
    quoted = re.findall(r"'((?:[^']|'')*)'", said)
    place, target, folder = (one.replace("''", "'") for one in quoted)
    put(place, f"{target}\n{folder}".encode())


if name == "systemctl":
    systemctl(*[word for word in words if word != "--user"])
elif name == "crontab":
    crontab(*words)
elif name == "schtasks":
    schtasks(*words)
elif name == "powershell":
    powershell(*words)
