"""The receipt: opened by its reference alone, and the way to take a pledge back."""

import html
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from pledges.campaigns.tables import Campaign
from pledges.foundation.audit import AuditEvent
from pledges.foundation.codes import grouped_code
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.paper.qr import encode
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.counting import SignedByLeaf
from pledges.responses.rules import AlreadyWithdrawn
from pledges.responses.tables import Member, Response
from pledges.tallies.acts.recounting import recount
from pledges.tallies.tables import LeafCount
from tests.filling import REPRESENTATIVE, open_page, reference_in, sign
from tests.worlds import Village

MEMBERS = {"members-0-name": "H'Hen Niê", "members-0-relation": "vợ"}


@pytest.fixture
def reference(client: FlaskClient, village: Village, campaign: Campaign) -> str:
    """Of a pledge with one member."""
    return reference_in(sign(client, village.codes[0], nam_sinh="1968", C2="y", **MEMBERS))


def test_the_receipt_shows_what_was_pledged(client: FlaskClient, reference: str) -> None:
    page = client.get(f"/R/{reference}").get_data(as_text=True)

    assert grouped_code(reference) in page
    assert f"{REPRESENTATIVE}, 1968" in page
    assert "Đã cam kết 2/14 điều" in page
    assert "Không điều khiển phương tiện sau khi đã uống rượu, bia." in page
    assert "Không vượt đèn đỏ." not in page
    assert "Chụp màn hình để lưu" in page


def test_the_receipt_says_what_each_item_rests_on_and_where_it_stands_in_the_plan(
    client: FlaskClient, reference: str
) -> None:
    page = client.get(f"/R/{reference}").get_data(as_text=True)

    assert page.count('Luật đã quy định · <span lang="vi">Phụ lục III, gạch đầu dòng 1</span>') == 2


def test_members_stand_as_not_confirmed(client: FlaskClient, reference: str) -> None:
    page = client.get(f"/R/{reference}").get_data(as_text=True)

    assert "H&#39;Hen Niê (vợ)" in page
    assert "Chưa tự xác nhận" in page


def test_the_receipt_holds_the_whole_signed_text_with_the_signers_blanks_filled(
    client: FlaskClient, reference: str
) -> None:
    page = client.get(f"/R/{reference}").get_data(as_text=True)

    assert f"Người đại diện hộ: {REPRESENTATIVE}." in page
    assert "hẻm Hai Bà Trưng nối dài, Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng." in page
    assert f"bằng mã biên nhận {grouped_code(reference)} tại" in page


def test_the_receipt_has_its_own_address_as_a_qr_code(
    client: FlaskClient, house: House, reference: str
) -> None:
    page = unquote(html.unescape(client.get(f"/R/{reference}").get_data(as_text=True)))

    assert encode(f"{house.config.public_url}/R/{reference}".upper()).path in page


def test_the_reference_is_read_in_any_writing(client: FlaskClient, reference: str) -> None:
    assert client.get(f"/R/{grouped_code(reference).lower()}").status_code == 200


def test_a_mistyped_and_an_unknown_reference_are_told_apart(client: FlaskClient, village: Village) -> None:
    mistyped = client.get("/R/2222222222223").get_data(as_text=True)
    unknown = client.get(f"/R/{village.codes[0]}").get_data(as_text=True)

    assert "Mã này gõ chưa đúng" in mistyped
    assert "Không tìm thấy biên nhận có mã này" in unknown


def test_the_reference_is_not_in_the_database(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, reference: str
) -> None:
    with house.database.reading() as session:
        response = session.scalars(select(Response)).one()
    kept = repr([value for name, value in vars(response).items() if not name.startswith("_")])

    assert reference not in kept
    assert reference[:12] not in kept


def test_the_receipt_is_read_in_english_too(client: FlaskClient, reference: str) -> None:
    page = client.get(f"/en/R/{reference}").get_data(as_text=True)

    assert "Do not ride or drive after drinking alcohol." in page
    assert f'href="/R/{reference}"' in page


def test_withdrawing_is_asked_once(client: FlaskClient, reference: str) -> None:
    page = client.get(f"/R/{reference}/withdraw").get_data(as_text=True)

    assert "Tôi rút lại cam kết đã ký ngày" in page
    assert "(Không bắt buộc nêu lý do.)" in page


def test_reading_the_question_withdraws_nothing(client: FlaskClient, house: House, reference: str) -> None:
    client.get(f"/R/{reference}/withdraw")

    with house.database.reading() as session:
        assert session.scalars(select(Response.state)).all() == ["active"]


def test_a_withdrawn_pledge_is_shown_as_withdrawn_without_names(client: FlaskClient, reference: str) -> None:
    answer = client.post(f"/R/{reference}/withdraw")

    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert answer.status_code == 303
    assert "Bản cam kết đã rút lại" in page
    assert REPRESENTATIVE not in page
    assert "Niê" not in page


def test_withdrawing_erases_what_identifies_people_at_once(
    client: FlaskClient, house: House, reference: str
) -> None:
    client.post(f"/R/{reference}/withdraw")

    with house.database.reading() as session:
        response = session.scalars(select(Response)).one()
        assert session.scalars(select(Member)).all() == []
    assert (response.signer_name, response.birth_year, response.phone_sealed) == (None, None, None)
    assert response.content_digest == ""


def test_what_is_erased_is_gone_from_the_file_too(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    """On the embedded database: whoever reads the file past SQLite finds no name of a pledge that was taken back."""
    if not house.database.is_embedded:
        pytest.skip("a server's files are the server's: see docs/honesty.md")
    path, names = house.config.data / "pledges.sqlite3", ("Trịnh Đình Quắc", MEMBERS["members-0-name"])
    reference = reference_in(sign(client, village.codes[0], nguoi_dai_dien=names[0], **MEMBERS))
    house.database.dispose()  # what lay in the journal is in the file now
    assert all(name.encode() in path.read_bytes() for name in names)

    client.post(f"/R/{reference}/withdraw")

    house.database.dispose()
    assert [name for name in names if name.encode() in path.read_bytes()] == []


def test_withdrawing_moves_the_counters_and_leaves_a_trail(
    client: FlaskClient, house: House, campaign: Campaign, reference: str
) -> None:
    client.post(f"/R/{reference}/withdraw")

    withdrawn = select(func.count()).where(AuditEvent.action == "response.withdraw")
    with house.database.writing() as session:
        leaf = session.scalars(select(LeafCount)).one()
        assert (leaf.signed_self, leaf.withdrawn, leaf.members, leaf.reached) == (0, 1, 0, 1)
        assert session.scalar(withdrawn) == 1
        assert recount(session, campaign.id, SignedByLeaf()) == []


def test_asked_twice_a_withdrawal_counts_once(client: FlaskClient, house: House, reference: str) -> None:
    for _ in range(2):
        assert client.post(f"/R/{reference}/withdraw").status_code == 303

    with house.database.reading() as session:
        assert session.scalars(select(LeafCount.withdrawn)).all() == [1]


def test_the_question_is_not_asked_about_a_withdrawn_pledge(client: FlaskClient, reference: str) -> None:
    client.post(f"/R/{reference}/withdraw")

    answer = client.get(f"/R/{reference}/withdraw")

    assert answer.status_code == 409
    assert "Bản cam kết này đã được rút lại" in answer.get_data(as_text=True)


def test_the_act_refuses_to_withdraw_twice(house: House, reference: str) -> None:
    with house.database.writing() as session:
        withdraw(session, present(), 1)

    with pytest.raises(AlreadyWithdrawn), house.database.writing() as session:
        withdraw(session, present(), 1)


def test_withdrawing_at_once_from_two_phones_counts_once(app: Flask, house: House, reference: str) -> None:
    with ThreadPoolExecutor(8) as phones:
        answers = list(
            phones.map(lambda _: app.test_client().post(f"/R/{reference}/withdraw").status_code, range(8))
        )

    assert set(answers) == {303}
    with house.database.reading() as session:
        assert session.scalars(select(LeafCount.withdrawn)).all() == [1]


def test_a_household_may_sign_again_after_withdrawing(
    client: FlaskClient, house: House, village: Village, reference: str
) -> None:
    client.post(f"/R/{reference}/withdraw")

    again = sign(client, village.codes[0])

    with house.database.reading() as session:
        leaf = session.scalars(select(LeafCount)).one()
    assert reference_in(again) != reference
    assert (leaf.signed_self, leaf.withdrawn, leaf.reached) == (1, 1, 1)


def test_the_page_of_a_withdrawn_pledge_sent_again_shows_that_it_was_withdrawn(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0])
    first = client.post(page.action, data=page.filled())
    client.post(first.headers["Location"] + "/withdraw")

    again = client.post(page.action, data=page.filled())

    assert again.headers["Location"] == first.headers["Location"]
