"""The life of a run in the ledger: started, claimed once, made, fetched, destroyed."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.prints import acts, sweeping
from pledges.prints.queries import line_by_id
from pledges.prints.rules import (
    KeptFile,
    MadePaper,
    MadeRun,
    NewPiece,
    NewRun,
    NothingToPrint,
    PaperKind,
    RunState,
)
from pledges.prints.tables import PrintPiece, PrintRun
from pledges.prints.turned_away import FileDestroyed, RunNotReady, RunOver, RunStillWorking
from pledges.prints.wording import LEFT_UNFINISHED, STOPPED_TOO_OFTEN
from tests.prints.printing import PDF, PLAIN, SECRET
from tests.worlds import build_village

PAPER = MadePaper(PDF, pages=2, pieces=3)
CHECKSUM = hashlib.sha256(PDF).hexdigest()
MADE = MadeRun("pdf", KeptFile(2, CHECKSUM), KeptFile(1, "a" * 64))


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
        acts.begin(session, occasion, run_id)
        acts.finish(session, occasion, run_id, MADE)
    return run_id


def run_of(house: House, run_id: int) -> PrintRun:
    with house.database.reading() as session:
        return line_by_id(session, run_id).run


def test_a_run_waits_until_a_worker_takes_it(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        is_at_work = acts.begin(session, later(occasion, seconds=2), run_id)

    assert is_at_work
    assert run_of(house, run_id).state == RunState.WORKING
    assert run_of(house, run_id).beat_at == occasion.now + timedelta(seconds=2)


def test_a_run_that_is_over_is_not_begun(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = made(house, occasion, hamlet_id)

    with house.database.writing() as session:
        assert not acts.begin(session, occasion, run_id)


def test_nothing_to_print_starts_no_run(house: House, occasion: Occasion, hamlet_id: int) -> None:
    with house.database.writing() as session, pytest.raises(NothingToPrint):
        acts.start_run(session, occasion, NewRun(SECRET, hamlet_id, total=0))


def test_a_made_run_leaves_its_figures_and_checksums(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    run = run_of(house, made(house, occasion, hamlet_id))

    assert (run.state, run.file_kind, run.pages, run.sha256) == (RunState.READY, "pdf", 2, CHECKSUM)


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
        after_a_day = sweeping.destroy_stale(session, later(occasion, hours=25))
        after_a_month = sweeping.destroy_stale(session, later(occasion, days=31))

    assert (after_a_day, after_a_month) == ([secret], [plain])
    assert run_of(house, secret).sha256


def test_a_run_that_nobody_works_on_is_queued_again(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        acts.begin(session, occasion, run_id)
        too_early = sweeping.requeue_abandoned(session, later(occasion, seconds=19))
        in_time = sweeping.requeue_abandoned(session, later(occasion, seconds=21))
        not_at_once_again = sweeping.requeue_abandoned(session, later(occasion, seconds=22))

    assert (too_early, in_time, not_at_once_again) == ([], [run_id], [])


def test_a_run_that_a_queue_lost_is_queued_before_its_page_calls_it_stopped(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        assert sweeping.requeue_abandoned(session, later(occasion, seconds=44)) == []
        assert sweeping.requeue_abandoned(session, later(occasion, seconds=46)) == [run_id]


def test_a_run_that_ends_its_workers_for_a_day_is_given_up(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        assert sweeping.requeue_abandoned(session, later(occasion, hours=25)) == []

    assert (run_of(house, run_id).state, run_of(house, run_id).failure) == (
        RunState.FAILED,
        STOPPED_TOO_OFTEN,
    )


def test_a_run_that_was_called_off_goes_on_as_the_same_run(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        acts.cancel(session, occasion, run_id)
        is_finished = acts.finish(session, occasion, run_id, MADE)
        again = acts.start_again(session, later(occasion, hours=1), run_id)

    assert not is_finished
    assert (again.id, run_of(house, run_id).state) == (run_id, RunState.WAITING)


def test_what_is_over_is_not_called_off(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = made(house, occasion, hamlet_id)

    with house.database.writing() as session, pytest.raises(RunOver):
        acts.cancel(session, occasion, run_id)


def test_what_was_called_off_and_left_for_a_day_has_failed(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        acts.cancel(session, occasion, run_id)
        assert sweeping.destroy_stale(session, later(occasion, hours=25)) == [run_id]

    assert (run_of(house, run_id).state, run_of(house, run_id).failure) == (RunState.FAILED, LEFT_UNFINISHED)


def test_a_worker_that_comes_late_keeps_nothing_of_a_destroyed_run(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    run_id = made(house, occasion, hamlet_id)

    with house.database.writing() as session:
        acts.collect(session, occasion, run_id)
        assert not acts.finish(session, occasion, run_id, MADE)


def test_a_stopped_run_goes_on_as_the_same_run(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session:
        again = acts.start_again(session, later(occasion, minutes=2), run_id)

    assert again.id == run_id


def test_a_run_at_work_is_not_started_again(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = started(house, occasion, hamlet_id)

    with house.database.writing() as session, pytest.raises(RunStillWorking):
        acts.start_again(session, occasion, run_id)


def test_a_fetched_run_is_followed_by_a_new_one(house: House, occasion: Occasion, hamlet_id: int) -> None:
    run_id = made(house, occasion, hamlet_id)

    with house.database.writing() as session:
        acts.collect(session, occasion, run_id)
        again = acts.start_again(session, occasion, run_id)

    assert again.id != run_id
    assert run_of(house, again.id).state == RunState.WAITING


def test_a_paper_handed_over_on_the_spot_leaves_its_lines_only(
    house: House, occasion: Occasion, hamlet_id: int
) -> None:
    piece = NewPiece("household", 7, hamlet_id, "Hộ số 12")

    with house.database.writing() as session:
        run = acts.record_handed_over(session, occasion, NewRun(PLAIN, hamlet_id, total=1), PAPER, piece)
        line = session.get_one(PrintPiece, (run.id, 1))

    assert (run.state, run.pages, run.collected_at) == (RunState.DESTROYED, 2, occasion.now)
    assert (line.words, line.subject_id, line.state) == ("Hộ số 12", 7, "made")


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
