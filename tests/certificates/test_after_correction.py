"""A certificate of a pledge that was corrected after the issue: what a stranger, the signer and the clerk are told."""

from flask.testing import FlaskClient

from pledges.foundation.house import House
from tests.certificates.test_pages import Signed, clerk, issued, signed
from tests.responses.test_corrections import open_correction

__all__ = ["clerk", "signed"]


def test_a_certificate_of_a_pledge_that_was_corrected_since_says_so(
    client: FlaskClient, house: House, signed: Signed
) -> None:
    number = issued(house, signed.response_id)
    page = open_correction(client, signed.reference)
    client.post(page.action, data=page.filled(nguoi_dai_dien="Phạm Thị Thu"))

    found = client.get(f"/V/{number}").text
    receipt = client.get(f"/R/{signed.reference}").text

    assert "Bản cam kết đã được sửa sau khi cấp giấy" in found
    assert "N*** V*** Đức" in found
    assert "Thu" not in found
    assert f"Giấy số {number} ghi theo bản trước khi sửa" in receipt
    assert client.get(f"/R/{signed.reference}/certificate").status_code == 404


def test_a_certificate_of_an_earlier_version_tells_that_the_pledge_was_withdrawn(
    client: FlaskClient, house: House, signed: Signed
) -> None:
    number = issued(house, signed.response_id)
    page = open_correction(client, signed.reference)
    client.post(page.action, data=page.filled(nguoi_dai_dien="Phạm Thị Thu"))
    client.post(f"/R/{signed.reference}/withdraw")

    found = client.get(f"/V/{number}").text

    assert "Cam kết đã được rút lại" in found
    assert "Đức" not in found


def test_a_corrected_pledge_gets_a_certificate_of_its_own(
    clerk: FlaskClient, house: House, signed: Signed
) -> None:
    before = issued(house, signed.response_id)
    page = open_correction(clerk, signed.reference)
    clerk.post(page.action, data=page.filled(nguoi_dai_dien="Phạm Thị Thu"))

    listed = clerk.get(signed.list_page).text

    assert "Phạm Thị Thu" in listed
    assert before not in listed
    assert "chưa cấp" in listed
