"""Numbers that are formula and value at once."""

from datetime import date

import pytest

from ppid_sheets.reports.occupations import OCCUPATIONS
from ppid_sheets.reports.workbook.book import DataColumn, DataTable
from ppid_sheets.reports.workbook.tally import (
    AnyOf,
    Criterion,
    Number,
    Point,
    Tally,
    equals,
    is_plain,
    share,
    total,
)

TABLE = DataTable(
    "Data",
    "T",
    0,
    (
        DataColumn("kind", "Jenis", "cell", ["a", "b", "a", None]),
        DataColumn("on", "Tanggal", "cell_date", [date(2026, 10, d) for d in (1, 2, 3)] + [None]),
        DataColumn("days", "Hari", "cell_number", [4, None, 7, 1]),
    ),
)
TALLY = Tally(TABLE)
SECOND = Criterion("on", ">=", Point(date(2026, 10, 2), "$Z$1"))
"""From the second of October on."""


def test_a_count_names_its_ranges_and_has_its_value() -> None:
    """Empty cells meet no criterion."""
    found = TALLY.count(equals("kind", "a"), SECOND)
    assert found == Number(1, 'COUNTIFS(Data!$A$2:$A$5,"a",Data!$B$2:$B$5,">="&$Z$1)')
    assert TALLY.count(Criterion("on", "<", Point(date(2026, 11, 1), "$Z$1"))).value == 3


def test_an_exact_count_compares_texts_as_they_are() -> None:
    """No patterns, no upper and lower case."""
    found = TALLY.count(equals("kind", "a"), SECOND, exact=True)
    assert found.formula == ('SUMPRODUCT(--EXACT(Data!$A$2:$A$5,"a"),--(Data!$B$2:$B$5>=$Z$1))')


@pytest.mark.parametrize(
    ("name", "value"),
    [("AVERAGE", 5.5), ("MEDIAN", 5.5), ("PERCENTILE", 6.7), ("MAX", 7), ("MIN", 4)],
)
def test_statistics_leave_empty_cells_out(name: str, value: float) -> None:
    """Of 4 and 7."""
    found = TALLY.statistic(name, "days", equals("kind", "a"))  # type: ignore[arg-type]
    assert found.value == pytest.approx(value) and found.array
    assert TALLY.statistic(name, "days", equals("kind", "x")).value == "–"  # type: ignore[arg-type]


def test_one_of_some_words() -> None:
    """The sum over our own words."""
    either = AnyOf("kind", ("a", "b"))
    found = TALLY.count(SECOND, either)
    assert found.value == 2 and '{"a","b"}' in found.formula
    assert TALLY.count(SECOND, either, exact=True).value == 2


def test_sums_differences_and_shares() -> None:
    """Counts only; a share of nothing is no number."""
    two, one = Number(2, "A1"), Number(1, "A2")
    assert (two + one, two - one) == (Number(3, "A1+A2"), Number(1, "A1-A2"))
    assert total([two, one], "A1:A2") == Number(3, "SUM(A1:A2)")
    assert share(one, two) == Number(0.5, 'IF(A1=0,"–",A2/A1)')
    assert share(one, Number(0, "A3")).value == "–"
    with pytest.raises(TypeError):
        Number("–", "A4") + one


@pytest.mark.parametrize(
    ("labels", "plain"),
    [
        (("Petugas Melati", "Surat", "Website/e-PPID"), True),
        (("(tidak diisi)",), True),
        (("*",), False),
        ((">5",), False),
        (("1 Mei",), False),
        (("Surat", "surat"), False),
        (("TRUE",), False),
        (("=1+1",), False),
        (("",), False),
    ],
)
def test_labels_that_countifs_understands(labels: tuple[str, ...], plain: bool) -> None:
    """Plain words alone; our own are known to be safe."""
    assert is_plain(labels, ("(tidak diisi)",)) == plain


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("mahasiswi", "Mahasiswa/Pelajar"),
        ("PNS Pemkab", "ASN"),
        ("Pegawai negeri", "ASN"),
        ("karyawan swasta", "Pegawai Swasta"),
        ("Wartawan Media X", "Wartawan"),
        ("Budi, ketua RT 05, 0812 3456", "Lainnya"),
        ("personil", "Lainnya"),
        ("  ", ""),
    ],
)
def test_occupations_are_grouped(typed: str, group: str) -> None:
    """Whole words in any case; what a person wrote about themselves is never quoted."""
    assert OCCUPATIONS.of(typed) == group
