"""The lists about objections on the page of a day: who may still object, and what is unanswered."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pandas as pd

from ppid_sheets.checks.judge import Judged
from ppid_sheets.common.indonesian import listed
from ppid_sheets.deadlines.clock import OPEN_STATUSES, OVERDUE
from ppid_sheets.deadlines.objectionable import objectionable
from ppid_sheets.reports.day.sections import SHOWN, Listing, Section
from ppid_sheets.reports.objections.rows import at_commission, objection_rows

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
    "No. Keberatan",
    "Diterima",
    "No. Permohonan, Alasan",
    "Batas Waktu",
    "Sisa Hari Kerja",
    "Keterangan",
    "Baris",
)
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
        yield _unanswered(objections, as_of)


def _may_object(judged: Judged, as_of: date) -> Section:
    """Requests whose applicant may object as of the day, the nearest last day first (Art. 36)."""
    found = objectionable(judged.desk, judged.desk_deadlines, judged.clock)
    day = np.datetime64(as_of, "s")
    may = (found["arose_on"].to_numpy() <= day) & (found["object_by"].to_numpy() >= day)
    found = found[may].sort_values("object_by")
    shown = found.head(SHOWN)
    listing = Listing(judged.desk, judged.desk_deadlines, as_of)
    at = judged.desk.frame.index.get_indexer(shown.index)
    last = shown["object_by"].to_numpy().astype("datetime64[D]")
    today = np.full(len(shown), np.datetime64(as_of, "D"))
    left = judged.clock.calendar.between(today, last)
    lines = zip(
        judged.desk.frame["reg_number"].iloc[at].tolist(),
        shown["arose_on"].to_numpy().astype("datetime64[D]").tolist(),
        listing.label("officer", at),
        last.tolist(),
        map(int, left),
        map(_WHY.__getitem__, shown["ground"].tolist()),
        map(judged.desk.shown, shown.index.tolist()),
        strict=True,
    )
    more = len(found) - len(shown)
    return Section(
        "Pemohon masih dapat mengajukan keberatan",
        _MAY,
        tuple(lines),
        "",
        more,
        labels=tuple(shown.index.tolist()),
    )


def _unanswered(judged: Judged, as_of: date) -> Section:
    """Objections without an answer of the superior's, what is due first in front, and what of
    objections happened that day.
    """
    rows = objection_rows(judged.table, judged.clock, as_of)
    waiting = rows[rows["status"].isin(OPEN_STATUSES)].sort_values("due_on", kind="stable")
    shown = waiting.head(SHOWN)
    about = zip(shown["request_no"], shown["ground"], strict=True)
    lines = zip(
        (text or None for text in shown["reg_number"]),
        map(_day, shown["received_on"]),
        (", ".join(filter(None, pair)) for pair in about),
        map(_day, shown["due_on"]),
        (None if pd.isna(left) else int(left) for left in shown["days_left"]),
        shown["status"].tolist(),
        shown.index.tolist(),
        strict=True,
    )
    return Section(
        "Keberatan yang belum ditanggapi",
        _UNANSWERED,
        tuple(lines),
        "Nihil.",
        len(waiting) - len(shown),
        _of_day(rows, as_of),
        labels=tuple(shown.index.tolist()),
        tab=judged.tab,
    )


def _of_day(rows: pd.DataFrame, as_of: date) -> str:
    """The objections that came and were answered that day, are late or in dispute; "" for none."""
    day = pd.Timestamp(as_of)
    came, done = (int((rows[key] == day).sum()) for key in ("received_on", "finished_on"))
    decided = Counter(rows.loc[rows["finished_on"] == day, "decision"].tolist())
    late = int((rows["status"] == OVERDUE).sum())
    disputed = int(at_commission(rows).sum())
    if not (came or done or late or disputed):
        return ""
    how = listed([f"{word} {count}" for word, count in sorted(decided.items())])
    return (
        f"Keberatan hari ini: diterima {came}, selesai {done}{how and f' ({how})'}. Terlambat "
        f"{late}, di Komisi Informasi {disputed}."
    )


def _day(moment: pd.Timestamp) -> date | None:
    return None if pd.isna(moment) else moment.date()
