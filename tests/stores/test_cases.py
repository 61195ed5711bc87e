"""Files that people met elsewhere and reported: each is adopted, or refused with one sentence."""

import os
import resource
import shutil
import subprocess
import sys
import types
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from ppid_sheets.cli import main
from tests.shared import CASES, needs_shared
from tests.stores import adoption

pytestmark = [needs_shared, pytest.mark.filterwarnings("ignore::UserWarning")]
AS_OF = ("--as-of", "2026-11-26")

ADOPTED = (
    "wps_row_attributes.xlsx", "received_year_0026.xlsx", "module_sheet_without_part.xlsx",
    "excel4_macro_sheet.xlsm", "merge_whole_columns.xlsx", "styles_override_without_part.xlsx",
    "backslash_names.xlsx", "epoch1904_excel2013.xlsx", "formula_without_value.xlsx",
    "invisible_marks_in_dates.xlsx", "control_characters.xlsx", "beltim_two_row_form.xlsx",
    "header-with-vertical-tab.xlsx", "date-cell-big-negative.xlsx", "filled_last_row.xlsx",
    "far-cell-single-quotes.xlsx",
)  # fmt: skip
REFUSED = {
    "no_worksheets.xlsx": (11, "tidak ada satu pun tab lembar kerja"),
    "register-tab-cleared.xlsx": (11, "kosong"),
    "bytes-missing-in-the-middle.xlsx": (11, "rusak atau terpotong"),
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder where the commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def laid(desk: Path, name: str) -> Path:
    """A case as the register of a desk."""
    path = Path(shutil.copyfile(CASES / name, desk / f"register{Path(name).suffix}"))
    path.chmod(0o644)
    return path


def run(path: Path, command: str) -> int:
    """The exit code of a command on the register."""
    return main([command, "--register", path.name, *(AS_OF if command == "check" else ())])


def backups(path: Path) -> Sequence[Path]:
    """What lies beside the register as backups."""
    folder = path.parent / "cadangan"
    return sorted(folder.iterdir()) if folder.exists() else ()


@pytest.mark.parametrize(
    "name",
    [
        *ADOPTED[::10],
        *(pytest.param(n, marks=pytest.mark.slow) for at, n in enumerate(ADOPTED) if at % 10),
    ],
)
def test_adopted(desk: Path, name: str) -> None:
    """`init` and two checks end well, the second writes nothing, the rest is as it was."""
    path = laid(desk, name)
    before = adoption.content(path.read_bytes())
    assert [run(path, "init"), run(path, "check")] == [0, 0]
    checked, kept = path.read_bytes(), backups(path)
    assert run(path, "check") == 0
    assert path.read_bytes() == checked and backups(path) == kept
    wrong = adoption.is_kept(before, adoption.content(checked), adoption.tagged(path))
    assert not wrong
    if opens(CASES / name):
        assert opens(path)


def opens(path: Path) -> bool:
    """Whether openpyxl opens a file; it knows no merged columns and no backslashes."""
    try:
        openpyxl.load_workbook(path)
    except (TypeError, KeyError):
        return False
    return True


@pytest.mark.parametrize("name", REFUSED)
def test_refused(desk: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, its code, and the file as it was."""
    code, words = REFUSED[name]
    path = laid(desk, name)
    for command in ("init", "check", "check"):
        assert run(path, command) == code
        said = capsys.readouterr().err
        assert words in said and said.count("\n") == 1 and "Traceback" not in said
    assert path.read_bytes() == (CASES / name).read_bytes() and not backups(path)


def test_the_rules_of_windows(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a backslash separates names too, there is one workbook in the file, the same one."""
    monkeypatch.setattr(zipfile, "os", as_on_windows())
    path = laid(desk, "backslash_names.xlsx")
    before = adoption.content(path.read_bytes())
    assert [run(path, "init"), run(path, "check")] == [0, 0]
    monkeypatch.setattr(zipfile, "os", os)
    after = adoption.content(path.read_bytes())
    assert not adoption.is_kept(before, after, adoption.tagged(path))
    with zipfile.ZipFile(path) as package:
        names = [name.replace("\\", "/").lower() for name in package.namelist()]
    assert len(names) == len(set(names)) and names.count("xl/workbook.xml") == 1


def as_on_windows() -> types.SimpleNamespace:
    """What `zipfile` knows of the system, where a backslash separates names."""
    system = types.SimpleNamespace(**{name: getattr(os, name) for name in dir(os)})
    system.sep = "\\"
    return system


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [pytest.param("far-cell-single-quotes.xlsx", marks=pytest.mark.slow), "filled_last_row.xlsx"],
)
def test_a_stray_cell_costs_little(desk: Path, name: str) -> None:
    """Far below what the rectangle up to it would take: 549 GB, and 1.4 GB."""
    path = laid(desk, name)
    assert run(path, "init") == 0
    limit = 1 << 30

    def few() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-m", "ppid_sheets", "check", "--register", path.name, *AS_OF],
        capture_output=True,
        cwd=desk,
        preexec_fn=few,
        env={"OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert FAR[name] in findings_of(path)


FAR = {"filled_last_row.xlsx": "sel A1048576", "far-cell-single-quotes.xlsx": "sel XFD1048576"}


def findings_of(path: Path) -> str:
    """All that the page of findings says."""
    book = openpyxl.load_workbook(path, read_only=True)
    return repr([*book["Temuan"].values])
