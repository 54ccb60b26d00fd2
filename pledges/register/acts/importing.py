"""What can be done with a list: send it, work on it, have it read again, ask to store it, throw it away, sweep up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.cleaning import clean
from pledges.register.lists import (
    FILE_LIFE,
    GOING_ON,
    HEARTBEAT_LIMIT,
    MOST_TRIES,
    STOPPED_TOO_OFTEN,
    TAKE_BACK_LIFE,
    WORKED_ON,
    ImportState,
    ListBeingRead,
    Outcome,
    ReadingStopped,
)
from pledges.register.queries.imports import leaves_for, locked_import
from pledges.register.rules import ImportEnded, NothingToStore, SubjectKind
from pledges.register.tables import ImportRow, RegisterImport

_TOKEN_BYTES = 8
# A file's name is shown and written into the trail of files; longer ones are cut.
_LONGEST_NAME = 200


@dataclass(frozen=True)
class NewList:
    """A list to be read: for which unit, from which file. Telephone numbers are taken only for a purpose."""

    unit_id: int
    kind: SubjectKind
    file_name: str
    file_sha256: str
    phone_purpose: str = ""
    choices: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadingOrder:
    """What a worker is given to read: the import, and the token that says it is still the worker's."""

    import_id: int
    token: str
    kind: SubjectKind
    unit_id: int
    takes_phones: bool
    choices: dict[str, Any]


def start_import(session: Session, occasion: Occasion, new: NewList) -> RegisterImport:
    """Enter a list that waits to be read; keep its file under ``kept_as`` and queue the step after the transaction.

    :raises ListElsewhere: when the unit is none that a list can be for.
    """
    leaves_for(session, new.kind, new.unit_id, occasion.today)
    started = RegisterImport(
        unit_id=new.unit_id,
        kind=new.kind.value,
        file_name=clean(new.file_name)[:_LONGEST_NAME],
        file_sha256=new.file_sha256,
        takes_phones=bool(new.phone_purpose),
        phone_purpose=new.phone_purpose,
        state=ImportState.WAITING,
        read_at=occasion.now,
        read_by=occasion.actor_id,
        beat_at=occasion.now,
        total=0,
        done=0,
        choices=dict(new.choices),
    )
    session.add(started)
    session.flush()
    _record(session, occasion, started, "register.send-list")
    return started


def claim(session: Session, occasion: Occasion, import_id: int) -> ReadingOrder | None:
    """Take a waiting list to read, its former rows erased; None when another worker has it or it is over."""
    found = locked_import(session, import_id)
    if found.state != ImportState.WAITING:
        return None
    token = occasion.chance(_TOKEN_BYTES).hex()
    found.state, found.beat_at, found.total, found.done = ImportState.READING, occasion.now, 0, 0
    found.summary, found.register_mark = {"worker": token}, None
    erase_rows(session, import_id)
    kind = SubjectKind(found.kind)
    return ReadingOrder(import_id, token, kind, found.unit_id, found.takes_phones, found.choices)


def beat(session: Session, occasion: Occasion, order: ReadingOrder, done: int, total: int) -> None:
    """Give a sign of life and say how many rows are done.

    :raises ReadingStopped: when the list was thrown away or another worker has it.
    """
    found = locked_by_worker(session, order)
    found.beat_at, found.total, found.done = occasion.now, total, min(done, total)


def locked_by_worker(session: Session, order: ReadingOrder) -> RegisterImport:
    """Return the import, locked, if it is still this worker's.

    :raises ReadingStopped: when it is not.
    """
    found = locked_import(session, order.import_id)
    if found.state != ImportState.READING or (found.summary or {}).get("worker") != order.token:
        raise ReadingStopped
    return found


def fail(session: Session, occasion: Occasion, import_id: int, words: str) -> None:
    """Record in words (message ids, one a line) why nothing came of the list; what was read is erased."""
    found = locked_import(session, import_id)
    if found.state in WORKED_ON:
        _end(session, occasion, found, ImportState.FAILED)
        found.failure = words


def read_again(session: Session, occasion: Occasion, import_id: int, choices: Mapping[str, Any]) -> None:
    """Let a previewed list be read once more, with other columns, places or an encoding converted.

    :raises ListBeingRead: while it is worked on. :raises ImportEnded: when it is over.
    """
    found = locked_import(session, import_id)
    _check_previewed(found)
    found.choices = {**found.choices, **choices, "tries": 0}
    found.state, found.beat_at = ImportState.WAITING, occasion.now


def ask_to_store(session: Session, occasion: Occasion, import_id: int, *, lets_go: bool) -> RegisterImport:
    """Let a previewed list be stored; ``lets_go``: whoever is not on it leaves the register. Queue the step then.

    :raises NothingToStore: when the list changes nothing.
    :raises ListBeingRead: while it is worked on. :raises ImportEnded: when it is over.
    """
    found = locked_import(session, import_id)
    _check_previewed(found)
    numbers = (found.summary or {}).get("numbers", {})
    counted = [Outcome.NEW, Outcome.CHANGED, *([Outcome.GONE] if lets_go else [])]
    if not sum(numbers.get(outcome.value, 0) for outcome in counted):
        raise NothingToStore
    found.choices = {**found.choices, "lets_go": lets_go, "stored_by": occasion.actor_id, "tries": 0}
    found.state, found.beat_at = ImportState.STORING, occasion.now
    return found


def discard_import(session: Session, occasion: Occasion, import_id: int) -> RegisterImport:
    """Throw a list away at any time before it is stored; what was read is erased. Remove its file afterwards.

    :raises ImportEnded: when it was stored or thrown away before.
    """
    found = locked_import(session, import_id)
    if found.state not in GOING_ON:
        raise ImportEnded
    _end(session, occasion, found, ImportState.DISCARDED)
    _record(session, occasion, found, "register.discard-list")
    return found


def requeue_abandoned(session: Session, occasion: Occasion) -> list[int]:
    """Let lists without a sign of life wait again; return the ids to be queued after the transaction.

    One that has ended its worker again and again is given up, in words.
    """
    silent = (RegisterImport.state.in_(WORKED_ON), RegisterImport.beat_at < occasion.now - HEARTBEAT_LIMIT)
    queued: list[int] = []
    for found in session.scalars(select(RegisterImport).where(*silent).with_for_update()):
        tries = found.choices.get("tries", 0) + 1
        if tries > MOST_TRIES:
            _end(session, occasion, found, ImportState.FAILED)
            found.failure = STOPPED_TOO_OFTEN
            continue
        found.choices = {**found.choices, "tries": tries}
        found.beat_at = occasion.now
        if found.state == ImportState.READING:
            found.state = ImportState.WAITING
        queued.append(found.id)
    return queued


def erase_stale(session: Session, occasion: Occasion) -> list[int]:
    """Throw away what nobody decided on for a week, erase the traces of what was stored a month ago.

    Return the ids of the imports whose files may not stay; remove them after the transaction.
    """
    waiting = (RegisterImport.state.in_(GOING_ON), RegisterImport.read_at < occasion.now - FILE_LIFE)
    stale = list(session.scalars(select(RegisterImport).where(*waiting).with_for_update()))
    for found in stale:
        _end(session, occasion, found, ImportState.DISCARDED)
    old = select(RegisterImport.id).where(RegisterImport.ended_at < occasion.now - TAKE_BACK_LIFE)
    session.execute(delete(ImportRow).where(ImportRow.import_id.in_(old)))
    return [found.id for found in stale]


def erase_rows(session: Session, import_id: int) -> None:
    """Erase the rows of a list."""
    session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))


def _check_previewed(found: RegisterImport) -> None:
    if found.state in WORKED_ON:
        raise ListBeingRead
    if found.state != ImportState.PREVIEWED:
        raise ImportEnded


def _end(session: Session, occasion: Occasion, found: RegisterImport, state: ImportState) -> None:
    found.state, found.ended_at = state, occasion.now
    found.done = min(found.done, found.total)
    found.summary = without_samples(found.summary)
    erase_rows(session, found.id)


def without_samples(summary: dict[str, Any] | None) -> dict[str, Any]:
    """Return what may stay of a preview's summary when the list is over: nothing that names anybody."""
    kept = {"numbers", "sheets", "signature"}
    return {name: value for name, value in (summary or {}).items() if name in kept}


def _record(session: Session, occasion: Occasion, found: RegisterImport, action: str) -> None:
    session.flush()
    change = Change(
        found.unit_id, action, f"import:{found.id}", after=found.file_sha256, why=found.phone_purpose or None
    )
    record(session, occasion, change)
