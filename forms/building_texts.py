"""The texts of a questionnaire that is being written: which there are, what is still missing, one reworded.

A draft may lack a language. While it is worked on, a mark stands for what is missing; it is never kept or published.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from forms.building import BuildingRefused
from forms.filling import map_texts
from forms.never_asked import pressing_words
from forms.parts import Consent, MembersBlock, Passage, Section
from forms.passage_meanings import MEANINGS, OTHER_MEANING, part_of
from forms.questionnaire import Questionnaire
from forms.text import CAMPAIGN_PLACEHOLDERS, LANGUAGES, PLACEHOLDERS, SIGNING_PLACEHOLDERS, Text, blanks_in
from forms.wording import mark

MISSING = "……"
_PAPER = ("printed_", "understanding_")


@dataclass(frozen=True)
class Place:
    """One text of a form: where it stands (``passages.heading``), what it is for, and in which part of the form."""

    key: str
    part: str
    meaning: str
    text: Text

    @property
    def is_complete(self) -> bool:
        """Whether it is there in both languages."""
        return not lacks_language(self.text)


def to_build(mapping: Mapping[str, Any]) -> Questionnaire:
    """Return the questionnaire of a draft's content; a mark stands in where a language is missing.

    :raises ShapeInvalid: when it is no questionnaire
    """
    return Questionnaire.from_mapping(_marked(mapping))


def as_draft(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the content to keep: what is missing is empty again."""
    mapping: dict[str, Any] = map_texts(questionnaire.to_mapping(), lambda text, language: _unmarked(text))
    return mapping


def said(vi: str, en: str) -> Text:
    """Return what was typed in both languages; the English may be left for later.

    :raises BuildingRefused: naming blanks that do not exist, or that only one language has
    """
    if not vi.strip():
        raise BuildingRefused(mark("Ghi câu tiếng Việt trước"))
    if unknown := (blanks_in(vi) | blanks_in(en)) - PLACEHOLDERS:
        raise BuildingRefused(
            mark("Không có chỗ trống tên là %(names)s. Chọn trong danh sách chỗ trống"), names=_named(unknown)
        )
    if set("{}") & set(_without_blanks(vi + en)):
        raise BuildingRefused(mark("Dấu ngoặc nhọn { } chỉ dùng cho chỗ trống, mở ra thì phải đóng lại"))
    if not en.strip():
        return Text(vi, MISSING + _named(blanks_in(vi)))
    if only := blanks_in(vi) ^ blanks_in(en):
        raise BuildingRefused(
            mark("Chỗ trống %(names)s chỉ có ở một thứ tiếng. Hai thứ tiếng phải có cùng chỗ trống"),
            names=_named(only),
        )
    return Text(vi, en)


def typed(text: Text | None) -> tuple[str, str]:
    """Return both languages as they are typed: what is missing is empty."""
    return ("", "") if text is None else (_unmarked(text.vi), _unmarked(text.en))


def lacks_language(text: Text) -> bool:
    """Whether one of the languages is still missing."""
    return MISSING in (text.vi[: len(MISSING)], text.en[: len(MISSING)])


def places_of(questionnaire: Questionnaire) -> tuple[Place, ...]:
    """Return the texts that are reworded by themselves, in the form's order; items and questions have own pages."""
    return tuple(_places(questionnaire))


def place_of(questionnaire: Questionnaire, key: str) -> Place:
    """Return one text.

    :raises KeyError: when the form has none at this place
    """
    return {place.key: place for place in places_of(questionnaire)}[key]


def missing_in(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the Vietnamese words of every text that has no English yet."""
    found: list[str] = []

    def note(mapping: Any) -> None:
        if isinstance(mapping, dict):
            if mapping.keys() == set(LANGUAGES):
                if mapping["en"].startswith(MISSING):
                    found.append(mapping["vi"])
            else:
                for inner in mapping.values():
                    note(inner)
        elif isinstance(mapping, list):
            for inner in mapping:
                note(inner)

    note(questionnaire.to_mapping())
    return tuple(dict.fromkeys(found))


def pressing_in(questionnaire: Questionnaire) -> tuple[tuple[str, str], ...]:
    """Return (text, words) of every text with words that press people to sign: shown as a warning, never refused."""
    texts = [place.text for place in places_of(questionnaire)]
    texts += [item.text for item in questionnaire.items]
    for question in questionnaire.questions:
        texts += [text for text in (question.label, question.hint) if text is not None]
    found = [(text.vi, pressing_words(text.vi) + pressing_words(text.en)) for text in texts]
    return tuple((text, ", ".join(dict.fromkeys(words))) for text, words in found if words)


def blanks_for(place: Place) -> tuple[str, ...]:
    """Return the blanks that may stand in a text: the campaign's anywhere, the signer's where they are filled."""
    code = place.key.partition(".")[2]
    on_paper = (
        SIGNING_PLACEHOLDERS if code.startswith(_PAPER) else blanks_in(place.text.vi) & SIGNING_PLACEHOLDERS
    )
    return tuple(sorted(CAMPAIGN_PLACEHOLDERS | on_paper))


def reword(questionnaire: Questionnaire, key: str, text: Text) -> Questionnaire:
    """Return the form with one text reworded.

    :raises KeyError: when the form has no text at this place
    :raises BuildingRefused: naming a blank that is not filled there
    """
    place = place_of(questionnaire, key)
    if strange := blanks_in(text.vi) - set(blanks_for(place)):
        raise BuildingRefused(
            mark("Chỗ trống %(names)s không được điền ở đoạn này, người đọc sẽ thấy dấu ngoặc"),
            names=_named(strange),
        )
    part, _, code = key.partition(".")
    match part:
        case "title":
            return replace(questionnaire, title=text)
        case "members" if questionnaire.members is not None:
            return replace(questionnaire, members=_member_text(questionnaire.members, code, text))
        case "consents":
            return replace(questionnaire, consents=_consents(questionnaire.consents, code, text))
        case "sections":
            return replace(questionnaire, sections=_sections(questionnaire.sections, code, text))
        case _:
            return replace(questionnaire, passages=_passages(questionnaire.passages, code, text))


def _places(questionnaire: Questionnaire) -> Iterator[Place]:
    yield Place("title", "screen", MEANINGS["title"], questionnaire.title)
    for passage in questionnaire.passages:
        meaning = MEANINGS.get(passage.code, OTHER_MEANING)
        yield Place(f"passages.{passage.code}", part_of(passage.code), meaning, passage.text)
    for section in questionnaire.sections:
        yield Place(f"sections.{section.code}", "screen", MEANINGS["section"], section.text)
    for consent in questionnaire.consents:
        yield Place(f"consents.{consent.code}.label", "data", MEANINGS["consent"], consent.label)
        if consent.missing is not None:
            yield Place(
                f"consents.{consent.code}.missing", "data", MEANINGS["consent_missing"], consent.missing
            )
    if questionnaire.members is not None:
        for name in _texts_of_members(questionnaire.members):
            meaning = MEANINGS.get(f"members_{name}", OTHER_MEANING)
            yield Place(f"members.{name}", "members", meaning, getattr(questionnaire.members, name))


def _member_text(members: MembersBlock, name: str, text: Text) -> MembersBlock:
    changed: MembersBlock = replace(members, **{name: text})  # type: ignore[arg-type]  # only names of texts come here
    return changed


def _texts_of_members(members: MembersBlock) -> list[str]:
    return [name for name, value in vars(members).items() if isinstance(value, Text)]


def _passages(passages: tuple[Passage, ...], code: str, text: Text) -> tuple[Passage, ...]:
    return tuple(replace(one, text=text) if one.code == code else one for one in passages)


def _sections(sections: tuple[Section, ...], code: str, text: Text) -> tuple[Section, ...]:
    return tuple(replace(one, text=text) if one.code == code else one for one in sections)


def _consents(consents: tuple[Consent, ...], place: str, text: Text) -> tuple[Consent, ...]:
    code, _, name = place.partition(".")
    if name == "missing":
        return tuple(replace(one, missing=text) if one.code == code else one for one in consents)
    return tuple(replace(one, label=text) if one.code == code else one for one in consents)


def _marked(part: Any) -> Any:
    if isinstance(part, Mapping):
        if part.keys() == set(LANGUAGES) and all(isinstance(words, str) for words in part.values()):
            blanks = _named(blanks_in("".join(part.values())))
            return {
                language: words if words.strip() else MISSING + blanks for language, words in part.items()
            }
        return {name: _marked(inner) for name, inner in part.items()}
    return [_marked(inner) for inner in part] if isinstance(part, list | tuple) else part


def _unmarked(text: str) -> str:
    return "" if text.startswith(MISSING) else text


def _named(blanks: frozenset[str] | set[str]) -> str:
    return " ".join(f"{{{name}}}" for name in sorted(blanks))


def _without_blanks(text: str) -> str:
    for name in blanks_in(text):
        text = text.replace(f"{{{name}}}", "")
    return text
