"""The fake for its own tests."""

from tests.fakesheets.fixtures import client, sheets, sheets_server

__all__ = ["client", "sheets", "sheets_server"]
