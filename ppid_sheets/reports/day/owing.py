"""The list of units that requests wait for on the page of a day, the longest waited for first."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from ppid_sheets.checks.judge import Judged
from ppid_sheets.deadlines.clock import OVERDUE
from ppid_sheets.reports.asked_units import ANSWERED_ON, ASKED_ON, UNIT, recorded
from ppid_sheets.reports.day.sections import SHOWN, Listing, ListRow, Section

_HEAD = (
    "Unit/Bagian",
    "Diminta Sejak",
    "No. Registrasi",
    "Batas Waktu",
    "Hari Kerja Menunggu",
    "Keterangan",
    "Baris",
)


def sections(judged: Judged, as_of: date) -> Iterator[Section]:
    """The list, where the register records what units are asked for."""
    if recorded(judged.desk.header):
        yield _waited_for(judged, as_of)


def _waited_for(judged: Judged, as_of: date) -> Section:
    listing = Listing(judged.desk, judged.desk_deadlines, as_of)
    at = np.flatnonzero(_waiting(listing))
    asked = listing.column(ASKED_ON)[at]
    frame = pd.DataFrame(
        {
            "at": at,
            "unit": listing.label(UNIT, at),
            "asked": asked,
            "late": listing.column("status")[at] == OVERDUE,
        }
    ).sort_values("asked", kind="stable")
    groups = [found for _, found in frame.groupby("unit", sort=False)]
    lines = [_line(judged, listing, found) for found in groups[:SHOWN]]
    return Section(
        "Jawaban unit yang ditunggu",
        _HEAD,
        tuple(lines),
        "Tidak ada unit yang ditunggu.",
        len(groups) - len(lines),
        labels=tuple(judged.desk.frame.index[[f["at"].iloc[0] for f in groups[:SHOWN]]].tolist()),
    )


def _waiting(listing: Listing) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Open requests of which a unit was asked that has not answered as of the day.

    An answer that cannot be read is one; a unit without a day was asked.
    """
    asked, answered = listing.column(ASKED_ON), listing.column(ANSWERED_ON)
    named = listing.column(UNIT).astype(bool) | listing.table.unread(UNIT).to_numpy(bool)
    open_ = listing.column("known") & listing.unfinished
    silent = ~(answered <= listing.today) & ~listing.table.unread(ANSWERED_ON).to_numpy(bool)
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        open_ & silent & ((named & np.isnat(asked)) | (asked <= listing.today))
    )
    return found


def _line(judged: Judged, listing: Listing, found: pd.DataFrame) -> ListRow:
    """A unit: the request that has waited longest, and how many there are."""
    oldest = found["at"].iloc[0]
    asked = listing.column(ASKED_ON)[oldest]
    waited = judged.clock.calendar.between(np.array([asked]), np.array([listing.today]))[0]
    due = listing.column("due_on")[oldest]
    undated, late = int(found["asked"].isna().sum()), int(found["late"].sum())
    said = (
        f"{len(found)} permohonan",
        f"{late} terlambat" if late else "",
        f"{undated} tanpa tanggal" if undated else "",
    )
    return (
        found["unit"].iloc[0],
        _day(asked),
        judged.desk.frame["reg_number"].iloc[oldest] or None,
        _day(due),
        None if np.isnan(waited) else int(waited),
        ", ".join(filter(None, said)),
        judged.desk.shown(int(judged.desk.frame.index[oldest])),
    )


def _day(moment: np.datetime64) -> date | None:
    day: date | None = moment.astype("datetime64[D]").item()
    return day
