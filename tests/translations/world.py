"""What stands in the addresses of the swept pages, and a list brought in through them."""

from dataclasses import dataclass
from io import BytesIO

from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from pledges.campaigns.tables import Campaign
from tests.register.reading.lists import example
from tests.worlds import Village


@dataclass(frozen=True)
class World:
    """A village in whose campaign the first household has signed.

    ``values``: what stands in addresses; ``asked``: what stands behind the question mark, by endpoint.
    """

    village: Village
    campaign: Campaign
    values: dict[str, object]
    asked: dict[str, dict[str, object]]

    def address(self, app: Flask, rule: Rule) -> str:
        """Return the address of a page with something on it; KeyError where no value is known."""
        values = {
            name: self.values.get(f"{rule.endpoint}:{name}", self.values[name]) for name in rule.arguments
        }
        values |= self.asked.get(rule.endpoint, {})
        return str(app.url_map.bind("127.0.0.1").build(rule.endpoint, values))


def send_list(client: FlaskClient, hamlet_id: int, book: Workbook | None = None) -> TestResponse:
    """Choose and send a workbook, the example if none is given."""
    address, content = f"/en/staff/register/units/{hamlet_id}/import", BytesIO()
    (book or example()).save(content)
    token = client.get(address).text.split('name="csrf_token" value="')[1].split('"')[0]
    fields = {"csrf_token": token, "workbook": (BytesIO(content.getvalue()), "danh-sach.xlsx")}
    return client.post(address, data=fields, content_type="multipart/form-data")
