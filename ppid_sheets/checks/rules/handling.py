"""Rules on how a request is handled and closed (SOP steps 4-7)."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.checks.engine import Case, ColumnValues, Hits, Rule, is_blank, lines
from ppid_sheets.common.arrays import Mask
from ppid_sheets.common.indonesian import typed_date
from ppid_sheets.deadlines.clock import WAITING
from ppid_sheets.register.requests.words import GRANTED, NOT_PROCESSED, REFUSED, WITHDRAWN

REVIEW_WITHIN = 5
"""Working days that the Kasubag has to look at a finished request (SOP step 7)."""

_PUNCTUATION = str.maketrans("", "", ".,;:-\"'()")

SAME_WITHIN = np.timedelta64(30, "D")
"""Calendar days within which the same request by the same applicant looks like a double."""


def officers(case: Case) -> tuple[str, ...]:
    """The office's staff list in the tab Pilihan."""
    return tuple(case.lists.get(case.table.schema.header("officer"), ()))


def unknown_officer(case: Case) -> Mask:
    """No officer can be judged while the list is empty; the register's own finding says so."""
    return case.noted("officer", "unlisted") & bool(officers(case))


def not_passed_on(case: Case) -> Mask:
    """SOP 4: what cannot be given at once goes to the Kasubag.

    Open at the end of a later working day than that of receipt, its papers not awaited.
    """
    later = case.working_days_since(case["received_on"]) >= 1
    waiting = case.deadline("status") == WAITING
    undecided = case.blank("decision") & ~waiting
    nothing = case.blank("disposition_no") & case.blank("disposition_on")
    return np.asarray(undecided & nothing & later)


def decided_without_answer(case: Case) -> Mask:
    """Every decision needs a notice to the applicant, unless the request was withdrawn."""
    owed = ~case.says("decision", "", WITHDRAWN)
    return owed & case.blank("notified_on") & case.blank("given_on")


def answered_without_decision(case: Case) -> Mask:
    """SOP 6: the register is brought up to date when the request is finished."""
    answered = case.filled("notified_on") | case.filled("given_on")
    return case.blank("decision") & answered


def granted_not_given(case: Case) -> Mask:
    """Granted by notice, and still without the information."""
    granted = case.says("decision", *GRANTED)
    return granted & case.filled("notified_on") & case.blank("given_on")


def refused_but_given(case: Case) -> Mask:
    """Refused, and yet handed over on some day."""
    return case.says("decision", REFUSED) & case.filled("given_on")


def not_reviewed(case: Case) -> Mask:
    """SOP 7: the Kasubag supervises what is finished."""
    late = case.working_days_since(case.deadline("finished_on")) > REVIEW_WITHIN
    return np.asarray(case.blank("reviewed_on") & late)


def negative_cost(case: Case) -> Mask:
    """A cost below zero."""
    return np.asarray(case["cost"] < 0)


def asked_again(case: Case) -> Hits:
    """The same name with the same words as a request received at most 30 days before.

    A request that was withdrawn or not processed may be made again. Those of earlier years' parts
    stand before the register's own.
    """
    table = case.table if case.desk is None else case.desk
    who, what, received, decision = (
        table.frame[key].to_numpy()
        for key in ("applicant_name", "information", "received_on", "decision")
    )
    counts = who.astype(bool) & what.astype(bool) & ~np.isnat(received)
    counts &= (decision != WITHDRAWN) & (decision != NOT_PROCESSED)
    at = np.flatnonzero(counts)
    who, what, received = _words(who[at]), _words(what[at]), received[at]
    order = np.lexsort((received, what, who))
    apart = np.diff(received[order])
    again = (np.diff(who[order]) == 0) & (np.diff(what[order]) == 0) & (apart <= SAME_WITHIN)
    rows = at[order[1:][again]] - (len(counts) - len(case.table.frame))
    before = received[order[:-1][again]].astype("datetime64[D]").tolist()
    earlier = {row: day for row, day in zip(rows.tolist(), before, strict=True) if row >= 0}
    mask = np.zeros(len(case.table.frame), dtype=bool)
    mask[list(earlier)] = True
    return Hits(mask, {"earlier": [typed_date(earlier[row]) for row in sorted(earlier)]})


def _words(values: ColumnValues) -> npt.NDArray[np.int64]:
    """A number for each text; texts that differ in case, spaces or punctuation have the same."""
    plain = lines(values).translate(_PUNCTUATION).split("\n")
    return pd.factorize(np.array(plain[: len(values)], dtype=object))[0]


RULES = (
    Rule(
        "L01",
        "peringatan",
        "officer",
        "petugas belum diisi",
        "pilih petugas yang menangani",
        "SOP: pelaksana minimal 2 orang",
        ("officer",),
        is_blank("officer"),
    ),
    Rule(
        "L02",
        "galat",
        "officer",
        "petugas tidak ada dalam daftar",
        "pilih dari daftar, atau tambahkan di tab Pilihan",
        "SOP: pelaksana minimal 2 orang",
        ("officer",),
        unknown_officer,
    ),
    Rule(
        "L03",
        "peringatan",
        "disposition_on",
        "permohonan belum selesai pada hari diterima, tetapi belum ada nota dinas atau disposisi",
        "koordinasikan dengan Kasubag, lalu isi nomor dan tanggal disposisinya",
        "SOP langkah 4",
        ("received_on", "disposition_no", "disposition_on", "decision"),
        not_passed_on,
    ),
    Rule(
        "L04",
        "galat",
        "notified_on",
        "keputusan sudah ada, tetapi tanggal pemberitahuan dan pemberian informasi kosong",
        "isi tanggal pemberitahuan tertulis atau tanggal pemberian informasi",
        "SOP langkah 4-5; UU KIP Pasal 22 ayat (7)",
        ("decision", "notified_on", "given_on"),
        decided_without_answer,
    ),
    Rule(
        "L05",
        "galat",
        "decision",
        "pemohon sudah dijawab, tetapi keputusan belum diisi",
        "pilih keputusannya, contoh Dikabulkan Seluruhnya",
        "SOP langkah 6",
        ("decision", "notified_on", "given_on"),
        answered_without_decision,
    ),
    Rule(
        "L06",
        "peringatan",
        "given_on",
        "permohonan dikabulkan, tetapi tanggal pemberian informasi belum diisi",
        "serahkan informasinya, lalu isi tanggalnya",
        "SOP langkah 5",
        ("decision", "notified_on", "given_on"),
        granted_not_given,
    ),
    Rule(
        "L07",
        "peringatan",
        "given_on",
        "permohonan ditolak, tetapi ada tanggal pemberian informasi",
        "kosongkan tanggalnya, atau betulkan keputusannya",
        "SOP langkah 5",
        ("decision", "given_on"),
        refused_but_given,
    ),
    Rule(
        "L08",
        "peringatan",
        "reviewed_on",
        f"sudah selesai lebih dari {REVIEW_WITHIN} hari kerja, tetapi belum disupervisi Kasubag",
        "mintakan supervisi Kasubag, lalu isi tanggalnya",
        "SOP langkah 7",
        ("reviewed_on", "decision"),
        not_reviewed,
    ),
    Rule(
        "L09",
        "galat",
        "cost",
        "biaya kurang dari nol",
        "isi biaya penggandaan, atau 0 bila gratis",
        "UU KIP Pasal 22 ayat (7) huruf g",
        ("cost",),
        negative_cost,
    ),
    Rule(
        "L10",
        "peringatan",
        "information",
        "pemohon yang sama meminta hal yang sama pada permohonan tanggal {earlier}",
        "pastikan bukan catatan ganda; bila ganda, pertahankan satu baris",
        "SOP langkah 6",
        ("applicant_name", "information", "received_on"),
        asked_again,
    ),
)
