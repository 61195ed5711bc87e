"""What a code of a finding means, for people at a terminal."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from ppid_sheets.checks.catalogue import Entry

WIDTH = 100
_MOST = 6


def lines(entry: Entry) -> Iterator[str]:
    """A calm block: what is wrong, where, how to mend it, and why it matters."""
    yield f"{entry.code} ({', '.join(entry.severities)})"
    facts = (
        ("Temuan", entry.messages),
        ("Kolom", entry.columns or ("register sebagai keseluruhan",)),
        ("Perbaikan", entry.remedies),
        ("Dasar", entry.bases),
    )
    for name, texts in facts:
        yield from wrap(
            _listed(texts), WIDTH, initial_indent=f"  {name:<11}", subsequent_indent=" " * 13
        )


def _listed(texts: Sequence[str]) -> str:
    more = f"; dan {len(texts) - _MOST} lainnya" if len(texts) > _MOST else ""
    return "; ".join(texts[:_MOST]) + more
