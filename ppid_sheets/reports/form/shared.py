"""What several forms say alike: to whom, where and when, and why one cannot be made."""

from collections.abc import Iterator
from typing import NoReturn

from ppid_sheets.common.indonesian import long_date
from ppid_sheets.config import Settings
from ppid_sheets.errors import UsageError
from ppid_sheets.register.requests.words import WITHDRAWN
from ppid_sheets.reports.form.row import RegisterRow, Wording, plain


def addressee(request: RegisterRow, *, occupation: bool = False) -> Iterator[tuple[str, Wording]]:
    """The applicant, on some papers with the occupation, and the request."""
    yield "Kepada", request.wording("applicant_name")
    if occupation:
        yield "Pekerjaan", request.wording("occupation")
    yield "Alamat", request.wording("address")
    yield "Telepon / email", request.first_wording("phone", "email")
    yield "Nomor registrasi", plain(request.number)
    yield "Permohonan diterima", request.day_wording("received_on")
    yield "Informasi yang diminta", request.wording("information")


def place_and_day(row: RegisterRow, settings: Settings, key: str) -> str:
    """`Manggar, 13 November 2026`, with dots for a date that the row lacks."""
    day = row.day(key)
    return f"{settings.office.city}, {long_date(day) if day else '………………………'}"


def still_open(request: RegisterRow) -> str:
    """Why there is nothing to give notice of."""
    if request.text("decision") == WITHDRAWN:
        return "permohonan sudah dicabut pemohon"
    if request.text("decision"):
        return f"keputusannya {request.text('decision')}"
    if request.table.unread("decision")[request.row]:
        return "Keputusan tidak terbaca; pilih dari daftar"
    return "Keputusan belum diisi"


def refuse(row: RegisterRow, form: str, why: str) -> NoReturn:
    """Raise UsageError: the row is not ripe for the form."""
    raise UsageError(f"Formulir {form} untuk {row.number} tidak dibuat: {why}")
