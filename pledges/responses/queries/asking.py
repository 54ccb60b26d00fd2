"""What every door asks its subject, as the piece of a statement that all doors share, whoever stands behind them."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, and_, case, exists, literal_column, or_

from pledges.campaigns.rules import ExclusionState
from pledges.campaigns.tables import Campaign, Exclusion, Invitation, QuestionnaireVersion
from pledges.foundation.base import Base
from pledges.register.rules import SubjectKind
from pledges.responses.queries.lines import LINE, Rows
from pledges.responses.rules import Asking
from pledges.responses.tables import Response


def bare(table: type[Base]) -> Table:
    """Return the table of a class, for statements that are built once."""
    return cast(Table, table.__table__)


def fixed(value: str) -> ColumnElement[str]:
    """Return a word of ours as part of the statement itself.

    **why** not as a bound value: SQLite compiles a statement anew at every execution when a column of a partial index
    is compared with one (0.16 ms a scan instead of 0.02).
    """
    return literal_column(f"'{value}'")


invitation, campaign, version = bare(Invitation), bare(Campaign), bare(QuestionnaireVersion)
response, _exclusion = bare(Response), bare(Exclusion)

_nearness = case(
    *((version.c.unit_id == unit.c.id, literal_column(str(step))) for step, unit in enumerate(LINE)),
    else_=literal_column(str(len(LINE))),
)

# In the order of Asking's fields.
ASKING_COLUMNS = (
    invitation.c.id,
    invitation.c.campaign_id,
    invitation.c.form_code,
    version.c.kind,
    invitation.c.unit_id,
    version.c.id,
    version.c.digest,
    invitation.c.is_reached,
    campaign.c.slug,
    campaign.c.title_vi,
    campaign.c.title_en,
    campaign.c.state,
    campaign.c.opens_on,
    campaign.c.closes_on,
    response.c.signed_at,
    campaign.c.unit_id,
    campaign.c.late_paper_until,
)


def with_askings(query: Rows, kind: SubjectKind, subject_id: ColumnElement[Any]) -> Rows:
    """Join the invitations of a subject where there are any, the newest first; the line must have been joined.

    A subject that is excluded from a campaign's base is not asked by it.
    """
    asked = and_(
        invitation.c.subject_kind == fixed(kind.value),
        invitation.c.subject_id == subject_id,
        ~exists().where(
            _exclusion.c.invitation_id == invitation.c.id,
            _exclusion.c.state == fixed(ExclusionState.APPROVED.value),
        ),
    )
    # The live core, and what units above the subject added to it: the nearest unit's version is the one it is asked.
    live = and_(
        version.c.campaign_id == invitation.c.campaign_id,
        version.c.form_code == invitation.c.form_code,
        version.c.frozen_at.is_not(None),
        version.c.superseded_at.is_(None),
        or_(version.c.unit_id.is_(None), *(version.c.unit_id == unit.c.id for unit in LINE)),
    )
    active = and_(response.c.invitation_id == invitation.c.id, response.c.state == fixed("active"))
    return (
        query.outerjoin(invitation, asked)
        .outerjoin(campaign, campaign.c.id == invitation.c.campaign_id)
        .outerjoin(version, live)
        .outerjoin(response, active)
        .order_by(invitation.c.id.desc(), _nearness)
    )


def askings_in(rows: Sequence[Any], first_column: int) -> tuple[Asking, ...]:
    """Return one asking an invitation: the rows are sorted so that the version of the nearest unit comes first."""
    askings: dict[int, Asking] = {}
    for row in rows:
        invitation_id = row[first_column]
        if invitation_id is not None and invitation_id not in askings:
            askings[invitation_id] = Asking(*row[first_column:])
    return tuple(askings.values())
