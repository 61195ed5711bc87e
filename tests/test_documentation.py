"""Pages that the code knows are current, and every link of the documentation leads somewhere."""

import re
import sys
from pathlib import Path

import pytest

from tests.reference import DOCS, PAGES

ROOT = DOCS.parent
TEXTS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
MOST_WORDS = 1200


@pytest.mark.parametrize("name", PAGES)
def test_a_made_page_is_current(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is what the code says now; `python -m tests.reference` writes it."""
    if name == "commands.md" and sys.version_info >= (3, 13):
        pytest.skip("argparse breaks the lines of a usage elsewhere from Python 3.13 on")
    monkeypatch.setenv("COLUMNS", "80")
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """Each file that a page links to is there, and each heading in it too."""
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", path.read_text(encoding="utf-8")):
        file, _, heading = target.partition("#")
        there = (path.parent / file) if file else path
        assert there.exists(), target
        if heading:
            assert heading in _headings(there.read_text(encoding="utf-8")), target


def _headings(text: str) -> set[str]:
    lines = re.findall(r"(?m)^#+ (.+)$", text)
    return {re.sub(r"[^\w\- ]", "", line.casefold()).replace(" ", "-") for line in lines}


def test_the_readme_is_a_front_door() -> None:
    """It stays short; reference lives in docs/."""
    words = re.findall(r"\w[\w'-]*", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(words) <= MOST_WORDS
