"""How an administrator walks through the pages of a change of units, and the days that the tests use."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.units.worlds import DECISION

PAPER = {"decision_no": "166/NQ-HĐND", "decided_on": "02/11/2026"}
# A day that has come whenever the tests run, and one that has not.
TODAY, NEXT_YEARS = {"effective_on": "01/10/2025"}, {"effective_on": "01/01/2099"}
PHU_LOC = {"into": "new", "type": "thon", "name": "Phú Lộc"}
SINCE_OCTOBER = replace(DECISION, effective_on=date(2025, 10, 1))


def preview(browser: FlaskClient, unit_id: int, kind: str, **typed: object) -> TestResponse:
    return browser.get(f"/staff/units/{unit_id}/change/{kind}/preview?{urlencode(PAPER | typed)}")


def confirmed(browser: FlaskClient, unit_id: int, kind: str, **typed: object) -> TestResponse:
    """Look at the preview and press its button, with everything that it kept in hidden fields."""
    page = preview(browser, unit_id, kind, **typed).text
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return browser.post(f"/staff/units/{unit_id}/change/{kind}", data=kept, follow_redirects=True)


def token(browser: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/staff/").text)
    assert found
    return found[1]
