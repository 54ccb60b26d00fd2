"""Takes subjects out of a campaign's base, dated and with a reason, and back in."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import by_id as campaign_by_id
from pledges.campaigns.rules import (
    REASONS,
    AlreadyDecided,
    AlreadyExcluded,
    CampaignNotRunning,
    CampaignState,
    ExclusionReason,
    ExclusionState,
    HasPledge,
    ReasonUnknown,
    SecondPersonNeeded,
)
from pledges.campaigns.tables import Campaign, Exclusion, Invitation
from pledges.foundation.audit import Change, record
from pledges.foundation.errors import NotFound
from pledges.foundation.moments import Occasion
from pledges.register.rules import SubjectKind
from pledges.register.subjects import MergedAway
from pledges.register.tables import Household
from pledges.tallies.acts.base import note_base_change
from pledges.tallies.acts.recounting import recount_leaves
from pledges.tallies.rules import BaseChangeKind, CountsSigned, NewBaseChange, Proposal

_STANDING = (ExclusionState.PROPOSED.value, ExclusionState.APPROVED.value)


def propose_exclusion(
    session: Session, occasion: Occasion, proposal: Proposal, signed: CountsSigned
) -> list[Exclusion]:
    """Propose to leave a subject out of a base; approved at once where the campaign asks for no second person.

    Whether the subject was reached makes no difference: a refusal would tell. One exclusion for each form it is asked.

    :raises NotFound: when the campaign has not invited the subject.
    :raises CampaignNotRunning: when the campaign is not open.
    :raises ReasonUnknown: when the reason is not one for this kind of subject.
    :raises HasPledge: when it has an active pledge.
    :raises AlreadyExcluded: when it is excluded or proposed to be.
    """
    campaign = _running(session, proposal.campaign_id)
    if proposal.reason not in REASONS.get(proposal.kind, ()):
        raise ReasonUnknown
    invitations = _locked(session, *_of_subject(proposal))
    if not invitations:
        raise NotFound
    ids = [invitation.id for invitation in invitations]
    if signed.has_active(session, ids):
        raise HasPledge
    standing = select(Exclusion.id).where(Exclusion.invitation_id.in_(ids), Exclusion.state.in_(_STANDING))
    if session.scalar(standing.limit(1)) is not None:
        raise AlreadyExcluded
    exclusions = [_proposed(occasion, proposal, invitation) for invitation in invitations]
    session.add_all(exclusions)
    session.flush()
    pairs = list(zip(exclusions, invitations, strict=True))
    if not campaign.exclusions_need_two:
        _approve(session, occasion, pairs, signed)
    # The trail comes last, as it does in signing: who waits for it holds the counters.
    for exclusion, invitation in pairs:
        _record(session, occasion, "exclusion.propose", exclusion, invitation)
    return exclusions


def approve_exclusion(
    session: Session, occasion: Occasion, exclusion_id: int, signed: CountsSigned
) -> Exclusion:
    """Approve a proposal: from now on the subject is out of the base.

    :raises NotFound: when there is no such proposal.
    :raises CampaignNotRunning: when the campaign is not open.
    :raises AlreadyDecided: when somebody decided before.
    :raises SecondPersonNeeded: when it was proposed by whoever approves, and the campaign asks for two.
    :raises HasPledge: when the subject has signed since.
    """
    exclusion, invitation = _locked_exclusion(session, exclusion_id, ExclusionState.PROPOSED)
    campaign = _running(session, invitation.campaign_id)
    if campaign.exclusions_need_two and exclusion.proposed_by == occasion.actor_id:
        raise SecondPersonNeeded
    if signed.has_active(session, [invitation.id]):
        raise HasPledge
    _approve(session, occasion, [(exclusion, invitation)], signed)
    _record(session, occasion, "exclusion.approve", exclusion, invitation)
    return exclusion


def decline_exclusion(session: Session, occasion: Occasion, exclusion_id: int) -> Exclusion:
    """Decline a proposal: nothing changes, and the proposal stays on record.

    :raises NotFound: when there is no such proposal.
    :raises AlreadyDecided: when somebody decided before.
    """
    exclusion, invitation = _locked_exclusion(session, exclusion_id, ExclusionState.PROPOSED)
    _decide(occasion, exclusion, ExclusionState.DECLINED)
    session.flush()
    _record(session, occasion, "exclusion.decline", exclusion, invitation)
    return exclusion


def lift_exclusion(
    session: Session, occasion: Occasion, exclusion_id: int, signed: CountsSigned
) -> Exclusion:
    """Bring an excluded subject back into the base: it is asked again, and counts.

    :raises NotFound: when there is no such exclusion.
    :raises AlreadyDecided: when it is not in force.
    :raises CampaignNotRunning: when the campaign is not open.
    :raises MergedAway: when it was the duplicate of another household, which counts already.
    """
    exclusion, invitation = _locked_exclusion(session, exclusion_id, ExclusionState.APPROVED)
    _running(session, invitation.campaign_id)
    if _is_merged(session, invitation):
        raise MergedAway
    exclusion.state = ExclusionState.LIFTED.value
    exclusion.lifted_by, exclusion.lifted_at = occasion.actor_id, occasion.now
    session.flush()
    _count_anew(session, [invitation], signed)
    change = NewBaseChange(*_leaf(invitation), BaseChangeKind.LIFTED, 1, exclusion.reason)
    note_base_change(session, occasion, change)
    _record(session, occasion, "exclusion.lift", exclusion, invitation)
    return exclusion


def exclude_duplicates(
    session: Session, occasion: Occasion, invitation_ids: Collection[int], signed: CountsSigned
) -> None:
    """Leave out what a duplicate household was asked, whatever it answered; a proposal that waits is settled by it."""
    reason, changed = ExclusionReason.DUPLICATE, list[tuple[Exclusion, Invitation]]()
    for invitation in _locked(session, Invitation.id.in_(invitation_ids)):
        exclusion = _standing(session, invitation.id)
        if exclusion is None or exclusion.state != ExclusionState.APPROVED:
            exclusion = exclusion or Exclusion(
                invitation_id=invitation.id, proposed_by=occasion.actor_id, proposed_at=occasion.now
            )
            exclusion.reason = reason.value
            _decide(occasion, exclusion, ExclusionState.APPROVED)
            session.add(exclusion)
            changed.append((exclusion, invitation))
    session.flush()
    _count_anew(session, [invitation for _, invitation in changed], signed)
    for _, invitation in changed:
        change = NewBaseChange(*_leaf(invitation), BaseChangeKind.DUPLICATE, 1, reason.value)
        note_base_change(session, occasion, change)
    for exclusion, invitation in changed:
        _record(session, occasion, "exclusion.duplicate", exclusion, invitation)


def _approve(
    session: Session,
    occasion: Occasion,
    pairs: Sequence[tuple[Exclusion, Invitation]],
    signed: CountsSigned,
) -> None:
    for exclusion, _ in pairs:
        _decide(occasion, exclusion, ExclusionState.APPROVED)
    session.flush()
    _count_anew(session, [invitation for _, invitation in pairs], signed)
    for exclusion, invitation in pairs:
        first, second = exclusion.proposed_by, occasion.actor_id
        leaf, approver = _leaf(invitation), second if second != first else None
        change = NewBaseChange(*leaf, BaseChangeKind.EXCLUDED, 1, exclusion.reason, first, approver)
        note_base_change(session, occasion, change)


def _decide(occasion: Occasion, exclusion: Exclusion, state: ExclusionState) -> None:
    exclusion.state = state.value
    exclusion.decided_by, exclusion.decided_at = occasion.actor_id, occasion.now


def _standing(session: Session, invitation_id: int) -> Exclusion | None:
    query = select(Exclusion).where(Exclusion.invitation_id == invitation_id, Exclusion.state.in_(_STANDING))
    return session.scalars(query).one_or_none()


def _count_anew(session: Session, invitations: Sequence[Invitation], signed: CountsSigned) -> None:
    by_campaign: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for invitation in invitations:
        by_campaign[invitation.campaign_id].add((invitation.form_code, invitation.unit_id))
    for campaign_id in sorted(by_campaign):
        recount_leaves(session, campaign_id, by_campaign[campaign_id], signed)


def _proposed(occasion: Occasion, proposal: Proposal, invitation: Invitation) -> Exclusion:
    return Exclusion(
        invitation_id=invitation.id,
        reason=proposal.reason.value,
        since=proposal.since,
        state=ExclusionState.PROPOSED.value,
        proposed_by=occasion.actor_id,
        proposed_at=occasion.now,
    )


def _locked_exclusion(
    session: Session, exclusion_id: int, state: ExclusionState
) -> tuple[Exclusion, Invitation]:
    """Lock an exclusion behind its invitation, in the order in which signing locks."""
    invitation_id = session.scalar(select(Exclusion.invitation_id).where(Exclusion.id == exclusion_id))
    if invitation_id is None:
        raise NotFound
    invitation = _locked(session, Invitation.id == invitation_id)[0]
    exclusion = session.get_one(Exclusion, exclusion_id, populate_existing=True)
    if exclusion.state != state:
        raise AlreadyDecided
    return exclusion, invitation


def _locked(session: Session, *chosen: object) -> Sequence[Invitation]:
    """Lock invitations against signing and moving, in one order; what only refers to them does not wait."""
    query = select(Invitation).where(*chosen).order_by(Invitation.id)  # type: ignore[arg-type]  # conditions
    query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalars(query).all()


def _of_subject(proposal: Proposal) -> tuple[object, ...]:
    return (
        Invitation.campaign_id == proposal.campaign_id,
        Invitation.subject_kind == proposal.kind.value,
        Invitation.subject_id == proposal.subject_id,
    )


def _running(session: Session, campaign_id: int) -> Campaign:
    campaign = campaign_by_id(session, campaign_id)
    if campaign.state not in (CampaignState.OPEN, CampaignState.CLOSING):
        raise CampaignNotRunning
    return campaign


def _is_merged(session: Session, invitation: Invitation) -> bool:
    if invitation.subject_kind != SubjectKind.HOUSEHOLD:
        return False
    query = select(Household.merged_into_id).where(Household.id == invitation.subject_id)
    return session.scalar(query) is not None


def _leaf(invitation: Invitation) -> tuple[int, str, int]:
    return invitation.campaign_id, invitation.form_code, invitation.unit_id


def _record(
    session: Session, occasion: Occasion, action: str, exclusion: Exclusion, invitation: Invitation
) -> None:
    subject = f"invitation:{invitation.id}"
    record(session, occasion, Change(invitation.unit_id, action, subject, why=exclusion.reason))
