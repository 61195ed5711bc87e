"""Answers from a file: what is missing takes its default, what is wrong is one sentence."""

import json
from pathlib import Path

import pytest

from ppid_sheets.cli import main
from ppid_sheets.errors import SettingsError, UnreachableError
from tests.setup.premises import Premises

ANSWERS = Path("jawaban.toml")


@pytest.mark.slow
def test_a_file_of_answers_does_it_all(premises: Premises) -> None:
    """And does nothing the second time."""
    ANSWERS.write_text('register = "meja.xlsx"\njadwal = "cron"\npengawas = true\n')
    assert main(["setup", "--answers", "jawaban.toml"]) == 0
    assert b"ppid_sheets watch" in (premises.machine.crontab or b"")
    before = premises.world()
    assert main(["setup", "--answers", "jawaban.toml"]) == 0
    assert premises.world() == before and Path("meja.xlsx").exists()


@pytest.mark.slow
def test_a_google_sheet_by_its_address_alone(premises: Premises) -> None:
    """The address tells that it is one; the key is the newest download."""
    premises.google()
    premises.download()
    premises.share()
    assert premises.unattended(tempat="google", register=premises.url, jadwal="tidak") == 0
    assert premises.book.tab("Register")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("jadwl = 'cron'", "maksudnya 'jadwal'"),
        ("jadwal = 'kalender'", "salah satu dari systemd, cron"),
        ("jadwal = true", "harus teks"),
        ("pengawas = 'ya'", "harus ya atau tidak"),
        ("tempat = 'awan'", "salah satu dari berkas, google"),
        ("tempat = 'google'", "'register' kosong"),
        ("tempat = 'google'\nregister = 'a.xlsx'", "bukan alamat Google Sheet"),
        ("register = 'register.ods'", "harus berkas .xlsx"),
        ("register = 'tidak/ada/register.xlsx'", "folder yang tidak ada"),
        ("register = 'https://example.com/a'", "bukan alamat Google Sheet"),
        ("register = 5", "harus teks"),
        ("[surat]\nport = 0", "harus bilangan bulat 1 sampai"),
        ("[surat]\nport = '25'", "harus bilangan bulat"),
        ("[surat]\nkasubag = 'bukan alamat'", "harus satu alamat surat"),
        ("register = ", "bukan TOML"),
    ],
)
def test_a_wrong_answer_is_one_sentence(
    premises: Premises, text: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is done."""
    ANSWERS.write_text(text)
    assert main(["setup", "--answers", "jawaban.toml"]) == 10
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1
    assert [path.name for path in premises.folder.iterdir()] == ["jawaban.toml"]
    assert premises.machine.kept == {}


def test_a_file_of_answers_that_is_not_there(
    premises: Premises, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence."""
    assert main(["setup", "--answers", "jawaban.toml"]) == 10
    assert "tidak dapat dibaca" in capsys.readouterr().err


def test_nobody_to_ask_is_one_sentence(
    premises: Premises, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal, and without answers."""
    assert main(["setup"]) == 2
    assert "--answers" in capsys.readouterr().err
    assert list(premises.folder.iterdir()) == []


@pytest.mark.slow
def test_settings_stay_as_they_were_written(
    premises: Premises, capsys: pytest.CaptureFixture[str]
) -> None:
    """Remarks and other keys stay; another register is named only on agreement."""
    before = '# kantor kami\nregister = "lama.xlsx" # sejak 2024\n\n[kantor]\nkota = "Manggar"\n'
    Path("ppid.toml").write_text(before)
    assert premises.unattended(register="baru.xlsx", jadwal="tidak") == 0
    assert Path("ppid.toml").read_text() == before
    assert "tidak diganti" in capsys.readouterr().out
    assert premises.unattended(register="baru.xlsx", jadwal="tidak", ganti=True) == 0
    assert Path("ppid.toml").read_text() == before.replace("lama", "baru")


@pytest.mark.slow
def test_a_key_that_cannot_be_used_is_replaced_only_on_agreement(premises: Premises) -> None:
    """What lay there is set aside, not lost."""
    premises.google()
    premises.share()
    place = premises.folder / "credentials.json"
    place.write_text("{}")
    premises.downloads.joinpath("kunci.json").write_text(json.dumps(premises.key()))
    answers = {"tempat": "google", "register": premises.url, "jadwal": "tidak"}
    with pytest.raises(SettingsError, match="tidak diganti"):
        premises.unattended(**answers)
    assert place.read_text() == "{}"
    assert premises.unattended(**answers, ganti=True) == 0
    assert [path.read_text() for path in premises.folder.glob("*.rusak-*")] == ["{}"]


@pytest.mark.slow
def test_a_sheet_that_is_not_shared_ends_with_its_sentence(premises: Premises) -> None:
    """Nobody is waited for; the key is in place for the next time."""
    premises.google()
    premises.download()
    premises.at_page.clear()
    with pytest.raises(UnreachableError, match="Bagikan"):
        premises.unattended(tempat="google", register=premises.url, jadwal="tidak")
    premises.share()
    assert premises.unattended(tempat="google", register=premises.url, jadwal="tidak") == 0
