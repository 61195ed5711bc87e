"""The Kasubag learns of each issue of a month's workbook: in one mail, once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ppid_sheets.alarms import between_runs
from ppid_sheets.alarms.post import DoubtError
from ppid_sheets.common.month import Month
from ppid_sheets.jobs.report_monthly import WantedReport, report_monthly
from ppid_sheets.register import layout
from tests.build import GOOD
from tests.running.office import KASUBAG, TOML, Office, at

MORNING, NEXT = "2026-12-02 08:15", "2026-12-03 08:15"
MORE = {**GOOD, "reg_number": "002/PPID/XI/2026", "information": "Anggaran"}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with an archive, which keeps the issues."""
    return Office(tmp_path, monkeypatch, TOML.replace("aktif = false", ""))


@pytest.mark.slow
def test_each_issue_is_told_once_with_what_changed(office: Office) -> None:
    """Name, place and three figures; of a second issue also what differs from the first."""
    office.open(GOOD)
    office.run("2026-12-01 22:00")
    assert "terbitan" not in office.arrived().get(KASUBAG, "")
    office.run(MORNING)
    (said,) = [line for line in office.arrived()[KASUBAG].splitlines() if ", terbitan 1" in line]
    assert said.startswith("- November 2026, terbitan 1: Laporan-PPID-2026-11.xlsx ada di ")
    assert said.endswith("Diterima 1, Selesai 1 dan Sisa 0.")
    assert "terbitan" not in str(office.run("2026-12-02 09:15")) + str(office.arrived())
    office.open(GOOD, MORE)
    wanted = WantedReport(Month(2026, 11), office.settings.report_folder, at("2026-12-02 10:00"))
    assert report_monthly(office.where, office.store, office.settings, wanted).issue
    assert "November 2026, terbitan 2" in office.run(MORNING, show=True).shown[-1]
    office.run("2026-12-02 11:15")
    assert (
        "Dibanding terbitan 1: Diterima 1 menjadi 2 dan Selesai 1 menjadi 2."
        in (office.arrived()[KASUBAG])
    )
    office.run(NEXT)
    assert "terbitan" not in str(office.arrived())


def test_a_mail_in_doubt_goes_again_as_it_was(office: Office) -> None:
    """Another day as well: the same Message-ID, so that it is not there twice."""
    office.open(GOOD)
    office.settings = replace(
        office.settings, mail=replace(office.settings.mail, attach_report=True)
    )
    office.trouble = DoubtError("terputus", "jalankan lagi")
    office.run(MORNING)
    office.trouble = None
    (lost,) = [one for one in between_runs.peek(office.path).people.values() if one.pending]
    office.run(NEXT)
    (sent,) = [mail for mail in office.mail if "laporan November" in str(mail["Subject"])]
    (part,) = sent.iter_attachments()
    assert part.get_filename() == "Laporan-PPID-2026-11-terbitan-1.xlsx"
    workbook = office.settings.report_folder / "Laporan-PPID-2026-11.xlsx"
    assert part.get_content() == workbook.read_bytes()
    assert lost.pending and sent["Date"].datetime.date() == date(2026, 12, 2)


@pytest.mark.slow
def test_without_an_archive_the_file_itself_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies in the folder of reports, and is told of once."""
    office = Office(tmp_path, monkeypatch)
    office.open(GOOD)
    office.run(MORNING)
    assert "November 2026, terbitan 1: " in office.arrived()[KASUBAG]
    office.run(NEXT)
    assert "terbitan" not in str(office.arrived())


@pytest.mark.slow
def test_the_pages_name_the_workbook_that_was_issued(office: Office) -> None:
    """With its day, as soon as the run that issued it is over; the next run changes nothing."""
    office.open(GOOD)
    office.run("2026-12-02 08:00")
    name = "Laporan-PPID-2026-11.xlsx tanggal 02/12/2026"
    pages = office.store.read().pages
    assert ["Laporan bulanan terakhir", None, name] in [list(row) for row in pages[layout.STATUS]]
    assert any(name in str(row[0]) for row in pages[layout.DAILY] if row)
    office.run("2026-12-02 08:00")
    again = office.store.read().pages
    assert {**again, layout.STATUS: ()} == {**pages, layout.STATUS: ()}
