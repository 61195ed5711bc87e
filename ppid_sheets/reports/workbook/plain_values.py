"""Columns of frames as the plain values that a workbook holds."""

from typing import Any

import pandas as pd


def plain(column: "pd.Series[Any]") -> list[Any]:
    """Plain Python values: dates of datetime64, whole numbers of floats, None for missing."""
    if column.dtype.kind == "M":
        days: list[Any] = column.to_numpy().astype("datetime64[D]").tolist()
        return days
    if column.dtype.kind == "f":
        return [None if value != value else int(value) for value in column.tolist()]
    return [value or None for value in column.tolist()]
