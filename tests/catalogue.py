"""Writes `docs/temuan.md` from the codes of findings: python -m tests.catalogue."""

from collections.abc import Iterator
from pathlib import Path

from ppid_sheets.checks.catalogue import CodeEntry
from ppid_sheets.checks.rulings import FIRM
from ppid_sheets.common.severity import SEVERITY_NAMES
from ppid_sheets.jobs.finding_codes import entries

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

Yang bertanda *tetap* menjadi dasar hasil lain, jadi tidak dapat dimatikan atau diturunkan;
[sebabnya](#mengapa-tetap) di bawah. Contoh menyebut satu baris, atau beberapa yang dipisahkan garis
miring; isian yang tidak disebut sudah benar.

| kode | tingkat | kolom | temuan | perbaikan | dasar | contoh yang salah |
|---|---|---|---|---|---|---|
"""
FOOT = """
## Mengapa tetap

"""
MOST = 3


def page() -> str:
    """The page as the rules are now."""
    table = "".join(f"| {' | '.join(_cells(entry))} |\n" for entry in entries())
    by_reason: dict[str, list[str]] = {}
    for code, reason in FIRM.items():
        by_reason.setdefault(reason, []).append(code)
    reasons = (f"- {', '.join(codes)}: {reason}.\n" for reason, codes in by_reason.items())
    return HEAD + table + FOOT + "".join(reasons)


def _cells(entry: CodeEntry) -> Iterator[str]:
    columns = entry.columns or ("(register)",)
    names = [SEVERITY_NAMES[one] for one in entry.severities]
    firm = [f"{name}, tetap" if entry.code in FIRM else name for name in names]
    texts = (firm, columns, entry.messages, entry.remedies, entry.bases)
    yield entry.code
    for many in texts:
        more = f"; dan {len(many) - MOST} lainnya" if len(many) > MOST else ""
        yield ("; ".join(many[:MOST]) + more).replace("|", "\\|")
    yield " / ".join(entry.examples).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
