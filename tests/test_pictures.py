"""The pictures of README and guides show what the program makes now."""

from pathlib import Path

import pytest

from tests import pictures


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    pictures.make(folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("picture", pictures.PICTURES, ids=lambda picture: picture.name)
def test_a_picture_shows_what_is_made_now(made: Path, picture: pictures.Picture) -> None:
    """One that is out of date is drawn anew with python -m tests.pictures."""
    assert pictures.fingerprint(picture) == pictures.shown(made, picture)
