"""A clerk's browser at the pages of a list: send it, press a button on its page."""

from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

NOBODY = (2, "", 1955, "Tổ 1", 2)
HOSTILE = "=cmd|'/c calc'!A0 <script>alert(1)</script>"


def token(client: FlaskClient, address: str) -> str:
    return client.get(address).text.split('name="csrf_token" value="')[1].split('"')[0]


def sent(
    client: FlaskClient, unit_id: int, content: bytes, name: str = "Danh sách.xlsx", **fields: str
) -> TestResponse:
    address = f"/staff/register/units/{unit_id}/import"
    form = {"csrf_token": token(client, address), "workbook": (BytesIO(content), name), **fields}
    return client.post(address, data=form, content_type="multipart/form-data")


def previewed(client: FlaskClient, unit_id: int, content: bytes, **fields: str) -> str:
    """Send a list and return the address of its page."""
    return sent(client, unit_id, content, **fields).headers["Location"]


def pressed(client: FlaskClient, address: str, part: str, **fields: str) -> TestResponse:
    return client.post(f"{address}/{part}", data={"csrf_token": token(client, address), **fields})


def sent_with_formulas(client: FlaskClient, hamlet_id: int) -> str:
    """Send a list of which one row comes back, with two formulas and a link; return the address of its page."""
    listed = f"STT;Họ và tên chủ hộ;Năm sinh;Địa chỉ;Số nhân khẩu\n1;;=1+1;{HOSTILE};http://a.example\n"
    return previewed(client, hamlet_id, listed.encode())
