"""Hands mail to an SMTP server, and says in our words what went wrong."""

import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from ppid_sheets.common.bounded import within
from ppid_sheets.config import Mail
from ppid_sheets.errors import AlarmError

SECONDS = 20.0
"""For each answer of the server."""
ANSWERS = 3
"""So many of them may be as slow: a server that sends a byte now and then is not waited for."""
_PASSING = (421, 450, 451, 452)
_UNPROTECTED = 530
_HOST = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*")


class DoubtError(AlarmError):
    """The server's answer was lost: the mail may have arrived."""


class Post:
    """One run's connection to the server of the settings, opened when the first mail leaves."""

    def __init__(self, mail: Mail, seconds: float = SECONDS) -> None:
        self._mail = mail
        self._seconds = seconds
        self.lost = False
        """True for a lost connection, which no later mail could use."""
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        server = self._server
        if server and not self.lost:
            with suppress(smtplib.SMTPException, OSError):
                within(self._seconds, server.quit)
        if server:
            server.close()

    def send(self, message: EmailMessage) -> None:
        """Send one mail.

        Raises DoubtError where it may have arrived all the same, AlarmError where it has not.
        """
        server = self.reach()
        with self._explained(DoubtError):
            within(ANSWERS * self._seconds, lambda: server.send_message(message))

    def reach(self) -> smtplib.SMTP:
        """The server, connected and logged in; raises AlarmError."""
        with self._explained(AlarmError):
            self._server = self._server or within(ANSWERS * self._seconds, self._connected)
        return self._server

    def _connected(self) -> smtplib.SMTP:
        mail = self._mail
        _refuse_credentials(mail)
        trusted = ssl.create_default_context()
        if mail.channel == "ssl":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                mail.server, mail.port, _own_name(), timeout=self._seconds, context=trusted
            )
        else:
            server = smtplib.SMTP(mail.server, mail.port, _own_name(), timeout=self._seconds)
        try:
            if mail.channel == "starttls":
                server.starttls(context=trusted)
            if mail.user:
                server.login(mail.user, mail.password or "")
        except BaseException:
            server.close()
            raise
        return server

    @contextmanager
    def _explained(self, lost: type[AlarmError]) -> Iterator[None]:
        """Turn a refusal into AlarmError, and a connection that broke into `lost`."""
        try:
            yield
        except (smtplib.SMTPServerDisconnected, TimeoutError) as error:
            raise self._failed(lost, "tidak menjawab pada waktunya atau terputus") from error
        except smtplib.SMTPAuthenticationError as error:
            raise self._failed(
                AlarmError, _refused(error, "pengguna atau sandinya ditolak")
            ) from error
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused) as error:
            with suppress(smtplib.SMTPException, OSError):
                self._server and within(self._seconds, self._server.rset)
            told = _refused(error, "alamat pengirim atau penerima ditolak")
            raise self._failed(AlarmError, told) from error
        except smtplib.SMTPResponseException as error:
            told = _refused(error, f"ditolak dengan kode {error.smtp_code}")
            raise self._failed(AlarmError, told) from error
        except smtplib.SMTPException as error:
            raise self._failed(AlarmError, "server itu tidak mendukung surat.keamanan") from error
        except ssl.SSLError as error:
            raise self._failed(lost, "sertifikatnya tidak dapat dipercaya") from error
        except OSError as error:
            raise self._failed(lost, "tidak dapat dihubungi") from error
        except ValueError:  # shows what could not be put into a name, a letter of it at least
            raise self._failed(AlarmError, "bukan nama server yang sah") from None

    def _failed(self, kind: type[AlarmError], cause: str) -> AlarmError:
        self.lost = kind is DoubtError or self._server is None
        place = f"{self._mail.server}:{self._mail.port}"
        return kind(
            f"Surat tidak terkirim: server {place}: {cause}", "periksa surat.* di pengaturan"
        )


def _refuse_credentials(mail: Mail) -> None:
    """Raise AlarmError for a user without a password, or one that no server can be sent."""
    if mail.user and mail.password is None:
        raise AlarmError(
            f"Surat tidak terkirim: variabel lingkungan {mail.password_variable} belum berisi "
            "sandi server surat"
        )
    if not (mail.user + (mail.password or "")).isascii():
        raise AlarmError(
            "Surat tidak terkirim: nama pengguna atau sandi server surat memuat huruf di "
            "luar ASCII, yang tidak dapat dikirim",
            f"ganti surat.pengguna atau sandi dalam {mail.password_variable}",
        )


def _refused(error: smtplib.SMTPException, otherwise: str) -> str:
    """The meaning of a refusal whose code is enough for it, else `otherwise`."""
    codes = {getattr(error, "smtp_code", 0)}
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = {code for code, _ in error.recipients.values()}
    if _UNPROTECTED in codes:
        return (
            "meminta masuk atau sambungan aman lebih dulu (kode 530): isi surat.pengguna beserta "
            "sandinya, dan surat.keamanan starttls atau ssl"
        )
    for code in codes.intersection(_PASSING):
        return f"menunda surat (kode {code}), dan dikirim lagi pada jalan berikutnya"
    return otherwise


def _own_name() -> str:
    """How this computer presents itself: by a name that every server can read."""
    name = socket.getfqdn()
    return name if _HOST.fullmatch(name) else "[127.0.0.1]"
