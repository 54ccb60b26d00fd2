"""Loads the sample commune whole, once, and removes it whole."""

import json
from datetime import UTC, date, datetime
from random import Random

from sqlalchemy.orm import Session

from pledges.campaigns.acts.campaigns import create_from_catalogue
from pledges.demo.past_campaign import hold_past_campaign
from pledges.demo.rules import COMMUNE, OFFICES, OFFICES_ROOT, PROVINCE, hamlets, household
from pledges.foundation.house import House
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.acts.offices import add_counter, add_office
from pledges.register.queries.offices import counters_of, offices_seated_in
from pledges.register.tables import Counter
from pledges.units.acts.adding import add_unit
from pledges.units.queries.tree import roots
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.tables import Unit

_SINCE = date(2025, 7, 1)
_PAST = datetime(2026, 9, 30, 10, 0, tzinfo=UTC)
# Three in a hundred of some three thousand eligible households.
_REFUSALS = 91


def load_when_empty(house: House, occasion: Occasion, *, households: int, seed: int) -> bool:
    """Load the sample commune when there is no unit at all; return whether it was loaded."""
    with house.database.reading() as session:
        if roots(session):
            return False
    load(house, occasion, households=households, seed=seed)
    return True


def load(house: House, occasion: Occasion, *, households: int, seed: int) -> None:
    """Load the sample commune in one transaction: all of it or nothing. The same seed gives the same commune."""
    random = Random(seed)  # noqa: S311  # sample data are to be the same every time, not secret
    seeded = Occasion(occasion.now, None, random.randbytes)
    with house.database.writing() as session:
        commune = _add_territory(session, seeded, house.keys, random, households)
        _add_offices(session, seeded, commune)
        past = hold_past_campaign(session, house.keys, random, commune.id, house.config.public_url)
        create_from_catalogue(session, seeded, commune.id, is_sample=True)
        answers = {
            f"answers:{past.id}:{counter.id}": drawn for counter, drawn in _answers_drawn(session, commune)
        }
    _fill_sealed(house, random, past.id, answers)


def _add_territory(session: Session, occasion: Occasion, keys: Keys, random: Random, households: int) -> Unit:
    province = _add(session, occasion, _territory("tinh", PROVINCE))
    commune = _add(session, occasion, _territory("xa", COMMUNE, province.id))
    for place, (name, size) in enumerate(hamlets(random, households)):
        kind = "khu_pho" if name.startswith("Khu phố") else "thon"
        hamlet = _add(session, occasion, _territory(kind, name, commune.id, place))
        add_households(
            session, occasion, hamlet.id, HouseholdSource(keys), [household(random) for _ in range(size)]
        )
    return commune


def _add_offices(session: Session, occasion: Occasion, commune: Unit) -> None:
    root = _add(session, occasion, _organisation(OFFICES_ROOT, None, 1))
    for place, sample in enumerate(OFFICES):
        unit = _add(session, occasion, _organisation(sample.name, root.id, place))
        office = add_office(session, occasion, unit.id, commune.id, sample.staff_count)
        for number, (name, _answers) in enumerate(sample.counters, start=1):
            add_counter(session, occasion, office, number, name)


def _answers_drawn(session: Session, commune: Unit) -> list[tuple[Counter, int]]:
    offices = offices_seated_in(session, [commune.id])
    counters = counters_of(session, [office.id for office in offices])
    drawn = [answers for sample in OFFICES for _name, answers in sample.counters]
    return list(zip(counters, drawn, strict=True))


def _fill_sealed(house: House, random: Random, campaign_id: int, answers: dict[str, int]) -> None:
    """Drop invented answers and refusals into their own store: 84 in 100 of the answers are satisfied."""
    for round_name, number in answers.items():
        contents = {random.randbytes(16): _answer(random) for _ in range(number)}
        house.sealed.drop_all(round_name, contents, _PAST)
    refusals = {random.randbytes(16): b"declined" for _ in range(_REFUSALS)}
    house.sealed.drop_all(f"declined:{campaign_id}:", refusals, _PAST)


def _answer(random: Random) -> bytes:
    level = random.choices("54321", (50, 34, 9, 5, 2))[0]
    return json.dumps({"q1": level, "q3": level}, separators=(",", ":")).encode()


def _territory(type_: str, name: str, parent_id: int | None = None, sort_no: int = 0) -> NewUnit:
    return NewUnit(UnitKind.TERRITORY, type_, name, _SINCE, parent_id, sort_no)


def _organisation(name: str, parent_id: int | None, sort_no: int) -> NewUnit:
    return NewUnit(UnitKind.ORGANISATION, "co_quan", name, _SINCE, parent_id, sort_no)


def _add(session: Session, occasion: Occasion, new: NewUnit) -> Unit:
    return add_unit(session, occasion, new, is_sample=True)
