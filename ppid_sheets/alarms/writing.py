"""Writes a letter as a mail: plain text and HTML that say the same."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from types import MappingProxyType
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ppid_sheets.alarms.entries import AlarmEntry, key_of
from ppid_sheets.alarms.notices import DueLetter
from ppid_sheets.common.indonesian import DAYS, listed, long_date, typed_date
from ppid_sheets.deadlines.clock import DUE_SOON, DUE_TODAY, OVERDUE
from ppid_sheets.register.text import plain

HEADINGS: Mapping[str, str] = {
    OVERDUE: "Terlambat",
    DUE_TODAY: "Jatuh tempo hari ini",
    DUE_SOON: "Segera jatuh tempo",
    "galat": "Kesalahan yang baru",
    "gagal": "Yang gagal",
    "terbit": "Laporan bulanan yang terbit",
}
"""The parts of a mail in their order, by the status of a deadline or the kind of an entry."""
_SHORT = {
    OVERDUE: "terlambat",
    DUE_TODAY: "jatuh tempo hari ini",
    DUE_SOON: "segera jatuh tempo",
    "galat": "kesalahan baru",
    "gagal": "kegagalan",
}
_WORKBOOK = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
MOST = 30
"""So many of a kind are read in a mail."""


def message(
    letter: DueLetter,
    sender: str,
    to: str,
    office: str,
    zone: ZoneInfo,
    attached: Mapping[str, bytes] = MappingProxyType({}),
) -> EmailMessage:
    """The mail of a letter; the same letter gives the same bytes, its Message-ID included.

    `attached` are workbooks by their file names.
    """
    mail = EmailMessage()
    domain = sender.rpartition("@")[2]
    mark = key_of(to, letter.day, *(f"{entry.key}{entry.rank}" for entry in letter.entries))
    written = datetime.combine(date.fromisoformat(letter.day), time(8), zone)
    mail["Subject"] = _readable(subject(letter, office))
    mail["From"], mail["To"] = sender, to
    mail["Date"] = format_datetime(written.astimezone(UTC))
    mail["Message-ID"] = f"<{mark}.ppid-sheets@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(_readable(text(letter, office)))
    mail.add_alternative(_readable(html(letter, office)), subtype="html")
    for name, content in attached.items():
        mail.add_attachment(content, *_WORKBOOK, filename=name)
    several = [part for part in mail.walk() if part.is_multipart()]
    for number, part in enumerate(several):
        part.set_boundary(f"=_{mark}{f'-{number}' if number else ''}")
    return mail


def _readable(written: str) -> str:
    """Without control characters, and without bytes of a file's name that are no letters."""
    lines = [plain(line).encode(errors="replace").decode() for line in written.split("\n")]
    return "\n".join(lines)


def subject(letter: DueLetter, office: str) -> str:
    """`PPID KPU Kabupaten Contoh: 2 terlambat dan 1 kesalahan baru`."""
    told = [
        f"laporan {listed([one.number for one in part])}"
        if kind == "terbit"
        else f"{len(part)} {_SHORT[kind]}"
        for kind, part in _parts(letter.entries)
    ]
    return f"PPID {office}: {listed(told)}"


def text(letter: DueLetter, office: str) -> str:
    """The letter as plain text."""
    lines = [_opening(letter, office)]
    for kind, part in _parts(letter.entries):
        lines += ["", f"{HEADINGS[kind]} ({len(part)})"]
        for entry in part[:MOST]:
            lines.append(f"- {_said(entry)}")
            lines += [f"  {entry.link}"] if _is_web(entry.link) else []
        lines += [f"- {left}" for left in _left(part)]
    return "\n".join([*lines, "", _closing(letter), ""])


def html(letter: DueLetter, office: str) -> str:
    """The letter as HTML; whatever people typed stays text."""
    body = [f"<p>{escape(_opening(letter, office))}</p>"]
    for kind, part in _parts(letter.entries):
        items = [f"<li>{_linked(entry)}</li>" for entry in part[:MOST]]
        items += [f"<li>{escape(left)}</li>" for left in _left(part)]
        body.append(f"<h3>{HEADINGS[kind]} ({len(part)})</h3>\n<ul>\n{chr(10).join(items)}\n</ul>")
    body.append(f"<p>{escape(_closing(letter))}</p>")
    return '<!doctype html>\n<html lang="id">\n<body>\n' + "\n".join(body) + "\n</body>\n</html>\n"


_CLOSING = (
    "Surat ini dibuat otomatis, paling banyak satu sehari kecuali ada yang menjadi terlambat. Yang "
    "sudah disebut tidak diulang; daftar lengkapnya ada di register."
)


_CLOSING_OF_ISSUES = "Surat ini dibuat otomatis, satu untuk setiap terbitan."


def _closing(letter: DueLetter) -> str:
    return _CLOSING_OF_ISSUES if _is_of_issues(letter) else _CLOSING


def _is_of_issues(letter: DueLetter) -> bool:
    return all(entry.kind == "terbit" for entry in letter.entries)


def _opening(letter: DueLetter, office: str) -> str:
    day = date.fromisoformat(letter.day)
    what = "Laporan bulanan" if _is_of_issues(letter) else "Peringatan register"
    return f"{what} permohonan informasi {office}, {DAYS[day.weekday()]} {long_date(day)}."


def _parts(entries: Sequence[AlarmEntry]) -> Iterator[tuple[str, Sequence[AlarmEntry]]]:
    for kind in HEADINGS:
        part = [e for e in entries if kind == (e.text if e.kind == "tenggat" else e.kind)]
        if part:
            yield kind, part


def _left(part: Sequence[AlarmEntry]) -> Iterator[str]:
    if len(part) > MOST:
        yield f"… dan {len(part) - MOST} lainnya"


def _name(entry: AlarmEntry) -> str:
    return entry.number or "(tanpa nomor)"


def _said(entry: AlarmEntry) -> str:
    if entry.kind == "terbit":
        return f"{entry.number}: {entry.text}"
    handled = f", {entry.officer}" if entry.officer else ""
    place = f"{_name(entry)}, baris {entry.row}{handled}" if entry.row else ""
    if entry.kind == "tenggat":
        due = typed_date(date.fromisoformat(entry.due))
        return f"{place}: batas waktu {due}, {_how_late(entry)}"
    return f"{place}: {entry.text}" if place else entry.text


def _how_late(entry: AlarmEntry) -> str:
    """The status with its working days, where there is a due date."""
    match entry.left:
        case int() as left if left < 0:
            return f"terlambat {-left} hari kerja"
        case int() as left if left > 0:
            return f"sisa {left} hari kerja"
        case _:
            return entry.text


def _linked(entry: AlarmEntry) -> str:
    said = escape(_said(entry))
    if not _is_web(entry.link):
        return said
    return said.replace(
        escape(_name(entry)), f'<a href="{escape(entry.link)}">{escape(_name(entry))}</a>', 1
    )


def _is_web(link: str) -> bool:
    return urlsplit(link).scheme == "https"
