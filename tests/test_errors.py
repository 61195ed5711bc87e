"""Failures: one sentence made of what went wrong and how to mend it, which are never cut apart."""

import pytest

from ppid_sheets.errors import PpidError


@pytest.mark.parametrize(
    ("what", "remedy", "sentence"),
    [
        ("Berkas tidak ada", "periksa namanya", "Berkas tidak ada; periksa namanya."),
        ("Berkas tidak ada", "", "Berkas tidak ada."),
        ("Kunci lain", "maksudnya ini?", "Kunci lain; maksudnya ini?"),
    ],
)
def test_a_sentence_is_what_went_wrong_and_its_remedy(
    what: str, remedy: str, sentence: str
) -> None:
    """Both are fields, and the text is made of them."""
    error = PpidError(what, remedy)
    assert (error.what, error.remedy, str(error)) == (what, remedy, sentence)
