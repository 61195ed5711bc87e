"""Settings of all tests."""

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
if os.environ.get("CI"):  # a landing must not hang on a draw; at a desk every run looks elsewhere
    settings.load_profile("steady")
