"""A certificate that is printed again says what it said at first; and what cannot be printed is told in words."""

from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import update

from pledges.campaigns.tables import Campaign
from pledges.certificates.acts import issue
from pledges.certificates.papers import certificate_paper, write_certificates
from pledges.certificates.queries.recipients import recipients
from pledges.certificates.rules import PAPER, Recipient
from pledges.certificates.signing_keys import destroy_retired, rotate
from pledges.certificates.turned_away import AddressTooLong, BlockUnfilled, WordsTooLong
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.stationery.tables import PaperBlock, PaperHead
from tests.certificates.pledging import keys_of, sign
from tests.paper.reading import text_of
from tests.worlds import Village, build_village, run_campaign

pytestmark = pytest.mark.document

URL = "https://camket.tuyphong.lamdong.gov.vn"


@dataclass(frozen=True)
class Issued:
    """A certificate of last week, in a village."""

    village: Village
    number: str


@pytest.fixture
def issued(house: House) -> Issued:
    last_week = replace(present(), now=present().now - timedelta(days=7))
    village = build_village(house, last_week)
    campaign = run_campaign(house, last_week, village.commune_id)
    response_id, _ = sign(house, last_week, campaign.id, village.household_ids[0])
    with house.database.writing() as session:
        return Issued(village, issue(session, last_week, keys_of(house), response_id).number)


def recipient_of(house: House, number: str) -> Recipient:
    with house.database.reading() as session:
        [found] = recipients(session, [number])
    return found


def says(house: House, unit_id: int, block: str, source: str, at: Occasion) -> None:
    with house.database.writing() as session:
        session.add(PaperBlock(unit_id=unit_id, paper=PAPER, block=block, source=source, saved_at=at.now))


def bears(house: House, unit_id: int, issuer: str) -> None:
    with house.database.writing() as session:
        head = {"style": "state", "superior": "", "issuer": issuer, "place": "", "symbol": ""}
        session.add(PaperHead(unit_id=unit_id, saved_at=present().now - timedelta(days=30), **head))


def test_whatever_changes_later_the_same_paper_comes_again(house: House, issued: Issued) -> None:
    before = certificate_paper(recipient_of(house, issued.number), URL).content

    says(house, issued.village.commune_id, "title", "GIẤY GHI NHẬN MỚI", present())
    with house.database.writing() as session:
        rotate(session, present(), house.config.keys)
    with house.database.reading() as session:
        destroy_retired(session, house.config.keys)

    assert certificate_paper(recipient_of(house, issued.number), URL).content == before


def test_a_prolonged_campaign_leaves_the_date_on_the_paper_as_it_was_proven(
    house: House, issued: Issued
) -> None:
    until_on = recipient_of(house, issued.number).wording.until_on
    with house.database.writing() as session:
        session.execute(update(Campaign).values(closes_on=until_on + timedelta(days=90)))

    assert recipient_of(house, issued.number).wording.until_on == until_on


def test_the_nearest_units_own_words_are_printed(house: House, issued: Issued) -> None:
    long_ago = replace(present(), now=present().now - timedelta(days=30))
    says(house, issued.village.province_id, "title", "GIẤY GHI NHẬN CỦA TỈNH", long_ago)
    says(house, issued.village.commune_id, "title", "GIẤY GHI NHẬN CỦA XÃ", long_ago)
    says(house, issued.village.province_id, "lead", "Ghi nhận và cảm ơn {{ loai_chu_the }}", long_ago)

    text = text_of(certificate_paper(recipient_of(house, issued.number), URL).content)

    assert "GIẤY GHI NHẬN CỦA XÃ" in text
    assert "Ghi nhận và cảm ơn hộ ông/bà" in text


def test_words_of_one_person_stand_on_their_own_page(house: House, issued: Issued) -> None:
    long_ago = replace(present(), now=present().now - timedelta(days=30))
    says(house, issued.village.commune_id, "note", "Giấy trao cho {{ ten }}, số {{ ma }}.", long_ago)
    one = recipient_of(house, issued.number)

    written = BytesIO()
    write_certificates([one, replace(one, name="K'Brơi", number="2026-0003-000123N")], URL, written, print)

    assert f"Giấy trao cho {one.name}, số {issued.number}." in text_of(written.getvalue(), 0)
    assert "Giấy trao cho K'Brơi, số 2026-0003-000123N." in text_of(written.getvalue(), 1)


def test_the_head_of_the_body_above_does_not_sign_for_the_commune(house: House, issued: Issued) -> None:
    bears(house, issued.village.province_id, "Ủy ban nhân dân tỉnh Lâm Đồng")
    of_province = text_of(certificate_paper(recipient_of(house, issued.number), URL).content)

    bears(house, issued.village.commune_id, "Ủy ban Mặt trận Tổ quốc Việt Nam xã Hàm Mẫu")
    of_commune = text_of(certificate_paper(recipient_of(house, issued.number), URL).content)

    assert "ỦY BAN NHÂN DÂN XÃ HÀM MẪU" in of_province
    assert "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ HÀM MẪU" in of_commune


@pytest.mark.parametrize("source", ["Ghi nhận {{ ten_thon }}", "Ghi nhận <script>alert(1)</script>"])
def test_words_that_cannot_be_filled_stop_the_run_and_say_which(
    house: House, issued: Issued, source: str
) -> None:
    says(
        house,
        issued.village.commune_id,
        "lead",
        source,
        replace(present(), now=present().now - timedelta(days=9)),
    )

    with pytest.raises(BlockUnfilled) as refused:
        certificate_paper(recipient_of(house, issued.number), URL)

    assert refused.value.values["block"] == "lead"
    assert refused.value.values["name"] in ("ten_thon", "script")


def test_a_public_address_that_no_phone_could_read_is_refused_with_its_limit(
    house: House, issued: Issued
) -> None:
    recipient = recipient_of(house, issued.number)

    certificate_paper(recipient, "https://" + "a" * 60 + ".vn")
    with pytest.raises(AddressTooLong) as refused:
        certificate_paper(recipient, "https://" + "a" * 80 + ".vn")

    assert refused.value.values == {"most": 72}


def test_a_name_that_no_sheet_holds_is_told_in_words(house: House, issued: Issued) -> None:
    endless = replace(recipient_of(house, issued.number), name="Nguyễn Hoàng " * 100)

    with pytest.raises(WordsTooLong):
        certificate_paper(endless, URL)
