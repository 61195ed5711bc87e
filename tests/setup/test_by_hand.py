"""Somebody answers the set-up's questions; stopped anywhere and taken up again it ends alike."""

import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from ppid_sheets.cli.setup.respondents import AtTerminal
from ppid_sheets.cli.setup.steps import go_through
from ppid_sheets.errors import AlarmError
from tests.alarms.server import PASSWORD, USER, Box, certificate, free_port, serving
from tests.setup.premises import FILE_ANSWERS, Premises, Typist

FILE_QUESTIONS = 6
GOOGLE_QUESTIONS = 12


def stops(questions: int, one: int) -> list[object]:
    """Every question; one of them speaks for all where no time is."""
    marks = {True: (), False: pytest.mark.slow}
    return [pytest.param(at, marks=marks[at == one]) for at in range(questions)]


def google_answers(premises: Premises) -> Mapping[str, str]:
    """What somebody types who has a Google Sheet."""
    return {"Register berada": "google", "Alamat Google Sheet": premises.url}


def test_a_file_with_enter_alone(premises: Premises, capsys: pytest.CaptureFixture[str]) -> None:
    """Each question has a default; at the end the register is there and is checked by itself."""
    typist = Typist()
    assert premises.by_hand(typist) == 0
    assert len(typist.asked) == FILE_QUESTIONS
    out = capsys.readouterr().out
    assert "Register baru dibuat: register.xlsx" in out and "Semua baik." in out
    world = premises.world()
    assert world["folder"] == ["ppid.toml", "register.xlsx"]
    assert "state/enabled" in str(world["schedules"])
    assert str(world["settings"]).splitlines()[1:] == ['register = "register.xlsx"']


@pytest.mark.slow
def test_a_google_sheet_with_enter_and_its_address(
    premises: Premises, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pages open one after the other, the key is found and put away, the sheet is built."""
    premises.google()
    typist = Typist(google_answers(premises))
    assert premises.by_hand(typist) == 0
    assert len(typist.asked) == GOOGLE_QUESTIONS
    assert [page.split("/")[2] for page in premises.pages] == [
        "sheets.new",
        *["console.cloud.google.com"] * 3,
        "docs.google.com",
    ]
    key = premises.folder / "credentials.json"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert not list(premises.downloads.iterdir())
    out = capsys.readouterr().out
    assert "tempel ppid-sheets@ppid-register.iam.gserviceaccount.com, pilih Editor" in out
    assert "Semua" in out or "Mulai dari" in out
    assert premises.book.tab("Register")


@pytest.mark.slow
def test_twice_changes_nothing(premises: Premises) -> None:
    """Whoever runs it again is asked about what they declined, and nothing else."""
    premises.by_hand(Typist())
    before, again = premises.world(), Typist()
    stamp = (premises.folder / "register.xlsx").stat()
    assert premises.by_hand(again) == 0
    assert [question[:12] for question in again.asked] == ["Server surat"]
    assert premises.world() == before
    assert (premises.folder / "register.xlsx").stat().st_mtime_ns == stamp.st_mtime_ns


@pytest.mark.slow
@pytest.mark.parametrize("stop", stops(FILE_QUESTIONS, 3))
def test_stopped_anywhere_a_file_ends_alike(premises: Premises, stop: int) -> None:
    """After Ctrl+C at that question the second run does the rest."""
    with pytest.raises(KeyboardInterrupt):
        premises.by_hand(Typist(FILE_ANSWERS, stop))
    assert premises.by_hand(Typist(FILE_ANSWERS)) == 0
    world = premises.world()
    assert (world["folder"], world["done"]) == (
        ["ppid.toml", "register.xlsx"],
        [True, True, False, True, True],
    )
    assert str(world["settings"]).splitlines()[1:] == ['register = "register.xlsx"']


@pytest.mark.slow
@pytest.mark.parametrize("stop", stops(GOOGLE_QUESTIONS, 8))
def test_stopped_anywhere_a_sheet_ends_alike(premises: Premises, stop: int) -> None:
    """The same with the key downloaded, the sheet shared or neither."""
    premises.google()
    answers = google_answers(premises)
    with pytest.raises(KeyboardInterrupt):
        premises.by_hand(Typist(answers, stop))
    assert premises.by_hand(Typist(answers)) == 0
    world = premises.world()
    assert (world["folder"], world["downloads"], world["done"]) == (
        ["credentials.json", "ppid.toml"],
        [],
        [True] * 4 + [False] + [True] * 2,
    )
    assert str(world["settings"]).splitlines()[1:] == [f'register = "{premises.url}"']


def mail_answers(port: int) -> dict[str, str]:
    """What somebody types who has a mail server."""
    return {
        "Server surat": "127.0.0.1",
        "Port server": str(port),
        "Pengamanan": "tanpa",
        "Alamat pengirim": "ppid@kpu.example",
        "Alamat Kasubag": "Ibu K <kasubag@kpu.example>",
    }


@pytest.mark.slow
def test_a_test_mail_leaves_before_the_server_is_written(premises: Premises) -> None:
    """It goes to the Kasubag; what is like the default is not written; the second run asks none."""
    with serving(box := Box()) as port:
        premises.by_hand(Typist(mail_answers(port)))
        assert [mail.rcpt_tos for mail in box.mail] == [["kasubag@kpu.example"]]
        again = Typist()
        premises.by_hand(again)
        assert (again.asked, len(box.mail)) == ([], 1)
    text = (premises.folder / "ppid.toml").read_text()
    assert "[surat]" in text and "pengguna" not in text and "Ibu K <kasubag@kpu.example>" in text


@pytest.mark.slow
def test_a_password_is_kept_where_the_schedules_look(
    premises: Premises, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For its owner alone, beside other lines; a wrong one is not kept, the right one once."""
    certified = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certified[0]))
    kept = premises.folder / "ppid.env"
    kept.write_text("LAIN='a b'\n")
    with serving(box := Box(), certified) as port:
        answers = {**mail_answers(port), "Pengamanan": "starttls", "Nama pengguna": USER}
        wrong = Typist(answers, password="keliru")
        with pytest.raises(AlarmError, match="ditolak"):
            premises.by_hand(wrong, once=True)
        assert kept.read_text() == "LAIN='a b'\n"
        assert premises.by_hand(Typist(answers, password=PASSWORD)) == 0
        again = Typist()
        assert premises.by_hand(again) == 0
        assert (again.asked, len(box.mail)) == ([], 1)
    assert kept.read_text() == f"LAIN='a b'\nPPID_SURAT_SANDI={PASSWORD}\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert PASSWORD not in (premises.folder / "ppid.toml").read_text()
    assert b"EnvironmentFile" in b"".join(premises.machine.kept.values())


@pytest.mark.slow
def test_a_server_that_does_not_answer_is_not_written(premises: Premises) -> None:
    """Somebody who then wants none goes on without."""
    typist = Typist(mail_answers(free_port()))
    servers = 0

    def resigned(question: str) -> str:
        nonlocal servers
        servers += question.startswith("Server surat")
        return "-" if servers > 1 and question.startswith("Server surat") else typist(question)

    assert go_through(premises.work(AtTerminal(resigned, resigned))) == 0
    assert servers == 2
    assert "surat" not in (premises.folder / "ppid.toml").read_text()
