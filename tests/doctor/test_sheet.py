"""The doctor at a Google Sheet: each check sees what it is there for, and nothing is written."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from ppid_sheets.errors import UnreachableError
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.stores.google import client
from ppid_sheets.stores.google.structure import HOLD
from tests.budget import chosen
from tests.build import GOOD, OPEN, grid
from tests.doctor.conftest import JOB, NOW, Examine
from tests.fakesheets.books import empty_book, make_book
from tests.fakesheets.model import Book
from tests.fakesheets.people import People
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import adopted, store

TEXT = {"numberFormat": {"type": "TEXT", "pattern": "@"}}


def test_a_register_that_was_just_built_is_well(examined: Examine) -> None:
    """Nothing is to be done; what cannot be known is said to be so."""
    found = examined()
    states = {name: outcome.state for name, outcome in found.items()}
    assert states.pop("Cakupan") == "tidak diperiksa"
    assert set(states.values()) == {"baik"}


def hold(people: People) -> None:
    sheet = people.book.tab("Register")
    number = people.book.new_id()
    sheet.protections[number] = {
        "protectedRangeId": number, "description": HOLD,
        "range": {"sheetId": sheet.sheet_id}, "editors": {"users": [people.book.owner, JOB]},
    }  # fmt: skip


def copied(people: People) -> None:
    """As Google copies a tab: with the tags of its columns."""
    people.add_tab("Salinan dari Register")
    book = people.book
    original, copy = book.tab("Register"), book.tab("Salinan dari Register")
    for tag in [t for t in book.tags.values() if t.sheet_id == original.sheet_id and t.line]:
        line = copy.columns[0]
        number = book.new_id()
        book.tags[number] = type(tag)(
            number, tag.key, tag.value, tag.visibility, tag.place, copy.sheet_id, line
        )
        break


def lose_years(people: People, first: int) -> None:
    """Clear the holidays from a year on."""
    start = (date(first, 1, 1) - date(1899, 12, 30)).days
    for row, values in enumerate(people.book.tab("Hari Libur").values, 1):
        if values and isinstance(values[0], int) and values[0] >= start:
            people.clear("Hari Libur", f"A{row}:D{row}")


def lose_open_year(people: People) -> None:
    """The finished request can still be reckoned, the open one cannot."""
    people.type("Register", "D4", date(2025, 11, 3))
    lose_years(people, 2026)


def unprotect(people: People) -> None:
    people.book.tab("Temuan").protections = {}


def lock_out(people: People) -> None:
    sheet = people.book.tab("Temuan")
    alone = {"editors": {"users": [people.book.owner]}}
    sheet.protections = {number: {**held, **alone} for number, held in sheet.protections.items()}


def lose_rules(people: People) -> None:
    people.book.tab("Register").rules = []


def grow(people: People) -> None:
    people.add_tab("Arsip")
    sheet = people.book.tab("Arsip")
    sheet.columns = [*sheet.columns] * 400
    assert len(sheet.rows) * len(sheet.columns) > 8_000_000


SICK: dict[str, tuple[Callable[[People], object], str, str, str, str]] = {
    "hold": (hold, "Penahan", "perlu perhatian", "Register masih ditahan", "ppid-sheets check"),
    "copy": (copied, "Tab salinan", "perlu perhatian", "Salinan dari Register", "Hapus"),
    "zone": (
        lambda p: setattr(p.book, "time_zone", "America/New_York"),
        "Zona waktu", "perlu perhatian", "America/New_York", "File > Setelan > Zona waktu",
    ),
    "locale": (
        lambda p: setattr(p.book, "locale", "en_US"),
        "Lokal", "perlu perhatian", "4 Maret", "File > Setelan > Lokal",
    ),
    "tab gone": (
        lambda p: p.delete_tab("Petunjuk"),
        "Tab", "perlu perhatian", "belum ada: Petunjuk", "ppid-sheets init --register",
    ),
    "column gone": (
        lambda p: p.delete_columns("Register", "AP"),
        "Kolom otomatis", "perlu perhatian", "belum ada: Temuan", "ppid-sheets init",
    ),
    "typo": (
        lambda p: (p.type("Register", "X3", "Petugaz"), untag(p, "officer")),
        "Kolom isian", "perlu perhatian", "36 dari 37", "Ganti judul 'Petugaz' menjadi 'Petugas'",
    ),
    "rules": (lose_rules, "Sorotan", "perlu perhatian", "berubah", "ppid-sheets check"),
    "dropdown": (
        lambda p: p.paste_over("Register", "F4", [["Surat"]]),
        "Pelengkap", "perlu perhatian", "kurang", "ppid-sheets init",
    ),
    "protection": (unprotect, "Pelengkap", "perlu perhatian", "kurang", "ppid-sheets init"),
    "shut out": (lock_out, "Hak sunting", "gagal", "dihalangi", f"tambahkan {JOB}"),
    "identity format": (
        lambda p: p.paint("Register", "K6", {}),
        "Kolom teks", "perlu perhatian", "Nomor Identitas: 1 sel belum berformat teks (mulai "
        "baris 6)", "Blok K6 ke bawah, pilih Format > Angka > Teks biasa",
    ),
    "identity number": (
        lambda p: p.type("Register", "K5", 1906015203900000),
        "Kolom teks", "perlu perhatian", "1 sel berisi angka", "Ketik ulang",
    ),
    "open year": (
        lose_open_year, "Hari libur", "gagal", "tahun 2026 belum lengkap", "tahun 2026 di tab",
    ),
    "no year": (
        lambda p: lose_years(p, 2022), "Hari libur", "gagal", "Tidak satu pun", "SKB 3 Menteri",
    ),
    "holiday typo": (
        lambda p: p.type("Hari Libur", "A2", "entah"),
        "Hari libur", "perlu perhatian", "lengkap", "baris tidak terbaca di tab Hari Libur: 2",
    ),
    "full": (grow, "Jumlah sel", "perlu perhatian", "dari 10.000.000 sel", "Hapus baris"),
}  # fmt: skip


def untag(people: People, key: str) -> None:
    tags = people.book.tags
    for number in [n for n, tag in tags.items() if tag.value == key]:
        del tags[number]


AT_A_DESK = (
    "hold", "copy", "zone", "tab gone", "column gone", "rules", "shut out", "identity number",
    "open year",
)  # fmt: skip


@pytest.mark.parametrize("name", chosen(SICK, AT_A_DESK))
def test_what_is_wrong_is_seen_with_its_remedy(name: str, book: Book, examined: Examine) -> None:
    """Each illness shows in its own check, with what was found and what to click or type."""
    infect, check, state, found, remedy = SICK[name]
    infect(People(book, book.owner))
    outcome = examined()[check]
    assert outcome.state == state
    assert found in outcome.found
    assert remedy in outcome.remedy


@pytest.mark.slow
def test_a_tab_with_another_title_is_known_by_its_tag(book: Book, examined: Examine) -> None:
    """A rename is mentioned and is nothing to be mended."""
    People(book).rename_tab("Hari Libur", "Libur kita")
    outcome = examined()["Tab"]
    assert outcome.state == "baik"
    assert "Hari Libur (kini Libur kita)" in outcome.found


def test_each_column_is_listed_with_how_it_was_recognised(book: Book, examined: Examine) -> None:
    """By its tag, and where the tag is lost by header, by another name, or by an ambiguous one."""
    people = People(book)
    for key in ("reg_number", "received_on", "channel"):
        untag(people, key)
    people.type("Register", "A3", "No")
    people.type("Register", "D3", "Tanggal Masuk")
    outcome = examined()["Kolom isian"]
    assert "dari nama yang mendua: A No = No. Registrasi" in outcome.details
    assert "dari nama lain: D Tanggal Masuk = Tanggal Diterima" in outcome.details
    assert "dari judul: F" in outcome.details
    assert "dari tanda: E, G–AM" in outcome.details
    assert outcome.state == "baik"


@pytest.mark.parametrize(
    ("ahead", "state", "found"),
    [
        (timedelta(seconds=30), "baik", "sesuai"),
        (timedelta(seconds=90), "perlu perhatian", "detik lebih cepat"),
        (timedelta(minutes=-10), "gagal", "10 menit terlambat"),
    ],
)
def test_the_clock_is_held_against_googles(
    examined: Examine, ahead: timedelta, state: str, found: str
) -> None:
    """Half a minute is nothing, a minute and a half is told, at five minutes tokens are refused."""
    outcome = examined(ahead)["Jam komputer"]
    assert (outcome.state, found in outcome.found) == (state, True)
    assert outcome.code == (UnreachableError.exit_code if state == "gagal" else 0)


def test_a_sheet_that_is_not_shared_names_the_address(
    examined: Examine, sheets: FakeSheets
) -> None:
    """All that depends on the sheet waits for it; what does not is still told, the clock too."""
    sheets.not_shared = True
    found = examined()
    assert found["Google Sheet"].state == "gagal"
    assert "masukkan alamat itu" in found["Google Sheet"].remedy
    assert JOB in found["Google Sheet"].found
    assert found["Jam komputer"].state == "baik"
    assert {found[n].found for n in ("Tab", "Hak sunting", "Hari libur")} == {
        "menunggu Google Sheet"
    }


def test_an_api_that_is_off_says_what_to_click(examined: Examine, sheets: FakeSheets) -> None:
    """The place in Google Cloud is named."""
    sheets.api_off = True
    assert "Google Sheets API > Aktifkan" in examined()["Google Sheet"].remedy


def test_a_sheet_that_does_not_exist_is_said_so(
    examined: Examine, sheets: FakeSheets, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address is to be copied again."""
    monkeypatch.setattr(book, "book_id", "1otherSpreadsheetIdThatNobodyHasSharedAAAAAA")
    sheets.before(sheets.books.clear)
    outcome = examined()["Google Sheet"]
    assert (outcome.state, outcome.code) == ("gagal", 12)
    assert "Salin lagi alamatnya" in outcome.remedy


def test_without_a_network_nothing_of_google_is_known(
    examined: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the sheet nor Google's clock."""
    monkeypatch.setattr(client, "ATTEMPTS", 1)
    found = examined(emulator="127.0.0.1:9")
    assert "tidak dapat dihubungi" in found["Google Sheet"].found
    assert found["Jam komputer"].state == "tidak diperiksa"


def test_a_viewer_is_told_to_become_an_editor(examined: Examine, sheets: FakeSheets) -> None:
    """Google shows nobody who may only look how to edit the tabs of the job."""
    sheets.read_only = True
    outcome = examined()["Hak sunting"]
    assert (outcome.state, outcome.code) == ("gagal", 12)
    assert f"jadikan {JOB} Editor" in outcome.remedy


def test_without_protections_editing_is_honestly_unknown(book: Book, examined: Examine) -> None:
    """A warning, and a protection of the office's own elsewhere, prove nothing."""
    for sheet in book.sheets:
        sheet.protections = {}
    outcome = examined()["Hak sunting"]
    assert outcome.state == "tidak diperiksa"
    assert "ketika program menulis" in outcome.found


def test_protections_of_the_office_count_where_the_job_writes(
    book: Book, examined: Examine
) -> None:
    """One over staff columns keeps the job from nothing, one over its own columns does."""
    owner = People(book, book.owner)
    owner.protect("Register", "D4:F100", [])
    assert examined()["Hak sunting"].state == "baik"
    owner.protect("Register", "A4:AP100", [])
    assert "pelindung pada tab Register" in examined()["Hak sunting"].found


def test_last_years_register_is_no_copy_to_be_deleted(book: Book, examined: Examine) -> None:
    """It has its own tags since its year, and its requests stand nowhere else."""
    staff = People(book, book.owner)
    copied(staff)
    staff.rename_tab("Salinan dari Register", "Register 2025")
    assert examined()["Tab salinan"].state == "baik"


@pytest.mark.parametrize(("cells", "shut"), [("A2:Q9", False), ("A1:Z9", True), ("R2:R9", True)])
def test_protections_on_the_objections_count_as_well(
    sheets: FakeSheets, cells: str, shut: bool
) -> None:
    """A check writes the results of objections too."""
    owner = People(adopted(sheets, GOOD, objections=[]), "kasubag@kpu.example")
    owner.protect(OBJECTIONS.tab, cells, [])
    opened = store(sheets)
    opened.read()
    closed = opened.inspect("Register", {}, 1).closed
    assert bool(closed) is shut and all(OBJECTIONS.tab in text for text in closed)


def test_a_blank_sheet_is_sent_to_init(sheets: FakeSheets, book: Book, examined: Examine) -> None:
    """The first thing to do is the one command that builds it."""
    book.sheets = empty_book().sheets
    book.tags = {}
    outcome = examined()["Judul kolom"]
    assert (outcome.state, outcome.code) == ("gagal", 11)
    assert outcome.remedy == f"Jalankan ppid-sheets init --register {book.book_id}"


def test_a_shrunken_register_is_known_before_the_check_refuses_it(
    book: Book, examined: Examine
) -> None:
    """What the next check would refuse, the doctor says today."""
    status = book.tab("Status Pemeriksaan")
    row = next(n for n, cells in enumerate(status.values, 1) if cells and cells[0] == "Permohonan")
    People(book, book.owner).type("Status Pemeriksaan", f"B{row}", 400)
    outcome = examined()["Siap diperiksa"]
    assert (outcome.state, outcome.code) == ("gagal", 13)


def test_an_edit_between_two_reads_ends_in_one_sentence(
    book: Book, sheets: FakeSheets, examined: Examine
) -> None:
    """A tab that vanishes meanwhile is missed where it is missing now: all is read once more."""
    sheets.before(lambda: People(book, book.owner).delete_tab("Register"), "getByDataFilter")
    outcome = examined()["Judul kolom"]
    assert (outcome.state, outcome.code) == ("gagal", 11)


@pytest.mark.parametrize(("month", "state"), [(11, "baik"), (12, "perlu perhatian")])
def test_next_years_list_is_missed_from_december_on(
    book: Book, examined: Examine, month: int, state: str
) -> None:
    """In November no new request reaches the next year yet."""
    lose_years(People(book), 2027)
    assert examined(now=NOW.replace(month=month, day=1))["Hari libur"].state == state


def test_an_offices_own_sheet_is_sent_to_init(book: Book, examined: Examine) -> None:
    """Before `init` every column is known by its header, and nothing of the job's is there."""
    own = make_book({"Buku tamu": [], "Register": grid(GOOD, OPEN)}, [JOB], rows=20)
    book.sheets, book.tags = own.sheets, {}
    found = examined()
    assert found["Kolom isian"].details == ("dari judul: A–AK",)
    assert found["Tab"].found.startswith("belum ada: Pilihan, Hari Libur, Petunjuk, Layanan")
    init = f"Jalankan: ppid-sheets init --register {book.book_id}"
    for name in ("Kolom otomatis", "Sorotan", "Pelengkap"):
        assert (found[name].state, found[name].remedy) == ("perlu perhatian", init)
    assert (found["Tab"].state, found["Tab"].code, found["Tab"].remedy) == ("gagal", 14, init)
    assert found["Hak sunting"].state == "tidak diperiksa"
    assert found["Hari libur"].state == "gagal"


def test_a_header_that_vanished_under_its_tags_is_unsafe(book: Book, examined: Examine) -> None:
    """The check would refuse to write, and the doctor says so with the same code."""
    People(book, book.owner).delete_rows("Register", 1, 3)
    outcome = examined()["Judul kolom"]
    assert (outcome.state, outcome.code) == ("gagal", 13)


@pytest.mark.parametrize("typed", ["ditimpa", None])
def test_columns_that_move_while_it_looks_are_no_fault(
    examined: Examine, book: Book, sheets: FakeSheets, typed: str | None
) -> None:
    """A read of two states is read again before the header is called wrong, or parts missing."""
    people = People(book)
    at = [*book.tab("Register").values[2]].index("Temuan")
    if typed:
        people.type("Register", f"{letters(at)}4", typed)
    sheets.before(lambda: people.insert_columns("Register", at), only="read", skip=2)
    found = examined()
    assert (found["Judul kolom"].state, found["Kolom otomatis"].state) == ("baik", "baik")
    assert not sheets.pending
