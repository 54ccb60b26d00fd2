"""Changes of units on their day: carried out whole and once, whoever asks, or given up with the reason."""

import threading
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from pledges.foundation.errors import ServiceBusy
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.units.acts.changing import (
    carry_out,
    fail_change,
)
from pledges.units.jobs import DUE_STEP, carry_out_due, carry_out_one
from pledges.units.refusals import UnitEnded
from pledges.units.rules import Hanging, HangsOnUnits, UnitThereAlready
from pledges.units.tables import Unit
from tests.units.worlds import (
    DECISION,
    LATER,
    LONG_DUE,
    NEW_YEAR,
    ON_NEW_YEAR,
    Commune,
    add,
    build_commune,
    change,
    decided,
    done,
    phu_loc,
    rename,
    unit,
    unit_named,
)


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def test_it_is_carried_out_on_its_day_and_only_once(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    change_id = decided(house, occasion, commune.administrator, phu_loc(commune), LATER)

    first, second = carry_out_due(house, ON_NEW_YEAR), carry_out_due(house, ON_NEW_YEAR)

    assert (first, second) == ({change_id: True}, {})
    assert unit_named(house, "Thôn Phú Lộc").valid_from == NEW_YEAR


def test_a_decision_for_a_day_that_is_over_holds_from_that_day(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    since = replace(DECISION, effective_on=date(2026, 11, 1), decided_on=date(2026, 11, 20))

    done(house, occasion, commune.administrator, phu_loc(commune), since)

    assert unit_named(house, "Thôn Phú Lộc").valid_from == date(2026, 11, 1)
    assert unit(house, commune.hamlet_id).valid_to == date(2026, 11, 1)


def test_a_change_that_makes_no_sense_any_more_is_given_up_and_the_others_go_on(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    lost = decided(
        house, occasion, commune.administrator, rename(house, commune.hamlet_id, "Thôn Hàm Phú"), LATER
    )
    kept = decided(
        house, occasion, commune.administrator, rename(house, commune.other_id, "Thôn Hàm Phước"), LATER
    )
    add(house, occasion, "thon", "Thôn Hàm Phú", commune.id)

    found = carry_out_due(house, ON_NEW_YEAR)

    assert found == {lost: False, kept: True}
    assert (change(house, lost).state, change(house, lost).failure) == ("failed", UnitThereAlready.title)
    assert unit(house, commune.hamlet_id).name == "Thôn Phú Sơn"


def test_what_is_done_cannot_fail_afterwards(house: House, occasion: Occasion, commune: Commune) -> None:
    change_id = done(house, occasion, commune.administrator, phu_loc(commune))

    with house.database.writing() as session:
        fail_change(session, occasion, change_id, UnitEnded.title)

    assert change(house, change_id).state == "done"


def test_the_background_step_carries_out_what_is_due(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    change_id = decided(house, occasion, commune.administrator, phu_loc(commune), LONG_DUE)

    house.background.queue(DUE_STEP, "")
    house.background.queue(DUE_STEP, str(change_id))
    house.background.run_queued()

    assert change(house, change_id).state == "done"


def test_the_command_says_what_it_did(app: Flask, house: House, occasion: Occasion, commune: Commune) -> None:
    change_id = decided(house, occasion, commune.administrator, phu_loc(commune), LONG_DUE)

    result = app.test_cli_runner().invoke(args=["unit", "carry-out-due"])

    assert (result.exit_code, result.output.strip()) == (0, f"{change_id}: done")
    assert app.test_cli_runner().invoke(args=["unit", "carry-out-due", "--json"]).output.strip() == "{}"


def test_two_workers_carry_a_change_out_once(house: House, occasion: Occasion, commune: Commune) -> None:
    change_id = decided(house, occasion, commune.administrator, phu_loc(commune))
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        carry_out_one(house, occasion, change_id)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    with house.database.reading() as session:
        assert len(session.scalars(select(Unit.id).where(Unit.name == "Thôn Phú Lộc")).all()) == 1
    assert change(house, change_id).state == "done"


def test_what_breaks_in_the_middle_leaves_nothing_half_done(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    change_id = decided(house, occasion, commune.administrator, phu_loc(commune))

    with pytest.raises(PowerCut), house.database.writing() as session:
        carry_out(session, occasion, CutsThePower(), change_id)

    assert change(house, change_id).state == "planned"
    assert unit(house, commune.hamlet_id).valid_to is None
    assert carry_out_due(house, occasion) == {change_id: True}


def test_a_busy_store_leaves_the_change_for_the_next_time(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    change_id = decided(house, occasion, commune.administrator, phu_loc(commune))
    house.hand(HangsOnUnits, FindsTheStoreBusy())

    with pytest.raises(ServiceBusy):
        carry_out_one(house, occasion, change_id)

    assert change(house, change_id).state == "planned"


class PowerCut(Exception):
    """The machine stops."""


class CutsThePower:
    """A room in whose turn the machine stops."""

    def hanging(self, _session: Any, _unit_ids: Any) -> list[Hanging]:
        return []

    def transfer(self, *_told: Any) -> None:
        raise PowerCut


class FindsTheStoreBusy(CutsThePower):
    """A room in whose turn the store is locked by somebody else."""

    def transfer(self, *_told: Any) -> None:
        raise ServiceBusy
