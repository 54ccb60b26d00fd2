"""Households sign while their hamlet is divided: every pledge is counted once, and nobody waits in a circle."""

import threading
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.register.tables import Household
from pledges.responses.tables import Response
from pledges.tallies.acts.recounting import recount
from pledges.tallies.rules import CountsSigned
from tests.certificates.pledging import sign
from tests.units.worlds import DECISION, build_commune, done, split, unit_named
from tests.worlds import run_campaign

LONG_DUE = replace(DECISION, effective_on=date(2025, 10, 1))


def test_pledges_given_while_a_hamlet_is_divided_are_counted_once(house: House) -> None:
    commune = build_commune(house, present())
    campaign = run_campaign(house, present(), commune.id)
    with house.database.reading() as session:
        ids = session.scalars(select(Household.id).where(Household.unit_id == commune.other_id)).all()
    plan = split(commune.id, commune.other_id, ("Thôn Phú Hòa 1", ()), ("Thôn Phú Hòa 2", ("to 2",)))
    start = threading.Barrier(len(ids) + 1)

    def signing(household_id: int) -> None:
        start.wait()
        sign(house, present(), campaign.id, household_id)

    signers = [threading.Thread(target=signing, args=(one_id,)) for one_id in ids]
    for signer in signers:
        signer.start()
    start.wait()
    done(house, present(), commune.administrator, plan, LONG_DUE)
    for signer in signers:
        signer.join()

    with house.database.writing() as session:
        units = sorted(session.scalars(select(Response.unit_id).where(Response.campaign_id == campaign.id)))
        assert recount(session, campaign.id, house.handed(CountsSigned)) == []
    first, second = unit_named(house, "Thôn Phú Hòa 1").id, unit_named(house, "Thôn Phú Hòa 2").id
    assert units == sorted([first, first, second, second])
