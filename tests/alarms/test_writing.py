"""The mail itself: the text people read, its HTML, and its name."""

from dataclasses import replace
from email import message_from_bytes, policy
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from ppid_sheets.alarms.entries import AlarmEntry
from ppid_sheets.alarms.notices import DueLetter
from ppid_sheets.alarms.writing import html, message, subject, text
from tests.golden import assert_golden

ZONE = ZoneInfo("Asia/Jakarta")
LINK = "https://docs.google.com/spreadsheets/d/x/edit#gid=0&range=A4"
OFFICE = "KPU Kabupaten <contoh>"
LATE = AlarmEntry(
    "tenggat", "a", 3, "TERLAMBAT", "001/PPID/XI/2026", 4, "2026-11-20", LINK, "Petugas Satu", -1
)
LETTER = DueLetter(
    "2026-11-23",
    (
        LATE,
        AlarmEntry("tenggat", "b", 2, "Jatuh tempo hari ini", "002/PPID/XI/2026", 5, "2026-11-23"),
        AlarmEntry("tenggat", "c", 1, "Segera jatuh tempo", "", 6, "2026-11-25", left=2),
        AlarmEntry("galat", "d", 1, "[Telepon] belum diisi; isi nomornya", "<b>=1+1</b>", 7),
        AlarmEntry("gagal", "e", 1, "Google Sheets tidak dapat dihubungi."),
        *(AlarmEntry("galat", str(n), 1, "[Alamat] belum diisi", f"{n}/X", n) for n in range(40)),
    ),
)
ISSUED = DueLetter(
    "2026-11-23",
    (
        AlarmEntry(
            "terbit",
            "x",
            1,
            "Laporan-PPID-2026-10.xlsx ada di laporan. Diterima 12 dan Selesai 9.",
            "Oktober 2026, terbitan 1",
        ),
    ),
)


def test_the_mail_as_people_read_it() -> None:
    """Text and HTML say the same."""
    assert_golden(
        "\n".join(
            [said(letter, OFFICE) for letter in (LETTER, ISSUED) for said in (subject, text, html)]
        ),
        "alarm-mail.txt",
    )


def test_the_same_letter_is_the_same_mail() -> None:
    """Byte for byte; another day, address or content is another mail."""

    def sent(letter: DueLetter = LETTER, to: str = "k@kpu.example"):
        return message(letter, "ppid@kpu.example", to, "Register", ZONE)

    assert bytes(sent()) == bytes(sent())
    names = {
        sent()["Message-ID"],
        sent(to="a@kpu.example")["Message-ID"],
        sent(replace(LETTER, day="2026-11-24"))["Message-ID"],
        sent(replace(LETTER, entries=(LATE,)))["Message-ID"],
    }
    assert len(names) == 4


def test_a_workbook_goes_with_its_letter_in_the_same_bytes() -> None:
    """Twice the same mail, and what is attached comes back as it was."""
    mails = [
        message(ISSUED, "ppid@kpu.example", "k@kpu.example", OFFICE, ZONE, {"a.xlsx": b"PK"})
        for _ in range(2)
    ]
    assert bytes(mails[0]) == bytes(mails[1])
    again = message_from_bytes(bytes(mails[0]), policy=policy.default)
    assert [part.get_filename() for part in again.iter_attachments()] == ["a.xlsx"]
    assert [part.get_content() for part in again.iter_attachments()] == [b"PK"]
    assert "terbitan 1" in again.get_body().get_content()  # type: ignore[union-attr]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_what_people_typed_stays_text(typed: str) -> None:
    """No number makes a tag, a header or a broken mail."""
    entry = replace(LATE, number=" ".join(typed.split()), link="javascript:alert(1)")
    letter = DueLetter("2026-11-23", (entry,))
    tags: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
    parser.feed(html(letter, "Register"))
    assert tags == ["html", "body", "p", "h3", "ul", "li", "p"]
    made = message(letter, "ppid@kpu.example", "k@kpu.example", "Register", ZONE)
    again = message_from_bytes(bytes(made), policy=policy.default)
    assert again["To"] == "k@kpu.example" and again.get_content_type() == "multipart/alternative"
