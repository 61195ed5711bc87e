"""What an answer of Google's that is an error means, and what to do: a table, and its reader."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ppid_sheets.errors import PpidError, UnreachableError
from ppid_sheets.stores.google.capacity import FULL
from ppid_sheets.stores.google.closed import ClosedError
from ppid_sheets.stores.google.quoting import cleaned

QUOTA = (
    "rate_limit_exceeded",
    "ratelimitexceeded",
    "quotaexceeded",
    "limitexceeded",
    "resource_exhausted",
    "quota exceeded",
)
A_DAY = ("dailylimit", "daily limit", "daily quota", "per day")
_PROXY = (
    "Yang menjawab bukan Google melainkan proksi atau halaman masuk jaringan (kode {code})",
    "masuk ke jaringan lewat peramban, atau minta petugas jaringan membuka sheets.googleapis.com "
    "dan oauth2.googleapis.com",
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer with an error: `reasons` are Google's own names for why, `message` its words.

    `foreign` is whether it has not the shape of Google's errors, as a proxy's page has not; `wrote`
    whether it answers a request to change something. `asked` are the seconds to wait, or None.
    """

    status: int
    reasons: tuple[str, ...] = ()
    message: str = ""
    foreign: bool = False
    wrote: bool = False
    asked: float | None = None

    @property
    def text(self) -> str:
        """All that it says, in small letters."""
        return " ".join((*self.reasons, self.message)).casefold()

    @property
    def of_quota(self) -> bool:
        """True for a call beyond the quota: not carried out, to be repeated after a minute."""
        told = self.status == 403 and not self.foreign and any(m in self.text for m in QUOTA)
        return (self.status == 429 or told) and not any(mark in self.text for mark in A_DAY)

    @property
    def passing(self) -> bool:
        """True for a failure of Google's own that passes: 408, 500, 502, 503, 504."""
        return self.status in (408, 500, 502, 503, 504)


def refusal(status: int, answer: Any, *, wrote: bool, asked: float | None) -> Refusal:
    """The facts of an answer with an error; `answer` is its JSON, None without JSON."""
    error = answer.get("error") if isinstance(answer, Mapping) else None
    if not (isinstance(error, Mapping) and isinstance(error.get("message"), str)):
        return Refusal(status, foreign=True, wrote=wrote, asked=asked)
    reasons = (error.get("status"), *_reasons(error.get("details")), *_reasons(error.get("errors")))
    told = tuple(reason for reason in reasons if isinstance(reason, str))
    return Refusal(status, told, error["message"], wrote=wrote, asked=asked)


def _reasons(details: Any) -> Iterator[Any]:
    for detail in details if isinstance(details, list) else ():
        if isinstance(detail, Mapping):
            yield detail.get("reason")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row of the table: for these statuses, where the answer says one of these marks (or any).

    `wrote` restricts it to requests that change something, `foreign` to answers that are Google's
    or are not, None to neither.
    """

    statuses: tuple[int, ...]
    marks: tuple[str, ...]
    what: str
    remedy: str
    wrote: bool = False
    foreign: bool | None = False

    def fits(self, found: Refusal) -> bool:
        """True for an answer with one of the codes, words and ways of this meaning."""
        return (
            (not self.statuses or found.status in self.statuses)
            and (not self.marks or any(mark in found.text for mark in self.marks))
            and (found.wrote or not self.wrote)
            and self.foreign in (None, found.foreign)
        )


_CLOSED = Meaning(
    (400, 403),
    ("trying to edit a protected cell", "protected cell or object"),
    "Sel yang ditulis program dilindungi",
    "di Google Sheet pilih Data > Lindungi sheet dan rentang, lalu izinkan {account} "
    "menyuntingnya; ppid-sheets doctor menyebut pelindung mana",
)
LASTING = (
    _CLOSED,
    Meaning(
        (400, 403),
        ("not supported for this document",),
        "Yang dibuka adalah berkas Excel (.xlsx) di Google Drive, bukan Google Sheet",
        "di peramban pilih File > Simpan sebagai Google Spreadsheet (Save as Google Sheets), "
        "lalu pakai alamat yang baru",
    ),
    Meaning(
        (400, 413),
        (
            "payload size exceeds",
            "request size exceeds",
            "request entity too large",
            "request too large",
            "request is too large",
            "request that was too large",
        ),
        "Yang hendak ditulis terlalu besar untuk sekali kirim ke Google Sheets",
        "pindahkan permohonan tahun-tahun lalu ke Google Sheet lain, lalu jalankan lagi",
    ),
    Meaning(
        (413,),
        (),
        "Yang hendak ditulis terlalu besar untuk jaringan ini (kode 413)",
        "minta petugas jaringan menaikkan batas kiriman proksi, atau pindahkan permohonan "
        "tahun-tahun lalu ke Google Sheet lain",
        foreign=True,
    ),
    Meaning(
        (400,),
        ("above the limit of 10000000 cells", "limit of 10000000", "10 million cells"),
        *FULL,
    ),
)
"""Refusals that starting over does not mend, because they are not of how the sheet is built."""

GRIDLESS = Meaning(
    (400,),
    ("no grid with id", "does not have a grid"),
    "Sebuah tab di Google Sheet ini tidak mempunyai sel (bagan atau data tersambung di tab "
    "sendiri)",
    "pindahkan bagan itu ke dalam tab biasa, lalu jalankan lagi",
)
"""Google's answer for a tab deleted this moment as well: only a second one means no cells."""

_MEANINGS = (
    *LASTING,
    Meaning(
        (401, 403),
        ("account_state_invalid", "account has been disabled", "account is disabled"),
        "Akun {account} dinonaktifkan",
        "aktifkan lagi di Google Cloud, IAM & Admin > Akun layanan",
    ),
    Meaning(
        (401,),
        (),
        "Google tidak menerima kredensial ini lagi",
        "jalankan ppid-sheets doctor, yang memeriksa jam komputer dan kuncinya",
    ),
    Meaning(
        (403,),
        ("service_disabled", "has not been used in project", "accessnotconfigured"),
        "Google Sheets API belum diaktifkan",
        "di Google Cloud pilih API & Layanan > Library > Google Sheets API > Aktifkan, tunggu "
        "beberapa menit, lalu jalankan lagi",
    ),
    Meaning(
        (403,),
        ("scope_insufficient", "authentication scopes", "insufficientpermissions"),
        "Kredensial ini tidak membawa hak spreadsheets",
        "pakai kunci akun layanan, atau beri identitas itu cakupan "
        "https://www.googleapis.com/auth/spreadsheets",
    ),
    Meaning(
        (403,),
        ("consumer_suspended", "gcp_suspended", "has been suspended"),
        "Project Google Cloud dari kredensial ini ditangguhkan oleh Google",
        "buka console.cloud.google.com, pilih project itu, lalu ikuti pemberitahuan di sana",
    ),
    Meaning(
        (403,),
        ("consumer_invalid", "resource_project_invalid", "has been deleted", "project is invalid"),
        "Project Google Cloud dari kredensial ini sudah dihapus atau tidak dikenal",
        "pulihkan di console.cloud.google.com, atau buat akun layanan di project lain",
    ),
    Meaning(
        (403,),
        ("user_project_denied", "serviceusage.services.use", "serviceusageconsumer"),
        "Akun ini tidak boleh memakai project Google Cloud yang disebut kredensialnya",
        "di IAM & Admin > IAM beri {account} peran Service Usage Consumer",
    ),
    Meaning(
        (403,),
        ("billing_disabled", "billing account", "billing is", "billing to be enabled"),
        "Penagihan project Google Cloud dari kredensial ini bermasalah",
        "buka Penagihan di console.cloud.google.com, atau pakai akun layanan dari project tanpa "
        "penagihan",
    ),
    Meaning(
        (403,),
        (
            "org_restriction",
            "_policy_violated",
            "_restriction_violated",
            "_by_admin",
            "organization's policy",
            "organization policy",
            "vpcservicecontrols",
            "vpc service controls",
            "domainpolicy",
            "administrators have",
            "your administrator",
            "by the administrator",
            "access_denied",
        ),
        "Kebijakan organisasi di Google melarang akses ini",
        "minta administrator Google Workspace atau Google Cloud mengizinkan {account}",
    ),
    Meaning(
        (403, 429),
        A_DAY,
        "Jatah harian panggilan Google Sheets project ini habis",
        "jalankan lagi besok, atau naikkan jatahnya di Google Cloud, API & Layanan > Google "
        "Sheets API > Kuota",
    ),
    Meaning(
        (403, 429),
        QUOTA,
        "Jatah panggilan Google Sheets sedang habis",
        "jalankan lagi beberapa menit kemudian",
    ),
    Meaning(
        (403,),
        ("the caller does not have permission",),
        "Google Sheet ini dibagikan kepada {account} hanya untuk dilihat",
        "klik Bagikan, ubah haknya menjadi Editor, lalu jalankan lagi",
        wrote=True,
    ),
    Meaning(
        (403,),
        ("the caller does not have permission",),
        "Google Sheet ini tidak dibagikan kepada {account}",
        "klik Bagikan, masukkan alamat itu sebagai Editor, lalu jalankan lagi",
    ),
    Meaning(
        (403,),
        (),
        "Google menolak akses ({words})",
        "jalankan ppid-sheets doctor, lalu periksa project dan akunnya di console.cloud.google.com",
    ),
    Meaning(
        (404, 410),
        (),
        "Google Sheet dengan alamat itu tidak ada",
        "salin lagi alamatnya dari peramban",
    ),
    Meaning(
        (429,),
        (),
        "Jatah panggilan Google Sheets sedang habis",
        "jalankan lagi beberapa menit kemudian",
        foreign=None,
    ),
    Meaning(
        (408, 500, 502, 503, 504),
        (),
        "Google Sheets sedang terganggu (kode {code})",
        "jalankan lagi beberapa menit kemudian",
        foreign=None,
    ),
    Meaning((), (), *_PROXY, foreign=True),
    Meaning(
        (),
        (),
        "Google Sheets menolak permintaan ini (kode {code}: {words})",
        "jalankan lagi beberapa menit kemudian",
    ),
)


def explained(found: Refusal, account: str) -> PpidError:
    """The sentence for an answer; `account` is the address that the sheet is shared with."""
    meaning = next(meaning for meaning in _MEANINGS if meaning.fits(found))
    words = (cleaned(found.message), *found.reasons[-1:])  # the last is the most telling
    told = {
        "account": account or "akun yang dipakai",
        "code": found.status,
        "words": "; ".join(filter(None, words)) or "tanpa penjelasan",
    }
    said = meaning.what.format(**told), meaning.remedy.format(**told)
    return ClosedError(*said, found.message) if meaning is _CLOSED else UnreachableError(*said)
