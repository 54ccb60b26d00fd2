"""The background step "list": reads a waiting list and compares it, or stores one that was agreed to; sweeps first."""

import gc
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from pledges.foundation.errors import DomainError, NotFound, ServiceBusy
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts import importing, previewing, storing
from pledges.register.lists import (
    FAULT_OF_OURS,
    FILE_LOST,
    STEP,
    ImportState,
    Outcome,
    ReadingStopped,
    RegisterChanged,
    kept_as,
)
from pledges.register.queries.imports import import_by_id, mapping_of, rejected_rows, rows_of
from pledges.register.queries.previews import AskedList, ComparedList, compared
from pledges.register.reading.choices import ReadingChoices
from pledges.register.reading.whole_list import ListReading, read_list, signature_of
from pledges.register.rules import ImportEnded, SubjectKind

log = logging.getLogger(__name__)

# Each sign of life is a transaction: often enough for a page that looks every other second.
_BEAT_EVERY = timedelta(seconds=1)


class ListStep:
    """Works on one list, told by its id. Safe to call twice, at once or after a kill: the import's row decides."""

    def __init__(self, house: House, now: Callable[[], datetime] = lambda: present().now) -> None:
        self._house = house
        self._now = now

    def __call__(self, argument: str) -> None:
        """Sweep up, then do what the list waits for, unless another worker does it."""
        sweep(self._house)
        import_id = int(argument)
        with self._house.database.writing() as session:
            order = importing.claim(session, present(), import_id)
            state = None if order else import_by_id(session, import_id).state
        with _collector_at_rest():
            if order is not None:
                self._read(order)
            elif state == ImportState.STORING:
                self._store(import_id)

    def _read(self, order: importing.ReadingOrder) -> None:
        words, is_over = FAULT_OF_OURS, False
        try:
            self._preview(order, self._compared(order))
            is_over = True
        except ReadingStopped:
            log.info("list-stopped import=%s", order.import_id)
            is_over = True
        except ServiceBusy:
            is_over = _waits(order.import_id)
        except NotFound:
            words = FILE_LOST
        except DomainError as told:
            words = f"{told.title}\n{told.advice}"
        finally:
            # Whatever else rises goes on to the worker's log; the import says that nothing came of it.
            if not is_over:
                self._fail(order.import_id, words)

    def _reading_of(self, order: importing.ReadingOrder) -> ListReading:
        """Read the file with the clerk's columns; without any, with those of the last list with the same heads."""
        content = self._house.files.open(kept_as(order.import_id))
        heart = _Heart(self._house, order, self._now)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list"
            path.write_bytes(content)
            choices = self._choices(order)
            reading = read_list(path, choices, heart.beat)
            with self._house.database.reading() as session:
                columns = mapping_of(session, order.unit_id, order.kind, signature_of(reading))
            if columns and "columns" not in order.choices:
                order.choices["columns"] = columns
                reading = read_list(path, replace(choices, columns=columns), heart.beat)
        return reading

    def _choices(self, order: importing.ReadingOrder) -> ReadingChoices:
        return ReadingChoices(
            kind=order.kind,
            today=present().today,
            takes_phones=order.takes_phones,
            columns=order.choices.get("columns", {}),
            converts=bool(order.choices.get("converts")),
        )

    def _compared(self, order: importing.ReadingOrder) -> ComparedList:
        reading = self._reading_of(order)
        places = order.choices.get("groups", {})
        asked = AskedList(order.import_id, order.kind, order.unit_id, present().today, places)
        with self._house.database.reading() as session:
            return compared(session, self._house.keys, asked, reading)

    def _preview(self, order: importing.ReadingOrder, found: ComparedList) -> None:
        with self._house.database.writing() as session:
            previewing.begin_comparing(session, present(), order, found.total)
        while piece := list(islice(found.rows, previewing.ROWS_A_PIECE)):
            with self._house.database.writing() as session:
                previewing.keep_rows(session, present(), order, piece)
        read = previewing.ReadList(found.summary, found.register_mark)
        with self._house.database.writing() as session:
            previewing.finish_reading(session, present(), order, read)

    def _store(self, import_id: int) -> None:
        words, is_over = FAULT_OF_OURS, False
        try:
            self._enter(import_id)
            is_over = True
        except ImportEnded:
            is_over = True
        except RegisterChanged:
            self._compare_anew(import_id)
            is_over = True
        except ServiceBusy:
            is_over = _waits(import_id)
        except DomainError as told:
            words = f"{told.title}\n{told.advice}"
        finally:
            if not is_over:
                self._fail(import_id, words)

    def _enter(self, import_id: int) -> None:
        with self._house.database.reading() as session:
            found = import_by_id(session, import_id)
            outcomes = [
                Outcome.NEW,
                Outcome.CHANGED,
                *([Outcome.GONE] if found.choices.get("lets_go") else []),
            ]
            entries = storing.entries_of(SubjectKind(found.kind), rows_of(session, import_id, outcomes))
        who = Occasion(present().now, found.choices.get("stored_by"))
        with self._house.database.writing() as session:
            storing.store_import(session, who, import_id, entries)
        self._house.files.remove(kept_as(import_id))

    def _compare_anew(self, import_id: int) -> None:
        log.info("list-compared-anew import=%s", import_id)
        with self._house.database.writing() as session:
            storing.compare_anew(session, present(), import_id)
        self(str(import_id))

    def _fail(self, import_id: int, words: str) -> None:
        log.error("list-failed import=%s", import_id)
        with self._house.database.writing() as session:
            importing.fail(session, present(), import_id, words)
        self._house.files.remove(kept_as(import_id))


def _waits(import_id: int) -> bool:
    """Leave a list as it stands when the store is busy: without a sign of life it is queued again in a minute."""
    log.warning("list-waits import=%s", import_id)
    return True


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let nobody look for circles among the hundred thousand small values of a list, which has none.

    **why**: of 2.7 s for 20,000 households, 0.7 went into looking. What other threads leave meanwhile is found after.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class ListSweepStep:
    """Sweeps up from time to time, so that what has lain too long goes also where nobody brings a list."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, _argument: str) -> None:
        """Queue abandoned lists again, destroy files and traces."""
        sweep(self._house)


class _Heart:
    """Beats at most once a second; stops the reading when the list was thrown away."""

    def __init__(
        self,
        house: House,
        order: importing.ReadingOrder,
        now: Callable[[], datetime],
    ) -> None:
        self._house = house
        self._order = order
        self._now = now
        self._last = now()

    def beat(self, done: int, total: int) -> None:
        if self._now() - self._last < _BEAT_EVERY:
            return
        self._last = self._now()
        with self._house.database.writing() as session:
            importing.beat(session, present(), self._order, done, total)


def sweep(house: House) -> list[int]:
    """Queue abandoned lists again and return their ids; destroy files and traces that have lain too long."""
    with house.database.writing() as session:
        queued_again = importing.requeue_abandoned(session, present())
        destroyed = importing.erase_stale(session, present())
    for import_id in destroyed:
        house.files.remove(kept_as(import_id))
    for import_id in queued_again:
        house.background.queue(STEP, str(import_id))
    return queued_again


def bring_in(house: House, new: importing.NewList, content: bytes, *, stores: bool) -> dict[str, Any]:
    """Read a list and store it at once, for an operator's command; return its numbers and the rows that come back.

    ``stored`` are the new ones; without ``stores`` nothing is, and the list is thrown away. A list that could not be
    read gives only ``failure``, in words. Nothing to store is none: a script may send the same list twice.

    :raises ListElsewhere: when the unit is none that a list can be for.
    """
    with house.database.writing() as session:
        import_id = importing.start_import(session, present(), new).id
    house.files.keep(kept_as(import_id), content)
    step = ListStep(house)
    step(str(import_id))
    told = _told(house, import_id)
    if "failure" in told:
        return told
    if stores and told["new"] + told["changed"]:
        with house.database.writing() as session:
            importing.ask_to_store(session, present(), import_id, lets_go=False)
        step(str(import_id))
        return told | _stored(house, import_id, told)
    with house.database.writing() as session:
        importing.discard_import(session, present(), import_id)
    house.files.remove(kept_as(import_id))
    return told


def _told(house: House, import_id: int) -> dict[str, Any]:
    with house.database.reading() as session:
        found = import_by_id(session, import_id)
        returned = rejected_rows(session, import_id)
    if found.failure is not None:
        return {"failure": found.failure}
    numbers = (found.summary or {}).get("numbers", {})
    counts = {outcome.value: numbers.get(outcome.value, 0) for outcome in Outcome}
    read = sum(counts[outcome] for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.SAME))
    rows = [f"{row.sheet}!{row.row_number}: {row.reason}" for row in returned]
    return {"import": import_id, "read": read, "stored": 0, **counts, "returned": rows}


def _stored(house: House, import_id: int, told: dict[str, Any]) -> dict[str, Any]:
    """Tell what was stored; somebody else may have changed the register between the two steps."""
    with house.database.reading() as session:
        found = import_by_id(session, import_id)
    if found.state != ImportState.STORED:
        return {"failure": found.failure or f"{RegisterChanged.title}\n{RegisterChanged.advice}"}
    return {"stored": told["new"]}
