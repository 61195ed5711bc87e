"""Texts that people read, kept as files; `UPDATE_GOLDEN=1` writes them anew."""

import os
from pathlib import Path

HERE = Path(__file__).parent


def assert_golden(text: str, name: str) -> None:
    """Compare with the kept text of that name."""
    path = HERE / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
