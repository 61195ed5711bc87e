"""The computer that a command runs on: where its user keeps things, and its browser."""

import os
import sys
from pathlib import Path


def is_windows() -> bool:
    """True on Windows."""
    return os.name == "nt"


def config_home() -> Path:
    """Where programs keep the settings of this user (Linux)."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def downloads() -> Path:
    """Where a browser puts what it fetches, whatever the language of the computer."""
    for name in ("Downloads", "Unduhan"):
        if (Path.home() / name).is_dir():
            return Path.home() / name
    return Path.home()


def start_menu() -> Path:
    """The programs of this user's Start menu (Windows)."""
    return Path(os.environ.get("APPDATA") or Path.home()) / "Microsoft/Windows/Start Menu/Programs"


def user() -> str:
    """This user with the domain, as Windows names users; "" elsewhere."""
    names = [os.environ.get(name, "") for name in ("USERDOMAIN", "USERNAME")]
    return "\\".join(names) if is_windows() and all(names) else ""


def browse(address: str) -> None:
    """Open a page, where there is a screen; a browser in the terminal would take it over."""
    screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if screen or sys.platform in ("win32", "darwin"):
        import webbrowser

        webbrowser.open(address)
