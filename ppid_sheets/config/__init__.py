"""Settings: `ppid.toml` turned into frozen values; what it does not say has a default."""

from ppid_sheets.config.declaring import Option
from ppid_sheets.config.effective import as_toml
from ppid_sheets.config.kinds import ZONE
from ppid_sheets.config.ruling import Ruling
from ppid_sheets.config.settings import OPTIONS, Paper, Settings
from ppid_sheets.config.tables import Forms, Google, Mail, Office, Official
from ppid_sheets.config.toml_file import FILE, load

__all__ = (
    "FILE",
    "OPTIONS",
    "ZONE",
    "Forms",
    "Google",
    "Mail",
    "Office",
    "Official",
    "Option",
    "Paper",
    "Ruling",
    "Settings",
    "as_toml",
    "load",
)
