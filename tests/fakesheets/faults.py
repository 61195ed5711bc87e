"""Things that go wrong between a program and Google, and when they do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

T = TypeVar("T")
Kind = Literal["answer", "drop", "lost", "slow", "truncated", "cut", "expired"]

TOKEN = "token"
"""Name and kind of a call for an access token."""


@dataclass(slots=True)
class Call:
    """One request as it came in, and what became of it."""

    method: str
    path: str
    name: str
    kind: str
    query: dict[str, list[str]]
    body: Any
    received: int
    sent: int = 0
    status: int = 0


Only = str | Callable[[Call], bool] | None
"""Which calls: `read`, `write`, `token`, a part of the path or of the method's name, a predicate;
None is every call but for tokens."""


def concerns(only: Only, call: Call) -> bool:
    """Whether a call is one of those."""
    if only is None:
        return call.kind != TOKEN
    if isinstance(only, str):
        return only == call.kind or (
            only not in ("read", "write", TOKEN) and (only in call.path or only in call.name)
        )
    return only(call)


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one request instead of, or on top of, being answered."""

    kind: Kind
    status: int = 0
    retry_after: str = ""
    seconds: float = 0.0
    html: bool = False
    said: str = ""


def too_many(retry_after: str | int = "") -> Fault:
    """429, with `Retry-After` (seconds or an HTTP date) where given."""
    return Fault("answer", 429, str(retry_after))


def status(code: int) -> Fault:
    """500 or 503 as JSON; the request is not handled."""
    return Fault("answer", code)


def saying(code: int, said: str) -> Fault:
    """Exactly this answer, JSON or a page, as a proxy or Google itself may give it."""
    return Fault("answer", code, html=said.startswith("<"), said=said)


def bad_gateway() -> Fault:
    """502 as the HTML page that Google's front end sends."""
    return Fault("answer", 502, html=True)


def dropped() -> Fault:
    """The connection is closed before the request is handled."""
    return Fault("drop")


def answer_lost() -> Fault:
    """The request is handled, then the connection is closed without an answer."""
    return Fault("lost")


def slow(seconds: float) -> Fault:
    """The request is handled; the answer comes that much later."""
    return Fault("slow", seconds=seconds)


def truncated() -> Fault:
    """The request is handled; half of the JSON comes as if it were all."""
    return Fault("truncated")


def cut() -> Fault:
    """The request is handled; the connection breaks amid the answer."""
    return Fault("cut")


def expired() -> Fault:
    """401, as for a token that ran out; the request is not handled."""
    return Fault("expired")


@dataclass(slots=True)
class Planned(Generic[T]):
    """Something for the calls that `only` names: skips some, then happens some times."""

    what: T
    only: Only = None
    skip: int = 0
    times: float = 1

    def due(self, call: Call) -> bool:
        """Whether it happens at this call; counts."""
        if self.times <= 0 or not concerns(self.only, call):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True
