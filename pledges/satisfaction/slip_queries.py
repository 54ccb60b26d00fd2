"""Questions about slips: which counter one opens, which packs a counter has; never which slip was used."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import SURVEY
from pledges.campaigns.rules import CampaignState
from pledges.campaigns.surveys import surveys_open_at
from pledges.campaigns.tables import Campaign, QuestionnaireVersion
from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.foundation.keys import Keys
from pledges.links.queries import counter_in_scope
from pledges.links.rules import CounterPlace
from pledges.prints.rules import RunState
from pledges.prints.tables import PrintRun
from pledges.register.rules import SubjectKind
from pledges.register.tables import Counter, Office
from pledges.satisfaction.queries import AskingCounter, survey_places
from pledges.satisfaction.rules import SurveyPlace
from pledges.satisfaction.slip_rules import PACK_CHOICE, SLIPS, PackOf, SlipEnded, slip_lookup
from pledges.satisfaction.tables import Slip, SlipPack
from pledges.staff.rules import Permission
from pledges.units.queries.tree import ids_above

_OVER = (CampaignState.DRAFT, CampaignState.CLOSED, CampaignState.ARCHIVED)
_NOT_GONE = (RunState.WAITING, RunState.WORKING, RunState.READY, RunState.FAILED)


@dataclass(frozen=True)
class SlipAtHand:
    """A slip that somebody holds: its pack, and the counter it was given out at with what is asked there."""

    pack_id: int
    counter: AskingCounter


def slip_behind(session: Session, keys: Keys, code: str, on: date) -> SlipAtHand | None:
    """Return what a slip opens on a day, None when the code is no slip's. Whether it was used is not asked here.

    **why**: a scan that told it would let whoever wrote a code down look, again and again, whether that visitor
    answered.

    :raises SlipEnded: when its pack was ended or its last day is over.
    """
    row = session.execute(_behind_slip(), {"slip_lookup": slip_lookup(keys, code)}).one_or_none()
    if row is None:
        return None
    pack_id, until_on, ended_on, *place = row
    if ended_on is not None or on > until_on:
        raise SlipEnded
    return SlipAtHand(pack_id, AskingCounter(SurveyPlace(*place), surveys_open_at(session, place[0], on)))


def packs_of(session: Session, counter_id: int) -> list[PackOf]:
    """Return the packs of a counter, the newest first."""
    query = _packs().where(SlipPack.counter_id == counter_id).order_by(SlipPack.id.desc())
    return [PackOf(*row) for row in session.execute(query)]


def pack_by_id(session: Session, pack_id: int) -> PackOf:
    """Return a pack.

    :raises NotFound: when there is none.
    """
    row = session.execute(_packs().where(SlipPack.id == pack_id)).one_or_none()
    if row is None:
        raise NotFound
    return PackOf(*row)


def pack_in_scope(session: Session, actor: Actor, pack_id: int) -> tuple[PackOf, CounterPlace]:
    """Return a pack and its counter if the actor may print for it.

    :raises NotFound: when there is none or it is outside the scope.
    """
    pack = pack_by_id(session, pack_id)
    return pack, counter_in_scope(session, actor, Permission.PRINT_LABELS, pack.counter_id)


def place_of_pack(session: Session, pack: PackOf) -> SurveyPlace:
    """Return the counter a pack is given out at, by name."""
    return SurveyPlace(*session.execute(survey_places().where(Counter.id == pack.counter_id)).one())


def packs_over(session: Session, on: date) -> set[int]:
    """Return the packs whose slips open nothing any more."""
    is_over = SlipPack.ended_on.is_not(None) | (SlipPack.until_on < on)
    return set(session.scalars(select(SlipPack.id).where(is_over)))


def packs_made_before(session: Session, on: date) -> set[int]:
    """Return the packs that were made before a day."""
    return set(session.scalars(select(SlipPack.id).where(SlipPack.made_on < on)))


def packs_being_printed(session: Session) -> set[int]:
    """Return the packs whose paper is still made, fetched, or tried again."""
    runs = select(PrintRun.choices).where(PrintRun.kind == SLIPS.code, PrintRun.state.in_(_NOT_GONE))
    return {int(choices[PACK_CHOICE]) for choices in session.scalars(runs)}


def last_day_asked(session: Session, counter_id: int, today: date) -> date | None:
    """Return the last day on which a survey asks at the counter, now or later; None where none does."""
    seat = select(Office.seat_unit_id).join(Counter, Counter.office_id == Office.id)
    query = (
        select(func.max(Campaign.closes_on))
        .join(QuestionnaireVersion, QuestionnaireVersion.campaign_id == Campaign.id)
        .where(Campaign.unit_id.in_(ids_above(seat.where(Counter.id == counter_id))))
        .where(Campaign.state.not_in(_OVER), Campaign.closes_on >= today)
        .where(QuestionnaireVersion.kind == SURVEY, QuestionnaireVersion.subject_kind == SubjectKind.COUNTER)
    )
    return session.scalar(query)


# Built once: every answer with a slip asks it.
@lru_cache
def _behind_slip() -> Select[*tuple[Any, ...]]:
    places = survey_places()
    place = places.selected_columns
    return (
        places.with_only_columns(SlipPack.id, SlipPack.until_on, SlipPack.ended_on, *place)
        .join(SlipPack, SlipPack.counter_id == Counter.id)
        .join(Slip, Slip.pack_id == SlipPack.id)
        .where(Slip.lookup == bindparam("slip_lookup"))
    )


def _packs() -> Select[*tuple[Any, ...]]:
    dates = (SlipPack.made_on, SlipPack.until_on, SlipPack.ended_on)
    return select(SlipPack.id, SlipPack.counter_id, SlipPack.slips, *dates)
