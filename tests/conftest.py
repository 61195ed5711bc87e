"""Settings and fixtures of all tests."""

import os

from hypothesis import settings

from tests.fakesheets.fixtures import sheets, sheets_server

__all__ = ["sheets", "sheets_server"]

settings.register_profile("steady", derandomize=True)
if os.environ.get("CI"):  # a landing must not hang on a draw; at a desk every run looks elsewhere
    settings.load_profile("steady")
