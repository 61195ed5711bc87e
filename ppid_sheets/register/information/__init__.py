"""The lists of what is open and of what is not (UU 14/2008 Art. 7, 17; Perki 1/2021).

They are the office's own: no column of the job's stands in them, and no clock runs there.
"""

from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.information.dip import OPEN

LISTS = (OPEN, EXCLUDED)
"""Both, in the order in which they are printed."""
