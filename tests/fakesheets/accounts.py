"""The token endpoint: a signed JWT for an access token, as service accounts get theirs."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from google.auth import jwt

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SCOPE = "https://www.googleapis.com/auth/spreadsheets"
AUDIENCE = "https://oauth2.googleapis.com/token"
LIFE = 3600


class BadGrantError(Exception):
    """Why no token is given."""


@dataclass
class Accounts:
    """Service accounts by address with their public keys (PEM), and the tokens they hold."""

    keys: dict[str, bytes] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def register(self, address: str, public_key: bytes) -> None:
        """Know a service account."""
        self.keys[address] = public_key

    def grant(self, form: str, endpoint: str) -> dict[str, Any]:
        """The token for a form that proves who asks; raises BadGrantError."""
        fields = {name: texts[0] for name, texts in parse_qs(form).items()}
        if fields.get("grant_type") != GRANT:
            raise BadGrantError("unsupported_grant_type")
        claims = self._claims(fields.get("assertion", ""), endpoint)
        if claims.get("scope") != SCOPE:
            raise BadGrantError(f"invalid_scope: {claims.get('scope')}")
        token = f"token-{len(self.tokens) + 1}"
        self.tokens[token] = claims["iss"]
        return {"access_token": token, "expires_in": LIFE, "token_type": "Bearer"}

    def _claims(self, assertion: str, endpoint: str) -> dict[str, Any]:
        try:
            claimed = jwt.decode(assertion, verify=False)
            key = self.keys[claimed["iss"]]
            claims = dict(jwt.decode(assertion, certs=key, audience=[AUDIENCE, endpoint]))
        except (ValueError, KeyError) as error:
            raise BadGrantError(f"invalid_grant: {error}") from error
        if claims["exp"] - claims["iat"] > LIFE:
            raise BadGrantError("invalid_grant: longer than an hour")
        return claims
