"""The background step: makes what waits, keeps the file, says in words what went wrong, sweeps up."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.paper.pdf import PdfEngineMissing
from pledges.prints import acts
from pledges.prints.jobs import PrintStep, reconcile, sweep
from pledges.prints.makers import Makers
from pledges.prints.papers import kept_as, making_paper
from pledges.prints.queries import line_by_id
from pledges.prints.rules import (
    STEP,
    SWEEP_STEP,
    Maker,
    NewRun,
    NothingToPrint,
    PaperEngineAway,
    PaperKind,
    RunState,
)
from pledges.prints.tables import PrintRun
from pledges.prints.wording import FAULT_OF_OURS, FILE_LOST
from tests.prints.printing import PDF, PLAIN, SECRET, EmptyMaker, PlainMaker, RobbedMaker, know_both
from tests.worlds import build_village

pytestmark = pytest.mark.document

ALL = frozenset({1, 2, 3})
NOTHING_FOUND = (
    "queued again: 0, destroyed: 0, parts to be made again: 0, files of no run: 0, missing: none\n"
)


@pytest.fixture
def hamlet_id(house: House, occasion: Occasion) -> int:
    return build_village(house, occasion).hamlet_id


def started(house: House, unit_id: int, kind: PaperKind, when: Occasion | None = None) -> int:
    with house.database.writing() as session:
        return acts.start_run(session, when or present(), NewRun(kind, unit_id, total=3)).id


def long_ago(**passed: float) -> Occasion:
    return replace(present(), now=present().now - timedelta(**passed))


def run_of(house: House, run_id: int) -> PrintRun:
    with house.database.reading() as session:
        return line_by_id(session, run_id).run


def worked(house: House, run_id: int, maker: Maker | None = None) -> None:
    know_both(house, maker)
    PrintStep(house, house.handed(Makers))(str(run_id))


def test_a_queued_run_is_made_and_kept(house: House, hamlet_id: int) -> None:
    know_both(house)
    run_id = started(house, hamlet_id, PLAIN)
    house.background.queue(STEP, str(run_id))

    house.background.run_queued()

    assert run_of(house, run_id).state == RunState.READY
    assert house.files.open(kept_as(run_id)) == PDF


def test_a_message_that_comes_twice_makes_the_paper_once(house: House, hamlet_id: int) -> None:
    run_id = started(house, hamlet_id, PLAIN)
    worked(house, run_id)

    worked(house, run_id, PlainMaker(poisoned=ALL))

    assert run_of(house, run_id).state == RunState.READY


def test_what_a_person_can_understand_is_said_in_words(house: House, hamlet_id: int) -> None:
    run_id = started(house, hamlet_id, PLAIN)

    worked(house, run_id, EmptyMaker())

    assert run_of(house, run_id).state == RunState.FAILED
    assert run_of(house, run_id).failure == NothingToPrint.title


def test_a_fault_of_our_own_is_recorded_and_goes_on_to_the_log(house: House, hamlet_id: int) -> None:
    run_id = started(house, hamlet_id, PLAIN)

    worked(house, run_id, PlainMaker(poisoned=ALL))

    assert (run_of(house, run_id).state, run_of(house, run_id).failure) == (RunState.FAILED, FAULT_OF_OURS)


def test_a_machine_without_a_pdf_engine_is_told_what_to_install() -> None:
    with pytest.raises(PaperEngineAway) as told, making_paper():
        raise PdfEngineMissing("no Pango")

    assert "apt-get install" in str(told.value.values["line"])


def test_a_worker_whose_part_was_taken_away_leaves_no_file(house: House, hamlet_id: int) -> None:
    run_id = started(house, hamlet_id, SECRET)

    worked(house, run_id, RobbedMaker(house=house))

    assert run_of(house, run_id).state == RunState.FAILED
    assert house.files.names("prints") == []


def test_a_paper_made_on_the_spot_is_not_made_in_the_background(house: House, hamlet_id: int) -> None:
    house.handed(Makers).add(PLAIN)
    run_id = started(house, hamlet_id, PLAIN)

    PrintStep(house, house.handed(Makers))(str(run_id))

    assert run_of(house, run_id).failure == NotFound.title


def test_a_kind_that_nobody_makes_any_more_fails_in_words(house: House, hamlet_id: int) -> None:
    run_id = started(house, hamlet_id, PLAIN)

    PrintStep(house, Makers())(str(run_id))

    assert run_of(house, run_id).failure == NotFound.title


def test_the_next_step_takes_up_a_run_that_stopped(house: House, hamlet_id: int) -> None:
    stopped = started(house, hamlet_id, PLAIN, long_ago(minutes=2))
    worked(house, started(house, hamlet_id, PLAIN))

    house.background.run_queued()

    assert run_of(house, stopped).state == RunState.READY


def test_a_sweep_destroys_sheets_of_codes_that_nobody_fetched(house: House, hamlet_id: int) -> None:
    run_id = started(house, hamlet_id, SECRET)
    worked(house, run_id)
    with house.database.writing() as session:
        session.get_one(PrintRun, run_id).ready_at = long_ago(hours=25).now

    swept = sweep(house)

    assert swept.destroyed == [run_id]
    assert not house.files.exists(kept_as(run_id))


def test_the_sweep_comes_round_by_itself(house: House, hamlet_id: int) -> None:
    run_id = started(house, hamlet_id, SECRET)
    worked(house, run_id)
    with house.database.writing() as session:
        session.get_one(PrintRun, run_id).ready_at = long_ago(hours=25).now

    house.background.queue(SWEEP_STEP, "")
    house.background.run_queued()

    assert run_of(house, run_id).state == RunState.DESTROYED


def test_reconciling_finds_nothing_where_all_is_well(house: House, hamlet_id: int) -> None:
    worked(house, started(house, hamlet_id, PLAIN))

    found = reconcile(house)

    assert (found.queued_again, found.destroyed, found.lost) == ([], [], [])


def test_reconciling_tells_of_a_file_that_is_gone(house: House, hamlet_id: int) -> None:
    run_id = started(house, hamlet_id, PLAIN)
    worked(house, run_id)
    house.files.remove(kept_as(run_id))

    found = reconcile(house)

    assert found.lost == [run_id]
    assert (run_of(house, run_id).state, run_of(house, run_id).failure) == (RunState.FAILED, FILE_LOST)


def test_reconciling_removes_a_file_that_may_not_be_there(house: House, hamlet_id: int) -> None:
    run_id = started(house, hamlet_id, SECRET)
    worked(house, run_id)
    with house.database.writing() as session:
        acts.collect(session, present(), run_id)

    reconcile(house)

    assert not house.files.exists(kept_as(run_id))


def test_the_command_fails_when_a_file_is_gone(app: Flask, house: House, hamlet_id: int) -> None:
    run_id = started(house, hamlet_id, PLAIN)
    worked(house, run_id)
    house.files.remove(kept_as(run_id))

    told = app.test_cli_runner().invoke(args=["files", "reconcile", "--json"])

    assert told.exit_code == 1
    assert json.loads(told.output) == {
        "queued_again": [],
        "destroyed": [],
        "lost": [run_id],
        "parts_lost": [],
        "strays": [f"prints/{run_id}-manifest.pdf"],
    }


def test_the_command_says_in_a_line_what_it_found(app: Flask, house: House) -> None:
    told = app.test_cli_runner().invoke(args=["files", "reconcile"])

    assert (told.exit_code, told.output) == (0, NOTHING_FOUND)
