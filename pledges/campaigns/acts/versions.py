"""Writes a form's next version beside the one in use, and publishes it: frozen, word for word, for good."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.acts.holding import change_of, held, held_in
from pledges.campaigns.acts.local_versions import renew_local_versions
from pledges.campaigns.catalogue import checked_draft, digest_of, facts_of, frozen_content
from pledges.campaigns.queries import version_of
from pledges.campaigns.refusals import DraftChanged, NothingChanged, VersionFrozen, VersionIncomplete
from pledges.campaigns.rules import CampaignNotRunning, CampaignState
from pledges.campaigns.tables import Campaign, QuestionnaireVersion
from pledges.campaigns.versions import draft_beside, last_number
from pledges.foundation.audit import record
from pledges.foundation.errors import NotFound
from pledges.foundation.moments import Occasion

_WRITTEN = (CampaignState.DRAFT, CampaignState.OPEN)


def draft_of(session: Session, occasion: Occasion, campaign_id: int, form_code: str) -> QuestionnaireVersion:
    """Return the version of a form that is being written, beside the one in use; made from that one if there is none.

    :raises NotFound: when the campaign has no such form.
    :raises CampaignNotRunning: when the campaign no longer asks.
    """
    campaign = held_in(session, campaign_id, *_WRITTEN)
    draft = draft_beside(session, campaign_id, form_code)
    if draft is None:
        live = version_of(session, campaign_id, form_code)
        draft = _next_of(live, last_number(session, campaign_id, form_code) + 1)
        session.add(draft)
        session.flush()
        record(session, occasion, change_of(campaign, "campaign.draft-version", after=_name(draft)))
    return draft


def save_draft(
    session: Session, occasion: Occasion, version_id: int, content: Mapping[str, Any], seen_digest: str
) -> QuestionnaireVersion:
    """Keep what was written in a draft, which may lack texts and items; ``seen_digest`` is of what was read before.

    :raises DraftChanged: when somebody else saved it meanwhile; nothing is overwritten.
    :raises VersionFrozen: when it was published.
    :raises ContentInvalid: when it is no questionnaire, even allowing for what a draft may lack.
    """
    campaign, draft = _held_draft(session, version_id)
    if draft.digest != seen_digest:
        raise DraftChanged
    kept = {
        "code": draft.form_code,
        "kind": draft.kind,
        "subject": draft.subject_kind,
        "version": draft.version,
    }
    draft.content, draft.digest = checked_draft(content, **kept)
    session.flush()
    record(
        session, occasion, change_of(campaign, "campaign.save-draft", after=f"{_name(draft)} {draft.digest}")
    )
    return draft


def publish_version(session: Session, occasion: Occasion, version_id: int) -> QuestionnaireVersion:
    """Put a draft in the place of the version in use, in a campaign that is open; units' own items follow.

    Whoever signs from now on signs this one; what was signed keeps its own words.

    :raises VersionIncomplete: when it lacks texts or items, or a blank has no value.
    :raises NothingChanged: when it says what the version in use says.
    :raises VersionFrozen: when it was published before.
    :raises CampaignNotRunning: when the campaign is not open; a draft's forms are published by its opening.
    """
    campaign, draft = _held_draft(session, version_id)
    if campaign.state != CampaignState.OPEN:
        raise CampaignNotRunning
    live = version_of(session, campaign.id, draft.form_code)
    _refuse_unready(campaign, draft, live)
    live.superseded_at = occasion.now
    session.flush()
    freeze(campaign, draft, occasion)
    session.flush()
    renew_local_versions(session, occasion, campaign.id, draft.form_code)
    after = f"{_name(draft)} {draft.digest}"
    record(session, occasion, change_of(campaign, "campaign.publish-version", after=after))
    return draft


def discard_draft(session: Session, occasion: Occasion, version_id: int) -> None:
    """Throw a draft away; the version in use stays.

    :raises VersionFrozen: when it was published.
    :raises NotFound: when no other version of the form is in use: then it is the form itself.
    """
    campaign, draft = _held_draft(session, version_id)
    if version_of(session, campaign.id, draft.form_code).id == draft.id:
        raise NotFound
    session.delete(draft)
    session.flush()
    record(session, occasion, change_of(campaign, "campaign.discard-draft", after=_name(draft)))


def freeze(campaign: Campaign, version: QuestionnaireVersion, occasion: Occasion) -> None:
    """Fill a version's blanks for good, from its campaign's settings; what it was made from is kept beside."""
    source = version.content
    version.content, version.digest = frozen_content(source, campaign.settings)
    version.source, version.frozen_at = source, occasion.now


def _held_draft(session: Session, version_id: int) -> tuple[Campaign, QuestionnaireVersion]:
    """Lock the draft's campaign, so that one act at a time is about its versions, and read the draft as it stands."""
    of_version = select(QuestionnaireVersion).where(QuestionnaireVersion.id == version_id)
    campaign_id = session.scalar(of_version.with_only_columns(QuestionnaireVersion.campaign_id))
    if campaign_id is None:
        raise NotFound
    campaign = held(session, campaign_id)
    draft = session.scalars(of_version.execution_options(populate_existing=True)).one_or_none()
    if draft is None:
        raise NotFound  # Somebody threw it away while this waited.
    if draft.frozen_at is not None:
        raise VersionFrozen
    if campaign.state not in _WRITTEN:
        raise CampaignNotRunning
    return campaign, draft


def _next_of(live: QuestionnaireVersion, number: int) -> QuestionnaireVersion:
    content = {**(live.source or live.content), "version": number}
    return QuestionnaireVersion(
        campaign_id=live.campaign_id,
        form_code=live.form_code,
        kind=live.kind,
        subject_kind=live.subject_kind,
        version=number,
        content=content,
        digest=digest_of(content),
    )


def _refuse_unready(campaign: Campaign, draft: QuestionnaireVersion, live: QuestionnaireVersion) -> None:
    facts = facts_of(draft.form_code, draft.content, counts=False)
    missing = facts.untranslated + facts.is_empty + len(facts.blanks - campaign.settings.keys())
    if missing:
        raise VersionIncomplete(count=missing)
    if {**draft.content, "version": live.version} == (live.source or live.content):
        raise NothingChanged


def _name(version: QuestionnaireVersion) -> str:
    return f"{version.form_code} {version.version}"
