"""What became of objections in some months, where the office keeps a register of them."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from ppid_sheets.archive.verdict import Beside

FROM_TAB = "Dihitung dari register keberatan."


@dataclass(frozen=True, slots=True)
class Objected:
    """Objections that came, were answered, went to the Information Commission, were settled there.

    `trouble` says why they cannot be counted.
    """

    counts: tuple[int, int, int, int] | None
    trouble: str = ""


def objected(found: Beside | None, first: date, last: date) -> Objected | None:
    """The objections of some days, the last one with them; None where no register has them."""
    if found is None:
        return None
    if found.judged is None:
        return Objected(None, f"Register keberatan tidak terbaca: {found.trouble}")
    frame = found.judged.table.frame
    settled = frame[["mediated_on", "dispute_ruled_on"]].max(axis=1)
    days = frame["objected_on"], frame["answered_on"], frame["disputed_on"], settled
    begin, end = pd.Timestamp(first), pd.Timestamp(last)
    came, answered, disputed, ended = (int(((one >= begin) & (one <= end)).sum()) for one in days)
    return Objected((came, answered, disputed, ended))
