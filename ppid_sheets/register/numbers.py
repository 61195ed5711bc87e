"""Registration numbers: an office's pattern and what a number of that pattern says."""

import re
from dataclasses import dataclass
from functools import cached_property

from ppid_sheets.common.indonesian import ROMAN

_PARTS = {
    "urut": r"(?P<serial>\d{1,6})",
    "bulan": r"(?P<month>0?[1-9]|1[0-2])",
    "romawi": rf"(?P<roman>{'|'.join(sorted(ROMAN, key=len, reverse=True))})",
    "tahun": r"(?P<year>20\d\d)",
}
PLACEHOLDERS = tuple(_PARTS)
_BETWEEN = re.compile(r"((?<=\d)[\W_]+(?=\d))|[\W_]+")


def key(number: str) -> str:
    """What all spellings of a registration number have in common; "" where nothing is written.

    Case and whatever stands beside letters say nothing: `012/PPID/XI/2026` is `012-ppid-xi-2026`
    and `012 PPID XI 2026`. Digits beside digits stay apart: 1/12 is not 11/2.
    """
    bare = _BETWEEN.sub(lambda between: "-" if between[1] else "", number.upper())
    return bare or "".join(number.split())


@dataclass(frozen=True, slots=True)
class RegistrationNumber:
    """What a registration number says; None where its pattern has no such part."""

    scheme: str
    serial: int
    month: int | None
    year: int | None


@dataclass(frozen=True)
class NumberPattern:
    """A pattern such as `{urut}/PPID/{romawi}/{tahun}`.

    `{urut}` is the serial, `{bulan}` the month in digits, `{romawi}` the month in Roman numerals,
    `{tahun}` the four-digit year; all else stands as it is, whatever its case
    and spaces.
    """

    template: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """What a whole number without spaces matches; each placeholder is a named group."""
        pieces = re.split(r"\{(\w+)\}", "".join(self.template.split()))
        text = "".join(
            _PARTS[piece] if i % 2 else re.escape(piece) for i, piece in enumerate(pieces)
        )
        return re.compile(text, re.IGNORECASE | re.ASCII)

    def problem(self) -> str | None:
        """Why the template cannot be used, in Indonesian, or None."""
        names = re.findall(r"\{(\w*)\}", self.template)
        unknown = [name for name in names if name not in _PARTS]
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
            return f"penanda {{{unknown[0]}}} tidak dikenal; pakai {known}"
        if "urut" not in names:
            return "penanda {urut} belum ada"
        if len(names) != len(set(names)):
            return "satu penanda dipakai dua kali"
        return None

    def parse(self, text: str) -> RegistrationNumber | None:
        """What `text` says, or None when it is not of this pattern."""
        match = self.regex.fullmatch("".join(text.split()))
        if not match:
            return None
        parts = match.groupdict()
        month = (
            ROMAN.index(parts["roman"].upper()) + 1 if parts.get("roman") else parts.get("month")
        )
        year = parts.get("year")
        return RegistrationNumber(
            scheme=self.template,
            serial=int(parts["serial"]),
            month=int(month) if month else None,
            year=int(year) if year else None,
        )
