"""Questions behind the staff's front page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import counted_forms, visible_to
from pledges.campaigns.rules import CampaignState, Stage, stage_on
from pledges.campaigns.tables import Campaign
from pledges.desk.rules import WorkDone
from pledges.foundation.access import Actor
from pledges.links.rules import LABELS
from pledges.prints.tables import PrintRun
from pledges.register.queries.rolled import rolled_up_counts
from pledges.register.rules import SubjectKind
from pledges.responses.queries.alerts import waiting_alerts
from pledges.staff.rules import Permission
from pledges.tallies.queries.tally import total_in
from pledges.tallies.rules import TallyLine
from pledges.units.queries.rolling import below_each
from pledges.units.queries.tree import is_in, is_within, outermost

_MOST_SHOWN = 6


@dataclass(frozen=True)
class CampaignWork:
    """A campaign as the front page shows it: where it stands, and the tally of the unit the actor reaches.

    ``line`` is of the form that households sign, where there is one.
    """

    campaign: Campaign
    stage: Stage
    unit_id: int
    line: TallyLine | None
    counts_households: bool = True


def running_work(session: Session, roots: Collection[int], on: date) -> list[CampaignWork]:
    """Return the newest campaigns in reach with the tally of the actor's own part of each."""
    return [_work(session, campaign, roots, on) for campaign in visible_to(session, roots)[:_MOST_SHOWN]]


def work_done(session: Session, roots: Collection[int], works: list[CampaignWork]) -> WorkDone:
    """Return how far the work has come in the units in reach."""
    households = rolled_up_counts(session, below_each(outermost(session, roots)))
    labels = select(PrintRun.id).where(is_in(PrintRun.unit_id, roots), PrintRun.kind == LABELS.code).limit(1)
    return WorkDone(
        households=sum(households.values()),
        has_open_campaign=any(work.campaign.state == CampaignState.OPEN for work in works),
        has_printed_labels=session.scalar(labels) is not None,
        signed=sum(work.line.signed for work in works if work.line),
    )


def alerts_waiting(session: Session, actor: Actor) -> int:
    """Return how many papers were said to be in the wrong hands, for whoever may look into it."""
    permission = Permission.ENTER_PLEDGES
    return len(waiting_alerts(session, actor, permission)) if permission in actor.reaches else 0


def _work(session: Session, campaign: Campaign, roots: Collection[int], on: date) -> CampaignWork:
    unit_id = _own_part(session, campaign, roots)
    stage = stage_on(campaign.state, campaign.opens_on, campaign.closes_on, on)
    forms = counted_forms(session, campaign.id) if stage is not Stage.DRAFT else {}
    if not forms:
        return CampaignWork(campaign, stage, unit_id, None)
    code, kind = next(iter(forms.items()))
    line = total_in(session, campaign.id, code, unit_id)
    return CampaignWork(campaign, stage, unit_id, line, counts_households=kind == SubjectKind.HOUSEHOLD)


def _own_part(session: Session, campaign: Campaign, roots: Collection[int]) -> int:
    """Return the campaign's unit when it is in reach, else the actor's own unit within it."""
    if is_within(session, campaign.unit_id, roots):
        return campaign.unit_id
    within = [root for root in sorted(roots) if is_within(session, root, [campaign.unit_id])]
    return within[0] if within else campaign.unit_id
