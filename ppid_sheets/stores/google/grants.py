"""What it means when no access token is to be had, and what to do: a table, and its reader."""

from dataclasses import dataclass

from ppid_sheets.errors import UnreachableError
from ppid_sheets.stores.google.quoting import cleaned

_LOGIN = "gcloud auth application-default login"


@dataclass(frozen=True, slots=True)
class Denial:
    """A row of the table: the advice for a failure with any of these marks."""

    marks: tuple[str, ...]
    what: str
    remedy: str


_DENIALS = (
    Denial(
        ("short-lived token", "reasonable timeframe", "iat and exp", "token used too early"),
        "Google menolak kredensial ({source}) karena jam komputer ini salah",
        "nyalakan jam otomatis, lalu jalankan lagi",
    ),
    Denial(
        ("<!doctype", "<html", "no access token in response"),
        "Yang menjawab permintaan token bukan Google melainkan proksi atau halaman masuk jaringan",
        "masuk ke jaringan lewat peramban, atau minta petugas jaringan membuka "
        "oauth2.googleapis.com",
    ),
    Denial(
        ("rapt", "reauth", "expired or revoked", "refresh token", "invalid_grant: bad request"),
        "Login Google di komputer ini harus diperbarui",
        f"jalankan {_LOGIN} (dengan --impersonate-service-account seperti waktu memasang), lalu "
        "jalankan lagi",
    ),
    Denial(
        ("iam service account credentials api", "iamcredentials.googleapis.com/overview"),
        "IAM Service Account Credentials API belum diaktifkan",
        "di Google Cloud pilih API & Layanan > Library > IAM Service Account Credentials API > "
        "Aktifkan, tunggu beberapa menit, lalu jalankan lagi",
    ),
    Denial(
        ("getaccesstoken", "iam.serviceaccounts", "iam_permission_denied", "permission_denied"),
        "Akun yang masuk di komputer ini belum boleh memakai akun layanan",
        "di Google Cloud buka Akun layanan itu, tab Akun utama yang memiliki akses, lalu beri "
        "akun itu peran Service Account Token Creator (atau Workload Identity User bila tanpa "
        "login)",
    ),
    Denial(
        (
            "signature",
            "account not found",
            "account_not_found",
            "deleted_client",
            "disabled_client",
            "invalid_client",
            "has been deleted",
            "disabled",
        ),
        "Google menolak kredensial ({source}): kuncinya sudah dihapus atau akunnya dinonaktifkan",
        "di Google Cloud buka Akun layanan, tab Kunci, lalu buat kunci JSON yang baru",
    ),
    Denial(
        (
            "was not found",
            "no such file",
            "subject token",
            "subject_token",
            "id token",
            "executable",
        ),
        "Token identitas lingkungan tidak ada atau tidak terbaca ({source})",
        "jalankan lagi layanan yang menulisnya, atau betulkan tempatnya di berkas yang disebut "
        "GOOGLE_APPLICATION_CREDENTIALS",
    ),
    Denial(
        ("metadata", "compute engine"),
        "Identitas komputer ini di Google Cloud tidak dapat diambil",
        "lekatkan akun layanan pada mesinnya dan beri cakupan "
        "https://www.googleapis.com/auth/spreadsheets, atau pakai berkas kunci",
    ),
    Denial(
        (
            "access_denied",
            "unauthorized_client",
            "invalid_scope",
            "org_internal",
            "policy",
            "unauthorized",
            "admin_policy",
        ),
        "Kebijakan organisasi di Google melarang kredensial ini ({source})",
        "minta administrator Google Workspace atau Google Cloud mengizinkannya",
    ),
    Denial(
        ("invalid_target", "invalid_request", "workload", "audience"),
        "Workload identity federation kredensial ini tidak cocok ({source})",
        "buat lagi berkasnya dengan gcloud iam workload-identity-pools create-cred-config",
    ),
    Denial(
        (),
        "Google menolak kredensial ({source}: {words})",
        "jalankan ppid-sheets doctor, lalu periksa akunnya di console.cloud.google.com",
    ),
)


def denied(error: Exception, source: str) -> UnreachableError:
    """The sentence for a failure of google-auth to get a token; nothing of a key is in it."""
    text = " ".join(map(str, error.args))
    folded = text.casefold()
    found = next(d for d in _DENIALS if not d.marks or any(mark in folded for mark in d.marks))
    words = cleaned(text) or type(error).__name__
    return UnreachableError(found.what.format(source=source, words=words), found.remedy)
