"""The suite. What one of its processes compiles serves the others, and the next run."""

import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
