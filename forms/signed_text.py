"""The exact text that is signed, made from questionnaire and ticked items; it names nobody."""

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
    questionnaire: Questionnaire, items: Collection[str], language: str, *, alone: bool = False
) -> SignedText:
    """Return what is signed: title, opening, items in the questionnaire's order, what is understood, the term.

    Items are numbered anew when only some were ticked. ``alone`` is the wording for a household of one, as the
    page showed it. Why it names nobody: everyone who signs the same items signs the same text, so that it can be
    kept once and outlive the names; the signer stands in `signer_lines`. The receipt code, which nobody has when
    signing, is said to follow.

    :raises PlaceholderMissing: when blanks of the campaign are still open
    :raises KeyError: when an item is not on the questionnaire
    """
    ending = "_alone" if alone else ""
    blocks = [
        ("printed_kind", "printed_subject"),
        (f"printed_opening{ending}",),
        (f"understanding_title{ending}", "understanding_a", "understanding_b", "understanding_c"),
        ("printed_term",),
    ]
    lines = [[questionnaire.passage(code, language) for code in block] for block in blocks]
    lines[1] += _numbered(questionnaire, items, language)
    template = "\n\n".join("\n".join(block) for block in lines)
    reference = questionnaire.passage("reference_to_come", language)
    return SignedText(language, fill(template, {"ma_bien_nhan": reference}))


def signer_lines(
    questionnaire: Questionnaire, language: str, placeholders: Mapping[str, str]
) -> tuple[str, ...]:
    """Return who signs, as printed above the text: name, year of birth unless untold, address.

    An empty part of the address is left out together with its comma.

    :raises PlaceholderMissing: when a blank has no value; ``PlaceholderUnknown`` when a value has no blank
    """
    lines = ["printed_representative", "printed_birth_year", "printed_address"]
    shown = [line for line in lines if line != "printed_birth_year" or placeholders.get("nam_sinh")]
    return tuple(fill(questionnaire.passage(line, language), placeholders) for line in shown)


def _numbered(questionnaire: Questionnaire, items: Collection[str], language: str) -> list[str]:
    unknown = set(items) - {item.code for item in questionnaire.items}
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    chosen = [item for item in questionnaire.items if item.code in items]
    lines = [f"{number}. {item.text.in_language(language)}" for number, item in enumerate(chosen, start=1)]
    due = {item.requires_notice for item in chosen}
    notices = [notice.text for notice in questionnaire.notices if notice.code in due]
    return lines + [notice.in_language(language) for notice in notices]
