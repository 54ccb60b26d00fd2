"""The life of a run in the ledger: started, claimed once, made, fetched, destroyed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.prints import acts
from pledges.prints.queries import line_by_id
from pledges.prints.rules import (
    STOPPED_TOO_OFTEN,
    FileDestroyed,
    MadePaper,
    NewRun,
    NothingToPrint,
    PaperKind,
    RunNotReady,
    RunState,
    RunStillWorking,
)
from pledges.prints.tables import PrintRun
from tests.prints.printing import PDF, PLAIN, SECRET
from tests.worlds import build_village

PAPER = MadePaper(PDF, pages=2, pieces=3)
# printf '%s' "%PDF-1.7 a paper of the tests" | sha256sum
CHECKSUM = "5a373ce5d8cea92415fdd5447815493e5daccd877cf96220565994d01553a8d0"


@pytest.fixture
def hamlet_id(house: House, occasion: Occasion) -> int:
    return build_village(house, occasion).hamlet_id


def later(occasion: Occasion, **passed: float) -> Occasion:
    return replace(occasion, now=occasion.now + timedelta(**passed))


def started(house: House, occasion: Occasion, unit_id: int, kind: PaperKind = SECRET) -> int:
    with house.database.writing() as session:
        return acts.start_run(session, occasion, NewRun(kind, unit_id, total=3)).id


def made(house: House, occasion: Occasion, unit_id: int, kind: PaperKind = SECRET) -> int:
    run_id = started(house, occasion, unit_id, kind)
    with house.database.writing() as session:
        acts.claim(session, occasion, run_id)
        acts.finish(session, occasion, run_id, PAPER)
    return run_id


def run_of(house: House, run_id: int) -> PrintRun:
    with house.database.reading() as session:
        return line_by_id(session, run_id).run


def test_a_run_waits_until_a_worker_takes_it(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        order = acts.claim(session, occasion, run_id)

    assert order is not None
    assert (order.run_id, order.kind, order.unit_id, order.total) == (run_id, "test-secret", hamlet_id, 3)
    assert run_of(house, run_id).state == RunState.WORKING


def test_a_second_worker_leaves_a_taken_run_alone(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        acts.claim(session, occasion, run_id)
        assert acts.claim(session, occasion, run_id) is None


def test_nothing_to_print_starts_no_run(house: House, occasion: Occasion, hamlet_id: int) -> None:
    with house.database.writing() as session, pytest.raises(NothingToPrint):
        acts.start_run(session, occasion, NewRun(SECRET, hamlet_id, total=0))


def test_progress_never_passes_what_was_counted(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        acts.claim(session, occasion, run_id)
        acts.beat(session, later(occasion, seconds=5), run_id, 2)
        first = session.get_one(PrintRun, run_id, populate_existing=True).done
        acts.beat(session, later(occasion, seconds=6), run_id, 4)

    assert first == 2
    assert run_of(house, run_id).done == 3
    assert run_of(house, run_id).beat_at == occasion.now + timedelta(seconds=6)


def test_a_made_paper_leaves_its_manifest(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run = run_of(house, made(house, occasion, hamlet_id))

    assert (run.state, run.done, run.total, run.pages) == (RunState.READY, 3, 3, 2)
    assert run.sha256 == CHECKSUM


def test_a_household_that_came_meanwhile_is_in_the_manifest(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        acts.claim(session, occasion, run_id)
        acts.finish(session, occasion, run_id, replace(PAPER, pieces=4))

    assert (run_of(house, run_id).done, run_of(house, run_id).total) == (4, 4)


def test_sheets_of_codes_can_be_fetched_once(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = made(house, occasion, hamlet_id)

    with house.database.writing() as session:
        assert acts.collect(session, occasion, run_id).state == RunState.DESTROYED

    with house.database.writing() as session, pytest.raises(FileDestroyed):
        acts.collect(session, occasion, run_id)
    assert run_of(house, run_id).collected_at == occasion.now
    assert run_of(house, run_id).sha256


def test_other_papers_can_be_fetched_again(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = made(house, occasion, hamlet_id, PLAIN)

    with house.database.writing() as session:
        acts.collect(session, occasion, run_id)
        acts.collect(session, later(occasion, days=1), run_id)

    assert run_of(house, run_id).state == RunState.READY
    assert run_of(house, run_id).collected_at == occasion.now


def test_a_run_that_is_not_made_cannot_be_fetched(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session, pytest.raises(RunNotReady):
        acts.collect(session, occasion, run_id)


def test_sheets_of_codes_cannot_be_fetched_after_a_day(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    run_id = made(house, occasion, hamlet_id)

    with house.database.writing() as session, pytest.raises(FileDestroyed):
        acts.collect(session, later(occasion, hours=25), run_id)


def test_what_has_lain_too_long_is_destroyed(house: House, occasion: Occasion, hamlet_id: int) -> None:
    secret, plain = made(house, occasion, hamlet_id), made(house, occasion, hamlet_id, PLAIN)

    with house.database.writing() as session:
        after_a_day = acts.destroy_stale(session, later(occasion, hours=25))
        after_a_month = acts.destroy_stale(session, later(occasion, days=31))

    assert (after_a_day, after_a_month) == ([secret], [plain])
    assert run_of(house, secret).sha256


def test_a_run_whose_worker_died_waits_again(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        acts.claim(session, occasion, run_id)
        too_early = acts.requeue_abandoned(session, later(occasion, seconds=59))
        in_time = acts.requeue_abandoned(session, later(occasion, seconds=61))

    assert (too_early, in_time) == ([], [run_id])
    assert run_of(house, run_id).state == RunState.WAITING


def test_a_run_that_kills_its_worker_for_a_day_is_given_up(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        assert acts.requeue_abandoned(session, later(occasion, hours=25)) == []

    assert (run_of(house, run_id).state, run_of(house, run_id).failure) == (
        RunState.FAILED,
        STOPPED_TOO_OFTEN,
    )


def test_a_worker_that_comes_late_keeps_nothing_of_a_destroyed_run(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    run_id = made(house, occasion, hamlet_id)

    with house.database.writing() as session:
        is_same_paper = acts.finish(session, occasion, run_id, PAPER)
        acts.collect(session, occasion, run_id)
        may_stay = acts.finish(session, occasion, run_id, PAPER)

    assert is_same_paper
    assert not may_stay


def test_a_stopped_run_goes_on_as_the_same_run(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        again = acts.start_again(session, later(occasion, minutes=2), run_id, NewRun(SECRET, hamlet_id, 3))

    assert again.id == run_id


def test_a_run_at_work_is_not_started_again(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session, pytest.raises(RunStillWorking):
        acts.start_again(session, occasion, run_id, NewRun(SECRET, hamlet_id, 3))


def test_a_fetched_run_is_followed_by_a_new_one(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = made(house, occasion, hamlet_id)

    with house.database.writing() as session:
        acts.collect(session, occasion, run_id)
        again = acts.start_again(session, occasion, run_id, NewRun(SECRET, hamlet_id, 3))

    assert again.id != run_id
    assert run_of(house, again.id).state == RunState.WAITING


def test_a_paper_handed_over_on_the_spot_leaves_its_line_only(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    with house.database.writing() as session:
        run = acts.record_handed_over(session, occasion, NewRun(PLAIN, hamlet_id, total=1), PAPER)

    assert (run.state, run.pages, run.collected_at) == (RunState.DESTROYED, 2, occasion.now)


def test_a_run_that_never_was_cannot_be_fetched(house: House, occasion: Occasion) -> None:
    with house.database.writing() as session, pytest.raises(NotFound):
        acts.collect(session, occasion, 999)


def test_the_trail_tells_who_printed_and_fetched(house: House, occasion: Occasion, hamlet_id: int) -> None:
    clerk = replace(occasion, actor_id=7)
    run_id = made(house, clerk, hamlet_id)

    with house.database.writing() as session:
        acts.collect(session, clerk, run_id)
        events = session.scalars(select(AuditEvent).where(AuditEvent.subject == f"print-run:{run_id}")).all()

    assert [event.action for event in events] == ["prints.start", "prints.finish", "prints.collect"]
    assert {event.actor_id for event in events} == {7}
