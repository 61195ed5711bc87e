"""Mail against a real server: what arrives, and what is said when it does not."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from ppid_sheets.alarms.post import DoubtError, Post
from ppid_sheets.config import Mail
from ppid_sheets.errors import AlarmError
from tests.alarms.server import (
    PASSWORD,
    USER,
    Box,
    certificate,
    dripping,
    free_port,
    serving,
)
from tests.build import SETTINGS

TO = "kasubag@kpu.example"
PLAIN = replace(SETTINGS.mail, server="127.0.0.1", channel="tanpa", sender="ppid@kpu.example")
LOGIN = replace(PLAIN, channel="starttls", user=USER, password=PASSWORD)


@pytest.fixture
def box() -> Box:
    """An empty box."""
    return Box()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate and its key."""
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def trusted(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This computer trusts the server's certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    yield


def mail(to: str = TO) -> EmailMessage:
    """A mail."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = PLAIN.sender, to, "PPID: 1 terlambat"
    made["Message-ID"] = "<1@kpu.example>"
    made.set_content("Isi é")
    return made


def send(settings: Mail, port: int, *mails: EmailMessage, **options: Any) -> None:
    """Send over one connection."""
    with Post(replace(settings, port=port), **options) as post:
        for one in mails:
            post.send(one)


def refusal(kind: type[AlarmError], settings: Mail, port: int, **options: Any) -> str:
    """The sentence with which a mail fails."""
    with pytest.raises(AlarmError) as caught:
        send(settings, port, mail(), **options)
    text = str(caught.value)
    assert type(caught.value) is kind and caught.value.exit_code == 16
    assert text.endswith(".") and "\n" not in text and PASSWORD not in text
    return text


def test_two_mails_arrive_over_one_connection(box: Box) -> None:
    """Each for its own address, with its Message-ID as it was given."""
    with serving(box) as port:
        send(PLAIN, port, mail(), mail("satu@kpu.example"))
    assert [envelope.rcpt_tos for envelope in box.mail] == [[TO], ["satu@kpu.example"]]
    assert b"Message-ID: <1@kpu.example>" in (box.mail[0].content or b"")


@pytest.mark.usefixtures("trusted")
def test_encrypted_and_logged_in(box: Box, files: tuple[Path, Path]) -> None:
    """STARTTLS first, then the password."""
    with serving(box, files) as port:
        send(LOGIN, port, mail())
    assert box.sessions == [(True, True)]


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_said_and_not_shown(box: Box, files: tuple[Path, Path]) -> None:
    """Nor is any other."""
    with serving(box, files) as port:
        text = refusal(AlarmError, replace(LOGIN, password="salah"), port)
    assert "sandinya ditolak" in text and "salah" not in text


def test_a_certificate_that_nobody_vouches_for_is_refused(
    box: Box, files: tuple[Path, Path]
) -> None:
    """The password does not go there."""
    with serving(box, files) as port:
        assert "sertifikatnya" in refusal(AlarmError, LOGIN, port)
    assert not box.mail


def test_a_server_without_encryption_gets_no_password(box: Box) -> None:
    """STARTTLS was asked for, so nothing is sent without."""
    with serving(box) as port:
        assert "surat.keamanan" in refusal(AlarmError, LOGIN, port)


def test_a_password_that_was_not_given(box: Box) -> None:
    """The variable is named."""
    text = refusal(AlarmError, replace(LOGIN, password=None), 1)
    assert "PPID_SURAT_SANDI" in text


def test_one_refused_address_does_not_keep_the_next_mail(box: Box) -> None:
    """The connection goes on."""
    box.refused = {TO}
    with serving(box) as port, Post(replace(PLAIN, port=port)) as post:
        with pytest.raises(AlarmError, match="ditolak"):
            post.send(mail())
        assert not post.lost
        post.send(mail("satu@kpu.example"))
    assert len(box.mail) == 1


def test_a_server_that_takes_no_mail(box: Box) -> None:
    """Its code is named; the mail certainly has not arrived."""
    box.answer = "552 over quota"
    with serving(box) as port:
        assert "kode 552" in refusal(AlarmError, PLAIN, port)


@pytest.mark.slow
def test_an_answer_that_does_not_come_leaves_a_doubt(box: Box) -> None:
    """The mail has arrived; only its sender does not know."""
    box.slow = 1.0
    with serving(box) as port:
        assert "tidak menjawab" in refusal(DoubtError, PLAIN, port, seconds=0.3)
    assert len(box.mail) == 1


def test_nobody_listens() -> None:
    """Nothing was sent, and that is known."""
    assert "tidak dapat dihubungi" in refusal(AlarmError, PLAIN, free_port())


def test_a_server_that_only_listens() -> None:
    """It takes the connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        text = refusal(AlarmError, PLAIN, deaf.getsockname()[1], seconds=0.2)
    assert "tidak menjawab" in text


@pytest.mark.parametrize(
    ("denial", "sentence"),
    [
        ("530 5.7.0 Must issue a STARTTLS command first", "surat.keamanan starttls atau ssl"),
        ("451 4.7.1 Greylisted", "menunda surat (kode 451)"),
        ("452 too many", "menunda surat (kode 452)"),
        ("550 no such mailbox", "alamat pengirim atau penerima ditolak"),
    ],
)
@pytest.mark.parametrize("at", ["recipient", "mail"])
def test_what_a_code_means_is_said(box: Box, denial: str, sentence: str, at: str) -> None:
    """Wherever it comes: a login that is wanted, a pause, an address that is none."""
    box.refused, box.denial = ({TO}, denial) if at == "recipient" else (set(), "")
    box.answer = denial
    with serving(box) as port:
        text = refusal(AlarmError, PLAIN, port)
    assert sentence in text or (at == "mail" and "kode 550" in text)


@pytest.mark.usefixtures("trusted")
def test_a_server_that_wants_a_login_first(box: Box, files: tuple[Path, Path]) -> None:
    """It says 530 to the sender, who is not the one to blame."""
    with serving(box, files) as port:
        text = refusal(AlarmError, replace(LOGIN, user="", password=None), port)
    assert "kode 530" in text and "surat.pengguna" in text


@pytest.mark.parametrize(
    "name", ["smtp..example.go.id", ".", f"{'a' * 64}.example", "smtp\0.example", "\udcff.example"]
)
@pytest.mark.parametrize("channel", ["tanpa", "ssl"])
def test_a_name_that_cannot_be_sent_is_no_traceback(name: str, channel: Any) -> None:
    """It is named, for the settings to be mended."""
    text = refusal(AlarmError, replace(PLAIN, server=name, channel=channel), 25)
    assert "nama server yang sah" in text or "tidak dapat dihubungi" in text


@pytest.mark.parametrize(("user", "password"), [("ppid\xe9", PASSWORD), (USER, "kunci\xe9\udcff")])
def test_letters_that_no_server_reads_are_said_before_anything_is_sent(
    user: str, password: str
) -> None:
    """Not one of them is shown."""
    text = refusal(AlarmError, replace(LOGIN, user=user, password=password), 1)
    assert "di luar ASCII" in text and "PPID_SURAT_SANDI" in text and text.isascii()


def test_a_computer_with_a_name_of_its_own_kind(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    """The greeting is one that every server reads."""
    monkeypatch.setattr(socket, "getfqdn", lambda: "komputer-kasubag\xe9 1")
    with serving(box) as port:
        send(PLAIN, port, mail())
    assert len(box.mail) == 1


def test_a_server_that_speaks_a_letter_at_a_time_is_not_waited_for() -> None:
    """Each letter comes in time, the whole answer never does."""
    with dripping(b"", b"5", 0.02) as port:
        began = time.monotonic()
        text = refusal(AlarmError, PLAIN, port, seconds=0.1)
    assert "tidak menjawab" in text
    assert time.monotonic() - began < 5
