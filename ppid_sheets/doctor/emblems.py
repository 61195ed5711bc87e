"""Whether papers could bear the emblem that the settings name."""

from ppid_sheets.doctor.facts import Facts
from ppid_sheets.doctor.outcome import Outcome, attention, broken, good
from ppid_sheets.errors import PpidError

_FEWEST = 100
"""Dots of the longer side, below which print of two centimetres is blurred."""


def logo(facts: Facts) -> Outcome:
    """`kantor.logo` is a PNG that can be printed, with dots enough."""
    assert facts.service is not None  # noqa: S101 - known once there are settings
    assert facts.service.emblem is not None  # noqa: S101 - examined where the settings name one
    found = facts.service.emblem
    if isinstance(found, PpidError):
        return broken(found)
    wide, tall = found.dots
    told = f"PNG {wide} × {tall} titik"
    if max(wide, tall) < _FEWEST:
        return attention(
            f"{told}, terlalu sedikit sehingga lambang di kop tercetak kabur",
            "Simpan lambang sebagai PNG sedikitnya 300 titik pada sisi panjangnya",
        )
    return good(told)
