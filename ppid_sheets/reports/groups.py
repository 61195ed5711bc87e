"""Groups of free texts: a report counts them, and never quotes what applicants wrote.

What fits no group is counted as OTHER: a free text may say more about a person than a report may.
"""

import re
from collections.abc import Mapping

OTHER = "Lainnya"


class Groups:
    """Groups, each with the words by which a text belongs to it; the first that fits has it."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self.labels = (*words, OTHER)
        self._patterns = [
            (group, re.compile(rf"\b({'|'.join(some)})\b", re.IGNORECASE))
            for group, some in words.items()
        ]

    def of(self, text: str) -> str:
        """The group of a text as typed, OTHER where none fits, "" where nothing is typed."""
        if not text.strip():
            return ""
        return next((group for group, words in self._patterns if words.search(text)), OTHER)
