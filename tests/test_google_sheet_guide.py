"""The guide for operators quotes the program as it speaks."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "google-sheet.md").read_text(encoding="utf-8")
_SEAM = re.compile(r'"\s*f?"')


def quoted(table: str) -> set[str]:
    """What the first column of a table of faults quotes, in pieces between the dots."""
    first = [line.split("|")[1] for line in table.splitlines() if line.startswith("| *")]
    phrases = [phrase for cell in first for phrase in re.findall(r"\*([^*]+)\*", cell)]
    return {piece.strip() for phrase in phrases for piece in phrase.split("…") if piece.strip()}


def test_every_fault_in_the_guide_is_one_that_the_program_tells() -> None:
    """Both languages explain the same sentences, and each stands in the program."""
    english = quoted(GUIDE.split("## What faults mean")[1].split("\n## ")[0])
    indonesian = quoted(GUIDE.split("## Bila ada yang keliru")[1])
    assert english == indonesian
    told = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("ppid_sheets/**/*.py"))
    told = _SEAM.sub("", told)
    assert {piece for piece in english if piece not in told} == set()
    assert len(english) > 10
