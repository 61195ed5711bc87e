"""What a command on a Google Sheet ends with: its address, what is amiss there, what to do next."""

from __future__ import annotations

from ppid_sheets.register.address import SpreadsheetId
from ppid_sheets.register.home import cautions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from ppid_sheets.jobs.check import Checked
    from ppid_sheets.stores.port import Store


def lines(
    where: Path | SpreadsheetId, store: Store, moment: datetime, advice: str
) -> Iterator[str]:
    """Nothing for a file, which lies where the person is at work."""
    if isinstance(where, SpreadsheetId):
        yield from (f"Perhatian: {sentence}" for sentence in cautions(*store.home, moment))
        yield f"Alamat: https://docs.google.com/spreadsheets/d/{where}/edit"
        yield f"Selanjutnya: {advice}"


def after_check(checked: Checked, *, dry_run: bool, again: str, schedule: str) -> str:
    """What to do after a check; `again` and `schedule` are the commands for it."""
    if dry_run:
        return f"jalankan {again} tanpa --dry-run, yang menuliskan hasilnya."
    if checked.absent.missing:
        return f"jalankan {again.replace('check', 'init')}, yang menambahkan bagian yang belum ada."
    if checked.verdict.severities["galat"]:
        return f"betulkan sel yang menyala menurut kolom Temuan, lalu jalankan {again} lagi."
    return f"{schedule} mencetak jadwal agar pemeriksaan berjalan sendiri."


def after_init(*, dry_run: bool, init: str, check: str) -> str:
    """What to do after `init`."""
    if dry_run:
        return f"jalankan {init} tanpa --dry-run, yang menambahkannya."
    return f"isi nama petugas (minimal 2) di tab Pilihan bila belum, lalu jalankan {check}."
