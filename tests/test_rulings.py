"""`[aturan]`: how grave an office takes findings, and what it does not want to see."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ppid_sheets import config
from ppid_sheets.archive.ages import Life
from ppid_sheets.archive.remember import remembered
from ppid_sheets.checks.judge import Judged, judge
from ppid_sheets.checks.rulings import FIRM
from ppid_sheets.cli import main
from ppid_sheets.config import Ruling, Settings
from ppid_sheets.errors import SettingsError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs import ruled_settings
from ppid_sheets.jobs.finding_codes import entries
from ppid_sheets.register.values import Snapshot
from ppid_sheets.reports.month.notes import _counting
from tests.build import CALENDAR, GOOD, OPEN, SETTINGS, TODAY, grid
from tests.memory import MemoryStore

UNDATED = {**GOOD, "notified_on": None, "given_on": None}
"""Decided without a date: L04, a *galat*."""
LATE = {
    **OPEN,
    "received_on": date(2026, 10, 1),
    "reg_number": "002/PPID/X/2026",
    "extended_on": date(2026, 11, 2),
    "extension_reason": "sebab",
}
"""Extended after the first due date: T07, a *peringatan*."""


def tabs() -> dict[str, Any]:
    """A register of both."""
    holidays = [["Tanggal", "Jenis", "Keterangan", "Dasar"]]
    holidays += [[h.day, h.kind, h.name, h.basis] for h in CALENDAR.holidays]
    lists = [["Petugas"], ["Petugas Satu"], ["Petugas Dua"]]
    return {"Register": grid(UNDATED, LATE), "Pilihan": lists, "Hari Libur": holidays}


def office(**said: Ruling) -> Settings:
    """An office with these rulings."""
    return replace(SETTINGS, rulings=said)


def found(settings: Settings) -> Judged:
    """What is found in the register."""
    return judge(Snapshot(tabs()), settings, TODAY)


def test_a_code_that_is_off_counts_for_nothing_else() -> None:
    """Neither shown nor counted; deadlines are what they were."""
    usual, without = found(office()), found(office(L04=False))
    assert "L04" in {f.code for f in usual.findings}
    assert [f for f in usual.findings if f.code != "L04"] == list(without.findings)
    assert {f.code for f in without.hidden} == {"L04"}
    assert without.severities["galat"] == usual.severities["galat"] - 1
    assert without.deadlines.equals(usual.deadlines)


def test_a_severity_is_the_offices_own() -> None:
    """In the count, in the sentence, and on the page."""
    usual, mild = found(office()), found(office(T07="info"))
    (one,) = [f for f in mild.findings if f.code == "T07"]
    assert one.severity == "info" and "info: " in one.sentence
    assert mild.severities["info"] == usual.severities["info"] + 1
    assert found(office(T07="galat")).severities["galat"] == usual.severities["galat"] + 1


def refusal(folder: Path, text: str) -> str:
    """The sentence with which a file is refused."""
    path = folder / "ppid.toml"
    path.write_text(f"[aturan]\n{text}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        ruled_settings.load(path)
    assert "\n" not in str(caught.value) and str(caught.value).startswith(str(path))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("R05 = false", "'aturan.R05' tidak dapat dimatikan, sebab batas waktu dihitung menurut"),
        ('T01 = "info"', "'aturan.T01' tidak dapat diturunkan, sebab batas waktu dihitung dari"),
        ('M01 = "peringatan"', "'aturan.M01' tidak dapat diturunkan, sebab permohonan yang hilang"),
        ('T7 = "info"', "'aturan.T7' bukan kode temuan; maksudnya 'T07'?"),
        ("l04 = false", "'aturan.l04' bukan kode temuan; maksudnya 'L04'?"),
        ("XYZ = false", "'aturan.XYZ' bukan kode temuan; maksudnya '"),
        ('T07 = "warning"', "'aturan.T07' harus salah satu dari galat, peringatan, info, atau"),
        ("T07 = 1", "'aturan.T07' harus salah satu dari"),
        ("T07 = []", "'aturan.T07' harus salah satu dari"),
        ("[aturan.T07]\ntingkat = 1", "kunci 'aturan.T07.tingkat' tidak dikenal"),
    ],
)
def test_a_wrong_ruling_is_refused_in_one_sentence(tmp_path: Path, text: str, part: str) -> None:
    """With its key, and the reason or the nearest code."""
    assert part in refusal(tmp_path, text)


def test_what_stays_as_it_is_is_no_ruling(tmp_path: Path) -> None:
    """`true`, and a firm code that stays *galat*."""
    path = tmp_path / "ppid.toml"
    path.write_text('[aturan]\nT07 = true\nR05 = "galat"\n', encoding="utf-8")
    assert ruled_settings.load(path).rulings == {"R05": "galat"}
    assert config.load(path) == config.load(path)


def test_firm_codes_are_there_and_galat() -> None:
    """A rule that is renamed or becomes milder leaves the list."""
    severities = {entry.code: entry.severities for entry in entries()}
    assert {code: severities.get(code) for code in FIRM} == dict.fromkeys(FIRM, ("galat",))


class Days:
    """One register and its memory, a run a day."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.day, self.store = folder, TODAY, MemoryStore(tabs())

    def run(self, said: Mapping[str, Ruling]) -> jobs.Checked:
        """The next day's check."""
        now = datetime.combine(self.day, time(8), ZoneInfo("Asia/Jakarta"))
        settings = replace(SETTINGS, archive_folder=self.folder, rulings=said)
        with remembered(Path("register.xlsx"), settings, now) as memory:
            checked = jobs.check(
                self.store, settings, self.day, local_time=lambda: now, memory=memory
            )
            assert memory and not memory.trouble
        self.day += timedelta(days=1)
        return checked


def of_code(lives: tuple[Life, ...], code: str) -> list[Life]:
    """The lives of one code."""
    return [life for life in lives if life.code == code]


def test_what_is_switched_off_was_mended_by_nobody(tmp_path: Path) -> None:
    """It is gone from view, and back with its age once it is switched on again."""
    days = Days(tmp_path)
    days.run({})
    off = days.run({"L04": False}).verdict.living.lives
    assert not of_code(off.found, "L04")
    still = days.run({"L04": False}).verdict.living.lives
    assert not of_code(still.found, "L04")
    (back,) = of_code(days.run({}).verdict.living.lives.open, "L04")
    assert (back.since, back.new) == (TODAY, False)


def test_lives_have_the_severity_in_force(tmp_path: Path) -> None:
    """What was remembered as a warning counts as the office takes it now."""
    days = Days(tmp_path)
    days.run({})
    (life,) = of_code(days.run({"T07": "info"}).verdict.living.lives.open, "T07")
    assert life.severity == "info"


def test_a_memorys_own_findings_are_ruled_too(tmp_path: Path) -> None:
    """A changed number stays remembered, and is not shown."""
    days = Days(tmp_path)
    days.run({})
    sheet = days.store.tabs["Register"]
    sheet[1][sheet[0].index("No. Registrasi")] = "009/PPID/XI/2026"
    assert "M02" not in {f.code for f in days.run({"M02": False}).verdict.findings}
    assert "M02" in {f.code for f in days.run({}).verdict.findings}


def test_people_see_what_is_in_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`explain`, `config` and the month's *Keterangan*."""
    monkeypatch.chdir(tmp_path)
    Path("ppid.toml").write_text('[aturan]\nT07 = "info"\nL04 = false\n', encoding="utf-8")
    said = {}
    for code in ("T07", "L04", "T08", "R05"):
        assert main(["explain", code]) == 0
        said[code] = capsys.readouterr().out
    assert said["T07"].startswith("T07 (peringatan; menurut [aturan] di ppid.toml: info)")
    assert "menurut [aturan] di ppid.toml: tidak ditampilkan)" in said["L04"]
    assert said["T08"].startswith("T08 (kesalahan)\n")
    assert "tidak dapat dimatikan atau diturunkan, sebab" in said["R05"]
    assert main(["config"]) == 0
    shown = capsys.readouterr().out
    assert '[aturan]\nT07 = "info"' in shown and "L04 = false" in shown
    lines = dict(_counting(config.load()))
    assert lines["Tingkat temuan"] == (
        "Menurut pengaturan kantor: T07 info dan L04 tidak ditampilkan."
    )
