"""A questionnaire as a frozen value: what is asked and pledged, word for word, in both languages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from typing import Any, Literal

from forms.consistency import check_items, check_passages
from forms.decoding import ShapeInvalid, decode, encode
from forms.filling import Values, fill_campaign, open_campaign_blanks
from forms.parts import Basis, Consent, Group, Item, MembersBlock, Notice, Passage, Question, Section
from forms.passages import OPTIONAL_PASSAGES
from forms.question_consistency import check_questions, check_sections, check_who_is_told
from forms.text import Text


@dataclass(frozen=True)
class Questionnaire:
    """Everything a page or a paper shows of one form. Equal content has an equal ``digest``.

    :raises ShapeInvalid: when its parts contradict each other, naming the key
    """

    code: str
    version: int
    kind: Literal["pledge", "registration", "survey", "feedback", "proposal"]
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
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        if self.kind == "pledge" and not self.items:
            raise ShapeInvalid("items", "a pledge needs at least one")
        check_items(self.items, self.groups, self.bases, self.notices)
        check_questions(self.questions, self.consents)
        check_sections(self.questions, self.sections)
        check_who_is_told(self.kind, self.questions)
        check_passages(self.kind, self.subject, self.passages)

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

        A version frozen before a passage came into use reads as `OPTIONAL_PASSAGES` says.

        :raises KeyError: when there is no such passage
        """
        words = self._passages.get(code) or OPTIONAL_PASSAGES[code]
        return words.in_language(language)

    def question(self, code: str) -> Question:
        """Return the question with this code.

        :raises KeyError: when there is none
        """
        return {question.code: question for question in self.questions}[code]

    @cached_property
    def by_section(self) -> tuple[tuple[Section | None, tuple[Question, ...]], ...]:
        """The questions that are asked, in their order, each run of a section under its heading."""
        asked = (question for question in self.questions if question.asked)
        headings = {section.code: section for section in self.sections}
        runs = groupby(asked, key=lambda question: question.section)
        return tuple((headings.get(code or ""), tuple(run)) for code, run in runs)

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
