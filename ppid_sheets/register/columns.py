"""The columns of the register of requests under their former names."""

from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.requests.words import (
    ARTICLE_17 as ARTICLE_17,
)
from ppid_sheets.register.requests.words import (
    ELECTION_STAGES as ELECTION_STAGES,
)
from ppid_sheets.register.requests.words import (
    EXEMPT as EXEMPT,
)
from ppid_sheets.register.requests.words import (
    GRANTED as GRANTED,
)
from ppid_sheets.register.requests.words import (
    GRANTED_PARTLY as GRANTED_PARTLY,
)
from ppid_sheets.register.requests.words import (
    GRANTED_WHOLLY as GRANTED_WHOLLY,
)
from ppid_sheets.register.requests.words import (
    HELD as HELD,
)
from ppid_sheets.register.requests.words import (
    NOT_HELD as NOT_HELD,
)
from ppid_sheets.register.requests.words import (
    NOT_PROCESSED as NOT_PROCESSED,
)
from ppid_sheets.register.requests.words import (
    REFUSED as REFUSED,
)
from ppid_sheets.register.requests.words import (
    UNDOCUMENTED as UNDOCUMENTED,
)
from ppid_sheets.register.requests.words import (
    WITHDRAWN as WITHDRAWN,
)
from ppid_sheets.register.schema import Column as Column
from ppid_sheets.register.schema import Kind as Kind
from ppid_sheets.register.schema import Tick as Tick

COLUMNS = REQUESTS.columns
BY_KEY = REQUESTS.by_key
STAFF_COLUMNS = REQUESTS.staff
JOB_COLUMNS = REQUESTS.job
