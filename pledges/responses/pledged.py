"""A pledge as it stands behind its receipt, and the members it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pledges.register.rules import SubjectKind
from pledges.responses.rules import Channel, Place


@dataclass(frozen=True)
class Pledge:
    """A signed pledge as its receipt shows it; without names once it was withdrawn. ``text`` has open blanks.

    It is the newest version; ``first_id`` is the first one's, which the reference of the receipt belongs to.
    ``office`` is the office, or the official's; the number and address are a household's (0 and "" otherwise).
    """

    response_id: int
    first_id: int
    invitation_id: int
    campaign_id: int
    form_code: str
    version_id: int
    version_digest: str
    title_vi: str
    title_en: str
    place: Place
    subject_kind: SubjectKind
    subject_id: int
    office: str
    household_number: int
    address: str
    channel: Channel
    signed_at: datetime
    entered_at: datetime
    corrected_at: datetime | None
    withdrawn_at: datetime | None
    language: str
    items: tuple[str, ...]
    consents: tuple[str, ...]
    signer_name: str
    birth_year: int | None
    people_count: int | None
    adult_count: int | None
    more: Mapping[str, Any]
    text: str

    def title(self, language: str) -> str:
        """Return the campaign's title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi
