"""Warnings by mail: the server, tried with a test mail before it is written into the settings."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Any

from ppid_sheets.alarms.post import Post
from ppid_sheets.cli import office, output
from ppid_sheets.cli.setup import passwords
from ppid_sheets.cli.setup.questions import MAIL, address_alone
from ppid_sheets.cli.setup.work import Work
from ppid_sheets.config import Mail, editing
from ppid_sheets.errors import PpidError, SettingsError


def done(work: Work) -> str:
    """The settings name a server that takes mail with the password that is there."""
    mail = work.settings.mail
    if not mail.server:
        return ""
    with suppress(PpidError), Post(mail) as post:
        post.reach()
        return f"{mail.server} menerima surat dari {mail.sender}"
    return ""


def carry_out(work: Work) -> None:
    """Ask, send a test mail, and only then write; from the beginning where it does not leave."""
    answers: dict[str, Any] = dict(editing.given(work.config))
    while True:
        server, *rest = (one.with_default(answers.get(one.key, one.default)) for one in MAIL)
        answers[server.key] = work.person.answer(server)
        if not answers[server.key]:
            output.show("Dilewati; kapan saja: [surat] di ppid.toml, atau ppid-sheets setup lagi.")
            return
        answers |= {one.key: work.person.answer(one) for one in rest}
        try:
            mail = _password(work, _mail(work, answers))
            _send(work, mail)
        except PpidError as error:
            work.person.again(error)
        else:
            break
    work.write({one.key: answers[one.key] for one in MAIL if _differs(one, answers, work)})
    if mail.password and not work.windows:
        path = passwords.keep(work.config, mail.password_variable, mail.password)
        if path:
            output.show(f"Sandinya disimpan di {path}, hanya untuk pemiliknya.")


def _differs(one: Any, answers: Mapping[str, Any], work: Work) -> bool:
    """What is like the default need not be written, unless something else stands there."""
    fresh = one.key not in editing.given(work.config)
    return not (fresh and answers[one.key] == one.default)


def _mail(work: Work, answers: Mapping[str, Any]) -> Mail:
    """The mail settings of the answers; raises SettingsError for what does not go together."""
    told = {one.key.removeprefix("surat."): answers[one.key] for one in MAIL}
    if not told["dari"]:
        raise SettingsError("Alamat pengirim belum diisi", "sebut alamat surat kantor")
    if told["keamanan"] == "tanpa" and told["pengguna"]:
        raise SettingsError(
            "Sandi tidak dikirim tanpa pengamanan", "pilih starttls atau ssl, atau tanpa pengguna"
        )
    return replace(
        work.settings.mail,
        server=told["server"],
        port=told["port"],
        channel=told["keamanan"],
        user=told["pengguna"],
        sender=told["dari"],
        kasubag=address_alone(told["kasubag"]),
    )


def _send(work: Work, mail: Mail) -> None:
    """A mail to the Kasubag, or to the sender where there is none; raises AlarmError."""
    settings, to = work.settings, mail.kasubag or mail.sender
    message = EmailMessage()
    message["Subject"] = f"PPID {settings.office.name}: surat uji"
    message["From"], message["To"] = mail.sender, to
    message["Date"] = format_datetime(office.local_time(settings))
    message["Message-ID"] = make_msgid(domain=mail.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        "Surat uji dari pemasangan ppid-sheets. Peringatan register permohonan informasi akan "
        "datang dari alamat ini.\n"
    )
    with Post(mail) as post:
        post.send(message)
    output.show(f"Surat uji terkirim ke {to}.")


def _password(work: Work, mail: Mail) -> Mail:
    """With the password that is typed; an empty line leaves the one that is there."""
    if not mail.user:
        return mail
    hint = "; Enter = yang tersimpan" if mail.password else ""
    typed = work.person.secret(f"Sandi {mail.user} di server itu (tidak ditampilkan{hint})")
    if typed and work.windows:
        output.show(f'Simpan sandinya untuk jadwal: setx {mail.password_variable} "sandi"')
    return replace(mail, password=typed) if typed else mail
