"""The monthly workbook as it is described."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppid_sheets.archive.ages import Life, Lives
from ppid_sheets.archive.issues import workbook_name
from ppid_sheets.common.month import Month
from ppid_sheets.config import Official
from ppid_sheets.errors import UnreachableError
from ppid_sheets.reports.figures import Figures
from ppid_sheets.reports.month import matrix, monthly, notes
from ppid_sheets.reports.workbook import paging, xlsx
from ppid_sheets.reports.workbook.book import (
    Block,
    Book,
    Cell,
    Chart,
    DataTable,
    Grid,
    WordTones,
    relative,
)
from tests.budget import draws
from tests.build import SETTINGS, TODAY
from tests.reports.build import (
    OCTOBER,
    busy,
    busy_book,
    cells,
    data,
    empty_book,
    month_of,
    october,
    register,
    request,
    small,
    small_book,
    table_of,
    texts,
    tile,
)

_BY_RULE = "Temuan menurut aturan, yang tersering di atas"
GOLDEN = Path(__file__).parent / "golden" / "monthly.json"


def test_the_described_workbook_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell with value, style and formula; UPDATE_GOLDEN=1 writes it anew."""
    monkeypatch.setattr(notes, "version", lambda: "0.0.0")
    book = october(register(*small()), link=lambda row: f"https://example.com/#A{row}")
    said = json.dumps(_described(book), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(said, encoding="utf-8")
    assert said == GOLDEN.read_text(encoding="utf-8")


def _described(book: Book) -> dict[str, Any]:
    return {
        "title": book.title,
        "created": str(book.created),
        "paper": book.paper,
        "sheets": {sheet.name: [_block(block) for block in sheet.blocks] for sheet in book.sheets},
    }


def _block(block: Block) -> Any:
    match block:
        case Grid():
            return {relative(block.row, block.col): [_line(line) for line in block.rows]}
        case DataTable():
            columns = {column.header: [str(v) for v in column.values] for column in block.columns}
            return {f"table {block.name}": columns}
        case Chart():
            series = [f"{s.name}: {s.categories} {s.values}" for s in block.series]
            return {f"{block.kind} chart": [block.title, *series, block.alt]}
        case WordTones():
            return {f"highlight {block.area}": [f"{word}: {tone}" for word, tone in block.tones]}


def _line(line: Sequence[Cell]) -> Any:
    said = [" ".join(filter(None, (str(c.value), f"<{c.style}>", c.formula, c.link))) for c in line]
    return said[0] if len(said) == 1 else said


def test_sheets_stand_in_their_order() -> None:
    """Laporan first, Keterangan last, each with title, period and as-of date."""
    book = small_book()
    names = [
        "Laporan",
        "Ringkasan",
        "Pivot",
        "Tenggat",
        "Waktu Layanan",
        "Layanan Harian",
        "Matriks Kegiatan & Penugasan",
        "Kualitas Data",
        "Data",
        "Pemeriksaan",
        "Keterangan",
    ]
    assert [sheet.name for sheet in book.sheets] == names
    assert {
        "LAPORAN BULANAN PELAYANAN INFORMASI PUBLIK",
        "Periode Oktober 2026, keadaan per 31 Oktober 2026",
        "Yth. Sekretaris KPU Kabupaten Belitung Timur",
    } <= {*texts(book, "Laporan")}
    for name in names[1:]:
        head = texts(book, name)[:3]
        assert head[0].endswith("Oktober 2026")
        assert head[1] == "KPU Kabupaten Belitung Timur · Periode Oktober 2026"
        assert head[2] == "Keadaan per 31 Oktober 2026"


def test_every_number_that_is_counted_has_its_formula() -> None:
    """Only what the register itself is counted to stands as a plain value, beside the formulas."""
    plain = {
        sheet
        for sheet, _, _, cell in cells(october(register(*busy(30, 10))))
        if cell.style.endswith(("count", "share", "mean", "small_off")) and not cell.formula
    }
    assert plain == {"Pemeriksaan"}


def test_checks_agree() -> None:
    """All identities are OK and the first page says so."""
    book = busy_book()
    assert "SELISIH" not in texts(book, "Pemeriksaan")
    assert "Pemeriksaan: Semua cocok" in texts(book, "Ringkasan")


def test_a_workbook_that_does_not_add_up_does_not_call_itself_final(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every page says so, the official one tells not to sign, the properties say draft."""
    count = monthly.figures

    def miscount(*arguments: Any) -> Figures:
        numbers = count(*arguments)
        return replace(numbers, registered=numbers.registered + 1)

    monkeypatch.setattr(monthly, "figures", miscount)
    book = october(register(*small()))
    assert texts(book, "Pemeriksaan").count("SELISIH") == 1
    for sheet in book.sheets:
        assert any("BELUM FINAL" in text for text in texts(book, sheet.name))
    assert any("jangan ditandatangani" in text for text in texts(book, "Laporan"))
    assert book.status == "Belum final: ada selisih"


@pytest.mark.parametrize(
    ("day", "status", "line"),
    [
        (31, "Final", "Status laporan: FINAL"),
        (20, "Sementara", "Status laporan: SEMENTARA, bulan masih berjalan"),
    ],
)
def test_a_sound_workbook_says_what_it_is(day: int, status: str, line: str) -> None:
    """Final once the month is over."""
    book = october(register(*small()), as_of=date(2026, 10, day))
    assert book.status == status and line in texts(book, "Laporan")


@pytest.mark.slow
def test_what_came_later_changes_nothing() -> None:
    """Rows, answers, acts and findings of November are not in October's workbook."""
    rows = busy(60, 20)
    later = [
        {
            **row,
            "decision": row["decision"] or "Ditolak",
            "notified_on": row["notified_on"] or date(2026, 11, 5),
            "reviewed_on": row["reviewed_on"] or date(2026, 11, 9),
            "extended_on": date(2026, 11, 2),
            "extension_reason": "Menunggu data",
        }
        for row in rows
    ]
    later += [request(date(2026, 11, 1), reg_number=rows[0]["reg_number"]), request(TODAY)]
    assert october(register(*later)) == october(register(*rows))


def test_findings_are_counted_by_rule_and_officer() -> None:
    """Only those on the month's requests; the others are mentioned."""
    book = october(register(*small(), request(date(2026, 8, 4), date(2026, 8, 6), channel=None)))
    said = texts(book, "Kualitas Data")
    rules = {line[1]: line[3] for line in table_of(book, "Kualitas Data", _BY_RULE)[1:]}
    assert rules["K01"] == 1 and rules["B01"] == 1
    assert sum(rules.values()) == sum(
        line[-1] for line in table_of(book, "Kualitas Data", "Temuan menurut petugas")[1:]
    )
    assert any(text.startswith("Di luar daftar ini ada") for text in said)


def test_a_month_without_findings_says_so() -> None:
    """Rules and list, a sentence each; without findings there is no table of officers."""
    assert texts(empty_book(), "Kualitas Data").count("Tidak ada temuan.") == 2


def test_days_off_are_named() -> None:
    """Weekends and holidays, with their names."""
    book = month_of(register(), 2026, 5)
    lines = {line[0].day: line[-1] for line in table_of(book, "Layanan Harian", "Tanggal")}
    assert lines[1] == "Hari Buruh Internasional (Libur Nasional)"
    assert (lines[2], lines[4]) == ("Akhir pekan", None)


def test_holidays_that_mattered_are_named() -> None:
    """A request of late April runs over two holidays and a joint leave in May."""
    book = month_of(register(request(date(2026, 4, 28))), 2026, 5)
    (said,) = (text for text in texts(book, "Keterangan") if text.startswith("Libur Nasional:"))
    assert "01/05/2026 Hari Buruh Internasional (1); 14/05/2026" in said


def test_a_subject_is_shown_only_where_the_settings_allow() -> None:
    """Off unless asked for, cut to its length, in Data alone."""
    rows = [request(date(2026, 10, 5), information="Daftar  pemilih\ntetap per kecamatan 2026")]
    assert "subject" not in keys(october(register(*rows)))
    book = october(register(*rows), subject_length=20)
    assert data(book, "subject") == ["Daftar pemilih teta…"]
    assert any("20 huruf pertama" in text for text in texts(book, "Keterangan"))


def keys(book: Book) -> list[str]:
    """The columns of Data."""
    table = next(b for s in book.sheets for b in s.blocks if isinstance(b, DataTable))
    return [column.key for column in table.columns]


@pytest.mark.slow
def test_long_lists_of_assignments_are_cut_and_say_so() -> None:
    """The sheet Tenggat has them all."""
    book = october(register(*(request(date(2026, 10, 5), reg_number=str(i)) for i in range(230))))
    assert "… dan 30 permohonan lain; lihat lembar Tenggat." in texts(book, matrix.MATRIX)


def test_signatures_carry_place_date_names_and_numbers() -> None:
    """Those of the settings."""
    office = replace(
        SETTINGS.office,
        kasubag=Official("Kasubag", "Nama Kasubag", "111"),
        sekretaris=Official("Sekretaris", "Nama Sekretaris", "222"),
    )
    said = texts(october(register(), office=office), "Laporan")
    for text in (
        "Mengetahui,",
        "Manggar, ………………………………",
        "Nama Kasubag",
        "NIP 111",
        "Nama Sekretaris",
        "NIP 222",
    ):
        assert text in said


def test_nobody_signs_a_month_that_is_not_over() -> None:
    """A sentence stands in place of both signatures."""
    said = texts(october(register(*small()), as_of=date(2026, 10, 20)), "Laporan")
    assert "Laporan ini belum final dan tidak untuk ditandatangani." in said
    assert "Mengetahui," not in said


def late(days: int, **other: Any) -> Any:
    """A request received so many days before the end of October and still open."""
    return request(OCTOBER - timedelta(days=days), reg_number=f"{days:03}", **other)


def test_the_overdue_stand_on_the_page_the_longest_first() -> None:
    """At most eight, with officer, working days and why; the others are counted."""
    rows = [
        late(300, decision="Ditolak"),
        late(250, notified_on=date(2026, 3, 2)),
        *(late(40 + at, officer="Petugas Dua") for at in range(10)),
        late(3),
    ]
    lines = [cell for sheet, _, _, cell in cells(october(register(*rows))) if sheet == "Laporan"]
    first = next(at for at, cell in enumerate(lines) if cell.value == "Sebab") + 1
    named = [[cell.value for cell in lines[at : at + 4]] for at in range(first, first + 32, 4)]
    assert named[0][0::3] == ["300", "Administrasi: tanggal kosong (L04)"]
    assert named[1][0::3] == ["250", "Administrasi: Keputusan kosong (L05)"]
    assert named[2][:2] + named[2][3:] == ["049", "Petugas Dua", "Belum dijawab"]
    days = [line[2] for line in named]
    assert days == sorted(days, reverse=True) and days[-1] > 0
    assert lines[first + 32].value == "dan 4 lainnya, lihat Tenggat."


@pytest.mark.slow
@given(
    st.text("abcdefghijABCDEF ,.", min_size=5, max_size=160),
    st.text("abcdefghijABCDEF ,.", min_size=5, max_size=160),
    st.integers(0, 30),
    st.sampled_from(["A4", "F4"]),
)
@settings(max_examples=draws(5), deadline=None)
def test_the_page_to_sign_stays_one_page(name: str, position: str, many: int, paper: Any) -> None:
    """However long its names and its lists: nothing is shrunk to make room for it."""
    office = replace(
        SETTINGS.office,
        name=f"KPU {name}",
        kasubag=Official(position, name, "111"),
        sekretaris=Official(position, name, "222"),
    )
    rows = [late(40 + at) for at in range(many)]
    page = october(register(*rows), office=office, paper=paper).sheets[0]
    assert paging.fits(page, paper)


def test_an_empty_month_has_sentences_instead_of_charts() -> None:
    """Nothing was ever asked: no chart, zero tiles, no share."""
    book = empty_book()
    assert not [b for s in book.sheets for b in s.blocks if isinstance(b, Chart)]
    said = texts(book, "Ringkasan")
    assert "Belum ada permohonan dalam 13 bulan terakhir." in said
    assert "Tidak ada permohonan yang selesai pada Oktober 2026." in said
    assert [tile(book, i) for i in range(8)] == [0, 0, 0, 0, "–", 0, "–", "–"]
    assert "Tidak ada permohonan yang masih terbuka." in texts(book, "Tenggat")


def test_an_empty_month_after_others_keeps_its_trend() -> None:
    """Trend and year have something to show; the month has not."""
    book = october(register(request(date(2026, 8, 3), date(2026, 8, 10))))
    charts = [b for s in book.sheets for b in s.blocks if isinstance(b, Chart)]
    assert [chart.title for chart in charts] == [
        "Permohonan diterima dan selesai per bulan",
        "Waktu layanan Januari–Oktober 2026 (hari kerja)",
    ]
    assert "Agu 2026: 1 diterima, 1 selesai" in charts[0].alt


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((), "tidak menerima permohonan informasi publik, begitu pula selama September 2026. "
             "Tidak ada permohonan yang diselesaikan dalam periode ini. "
             "Pada 31 Oktober 2026 tidak ada permohonan yang tersisa."),
        ((request(date(2026, 10, 5), date(2026, 10, 9)),),
         "menerima satu permohonan informasi publik, naik 1 dari September 2026 (0). "
         "Satu permohonan diselesaikan tepat waktu. Tidak ada permohonan yang ditolak. "
         "Waktu layanannya 4 hari kerja. "
         "Pada 31 Oktober 2026 tidak ada permohonan yang tersisa."),
        ((request(date(2026, 9, 1)),),
         "tidak menerima permohonan informasi publik; selama September 2026 diterima satu "
         "permohonan. Tidak ada permohonan yang diselesaikan dalam periode ini. Pada 31 Oktober "
         "2026 tersisa satu permohonan yang masih diproses dan telah melewati batas waktu."),
        ((request(date(2026, 10, 5), date(2026, 10, 9)),
          request(date(2026, 10, 1), date(2026, 10, 30)),
          request(date(2026, 10, 6), decision="Dicabut Pemohon"), request(date(2026, 10, 27)),
          request(date(2026, 10, 2))),
         "menerima 5 permohonan informasi publik, naik 5 dari September 2026 (0). "
         "Diselesaikan 3 permohonan, 1 di antaranya dicabut pemohon; dari 2 yang dinilai, "
         "1 (50,0%) tepat waktu dan 1 melewati batas waktu. Tidak ada permohonan yang ditolak. "
         "Waktu layanan rata-rata 12,5 hari kerja, dengan median 12,5 hari kerja. "
         "Pada 31 Oktober 2026 tersisa "
         "2 permohonan yang masih diproses, 1 di antaranya telah melewati batas waktu."),
    ],
)  # fmt: skip
def test_the_paragraph_fits_the_figures(rows: Sequence[Any], words: str) -> None:
    """None, one and many each read as a person would write them."""
    said = next(text for text in texts(october(register(*rows)), "Laporan") if "Selama" in text)
    assert said.endswith(words)


def test_a_running_month_says_so() -> None:
    """What is dated after the as-of date is not in it."""
    book = october(register(*small()), as_of=date(2026, 10, 20))
    assert "Keadaan per 20 Oktober 2026 (sementara, bulan berjalan)" in texts(book, "Data")
    assert tile(book, 1) == 3


def test_rows_without_a_date_of_receipt_are_named() -> None:
    """How many, why, and where they stand."""
    book = october(register(request("entah"), request(None), request(date(2026, 10, 5))))
    assert (
        "2 baris tidak masuk laporan karena Tanggal Diterima kosong atau tidak terbaca "
        "(baris 2, 3 pada register)."
    ) in texts(book, "Keterangan")


def test_data_names_the_rows_of_the_month_first() -> None:
    """What only serves the trend comes after them; the sheet is for the screen."""
    book = small_book()
    assert data(book, "in_month") == ["Ya"] * 7 + [None]
    assert not next(s for s in book.sheets if s.name == "Data").prints


def test_links_lead_to_the_rows_of_the_register() -> None:
    """Only the program's own function makes links."""
    book = october(register(*small()), link=lambda row: f"https://example.com/#A{row}")
    for sheet, rows in (("Tenggat", (4, 5, 8, 10)), ("Kualitas Data", (3, 4, 5, 6, 8, 9, 10))):
        found = [c for name, _, _, c in cells(book) if name == sheet and "://" in c.link]
        links = {c.value: c.link for c in found}
        assert links == {row: f"https://example.com/#A{row}" for row in rows}
    table = next(b for s in book.sheets for b in s.blocks if isinstance(b, DataTable))
    rows = next(column for column in table.columns if column.key == "row")
    assert list(rows.links) == [f"https://example.com/#A{row}" for row in rows.values[:7]]


def test_labels_from_people_are_compared_as_they_are() -> None:
    """An officer called * would otherwise count everybody."""
    lists = {"Petugas": ["*", ">5"]}
    rows = [request(date(2026, 10, 5), officer=name) for name in ("*", ">5", ">5")]
    book = october(register(*rows, lists=lists))
    grids = [b for s in book.sheets if s.name == "Pivot" for b in s.blocks if isinstance(b, Grid)]
    for grid in grids:
        exact = any(cell.value == "Petugas" for cell in grid.rows[0])
        counted = [c.formula for line in grid.rows for c in line if "Data!" in c.formula]
        assert all(("SUMPRODUCT" in formula) == exact for formula in counted)


def test_the_file_is_named_after_its_month() -> None:
    """Month in two digits."""
    assert workbook_name(Month(2026, 3)) == "Laporan-PPID-2026-03.xlsx"


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    """The report folder is a file."""
    (tmp_path / "laporan").write_text("")
    with pytest.raises(UnreachableError, match="tidak dapat ditulis"):
        xlsx.write(empty_book(), tmp_path / "laporan" / "a.xlsx")


def lived(*days: tuple[int, int, int | None]) -> Lives:
    """Findings from a month and day on, new ones of October, mended on a day of it."""
    found = tuple(
        Life(
            None,
            f"00{i}",
            "Petugas Dua",
            "B01",
            "galat",
            "channel",
            date(2026, month, day),
            date(2026, 10, ended) if ended else None,
            month == 10,
        )
        for i, (month, day, ended) in enumerate(days)
    )
    return Lives(date(2026, 10, 1), OCTOBER, found)


def test_the_lives_of_findings_stand_below_them() -> None:
    """What was open, came and went leaves what is open, the oldest first, each with its age."""
    lives = lived((9, 21, None), (9, 25, 12), (10, 7, None), (10, 7, 8), (10, 30, None))
    book = october(register(*small()), lives=lives)
    lines = table_of(book, "Kualitas Data", "Umur temuan menurut arsip pemeriksaan")
    assert lines[1:] == [["Petugas Dua", 2, 3, 2, 3]]
    (heading,) = (t for t in texts(book, "Kualitas Data") if t.startswith("Temuan yang masih"))
    listed = table_of(book, "Kualitas Data", heading)
    assert [line[:2] for line in listed[1:]] == [
        ["000", 40],
        ["002", 24],
        ["004", 1],
        ["001", 17],
        ["003", 1],
    ]
    assert book.status == "Final"


def test_without_a_memory_one_sentence_stands_in_its_place() -> None:
    """Nothing is guessed."""
    said = texts(small_book(), "Kualitas Data")
    assert any(text.startswith("Tidak ada arsip pemeriksaan tentang bulan ini") for text in said)
