"""What a campaign still lacks before it opens, as far as codes go, and how it gets it."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.inviting import Missing, not_invited
from pledges.campaigns.rules import Lack, Task
from pledges.campaigns.tables import Campaign
from pledges.foundation.keys import Keys
from pledges.links.acts import ensure_codes
from pledges.links.tables import Code
from pledges.register.rules import SubjectKind


class CodesLacking:
    """Who of the base has no code yet (``campaigns.rules.TellsLacking``): without one nobody finds their form."""

    def lacking(self, session: Session, campaign: Campaign) -> Sequence[Lack]:
        """Return the task of making codes with the number that is missing, or nothing."""
        uncoded = [_uncoded(kind, missing).subquery() for kind, missing in not_invited(campaign).items()]
        count = sum(session.scalar(select(func.count()).select_from(each)) or 0 for each in uncoded)
        return [Lack(Task.CODES, {"count": count})] if count else []


def make_missing_codes(session: Session, keys: Keys, campaign: Campaign) -> int:
    """Give a first code to everybody a draft campaign would invite who has none; return how many that were."""
    return sum(
        ensure_codes(session, keys, kind, session.scalars(_uncoded(kind, missing)).all())
        for kind, missing in not_invited(campaign).items()
    )


def _uncoded(kind: SubjectKind, missing: Missing) -> Select[int]:
    invitations = missing.order_by(None).subquery()
    subject_id = invitations.c.subject_id
    has_code = select(Code.id).where(Code.subject_kind == kind.value, Code.subject_id == subject_id)
    return select(subject_id).distinct().where(~has_code.exists())
