"""One objection for papers, with the request that it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ppid_sheets.common.indonesian import day_and_date
from ppid_sheets.deadlines.objection import COMMISSION, GROUNDS, SUPERIOR, ObjectionTerm
from ppid_sheets.deadlines.profiles import Profile
from ppid_sheets.errors import CalendarError
from ppid_sheets.register.objections import GROUNDS as CHOICES
from ppid_sheets.register.objections import LETTERS
from ppid_sheets.reports.form.request import Request
from ppid_sheets.reports.form.row import RegisterRow, Wording, by_hand, weekday_and_date

_DUE, _DUE_LABEL = "Batas Waktu", "Batas waktu tanggapan"
_UNCOUNTED = "harinya belum dapat dihitung, sebab daftar hari libur belum lengkap"


@dataclass(frozen=True)
class Objection(RegisterRow):
    """One objection of a register; `request` is None where its number is no request's."""

    request: Request | None = None

    @property
    def profile(self) -> Profile:
        """The periods that the category of the request has."""
        return self.clock.profiles.of(self.text("info_category"))

    @property
    def letter(self) -> str:
        """The letter of its ground in Art. 35(1), "" where none is chosen."""
        return dict(zip(CHOICES, LETTERS, strict=True)).get(self.text("objection_ground"), "")

    def ground_wording(self) -> Wording:
        """The ground with what it means."""
        wording = self.wording("objection_ground")
        if not self.letter:
            return wording
        return Wording(f"{wording.text} UU 14/2008: {GROUNDS[self.letter].text}.")

    def purpose_wording(self) -> Wording:
        """What the information is for, as the objection or else the request says."""
        wording = self.wording("objection_purpose")
        return self.of_request("purpose", wording.lacks) if wording.lacks else wording

    def of_request(self, key: str, what: str) -> Wording:
        """What the request says, or a gap that names what is lacking."""
        return self.request.wording(key) if self.request else by_hand(what)

    def reached_at(self) -> Wording:
        """Telephone and mail of the request's applicant."""
        if self.request:
            return self.request.first_wording("phone", "email")
        return by_hand("telepon atau email pemohon")

    def due_wording(self) -> Sequence[tuple[str, Wording]]:
        """The superior's last day and the sentence that explains it, or why there is none."""
        received = self.day("objected_on")
        if not received:
            why = f"[belum dapat dihitung: {self.lacking('objected_on').lacks} belum ada]"
            return ((_DUE_LABEL, Wording(why, _DUE)),)
        if self.unread("info_category"):
            why = "[belum dapat dihitung: kategori informasi permohonannya tidak diketahui]"
            return ((_DUE_LABEL, Wording(why, _DUE)),)
        try:
            found = SUPERIOR.count(self.clock.calendar, self.profile, received)
        except CalendarError as error:
            return ((_DUE_LABEL, Wording(f"[belum dapat dihitung] {error}", _DUE)),)
        basis = SUPERIOR.basis(self.profile)
        return (
            (_DUE_LABEL, Wording(weekday_and_date(found.due))),
            ("Cara menghitung", Wording(f"{found.sentence} Dasar: {basis}.")),
        )

    def last_day(self, term: ObjectionTerm, start: date | None) -> str:
        """The last day of a period that began on a day, "" without that day."""
        if not start:
            return ""
        try:
            return weekday_and_date(term.count(self.clock.calendar, self.profile, start).due)
        except CalendarError:
            return _UNCOUNTED

    @property
    def late_since(self) -> str:
        """The applicant's last day where the objection came after it, else ""."""
        last, received = self.day("request_by"), self.day("objected_on")
        return day_and_date(last) if last and received and received > last else ""

    def remedy(self, answer: str, start: date | None = None) -> str:
        """What the applicant may do against an `answer` of the superior's (Art. 37).

        `start` is the day of that answer, if any.
        """
        last = self.last_day(COMMISSION, start)
        day = f" ({last}, bila diterima pada tanggal surat ini)" if last else ""
        return (
            f"Apabila tidak puas atas {answer}, Saudara/i dapat mengajukan penyelesaian sengketa "
            "informasi publik kepada Komisi Informasi paling lambat "
            f"{self.profile.objection.commission} hari kerja sejak tanggapan itu diterima{day}, "
            f"sesuai dengan {COMMISSION.basis(self.profile)}."
        )


def addressee(objection: Objection) -> Sequence[tuple[str, Wording]]:
    """The applicant, and the subject of the objection."""
    return (
        ("Kepada", objection.wording("objector")),
        ("Alamat", objection.of_request("address", "alamat pemohon")),
        ("Telepon / email", objection.reached_at()),
        ("Nomor registrasi keberatan", Wording(objection.number)),
        ("Keberatan diterima", objection.day_wording("objected_on")),
        ("Nomor permohonan", objection.wording("request_no")),
        ("Informasi yang diminta", objection.of_request("information", "informasi yang diminta")),
        ("Alasan keberatan", objection.ground_wording()),
    )
