"""Whether the job gets to the register: settings, credential, clock, sharing, a file's lock."""

from datetime import datetime

from ppid_sheets.doctor.facts import Credential, Facts
from ppid_sheets.doctor.outcome import Outcome, attention, broken, failed, good, unchecked
from ppid_sheets.errors import UnreachableError
from ppid_sheets.register.home import is_indonesian, zone_of
from ppid_sheets.stores.google.credentials import SCOPE

OWNER_ONLY = 0o077
"""Permission bits that let anybody but the owner at a key."""
OLD_KEY_DAYS = 365
LATE_SECONDS, REFUSED_SECONDS = 60, 300
"""From the second on, Google takes a signed request for one of another time and refuses it."""


def settings(facts: Facts) -> Outcome:
    """The settings could be read."""
    source = facts.settings.source if facts.settings else None
    return good(f"{source} terbaca" if source else "nilai bawaan, tanpa ppid.toml")


def _credential(facts: Facts) -> Credential:
    assert facts.credential is not None  # noqa: S101 - known at this stage
    return facts.credential


def credential(facts: Facts) -> Outcome:
    """Which one was found, and the address that a sheet is shared with."""
    found = _credential(facts)
    account = f", akun {found.account}" if found.account else ""
    return good(f"{found.source}{account}")


def key_mode(facts: Facts) -> Outcome:
    """Only its owner can read a key file."""
    key = _credential(facts).key
    if key is None:
        return good("tidak ada berkas kunci")
    if key.mode is None:
        return unchecked("Windows mengatur izin lewat Properties > Security")
    if key.mode & OWNER_ONLY:
        return attention(
            f"{key.path.name} dapat dibuka pengguna lain di komputer ini (izin {key.mode:04o})",
            f"Jalankan: chmod 600 {key.path}",
        )
    return good(f"hanya pemiliknya yang dapat membuka {key.path.name} (izin {key.mode:04o})")


def key_age(facts: Facts) -> Outcome:
    """A key is changed once a year; the age of its file is its least age, for it has no date
    itself."""
    key = _credential(facts).key
    if key is None:
        return good("tidak ada berkas kunci")
    told = f"sedikitnya {key.days} hari, menurut tanggal berkasnya; kunci tidak memuat tanggal"
    if key.days >= OLD_KEY_DAYS:
        return attention(
            told,
            "Di Google Cloud pilih IAM & Admin > Akun layanan > tab Kunci > Tambahkan kunci "
            f"(JSON), simpan sebagai {key.path.name}, lalu hapus kunci yang lama di sana",
        )
    return good(told)


def scope(facts: Facts) -> Outcome:
    """The credential reaches spreadsheets and nothing else."""
    scopes = _credential(facts).scopes
    if scopes is None:
        return unchecked("cakupan identitas ini ditetapkan di luar program")
    if SCOPE not in scopes:
        return failed(
            "tanpa hak spreadsheets", f"Beri identitas itu cakupan {SCOPE}", UnreachableError
        )
    if len(scopes) > 1:
        return attention(
            f"lebih luas daripada perlunya: {', '.join(scopes)}", f"Sisakan cakupan {SCOPE} saja"
        )
    return good("spreadsheets saja")


def clock(facts: Facts) -> Outcome:
    """This machine's clock agrees with Google's, to the second, which is what answers name."""
    if facts.ahead is None:
        return unchecked("jam Google tidak terbaca")
    off = abs(facts.ahead)
    if off <= LATE_SECONDS:
        return good("sesuai dengan jam Google")
    told = f"{_span(off)} {'lebih cepat' if facts.ahead > 0 else 'terlambat'} dari jam Google"
    remedy = (
        "Nyalakan jam otomatis: Windows, Pengaturan > Waktu & bahasa > Setel waktu secara "
        "otomatis; Linux, sudo timedatectl set-ntp true"
    )
    if off >= REFUSED_SECONDS:
        return failed(f"{told}, sehingga Google menolak kredensial", remedy, UnreachableError)
    return attention(told, remedy)


def _span(seconds: float) -> str:
    return f"{seconds:.0f} detik" if seconds < 120 else f"{seconds / 60:.0f} menit"


def reach(facts: Facts) -> Outcome:
    """The spreadsheet answers."""
    return good(f"terbuka: {facts.seen.title}" if facts.seen else "terbuka")


def editing(facts: Facts) -> Outcome:
    """The job may write, as far as a read can show.

    Google names only protected ranges, and shows the editors of one to its editors alone.
    """
    account = _credential(facts).account or "akun yang dipakai"
    if facts.closed and not facts.may_edit:
        return failed(
            f"akun ini tidak boleh menyunting {', '.join(facts.closed)}",
            f"Klik Bagikan dan jadikan {account} Editor; bila sudah, pilih Data > Lindungi sheet "
            f"dan rentang, buka pelindung itu, Ubah izin, lalu tambahkan {account}",
            UnreachableError,
        )
    if facts.closed:
        return failed(
            f"akun ini Editor, tetapi dihalangi pelindung: {', '.join(facts.closed)}",
            "Pilih Data > Lindungi sheet dan rentang, buka pelindung itu, Ubah izin, lalu "
            f"tambahkan {account}",
            UnreachableError,
        )
    if facts.may_edit:
        return good("Editor, dan tidak ada pelindung yang menghalangi")
    return unchecked(
        "Google baru memberi tahu ketika program menulis; ppid-sheets check atau init akan "
        "menyebutnya bila belum boleh"
    )


def time_zone(facts: Facts) -> Outcome:
    """Today is the same day in the spreadsheet and in the settings."""
    theirs = facts.seen.time_zone if facts.seen else ""
    ours = facts.settings.time_zone.key if facts.settings else ""
    if _offsets(theirs, facts) == _offsets(ours, facts):
        return good(theirs)
    return attention(
        f"Google Sheet memakai {theirs or 'zona lain'}, pengaturan {ours}",
        f"Di Google Sheet pilih File > Setelan > Zona waktu, samakan dengan {ours}; atau ubah "
        "[tenggat] zona_waktu di ppid.toml",
    )


def _offsets(name: str, facts: Facts) -> object:
    """How far a zone is from Greenwich in January and July; None for an unknown zone."""
    zone = zone_of(name)
    return zone and [
        datetime(facts.today.year, month, 1, tzinfo=zone).utcoffset() for month in (1, 7)
    ]


def locale(facts: Facts) -> Outcome:
    """What staff type as 03/04/2026 is read as the 3rd of April."""
    found = facts.seen.locale if facts.seen else ""
    if found and is_indonesian(found):
        return good("Indonesia")
    return attention(
        f"setelan lokal {found or 'tidak diketahui'}; 03/04/2026 dapat terbaca 4 Maret",
        "Di Google Sheet pilih File > Setelan > Lokal: Indonesia",
    )


def file(facts: Facts) -> Outcome:
    """The file can be read."""
    return good(f"{facts.where} terbaca")


def writable(facts: Facts) -> Outcome:
    """The file is not open, and may be replaced."""
    return broken(facts.locked) if facts.locked else good("tidak sedang dibuka, boleh ditulis")
