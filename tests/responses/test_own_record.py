"""Everything that is kept of a pledge, handed out to whoever holds its reference: to read and for machines."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.foundation.codes import grouped_code, spoken_code
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.acts.rows import insert_signature
from pledges.responses.own_record import PROOF_WORDS
from pledges.responses.rules import ProofKind
from pledges.responses.tables import Response
from tests.architecture.sources import ROOT
from tests.filling import REPRESENTATIVE, reference_in, sign
from tests.paper.reading import text_of
from tests.responses.offices import ask_offices, build_office, register_official
from tests.responses.test_corrections import STROKES, open_correction
from tests.worlds import HOUSEHOLDS, OPENING, Village, run_campaign

TOLD = {
    "nam_sinh": "1968",
    "so_dien_thoai": "0912 345 678",
    "C3": "y",
    "tong_so_nguoi": "5",
    "members-0-name": "Phạm Thị Hòa",
    "members-0-relation": "vợ",
}


def draw(house: House, strokes: str) -> None:
    """Put a drawing under every pledge, whatever its form asks."""
    with house.database.writing() as session:
        for response_id in session.scalars(select(Response.id)).all():
            insert_signature(session, house.keys, response_id, strokes)


@pytest.fixture
def reference(client: FlaskClient, village: Village, campaign: Campaign) -> str:
    """Of a pledge that was corrected once."""
    reference = reference_in(sign(client, village.codes[0], **TOLD))
    page = open_correction(client, reference)
    client.post(page.action, data=page.filled(items=["T04"], **TOLD))
    return reference


def test_the_json_holds_all_versions(client: FlaskClient, reference: str) -> None:
    own = client.get(f"/R/{reference}/data.json").get_json()

    assert own["format"] == "pledge-own-data/1"
    assert own["receipt"] == grouped_code(reference)
    assert [[item["code"] for item in one["items"]] for one in own["versions"]] == [["T04", "T07"], ["T04"]]
    assert [one["is_current"] for one in own["versions"]] == [False, True]
    assert own["versions"][0]["signer_name"] == REPRESENTATIVE
    assert own["versions"][0]["phones"] == ["+84912345678"]
    assert own["versions"][0]["people_count"] == 5


def test_the_json_is_read_without_a_machine(client: FlaskClient, reference: str) -> None:
    text = client.get(f"/R/{reference}/data.json").get_data(as_text=True)

    assert '      "name": "Phạm Thị Hòa",\n' in text


def test_the_json_says_who_keeps_it_and_until_when(
    client: FlaskClient, campaign: Campaign, reference: str
) -> None:
    own = client.get(f"/R/{reference}/data.json").get_json()

    assert own["controller"]["name"] == OPENING.controller
    assert own["controller"]["contact"] == OPENING.data_contact
    assert own["kept_until"] == campaign.settings["kept_until"]
    assert own["members"] == [
        {
            "name": "Phạm Thị Hòa",
            "birth_year": None,
            "relation": "vợ",
            "confirmed_at": None,
            "confirmed_by": None,
        }
    ]
    assert own["certificate"] is None


def test_every_key_of_the_json_is_documented(client: FlaskClient, reference: str) -> None:
    own = client.get(f"/R/{reference}/data.json").get_json()
    documented = (ROOT / "docs" / "own-record.md").read_text()

    keys = [*own, *own["versions"][0], *own["members"][0], *own["controller"], *own["subject"]]
    assert [key for key in keys if f"`{key}`" not in documented] == []


@pytest.mark.document
def test_the_pdf_is_read_by_people(client: FlaskClient, reference: str) -> None:
    answer = client.get(f"/R/{reference}/data.pdf")

    text = " ".join(text_of(answer.data, page) for page in range(3))
    assert answer.mimetype == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    for words in (
        REPRESENTATIVE,
        "Phạm Thị Hòa",
        HOUSEHOLDS[0].address,
        OPENING.controller,
        "Bản sửa",
        "+84912345678",
    ):
        assert words in text
    assert "chưa cấp" in text


@pytest.mark.parametrize("kind", ["data.pdf", "data.json"])
def test_of_a_withdrawn_pledge_nothing_is_left_to_hand_out(
    client: FlaskClient, reference: str, kind: str
) -> None:
    client.post(f"/R/{reference}/withdraw")

    answer = client.get(f"/R/{reference}/{kind}")

    assert answer.status_code == 410
    assert REPRESENTATIVE not in answer.get_data(as_text=True)


def test_every_kind_of_proof_has_its_words() -> None:
    assert set(PROOF_WORDS) == {kind.value for kind in ProofKind}


def test_the_receipt_reads_its_reference_out(client: FlaskClient, reference: str) -> None:
    page = client.get(f"/R/{reference}").get_data(as_text=True)

    assert spoken_code(reference, "vi") in page


def test_the_receipt_says_that_no_certificate_was_issued(client: FlaskClient, reference: str) -> None:
    page = client.get(f"/R/{reference}").get_data(as_text=True)

    assert "Chưa cấp." in page
    assert "/certificate" not in page


def test_the_drawn_signature_is_shown_as_it_was_drawn(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    reference = reference_in(sign(client, village.codes[1]))
    draw(house, STROKES)

    assert '<path d="M10 10L60 80L120 20M200 40L260 90"/>' in client.get(f"/R/{reference}").get_data(
        as_text=True
    )


def test_without_another_campaign_the_renewal_says_what_will_be_offered(
    client: FlaskClient, reference: str
) -> None:
    page = client.get(f"/R/{reference}/renew").get_data(as_text=True)

    assert "Hiện chưa có đợt vận động nào khác để cam kết tiếp" in page
    assert "<form" not in page


def test_another_campaigns_form_opens_with_names_and_nothing_ticked(
    client: FlaskClient, house: House, village: Village, reference: str
) -> None:
    second = run_campaign(house, present(), village.commune_id)

    page = client.get(f"/R/{reference}/renew").get_data(as_text=True)

    assert f'action="/S/{village.codes[0]}/sign/{second.id}"' in page
    assert f'value="{REPRESENTATIVE}"' in page
    assert 'value="Phạm Thị Hòa"' in page
    assert " checked" not in page


def test_a_renewed_pledge_is_a_pledge_of_its_own(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, reference: str
) -> None:
    second = run_campaign(house, present(), village.commune_id)

    answer = sign(client, f"{village.codes[0]}/sign/{second.id}")

    assert reference_in(answer) != reference
    assert "Đã cam kết 1/14 điều" in client.get(f"/R/{reference}").get_data(as_text=True)


def test_an_official_renews_next_year_with_the_name_and_nothing_ticked(
    client: FlaskClient, house: House, village: Village
) -> None:
    office = build_office(house, present(), village)
    ask_offices(house, present(), village)
    reference = reference_in(register_official(client, office.codes[2]))
    following = ask_offices(house, present(), village)

    receipt, page = client.get(f"/R/{reference}").text, client.get(f"/R/{reference}/renew").text

    assert f'href="/R/{reference}/renew"' in receipt
    assert f'action="/S/{office.codes[2]}/sign/{following.id}"' in page
    assert 'value="Lê Thị Lan"' in page
    assert " checked" not in page
