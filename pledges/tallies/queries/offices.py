"""How many of an office's officials have registered, campaign by campaign: numbers, never who."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.queries import is_newest
from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign, QuestionnaireVersion
from pledges.register.rules import SubjectKind
from pledges.tallies.tables import LeafCount

# Fewer colleagues than this know of each other who has registered as soon as they read a number.
SMALLEST_OFFICE = 5


@dataclass(frozen=True)
class OfficeNumbers:
    """How many of an office's officials registered in one campaign with one form.

    ``is_told`` is False below five people: whoever works there would read from "2/3" who the third is.
    """

    campaign_id: int
    form_code: str
    title_vi: str
    title_en: str
    signed: int
    due: int

    @property
    def is_told(self) -> bool:
        """Whether the office is large enough for its number to be shown."""
        return self.due >= SMALLEST_OFFICE

    def title(self, language: str) -> str:
        """Return the campaign's title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi


def registered_in(session: Session, office_unit_id: int) -> list[OfficeNumbers]:
    """Return the numbers of every campaign that asked the officials of an office, the newest first."""
    signed = LeafCount.signed_self + LeafCount.signed_paper + LeafCount.signed_assisted
    query = (
        select(
            LeafCount.campaign_id,
            LeafCount.form_code,
            Campaign.title_vi,
            Campaign.title_en,
            signed,
            LeafCount.base - LeafCount.excluded,
        )
        .join(Campaign, Campaign.id == LeafCount.campaign_id)
        .join(
            QuestionnaireVersion,
            (QuestionnaireVersion.campaign_id == LeafCount.campaign_id)
            & (QuestionnaireVersion.form_code == LeafCount.form_code),
        )
        .where(LeafCount.unit_id == office_unit_id, Campaign.state != CampaignState.DRAFT)
        .where(QuestionnaireVersion.subject_kind == SubjectKind.OFFICIAL, is_newest())
        .order_by(LeafCount.campaign_id.desc(), LeafCount.form_code)
    )
    return [OfficeNumbers(*row) for row in session.execute(query)]
