"""A folder that is made once a process and stands as new wherever a test wants it."""

import shutil
from collections.abc import Callable
from pathlib import Path


def renewed(folder: Path, make: Callable[[], object]) -> Path:
    """`folder` as `make` left it, which is called in the first test that asks for it.

    It stands at the same path each time: an archive knows a register by its path.
    """
    kept = folder.with_name(f"{folder.name} asli")
    if kept.exists():
        shutil.rmtree(folder)
        shutil.copytree(kept, folder, symlinks=True)
    else:
        make()
        shutil.copytree(folder, kept, symlinks=True)
    return folder
