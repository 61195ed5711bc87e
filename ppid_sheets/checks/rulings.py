"""What an office rules on findings: how grave they are, and which are not shown."""

from collections.abc import Iterable, Mapping, Sequence

from ppid_sheets.checks.findings import Finding
from ppid_sheets.config import Ruling
from ppid_sheets.config.kinds import nearest
from ppid_sheets.errors import SettingsError

_UNREAD = "isian yang tidak terbaca membuat batas waktu dan status tidak dapat dihitung"
_CALENDAR = "batas waktu dihitung menurut daftar libur itu"
_RECEIVED = "batas waktu dihitung dari tanggal itu"
FIRM: Mapping[str, str] = {
    **dict.fromkeys(("B01", "B02", "B05", "B06", "B08", "B10", "B11", "B14"), _UNREAD),
    **dict.fromkeys(("T01", "T02", "T03"), _RECEIVED),
    **dict.fromkeys(("I03", "S17"), "batas waktu bergantung pada kategori itu"),
    "N02": "formulir, riwayat, dan pemulihan mencari permohonan menurut nomornya",
    "R01": "tanpa kolom itu tidak ada batas waktu",
    **dict.fromkeys(("R05", "R07", "R14"), _CALENDAR),
    "M01": "permohonan yang hilang hanya diketahui dari temuan ini",
}
"""Codes that other results rest on, with the reason: they stay *galat*."""


def ruled(
    findings: Iterable[Finding], rulings: Mapping[str, Ruling]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings as the office sees them, and those that it does not want to see."""
    if not rulings:
        return tuple(findings), ()
    shown, hidden = [], []
    for finding in findings:
        ruling = rulings.get(finding.code, finding.severity)
        if ruling is False:
            hidden.append(finding)
        else:
            shown.append(finding._replace(severity=ruling))
    return tuple(shown), tuple(hidden)


def severity(code: str, usual: str, rulings: Mapping[str, Ruling]) -> str:
    """How grave an office takes a code, "" where it does not want to see it."""
    return rulings.get(code, usual) or ""


def refuse(rulings: Mapping[str, Ruling], codes: Sequence[str], source: object) -> None:
    """Raise SettingsError for a ruling on a code that is not there or that results rest on.

    `codes` are all there are, `source` is the file of the settings.
    """
    for code, ruling in rulings.items():
        if code not in codes:
            near = nearest(code.upper(), codes, 0)
            raise SettingsError(
                f"{source}: 'aturan.{code}' bukan kode temuan",
                f"maksudnya '{near}'? Lihat ppid-sheets explain dengan kode itu",
            )
        if code in FIRM and ruling != "galat":
            act = "dimatikan" if ruling is False else "diturunkan"
            raise SettingsError(
                f"{source}: 'aturan.{code}' tidak dapat {act}, sebab {FIRM[code]}",
                "hapus baris itu",
            )
