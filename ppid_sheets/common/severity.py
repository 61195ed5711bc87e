"""How grave a finding is."""

from collections.abc import Mapping
from typing import Literal

Severity = Literal["galat", "peringatan", "info"]
SEVERITIES: tuple[Severity, ...] = ("galat", "peringatan", "info")
SEVERITY_NAMES: Mapping[str, str] = {
    "galat": "kesalahan",
    "peringatan": "peringatan",
    "info": "info",
}
"""The word that people read for a severity; settings and machine output have the severity."""
