"""The staff cookie: a sign-in's secret and when it was last seen, signed; public pages never set or read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask, Response, g, request
from itsdangerous import BadSignature, URLSafeSerializer

from pledges.foundation.house import House
from pledges.foundation.moments import utc_now
from pledges.staff.queries import grants_of, running_sign_in
from pledges.staff.rules import ABSOLUTE_LIMIT, has_run_out, reaches

COOKIE = "staff"
# The cookie is only written again after this long, so that most answers carry no Set-Cookie.
_REFRESH_SECONDS = 60


@dataclass(frozen=True)
class SignedInStaff:
    """The staff member acting now (``foundation.access.Actor``)."""

    id: int
    display_name: str
    sign_in_id: int
    csrf_key: str
    reaches: Mapping[str, frozenset[int]]


class StaffCookie:
    """Tells who is acting from the cookie, and keeps its last-seen time fresh."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._serializer = URLSafeSerializer(house.keys.for_purpose("staff-cookie"), salt="staff")

    def identify(self) -> SignedInStaff | None:
        """Return who is signed in, or None: no cookie, a forged one, an ended or run-out sign-in."""
        read = self._read()
        if read is None:
            return None
        secret, seen_at = read
        with self._house.database.reading() as session:
            found = running_sign_in(session, secret)
            if found is None or has_run_out(found[0].started_at, seen_at, utc_now()):
                return None
            grants = grants_of(session, found[1].id)
        if (utc_now() - seen_at).total_seconds() > _REFRESH_SECONDS:
            g.staff_secret = secret
        csrf_key = self._house.keys.digest("csrf", secret).hex()
        return SignedInStaff(found[1].id, found[1].display_name, found[0].id, csrf_key, reaches(grants))

    def set(self, response: Response, secret: str) -> Response:
        """Put the sign-in into the answer's cookie, seen now."""
        value = self._serializer.dumps([secret, int(utc_now().timestamp())])
        response.set_cookie(
            COOKIE,
            str(value),
            max_age=int(ABSOLUTE_LIMIT.total_seconds()),
            secure=self._house.config.is_https,
            httponly=True,
            samesite="Lax",
            path="/",
        )
        return response

    def clear(self, response: Response) -> Response:
        """Take the cookie away."""
        response.delete_cookie(COOKIE, path="/")
        return response

    def refresh(self, response: Response) -> Response:
        """Renew last-seen where ``identify`` found it old; touches no public page."""
        secret = g.pop("staff_secret", None)
        return self.set(response, secret) if secret else response

    def _read(self) -> tuple[str, datetime] | None:
        value = request.cookies.get(COOKIE)
        if not value:
            return None
        try:
            secret, seen = self._serializer.loads(value)
        except (BadSignature, ValueError, TypeError):
            return None
        return str(secret), datetime.fromtimestamp(int(seen), UTC)


def init_cookie(app: Flask, house: House) -> StaffCookie:
    """Make the cookie known to the app and keep it fresh on staff pages."""
    cookie = StaffCookie(house)
    app.extensions["staff-cookie"] = cookie
    app.after_request(cookie.refresh)
    return cookie
