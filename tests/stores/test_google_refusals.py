"""What each refusal of Google's, of a proxy's and of a token's means to people: tables of them."""

import json
from math import inf
from typing import Any

import pytest
from google.auth.exceptions import RefreshError, TransportError
from requests.exceptions import ConnectionError as Broken
from requests.exceptions import ProxyError, SSLError

from ppid_sheets.errors import PpidError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.remove import remove
from ppid_sheets.stores.google import client
from ppid_sheets.stores.google.grants import denied
from ppid_sheets.stores.google.quoting import cleaned
from tests.alarms.server import dripping
from tests.budget import chosen
from tests.build import OPEN, SETTINGS, TODAY
from tests.fakesheets import faults
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import ACCOUNT, MOMENT, adopted, office, store
from tests.unhurried import Unhurried

BUSY = "Google Sheets sedang terganggu (kode {}); jalankan lagi beberapa menit kemudian."
QUOTA = "Jatah panggilan Google Sheets sedang habis"
PROXY = "bukan Google melainkan proksi"
FOREIGN = "bukan jawaban Google"
PAGE = "<!DOCTYPE html><html><title>Akses ditolak</title></html>"


def said(message: str, status: str = "INVALID_ARGUMENT", *reasons: str, code: int = 400) -> str:
    """An error as the Sheets API writes it."""
    details = [
        {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}
        for reason in reasons
    ]
    error: dict[str, Any] = {"code": code, "message": message, "status": status}
    return json.dumps({"error": {**error, "details": details} if details else error})


def denial(message: str, *reasons: str, status: str = "PERMISSION_DENIED") -> str:
    """A 403 as the Sheets API writes it."""
    return said(message, status, *reasons, code=403)


SHARED = "The caller does not have permission"
PROTECTED = "You are trying to edit a protected cell or object. Please contact the owner."
DRIVE = "This operation is not supported for this document"
REFUSALS = {
    "not shared": ("read", 403, denial(SHARED), 12, f"tidak dibagikan kepada {ACCOUNT}; klik"),
    "viewer": ("write", 403, denial(SHARED), 12, "hanya untuk dilihat; klik Bagikan, ubah haknya"),
    "protected, 400": ("write", 400, said(PROTECTED), 12, "Data > Lindungi sheet dan rentang"),
    "protected, 403": ("write", 403, denial(PROTECTED), 12, "Data > Lindungi sheet dan rentang"),
    "only the word protected": (
        "write", 400,
        said("Invalid requests[0].addProtectedRange: Unprotected ranges are only supported on "
             "protected sheets."), 70, "pada sheet yang tidak berubah",
    ),
    "only the words too large": (
        "write", 400, said("Invalid data[0]: The index is too large."), 70,
        "pada sheet yang tidak berubah",
    ),
    "only the words not a grid": (
        "write", 400, said("Invalid data[0]: This is not a grid range."), 70,
        "pada sheet yang tidak berubah",
    ),
    "only the word daily": (
        "read", 403, denial("The caller may not use the daily service."), 12,
        "Google menolak akses (",
    ),
    "only the words billing and administrator": (
        "read", 403, denial("Denied for project billing-1, administrator: none."), 12,
        "Google menolak akses (",
    ),
    "an .xlsx in Drive": (
        "read", 400, said(DRIVE, "FAILED_PRECONDITION"), 12,
        "File > Simpan sebagai Google Spreadsheet (Save as Google Sheets)",
    ),
    "an .xlsx in Drive, written": (
        "write", 400, said(DRIVE, "FAILED_PRECONDITION"), 12, "Save as Google Sheets",
    ),
    "too large": (
        "write", 400, said("Request payload size exceeds the limit: 10485760 bytes."), 12,
        "terlalu besar untuk sekali kirim",
    ),
    "too large for a proxy": ("write", 413, PAGE, 12, "terlalu besar untuk jaringan ini"),
    "ten million cells": (
        "write", 400,
        said("Invalid requests[0].appendCells: This action would increase the number of cells in "
             "the workbook above the limit of 10000000 cells."),
        12, "batas 10 juta sel; hapus tab",
    ),
    "no grid": (
        "read", 400, said("Invalid dataFilters[0]: No grid with id: 7"), 12,
        "tidak mempunyai sel (bagan",
    ),
    "a bug": (
        "write", 400, said("Invalid data[0]: You can't write to Siti Aminah 3173012345678901."), 70,
        'menolak permintaan ke-1 dari 3 (data) pada sheet yang tidak berubah ("Invalid data[0]: '
        'You can\'t write to …")',
    ),
    "a bug of reading": (
        "read", 400, said('Invalid JSON payload received. Unknown name "x"'), 70,
        "menolak permintaan get pada sheet yang tidak berubah",
    ),
    "API off": (
        "read", 403, denial("Google Sheets API has not been used in project 1", "SERVICE_DISABLED"),
        12, "Google Sheets API > Aktifkan",
    ),
    "scope": (
        "read", 403, denial("Request had insufficient authentication scopes.",
                            "ACCESS_TOKEN_SCOPE_INSUFFICIENT"), 12, "hak spreadsheets",
    ),
    "suspended": (
        "read", 403, denial("Permission denied: Consumer has been suspended.",
                            "CONSUMER_SUSPENDED"), 12, "ditangguhkan oleh Google",
    ),
    "deleted": ("read", 403, denial("Project has been deleted.", "CONSUMER_INVALID"), 12,
                "sudah dihapus atau tidak dikenal"),
    "another's project": (
        "read", 403, denial("Caller does not have required permission to use project x.",
                            "USER_PROJECT_DENIED"), 12, "Service Usage Consumer",
    ),
    "billing": ("read", 403, denial("Billing is off.", "BILLING_DISABLED"), 12, "Penagihan"),
    "policy": (
        "read", 403, denial("Request is prohibited by organization's policy.",
                            "SECURITY_POLICY_VIOLATED"), 12, "Kebijakan organisasi",
    ),
    "policy of another kind": (
        "read", 403, denial("Permission denied.", "LOCATION_ORG_POLICY_VIOLATED"), 12,
        "Kebijakan organisasi",
    ),
    "administrator": (
        "read", 403, denial("The domain administrators have disabled Sheets."), 12,
        "minta administrator Google Workspace",
    ),
    "account off": ("read", 403, denial("Account off.", "ACCOUNT_STATE_INVALID"), 12,
                    "dinonaktifkan"),
    "unknown reason": (
        "read", 403, denial("The moon is full.", "MOON"), 12,
        "Google menolak akses (The moon is full.; MOON)",
    ),
    "rate limit, 403": (
        "read", 403, denial("Rate Limit Exceeded", "RATE_LIMIT_EXCEEDED"), 12, QUOTA,
    ),
    "rate limit, 429": ("write", 429, said("Quota exceeded", "RESOURCE_EXHAUSTED", code=429), 12,
                        QUOTA),
    "day's limit": (
        "read", 403, denial("Daily Limit Exceeded", "dailyLimitExceeded"), 12, "Jatah harian",
    ),
    "wrong id": ("read", 404, said("Requested entity was not found.", "NOT_FOUND", code=404), 12,
                 "dengan alamat itu tidak ada"),
    "500 at reads": ("read", 500, said("Internal", "INTERNAL", code=500), 12, BUSY.format(500)),
    "503 at writes": ("write", 503, said("x", "UNAVAILABLE", code=503), 12, BUSY.format(503)),
    "a page of Google's own": ("write", 502, PAGE, 12, BUSY.format(502)),
    "a proxy's 403": ("read", 403, PAGE, 12, PROXY),
    "a proxy's 407": ("read", 407, PAGE, 12, PROXY),
    "a proxy's JSON": ("read", 403, '{"error": "blocked", "code": 7}', 12, PROXY),
    "a proxy's list": ("read", 403, "[1]", 12, PROXY),
    "a login page": ("read", 200, PAGE, 12, FOREIGN),
    "a login page in place of a write": ("write", 200, PAGE, 12, FOREIGN),
    **{
        f"JSON that nobody asked for: {text}": ("read", 200, text, 12, FOREIGN)
        for text in (
            "null", "1", '"masuk"', "[]", "{}", '{"status": "login"}', '{"properties": {}}',
            '{"properties": [], "sheets": []}', '{"properties": {}, "sheets": {"a": 1}}',
            '{"properties": {}, "sheets": [1]}',
            '{"properties": {}, "sheets": [{"properties": {"sheetId": "x"}}]}',
            '{"properties": {}, "sheets": [{"developerMetadata": [{}]}]}',
            '{"spreadsheetId": 1}', '{"spreadsheetId": "x", "valueRanges": [{}]}',
            '{"properties": {"title": 5}, "sheets": []}',
        )
    },
}  # fmt: skip


UNASKED = [name for name in REFUSALS if name.startswith("JSON that nobody asked for: ")]


@pytest.mark.parametrize("name", chosen(REFUSALS, {*REFUSALS} - {*UNASKED[1:-2]}))
def test_each_refusal_has_its_code_and_its_sentence(
    sheets: FakeSheets, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever lasts is said for what it is, once, with what mends it."""
    monkeypatch.setattr(client, "time", Unhurried())
    kind, status, body, code, sentence = REFUSALS[name]
    adopted(sheets, OPEN)
    sheets.fail(faults.saying(status, body), only=kind, times=inf)
    with pytest.raises(PpidError) as raised:
        jobs.check(store(sheets, pause=1, time_limit=30), SETTINGS, TODAY)
    assert sentence in str(raised.value)
    assert raised.value.exit_code == code
    assert "Siti" not in str(raised.value) and "317" not in str(raised.value)
    assert sheets.writes == 0 or kind == "write"


def test_a_bug_is_asked_twice_and_no_more(sheets: FakeSheets) -> None:
    """The second refusal of the same request, made from a fresh read, is the last."""
    adopted(sheets, OPEN)
    sheets.fail(faults.saying(400, said("No.")), only="write", times=inf)
    with pytest.raises(PpidError, match="Kesalahan program"):
        jobs.check(store(sheets), SETTINGS, TODAY)
    assert (sheets.reads, sheets.writes) == (4, 2)


def test_a_refusal_that_does_not_come_again_costs_one_round(sheets: FakeSheets) -> None:
    """Somebody had changed the sheet; the next plan fits it."""
    adopted(sheets, OPEN)
    sheets.fail(faults.saying(400, said("No.")), only="write")
    assert jobs.check(store(sheets), SETTINGS, TODAY).written


@pytest.mark.parametrize("only", ["read", "write"])
def test_another_tool_that_used_up_the_minute_is_outlasted(
    sheets: FakeSheets, only: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More refusals for the quota than there are attempts for anything else."""
    monkeypatch.setattr(client, "time", Unhurried())
    adopted(sheets, OPEN)
    sheets.fail(faults.too_many(), only=only, times=12)
    assert jobs.check(store(sheets), SETTINGS, TODAY).written


def test_a_pause_beyond_the_limit_is_not_begun(sheets: FakeSheets) -> None:
    """`Retry-After: 9999` ends at once, and says that the quota is used up."""
    adopted(sheets, OPEN)
    sheets.fail(faults.too_many(9999), times=inf)
    with pytest.raises(PpidError, match=QUOTA):
        jobs.check(store(sheets), SETTINGS, TODAY)
    assert sheets.reads == 1


TOKENS = {
    "clock": ("invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes) and in a "
              "reasonable timeframe.", "jam komputer ini salah"),
    "key deleted": ("invalid_grant: Invalid JWT Signature.", "kuncinya sudah dihapus"),
    "account gone": ("invalid_grant: Invalid grant: account not found", "buat kunci JSON"),
    "login old": ("Reauthentication is needed. Please run `gcloud auth application-default "
                  "login`", "Login Google di komputer ini harus diperbarui"),
    "login revoked": ("invalid_grant: Token has been expired or revoked.", "harus diperbarui"),
    "rapt": ("invalid_grant: reauth related error (invalid_rapt)", "harus diperbarui"),
    "API of tokens": ("Unable to acquire impersonated credentials IAM Service Account Credentials "
                      "API has not been used in project 1", "IAM Service Account Credentials API"),
    "role": ("Unable to acquire impersonated credentials Permission "
             "'iam.serviceAccounts.getAccessToken' denied", "Service Account Token Creator"),
    "token file": ("File '/run/token' was not found.", "Token identitas lingkungan tidak ada"),
    "machine": ("Failed to retrieve http://metadata.google.internal/x", "lekatkan akun layanan"),
    "policy": ("access_denied: Account restricted", "Kebijakan organisasi"),
    "federation": ("invalid_target: The target service is unknown", "create-cred-config"),
    "a proxy's page": ("<!DOCTYPE html><p>Masuk", "proksi atau halaman masuk jaringan"),
    "something else": ("short and stout", "kunci x: short and stout"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOKENS)
def test_each_way_to_get_no_token_has_its_remedy(name: str) -> None:
    """Only a wrong clock is called a wrong clock."""
    text, sentence = TOKENS[name]
    told = str(denied(RefreshError(text), "kunci x"))  # type: ignore[no-untyped-call]
    assert sentence in told
    assert ("jam komputer" in told) == (name == "clock")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ProxyError("407"), "Proksi jaringan menolak"),
        (SSLError("self-signed"), "Sertifikat yang diterima"),
        (Broken("refused"), "tidak dapat dihubungi"),
        (TransportError(ProxyError("407")), "Proksi jaringan menolak"),
        (TransportError(SSLError("x")), "Sertifikat yang diterima"),
        (TransportError(Broken("x")), "tidak dapat dihubungi"),
    ],
)
def test_what_never_reaches_google_is_the_networks(
    sheets: FakeSheets, monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    """A proxy, a certificate and a cut cable are told apart, wherever they stand in the way."""
    adopted(sheets, OPEN)
    opened = store(sheets)

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(opened.client.session, "request", fail)
    with pytest.raises(PpidError, match=sentence) as raised:
        opened.read()
    assert raised.value.exit_code == 12


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Invalid requests[3].addSheet: You can't freeze all visible rows on the sheet.", None),
        ("Invalid requests[0].x: This operation is not allowed on cells in typed columns.", None),
        ("No grid with id: 123456", None),
        ("Unable to parse range: budi santoso!A1", "Unable to parse range: …"),
        ('A sheet with the name "Budi" already exists.', "A sheet with the name … already exists."),
        ("Cell says Budi Santoso, 3173012345678901, budi@x.id", "… says …"),
        ("This is what alamat jl. mawar 5 says", "This is what … says"),
        ("Invalid value at 'data[0].values[3]' (x), \"Jl. Mawar\"", None),
    ],
)
def test_googles_words_are_quoted_without_what_they_quote(message: str, told: str | None) -> None:
    """Fields and plain words stay; what may come from a cell does not."""
    said = cleaned(message, ["alamat jl. mawar 5", "x"])
    assert said == told or (told is None and "Mawar" not in said and len(said) > 20)


SILENCE = {
    "500": (faults.status(500), "terganggu"), "503": (faults.status(503), "terganggu"),
    "HTML 502": (faults.bad_gateway(), "terganggu"),
    "reset": (faults.dropped(), "tidak dapat dihubungi"),
    "lost": (faults.answer_lost(), "tidak dapat dihubungi"),
    "cut": (faults.cut(), "tidak dapat dihubungi"),
    "half": (faults.truncated(), FOREIGN),
}  # fmt: skip


AT_A_DESK = {("check", "500"), ("check", "reset"), ("check", "half")}


@pytest.mark.parametrize(
    ("job", "name"),
    [
        pytest.param(job, name, marks=() if (job, name) in AT_A_DESK else pytest.mark.slow)
        for job in ("init", "check", "remove")
        for name in SILENCE
    ],
)
def test_silence_to_every_write_is_googles_or_the_networks(
    sheets: FakeSheets, name: str, job: str
) -> None:
    """It is never said that people changed the sheet, who did nothing."""
    fault, sentence = SILENCE[name]
    if job == "init":
        office(sheets, OPEN)
    else:
        adopted(sheets, OPEN)
    sheets.fail(fault, only="write", times=inf)
    here = store(sheets)
    try:
        if job == "init":
            init(here)
        elif job == "remove":
            remove(here)
        else:
            jobs.check(here, SETTINGS, TODAY, local_time=lambda: MOMENT)
    except PpidError as error:
        assert sentence in str(error) and error.exit_code == 12
    else:
        assert name in ("lost", "cut", "half")  # carried out, and the next read tells


def test_an_answer_of_googles_that_drips_ends_with_the_limit(sheets: FakeSheets) -> None:
    """A byte now and then is no answer."""
    with dripping(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", b" ", 0.05) as port:
        opened = store(sheets, emulator=f"127.0.0.1:{port}", time_limit=0.2)
        with pytest.raises(PpidError, match=r"belum selesai menjawab dalam 0.2 detik"):
            opened.read()
