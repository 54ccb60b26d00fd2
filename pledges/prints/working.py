"""Works on a run until nothing of it is left to take: its plan, its parts, and the file made of them."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pledges.foundation.errors import DomainError, ServiceBusy
from pledges.foundation.house import House
from pledges.foundation.logs import told_in_places
from pledges.foundation.moments import present
from pledges.paper.scanning import unreadable
from pledges.prints import acts, parts, queries
from pledges.prints.finishing import Finish, finish_run
from pledges.prints.makers import Makers
from pledges.prints.manifest import ManifestOf
from pledges.prints.papers import making_paper, part_kept_as
from pledges.prints.parts import Held
from pledges.prints.piece_queries import made_parts, pieces_of
from pledges.prints.planning import plan_run
from pledges.prints.rules import (
    HEAD,
    KeptFile,
    MadePart,
    Maker,
    Order,
    PaperEngineAway,
    Piece,
    RunState,
)
from pledges.prints.wording import CODE_UNREADABLE, FAULT_OF_OURS, SCAN_REFUSED

log = logging.getLogger(__name__)

# How often a maker that beats makes us look whether the run was called off.
_LOOK_SECONDS = 1.0
# Each sign of life in the ledger is a transaction; others believe in us for four times as long.
_BEAT_SECONDS = 5.0
# The store was busy: what was not kept is made again after a pause.
_PAUSE_SECONDS = 1.0


class RunEnded(Exception):
    """The run was called off while a maker was at work."""


class _CodesUnreadable(DomainError):
    """A code of a finished page cannot be read: the whole run is refused."""

    title = SCAN_REFUSED


@dataclass(frozen=True)
class Worker:
    """A process at work: the lease by which others see it live, and whom it tells each time a maker beats."""

    lease: str
    sign: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Workshop:
    """Makes runs in this process. Safe beside others on the same run, and after a kill: the ledger decides."""

    house: House
    makers: Makers
    worker: Worker

    def work(self, run_id: int) -> None:
        """Take and do what is next of the run until there is nothing to take."""
        while held := self._taken(run_id):
            with self.house.database.reading() as session:
                order = queries.order_of(session, run_id)
            self._try(_Work(self.house, order, held, _Pulse(self.house, held, self.worker)))

    def _taken(self, run_id: int) -> Held | None:
        with self.house.database.writing() as session:
            return parts.take_next(session, present(), run_id, self.worker.lease)

    def _try(self, work: "_Work") -> None:
        """Do one thing; what goes wrong is in the ledger afterwards, and what is unfinished waits again.

        One bad piece must not stop the rest: whatever a maker raises, the worker goes on, and the log has the story.
        """
        try:
            with making_paper():
                work.do(self.makers)
        except RunEnded:
            work.give_back()
        except ServiceBusy:
            time.sleep(_PAUSE_SECONDS)
            work.give_back()
        except DomainError as told:
            work.went_wrong(told)
        except Exception as fault:  # noqa: BLE001  # a maker's fault of any kind
            place = told_in_places(fault)
            log.error("print-failed run=%s part=%s fault=%r", work.order.run_id, work.held.number, place)
            work.went_wrong(fault)


@dataclass
class _Pulse:
    """Beats for what is held, and ends the work on a run that is over."""

    house: House
    held: Held
    worker: Worker
    looked: float = field(default_factory=time.monotonic)
    beaten: float = field(default_factory=time.monotonic)

    def beat(self, _done: int) -> None:
        """Take a maker's sign of life.

        :raises RunEnded: when the run was called off meanwhile.
        """
        now = time.monotonic()
        if now - self.looked < _LOOK_SECONDS:
            return
        self.looked = now
        self.worker.sign()
        with self.house.database.reading() as session:
            state = queries.state_of(session, self.held.run_id)
        if state != RunState.WORKING:
            raise RunEnded
        if now - self.beaten >= _BEAT_SECONDS:
            self.beaten = now
            with self.house.database.writing() as session:
                parts.beat(session, present(), [self.worker.lease])


@dataclass(frozen=True)
class _Work:
    """One thing to do of a run."""

    house: House
    order: Order
    held: Held
    pulse: _Pulse

    def do(self, makers: Makers) -> None:
        """Make the part, or, of the head, the plan or the file."""
        maker, kind = makers.maker_of(self.order.kind), makers.kind_of(self.order.kind)
        if self.held.number != HEAD:
            self._make_part(maker, kind.codes_a_piece)
            return
        with self.house.database.reading() as session:
            is_planned = queries.is_planned(session, self.order.run_id)
            made = made_parts(session, self.order.run_id) if is_planned else []
            unit_name = queries.line_by_id(session, self.order.run_id).unit_name
        if is_planned:
            manifest = ManifestOf(self.house, self.order, kind, maker)
            finish_run(Finish(manifest, unit_name, made), self.held, self.pulse.beat)
        else:
            plan_run(self.house, self.order, maker, self.held, self.pulse.beat)

    def give_back(self) -> None:
        """Let what is held wait again."""
        with self.house.database.writing() as session:
            parts.give_back(session, self.held)

    def went_wrong(self, fault: Exception) -> None:
        """Record a fault: of a part it is looked for in its halves, any other ends the run."""
        words = fault.title if isinstance(fault, DomainError) else FAULT_OF_OURS
        ends_run = isinstance(fault, _CodesUnreadable | PaperEngineAway)
        with self.house.database.writing() as session:
            if self.held.number == HEAD or ends_run:
                parts.give_back(session, self.held)
                acts.fail(session, present(), self.order.run_id, words)
            else:
                parts.blame(session, present(), self.held, words)

    def _make_part(self, maker: Maker, codes_a_piece: int) -> None:
        """Make the part's file, scan it, and give it its name in the transaction that records it.

        Whoever was thought dead and comes late finds that the part is not its own any more, and keeps nothing.
        """
        with self.house.database.reading() as session:
            pieces = pieces_of(session, self.held.run_id, self.held.number)
        name = part_kept_as(self.held.run_id, self.held.number)
        with self.house.files.draft(name) as draft:
            made = maker.make(self.order, pieces, draft.file, self.pulse.beat)
            kept = KeptFile(made.pages, draft.seal())
            self.pulse.beat(len(pieces))
            self._refuse_unreadable(_unread(draft.path, made, pieces, codes_a_piece))
            with self.house.database.writing() as session:
                if parts.is_held(session, self.held):
                    draft.place()
                    parts.keep_part(session, present(), self.held, kept, made.marks)

    def _refuse_unreadable(self, positions: Sequence[int]) -> None:
        if not positions:
            return
        with self.house.database.writing() as session:
            parts.fail_pieces(session, self.order.run_id, positions, CODE_UNREADABLE)
        log.error("print-unreadable run=%s pieces=%s", self.order.run_id, list(positions))
        raise _CodesUnreadable


def _unread(path: Path, made: MadePart, pieces: Sequence[Piece], codes_a_piece: int) -> list[int]:
    """Return the positions of the pieces that carry a code which cannot be read.

    Of several codes on a piece or a page only the page is known, and with it which pieces are about there. Where the
    maker told of fewer codes than there must be, nobody knows on which piece one is missing: it may be any.
    """
    if len(made.codes) < len(pieces) * codes_a_piece:
        return [piece.position for piece in pieces]
    if not made.codes:
        return []
    missing = {id(one.code) for one in unreadable(path, made.codes)}
    places = [place for place, code in enumerate(made.codes) if id(code) in missing]
    return sorted({pieces[place * len(pieces) // len(made.codes)].position for place in places})
