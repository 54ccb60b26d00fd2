"""The background steps of printing: make a run, sweep up what stopped, tidy what is left over."""

from dataclasses import dataclass

from pledges.foundation.house import House
from pledges.foundation.leases import Leases
from pledges.foundation.moments import present
from pledges.prints import acts, queries, sweeping
from pledges.prints.makers import Makers
from pledges.prints.papers import kept_as
from pledges.prints.rules import STEP, RunState
from pledges.prints.supervising import PressCommand, Supervisor
from pledges.prints.tidying import remake_lost_parts, remove_files, remove_strays
from pledges.prints.wording import FILE_LOST
from pledges.prints.working import Worker, Workshop


@dataclass(frozen=True)
class Reconciled:
    """What was found: runs queued again, files destroyed, made files that were not there, files nobody knows."""

    queued_again: list[int]
    destroyed: list[int]
    lost: list[int]
    parts_lost: list[str]
    strays: list[str]


class PrintStep:
    """Works on one run, told by its id. Safe to call twice, at once or after a kill: the ledger decides."""

    def __init__(self, house: House, makers: Makers, press: PressCommand | None = None) -> None:
        self._house = house
        self._makers = makers
        self._press = press

    def __call__(self, argument: str) -> None:
        """Sweep up, then make what nobody else makes of the run: in a process of its own, where the settings say so."""
        sweep(self._house)
        run_id = int(argument)
        with self._house.database.writing() as session:
            is_at_work = acts.begin(session, present(), run_id)
        if is_at_work and self._house.config.prints_apart and self._press:
            Supervisor(self._house, self._press).press(run_id)
        elif is_at_work:
            self._work_here(run_id)

    def _work_here(self, run_id: int) -> None:
        leases = Leases(self._house.config.leases)
        lease = leases.take(leases.new_id())
        try:
            Workshop(self._house, self._makers, Worker(lease.id)).work(run_id)
        finally:
            lease.release()


class SweepStep:
    """Sweeps up every quarter of a minute, so that a run whose worker died goes on also where nobody prints."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, _argument: str) -> None:
        """Queue what stopped again and destroy files that have lain too long."""
        sweep(self._house)


class TidyStep:
    """Removes from time to time what killed writers and interrupted removals have left."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, _argument: str) -> None:
        """Remove files that belong to nothing."""
        remove_strays(self._house)


def sweep(house: House) -> Reconciled:
    """Give back what dead processes held, queue what stopped again, and destroy files that have lain too long."""
    leases = Leases(house.config.leases)
    with house.database.writing() as session:
        stopped = sweeping.take_back(session, present(), leases.lives)
        stopped += sweeping.requeue_abandoned(session, present())
        destroyed = sweeping.destroy_stale(session, present())
    leases.clear_dead()
    for run_id in destroyed:
        remove_files(house, run_id)
    queued_again = sorted(set(stopped))
    for run_id in queued_again:
        house.background.queue(STEP, str(run_id))
    return Reconciled(queued_again, destroyed, [], [], [])


def reconcile(house: House) -> Reconciled:
    """Sweep, and make files and ledger agree: no file where none may be, and every missing one is known.

    A part whose file is gone is made again; a run whose file is gone has failed.
    """
    swept = sweep(house)
    parts_lost = remake_lost_parts(house)
    with house.database.reading() as session:
        ready = queries.files_by_state(session, RunState.READY)
    lost = [run_id for run_id, kind in ready.items() if not house.files.exists(kept_as(run_id, kind))]
    with house.database.writing() as session:
        sweeping.give_up_lost(session, present(), lost, FILE_LOST)
    strays = remove_strays(house)
    return Reconciled(swept.queued_again, swept.destroyed, lost, parts_lost, strays)
