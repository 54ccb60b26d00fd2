"""The background step "print": takes a waiting run, has its paper made and keeps it; sweeps up first."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pledges.foundation.errors import DomainError, NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.prints import acts, queries
from pledges.prints.makers import Makers
from pledges.prints.papers import kept_as, making_paper
from pledges.prints.rules import FAULT_OF_OURS, FILE_LOST, STEP, MadePaper, Order, RunState

log = logging.getLogger(__name__)

# Each sign of life is a transaction: often enough for a page that looks every other second.
_BEAT_EVERY = timedelta(seconds=1)


@dataclass(frozen=True)
class Reconciled:
    """What a sweep found: runs queued again, files destroyed, and made files that were not there."""

    queued_again: list[int]
    destroyed: list[int]
    lost: list[int]


class PrintStep:
    """Works on one run, told by its id. Safe to call twice, at once or after a kill: the ledger row decides."""

    def __init__(self, house: House, makers: Makers) -> None:
        self._house = house
        self._makers = makers

    def __call__(self, argument: str) -> None:
        """Sweep up, then make the run's paper unless another worker has it."""
        sweep(self._house)
        with self._house.database.writing() as session:
            order = acts.claim(session, present(), int(argument))
        if order is not None:
            self._make(order)

    def _make(self, order: Order) -> None:
        paper, words = None, FAULT_OF_OURS
        try:
            with making_paper():
                paper = self._makers.maker_of(order.kind)(order, _Heart(self._house, order.run_id).beat)
        except DomainError as told:
            words = told.title
        finally:
            # Whatever else rises goes on to the worker's log; the ledger says that nothing was made.
            if paper is None:
                self._fail(order, words)
        if paper is not None:
            self._keep(order, paper)

    def _keep(self, order: Order, paper: MadePaper) -> None:
        self._house.files.keep(kept_as(order.run_id), paper.content)
        with self._house.database.writing() as session:
            may_stay = acts.finish(session, present(), order.run_id, paper)
        if not may_stay:
            self._house.files.remove(kept_as(order.run_id))

    def _fail(self, order: Order, words: str) -> None:
        log.error("print-failed run=%s kind=%s", order.run_id, order.kind)
        with self._house.database.writing() as session:
            acts.fail(session, present(), order.run_id, words)


class SweepStep:
    """Sweeps up from time to time, so that a run whose worker died is taken up again also where nobody prints."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, _argument: str) -> None:
        """Queue abandoned runs again and destroy files that have lain too long."""
        sweep(self._house)


class _Heart:
    """Beats at most once a second."""

    def __init__(
        self, house: House, run_id: int, now: Callable[[], datetime] = lambda: present().now
    ) -> None:
        self._house = house
        self._run_id = run_id
        self._now = now
        self._last = now()

    def beat(self, done: int) -> None:
        if self._now() - self._last < _BEAT_EVERY:
            return
        self._last = self._now()
        with self._house.database.writing() as session:
            acts.beat(session, present(), self._run_id, done)


def sweep(house: House) -> Reconciled:
    """Queue abandoned runs again and destroy files that have lain too long."""
    with house.database.writing() as session:
        queued_again = acts.requeue_abandoned(session, present())
        destroyed = acts.destroy_stale(session, present())
    for run_id in destroyed:
        house.files.remove(kept_as(run_id))
    for run_id in queued_again:
        house.background.queue(STEP, str(run_id))
    return Reconciled(queued_again, destroyed, lost=[])


def reconcile(house: House) -> Reconciled:
    """Sweep, and make files and ledger agree: no file where none may be, and every missing one is known."""
    swept = sweep(house)
    with house.database.reading() as session:
        over = queries.ids_by_state(session, (RunState.DESTROYED, RunState.FAILED))
        ready = queries.ids_by_state(session, (RunState.READY,))
    for run_id in over:
        house.files.remove(kept_as(run_id))
    lost = [run_id for run_id in ready if not _is_there(house, run_id)]
    with house.database.writing() as session:
        acts.give_up_lost(session, present(), lost, FILE_LOST)
    return Reconciled(swept.queued_again, swept.destroyed, lost)


def _is_there(house: House, run_id: int) -> bool:
    try:
        house.files.open(kept_as(run_id))
    except NotFound:
        return False
    return True
