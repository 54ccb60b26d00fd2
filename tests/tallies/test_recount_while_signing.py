"""A recount is right while people sign, withdraw and refuse: each is wholly counted or waits, never half."""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

import pytest
from sqlalchemy import select, update

from pledges.campaigns.tables import Invitation
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.tables import Household
from pledges.responses.acts.answering import decline
from pledges.responses.acts.signing import submit
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.counting import SignedByLeaf
from pledges.responses.queries.doors import door_of
from pledges.responses.queries.pledges import active_of_invitation
from pledges.responses.rules import Asking, NamedMember, Refusal, Submission
from pledges.tallies.acts.recounting import recount
from pledges.tallies.queries.counters import lock_leaves
from pledges.tallies.rules import Difference, TallyLine, broken_identities, total_of
from pledges.tallies.tables import LeafCount
from tests.tallies.worlds import FORM, Commune, build_commune

# The order of all signers is left to chance, so the test takes as many as show a race within seconds.
pytestmark = pytest.mark.slow
SIGNERS = 6
# Whoever signs or refuses is reached once; withdrawing leaves a household so.
REACHED = 63
MEMBERS = (NamedMember("Trần Thị Hòa", 1970, "Vợ"), NamedMember("Nguyễn Văn Út", None, "Con"))


@dataclass(frozen=True)
class Signer:
    """One of those who sign at the same time, household after household."""

    house: House
    occasion: Occasion
    campaign_id: int

    def come(self, household_ids: Sequence[int]) -> int:
        """Let every household sign; each third withdraws again, each fifth of the others refuses instead."""
        return sum(self._one(number, household_id) for number, household_id in enumerate(household_ids))

    def _one(self, number: int, household_id: int) -> int:
        if number % 5 == 4:
            self._decline(household_id)
            return 0
        self._sign(household_id)
        if number % 3 == 2:
            self._withdraw(household_id)
            return 0
        return 1

    def _asking(self, household_id: int) -> Asking:
        with self.house.database.reading() as session:
            door = door_of(session, household_id)
            assert door
            return door.asked_by(self.campaign_id)

    def _sign(self, household_id: int) -> None:
        asking = self._asking(household_id)
        words = "Gia đình tôi tự nguyện cam kết không vượt đèn đỏ."
        attempt = hashlib.sha256(f"{household_id}".encode()).digest()[:16]
        submission = Submission(
            asking, attempt, words, "digest", "vi", ("T02",), ("C1",), "Nguyễn Văn Đức", members=MEMBERS
        )
        with self.house.database.writing() as session:
            submit(session, self.occasion, self.house.keys, submission)

    def _withdraw(self, household_id: int) -> None:
        asking = self._asking(household_id)
        with self.house.database.writing() as session:
            response = active_of_invitation(session, asking.invitation_id)
            assert response
            withdraw(session, self.occasion, response.id)

    def _decline(self, household_id: int) -> None:
        asking = self._asking(household_id)
        attempt = hashlib.sha256(f"no {household_id}".encode()).digest()[:16]
        with self.house.database.writing() as session:
            decline(session, self.occasion, self.house.sealed, Refusal(asking, None, attempt))


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def counted_anew(house: House, commune: Commune) -> list[Difference]:
    with house.database.writing() as session:
        return recount(session, commune.campaign_id, SignedByLeaf())


def until(done: Event, house: House, commune: Commune) -> Iterator[list[Difference]]:
    """Recount again and again until told to stop."""
    while not done.is_set():
        yield counted_anew(house, commune)


def sign_while_recounting(
    house: House, occasion: Occasion, commune: Commune
) -> tuple[int, list[list[Difference]]]:
    """Return how many have signed in the end, and what each recount found meanwhile."""
    signer, done = Signer(house, occasion, commune.campaign_id), Event()
    with house.database.reading() as session:
        households = list(session.scalars(select(Household.id).order_by(Household.id)))
    with ThreadPoolExecutor(SIGNERS + 1) as crowd:
        recounting = crowd.submit(lambda: list(until(done, house, commune)))
        try:
            signed = sum(crowd.map(signer.come, [households[first::SIGNERS] for first in range(SIGNERS)]))
        finally:
            done.set()
        return signed, recounting.result()


def lines(house: House, commune: Commune) -> list[TallyLine]:
    with house.database.writing() as session:
        return list(lock_leaves(session, commune.campaign_id).values())


def test_recounts_find_nothing_while_people_sign(house: House, occasion: Occasion, commune: Commune) -> None:
    signed, found = sign_while_recounting(house, occasion, commune)

    assert len(found) > 1
    assert [each for each in found if each] == []
    assert total_of(lines(house, commune)).signed_self == signed
    assert counted_anew(house, commune) == []


def test_a_recount_heals_spoilt_counters_while_people_sign(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with house.database.writing() as session:
        session.execute(update(LeafCount).values(signed_self=500, reached=1000, base=7))

    signed, found = sign_while_recounting(house, occasion, commune)

    healed = {(each.unit_id, each.counter) for differences in found for each in differences}
    assert {(commune.tan_lap, "base"), (commune.khu_pho, "signed_self")} <= healed
    assert [each for each in found[1:] if each] == []
    assert total_of(lines(house, commune)).signed_self == signed
    assert [broken_identities(line) for line in lines(house, commune)] == [[], [], []]


def test_every_household_that_answered_was_reached_once(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    sign_while_recounting(house, occasion, commune)

    with house.database.reading() as session:
        reached = select(Invitation.id).where(Invitation.is_reached, Invitation.form_code == FORM)
        assert len(session.scalars(reached).all()) == total_of(lines(house, commune)).reached == REACHED
