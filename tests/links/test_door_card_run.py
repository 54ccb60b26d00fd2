"""The folded cards of a hamlet: each household's own code and PIN, in the order chosen, and renewed when reprinted."""

import re
from dataclasses import dataclass

import pytest

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.links.jobs import DoorCardMaker
from pledges.links.ordering import PaperOrder
from pledges.links.pins import PinTried, try_pin
from pledges.links.queries import subject_behind
from pledges.links.rules import DOOR_CARDS, ORDER_CHOICE, CodeEnded
from pledges.prints import acts
from pledges.prints.papers import kept_as
from pledges.prints.queries import line_by_id
from pledges.prints.rules import STEP, NewRun, Order, Piece, RunState
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold, SubjectKind
from tests.paper.reading import codes_of, page_count, text_of
from tests.worlds import build_village

pytestmark = pytest.mark.document

PUBLIC_URL = "HTTP://127.0.0.1:8189/S/"
PIN = re.compile(r"\b(\d{3}) (\d{3})\b")


@dataclass(frozen=True)
class Cards:
    pdf: bytes
    state: str

    def code(self, page: int) -> str:
        return codes_of(self.pdf, page)[0].removeprefix(PUBLIC_URL)

    def pin(self, page: int) -> str:
        found = PIN.search(text_of(self.pdf, page))
        assert found
        return found[1] + found[2]


@pytest.fixture
def hamlet_id(house: House, occasion: Occasion) -> int:
    village = build_village(house, occasion)
    new = [
        NewHousehold("Hồ Thị Ặc", "số 10 đường Lê Lợi"),
        NewHousehold("K'Brơi Bŏng", "số 9 Lê Lợi"),
        NewHousehold("Nguyễn Hữu Ngữ", "2 Âu Cơ"),
    ]
    with house.database.writing() as session:
        add_households(session, occasion, village.hamlet_id, HouseholdSource(house.keys), new)
    return village.hamlet_id


def printed(house: House, hamlet_id: int, order: PaperOrder = PaperOrder.NAME) -> Cards:
    new = NewRun(DOOR_CARDS, hamlet_id, total=6, choices={ORDER_CHOICE: order.value})
    with house.database.writing() as session:
        run_id = acts.start_run(session, present(), new).id
    house.background.queue(STEP, str(run_id))
    house.background.run_queued()
    with house.database.reading() as session:
        state = line_by_id(session, run_id).run.state
    return Cards(house.files.open(kept_as(run_id)), state)


def test_every_card_opens_its_household_and_its_pin_is_right(house: House, hamlet_id: int) -> None:
    cards = printed(house, hamlet_id)

    with house.database.writing() as session:
        kinds = [subject_behind(session, house.keys, cards.code(page)).kind for page in range(6)]
        tried = [
            try_pin(session, present(), house.keys, cards.code(page), cards.pin(page)) for page in range(6)
        ]
    assert (page_count(cards.pdf), cards.state) == (6, RunState.READY)
    assert kinds == [SubjectKind.HOUSEHOLD] * 6
    assert tried == [PinTried.RIGHT] * 6


def test_a_neighbours_pin_does_not_open(house: House, hamlet_id: int) -> None:
    cards = printed(house, hamlet_id)

    with house.database.writing() as session:
        tried = try_pin(session, present(), house.keys, cards.code(0), cards.pin(1))

    assert tried == PinTried.WRONG


def test_a_card_names_the_commune_and_masks_the_household(house: House, hamlet_id: int) -> None:
    words = " ".join(text_of(printed(house, hamlet_id).pdf, page) for page in range(6))

    assert "Thôn Phú Sơn, xã Hàm Mẫu" in words
    assert "Trưởng thôn, Trưởng khu phố hoặc UBND xã Hàm Mẫu." in words
    assert "H*** T*** Ặc" in words
    assert "Hồ Thị" not in words


def test_cards_come_street_by_street_and_house_by_house(house: House, hamlet_id: int) -> None:
    cards = printed(house, hamlet_id, PaperOrder.STREET)

    pages = [text_of(cards.pdf, page) for page in range(6)]

    there = [
        next(place for place, text in enumerate(pages) if name in text) for name in ("Ngữ", "Bŏng", "Ặc")
    ]
    assert there == sorted(there)


def test_cards_come_by_number(house: House, hamlet_id: int) -> None:
    cards = printed(house, hamlet_id, PaperOrder.NUMBER)

    assert [f"Hộ số {page + 1} " in text_of(cards.pdf, page) for page in range(6)] == [True] * 6


def test_a_reprint_ends_the_code_and_the_pin_that_were_printed(house: House, hamlet_id: int) -> None:
    before = printed(house, hamlet_id, PaperOrder.NUMBER)
    maker, now = DoorCardMaker(house), present()
    order = Order(1, DOOR_CARDS.code, hamlet_id, None, 6, None, now.now)
    with house.database.reading() as session:
        household_id = subject_behind(session, house.keys, before.code(3)).id

    with house.database.writing() as session:
        maker.renew(session, order, Piece(4, SubjectKind.HOUSEHOLD, household_id, hamlet_id, "Hộ số 4"))

    after = printed(house, hamlet_id, PaperOrder.NUMBER)
    assert (after.code(3) != before.code(3), after.code(2)) == (True, before.code(2))
    with house.database.writing() as session:
        with pytest.raises(CodeEnded):
            subject_behind(session, house.keys, before.code(3))
        assert try_pin(session, now, house.keys, after.code(3), before.pin(3)) == PinTried.WRONG
        assert try_pin(session, now, house.keys, after.code(3), after.pin(3)) == PinTried.RIGHT


def test_the_manifest_may_name_the_code_as_it_is_typed(house: House, hamlet_id: int) -> None:
    cards = printed(house, hamlet_id, PaperOrder.NUMBER)
    order = Order(1, DOOR_CARDS.code, hamlet_id, None, 6, None, present().now)
    with house.database.reading() as session:
        household_id = subject_behind(session, house.keys, cards.code(0)).id

    typed = DoorCardMaker(house).code_of(order, Piece(1, SubjectKind.HOUSEHOLD, household_id, hamlet_id, ""))

    assert typed.replace("-", "") == cards.code(0)
