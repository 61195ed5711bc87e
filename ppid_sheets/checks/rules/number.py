"""Rules on the registration number (UU KIP Art. 22(4): the receipt carries it)."""

import re
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from ppid_sheets.checks.engine import Case, Hits, Rule, is_blank, lines
from ppid_sheets.common.arrays import Mask
from ppid_sheets.deadlines.calendar import months, years
from ppid_sheets.register.numbers import NumberPattern, RegistrationNumber

FEWEST_TO_DOUBT_THE_PATTERN = 5
"""With this many numbers and none of the pattern, the setting is wrong and not each number."""

_BASIS = "UU KIP Pasal 22 ayat (4)"


class Numbers(NamedTuple):
    """What each request's number says, in arrays over the rows.

    `text` is the number without case and spaces, `scheme` the position of the pattern it follows
    (-1 for none), `serial` its running number (-1), `month` and `year` as it says (NaN where it
    does not), and `of` the year whose serial it is: that of receipt, else its own. So a number
    with last year's year, written in January, stands among its neighbours.
    """

    text: npt.NDArray[np.object_]
    scheme: npt.NDArray[np.int64]
    serial: npt.NDArray[np.int64]
    month: npt.NDArray[np.float64]
    year: npt.NDArray[np.float64]
    of: npt.NDArray[np.float64]


def parsed(case: Case) -> Numbers:
    """The numbers of all requests, read with the office's patterns in their order."""
    written = lines(case["reg_number"])
    text = np.array(written.split("\n") if len(case["reg_number"]) else [], dtype=object)
    scheme, serial = np.full((2, len(text)), -1, dtype=np.int64)
    month, year = np.full((2, len(text)), np.nan)
    for i, pattern in enumerate(case.settings.number_patterns if len(text) else ()):
        found = _read(pattern, written, text)
        new = (scheme < 0) & (found[0] >= 0)
        scheme[new] = i
        for known, read in zip((serial, month, year), found, strict=True):
            known[new] = read[new]
    received = years(case["received_on"])
    return Numbers(text, scheme, serial, month, year, np.where(np.isnan(received), year, received))


def _read(
    pattern: NumberPattern, written: str, text: npt.NDArray[np.object_]
) -> tuple[npt.NDArray[np.float64], ...]:
    """Serial (-1 for none), month and year of each line.

    One pass of the pattern over all lines; a number is parsed only once per month and year.
    """
    line = re.compile(rf"^(?:{pattern.regex.pattern}()$)?.*$", pattern.regex.flags | re.MULTILINE)
    found = line.findall(written)
    at = line.groupindex["serial"] - 1
    rest = [(*groups[:at], *groups[at + 1 :]) for groups in found]
    one_of_each = dict(zip(rest, text, strict=True))
    dates = {key: _month_and_year(pattern.parse(number)) for key, number in one_of_each.items()}
    serial = np.array([int(groups[at] or -1) for groups in found], dtype=np.float64)
    month, year = np.array([dates[key] for key in rest], dtype=np.float64).T
    return serial, month, year


def _month_and_year(number: RegistrationNumber | None) -> tuple[float, float]:
    return (number.month or np.nan, number.year or np.nan) if number else (np.nan, np.nan)


def off_pattern(case: Case) -> Mask:
    """Filled numbers that follow none of the office's patterns."""
    numbers = case.once(parsed)
    off: Mask = (numbers.text != "") & (numbers.scheme < 0)
    return off


def pattern_in_doubt(case: Case) -> bool:
    """Whether there are numbers enough to judge and not one follows a pattern."""
    filled = int((case.once(parsed).text != "").sum())
    return filled >= FEWEST_TO_DOUBT_THE_PATTERN and int(off_pattern(case).sum()) == filled


def example(pattern: NumberPattern) -> str:
    """A number of a pattern, to show what one looks like."""
    parts = {"urut": "012", "bulan": "11", "romawi": "XI", "tahun": "2026"}
    text = pattern.template
    for name, value in parts.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def malformed(case: Case) -> Hits:
    """Off the pattern, unless the pattern itself is in doubt."""
    mask = off_pattern(case) & (not pattern_in_doubt(case))
    return Hits(mask, {"example": example(case.settings.number_patterns[0])})


def same_number(case: Case) -> Mask:
    """The same number twice; "1" and "001" are the same where the pattern tells the serial.

    A number that names no year may come again in another year.
    """
    numbers = case.once(parsed)
    known = numbers.scheme >= 0
    yearless = known & np.isnan(numbers.year)
    yearless[~known] = [text.isdecimal() for text in numbers.text[~known]]
    texts = pd.factorize(np.where(known, "", numbers.text))[0]
    year = np.where(yearless, numbers.of, numbers.year)
    parts = (texts, numbers.scheme, numbers.serial, numbers.month, year)
    return _twice(*parts) & case.filled("reg_number")


def _twice(*parts: npt.NDArray[Any]) -> Mask:
    """Rows that agree with another in all `parts`; what is missing agrees with what is missing."""
    known = [np.nan_to_num(part, nan=-1) for part in parts]
    order = np.lexsort(known)
    same = np.logical_and.reduce([np.diff(part[order]) == 0 for part in known])
    found = np.zeros(len(order), dtype=bool)
    found[order[1:][same]] = found[order[:-1][same]] = True
    return found


def repeated(case: Case) -> Mask:
    """Numbers that stand in more than one row."""
    return case.once(same_number)


def serial_repeated(case: Case) -> Mask:
    """Different numbers with the same serial in one year: the serial runs through the year."""
    numbers = case.once(parsed)
    counted = (numbers.scheme >= 0) & ~np.isnan(numbers.of)
    again = _twice(numbers.scheme, numbers.of, numbers.serial)
    return again & counted & ~case.once(same_number)


def gaps(case: Case) -> Hits:
    """Numbers before which serials of the same pattern and year are missing.

    A year's serial starts at 1, except in the first year of a pattern: a register may begin, or an
    office change its pattern, in the middle of a year.
    """
    numbers = case.once(parsed)
    counted = np.flatnonzero((numbers.scheme >= 0) & ~np.isnan(numbers.of))
    order = counted[np.lexsort([part[counted] for part in (numbers.serial, numbers.of,
                                                           numbers.scheme)])]  # fmt: skip
    scheme, year, serial = numbers.scheme[order], numbers.of[order], numbers.serial[order]
    new_scheme = np.diff(scheme, prepend=-1) != 0
    new_year = (np.diff(year, prepend=np.nan) != 0) | new_scheme
    before = np.where(new_year, 0, np.roll(serial, 1))
    gap = (serial > before + 1) & ~new_scheme
    hit = order[gap]
    mask = np.zeros(len(numbers.text), dtype=bool)
    mask[hit] = True
    spans = dict(zip(hit.tolist(), zip(before[gap] + 1, serial[gap] - 1, strict=True), strict=True))
    return Hits(mask, {"missing": [_span(*spans[row]) for row in sorted(spans)]})


def _span(first: int, last: int) -> str:
    return f"{first:03}" if first == last else f"{first:03} sampai {last:03}"


def other_month(case: Case) -> Mask:
    """A number whose month or year is not that of receipt."""
    numbers, received = case.once(parsed), case["received_on"]
    return _differ(numbers.month, months(received)) | _differ(numbers.year, years(received))


def _differ(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> Mask:
    return np.asarray(~np.isnan(one) & ~np.isnan(other) & (one != other))


RULES = (
    Rule(
        "N01", "galat", "reg_number",
        "nomor registrasi belum diisi", "beri nomor urut berikutnya, contoh 012/PPID/XI/2026",
        _BASIS, ("reg_number",), is_blank("reg_number"),
    ),
    Rule(
        "N02", "galat", "reg_number",
        "nomor registrasi dipakai lebih dari satu kali",
        "beri setiap permohonan nomornya sendiri, atau hapus baris yang tercatat ganda",
        _BASIS, ("reg_number",), repeated,
    ),
    Rule(
        "N03", "peringatan", "reg_number",
        "nomor registrasi tidak mengikuti pola kantor", "tulis seperti {example}",
        _BASIS, ("reg_number",), malformed,
    ),
    Rule(
        "N04", "peringatan", "reg_number",
        "sebelum nomor ini, nomor urut {missing} tidak ditemukan",
        "lengkapi permohonan yang terlewat atau betulkan nomornya",
        _BASIS, ("reg_number",), gaps,
    ),
    Rule(
        "N05", "peringatan", "reg_number",
        "bulan atau tahun pada nomor berbeda dari tanggal diterima ({received_on})",
        "betulkan nomornya atau tanggal diterimanya",
        _BASIS, ("reg_number", "received_on"), other_month,
    ),
    Rule(
        "N06", "peringatan", "reg_number",
        "nomor urutnya sudah dipakai nomor lain pada tahun yang sama",
        "lanjutkan nomor urut sepanjang tahun, tidak dimulai lagi tiap bulan",
        _BASIS, ("reg_number",), serial_repeated,
    ),
)  # fmt: skip
