"""A body larger than any honest one is refused with a plain page, wherever it is sent."""

import pytest
from flask.testing import FlaskClient

HUGE = "a" * 600_000
ENCODED, IN_PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
PART = '--x\r\nContent-Disposition: form-data; name="code"\r\n\r\n'
BODIES = {ENCODED: f"code={HUGE}", IN_PARTS: f"{PART}{HUGE}\r\n--x--"}


@pytest.mark.parametrize("address", ["/find", "/staff/sign-in", "/S/2222222222222/sign/1"])
@pytest.mark.parametrize("kind", [ENCODED, IN_PARTS])
def test_a_huge_form_is_refused(client: FlaskClient, address: str, kind: str) -> None:
    answer = client.post(address, data=BODIES[kind], content_type=kind)

    assert answer.status_code in (404, 413)
    assert "Content-Security-Policy" in answer.headers


def test_it_is_told_kindly(client: FlaskClient) -> None:
    answer = client.post("/find", data=BODIES[ENCODED], content_type=ENCODED)

    assert answer.status_code == 413
    assert "Tệp hoặc nội dung gửi lên quá lớn" in answer.get_data(as_text=True)


def test_a_thousand_parts_are_refused(client: FlaskClient) -> None:
    parts = {f"part-{number}": "x" for number in range(1_000)}

    assert client.post("/find", data=parts, content_type="multipart/form-data").status_code == 413


def test_ten_thousand_fields_are_refused(client: FlaskClient) -> None:
    fields = "&".join(f"x{number}=1" for number in range(10_000))

    answer = client.post("/find", data=f"{fields}&code=K", content_type=ENCODED)

    assert answer.status_code == 413


def test_as_many_fields_as_a_long_page_sends_are_taken(client: FlaskClient) -> None:
    fields = "&".join(f"x{number}=1" for number in range(1_000))

    answer = client.post("/find", data=f"{fields}&code=K", content_type=ENCODED)

    assert answer.status_code == 422
