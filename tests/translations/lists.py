"""Brings a hamlet's list in through the English pages."""

from io import BytesIO

from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.test import TestResponse

from tests.register.lists import example


def send_list(client: FlaskClient, hamlet_id: int, book: Workbook | None = None) -> TestResponse:
    """Choose and send a workbook, the example if none is given."""
    address, content = f"/en/staff/register/units/{hamlet_id}/import", BytesIO()
    (book or example()).save(content)
    token = client.get(address).text.split('name="csrf_token" value="')[1].split('"')[0]
    fields = {"csrf_token": token, "workbook": (BytesIO(content.getvalue()), "danh-sach.xlsx")}
    return client.post(address, data=fields, content_type="multipart/form-data")
