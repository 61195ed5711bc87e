"""Arrays that columns are judged by: names for them, and days out of dates."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
"""Yes or no for each row."""

_DAY_ZERO = date(1970, 1, 1).toordinal()
_NO_DAY = np.iinfo(np.int64).min
"""What numpy counts days from, and the number of none."""


def days(dates: Iterable[Any]) -> npt.NDArray[np.datetime64]:
    """Dates as datetime64[D], NaT for none; numpy takes dates themselves twenty times as long as
    their numbers.
    """
    numbers = [_NO_DAY if day is None else day.toordinal() - _DAY_ZERO for day in dates]
    return np.array(numbers, np.int64).astype("datetime64[D]")
