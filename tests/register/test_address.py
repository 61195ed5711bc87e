"""What people paste as the place of a register, and what it is taken for."""

from pathlib import Path

import pytest

from ppid_sheets.register.address import SpreadsheetId, address

ID = "1AbC-dEf_GhIjKlMnOpQrStUvWxYz0123456789ABCDE"
HOME = "docs.google.com/spreadsheets"


@pytest.mark.parametrize(
    "text",
    [
        f"https://{HOME}/d/{ID}/edit",
        f"https://{HOME}/d/{ID}",
        f"https://{HOME}/d/{ID}/",
        f"https://{HOME}/d/{ID}/edit#gid=0",
        f"https://{HOME}/d/{ID}/edit?gid=12#gid=12&range=A5",
        f"https://{HOME}/d/{ID}/edit?usp=sharing",
        f"https://{HOME}/d/{ID}/edit?usp=drivesdk&ouid=1",
        f"https://{HOME}/d/{ID}/view",
        f"https://{HOME}/d/{ID}/htmlview#gid=0",
        f"https://{HOME}/d/{ID}/copy",
        f"https://{HOME}/u/0/d/{ID}/edit",
        f"https://{HOME}/u/12/d/{ID}/edit#gid=0",
        f"https://docs.google.com/u/1/{HOME.partition('/')[2]}/d/{ID}/edit",
        f"https://docs.google.com/open?id={ID}",
        f"https://docs.google.com/a/kpu.go.id/spreadsheets/d/{ID}/edit",
        f"https://{HOME}/ccc?key={ID}",
        f"http://{HOME}/d/{ID}/edit",
        f"{HOME}/d/{ID}/edit",
        f"www.{HOME}/d/{ID}/edit",
        f"HTTPS://DOCS.GOOGLE.COM/Spreadsheets/D/{ID}/Edit",
        f"<https://{HOME}/d/{ID}/edit>",
        f'"https://{HOME}/d/{ID}/edit"',
        f"(https://{HOME}/d/{ID})",
        f"  https://{HOME}/d/{ID}/edit \n",
        f"\u200bhttps://{HOME}/d/{ID}/edit\ufeff",
        f"https://{HOME}/d/{ID}/edit.",
        f"https://drive.google.com/file/d/{ID}/view?usp=sharing",
        f"https://drive.google.com/open?id={ID}&usp=drive_fs",
        f"https://www.google.com/url?q=https%3A%2F%2F{HOME.replace('/', '%2F')}%2Fd%2F{ID}%2Fedit",
        ID,
        f"<{ID}>",
    ],
)
def test_an_address_as_any_browser_shows_it(text: str) -> None:
    """However it was copied, the id is the same, in its own letters."""
    found = address(text)
    assert isinstance(found, SpreadsheetId)
    assert found == ID


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "kosong"),
        (" \u200b ", "kosong"),
        (f"https://{HOME}/d/e/2PACX-{ID}/pubhtml", "dipublikasikan"),
        (f"https://docs.google.com/forms/d/{ID}/edit", "bukan alamat Google Sheet"),
        ("https://drive.google.com/drive/folders/abc", "bukan alamat Google Sheet"),
        (f"https://{HOME}/u/0/", "bukan alamat Google Sheet"),
        ("https://example.com/register.xlsx", "bukan alamat Google Sheet"),
        ("docs.google.com", "bukan alamat Google Sheet"),
        ("register\0.xlsx", "huruf NUL"),
    ],
)
def test_an_address_of_something_else_is_said(text: str, sentence: str) -> None:
    """It is never taken for the name of a file."""
    with pytest.raises(ValueError, match=sentence):
        address(text)


@pytest.mark.parametrize(
    "text", ["register.xlsx", "Register PPID (2026)", "<2026>.xlsx", "google.comot.xlsx"]
)
def test_a_name_of_a_file_stays_one(text: str) -> None:
    """Brackets inside a name belong to it."""
    assert address(text, Path("/kantor")) == Path("/kantor") / text


def test_the_quotes_around_a_copied_path_are_no_part_of_it() -> None:
    """As *Copy as path* of Windows gives it; one that stands alone belongs to the name."""
    assert address(' "Map PPID/register.xlsx"\n', Path("/kantor")) == Path(
        "/kantor/Map PPID/register.xlsx"
    )
    assert address('17" .xlsx', Path("/kantor")) == Path('/kantor/17" .xlsx')


@pytest.mark.parametrize("name", ["~/register.xlsx", "~"])
def test_a_home_is_found_where_no_shell_reads_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In settings, in Python and behind an equals sign; another name with a tilde stays one."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert address(name, Path("/kantor")) == tmp_path / name[2:]
    assert address("~$register.xlsx", Path("/kantor")) == Path("/kantor/~$register.xlsx")
