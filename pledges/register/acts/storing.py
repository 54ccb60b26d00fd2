"""Stores a previewed list in the register, whole or not at all, unless the register changed after the preview."""

import base64
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.sorting import name_sort_key
from pledges.register.acts.ending import end_subjects
from pledges.register.acts.importing import without_samples
from pledges.register.acts.previewing import ROWS_A_PIECE, remember_columns
from pledges.register.acts.rewriting import Entry, Values, columns_of, rewrite
from pledges.register.lists import ImportState, Outcome, RegisterChanged
from pledges.register.queries.imports import known_in, leaves_for, locked_import, mark_of
from pledges.register.queries.subjects import bare_table_of, last_number_of
from pledges.register.rules import EndReason, ImportEnded, SubjectKind
from pledges.register.subjects import SubjectsLeaving
from pledges.register.tables import ImportRow, PhoneMark, RegisterImport
from pledges.units.tables import Unit


def entries_of(kind: SubjectKind, rows: Iterable[Any]) -> list[Entry]:
    """Prepare rows of a preview (see ``rows_of``) for storing. Long work that nobody should wait behind."""
    return [_entry(kind, row) for row in rows]


def store_import(
    session: Session, occasion: Occasion, import_id: int, entries: Sequence[Entry]
) -> RegisterImport:
    """Enter what is new, write what is changed, and let go who is gone if that was asked for.

    :raises ImportEnded: when it was stored or thrown away before: a message may come twice.
    :raises RegisterChanged: when the units' register is not what the list was compared with; nothing is stored.
    """
    found = locked_import(session, import_id)
    if found.state != ImportState.STORING:
        raise ImportEnded
    kind = SubjectKind(found.kind)
    begins = _check_unchanged(session, occasion, found, kind)
    by_outcome: dict[Outcome, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_outcome[entry.outcome].append(entry)
    _enter(session, found, kind, by_outcome[Outcome.NEW], dict.fromkeys(begins, occasion.today))
    rewrite(session, kind, by_outcome[Outcome.CHANGED])
    _let_go(session, occasion, kind, by_outcome[Outcome.GONE])
    _record(session, occasion, found, entries)
    _finish(session, occasion, found)
    return found


def compare_anew(session: Session, occasion: Occasion, import_id: int) -> None:
    """Let a list whose register changed be read and compared once more, and say so in its next preview."""
    found = locked_import(session, import_id)
    if found.state == ImportState.STORING:
        found.choices = {**found.choices, "register_changed": True, "lets_go": False}
        found.state, found.beat_at = ImportState.WAITING, occasion.now


def _entry(kind: SubjectKind, row: Any) -> Entry:
    content, outcome = row.content, Outcome(row.outcome)
    marks = tuple(bytes.fromhex(mark) for mark in content.get("marks", ()))
    if outcome is Outcome.GONE:
        return Entry(outcome, row.unit_id, row.subject_id, {})
    if outcome is Outcome.CHANGED:
        return Entry(outcome, row.unit_id, row.subject_id, columns_of(content, row.before), marks)
    return Entry(outcome, row.unit_id, None, _new(kind, content), marks)


def _new(kind: SubjectKind, content: Values) -> Values:
    name = content["name"]
    values: Values = {
        "folded_name": fold(name),
        "sort_key": name_sort_key(name),
        "birth_year": content.get("year"),
    }
    if kind is SubjectKind.OFFICIAL:
        return {**values, "name": name, "position": content.get("position", "")}
    sealed = content.get("sealed")
    return {
        **values,
        "head_name": name,
        "address": content.get("address", ""),
        "people_count": content.get("people"),
        "phone_sealed": base64.b64decode(sealed) if sealed else None,
    }


def _check_unchanged(
    session: Session, occasion: Occasion, found: RegisterImport, kind: SubjectKind
) -> set[int]:
    """Lock the units, compare the register with its mark, and return the units that had anybody before."""
    ids = sorted(leaf.id for leaf in leaves_for(session, kind, found.unit_id, occasion.today))
    locking = select(Unit.id).where(Unit.id.in_(ids)).order_by(Unit.id).with_for_update(key_share=True)
    session.execute(locking).all()
    known = known_in(session, kind, ids)
    if mark_of(known) != found.register_mark:
        raise RegisterChanged
    return {one.unit_id for one in known}


def _enter(
    session: Session,
    found: RegisterImport,
    kind: SubjectKind,
    entries: Sequence[Entry],
    since: dict[int, date],
) -> None:
    """Number the new ones on in the order of the list.

    In a unit that had nobody, they were there from the beginning: it is the list that came late, not they.
    """
    by_unit: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_unit[entry.unit_id].append(entry)
    for unit_id, new in sorted(by_unit.items()):
        first = last_number_of(session, kind, unit_id) + 1
        own = {"unit_id": unit_id, "import_id": found.id, "entered_on": since.get(unit_id)}
        numbered = ({**entry.values, **own, "number": first + step} for step, entry in enumerate(new))
        while rows := list(islice(numbered, ROWS_A_PIECE)):
            session.connection().execute(insert(bare_table_of(kind)), rows)
        _mark_phones(session, unit_id, {first + step: one.phone_marks for step, one in enumerate(new)})


def _mark_phones(session: Session, unit_id: int, marks: dict[int, tuple[bytes, ...]]) -> None:
    """Keep the keyed hashes of new households' numbers; the households are known by their numbers in the unit."""
    if not any(marks.values()):
        return
    table = bare_table_of(SubjectKind.HOUSEHOLD)
    query = select(table.c.number, table.c.id).where(table.c.unit_id == unit_id, table.c.number >= min(marks))
    rows = [
        {"household_id": id_, "mark": mark}
        for number, id_ in session.execute(query)
        for mark in marks.get(number, ())
    ]
    session.connection().execute(insert(PhoneMark), rows)


def _let_go(session: Session, occasion: Occasion, kind: SubjectKind, entries: Sequence[Entry]) -> None:
    ids = [entry.subject_id for entry in entries if entry.subject_id is not None]
    if ids:
        end_subjects(session, occasion, SubjectsLeaving(kind, ids, EndReason.NOT_LISTED, occasion.today))


def _record(session: Session, occasion: Occasion, found: RegisterImport, entries: Sequence[Entry]) -> None:
    """Write a line into the trail of the list's unit and of every unit it touches, in one order."""
    counts: dict[int, dict[Outcome, int]] = defaultdict(lambda: defaultdict(int))
    for entry in entries:
        counts[entry.unit_id][entry.outcome] += 1
    for unit_id in sorted({found.unit_id, *counts}):
        told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts[unit_id].items()))
        after = f"{found.file_sha256} {told}"
        record(session, occasion, Change(unit_id, "register.store-list", f"import:{found.id}", after=after))


def _finish(session: Session, occasion: Occasion, found: RegisterImport) -> None:
    """End the list; of its rows those stay that come back, or that taking the list back needs."""
    remember_columns(session, occasion, found)
    kept = [Outcome.REJECTED, Outcome.CHANGED, *([Outcome.GONE] if found.choices.get("lets_go") else [])]
    session.execute(delete(ImportRow).where(ImportRow.import_id == found.id, ImportRow.outcome.not_in(kept)))
    found.state, found.ended_at = ImportState.STORED, occasion.now
    found.total = found.done = sum((found.summary or {}).get("numbers", {}).values())
    found.summary = without_samples(found.summary)
    session.flush()
