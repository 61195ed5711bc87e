"""Rules on the registration number (UU KIP Art. 22(4): the receipt carries it)."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ppid_sheets.checks.engine import Case, Hits, Rule
from ppid_sheets.checks.numbering import parsed, same_number, span, twice
from ppid_sheets.checks.upcoming import to_give
from ppid_sheets.common.arrays import Mask
from ppid_sheets.deadlines.calendar import months, years
from ppid_sheets.register.numbers import NumberPattern

FEWEST_TO_DOUBT_THE_PATTERN = 5
"""With this many numbers and none of the pattern, the setting is wrong and not each number."""

_BASIS = "UU KIP Pasal 22 ayat (4)"


def off_pattern(case: Case) -> Mask:
    """Filled numbers that follow none of the office's patterns."""
    numbers = case.once(parsed)
    off: Mask = (numbers.text != "") & (numbers.scheme < 0)
    return off


def pattern_in_doubt(case: Case) -> bool:
    """True for a register with numbers enough to judge by, none of which fits a pattern."""
    filled = int((case.once(parsed).text != "").sum())
    return filled >= FEWEST_TO_DOUBT_THE_PATTERN and int(off_pattern(case).sum()) == filled


def example(pattern: NumberPattern) -> str:
    """A number of a pattern, to show what one looks like."""
    return pattern.written(12, 11, 2026)


def malformed(case: Case) -> Hits:
    """Off the pattern, unless the pattern itself is in doubt."""
    mask = off_pattern(case) & (not pattern_in_doubt(case))
    return Hits(mask, {"example": example(case.settings.number_patterns[0])})


def unnumbered(case: Case) -> Hits:
    """Rows without a number, each with the one that it is to get."""
    mask = case.blank("reg_number")
    return Hits(mask, {"next": _next(case, mask)})


def repeated(case: Case) -> Hits:
    """Numbers that stand in more than one row, with those that the later ones are to get."""
    mask = case.once(same_number)
    return Hits(mask, {"next": _next(case, mask)})


def _next(case: Case, mask: Mask) -> Sequence[str]:
    return to_give(case, mask, f"contoh {example(case.settings.number_patterns[0])}")


def serial_repeated(case: Case) -> Mask:
    """Different numbers with the same serial in one year: the serial runs through the year."""
    numbers = case.once(parsed)
    counted = (numbers.scheme >= 0) & ~np.isnan(numbers.of)
    again = twice(numbers.scheme, numbers.of, numbers.serial)
    return again & counted & ~case.once(same_number)


def gaps(case: Case) -> Hits:
    """Numbers before which serials of the same pattern and year are missing.

    A year's serial starts at 1, except in the first year of a pattern: a register may begin, or an
    office change its pattern, in the middle of a year.
    """
    numbers = case.once(parsed)
    counted = np.flatnonzero((numbers.scheme >= 0) & ~np.isnan(numbers.of))
    order = counted[
        np.lexsort([part[counted] for part in (numbers.serial, numbers.of, numbers.scheme)])
    ]
    scheme, year, serial = numbers.scheme[order], numbers.of[order], numbers.serial[order]
    new_scheme = np.diff(scheme, prepend=-1) != 0
    new_year = (np.diff(year, prepend=np.nan) != 0) | new_scheme
    before = np.where(new_year, 0, np.roll(serial, 1))
    gap = (serial > before + 1) & ~new_scheme
    hit = order[gap]
    mask = np.zeros(len(numbers.text), dtype=bool)
    mask[hit] = True
    spans = dict(zip(hit.tolist(), zip(before[gap] + 1, serial[gap] - 1, strict=True), strict=True))
    return Hits(mask, {"missing": [span(*spans[row]) for row in sorted(spans)]})


def other_month(case: Case) -> Mask:
    """A number whose month or year is not that of receipt."""
    numbers, received = case.once(parsed), case["received_on"]
    return _differ(numbers.month, months(received)) | _differ(numbers.year, years(received))


def _differ(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> Mask:
    return np.asarray(~np.isnan(one) & ~np.isnan(other) & (one != other))


RULES = (
    Rule(
        "N01",
        "galat",
        "reg_number",
        "nomor registrasi belum diisi",
        "beri nomor urut berikutnya, {next}",
        _BASIS,
        ("reg_number",),
        unnumbered,
    ),
    Rule(
        "N02",
        "galat",
        "reg_number",
        "nomor registrasi dipakai lebih dari satu kali",
        "beri yang diterima belakangan nomor urut berikutnya, {next}, atau hapus baris yang "
        "tercatat ganda",
        _BASIS,
        ("reg_number",),
        repeated,
    ),
    Rule(
        "N03",
        "peringatan",
        "reg_number",
        "nomor registrasi tidak mengikuti pola kantor",
        "tulis seperti {example}",
        _BASIS,
        ("reg_number",),
        malformed,
    ),
    Rule(
        "N04",
        "peringatan",
        "reg_number",
        "sebelum nomor ini, nomor urut {missing} tidak ditemukan",
        "lengkapi permohonan yang terlewat atau betulkan nomornya",
        _BASIS,
        ("reg_number",),
        gaps,
    ),
    Rule(
        "N05",
        "peringatan",
        "reg_number",
        "bulan atau tahun pada nomor berbeda dari tanggal diterima ({received_on})",
        "betulkan nomornya atau tanggal diterimanya",
        _BASIS,
        ("reg_number", "received_on"),
        other_month,
    ),
    Rule(
        "N06",
        "peringatan",
        "reg_number",
        "nomor urutnya sudah dipakai nomor lain pada tahun yang sama",
        "lanjutkan nomor urut sepanjang tahun, tidak dimulai lagi tiap bulan",
        _BASIS,
        ("reg_number",),
        serial_repeated,
    ),
)
