"""Every kind of register that a workbook may hold, the requests first."""

from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS

REGISTERS = (REQUESTS, OBJECTIONS)
