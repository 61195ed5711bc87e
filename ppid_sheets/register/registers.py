"""Every kind of register and list that a workbook may hold, the requests first."""

from ppid_sheets.register.information import LISTS
from ppid_sheets.register.objections import OBJECTIONS
from ppid_sheets.register.requests import REQUESTS

REGISTERS = (REQUESTS, OBJECTIONS)
SHAPES = (*REGISTERS, *LISTS)
"""What the header of a tab may say that it is."""
