"""Where the Sheets API is: Google's own address, or an emulator on this computer."""

from gspread.urls import SPREADSHEETS_API_V4_BASE_URL

from ppid_sheets.errors import SettingsError

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def base_url(emulator: str) -> str:
    """The address that calls begin with; raises SettingsError for an emulator elsewhere."""
    if not emulator:
        return SPREADSHEETS_API_V4_BASE_URL
    host, _, port = emulator.rpartition(":")
    if host not in _LOOPBACK or not port.isdecimal():
        raise SettingsError(
            "SHEETS_EMULATOR_HOST hanya boleh komputer ini sendiri, contoh 127.0.0.1:8085"
        )
    return f"http://{emulator}/v4/spreadsheets"
