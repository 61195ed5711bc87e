"""The answers of the API that are refusals, as exceptions."""

from typing import Any


class ApiError(Exception):
    """One refusal: HTTP code, status word, message and, rarely, details."""

    def __init__(
        self, code: int, status: str, message: str, details: list[dict[str, Any]] | None = None
    ) -> None:
        super().__init__(message)
        self.code, self.status, self.message, self.details = code, status, message, details

    def at(self, place: str) -> "ApiError":
        """The same refusal with the place in the request that it is about."""
        if self.code != 400:
            return self
        return ApiError(self.code, self.status, f"Invalid {place}: {self.message}", self.details)

    def body(self) -> dict[str, Any]:
        """The JSON that Google sends."""
        error: dict[str, Any] = {"code": self.code, "message": self.message, "status": self.status}
        if self.details:
            error["details"] = self.details
        return {"error": error}


class RefusedError(Exception):
    """What a person sees when the sheet does not let them."""


def invalid(message: str) -> ApiError:
    return ApiError(400, "INVALID_ARGUMENT", message)


def not_found(message: str = "Requested entity was not found.") -> ApiError:
    return ApiError(404, "NOT_FOUND", message)


def unmodelled(what: str) -> ApiError:
    """The fake does not know this part of the API; it never guesses."""
    return ApiError(501, "UNIMPLEMENTED", f"The fake does not model {what}.")


def unauthenticated() -> ApiError:
    return ApiError(
        401,
        "UNAUTHENTICATED",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login "
        "cookie or other valid authentication credential. See "
        "https://developers.google.com/identity/sign-in/web/devconsole-project.",
    )


def forbidden() -> ApiError:
    return ApiError(403, "PERMISSION_DENIED", "The caller does not have permission")


def api_off() -> ApiError:
    project = "123456789012"
    page = f"https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project={project}"
    return ApiError(
        403,
        "PERMISSION_DENIED",
        f"Google Sheets API has not been used in project {project} before or it is disabled. "
        f"Enable it by visiting {page} then retry. If you enabled this API recently, wait a few "
        "minutes for the action to propagate to our systems and retry.",
        [
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "SERVICE_DISABLED",
                "domain": "googleapis.com",
                "metadata": {
                    "service": "sheets.googleapis.com",
                    "consumer": f"projects/{project}",
                },
            }
        ],
    )


def too_many(kind: str) -> ApiError:
    word = kind.capitalize()
    return ApiError(
        429,
        "RESOURCE_EXHAUSTED",
        f"Quota exceeded for quota metric '{word} requests' and limit '{word} requests per minute "
        "per user' of service 'sheets.googleapis.com' for consumer 'project_number:123456789012'.",
    )


def office_file() -> ApiError:
    return ApiError(400, "FAILED_PRECONDITION", "This operation is not supported for this document")


def is_protected() -> ApiError:
    return invalid(
        "You are trying to edit a protected cell or object. Please contact the spreadsheet owner "
        "to remove protection if you need to edit."
    )
