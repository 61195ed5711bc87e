"""Writes `docs/temuan.md` from the rules and their failing examples: python -m tests.catalogue."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from ppid_sheets.checks.catalogue import CodeEntry
from ppid_sheets.checks.findings import SEVERITY_NAMES
from ppid_sheets.checks.rulings import FIRM
from ppid_sheets.jobs.catalogue import entries
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Schema
from tests.checks.test_objections import FAULTS
from tests.checks.test_rules import EXAMPLES

PAGE = Path(__file__).parents[1] / "docs" / "temuan.md"
HEAD = """# Kode temuan

Satu baris untuk tiap kode yang dapat muncul di kolom dan tab *Temuan*. Keterangan yang sama:
`ppid-sheets explain T07`. Halaman ini dibuat dari aturannya dengan `python -m tests.catalogue`.

Kantor dapat mengatur tingkatnya, atau tidak menampilkannya, dalam `ppid.toml`:

```toml
[aturan]
T07 = "info"   # galat (kesalahan), peringatan, atau info
L04 = false    # tidak ditampilkan dan tidak dihitung; arsip pemeriksaan tetap mencatatnya
```

Yang bertanda *tetap* menjadi dasar hasil lain, jadi tidak dapat dimatikan atau diturunkan.

| kode | tingkat | kolom | temuan | perbaikan | dasar | contoh yang salah |
|---|---|---|---|---|---|---|
"""
MOST = 3


def page() -> str:
    """The page as the rules are now."""
    return HEAD + "".join(f"| {' | '.join(_cells(entry))} |\n" for entry in entries())


def _cells(entry: CodeEntry) -> Iterator[str]:
    columns = entry.columns or ("(register)",)
    names = [SEVERITY_NAMES[one] for one in entry.severities]
    firm = [f"{name}, tetap" if entry.code in FIRM else name for name in names]
    texts = (firm, columns, entry.messages, entry.remedies, entry.bases)
    yield entry.code
    for many in texts:
        more = f"; dan {len(many) - MOST} lainnya" if len(many) > MOST else ""
        yield ("; ".join(many[:MOST]) + more).replace("|", "\\|")
    yield _example(entry.code)


def _example(code: str) -> str:
    found = next((example for example in EXAMPLES if example.code == code), None)
    if found is None:
        return _row(next((bad for one, bad, _ in FAULTS if one == code), {}), OBJECTIONS)
    rows = found.bad if isinstance(found.bad, tuple) else (found.bad,)
    return " / ".join(filter(None, map(_row, rows[:2]))).replace("|", "\\|")


def _row(row: Mapping[str, Any], schema: Schema = REQUESTS) -> str:
    return ", ".join(
        f"{schema.header(key)}: {_value(value)}"
        for key, value in row.items()
        if key in schema.by_key
    )


def _value(value: Any) -> str:
    match value:
        case None | "":
            return "(kosong)"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case _:
            return repr(str(value))[1:-1]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
