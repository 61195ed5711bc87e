"""The notebooks run from top to bottom, hold no logic of their own and carry no output."""

import ast
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
SIMPLE = (ast.Import, ast.ImportFrom, ast.Assign, ast.Expr)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Any:
    """One notebook as its file says."""
    return json.loads(request.param.read_text(encoding="utf-8"))


def code(notebook: Any) -> list[str]:
    return ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]


def test_both_notebooks_are_there() -> None:
    """Nothing below would fail without them."""
    assert [path.stem for path in NOTEBOOKS] == ["01-telusuri-register", "02-laporan-bulanan"]


def test_a_notebook_runs(
    notebook: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    """All cells in one namespace, each of them yielding something or naming something."""
    import matplotlib.pyplot as plt  # half a second, which no other test needs

    monkeypatch.chdir(tmp_path)
    plt.switch_backend("Agg")
    names: dict[str, Any] = {}
    for cell in code(notebook):
        *before, last = ast.parse(cell).body
        exec(compile(ast.Module(before, []), "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            if isinstance(shown, pd.DataFrame | pd.Series):
                assert len(shown)
        else:
            exec(compile(ast.Module([last], []), "cell", "exec"), names)
    plt.close("all")
    printed = capsys.readouterr().out
    assert "register" not in names or "hari kerja ke-10 = Jum 27 Mar 2026" in printed


def test_a_notebook_holds_no_logic(notebook: Any) -> None:
    """It imports, names and shows; what judges and counts lives in the package, under test."""
    for cell in code(notebook):
        assert all(isinstance(part, SIMPLE) for part in ast.parse(cell).body)


def test_a_notebook_carries_no_output(notebook: Any) -> None:
    """Outputs would hold rows of a register."""
    for cell in notebook["cells"]:
        assert not cell.get("outputs") and cell.get("execution_count") is None


def test_a_notebook_uses_the_public_names_alone(notebook: Any) -> None:
    """Of the toolkit it imports the package, and nothing inside."""
    parts = [part for cell in code(notebook) for part in ast.parse(cell).body]
    assert not any(
        isinstance(part, ast.ImportFrom) and str(part.module).startswith("ppid_sheets")
        for part in parts
    )
    assert any(
        alias.name == "ppid_sheets"
        for part in parts
        if isinstance(part, ast.Import)
        for alias in part.names
    )
