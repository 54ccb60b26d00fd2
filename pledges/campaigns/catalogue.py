"""The one door from campaigns to the catalogue of ready questionnaires: read as data, filled, frozen.

Everything that goes in and out is plain (JSON-able mappings and texts); only pages build a form from it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from forms.catalogue_reader import load_catalogue
from forms.decoding import ShapeInvalid, encode
from forms.drafting import completed, is_empty, untranslated
from forms.filling import map_texts, open_campaign_blanks
from forms.questionnaire import Questionnaire
from forms.text import CAMPAIGN_PLACEHOLDERS, PLACEHOLDERS, Text
from pledges.campaigns.queries import COUNTED
from pledges.campaigns.refusals import ContentInvalid
from pledges.campaigns.rules import ENGLISH, LocalText, NewCampaign
from pledges.campaigns.tasks import FormFacts
from pledges.foundation.errors import NotFound

Content = dict[str, Any]
_NOT_SAID_YET = "……"
_LOCAL_GROUP = {"code": "L", "text": {"vi": "Nội dung riêng của địa phương", "en": "Added by the local unit"}}
_VOLUNTARY = "VOL"


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
    texts = found.texts(on)
    settings = {name: text.vi for name, text in texts.items()}
    settings |= {name + ENGLISH: text.en for name, text in texts.items()}
    forms = tuple(_ready_form(catalogue.questionnaire(form)) for form in found.forms)
    return ReadyCampaign(found.code, found.title.vi, found.title.en, settings, forms)


def ready_titles() -> list[tuple[str, str, str]]:
    """Return (code, Vietnamese title, English title) of every campaign of the catalogue."""
    return [(ready.code, ready.title.vi, ready.title.en) for ready in load_catalogue().campaigns]


def ready_of(code: str) -> NewCampaign | None:
    """Return a campaign of the catalogue as something to be prepared, None when there is none with this code."""
    found = {campaign.code: campaign for campaign in load_catalogue().campaigns}.get(code)
    return NewCampaign(found.code, list(found.forms), found.title.vi, found.title.en) if found else None


def ready_form(code: str) -> ReadyForm:
    """Return one questionnaire of the catalogue.

    :raises NotFound: when there is none with this code.
    """
    catalogue = load_catalogue()
    if code not in {each.code for each in catalogue.questionnaires}:
        raise NotFound
    return _ready_form(catalogue.questionnaire(code))


def ready_forms() -> list[tuple[str, str, str, str]]:
    """Return (code, kind, Vietnamese title, English title) of every questionnaire of the catalogue."""
    return [(each.code, each.kind, each.title.vi, each.title.en) for each in load_catalogue().questionnaires]


def signed_by() -> dict[str, str]:
    """Return code → kind of subject, of the forms that are pledged or registered with: a campaign has one a kind."""
    return {each.code: each.subject for each in load_catalogue().questionnaires if each.kind in COUNTED}


def checked_draft(content: Mapping[str, Any], **kept: object) -> tuple[Content, str]:
    """Return a draft's content as it is stored, and its digest; it may lack texts and items, and nothing else.

    ``kept`` are parts that writing does not change: code, kind, subject, version.

    :raises ContentInvalid: when it is no questionnaire.
    """
    whole = {**content, **kept}
    try:
        questionnaire = Questionnaire.from_mapping(completed(whole))
    except ShapeInvalid as wrong:
        raise ContentInvalid(key=wrong.key, problem=wrong.problem) from wrong
    if not is_empty(whole) and not untranslated(whole):
        return questionnaire.to_mapping(), questionnaire.digest
    return whole, digest_of(whole)


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the digest of a content that need not be complete; a complete one has the questionnaire's."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def facts_of(code: str, content: Mapping[str, Any], *, counts: bool) -> FormFacts:
    """Return what the task list must know of a form."""
    blanks = open_campaign_blanks(dict(content))
    return FormFacts(code, is_empty(content), len(untranslated(content)), blanks, counts)


def with_local_items(core: Content, items: Sequence[tuple[str, LocalText]]) -> tuple[Content, str]:
    """Return a core questionnaire with the items that units add, (code, words) each, and its digest."""
    added = [_local_item(code, words, str(core["subject"])) for code, words in items]
    bank = load_catalogue().bank
    voluntary = [encode(basis) for basis in bank.bases if basis.code == _VOLUNTARY]
    parts = {
        "groups": [*_without(core["groups"], [_LOCAL_GROUP]), _LOCAL_GROUP],
        "bases": [*core["bases"], *_without(voluntary, core["bases"])],
        "items": [*core["items"], *added],
    }
    questionnaire = Questionnaire.from_mapping({**core, **parts})
    return questionnaire.to_mapping(), questionnaire.digest


def _without(parts: Iterable[Content], others: Iterable[Content]) -> list[Content]:
    taken = {other["code"] for other in others}
    return [part for part in parts if part["code"] not in taken]


def _local_item(code: str, words: LocalText, subject: str) -> Content:
    return {
        "code": code,
        "group": _LOCAL_GROUP["code"],
        "basis": _VOLUNTARY,
        "source": "",
        "audiences": [subject],
        "text": {"vi": words.vi, "en": words.en},
        "is_local": True,
    }


def frozen_content(content: Content, settings: Mapping[str, str]) -> tuple[Content, str]:
    """Return a questionnaire's content with the campaign's blanks filled for good, and its digest.

    :raises PlaceholderMissing: when the settings lack a blank of the texts; ``unsettled`` is asked before.
    """
    filled = Questionnaire.from_mapping(content).fill(_values(settings))
    return filled.to_mapping(), filled.digest


def preview(content: Content, settings: Mapping[str, str]) -> Questionnaire:
    """Return the questionnaire as it will read; what is not said or written yet, and each signer's part, as dots."""
    values = _values(settings)

    def shown(text: str, language: str) -> str:
        for name in PLACEHOLDERS:
            words = values[name].in_language(language) if name in values else _NOT_SAID_YET
            text = text.replace("{" + name + "}", words)
        return text

    return Questionnaire.from_mapping(map_texts(completed(content), shown))


def as_published(questionnaire: Questionnaire, settings: Mapping[str, str]) -> Questionnaire:
    """Return the questionnaire as it would be signed today: what is not said yet as dots, each signer's part open."""
    unsaid = {name: Text(_NOT_SAID_YET, _NOT_SAID_YET) for name in CAMPAIGN_PLACEHOLDERS}
    return questionnaire.fill(unsaid | _values(settings))


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
