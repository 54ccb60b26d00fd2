"""Questions about the versions of a form: what is written beside what is in use, and what units added."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.catalogue import facts_of
from pledges.campaigns.queries import COUNTED, version_of, versions_of
from pledges.campaigns.rules import LocalText
from pledges.campaigns.tables import Campaign, LocalItems, QuestionnaireVersion
from pledges.campaigns.tasks import Facts
from pledges.foundation.errors import NotFound
from pledges.units.tables import Unit


@dataclass(frozen=True)
class Beside:
    """A form of a campaign: the version in use (or the first draft), and the next one that is being written, if any."""

    live: QuestionnaireVersion
    draft: QuestionnaireVersion | None

    @property
    def is_first_draft(self) -> bool:
        """Whether nothing of the form has been published yet."""
        return self.live.frozen_at is None


def core_version(session: Session, campaign_id: int, version_id: int) -> QuestionnaireVersion:
    """Return a version of a campaign's form that is no unit's own.

    :raises NotFound: when the campaign has none such.
    """
    version = session.get(QuestionnaireVersion, version_id)
    if version is None or version.campaign_id != campaign_id or version.unit_id is not None:
        raise NotFound
    return version


def draft_beside(session: Session, campaign_id: int, form_code: str) -> QuestionnaireVersion | None:
    """Return the version of a form that is being written, None when nobody writes one."""
    return session.scalar(_of_form(campaign_id, form_code).where(QuestionnaireVersion.frozen_at.is_(None)))


def beside(session: Session, campaign_id: int, form_code: str) -> Beside:
    """Return the version of a form in use, and the one that is being written beside it.

    :raises NotFound: when the campaign has no such form.
    """
    live = version_of(session, campaign_id, form_code)
    draft = draft_beside(session, campaign_id, form_code)
    return Beside(live, None if draft is None or draft.id == live.id else draft)


def codes_used(session: Session, campaign_id: int, form_code: str) -> frozenset[str]:
    """Return every code that a question or an item of the form has had in any version, dropped ones too.

    **why**: answers are counted by code; a new question with an old code would be given another one's answers.
    """
    of_form = select(QuestionnaireVersion.content).where(
        QuestionnaireVersion.campaign_id == campaign_id, QuestionnaireVersion.form_code == form_code
    )
    contents: list[dict[str, Any]] = list(session.scalars(of_form))
    return frozenset(
        str(part["code"]) for content in contents for name in ("questions", "items") for part in content[name]
    )


def forms_of(session: Session, campaign_id: int) -> list[Beside]:
    """Return a campaign's forms in the order they were taken in, each with what is written beside it."""
    written = select(QuestionnaireVersion).where(
        QuestionnaireVersion.campaign_id == campaign_id,
        QuestionnaireVersion.unit_id.is_(None),
        QuestionnaireVersion.frozen_at.is_(None),
    )
    drafts = {draft.form_code: draft for draft in session.scalars(written)}
    return [
        Beside(live, None if live.frozen_at is None else drafts.get(live.form_code))
        for live in versions_of(session, campaign_id)
    ]


def past_versions(session: Session, campaign_id: int, form_code: str) -> list[QuestionnaireVersion]:
    """Return every published version of a form, the newest first; units' own left out."""
    query = _of_form(campaign_id, form_code).where(QuestionnaireVersion.frozen_at.is_not(None))
    return list(session.scalars(query.order_by(QuestionnaireVersion.version.desc())))


def last_number(session: Session, campaign_id: int, form_code: str, unit_id: int | None = None) -> int:
    """Return the highest number a version of a form has, or of a unit's own versions of it; 0 without any."""
    own = (
        QuestionnaireVersion.unit_id.is_(None) if unit_id is None else QuestionnaireVersion.unit_id == unit_id
    )
    query = select(func.max(QuestionnaireVersion.version)).where(
        QuestionnaireVersion.campaign_id == campaign_id, QuestionnaireVersion.form_code == form_code, own
    )
    return session.scalar(query) or 0


def facts_about(session: Session, campaign: Campaign, base: int) -> Facts:
    """Return what the task list must know of a draft campaign; ``base`` is how many are on its lists."""
    forms = [
        facts_of(version.form_code, version.content, counts=version.kind in COUNTED)
        for version in versions_of(session, campaign.id)
    ]
    has_title = bool(campaign.title_vi.strip() and campaign.title_en.strip())
    return Facts(forms, has_title, base, campaign.confirmed_base)


def local_items_of(session: Session, campaign_id: int, form_code: str, unit_id: int) -> list[LocalText]:
    """Return the words of the items a unit added to a form, in its order."""
    query = select(LocalItems.items).where(
        LocalItems.campaign_id == campaign_id,
        LocalItems.form_code == form_code,
        LocalItems.unit_id == unit_id,
    )
    return [words_of(item) for item in session.scalar(query) or []]


def units_with_items(session: Session, campaign_id: int) -> dict[str, list[tuple[int, str, int]]]:
    """Return form code → (unit id, name, number of items) of the units that added items, by name."""
    query = (
        select(LocalItems.form_code, Unit.id, Unit.name, LocalItems.items)
        .join(Unit, Unit.id == LocalItems.unit_id)
        .where(LocalItems.campaign_id == campaign_id)
        .order_by(Unit.name, Unit.id)
    )
    found: dict[str, list[tuple[int, str, int]]] = {}
    for form_code, unit_id, name, items in session.execute(query):
        found.setdefault(form_code, []).append((unit_id, name, len(items)))
    return found


def words_of(item: dict[str, object]) -> LocalText:
    """Return the words of a stored local item."""
    return LocalText(str(item["vi"]), str(item["en"]))


def _of_form(campaign_id: int, form_code: str) -> Select[QuestionnaireVersion]:
    return select(QuestionnaireVersion).where(
        QuestionnaireVersion.campaign_id == campaign_id,
        QuestionnaireVersion.form_code == form_code,
        QuestionnaireVersion.unit_id.is_(None),
    )
