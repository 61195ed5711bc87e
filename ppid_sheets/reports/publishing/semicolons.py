"""Tables for machines and for spreadsheets.

UTF-8 with a byte order mark, lines that end in CR LF, semicolons between, texts in quotes, a comma
before decimals: what a double click in an Indonesian Excel opens as columns.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_DANGEROUS, _BLANK = ("=", "+", "-", "@"), ("\t", "\r", "\n")
_BOM = "\ufeff"


def written(header: Sequence[str], records: Iterable[Sequence[str]]) -> str:
    """The whole file."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    for record in records:
        writer.writerow(map(harmless, record))
    return _BOM + stream.getvalue()


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    dangerous = text.lstrip().startswith(_DANGEROUS) or text.startswith(_BLANK)
    return f"'{text}" if dangerous else text
