"""What a run says from memory: what vanished or changed, until it is undone or acknowledged."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.archive.database import FILE
from tests.archive.desk import Desk, codes, messages, page
from tests.build import GOOD, OPEN

SECOND = {
    **OPEN,
    "reg_number": "002/PPID/XI/2026",
    "applicant_name": "Contoh Kedua",
    "id_number": "1906015203900002",
    "phone": "081200000002",
    "email": "kedua@example.com",
    "address": "Jl. Contoh 2",
    "information": "Anggaran",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two requests that one run has seen."""
    made = Desk(tmp_path / "data", GOOD, SECOND)
    assert codes(made.run()) == []
    return made


def test_nothing_happened_nothing_is_said(desk: Desk) -> None:
    """Sorted rows, blank rows and a request that goes on are nobody's concern."""
    desk.rows = [{**SECOND, "disposition_no": "13/ND"}, {}, dict(GOOD)]
    assert codes(desk.run()) == []


def test_a_request_that_is_gone(desk: Desk) -> None:
    """Its number, when it was last seen, and how to get it back."""
    del desk.rows[1]
    (finding,) = desk.run().findings
    assert (finding.row, finding.code, finding.severity) == (0, "M01", "galat")
    assert finding.message == (
        "permohonan 002/PPID/XI/2026 hilang dari register; terakhir terlihat 23/11/2026 pukul 09.15"
        " (tercatat 23/11/2026)"
    )
    assert "restore --missing" in finding.remedy


def test_a_finding_stays_as_it_is_until_it_is_undone(desk: Desk) -> None:
    """The next runs say the same words; the row put back says no more."""
    lost = desk.rows.pop()
    first = messages(desk.run())
    desk.now += timedelta(days=9)
    assert messages(desk.run()) == first
    desk.rows.insert(0, lost)
    assert codes(desk.run()) == []


CHANGES: Mapping[str, tuple[int, dict[str, Any], str]] = {
    "number": (1, {"reg_number": "009/PPID/XI/2026"},
               "M02 nomor registrasi 002/PPID/XI/2026 berubah menjadi 009/PPID/XI/2026"),
    "no number": (1, {"reg_number": ""},
                  "M02 nomor registrasi 002/PPID/XI/2026 berubah menjadi (kosong)"),
    "received": (1, {"received_on": date(2026, 11, 10)},
                 "M03 Tanggal Diterima permohonan 002/PPID/XI/2026 berubah: "
                 "09/11/2026 → 10/11/2026"),
    "received unreadable": (1, {"received_on": "Contoh Pemohon"},
                            "M03 Tanggal Diterima permohonan 002/PPID/XI/2026 berubah: "
                            "09/11/2026 → (tidak terbaca)"),
    "decision": (0, {"decision": "Ditolak"},
                 "M04 Keputusan permohonan 001/PPID/XI/2026 berubah sesudah disupervisi: "
                 "Dikabulkan Seluruhnya → Ditolak"),
    "no decision": (0, {"decision": "proses"},
                    "M05 Keputusan permohonan 001/PPID/XI/2026 dikosongkan, semula "
                    "Dikabulkan Seluruhnya"),
    "no notice": (0, {"notified_on": None},
                  "M05 Tanggal Pemberitahuan Tertulis permohonan 001/PPID/XI/2026 dikosongkan, "
                  "semula 13/11/2026"),
    "not given": (0, {"given_on": ""},
                  "M05 Tanggal Pemberian Informasi permohonan 001/PPID/XI/2026 dikosongkan, "
                  "semula 13/11/2026"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_said_of_a_change(desk: Desk, name: str) -> None:
    """Each alteration has its code and its old and new values; undone it is said no more."""
    at, changed, wanted = CHANGES[name]
    before = desk.rows[at]
    desk.rows[at] = before | changed
    (finding,) = desk.run().findings
    assert f"{finding.code} {finding.message}" == f"{wanted} (tercatat 23/11/2026)"
    desk.rows[at] = before
    assert codes(desk.run()) == []


@pytest.mark.parametrize(
    ("at", "changed"),
    [
        (1, {"decision": "Ditolak", "notified_on": date(2026, 11, 20)}),
        (1, {"reg_number": "002 / ppid / XI / 2026"}),
        (0, {"decision": "dikabulkan seluruhnya"}),
        (0, {"notified_on": date(2026, 11, 12)}),
        (0, {"applicant_name": "Contoh Lain", "remarks": "dibetulkan"}),
    ],
)
def test_what_is_nobodys_concern(desk: Desk, at: int, changed: dict[str, Any]) -> None:
    """An answer, another spelling, a corrected name."""
    desk.rows[at] |= changed
    assert codes(desk.run()) == []


def test_a_decision_may_change_before_it_is_reviewed(desk: Desk) -> None:
    """Only what the Kasubag has seen is a concern."""
    desk.rows[1] |= {"decision": "Ditolak"}
    desk.run()
    desk.rows[1] |= {"decision": "Dikabulkan Sebagian"}
    assert codes(desk.run()) == []


def test_a_slip_of_the_pen_may_be_mended(desk: Desk) -> None:
    """A date that lay in the future was no fact yet."""
    desk.rows.append({**OPEN, "reg_number": "003/PPID/XI/2026", "received_on": date(2026, 12, 9)})
    desk.run()
    desk.rows[2]["received_on"] = date(2026, 11, 9)
    assert codes(desk.run()) == []


def test_a_date_that_moves_twice_is_one_finding(desk: Desk) -> None:
    """From what it was first to what it is now; back at the start it is none."""
    for day in (10, 11):
        desk.rows[1]["received_on"] = date(2026, 11, day)
        found = desk.run()
    (message,) = messages(found)
    assert "09/11/2026 → 11/11/2026" in message
    desk.rows[1]["received_on"] = date(2026, 11, 9)
    assert codes(desk.run()) == []


def test_what_the_kasubag_acknowledges_is_said_no_more(desk: Desk) -> None:
    """A word beside a finding ends that one for good; the other stays."""
    desk.rows[0]["given_on"] = None
    del desk.rows[1]
    found = desk.run()
    gone = codes(found).index("M01")
    assert codes(desk.run(page(found, {gone: "ya, salah catat"}))) == ["M05"]
    assert codes(desk.run()) == ["M05"]


def test_a_word_beside_another_state_of_things_acknowledges_nothing(desk: Desk) -> None:
    """What was acknowledged is what stood there; the date has moved on since."""
    desk.rows[1]["received_on"] = date(2026, 11, 10)
    found = desk.run()
    desk.rows[1]["received_on"] = date(2026, 11, 11)
    desk.run()
    assert codes(desk.run(page(found, {0: "ya"}))) == ["M03"]


def test_after_an_acknowledgement_the_next_change_is_a_new_finding(desk: Desk) -> None:
    """It starts from what was acknowledged."""
    desk.rows[1]["received_on"] = date(2026, 11, 10)
    desk.run(page(desk.run(), {0: date(2026, 11, 23)}))
    desk.rows[1]["received_on"] = date(2026, 11, 11)
    (message,) = messages(desk.run())
    assert "10/11/2026 → 11/11/2026" in message


def test_a_dry_run_reads_and_writes_nothing(desk: Desk) -> None:
    """It says what is so, heeds what was acknowledged, and leaves the file as it was."""
    lost = desk.rows.pop()
    file = desk.settings.archive_folder / FILE
    before = file.read_bytes()
    found = desk.run(read_only=True)
    assert codes(found) == ["M01"]
    assert codes(desk.run(page(found, {0: "ya"}), read_only=True)) == ["M01"]
    assert file.read_bytes() == before
    desk.rows.append(lost)
    assert codes(desk.run()) == []


def test_a_row_that_says_nothing_yet_is_no_loss(desk: Desk) -> None:
    """A date typed in the wrong place and taken out again."""
    desk.rows.append({"received_on": date(2026, 11, 20)})
    desk.run()
    desk.rows.pop()
    assert codes(desk.run()) == []


def test_a_request_without_a_number_is_named_by_its_day(desk: Desk) -> None:
    """Its row alone would tell nothing once it is gone."""
    desk.rows[1]["reg_number"] = ""
    desk.run()
    desk.rows.pop()
    assert "permohonan tanpa nomor registrasi (diterima 09/11/2026) hilang" in " ".join(
        messages(desk.run())
    )


def test_a_missing_column_is_no_emptied_answer(desk: Desk) -> None:
    """A column that is not recognised has a finding of its own."""
    desk.without = ("decision", "reg_number")
    assert codes(desk.run()) == []
    desk.without = ()
    assert codes(desk.run()) == []


def test_no_personal_data_is_said(desk: Desk) -> None:
    """Whatever happens, messages name numbers, dates and decisions."""
    desk.rows[0] |= {"decision": "Pak Contoh menolak", "received_on": "hari Pak Contoh"}
    del desk.rows[1]
    found = desk.run()
    assert sorted(codes(found)) == ["M01", "M03", "M04"]
    for text in messages(found):
        assert "Pak Contoh" not in text and "Kedua" not in text and "Anggaran" not in text


def test_a_clock_set_back_is_said(desk: Desk) -> None:
    """Nothing is lost, and what the archive says of time is in doubt until it is put right."""
    desk.now -= timedelta(days=40)
    assert codes(desk.run()) == ["M09"]
    desk.now += timedelta(days=41)
    assert codes(desk.run()) == []


def test_an_unchanged_register_costs_one_small_write(desk: Desk) -> None:
    """A year of such runs adds nothing but the days."""
    file = desk.settings.archive_folder / FILE
    size = file.stat().st_size
    for _ in range(50):
        desk.run()
    assert file.stat().st_size == size


def test_the_file_is_its_owners_alone(desk: Desk) -> None:
    """Rights that somebody widened are narrowed again."""
    file = desk.settings.archive_folder / FILE
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    desk.run()
    assert file.stat().st_mode & 0o777 == 0o600
