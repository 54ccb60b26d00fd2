"""The label sheets of a hamlet, from the clerk's click to the code that a telephone reads from the paper."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.links.queries import subject_behind
from pledges.links.rules import LABELS, LABELS_A_PAGE
from pledges.paper.stocks import A4_24
from pledges.prints import acts
from pledges.prints.papers import kept_as
from pledges.prints.queries import line_by_id
from pledges.prints.rules import STEP, NewRun, NothingToPrint, RunState
from pledges.prints.tables import PrintRun
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.queries.households import households_in
from pledges.register.rules import NewHousehold
from pledges.register.tables import Household
from tests.paper.reading import codes_of, page_count, text_of
from tests.worlds import Village, add_commune, build_village

pytestmark = pytest.mark.document

# With the village's three households 52: two whole sheets and a third with four labels.
NAMES = [
    f"Trần Thị {given}" for given in "Ẩn Bưởi Cúc Đào Đượm Ghi Hòa Ích Khế Lựu Mận Nở Ổi Phượng".split()
] * 3
PUBLIC_URL = "HTTP://127.0.0.1:8189/S/"


@dataclass(frozen=True)
class Printed:
    run: PrintRun
    pdf: bytes
    households: Sequence[Household]


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    village = build_village(house, occasion)
    new = [NewHousehold(name, f"Tổ {number}") for number, name in enumerate(NAMES + NAMES[:7], start=1)]
    with house.database.writing() as session:
        add_households(session, occasion, village.hamlet_id, HouseholdSource(house.keys), new)
    return village


def printed(house: House, unit_id: int) -> Printed:
    with house.database.writing() as session:
        run_id = acts.start_run(session, present(), NewRun(LABELS, unit_id, total=52)).id
    house.background.queue(STEP, str(run_id))
    house.background.run_queued()
    with house.database.reading() as session:
        run = line_by_id(session, run_id).run
        households = households_in(session, [unit_id])
    return Printed(run, house.files.open(kept_as(run_id)), households)


def scanned(pdf: bytes) -> list[str]:
    return [code for page in range(page_count(pdf)) for code in codes_of(pdf, page)]


def test_every_label_of_a_hamlet_leads_back_to_its_household(house: House, village: Village) -> None:
    paper = printed(house, village.hamlet_id)

    links = scanned(paper.pdf)

    with house.database.reading() as session:
        behind = [subject_behind(session, house.keys, link.removeprefix(PUBLIC_URL)).id for link in links]
    assert behind == [household.id for household in paper.households]
    assert len(links) == 52


def test_the_sheets_hold_24_labels_each_and_the_ledger_knows_how_many(house: House, village: Village) -> None:
    paper = printed(house, village.hamlet_id)

    assert [len(codes_of(paper.pdf, page)) for page in range(3)] == [24, 24, 4]
    assert (paper.run.state, paper.run.pages, paper.run.total) == (RunState.READY, 3, 52)
    assert A4_24.capacity == LABELS_A_PAGE


def test_labels_come_in_the_order_of_given_names(house: House, village: Village) -> None:
    paper = printed(house, village.hamlet_id)

    given_names = [household.head_name.split()[-1] for household in paper.households]

    assert given_names[:8] == ["Ẩn", "Ẩn", "Ẩn", "Ẩn", "K'Brơi", "Bưởi", "Bưởi", "Bưởi"]
    assert text_of(paper.pdf).index("Ẩn") < text_of(paper.pdf).index("Bưởi") < text_of(paper.pdf).index("Cúc")


def test_a_label_tells_a_passer_by_initials_only(house: House, village: Village) -> None:
    words = " ".join(text_of(printed(house, village.hamlet_id).pdf, page) for page in range(3))

    assert "N*** V*** Đức" in words
    assert "K***" in words
    assert "Nguyễn" not in words
    assert "Trần" not in words
    assert "Thôn Phú Sơn" in words
    assert "Hộ số 3" in words


def test_a_second_print_has_the_same_codes(house: House, village: Village) -> None:
    first, second = printed(house, village.hamlet_id), printed(house, village.hamlet_id)

    assert scanned(first.pdf) == scanned(second.pdf)


def test_a_unit_without_households_prints_nothing_and_says_so(house: House, occasion: Occasion) -> None:
    commune_id = add_commune(house, occasion, build_village(house, occasion).province_id)

    with house.database.writing() as session:
        run_id = acts.start_run(session, present(), NewRun(LABELS, commune_id, total=5)).id
    house.background.queue(STEP, str(run_id))
    house.background.run_queued()

    with house.database.reading() as session:
        assert line_by_id(session, run_id).run.failure == NothingToPrint.title
