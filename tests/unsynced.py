"""Files and archives that no test waits for the disk to hold: what a process wrote, others read."""

import os
import sqlite3
from pathlib import Path

import pytest

from ppid_sheets.archive import database


def leave_to_the_system(patch: pytest.MonkeyPatch) -> None:
    """Have nothing written through to the disk; a power cut is not among what tests try."""
    connect = database._connect

    def connected(path: Path, read_only: bool) -> sqlite3.Connection:
        connection = connect(path, read_only)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    patch.setattr(os, "fsync", os.fstat)  # it still refuses what is no open file
    patch.setattr(database, "_connect", connected)
