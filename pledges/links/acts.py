"""What can be done about codes: give every subject one, and give out a new one in place of an old."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.errors import NotFound
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_all_unless_there
from pledges.links.queries import INVITED, codes_of, counters_below, invited, subjects_with_code
from pledges.links.rules import CodeOwner, CodeReissued, Subject, code_of, lookup_of
from pledges.links.tables import Code
from pledges.register.queries.households import households_of
from pledges.register.rules import SubjectKind
from pledges.register.subjects import LeftTheList
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


def reissue_seen(session: Session, occasion: Occasion, keys: Keys, owner: CodeOwner, seen: int) -> str:
    """Give a subject its next code, and return it; ``seen`` is the generation that whoever asks has before them.

    :raises CodeReissued: when another generation is in force: it was asked for twice, or by two.
    :raises LeftTheList: when the household or official has left the list.
    """
    if owner.has_left:
        raise LeftTheList
    of_owner = (Code.subject_kind == owner.kind, Code.subject_id == owner.id)
    standing = select(Code.generation).where(*of_owner, Code.ended_at.is_(None)).with_for_update()
    if session.scalar(standing) != seen:
        raise CodeReissued
    subject = Subject(owner.kind, owner.id, code_of(keys, owner.kind, owner.id, seen))
    return reissue(session, occasion, keys, subject, owner.unit_id)


def export(session: Session, occasion: Occasion, keys: Keys, campaign_id: int, unit_id: int) -> list[Subject]:
    """Return whom the campaign asks in the unit and below, then the counters there, with their codes.

    Households, officials and offices, in this order; an office and its officials are where it sits.

    The secrets leave the program by this, so the trail says that they did, and how many.
    """
    units = ids_within([unit_id])
    ids = {
        **{kind: invited(session, campaign_id, kind, units) for kind in INVITED},
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


@dataclass(frozen=True)
class AskedHamlet:
    """A hamlet that a campaign asks."""

    campaign_id: int
    unit_id: int


@dataclass(frozen=True)
class LinkedHousehold:
    """A household with its code, as a message to it needs them."""

    number: int
    head_name: str
    code: str


def take_links(
    session: Session, occasion: Occasion, keys: Keys, asked: AskedHamlet, purpose: str
) -> list[LinkedHousehold]:
    """Return every household of a unit that the campaign asks, by number, with its code, whatever it answered.

    The secrets leave the program by this, so the trail says that they did, how many, and for what.
    """
    campaign_id, unit_id = asked.campaign_id, asked.unit_id
    ids = invited(session, campaign_id, SubjectKind.HOUSEHOLD, [unit_id])
    ensure_codes(session, keys, SubjectKind.HOUSEHOLD, ids)
    codes = codes_of(session, keys, SubjectKind.HOUSEHOLD, ids)
    households = sorted(households_of(session, unit_id, ids), key=lambda household: household.number)
    change = Change(
        unit_id, "links.messages", f"campaign:{campaign_id}", after=f"{len(households)} links", why=purpose
    )
    record(session, occasion, change)
    return [LinkedHousehold(one.number, one.head_name, codes[one.id]) for one in households]


def _row(keys: Keys, kind: SubjectKind, subject_id: int, generation: int) -> dict[str, object]:
    code = code_of(keys, kind, subject_id, generation)
    return {
        "subject_kind": kind.value,
        "subject_id": subject_id,
        "generation": generation,
        "lookup": lookup_of(keys, code),
    }
