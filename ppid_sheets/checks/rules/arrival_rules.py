"""Rules on requests that came in beside the desk and are not in the register yet."""

from ppid_sheets.checks.engine import Case, RegisterRule
from ppid_sheets.checks.rules.columns import Faults
from ppid_sheets.register.layout import INCOMING


def waiting_too_long(case: Case) -> Faults:
    """Some came in more than a working day ago."""
    if case.arrived and case.arrived.late:
        yield {"count": case.arrived.late}


def unread_sources(case: Case) -> Faults:
    """Where requests come in could not be read."""
    for error in case.arrived.troubles if case.arrived else ():
        yield {"what": error.what, "remedy": error.remedy or "betulkan, lalu jalankan lagi"}


def undated(case: Case) -> Faults:
    """Some have a stamp of time that names no day."""
    if case.arrived and case.arrived.undated:
        yield {"count": case.arrived.undated}


RULES = (
    RegisterRule(
        "R21",
        "peringatan",
        "{count} permohonan masuk menunggu dicatat lebih dari satu hari kerja",
        f"salin barisnya dari tab {INCOMING} ke register",
        "UU KIP Pasal 22 ayat (4)",
        waiting_too_long,
    ),
    RegisterRule(
        "R22",
        "peringatan",
        "permohonan masuk tidak terbaca: {what}",
        "{remedy}",
        "UU KIP Pasal 22 ayat (4)",
        unread_sources,
    ),
    RegisterRule(
        "R23",
        "peringatan",
        "stempel waktu {count} permohonan masuk tidak terbaca, jadi tanggalnya dikosongkan",
        f"lihat catatannya di tab {INCOMING}; bila terbaca dua cara, isi masuk.stempel di "
        "ppid.toml dengan hari atau bulan",
        "UU KIP Pasal 22 ayat (7)",
        undated,
    ),
)
