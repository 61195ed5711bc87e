"""One request to the fake and the reply to it, whatever carries the two."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol
from urllib.parse import parse_qs, urlsplit

from tests.fakesheets import errors, gate
from tests.fakesheets.errors import ApiError
from tests.fakesheets.faults import TOKEN, Call, Fault

if TYPE_CHECKING:
    from tests.fakesheets.server import FakeSheets

LARGEST = 10_485_760
"""Bytes of a request's body; https://github.com/SCRT-HQ/PSGSuite/issues/62 saw the refusal."""
_JSON = "application/json; charset=UTF-8"
_HTML_502 = (
    b"<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title>"
    b"<p>The server encountered a temporary error and could not complete your request.</html>"
)
_WORDS = {500: "INTERNAL", 503: "UNAVAILABLE"}


class Headers(Protocol):
    """Headers by their names, in capitals or not."""

    def get(self, name: str, default: str, /) -> str:
        """The text of a header."""


@dataclass(slots=True)
class Reply:
    """What comes back. `breaks` says that the connection is closed before it or amid it.

    `late` is by how many seconds it comes too late; whoever carries it lets them pass.
    """

    status: int = 0
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    breaks: Literal["", "before", "amid"] = ""
    late: float = 0.0


def exchange(
    fake: "FakeSheets", method: str, target: str, headers: Headers, content: bytes
) -> Reply:
    """The reply to one request; it is in the log afterwards."""
    call = _call(method, target, content)
    with fake.lock:
        fake.log.append(call)
        fault = fake.fault_for(call)
    if fault and fault.kind == "drop":
        return Reply(breaks="before")
    if fault and fault.kind in ("answer", "expired"):
        reply = _failed(call, fault)
    else:
        reply = _answered(fake, call, headers.get("Authorization", ""), fault)
    call.status, call.sent = reply.status, len(reply.content)
    return reply


def _call(method: str, target: str, content: bytes) -> Call:
    parts = urlsplit(target)
    if parts.path == "/token":
        return Call("POST", parts.path, TOKEN, TOKEN, {}, content.decode(), len(content))
    found = gate.find(method, parts.path)
    return Call(
        method,
        parts.path,
        found[0].name if found else "",
        found[0].kind if found else "write",
        parse_qs(parts.query, keep_blank_values=True),
        _json(content),
        len(content),
    )


def _json(content: bytes) -> Any:
    """The body of a request; what is no JSON (NaN is none) the gate will name."""
    try:
        return json.loads(content, parse_constant=float.fromhex) if content else {}
    except ValueError:
        return "no JSON"


def _answered(fake: "FakeSheets", call: Call, authorization: str, fault: Fault | None) -> Reply:
    status, body = fake.handle(call, authorization.removeprefix("Bearer "))
    reply = _reply(status, json.dumps(body, ensure_ascii=False).encode())
    match fault.kind if fault else None:
        case "lost":
            return Reply(breaks="before")
        case "slow":
            reply.late = fault.seconds if fault else 0
        case "truncated":
            return _reply(status, reply.content[: len(reply.content) // 2])
        case "cut":
            reply.breaks = "amid"
    return reply


def _failed(call: Call, fault: Fault) -> Reply:
    if fault.said:
        kind = "text/html" if fault.html else "application/json"
        return _reply(fault.status, fault.said.encode(), kind)
    if fault.html:
        return _reply(fault.status, _HTML_502, "text/html; charset=UTF-8")
    if fault.kind == "expired":
        error = errors.unauthenticated()
    elif fault.status == 429:
        error = errors.too_many(call.kind)
    else:
        word = _WORDS.get(fault.status, "UNKNOWN")
        error = ApiError(fault.status, word, "The service is currently unavailable.")
    reply = _reply(error.code, json.dumps(error.body()).encode())
    if fault.retry_after:
        reply.headers = {**reply.headers, "Retry-After": fault.retry_after}
    return reply


def _reply(status: int, content: bytes, kind: str = _JSON) -> Reply:
    return Reply(status, content, {"Content-Type": kind, "Content-Length": str(len(content))})
