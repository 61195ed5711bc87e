"""Material that judges the toolkit from outside; it lies beside the repository, where it is there.

`PPID_SHARED` names another place. Tests that need it carry `needs_shared`, and say so when they are
skipped.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("PPID_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CASES = SHARED / "cases"
"""Small inputs that were once not handled rightly."""

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared is not here")
