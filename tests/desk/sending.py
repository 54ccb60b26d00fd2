"""Sends the staff's forms as their pages would: with the token of whoever is signed in."""

from flask.testing import FlaskClient

from tests.access.doors import token_on


def send(browser: FlaskClient, where: str, /, **typed: str | list[str]) -> tuple[int, str]:
    """Send a form as its page would; return the status and where it leads, or the page."""
    token = token_on(browser.get("/staff/").get_data(as_text=True))
    answer = browser.post(where, data={"csrf_token": token, **typed})
    return answer.status_code, answer.headers.get("Location") or answer.get_data().decode(errors="replace")
