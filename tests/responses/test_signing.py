"""The household's minute: from the scanned code to the receipt."""

from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.house import House
from pledges.responses.tables import Member, Response, SignedText
from pledges.tallies.tables import LeafCount
from tests.filling import REPRESENTATIVE, open_page, reference_in, sign
from tests.worlds import LONG_NAME, Village

MEMBERS = {
    "members-0-name": "H'Hen Niê",
    "members-0-birth_year": "1971",
    "members-0-relation": "vợ",
    "members-1-name": "Y Moan Êñuôl",
}


def test_a_scanned_code_shows_the_pledge_at_once(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = client.get(f"/S/{village.codes[0]}")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Cam kết của hộ gia đình về an toàn giao thông" in page
    assert "Ký là tự nguyện" in page


def test_the_page_names_the_household_but_masks_the_people(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    page = client.get(f"/S/{village.codes[0]}").get_data(as_text=True)

    assert "Hộ số 1 · Thôn Phú Sơn · N*** H*** T*** P*** K*** N*** T*** Nguyên" in page
    assert LONG_NAME not in page
    assert "Hai Bà Trưng" not in page


def test_nothing_is_ticked_beforehand(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    page = client.get(f"/S/{village.codes[0]}").get_data(as_text=True)

    assert page.count('type="checkbox"') == 19
    assert " checked" not in page


def test_a_code_is_read_in_any_writing(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    code = village.codes[0].lower()

    answer = client.get(f"/S/{code[:4]}-{code[4:8]}-{code[8:]}")

    assert answer.status_code == 200


def test_signing_leads_to_a_receipt(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    answer = sign(client, village.codes[0])

    receipt = client.get(answer.headers["Location"])
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/R/")
    assert REPRESENTATIVE in receipt.get_data(as_text=True)


def test_the_pledge_is_kept_with_its_exact_text(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0], nam_sinh="1968", tong_so_nguoi="5", so_nguoi_tu_16_tuoi="3")

    with house.database.reading() as session:
        response = session.scalars(select(Response)).one()
        text = session.get_one(SignedText, response.text_digest).content
    assert (response.signer_name, response.birth_year, response.people_count) == (REPRESENTATIVE, 1968, 5)
    assert (response.items, response.consents, response.channel) == (["T04", "T07"], ["C1"], "self")
    assert "2. Không điều khiển phương tiện sau khi đã uống rượu, bia." in text


def test_the_text_kept_names_nobody_so_that_all_who_sign_the_same_share_it(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0])
    sign(client, village.codes[2], nguoi_dai_dien="Nguyễn Văn Đức")

    with house.database.reading() as session:
        texts = session.scalars(select(SignedText.content)).all()
    assert len(texts) == 1
    assert REPRESENTATIVE not in texts[0]


def test_members_are_named_as_not_confirmed_yet(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0], **MEMBERS)

    with house.database.reading() as session:
        members = session.scalars(select(Member).order_by(Member.position)).all()
    assert [(one.name, one.birth_year, one.relation) for one in members] == [
        ("H'Hen Niê", 1971, "vợ"),
        ("Y Moan Êñuôl", None, None),
    ]
    assert {one.confirmed_at for one in members} == {None}


def test_signing_moves_the_counters_of_the_hamlet(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0], **MEMBERS)

    with house.database.reading() as session:
        leaf = session.scalars(select(LeafCount)).one()
    assert (leaf.unit_id, leaf.base, leaf.reached) == (village.hamlet_id, 3, 1)
    assert (leaf.signed_self, leaf.members, leaf.members_confirmed) == (1, 2, 0)


def test_a_household_of_one_signs_in_the_singular(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[1], nguoi_dai_dien="K'Brơi", tong_so_nguoi="1")

    with house.database.reading() as session:
        text = session.scalars(select(SignedText.content)).one()
    assert "Tôi hiểu rằng:" in text
    assert "tôi cùng các thành viên" not in text


def test_a_signed_door_tells_strangers_the_date_and_nothing_else(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0])

    page = client.get(f"/S/{village.codes[0]}").get_data(as_text=True)

    assert "Hộ này đã ký cam kết" in page
    assert "Mã biên nhận" in page
    assert "Nguyên" not in page
    assert REPRESENTATIVE not in page


def test_a_telephone_number_is_kept_sealed_and_only_with_its_consent(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0], so_dien_thoai="0913 456 789", C3="y")
    sign(client, village.codes[2], so_dien_thoai="0913 456 788")

    with house.database.reading() as session:
        kept = session.scalars(select(Response.phone_sealed).order_by(Response.id)).all()
    assert kept[0] is not None
    assert b"913" not in kept[0]
    assert kept[1] is None


def test_the_pledge_is_read_and_signed_in_english(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    page = open_page(client, village.codes[0], "/en")

    answer = client.post(page.action, data=page.filled())

    with house.database.reading() as session:
        response = session.scalars(select(Response)).one()
        text = session.get_one(SignedText, response.text_digest).content
    assert answer.headers["Location"].startswith("/en/R/")
    assert response.language == "en"
    assert "voluntarily pledge" in text


def test_reading_writes_nothing(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    client.get(f"/S/{village.codes[0]}")
    client.get(f"/S/{village.codes[0]}/sign/{campaign.id}")

    with house.database.reading() as session:
        assert session.scalars(select(Invitation.is_reached).distinct()).all() == [False]
        assert session.scalars(select(Response)).all() == []


def test_no_answer_sets_a_cookie(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    answer = sign(client, village.codes[0])

    receipt = client.get(answer.headers["Location"])

    assert "Set-Cookie" not in answer.headers
    assert "Set-Cookie" not in receipt.headers
    assert reference_in(answer) in answer.headers["Location"]
