"""What can be done about codes: give every subject one, and give out a new one in place of an old."""

from collections.abc import Collection

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.errors import NotFound
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_all_unless_there
from pledges.links.queries import codes_of, counters_below, invited_households, subjects_with_code
from pledges.links.rules import CodeReissued, Subject, code_of, lookup_of
from pledges.links.tables import Code
from pledges.register.rules import SubjectKind
from pledges.register.subjects import LeftTheList
from pledges.register.tables import Household
from pledges.units.queries.tree import ids_within


def ensure_codes(session: Session, keys: Keys, kind: SubjectKind, ids: Collection[int]) -> int:
    """Give a first code to every subject that never had one, and return how many that were.

    Two at once do no harm: the code is the same whoever computes it.
    """
    new = sorted(set(ids) - subjects_with_code(session, kind, ids))
    insert_all_unless_there(session, Code, [_row(keys, kind, subject_id, 1) for subject_id in new])
    return len(new)


def reissue(session: Session, occasion: Occasion, keys: Keys, subject: Subject, unit_id: int) -> str:
    """End the subject's code and return the next one (the paper was lost or photographed).

    :raises NotFound: when the subject has no code.
    """
    of_subject = (Code.subject_kind == subject.kind, Code.subject_id == subject.id)
    last = session.scalar(select(func.max(Code.generation)).where(*of_subject))
    if last is None:
        raise NotFound
    session.execute(update(Code).where(*of_subject, Code.ended_at.is_(None)).values(ended_at=occasion.now))
    # Two reissues at once would make the same generation: the unique constraint lets one through.
    session.add(Code(**_row(keys, subject.kind, subject.id, last + 1)))
    session.flush()
    name = f"{subject.kind}:{subject.id}"
    record(session, occasion, Change(unit_id, "links.reissue", name, after=str(last + 1)))
    return code_of(keys, subject.kind, subject.id, last + 1)


def reissue_household(
    session: Session, occasion: Occasion, keys: Keys, household: Household, seen: int
) -> str:
    """Give a household its next code, and return it; ``seen`` is the generation that whoever asks has before them.

    :raises CodeReissued: when another generation is in force: it was asked for twice, or by two.
    :raises LeftTheList: when the household has left the list.
    """
    if household.ended_on is not None:
        raise LeftTheList
    of_household = (Code.subject_kind == SubjectKind.HOUSEHOLD, Code.subject_id == household.id)
    standing = select(Code.generation).where(*of_household, Code.ended_at.is_(None)).with_for_update()
    if session.scalar(standing) != seen:
        raise CodeReissued
    subject = Subject(SubjectKind.HOUSEHOLD, household.id, code_of(keys, SubjectKind.HOUSEHOLD, household.id, seen))
    return reissue(session, occasion, keys, subject, household.unit_id)


def export(session: Session, occasion: Occasion, keys: Keys, campaign_id: int, unit_id: int) -> list[Subject]:
    """Return the households that the campaign asks in the unit and below, then the counters there, with their codes.

    The secrets leave the program by this, so the trail says that they did, and how many.
    """
    ids = {
        SubjectKind.HOUSEHOLD: invited_households(session, campaign_id, ids_within([unit_id])),
        SubjectKind.COUNTER: [counter.id for counter in counters_below(session, unit_id)],
    }
    subjects: list[Subject] = []
    for kind, of_kind in ids.items():
        ensure_codes(session, keys, kind, of_kind)
        codes = codes_of(session, keys, kind, of_kind)
        subjects += [Subject(kind, subject_id, codes[subject_id]) for subject_id in of_kind]
    change = Change(unit_id, "links.export", f"campaign:{campaign_id}", after=f"{len(subjects)} codes")
    record(session, occasion, change)
    return subjects


def _row(keys: Keys, kind: SubjectKind, subject_id: int, generation: int) -> dict[str, object]:
    code = code_of(keys, kind, subject_id, generation)
    return {
        "subject_kind": kind.value,
        "subject_id": subject_id,
        "generation": generation,
        "lookup": lookup_of(keys, code),
    }
