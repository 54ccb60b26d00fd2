"""Somebody looks at a finding and says what it was; nothing of what was entered is touched."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from pledges.entry.findings import Finding
from pledges.entry.refusals import FindingChanged, LookedAtBefore, OwnEntries
from pledges.entry.tables import ReviewNote
from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there


def note_finding(
    session: Session, occasion: Occasion, findings: Iterable[Finding], key: str, remark: str
) -> None:
    """Note what a finding was, once, of those that the actor reaches.

    :raises FindingChanged: when none of them has this key (any more).
    :raises OwnEntries: when the actor entered something of it.
    :raises LookedAtBefore: when somebody was faster.
    """
    finding = next((one for one in findings if one.key == key), None)
    if finding is None:
        raise FindingChanged
    if occasion.actor_id in finding.entered_by:
        raise OwnEntries
    unit_id = finding.unit_ids[0]
    noted = {"remark": remark, "noted_by": occasion.actor_id, "noted_at": occasion.now}
    if not insert_unless_there(session, ReviewNote, finding=key, unit_id=unit_id, **noted):
        raise LookedAtBefore
    record(session, occasion, Change(unit_id, "entry.review", f"finding:{key}", why=remark))
