"""Many at once: one page sent twenty times is one pledge, and counting while people sign finds nothing wrong."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier, Event

import pytest
from flask import Flask
from sqlalchemy import func, select

from pledges.foundation.audit import broken_links
from pledges.foundation.house import House
from pledges.responses.counting import SignedByLeaf
from pledges.responses.tables import Response
from pledges.tallies.acts.recounting import recount
from pledges.tallies.rules import Difference
from tests.endurance.commune import Commune, build_commune
from tests.endurance.conftest import Opener
from tests.endurance.scale import scaled
from tests.filling import open_page, sign

pytestmark = pytest.mark.endurance

AT_ONCE = 20
ROUNDS, SIGNERS = scaled(200), scaled(2_000, least=40)
SEED = 189


def rush(app: Flask, code: str) -> list[tuple[int, str]]:
    """Send one opened page from twenty phones at the same moment; return status and where each is led."""
    page, start = open_page(app.test_client(), code), Barrier(AT_ONCE)

    def send(_phone: int) -> tuple[int, str]:
        phone = app.test_client()
        start.wait()
        answer = phone.post(page.action, data=page.filled())
        return answer.status_code, answer.headers.get("Location", "")

    with ThreadPoolExecutor(AT_ONCE) as phones:
        return list(phones.map(send, range(AT_ONCE)))


def counted_anew(house: House, commune: Commune) -> list[Difference]:
    with house.database.writing() as session:
        return recount(session, commune.campaign_id, SignedByLeaf())


def until(done: Event, house: House, commune: Commune) -> Iterator[list[Difference]]:
    """Recount again and again, with a breath between, until told to stop."""
    while not done.wait(0.01):
        yield counted_anew(house, commune)


def signed_while_counted(
    app: Flask, house: House, commune: Commune
) -> tuple[set[int], list[list[Difference]]]:
    """Return the statuses of all signers, and what each recount found meanwhile."""
    done = Event()
    with ThreadPoolExecutor(AT_ONCE + 1) as crowd:
        counting = crowd.submit(lambda: list(until(done, house, commune)))
        try:
            statuses = set(crowd.map(lambda code: sign(app.test_client(), code).status_code, commune.codes))
        finally:
            done.set()
        return statuses, counting.result()


def responses_in(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Response)) or 0


def test_twenty_sendings_at_once_are_one_pledge_every_time(each_database: str, open_house: Opener) -> None:
    app, house = open_house(database_url=each_database)
    commune = build_commune(house, ROUNDS, Random(SEED))

    rushes = [rush(app, code) for code in commune.codes]

    assert [answers for answers in rushes if len(set(answers)) > 1 or answers[0][0] != 303] == []
    assert responses_in(house) == ROUNDS
    assert counted_anew(house, commune) == []


def test_counting_while_people_sign_finds_nothing_wrong(each_database: str, open_house: Opener) -> None:
    app, house = open_house(database_url=each_database)
    commune = build_commune(house, SIGNERS, Random(SEED))

    statuses, found = signed_while_counted(app, house, commune)

    assert statuses == {303}
    assert len(found) > 1
    assert [differences for differences in found if differences] == []
    assert responses_in(house) == SIGNERS
    with house.database.reading() as session:
        assert broken_links(session) == []
