"""The register of information requests: the schema that stands where no other is given."""

from ppid_sheets.register.requests.answered import ANSWERED
from ppid_sheets.register.requests.asked import ASKED
from ppid_sheets.register.requests.sought import SOUGHT
from ppid_sheets.register.requests.wished import ON_WISH
from ppid_sheets.register.requests.words import WITHDRAWN
from ppid_sheets.register.results import RESULTS
from ppid_sheets.register.schema import Column, Course, Schema

COURSE = Course(
    received="received_on",
    answered=("notified_on", "given_on"),
    decision="decision",
    withdrawn=WITHDRAWN,
    incomplete="incomplete_on",
    complete="complete_on",
    extended="extended_on",
    reason="extension_reason",
    category="info_category",
)
REQUESTS = Schema(
    name="",
    tab="Register",
    title="Register Permohonan Informasi Publik",
    columns=(*ASKED, *SOUGHT, *ANSWERED, *ON_WISH, *RESULTS),
    number="reg_number",
    course=COURSE,
    who=("applicant_name", "id_number", "address", "phone", "email"),
    matter="information",
    reviewed="reviewed_on",
)


def column(key: str) -> Column:
    """A column of the register of requests, for what is about requests by nature."""
    return REQUESTS.by_key[key]


def choices(key: str) -> tuple[str, ...]:
    """The declared choices of a column of the register of requests, () for any other key."""
    return REQUESTS.by_key[key].choices if key in REQUESTS.by_key else ()
