"""A clerk who writes a form: her browser, her campaign, and what she finds on its pages."""

import re
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pledges.campaigns.versions import beside
from pledges.foundation.house import House

SEEN = re.compile(r'name="seen" value="([^"]+)"')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Builder:
    """The builder's pages of one form, as a browser uses them."""

    client: FlaskClient
    campaign_id: int
    form_code: str

    def address(self, page: str = "") -> str:
        return f"/staff/campaigns/{self.campaign_id}/forms/{self.form_code}/build{page}"

    def page(self, page: str = "") -> str:
        answer = self.client.get(self.address(page))
        assert answer.status_code == 200, answer.status_code
        return answer.get_data(as_text=True)

    def seen(self) -> dict[str, str]:
        """Return the hidden fields as the form's page gives them now."""
        shown = self.page("/wording/title")
        return {"seen": SEEN.findall(shown)[0], "csrf_token": TOKEN.findall(shown)[0]}

    def send(self, page: str, **typed: object) -> TestResponse:
        """Send what was typed on a page read just now; ``seen`` may be another."""
        return self.client.post(self.address(page), data={**self.seen(), **typed})


def content(house: House, builder: Builder) -> dict[str, Any]:
    """Return what is written: the draft, or the version in use."""
    with house.database.reading() as session:
        versions = beside(session, builder.campaign_id, builder.form_code)
        return (versions.draft or versions.live).content


def codes(house: House, builder: Builder, part: str) -> list[str]:
    return [one["code"] for one in content(house, builder)[part]]
