"""Whatever happens in whatever order: counters agree with rows and days add up, papers work, the trail is whole."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.certificates.tables import Certificate
from pledges.foundation.audit import broken_links
from pledges.foundation.house import House
from pledges.links.rules import code_of
from pledges.links.tables import Code
from pledges.register.rules import SubjectKind
from pledges.responses.rules import NotAsked
from pledges.tallies.acts.recounting import recount
from pledges.tallies.rules import CountsSigned, TallyLine, broken_identities
from tests.journeys.long_year import Year, begin_year
from tests.journeys.year_acts import BASE, LISTS, PLEDGES, REGISTER, UNITS

DAYS, STEPS_A_DAY = 6, 30


def faults(year: Year) -> Iterator[str]:
    """Tell everything that does not agree today."""
    for campaign_id, unit_id in year.places():
        with year.house.database.writing() as session:
            found = recount(session, campaign_id, year.house.handed(CountsSigned))
        yield from (f"{campaign_id}: {difference}" for difference in found)
        live, today = year.line(campaign_id, unit_id), year.line(campaign_id, unit_id, year.occasion.today)
        yield from (f"{campaign_id}: {identity} of {live}" for identity in broken_identities(live))
        if told(live) != told(today):
            yield f"{campaign_id}: {live} as of today {today}"
    with year.house.database.reading() as session:
        yield from broken_links(session)


def told(line: TallyLine) -> tuple[int, ...]:
    """What an earlier day is asked for: who was reached has no day, and names of members are erased."""
    return line.base, line.excluded, line.signed_self, line.withdrawn


def papers(year: Year) -> Iterator[str]:
    """Return the address of every code and certificate that was ever printed."""
    with year.house.database.reading() as session:
        for code in session.scalars(select(Code).where(Code.subject_kind == SubjectKind.HOUSEHOLD)):
            yield f"/S/{code_of(year.house.keys, SubjectKind.HOUSEHOLD, code.subject_id, code.generation)}"
        yield from (f"/V/{number}" for number in session.scalars(select(Certificate.number)))


def opens(client: FlaskClient, address: str) -> bool:
    """Tell whether a paper leads to its page, or to one that says that nothing is asked or a new code is out."""
    answer = client.get(address)
    return answer.status_code in (200, 410) or NotAsked.title in answer.text


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 11])
def test_nothing_is_lost_in_a_long_year(client: FlaskClient, house: House, seed: int) -> None:
    year = begin_year(house, seed, DAYS)

    for _ in range(DAYS):
        year.steps(STEPS_A_DAY, *PLEDGES, *REGISTER, *BASE, *UNITS)
        assert list(faults(year)) == []
        year.ends_the_day()
    year.steps(STEPS_A_DAY, *PLEDGES, *REGISTER, *BASE, *UNITS, *LISTS, *LISTS)

    assert list(faults(year)) == []
    assert [address for address in papers(year) if not opens(client, address)] == []
    assert {place: told(year.line(*place)) for place in year.seen} == {
        place: told(line) for place, line in year.seen.items()
    }
    assert len(year.done) >= 17, "the lot left out too much of what can happen"
