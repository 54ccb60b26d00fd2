"""Doors: unmarked is refused, a foreign form is refused, staff pages ask to sign in, headers are on every answer."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pledges.foundation.headers import CONTENT_SECURITY_POLICY

SIGN_IN = {"login_name": "khong.co", "password": "một mật khẩu bất kỳ nào đó"}


def test_an_unmarked_route_is_refused(app: Flask, client: FlaskClient) -> None:
    app._got_first_request = False
    app.add_url_rule("/forgotten", view_func=lambda: "open", endpoint="forgotten")

    assert client.get("/forgotten").status_code == 404


def test_staff_pages_lead_to_the_sign_in_page_and_back(client: FlaskClient) -> None:
    answer = client.get("/staff/people")

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/staff/sign-in?next=/staff/people"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"},
    ],
)
def test_a_form_from_another_site_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/staff/sign-in", data=SIGN_IN, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://127.0.0.1:8189"}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}],
)
def test_our_own_form_is_accepted(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/staff/sign-in", data=SIGN_IN, headers=headers).status_code == 422


@pytest.mark.parametrize("address", ["/staff/sign-in", "/nothing-here", "/static/none.css"])
def test_headers_are_on_every_answer(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers

    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers
