"""Makes a hamlet's sign sheets, and enters the rows that somebody typed from one."""

from collections.abc import Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import is_excluded
from pledges.campaigns.tables import Invitation
from pledges.entry.acts.entering import add_paper, enter
from pledges.entry.queries import was_entered, was_sent
from pledges.entry.refusals import NobodyForSheet, PaperOvertaken
from pledges.entry.rules import NewSheets, Order, Period, RowOutcome, address_key, in_pages
from pledges.entry.tables import SignSheet, SignSheetRow
from pledges.foundation.audit import Change, record
from pledges.foundation.errors import DomainError
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household
from pledges.responses.rules import AlreadySigned, AttemptUsed, NotAsked, Submission
from pledges.units.tables import Unit

_ATTEMPT_BYTES = 16
_REFUSED: dict[type[DomainError], RowOutcome] = {
    AttemptUsed: RowOutcome.OTHER_CONTENT,
    NotAsked: RowOutcome.NOT_ASKED,
    PaperOvertaken: RowOutcome.OVERTAKEN,
}


def make_sheets(session: Session, occasion: Occasion, new: NewSheets) -> list[int]:
    """Give every invited household of a hamlet that stands on no sheet yet a row; return the new sheets' ids.

    Those who have signed on a phone get a row like everybody: a sheet without them would list who has not.

    :raises NobodyForSheet: when all have a row.
    """
    # Two people who make sheets at once would give a household two rows.
    session.execute(select(Unit.id).where(Unit.id == new.unit_id).with_for_update(key_share=True))
    households = _without_row(session, new)
    if not households:
        raise NobodyForSheet
    series = _last_series(session, new) + 1
    ids = []
    for page, members in enumerate(in_pages(households), start=1):
        ids.append(_sheet(session, occasion, new, series, page))
        rows = [
            {"sheet_id": ids[-1], "row_number": number, "subject_id": one.id}
            for number, one in enumerate(members, start=1)
        ]
        session.execute(insert(SignSheetRow), rows)
    subject = f"campaign:{new.campaign_id}"
    after = f"series {series}, {len(households)} rows"
    record(session, occasion, Change(new.unit_id, "entry.make-sheets", subject, after=after))
    return ids


def attempt_of_row(keys: Keys, sheet_id: int, row_number: int) -> bytes:
    """Return the attempt of a sheet's row: however often the sheet is sent, the row is entered once."""
    return keys.digest("sign-sheet-row", sheet_id, row_number)[:_ATTEMPT_BYTES]


def enter_row(
    session: Session, occasion: Occasion, keys: Keys, submission: Submission, period: Period
) -> RowOutcome:
    """Enter one typed row: as a pledge, or as a further proof of the one that is there.

    **why** a transaction a row: the counter of the hamlet comes after the invitation in the order of locks, so that a
    transaction of many rows would wait in a circle with whoever signs on a phone.

    :raises EntryOver: when the campaign takes no entries today.
    :raises DayNotTaken: when the sheet is not of the campaign's time.
    """
    proof = submission.proof
    if proof is None or proof.sheet_id is None or proof.row_number is None:
        raise ValueError("a row of a sheet is its own proof")
    # A row that only added a proof has left no attempt: sent again, it must not sign for who withdrew meanwhile.
    if was_entered(session, proof.sheet_id, proof.row_number) and not was_sent(session, submission.attempt):
        return RowOutcome.BEFORE
    try:
        receipt = enter(session, occasion, keys, submission, period)
    except AlreadySigned:
        is_new = add_paper(session, occasion, submission.asking.invitation_id, proof, period)
        return RowOutcome.PROOF if is_new else RowOutcome.BEFORE
    except (AttemptUsed, NotAsked, PaperOvertaken) as refusal:
        return _REFUSED[type(refusal)]
    return RowOutcome.PLEDGE if receipt.is_new else RowOutcome.BEFORE


def _without_row(session: Session, new: NewSheets) -> Sequence[Household]:
    has_row = (
        select(SignSheetRow.subject_id)
        .join(SignSheet, SignSheet.id == SignSheetRow.sheet_id)
        .where(SignSheet.campaign_id == new.campaign_id, SignSheet.form_code == new.form_code)
        .where(SignSheet.unit_id == new.unit_id)
    )
    query = (
        select(Household)
        .join(Invitation, Invitation.subject_id == Household.id)
        .where(Invitation.campaign_id == new.campaign_id, Invitation.form_code == new.form_code)
        .where(Invitation.subject_kind == SubjectKind.HOUSEHOLD, Invitation.unit_id == new.unit_id)
        .where(Household.ended_on.is_(None), ~is_excluded(), Household.id.not_in(has_row))
        .order_by(Household.sort_key, Household.number)
    )
    found = session.scalars(query).all()
    if new.order is Order.ADDRESS:
        return sorted(found, key=lambda one: address_key(one.address))
    return found


def _last_series(session: Session, new: NewSheets) -> int:
    query = select(func.max(SignSheet.series)).where(
        SignSheet.campaign_id == new.campaign_id,
        SignSheet.form_code == new.form_code,
        SignSheet.unit_id == new.unit_id,
    )
    return session.scalar(query) or 0


def _sheet(session: Session, occasion: Occasion, new: NewSheets, series: int, page: int) -> int:
    sheet = SignSheet(
        campaign_id=new.campaign_id,
        form_code=new.form_code,
        unit_id=new.unit_id,
        version_id=new.version_id,
        series=series,
        page=page,
        made_at=occasion.now,
        made_by=occasion.actor_id,
    )
    session.add(sheet)
    session.flush()
    return sheet.id
