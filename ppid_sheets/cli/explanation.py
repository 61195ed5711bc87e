"""What a code of a finding means, for people at a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from ppid_sheets.checks.catalogue import CodeEntry
from ppid_sheets.checks.rulings import FIRM
from ppid_sheets.common.severity import SEVERITY_NAMES
from ppid_sheets.config import Ruling

WIDTH = 100
_MOST = 6


def lines(entry: CodeEntry, rulings: Mapping[str, Ruling]) -> Iterator[str]:
    """A calm block: what is wrong, where, how to mend it, why it matters, and an example.

    `rulings` are the office's own on how grave a finding is.
    """
    severities = ", ".join(SEVERITY_NAMES[one] for one in entry.severities)
    yield f"{entry.code} ({severities}{_ruled(entry, rulings)})"
    facts = (
        ("Temuan", entry.messages),
        ("Kolom", entry.columns or ("register sebagai keseluruhan",)),
        ("Perbaikan", entry.remedies),
        ("Dasar", entry.bases),
        ("Contoh", entry.examples),
    )
    for name, texts in (*facts, *_firm(entry)):
        yield from wrap(
            _listed(texts), WIDTH, initial_indent=f"  {name:<11}", subsequent_indent=" " * 13
        )


def _ruled(entry: CodeEntry, rulings: Mapping[str, Ruling]) -> str:
    ruling = rulings.get(entry.code)
    if ruling is None:
        return ""
    return f"; menurut [aturan] di ppid.toml: {ruling or 'tidak ditampilkan'}"


def _firm(entry: CodeEntry) -> Iterator[tuple[str, Sequence[str]]]:
    if entry.code in FIRM:
        yield "Tingkat", (f"tidak dapat dimatikan atau diturunkan, sebab {FIRM[entry.code]}",)


def _listed(texts: Sequence[str]) -> str:
    more = f"; dan {len(texts) - _MOST} lainnya" if len(texts) > _MOST else ""
    return "; ".join(texts[:_MOST]) + more
