"""spreadsheets.batchUpdate: all requests apply in their order, or none does."""

from collections.abc import Callable, Mapping

from tests.fakesheets import batch_cells, batch_lines, batch_marks, batch_sheets, batch_spans
from tests.fakesheets.batch_parts import Batch, Body
from tests.fakesheets.errors import ApiError, invalid, unmodelled
from tests.fakesheets.model import Book

KINDS: Mapping[str, Callable[[Batch, Body], Body | None]] = {
    **batch_sheets.KINDS,
    **batch_lines.KINDS,
    **batch_spans.KINDS,
    **batch_cells.KINDS,
    **batch_marks.KINDS,
}
"""One short function for each kind of request; the reply it returns goes under the same name."""


def run(book: Book, requests: list[Body], caller: str) -> list[Body]:
    """The replies; the book is changed by all requests, or by none when one is refused."""
    if not requests:
        raise invalid("Must specify at least one request.")
    saved = book.copy()
    batch = Batch(book, caller)
    try:
        return [_one(batch, request, i) for i, request in enumerate(requests)]
    except BaseException:
        book.restore(saved)
        raise


def _one(batch: Batch, request: Body, number: int) -> Body:
    for kind, body in request.items():
        if kind not in KINDS:
            raise unmodelled(f"the batchUpdate request {kind}")
        try:
            reply = KINDS[kind](batch, body)
        except KeyError as error:
            raise invalid(f"{error} is missing").at(f"requests[{number}].{kind}") from error
        except ApiError as error:
            raise error.at(f"requests[{number}].{kind}") from error
        return {kind: reply} if reply else {}
    raise invalid(f"Invalid requests[{number}]: No request set.")
