"""The computer that a command runs on: where its user keeps things."""

import os
from pathlib import Path


def config_home() -> Path:
    """Where programs keep the settings of this user (Linux)."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
