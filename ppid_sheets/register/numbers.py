"""Registration numbers: an office's pattern and what a number of that pattern says."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import punctuation

from ppid_sheets.common.indonesian import ROMAN
from ppid_sheets.register.text import squash

_PARTS = {
    "urut": r"(?P<serial>\d{1,6})",
    "bulan": r"(?P<month>0?[1-9]|1[0-2])",
    "romawi": rf"(?P<roman>{'|'.join(sorted(ROMAN, key=len, reverse=True))})",
    "tahun": r"(?P<year>20\d\d)",
}
PLACEHOLDERS = tuple(_PARTS)
_LONGEST = 30
_MARKS = f"{punctuation} ".encode()
_BETWEEN = re.compile(r"((?<=\d)[\W_]+(?=\d))|[\W_]+")


def key(number: str) -> str:
    """What all spellings of a registration number have in common; "" where nothing is written.

    Case and whatever stands beside letters say nothing: `012/PPID/XI/2026` is `012-ppid-xi-2026`
    and `012 PPID XI 2026`. Digits beside digits stay apart: 1/12 is not 11/2.
    """
    bare = _BETWEEN.sub(lambda between: "-" if between[1] else "", number.upper())
    return bare or "".join(number.split())


def repeated(numbers: Iterable[str]) -> Iterator[str]:
    """Those of some numbers in single lines whose `key` is also another's."""
    written = [number for number in numbers if number]
    # What has one key has the same letters and digits, which are found in a tenth of the time.
    joined = "\n".join((*written, "")).upper().encode("ascii", "ignore")
    bare = joined.translate(None, _MARKS).splitlines()
    often = Counter(bare)
    doubtful = [number for number, same in zip(written, bare, strict=True) if often[same] > 1]
    keys = [*map(key, doubtful)]
    counts = Counter(keys)
    return (number for number, one in zip(doubtful, keys, strict=True) if one and counts[one] > 1)


def advice(number: str, known: Iterable[str]) -> str:
    """What to do about a number that nothing bears, with the one of those `known` that was meant.

    Longer texts, and such without a digit, came among them by mistake and may be anybody's words.
    """
    texts = [
        text for text in map(squash, known) if len(text) <= _LONGEST and re.search(r"\d", text)
    ]
    near = difflib.get_close_matches(squash(number).upper(), texts, 1)
    return f"maksudnya {near[0]}?" if near else "periksa penulisannya"


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

    @cached_property
    def _spaced(self) -> re.Pattern[str]:
        """The same of a number as somebody wrote it, with spaces anywhere between its parts."""
        pieces = re.split(r"\{(\w+)\}", "".join(self.template.split()))
        parts = (
            _PARTS[piece] if i % 2 else r"\s*".join(map(re.escape, piece))
            for i, piece in enumerate(pieces)
        )
        return re.compile(r"\s*".join(parts), re.IGNORECASE | re.ASCII)

    def written(self, serial: int, month: int, year: int, like: Sequence[str] = ()) -> str:
        """A number as the office would write it after those that it is `like`, the last one last.

        Its fixed text and its spaces are those of most of them; leading zeros are as in any.
        """
        matches = [match for text in like if (match := self._spaced.fullmatch(text.strip()))]
        seen = [match.groupdict() for match in matches]
        roman = ROMAN[month - 1]
        said = {
            "serial": f"{serial:0{_width((one['serial'] for one in seen), 3)}}",
            "month": f"{month:0{_width((one.get('month') for one in seen), 2)}}",
            "roman": roman,
            "year": str(year),
        }
        if not matches:
            number = self.template
            for name, text in zip(PLACEHOLDERS, said.values(), strict=True):
                number = number.replace(f"{{{name}}}", text)
            return number
        shapes = [_fixed(match) for match in matches]
        usual = max(zip(map(shapes.count, shapes), range(len(matches)), strict=True))[1]
        number = matches[usual][0]
        if (seen[usual].get("roman") or "").islower():
            said["roman"] = roman.lower()
        spans = ((matches[usual].span(name), said[name]) for name in seen[usual])
        for (start, end), text in sorted(spans, reverse=True):
            number = f"{number[:start]}{text}{number[end:]}"
        return number

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


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DIGITS = re.compile(r"(?<!\d)\d{1,6}(?!\d)")
_LETTERS = re.compile(r"(?<![A-Za-z])[A-Za-z]+(?![A-Za-z])")


def shown_by(text: str, month: int, year: int) -> NumberPattern | None:
    """The pattern that a number shows which was given in a month; None where it shows none, or
    could show several.

    Year and month are what agrees with the day, read from the right; what is left must be one
    serial.
    """
    template = text
    for name, tokens, is_it in (
        ("tahun", _YEAR, lambda found: int(found) == year),
        ("romawi", _LETTERS, lambda found: found.upper() == ROMAN[month - 1]),
        ("urut", _DIGITS, lambda _: True),
    ):
        found = [one for one in tokens.finditer(template) if is_it(one[0])]
        if name == "urut" and len(found) == 2 and int(found[1][0]) == month:
            start, end = found.pop().span()
            template = f"{template[:start]}{{bulan}}{template[end:]}"
        if name == "urut" and len(found) != 1:
            return None
        if found:
            start, end = found[-1].span()
            template = f"{template[:start]}{{{name}}}{template[end:]}"
    pattern = NumberPattern(template)
    return None if pattern.problem() else pattern


def _fixed(match: re.Match[str]) -> str:
    """The characters of a number that are none of its parts."""
    text = match[0]
    for start, end in sorted(map(match.span, match.groupdict()), reverse=True):
        text = f"{text[:start]}\0{text[end:]}"
    return text


def _width(written: Iterable[str | None], usual: int) -> int:
    """How many digits an office writes at least, by what it wrote; `usual` without any.

    A leading zero decides it; without one anywhere the shortest number does.
    """
    digits = [text for text in written if text]
    padded = [len(text) for text in digits if text[0] == "0"]
    return max(padded) if padded else min([usual, *map(len, digits)])
