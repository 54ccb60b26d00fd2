"""Lets a unit add items of its own to a form, for the subjects in and below it; the core stays as it is."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.acts.holding import held_in
from pledges.campaigns.acts.local_versions import renew_local_versions
from pledges.campaigns.local_rules import LocalPlace, checked, coded
from pledges.campaigns.queries import version_of
from pledges.campaigns.refusals import LocalItemsImpossible
from pledges.campaigns.rules import CampaignState, LocalText
from pledges.campaigns.tables import LocalItems, QuestionnaireVersion
from pledges.campaigns.versions import words_of
from pledges.foundation.audit import Change, record
from pledges.foundation.errors import NotFound
from pledges.foundation.moments import Occasion
from pledges.units.queries.tree import is_within

_ADDED_TO = (CampaignState.DRAFT, CampaignState.OPEN)
_WITH_ITEMS = "pledge"


def set_local_items(
    session: Session, occasion: Occasion, place: LocalPlace, items: Sequence[LocalText]
) -> list[LocalText]:
    """Put these items in the place of those a unit added to a form, and return them; none ends its own version.

    In a campaign that is open the unit, and those below it with items of their own, get new versions at once.

    :raises NotFound: when the campaign has no such form, or the unit is not within the campaign's.
    :raises LocalItemsImpossible: when the form has no list of things to pledge.
    :raises LocalItemsInvalid: when they are too many, or one is not whole.
    :raises CampaignNotRunning: when the campaign no longer asks.
    """
    campaign = held_in(session, place.campaign_id, *_ADDED_TO)
    if not is_within(session, place.unit_id, [campaign.unit_id]):
        raise NotFound
    if version_of(session, place.campaign_id, place.form_code).kind != _WITH_ITEMS:
        raise LocalItemsImpossible
    said = checked(items)
    _store(session, occasion, place, said)
    renew_local_versions(session, occasion, place.campaign_id, place.form_code, place.unit_id)
    subject, after = f"campaign:{campaign.id}", f"{place.form_code}: {said!r}"
    record(session, occasion, Change(place.unit_id, "campaign.local-items", subject, after=after))
    return said


def _store(session: Session, occasion: Occasion, place: LocalPlace, said: Sequence[LocalText]) -> None:
    query = select(LocalItems).filter_by(
        campaign_id=place.campaign_id, form_code=place.form_code, unit_id=place.unit_id
    )
    row = session.scalar(query)
    if not said:
        if row is not None:
            session.delete(row)
            session.flush()
        return
    row = row or LocalItems(
        campaign_id=place.campaign_id, form_code=place.form_code, unit_id=place.unit_id, items=[]
    )
    known = {words_of(item): str(item["code"]) for item in row.items}
    used = [*known.values(), *_codes_published(session, place)]
    row.items = [
        {"code": code, "vi": words.vi, "en": words.en}
        for code, words in coded(place.unit_id, said, known, used)
    ]
    row.changed_by, row.changed_at = occasion.actor_id, occasion.now
    session.add(row)
    session.flush()


def _codes_published(session: Session, place: LocalPlace) -> list[str]:
    query = select(QuestionnaireVersion.content).filter_by(
        campaign_id=place.campaign_id, form_code=place.form_code, unit_id=place.unit_id
    )
    return [item["code"] for content in session.scalars(query) for item in content["items"]]  # type: ignore[attr-defined]  # what JSON holds
