"""The ten steps of docs/google-sheet.md walked on a server that others wrote, mistakes and all."""

import importlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ppid_sheets.cli import main
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.stores.google import emulator
from tests.fakesheets import errors
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared
BOOK = "1spreadsheetOnTheOracleAAAAAAAAAAAAAAAAAAAAAA"
ADDRESS = 'register = "https://docs.google.com/spreadsheets/d/{}/edit"\n'
KEY, SETTINGS = Path("credentials.json"), Path("ppid.toml")


@cache
def private_key() -> str:
    """One for all walks: it takes long to make."""
    return (
        rsa.generate_private_key(65537, 1024)
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode()
    )


class Walk:
    """An office on its way: the oracle as its Google, and the words of each command."""

    def __init__(self, google: Any, capsys: pytest.CaptureFixture[str]) -> None:
        self.google, self._capsys = google, capsys
        self.token: tuple[int, dict[str, str]] | None = None
        self.wrong: Exception | None = None
        self.looks_on = False
        self.key = json.dumps(
            {
                "type": "service_account",
                "client_email": google.service_account,
                "private_key_id": "x",
                "private_key": private_key(),
                "token_uri": f"{google.url}/token",
            }
        )

    def does(self, *line: str) -> tuple[int, str, str]:
        """The exit code of a command, and what it said on both streams, in one line each."""
        code = main(line)
        said = self._capsys.readouterr()
        return code, " ".join(said.out.split()), said.err.strip()

    def share(self, role: str | None) -> None:
        """*Share* in the sheet, with the address of the service account."""
        self.google.share(self.google.service_account, role, BOOK)
        self.looks_on = role == "viewer"


@pytest.fixture
def walk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Walk]:
    """All ten steps done right, in an empty folder, as far as Google's side and the key go."""
    if str(SHARED) not in sys.path:
        sys.path.append(str(SHARED))
    module = importlib.import_module("oracle.server")
    with module.Oracle() as google:
        google.add_spreadsheet(
            id=BOOK, locale="in_ID", time_zone="Asia/Jakarta", tabs=["Sheet1"], shared=False
        )
        walked = Walk(google, capsys)
        walked.share("editor")
        opened, handled = google.open, google.handle

        def opens(*given: Any, **named: Any) -> Any:
            if walked.wrong:
                raise module.ApiError(*walked.wrong.args)
            return opened(*given, **named)

        def handles(method: str, target: str, *rest: Any) -> Any:
            if target == "/token" and walked.token:
                code, said = walked.token
                return module.Answer(code, json.dumps(said).encode())
            answer = handled(method, target, *rest)
            if walked.looks_on:  # the oracle takes whom a protection names for one who may edit
                hidden = re.sub(rb'"editors": *\{[^{}]*\}', b'"editors":{}', answer.body)
                answer.body = hidden.replace(b'CanEdit":true', b'CanEdit":false')
            return answer

        google.open, google.handle = opens, handles
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(emulator, "base_url", lambda named: f"{google.url}/v4/spreadsheets")
        monkeypatch.setenv("NO_GCE_CHECK", "true")
        for variable in ("HOME", "CLOUDSDK_CONFIG", "APPDATA"):
            monkeypatch.setenv(variable, str(tmp_path))
        monkeypatch.delenv("SHEETS_EMULATOR_HOST", raising=False)
        KEY.write_text(walked.key)
        KEY.chmod(0o600)
        SETTINGS.write_text(ADDRESS.format(BOOK))
        yield walked
        assert google.counts()["violations"] == google.counts()["oracle_faults"] == []


@pytest.mark.slow
def test_ten_steps_and_out_again(walk: Walk) -> None:
    """Each command ends well, the doctor leads from one to the next, and remove takes all out."""
    code, told, _ = walk.does("doctor")
    assert code == 11 and "Mulai dari Judul kolom: Jalankan ppid-sheets init" in told
    assert walk.does("init", "--dry-run")[0] == 0
    assert [tab.title for tab in walk.google.book().sheets] == ["Sheet1"]
    for command in ("init", "check", "check", "run"):
        code, told, said = walk.does(command)
        assert (code, said) == (0, ""), command
    assert REQUESTS.tab in [tab.title for tab in walk.google.book().sheets]
    code, told, said = walk.does("doctor")
    assert code in (0, 1) and "gagal" not in told
    assert walk.does("remove", "--yes")[0] == 0
    assert "tidak ada bagian program" in walk.does("remove", "--yes")[1]


def _clock(walk: Walk) -> None:
    why = (
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
    )
    walk.token = 400, {"error": "invalid_grant", "error_description": why}


def _key(text: str) -> Callable[[Walk], None]:
    return lambda walk: bool(KEY.write_text(text)) or None


def _raised(error: Exception) -> Callable[[Walk], None]:
    return lambda walk: setattr(walk, "wrong", error)


EC = (
    rsa
    and '{"type": "service_account", "client_email": "a@b.iam", "token_uri": "https://x", '
    '"private_key": "-----BEGIN EC PRIVATE KEY-----\\nMHcCAQEE\\n-----END EC PRIVATE KEY-----"}'
)
MISTAKES: dict[str, tuple[Callable[[Walk], None], int, str]] = {
    "1, an .xlsx in Drive": (
        _raised(ValueError(400, "This operation is not supported for this document")),
        12,
        "File > Simpan sebagai Google Spreadsheet",
    ),
    "3, API off": (
        lambda walk: setattr(walk, "wrong", _disabled()),
        12,
        "Google Sheets API > Aktifkan",
    ),
    "5, no key": (lambda walk: KEY.unlink(), 12, "kunci akun layanan sebagai credentials.json"),
    "5, a key of another kind": (_key(EC), 10, "tab Kunci"),
    "5, an OAuth client": (_key('{"installed": {}}'), 10, "tab Kunci"),
    "5, clock": (_clock, 12, "yalakan jam otomatis"),
    "6, not shared": (lambda walk: walk.share(None), 12, "Bagikan.*sebagai Editor"),
    "6, viewer": (lambda walk: walk.share("viewer"), 12, "Bagikan.*Editor"),
    "7, wrong address": (
        lambda walk: bool(SETTINGS.write_text(ADDRESS.format("1x" + BOOK[2:]))) or None,
        12,
        "alin lagi alamatnya dari peramban",
    ),
}


def _disabled() -> Exception:
    error = errors.api_off()
    return ValueError(403, error.message, error.details)


@pytest.mark.slow  # on the fake: test_google_steps
@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_names_the_click_that_mends_it(walk: Walk, name: str) -> None:
    """In every command with one sentence and one code, and in the doctor's first advice."""
    make, code, words = MISTAKES[name]
    assert walk.does("init")[0] == 0
    make(walk)
    looking = () if name == "6, viewer" else ("report daily", "init")  # these only read here
    for command in ("check", "remove --yes", *looking):
        ended, _, said = walk.does(*command.split())
        assert (ended, said.count("\n")) == (code, 0), (command, said)
        assert re.search(words, said), (command, said)
    ended, told, said = walk.does("doctor")
    assert (ended, said) == (code, ""), told
    assert re.search(rf"Mulai dari .*{words}", told), told
