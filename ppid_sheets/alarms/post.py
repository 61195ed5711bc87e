"""Hands mail to an SMTP server, and says in our words what went wrong."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from ppid_sheets.config import Mail
from ppid_sheets.errors import AlarmError

SECONDS = 20.0
"""For each answer of the server."""


class DoubtError(AlarmError):
    """The server's answer was lost: the mail may have arrived."""


class Post:
    """One run's connection to the server of the settings, opened when the first mail leaves."""

    def __init__(self, mail: Mail, seconds: float = SECONDS) -> None:
        self._mail = mail
        self._seconds = seconds
        self.lost = False
        """Whether the server does not listen any more, nor would for the next mail."""
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._server:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
            self._server.close()

    def send(self, message: EmailMessage) -> None:
        """Send one mail.

        Raises DoubtError where it may have arrived all the same, AlarmError where it has not.
        """
        server = self.reach()
        with self._explained(DoubtError):
            server.send_message(message)

    def reach(self) -> smtplib.SMTP:
        """The server, connected and logged in; raises AlarmError."""
        with self._explained(AlarmError):
            self._server = self._server or self._connected()
        return self._server

    def _connected(self) -> smtplib.SMTP:
        mail = self._mail
        if mail.user and mail.password is None:
            raise AlarmError(
                f"Surat tidak terkirim: variabel lingkungan {mail.password_variable} belum berisi "
                "sandi server surat."
            )
        trusted = ssl.create_default_context()
        if mail.channel == "ssl":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                mail.server, mail.port, timeout=self._seconds, context=trusted
            )
        else:
            server = smtplib.SMTP(mail.server, mail.port, timeout=self._seconds)
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
            raise self._failed(AlarmError, "pengguna atau sandinya ditolak") from error
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused) as error:
            with suppress(smtplib.SMTPException, OSError):
                self._server and self._server.rset()
            raise self._failed(AlarmError, "alamat pengirim atau penerima ditolak") from error
        except smtplib.SMTPResponseException as error:
            raise self._failed(AlarmError, f"ditolak dengan kode {error.smtp_code}") from error
        except smtplib.SMTPException as error:
            raise self._failed(AlarmError, "server itu tidak mendukung surat.keamanan") from error
        except ssl.SSLError as error:
            raise self._failed(lost, "sertifikatnya tidak dapat dipercaya") from error
        except OSError as error:
            raise self._failed(lost, "tidak dapat dihubungi") from error

    def _failed(self, kind: type[AlarmError], cause: str) -> AlarmError:
        self.lost = kind is DoubtError or self._server is None
        place = f"{self._mail.server}:{self._mail.port}"
        return kind(
            f"Surat tidak terkirim: server {place}: {cause}; periksa surat.* di pengaturan."
        )
