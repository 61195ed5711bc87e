"""What scripts and notebooks may rely on: `ppid_sheets.__all__`."""

import ast
import doctest
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import ppid_sheets as ps
from ppid_sheets.register.requests import REQUESTS
from tests.fakesheets.books import BOOK_ID
from tests.fakesheets.server import FakeSheets
from tests.stores.sheets import adopted

DOCS = Path(__file__).parents[1] / "docs" / "python.md"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up register."""
    folder = tmp_path_factory.mktemp("demo")
    ps.demo(folder, "2026-11-23")
    return folder / "register.xlsx"


@pytest.fixture
def path(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it where nothing else lies."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(demo, tmp_path / "register.xlsx"))


def test_the_documentation_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example gives what the page says."""
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(str(DOCS), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert done.attempted > 10 and not done.failed


def test_the_frames_have_one_index(path: Path) -> None:
    """All go by the row of the sheet, so that they can be joined."""
    register = ps.open(path, today="2026-11-23")
    assert register.requests.index.equals(register.deadlines.index)
    assert register.findings.index.tolist() == register.findings["row"].tolist()
    joined = register.findings.join(register.requests["reg_number"])
    assert len(joined) == len(register.findings) and joined["reg_number"].notna().any()


def test_a_frame_is_the_callers_own(path: Path) -> None:
    """What is done to it changes nothing that the register says afterwards."""
    register = ps.open(path, today="2026-11-23")
    month = register.month(2026, 10)
    for look in (
        lambda: register.requests,
        lambda: register.everything,
        lambda: register.deadlines,
        lambda: register.findings,
        lambda: month.data,
        lambda: month.trend,
    ):
        mine, first = look(), look().iloc[0].copy()
        mine.iloc[:, :] = mine.iloc[::-1].to_numpy()
        pd.testing.assert_series_equal(look().iloc[0], first)


def test_what_a_notebook_shows_has_no_personal_data(path: Path) -> None:
    """Each value is one short line; an explanation is its sentence."""
    register = ps.open(path, today="2026-11-23")
    month, checked = register.month(2026, 10), register.check(dry_run=True)
    assert repr(register) == "<Register 'register.xlsx' per 2026-11-23>"
    assert repr(month) == "<Month 2026-10 of 'register.xlsx' per 2026-11-23>"
    assert repr(checked).startswith("<Checked 'Register': ") and len(repr(checked)) < 120
    assert str(register.due("2026-03-06")) == register.due("2026-03-06").sentence


def test_requests_have_no_personal_columns(path: Path) -> None:
    """Those are in `everything` alone."""
    register = ps.open("register.xlsx", today=date(2026, 11, 23))
    personal = {column.key for column in REQUESTS.staff if column.personal}
    assert personal and not personal & set(register.requests.columns)
    assert personal <= set(register.everything.columns)


def test_looking_writes_nothing(path: Path) -> None:
    """Neither the register nor a file beside it is touched."""
    before = path.read_bytes()
    register = ps.open(path, today="2026-11-23")
    assert len(register.findings) and register.month(2026, 10).flow["Diterima"]
    assert not register.check(dry_run=True).written
    assert path.read_bytes() == before and list(path.parent.iterdir()) == [path]


def test_check_writes_what_the_command_writes(path: Path) -> None:
    """The results stand in the file afterwards, and are read anew when asked."""
    register = ps.open(path, today="2026-11-23")
    assert register.check().written
    assert not register.refresh().check().written


def test_a_closed_month_is_the_same_on_every_day(path: Path) -> None:
    """Its figures are those of its end."""
    early, late = (ps.open(path, today=day).month(2026, 9) for day in ("2026-10-02", "2026-11-23"))
    pd.testing.assert_series_equal(early.flow, late.flow)
    assert len(early.trend) == 13 and "applicant_name" not in early.data.columns


@pytest.mark.parametrize(
    "where",
    [
        BOOK_ID,
        f"https://docs.google.com/spreadsheets/d/{BOOK_ID}/edit?usp=sharing",
        f"https://docs.google.com/spreadsheets/u/0/d/{BOOK_ID}/edit#gid=0",
    ],
    ids=["id", "shared link", "second account"],
)
def test_a_google_sheet_is_opened_by_its_address(
    where: str, sheets: FakeSheets, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In each form in which a browser shows it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHEETS_EMULATOR_HOST", sheets.address)
    adopted(sheets)
    assert len(ps.open(where, today="2026-11-23").requests) == 0


def test_due_takes_days_in_every_form() -> None:
    """Text, date and moment say the same day."""
    days = (
        "2026-03-06",
        " 2026-03-06\n",
        date(2026, 3, 6),
        datetime(2026, 3, 6, 15, 0),
        pd.Timestamp("2026-03-06"),
        np.datetime64("2026-03-06"),
    )
    assert {ps.due(day).due for day in days} == {date(2026, 3, 27)}
    assert ps.due("2026-03-06", profile="pemilu").due == date(2026, 3, 11)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: ps.due("6 Maret"),
        lambda: ps.due("2026-03-06", profile="kilat"),
        lambda: ps.open("https://example.com/register"),
        lambda: ps.open("tidak-ada.xlsx", today="2026-11-23").requests,
        lambda: ps.due("2031-03-06"),
        *(lambda given=given: ps.due(given) for given in (None, 20260306, pd.NaT, "", True)),
        lambda: ps.due("2026-03-06", extended=pd.NaT),
        lambda: ps.due("2026-03-06", profile=None),
        lambda: ps.due("2026-03-06", settings=1),
        *(lambda where=where: ps.open(where) for where in (5, b"a.xlsx", "", Path(" "), "a\0")),
        lambda: ps.open("register.xlsx", settings="a\0.toml"),
        lambda: ps.open(Path("a\0")),
        lambda: ps.open("register.xlsx", today="besok"),
        lambda: ps.demo(5),
        *(
            lambda given=given: ps.open("register.xlsx", today="2026-11-23").month(*given)
            for given in ((2026, 13), (2026, 0), ("2026", "10"), (26, 10), (99999, 1), (2026.5, 1))
        ),
    ],
)
def test_what_is_wrong_is_one_sentence(
    wrong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PpidError, as on the command line."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ps.PpidError, match=r"\.$"):
        wrong()


def test_a_month_to_come_has_no_figures(path: Path) -> None:
    """It says so."""
    with pytest.raises(ps.PpidError, match="belum dimulai"):
        ps.open(path, today="2026-11-23").month(2026, 12)


def test_the_promise_is_typed() -> None:
    """Whoever checks types finds each name with its own: a function, or what stands behind it."""
    tree = ast.parse(Path(str(ps.__file__)).read_text(encoding="utf-8"))
    (types,) = [part for part in tree.body if isinstance(part, ast.If)]
    named = {part.name for part in tree.body if isinstance(part, ast.FunctionDef)}
    for part in types.body:
        if isinstance(part, ast.ImportFrom):
            named |= {one.asname or one.name for one in part.names}
        elif isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            named.add(part.target.id)
    assert {*ps.__all__, "__version__"} <= named


def test_the_promise_is_kept() -> None:
    """Every name of `__all__` is there, and importing the package loads no frames."""
    assert all(getattr(ps, name) for name in ps.__all__)
    code = "import ppid_sheets, sys; print('pandas' in sys.modules, ppid_sheets.__version__ != '')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert done.stdout.split() == ["False", "True"]
