"""A Google Sheet: its service account's key, and the sharing with that account.

The words follow docs/google-sheet.md, whose numbers of steps they name.
"""

import os
from pathlib import Path

from ppid_sheets.cli import office, output
from ppid_sheets.cli.setup import downloaded_key
from ppid_sheets.cli.setup.questions import KEY, REPLACE
from ppid_sheets.cli.setup.work import Work
from ppid_sheets.common import files
from ppid_sheets.doctor.access import OWNER_ONLY
from ppid_sheets.doctor.facts import FactKey
from ppid_sheets.errors import PpidError, SettingsError, UnreachableError

API = "https://console.cloud.google.com/apis/library/sheets.googleapis.com"
PAGES = (
    (
        "https://console.cloud.google.com/projectcreate",
        "Buat project bernama ppid-register (Buat, Create).",
    ),
    (API, "Pilih project itu di bagian atas, lalu klik Aktifkan (Enable)."),
    (
        "https://console.cloud.google.com/iam-admin/serviceaccounts",
        "Buat akun layanan bernama ppid-sheets, tanpa peran, sampai Selesai (Done). Buka akun itu: "
        "tab Kunci (Keys) > Tambahkan kunci > Buat kunci baru > JSON > Buat. Berkasnya terunduh.",
    ),
)
"""Steps 2, 3, 4 and 5 d of the guide."""


def key_done(work: Work) -> str:
    """The doctor finds a credential, whose key only its owner can read."""
    found = work.facts.credential
    outcome = work.outcome("Kredensial")
    return outcome.found if found and outcome and not _open(found.key) else ""


def _open(key: FactKey | None) -> bool:
    return bool(key and key.mode is not None and key.mode & OWNER_ONLY)


def bring_key(work: Work) -> None:
    """Show where it is made, find it where the browser put it, and put it away."""
    found = work.facts.credential
    if found and found.key:
        _close(found.key.path)
        return
    if work.person.given(KEY.key) is None:
        for address, words in PAGES:
            work.page(address, words)
    work.tried(lambda: _put_away(work, _asked(work)))


def _close(path: Path) -> None:
    try:
        downloaded_key.lock(path)
    except OSError:
        output.show(f"Izin {path} tidak dapat diubah; jalankan: chmod 600 {path}")
    else:
        output.show(f"{path.name} kini hanya dapat dibuka pemiliknya.")


def _asked(work: Work) -> Path:
    newest = downloaded_key.newest(work.downloads)
    text = work.person.answer(KEY.with_default(str(newest or "")))
    path = files.named(text)
    if not text or not path.is_file():
        what = f"{text} tidak ada" if text else f"Belum ada kunci akun layanan di {work.downloads}"
        raise UnreachableError(
            what, "unduh sebagai JSON dari tab Kunci akun layanan, atau sebut berkasnya"
        )
    return path


def _put_away(work: Work, path: Path) -> None:
    google = work.settings.google
    account = downloaded_key.account_of(path, google)
    place = google.key_file
    if os.path.lexists(place) and not work.person.answer(
        REPLACE.asking(f"{place} sudah ada, tetapi tidak dapat dipakai. Ganti?")
    ):
        raise SettingsError(f"{place} tidak diganti", "betulkan berkas itu, atau pilih ganti")
    former = downloaded_key.put_away(path, google, office.local_time(work.settings))
    output.show(f"Kunci {account} disimpan sebagai {place}, hanya untuk pemiliknya.")
    if former:
        output.show(f"Berkas yang lama: {former}")


_OF_SHARING = ("Kredensial", "Jam komputer", "Google Sheet", "Hak sunting")
"""What the doctor examines on the way to a sheet that may be edited."""


def _trouble(work: Work) -> PpidError | None:
    """Why the sheet cannot be edited, as far as a read can show."""
    for name in _OF_SHARING:
        outcome = work.outcome(name)
        if outcome and outcome.state == "gagal":
            error = UnreachableError(outcome.found, outcome.remedy)
            return work.facts.error if work.facts.stopped in ("store", "contact") else error
    return None


def sharing_done(work: Work) -> str:
    """The sheet opens, and no visible protection is in the way."""
    outcome = work.outcome("Google Sheet")
    return outcome.found if outcome and outcome.state == "baik" and not _trouble(work) else ""


def share(work: Work) -> None:
    """Name the address to share with, open the sheet, and try until it opens."""
    found = work.facts.credential
    account = found.account if found and found.account else "alamat akun layanannya"
    work.page(
        f"https://docs.google.com/spreadsheets/d/{work.where}/edit",
        f"Klik Bagikan (Share), tempel {account}, pilih Editor, hapus centang Beri tahu orang, "
        "lalu Bagikan.",
    )
    while trouble := _trouble(_again(work)):
        if "Google Sheets API" in trouble.what:
            work.browse(API)
        work.person.again(trouble)
    output.show(f"Berhasil: {sharing_done(work)}.")


def _again(work: Work) -> Work:
    work.anew()
    return work
