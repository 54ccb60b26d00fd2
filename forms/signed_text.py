"""The exact text a household signs, made from questionnaire, ticked items and blanks; the same every time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256

from forms.filling import fill
from forms.questionnaire import Questionnaire


@dataclass(frozen=True)
class SignedText:
    """Plain text, paragraphs apart by an empty line, in the language it was read in."""

    language: str
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, in hex."""
        return sha256(self.text.encode()).hexdigest()


def signed_text(
    questionnaire: Questionnaire,
    items: Collection[str],
    language: str,
    placeholders: Mapping[str, str],
    *,
    alone: bool = False,
) -> SignedText:
    """Return what is signed: title, signer, opening, items in the questionnaire's order, what is understood, term.

    Items are numbered anew when only some were ticked; ``alone`` is the wording for a household of one. An empty
    year of birth leaves its sentence out, an empty part of the address takes its comma along. A blank given as
    itself (``"{nguoi_dai_dien}"``) stays open: so one text can be kept for all who signed the same, without names.

    :raises PlaceholderMissing: when a blank has no value, the campaign's among them
    :raises PlaceholderUnknown: when a value has no blank
    :raises KeyError: when an item is not on the questionnaire
    """
    ending = "_alone" if alone else ""
    blocks: list[tuple[str, ...]] = [
        ("printed_kind", "printed_subject"),
        _signer(placeholders),
        (f"printed_opening{ending}",),
        (f"understanding_title{ending}", "understanding_a", "understanding_b", "understanding_c"),
        ("printed_term",),
    ]
    lines = [[questionnaire.passage(code, language) for code in block] for block in blocks]
    lines[2] += _numbered(questionnaire, items, language)
    template = "\n\n".join("\n".join(block) for block in lines)
    return SignedText(language, fill(template, placeholders))


def _signer(placeholders: Mapping[str, str]) -> tuple[str, ...]:
    birth_year = ("printed_birth_year",) if placeholders.get("nam_sinh") else ()
    return ("printed_representative", *birth_year, "printed_address")


def _numbered(questionnaire: Questionnaire, items: Collection[str], language: str) -> list[str]:
    unknown = set(items) - {item.code for item in questionnaire.items}
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    chosen = [item for item in questionnaire.items if item.code in items]
    lines = [f"{number}. {item.text.in_language(language)}" for number, item in enumerate(chosen, start=1)]
    due = {item.requires_notice for item in chosen}
    notices = [notice.text for notice in questionnaire.notices if notice.code in due]
    return lines + [notice.in_language(language) for notice in notices]
