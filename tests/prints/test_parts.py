"""Parts of a run in the ledger: cut by unit, taken once, given back, halved until the bad piece stands alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.prints import acts, parts, sweeping
from pledges.prints.parts import Held
from pledges.prints.planning import close_plan, cut_in_parts, lay_out
from pledges.prints.rules import HEAD, KeptFile, NewPiece, NewRun, PartState
from pledges.prints.tables import PrintPart, PrintPiece, PrintRun
from pledges.prints.wording import WORKER_ENDED
from tests.prints.printing import PLAIN
from tests.worlds import build_village

KEPT = KeptFile(1, "b" * 64)


@pytest.fixture
def planned(house: House, occasion: Occasion) -> int:
    """A run at work with two parts, of four pieces and of one; its id."""
    hamlet_id = build_village(house, occasion).hamlet_id
    pieces = [NewPiece("household", number, hamlet_id, f"Hộ số {number}") for number in range(1, 6)]
    with house.database.writing() as session:
        run_id = acts.start_run(session, occasion, NewRun(PLAIN, hamlet_id, 5)).id
        acts.begin(session, occasion, run_id)
        head = parts.take_next(session, occasion, run_id, "planner")
        assert head == Held(run_id, HEAD, "planner")
        lay_out(session, run_id, list(cut_in_parts(pieces, 4)))
        close_plan(session, head, 5)
    return run_id


def take(house: House, occasion: Occasion, run_id: int, lease: str) -> Held | None:
    with house.database.writing() as session:
        return parts.take_next(session, occasion, run_id, lease)


def keep(house: House, occasion: Occasion, held: Held | None) -> None:
    assert held
    with house.database.writing() as session:
        parts.keep_part(session, occasion, held, KEPT, {})


def numbers_of(house: House, run_id: int) -> Sequence[tuple[int, int, str]]:
    """Return position, part and state of every piece."""
    with house.database.reading() as session:
        query = select(PrintPiece.position, PrintPiece.part, PrintPiece.state)
        return [(row[0], row[1], row[2]) for row in session.execute(query.order_by(PrintPiece.position))]


def later(occasion: Occasion, seconds: float) -> Occasion:
    return replace(occasion, now=occasion.now + timedelta(seconds=seconds))


def test_a_part_holds_pieces_of_one_unit_and_no_more_than_its_size() -> None:
    pieces = [NewPiece("household", number, unit, "") for number, unit in enumerate((1, 1, 1, 2, 1))]

    cuts = list(cut_in_parts(pieces, 2))

    assert [(cut.number, cut.position, cut.unit_id, len(cut.pieces)) for cut in cuts] == [
        (1, 1, 1, 2),
        (2, 3, 1, 1),
        (3, 4, 2, 1),
        (4, 5, 1, 1),
    ]


def test_nobody_else_plans_a_run_that_somebody_plans(house: House, occasion: Occasion) -> None:
    hamlet_id = build_village(house, occasion).hamlet_id
    with house.database.writing() as session:
        run_id = acts.start_run(session, occasion, NewRun(PLAIN, hamlet_id, 5)).id
        acts.begin(session, occasion, run_id)

    assert take(house, occasion, run_id, "one") == Held(run_id, HEAD, "one")
    assert take(house, occasion, run_id, "two") is None


def test_each_part_is_taken_once_and_the_file_last(house: House, occasion: Occasion, planned: int) -> None:
    first, second = (take(house, occasion, planned, lease) for lease in ("one", "two"))
    nothing_left = take(house, occasion, planned, "three")

    keep(house, occasion, first)
    not_yet = take(house, occasion, planned, "one")
    keep(house, occasion, second)

    assert (first, second) == (Held(planned, 1, "one"), Held(planned, 2, "two"))
    assert (nothing_left, not_yet) == (None, None)
    assert take(house, occasion, planned, "two") == Held(planned, HEAD, "two")


def test_of_a_run_that_was_called_off_nothing_is_taken(
    house: House, occasion: Occasion, planned: int
) -> None:
    with house.database.writing() as session:
        acts.cancel(session, occasion, planned)

    assert take(house, occasion, planned, "one") is None


def test_done_counts_the_pieces_that_are_made(house: House, occasion: Occasion, planned: int) -> None:
    keep(house, occasion, take(house, occasion, planned, "one"))

    with house.database.reading() as session:
        assert session.get_one(PrintRun, planned).done == 4


def test_a_part_of_a_dead_process_waits_again_and_blames_nobody(
    house: House, occasion: Occasion, planned: int
) -> None:
    take(house, occasion, planned, "dead")

    with house.database.writing() as session:
        runs = sweeping.take_back(session, occasion, lambda _lease: False)
        part = session.get_one(PrintPart, (planned, 1), populate_existing=True)

    assert runs == [planned]
    assert (part.state, part.worker, part.ended_workers) == (PartState.WAITING, None, 0)


def test_a_process_of_another_machine_is_believed_in_for_twenty_seconds(
    house: House, occasion: Occasion, planned: int
) -> None:
    take(house, occasion, planned, "elsewhere")

    with house.database.writing() as session:
        parts.beat(session, later(occasion, 10), ["elsewhere"])
        assert sweeping.take_back(session, later(occasion, 29), lambda _lease: None) == []
        assert sweeping.take_back(session, later(occasion, 31), lambda _lease: None) == [planned]


def test_a_living_process_keeps_its_part_however_long_it_is_silent(
    house: House, occasion: Occasion, planned: int
) -> None:
    take(house, occasion, planned, "busy")

    with house.database.writing() as session:
        assert sweeping.take_back(session, later(occasion, 600), lambda _lease: True) == []


def test_a_bad_part_is_cut_in_halves(house: House, occasion: Occasion, planned: int) -> None:
    held = take(house, occasion, planned, "one")
    assert held

    with house.database.writing() as session:
        parts.blame(session, occasion, held, WORKER_ENDED)

    assert [(position, part) for position, part, _ in numbers_of(house, planned)] == [
        (1, 1),
        (2, 1),
        (3, 3),
        (4, 3),
        (5, 2),
    ]


def test_the_first_end_of_a_process_is_put_down_to_the_machine(
    house: House, occasion: Occasion, planned: int
) -> None:
    held = take(house, occasion, planned, "one")
    assert held

    with house.database.writing() as session:
        assert parts.see_end(session, occasion, held, WORKER_ENDED)
        assert parts.held_by(session, "one") == []

    assert {part for _, part, _ in numbers_of(house, planned)} == {1, 2}


def test_a_single_piece_that_ends_processes_has_failed_in_words(
    house: House, occasion: Occasion, planned: int
) -> None:
    take(house, occasion, planned, "one")

    for lease in ("two", "three"):
        held = take(house, occasion, planned, lease)
        assert held
        with house.database.writing() as session:
            parts.see_end(session, occasion, held, WORKER_ENDED)

    with house.database.reading() as session:
        piece = session.get_one(PrintPiece, (planned, 5))
        assert (piece.state, piece.failure) == ("failed", WORKER_ENDED)
        assert session.get_one(PrintPart, (planned, 2)).state == PartState.FAILED


def test_a_plan_that_ends_three_processes_ends_the_run(house: House, occasion: Occasion) -> None:
    hamlet_id = build_village(house, occasion).hamlet_id
    with house.database.writing() as session:
        run_id = acts.start_run(session, occasion, NewRun(PLAIN, hamlet_id, 5)).id
        acts.begin(session, occasion, run_id)

        ends = [
            parts.see_end(session, occasion, held, WORKER_ENDED)
            for lease in ("one", "two", "three")
            if (held := parts.take_next(session, occasion, run_id, lease))
        ]

    assert ends == [True, True, False]
