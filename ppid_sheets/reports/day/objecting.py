"""The lists about objections on the page of a day: who may still object, and what is unanswered."""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pandas as pd

from ppid_sheets.checks.judge import Judged
from ppid_sheets.deadlines.clock import OPEN_STATUSES
from ppid_sheets.deadlines.objectionable import objectionable
from ppid_sheets.reports.day.sections import SHOWN, Listing, Section

_MAY = (
    "No. Registrasi",
    "Sejak",
    "Petugas",
    "Keberatan s.d.",
    "Sisa Hari Kerja",
    "Alasan",
    "Baris",
)
_UNANSWERED = (
    "No. Keberatan", "Diterima", "No. Permohonan", "Batas Waktu", "Sisa Hari Kerja", "Keterangan",
    "Baris",
)  # fmt: skip
_WHY: Mapping[str, str] = {
    "a": "Ditolak (Pasal 17)",
    "c": "Belum ditanggapi",
    "e": "Tidak dipenuhi seluruhnya",
    "g": "Ditanggapi terlambat",
}
"""The grounds that a register shows, by their letter in Art. 35(1)."""


def sections(requests: Judged, objections: Judged | None, as_of: date) -> Iterator[Section]:
    """The lists that have something to show; that of unanswered objections where there is a tab."""
    may = _may_object(requests, as_of)
    if may.rows:
        yield may
    if objections:
        yield _unanswered(objections)


def _may_object(judged: Judged, as_of: date) -> Section:
    """Requests whose applicant may object as of the day, the nearest last day first (Art. 36)."""
    found = objectionable(judged.desk.frame, judged.desk_deadlines, judged.clock)
    day = pd.Timestamp(as_of)
    found = found[(found["arose_on"] <= day) & (found["object_by"] >= day)].sort_values("object_by")
    shown = found.head(SHOWN)
    listing = Listing(judged.desk, judged.desk_deadlines, as_of)
    at = judged.desk.frame.index.get_indexer(shown.index)
    last = shown["object_by"].to_numpy().astype("datetime64[D]")
    today = np.full(len(shown), np.datetime64(as_of, "D"))
    left = judged.clock.calendar.between(today, last)
    lines = zip(
        judged.desk.frame["reg_number"].iloc[at].tolist(),
        [moment.date() for moment in shown["arose_on"]],
        listing.label("officer", at),
        [moment.date() for moment in shown["object_by"]],
        map(int, left),
        map(_WHY.__getitem__, shown["ground"].tolist()),
        map(judged.desk.shown, shown.index.tolist()),
        strict=True,
    )
    more = len(found) - len(shown)
    return Section(
        "Pemohon masih dapat mengajukan keberatan", _MAY, tuple(lines), "", more,
        labels=tuple(shown.index.tolist()),
    )  # fmt: skip


def _unanswered(judged: Judged) -> Section:
    """Objections without an answer of the superior's, what is due first in front."""
    rows = judged.table.frame.join(judged.deadlines)
    rows = rows[rows["status"].isin(OPEN_STATUSES)].sort_values("due_on", kind="stable")
    shown = rows.head(SHOWN)
    lines = zip(
        (text or None for text in shown["objection_no"]),
        map(_day, shown["objected_on"]),
        (text or None for text in shown["request_no"]),
        map(_day, shown["due_on"]),
        (None if pd.isna(left) else int(left) for left in shown["days_left"]),
        shown["status"].tolist(),
        shown.index.tolist(),
        strict=True,
    )
    return Section(
        "Keberatan yang belum ditanggapi", _UNANSWERED, tuple(lines), "Nihil.",
        len(rows) - len(shown), labels=tuple(shown.index.tolist()), tab=judged.tab,
    )  # fmt: skip


def _day(moment: pd.Timestamp) -> date | None:
    return None if pd.isna(moment) else moment.date()
