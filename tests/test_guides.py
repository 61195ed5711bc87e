"""The guides in docs/panduan speak of what there is: words on the screen, commands, settings."""

import re
import shlex
from functools import cache
from pathlib import Path

import pytest

import ppid_sheets
from ppid_sheets.cli.arguments import parser
from tests.reference import DOCS

GUIDES = sorted((DOCS / "panduan").glob("*.md"))
LONGEST, MOST_PICTURES = 1_150, 4
"""Words and pictures that four printed pages hold at eleven points."""
_ITALIC = re.compile(r"(?<![*\w])\*(?![*\s])([^*]+?)\*(?!\*)")
_CODE = re.compile(r"`([^`]+)`")
_SETTING = re.compile(r"(?:[a-z]+\.)+[a-z_]+(?= = |$)|\[[a-z]+\]")
_FILE = re.compile(r"\.(xlsx|toml|env|ics|md|cmd|json|csv|html|log|db)$")
_OF_OTHERS = ("Convert to Number", "Sel yang dipilih", "Editor", "Bagikan")
"""What stands in Excel and in Google Sheets, as do all ways through their menus."""


def _text(guide: Path) -> str:
    return " ".join(guide.read_text(encoding="utf-8").split())


@cache
def _said() -> str:
    """All that the program can say, without the breaks between the parts of its texts and what is
    filled in there.
    """
    paths = sorted(Path(ppid_sheets.__file__).parent.rglob("*.py"))
    source = " ".join(path.read_text(encoding="utf-8") for path in paths)
    joined = re.sub(r"\{[^{}\n]*\}|[\"']\s*\n?\s*f?[\"']", "", source)
    return " ".join(joined.split()).casefold()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_what_a_guide_names_is_on_the_screen(guide: Path) -> None:
    """Tabs, columns, words of cells and menus stand in italics, as the program writes them."""
    found = [re.split(r"[\d…]", name)[0].strip() for name in _ITALIC.findall(_text(guide))]
    named = [name for name in found if " > " not in name and name not in _OF_OTHERS]
    assert named
    assert [name for name in named if name.casefold() not in _said()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_what_a_guide_tells_to_run_can_be_run(guide: Path) -> None:
    """Each command with its options, each setting by its name."""
    settings = (DOCS / "settings.md").read_text(encoding="utf-8")
    for code in _CODE.findall(_text(guide)):
        if code.startswith("ppid-sheets "):
            typed = shlex.split(code)[1:]
            assert parser(typed).parse_args(typed).command
        elif _SETTING.fullmatch(code.partition(" =")[0]) and not _FILE.search(code):
            name = code.partition(" =")[0].strip("[]")
            assert f"`{name}" in settings, code


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_a_guide_fits_four_pages(guide: Path) -> None:
    """Few words and few pictures."""
    text = _text(guide)
    assert len(re.findall(r"\w+", text)) <= LONGEST
    assert text.count("![") <= MOST_PICTURES
