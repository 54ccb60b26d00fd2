"""A pack on paper: every slip readable, none told from another, and nobody can print it again."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.prints.rules import Order, Piece
from pledges.prints.tables import PrintPiece, PrintRun
from pledges.satisfaction.jobs import SWEEP_STEP, SlipMaker
from pledges.satisfaction.slip_rules import (
    PACK_CHOICE,
    PAGE_CHOICE,
    SLIPS,
    PackHandedOver,
    SlipNotReprinted,
    marks_of,
    seed_of,
)
from pledges.satisfaction.tables import SlipPack
from tests.paper.reading import codes_of, page_count, text_of
from tests.satisfaction.slips import ask, old_pack, pack
from tests.worlds import Village

pytestmark = pytest.mark.document


def order_for(pack_id: int, village: Village, slips: int = 12, a_page: str = "12") -> Order:
    choices = {PACK_CHOICE: str(pack_id), PAGE_CHOICE: a_page}
    return Order(7, SLIPS.code, village.commune_id, None, slips, None, present().now, choices)


def pieces_of(maker: SlipMaker, order: Order) -> list[Piece]:
    planned = enumerate(maker.plan(order), start=1)
    return [
        Piece(position, one.subject_kind, one.subject_id, one.unit_id, one.words) for position, one in planned
    ]


def forget_now(house: House) -> None:
    house.background.queue(SWEEP_STEP, "")
    house.background.run_queued()


@pytest.mark.parametrize(("a_page", "pages"), [("12", 3), ("16", 2)])
def test_every_slip_is_read_from_the_page_in_the_shuffled_order(
    a_page: str, pages: int, house: House, village: Village
) -> None:
    pack_id, codes = pack(house, village, 30)
    maker, order, written = SlipMaker(house), order_for(pack_id, village, 30, a_page), BytesIO()

    made = maker.make(order, pieces_of(maker, order), written, lambda _done: None)

    read = [text for page in range(pages) for text in codes_of(written.getvalue(), page)]
    assert (made.pages, page_count(written.getvalue())) == (pages, pages)
    assert [text.rpartition("/")[2] for text in read] == codes
    assert [code.text for code in made.codes] == read


def test_the_codes_on_paper_are_large_enough(house: House, village: Village) -> None:
    pack_id, _codes = pack(house, village)
    maker, order = SlipMaker(house), order_for(pack_id, village, a_page="16")

    made = maker.make(order, pieces_of(maker, order), BytesIO(), lambda _done: None)

    assert min(code.side for code in made.codes) >= 25 / 25.4 * 72


def test_a_slip_says_what_it_is_and_nothing_that_tells_it_from_another(
    house: House, village: Village
) -> None:
    pack_id, codes = pack(house, village)
    maker, order, written = SlipMaker(house), order_for(pack_id, village), BytesIO()

    maker.make(order, pieces_of(maker, order)[:1], written, lambda _done: None)

    assert text_of(written.getvalue()) == (
        "Mời ông/bà đánh giá Không ghi tên. Mã dùng một lần, không gắn với hồ sơ, dùng đến hết ngày 31/12/2099. "
        "Quầy số 1: Hộ tịch, chứng thực Trung tâm Phục vụ hành chính công xã Hàm Mẫu "
        f"Không quét được? Vào 127.0.0.1:8189, nhập mã: {codes[0][:4]}-{codes[0][4:8]}-{codes[0][8:]}"
    )


def test_the_same_part_is_made_the_same_again(house: House, village: Village) -> None:
    pack_id, _codes = pack(house, village)
    maker, order, first, second = SlipMaker(house), order_for(pack_id, village), BytesIO(), BytesIO()

    maker.make(order, pieces_of(maker, order), first, lambda _done: None)
    maker.make(order, pieces_of(maker, order), second, lambda _done: None)

    assert first.getvalue() == second.getvalue()


def test_the_ledger_counts_slips_and_knows_none(house: House, village: Village) -> None:
    pack_id, _codes = pack(house, village)
    maker, order = SlipMaker(house), order_for(pack_id, village)

    pieces = pieces_of(maker, order)

    assert [piece.words for piece in pieces] == [f"Phiếu {number}" for number in range(1, 13)]
    assert {(piece.subject_kind, piece.subject_id) for piece in pieces} == {("slip_pack", pack_id)}
    assert {maker.code_of(order, piece) for piece in pieces} == {""}


def test_no_slip_is_printed_alone(house: House, village: Village) -> None:
    pack_id, _codes = pack(house, village)
    maker, order = SlipMaker(house), order_for(pack_id, village)

    with house.database.reading() as session, pytest.raises(SlipNotReprinted):
        maker.renew(session, order, pieces_of(maker, order)[0])


def test_a_pack_that_is_handed_over_cannot_be_printed_again(house: House, village: Village) -> None:
    pack_id, _codes = pack(house, village)
    maker, order = SlipMaker(house), order_for(pack_id, village)

    forget_now(house)

    assert house.sealed.passing_keys.known(seed_of(pack_id)) is None
    with pytest.raises(PackHandedOver):
        maker.make(order, pieces_of(maker, order), BytesIO(), lambda _done: None)


def test_slips_of_a_pack_whose_seed_is_gone_still_open_the_survey(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    _pack_id, codes = pack(house, village)

    forget_now(house)

    assert client.get(f"/S/{codes[0]}").status_code == 200


def test_what_hid_the_answers_of_a_pack_goes_when_the_pack_is_over(house: House, village: Village) -> None:
    living, _codes = pack(house, village)
    over, _codes = old_pack(house, village)

    forget_now(house)

    assert house.sealed.passing_keys.known(marks_of(living))
    assert house.sealed.passing_keys.known(marks_of(over)) is None


def test_a_run_that_waits_keeps_its_seed_for_two_days(house: House, village: Village) -> None:
    waiting, _codes = pack(house, village)
    stale, _codes = pack(house, village)
    now = present().now
    with house.database.writing() as session:
        session.add_all(a_run(pack_id, village, now) for pack_id in (waiting, stale))
        session.get_one(SlipPack, stale).made_on -= timedelta(days=3)

    forget_now(house)

    assert house.sealed.passing_keys.known(seed_of(waiting))
    assert house.sealed.passing_keys.known(seed_of(stale)) is None


def a_run(pack_id: int, village: Village, now: object) -> PrintRun:
    return PrintRun(
        kind=SLIPS.code,
        unit_id=village.commune_id,
        carries_secrets=True,
        choices={PACK_CHOICE: str(pack_id)},
        state="waiting",
        total=12,
        done=0,
        asked_at=now,
        beat_at=now,
    )


def test_a_pack_asked_for_on_the_page_is_printed_scanned_and_offered(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    asked = ask(clerk, village, slips="20", a_page="16")
    house.background.run_queued()

    with house.database.reading() as session:
        run = session.scalars(select(PrintRun).where(PrintRun.kind == SLIPS.code)).one()
        pieces = session.scalars(select(PrintPiece).where(PrintPiece.run_id == run.id)).all()
    assert asked.headers["Location"] == f"/staff/prints/{run.id}"
    assert (run.state, run.pages, run.failure) == ("ready", 2, None)
    assert [piece.state for piece in pieces] == ["made"] * 20
