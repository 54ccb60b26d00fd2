"""The press: parts are made in processes of their own, whose end and silence are seen from beside."""

import sys

import pytest
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.links.rules import LABELS
from pledges.prints import acts
from pledges.prints.papers import kept_as
from pledges.prints.queries import line_by_id
from pledges.prints.rules import NewRun, RunState
from pledges.prints.supervising import PressCommand, Supervisor
from pledges.prints.tables import PrintPiece, PrintRun
from pledges.prints.wording import FAULT_OF_OURS, TOO_SLOW, WORKER_ENDED
from tests.architecture.sources import ROOT
from tests.paper.reading import text_of
from tests.prints.printing import PLAIN
from tests.worlds import build_village

pytestmark = pytest.mark.document

# A press that knows one kind of paper, of which the second of two pieces does what it is told.
FAULTY = """
import os, sys, time
from pledges import press, rooms
from pledges.prints.makers import Makers
from tests.prints.printing import PLAIN, PlainMaker

class Faulty(PlainMaker):
    def make(self, order, pieces, destination, beat):
        if 2 in [piece.position for piece in pieces]:
            {fault}
        return super().make(order, pieces, destination, beat)

def makers_of(house):
    makers = Makers()
    makers.add(PLAIN, Faulty())
    return makers

rooms.makers_of = makers_of
press.main()
"""


def faulty(fault: str, silence_seconds: float = 60) -> PressCommand:
    return PressCommand((sys.executable, "-c", FAULTY.format(fault=fault)), ROOT, silence_seconds)


@pytest.fixture
def hamlet_id(house: House, occasion: Occasion) -> int:
    return build_village(house, occasion).hamlet_id


def pressed(house: House, unit_id: int, command: PressCommand) -> PrintRun:
    """Have two pieces made by a press, and return the run as it is then."""
    with house.database.writing() as session:
        run_id = acts.start_run(session, present(), NewRun(PLAIN, unit_id, 2)).id
        acts.begin(session, present(), run_id)
    Supervisor(house, command).press(run_id)
    with house.database.reading() as session:
        return line_by_id(session, run_id).run


def failures(house: House, run_id: int) -> dict[int, str]:
    with house.database.reading() as session:
        query = select(PrintPiece.position, PrintPiece.failure).where(PrintPiece.failure.is_not(None))
        return {row[0]: str(row[1]) for row in session.execute(query)}


def test_labels_are_made_by_a_process_of_its_own(house: House, hamlet_id: int) -> None:
    with house.database.writing() as session:
        run_id = acts.start_run(session, present(), NewRun(LABELS, hamlet_id, 3)).id
        acts.begin(session, present(), run_id)

    Supervisor(house, PressCommand((sys.executable, "-m", "pledges.press"), ROOT)).press(run_id)

    with house.database.reading() as session:
        assert line_by_id(session, run_id).run.state == RunState.READY
    assert "Hộ số 2" in text_of(house.files.open(kept_as(run_id)))
    assert list(house.config.leases.iterdir()) == []


def test_a_piece_that_ends_every_process_fails_alone(house: House, hamlet_id: int) -> None:
    run = pressed(house, hamlet_id, faulty("os._exit(9)"))

    assert (run.state, run.done, run.pages) == (RunState.READY, 2, 1)
    assert failures(house, run.id) == {2: WORKER_ENDED}


def test_a_piece_that_never_beats_is_given_up(house: House, hamlet_id: int) -> None:
    run = pressed(house, hamlet_id, faulty("time.sleep(99)", silence_seconds=4))

    assert (run.state, run.done, run.pages) == (RunState.READY, 2, 1)
    assert failures(house, run.id) == {2: TOO_SLOW}


def test_a_piece_that_asks_for_all_memory_fails_alone(house: House, hamlet_id: int) -> None:
    run = pressed(house, hamlet_id, faulty("bytearray(3 * 1024 ** 3)"))

    assert (run.state, run.done, run.pages) == (RunState.READY, 2, 1)
    assert failures(house, run.id) == {2: FAULT_OF_OURS}


def test_a_press_that_cannot_start_ends_the_run_in_words(house: House, hamlet_id: int) -> None:
    run = pressed(house, hamlet_id, PressCommand((sys.executable, "-c", "raise SystemExit(1)"), ROOT))

    assert (run.state, run.failure) == (RunState.FAILED, FAULT_OF_OURS)
