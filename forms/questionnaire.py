"""A questionnaire as a frozen value: what is asked and pledged, word for word, in both languages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from forms.consistency import check_items, check_passages, check_questions
from forms.decoding import ShapeInvalid, decode, encode
from forms.filling import Values, fill_campaign, open_campaign_blanks
from forms.parts import Basis, Consent, Group, Item, MembersBlock, Notice, Passage, Question
from forms.text import Text


@dataclass(frozen=True)
class Questionnaire:
    """Everything a page or a paper shows of one form. Equal content has an equal ``digest``.

    :raises ShapeInvalid: when its parts contradict each other, naming the key
    """

    code: str
    version: int
    kind: Literal["pledge", "survey"]
    subject: str
    period: str
    source: str
    title: Text
    questions: tuple[Question, ...]
    passages: tuple[Passage, ...]
    groups: tuple[Group, ...] = ()
    bases: tuple[Basis, ...] = ()
    notices: tuple[Notice, ...] = ()
    items: tuple[Item, ...] = ()
    members: MembersBlock | None = None
    consents: tuple[Consent, ...] = ()

    def __post_init__(self) -> None:
        if self.kind == "pledge" and not self.items:
            raise ShapeInvalid("items", "a pledge needs at least one")
        check_items(self.items, self.groups, self.bases, self.notices)
        check_questions(self.questions, self.consents)
        check_passages(self.kind, self.passages)

    def __hash__(self) -> int:
        return hash(self.digest)

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> "Questionnaire":
        """Build it again from what `to_mapping` gave.

        :raises ShapeInvalid: naming the key that does not fit
        """
        questionnaire: Questionnaire = decode(cls, mapping)
        return questionnaire

    def to_mapping(self) -> dict[str, Any]:
        """Return the whole content as JSON can hold it."""
        mapping: dict[str, Any] = encode(self)
        return mapping

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8), in hex."""
        canonical = json.dumps(self.to_mapping(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(canonical.encode()).hexdigest()

    @cached_property
    def unfilled(self) -> frozenset[str]:
        """The blanks of the campaign that must be filled before the form may be shown."""
        return open_campaign_blanks(self.to_mapping())

    @cached_property
    def notices_due(self) -> tuple[Notice, ...]:
        """The notices that the items on the form require, in the order of the catalogue."""
        due = {item.requires_notice for item in self.items}
        return tuple(notice for notice in self.notices if notice.code in due)

    @cached_property
    def _passages(self) -> dict[str, Text]:
        return {passage.code: passage.text for passage in self.passages}

    def passage(self, code: str, language: str) -> str:
        """Return a named piece of wording, the blanks of the signing still open.

        :raises KeyError: when the questionnaire has no such passage
        """
        return self._passages[code].in_language(language)

    def question(self, code: str) -> Question:
        """Return the question with this code.

        :raises KeyError: when there is none
        """
        return {question.code: question for question in self.questions}[code]

    def basis_label(self, item: Item, language: str) -> str:
        """Return what stands under an item: already law, partly law, voluntary."""
        return {basis.code: basis.text for basis in self.bases}[item.basis].in_language(language)

    def offering(self, switched_on: frozenset[str] = frozenset()) -> "Questionnaire":
        """Return the questionnaire without the items that are off by default and were not switched on.

        :raises KeyError: when an item to switch on is not on this form
        """
        unknown = switched_on - {item.code for item in self.items}
        if unknown:
            raise KeyError(", ".join(sorted(unknown)))
        offered = (item for item in self.items if not item.default_off or item.code in switched_on)
        return replace(self, items=tuple(offered))

    def fill(self, values: Values) -> "Questionnaire":
        """Return the questionnaire with the campaign's blanks filled; those of the signing stay open.

        A value given as Text is used per language, a plain one in both.

        :raises PlaceholderUnknown: when a value is for no blank of a campaign, or has a brace in it
        :raises PlaceholderMissing: when a blank of the campaign has no value
        """
        return Questionnaire.from_mapping(fill_campaign(self.to_mapping(), values))
