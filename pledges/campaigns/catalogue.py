"""The one door from campaigns to the catalogue of ready questionnaires: read as data, filled, frozen.

Everything that goes in and out is plain (JSON-able mappings and texts); only pages build a form from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.catalogue_reader import load_catalogue
from forms.filling import map_texts
from forms.questionnaire import Questionnaire
from forms.text import CAMPAIGN_PLACEHOLDERS, PLACEHOLDERS, Text
from pledges.campaigns.rules import ENGLISH
from pledges.foundation.errors import NotFound

Content = dict[str, Any]
_NOT_SAID_YET = "……"


@dataclass(frozen=True)
class ReadyForm:
    """One questionnaire of the catalogue, its blanks still open."""

    code: str
    kind: str
    subject_kind: str
    version: int
    content: Content
    digest: str


@dataclass(frozen=True)
class ReadyCampaign:
    """A campaign of the catalogue: its titles, first settings and forms."""

    code: str
    title_vi: str
    title_en: str
    settings: dict[str, str]
    forms: tuple[ReadyForm, ...]


def ready_campaign(code: str, on: date) -> ReadyCampaign:
    """Return a campaign of the catalogue (case of the code does not count), with the law's name of that day.

    :raises NotFound: when the catalogue has none with this code.
    """
    catalogue = load_catalogue()
    found = {campaign.code.upper(): campaign for campaign in catalogue.campaigns}.get(code.upper())
    if found is None:
        raise NotFound
    names = {"ten_chien_dich": found.name_in_sentence, "ten_phap_luat_giao_thong": found.law_name(on)}
    settings = {name: text.vi for name, text in names.items()}
    settings |= {name + ENGLISH: text.en for name, text in names.items()}
    forms = tuple(_ready_form(catalogue.questionnaire(form)) for form in found.forms)
    return ReadyCampaign(found.code, found.title.vi, found.title.en, settings, forms)


def ready_titles() -> list[tuple[str, str, str]]:
    """Return (code, Vietnamese title, English title) of every campaign of the catalogue."""
    return [(ready.code, ready.title.vi, ready.title.en) for ready in load_catalogue().campaigns]


def frozen_content(content: Content, settings: Mapping[str, str]) -> tuple[Content, str]:
    """Return a questionnaire's content with the campaign's blanks filled for good, and its digest.

    :raises PlaceholderMissing: when the settings lack a blank of the texts; ``unsettled`` is asked before.
    """
    filled = Questionnaire.from_mapping(content).fill(_values(settings))
    return filled.to_mapping(), filled.digest


def preview(content: Content, settings: Mapping[str, str]) -> Questionnaire:
    """Return the questionnaire as it will read; what is not said yet, and each signer's part, as dots."""
    values = _values(settings)

    def shown(text: str, language: str) -> str:
        for name in PLACEHOLDERS:
            words = values[name].in_language(language) if name in values else _NOT_SAID_YET
            text = text.replace("{" + name + "}", words)
        return text

    return Questionnaire.from_mapping(map_texts(content, shown))


def _ready_form(questionnaire: Questionnaire) -> ReadyForm:
    return ReadyForm(
        code=questionnaire.code,
        kind=questionnaire.kind,
        subject_kind=questionnaire.subject,
        version=questionnaire.version,
        content=questionnaire.to_mapping(),
        digest=questionnaire.digest,
    )


def _values(settings: Mapping[str, str]) -> dict[str, Text]:
    said = CAMPAIGN_PLACEHOLDERS & settings.keys()
    return {name: Text(settings[name], settings.get(name + ENGLISH) or settings[name]) for name in said}
