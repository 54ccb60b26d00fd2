"""The exact text that is signed, made from questionnaire, ticked items, works and blanks; the same every time."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from forms.filling import fill
from forms.parts import Item
from forms.questionnaire import Questionnaire
from forms.signed_rows import row_lines

# A form has four groups at most, and one heading for what is local.
_ROMAN = ("I", "II", "III", "IV", "V")

Lines = list[str]
Words = Callable[[str], str]


@dataclass(frozen=True)
class SignedText:
    """Plain text, paragraphs apart by an empty line, in the language it was read in."""

    language: str
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, in hex."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Circumstances:
    """What makes a text another one: ``alone`` is the wording for a household of one.

    ``rows`` are the answers by question code; of them only repeating blocks are signed.
    """

    alone: bool = False
    rows: Mapping[str, Any] = field(default_factory=dict)


PLAIN = Circumstances()


@dataclass(frozen=True)
class _Signing:
    questionnaire: Questionnaire
    items: tuple[Item, ...]
    language: str
    placeholders: Mapping[str, str]
    alone: bool
    rows: Mapping[str, Any]

    def words(self, code: str) -> str:
        return self.questionnaire.passage(code, self.language)

    def told(self, blank: str, code: str) -> Lines:
        """Return the line that has the blank, none where the signer left it empty."""
        return [self.words(code)] if self.placeholders.get(blank) else []


def signed_text(
    questionnaire: Questionnaire,
    items: Collection[str],
    language: str,
    placeholders: Mapping[str, str],
    circumstances: Circumstances = PLAIN,
) -> SignedText:
    """Return what a household, an official or an office signs, items in the questionnaire's order.

    Items are numbered anew when only some were ticked; those a locality added stand under their own heading.
    What the signer left empty leaves its line out, an empty part of the address takes its comma along. A blank given as
    itself (``"{nguoi_dai_dien}"``) stays open: so one text can be kept for all who signed the same, without names.

    :raises PlaceholderMissing: when a blank has no value, the campaign's among them
    :raises PlaceholderUnknown: when a value has no blank
    :raises KeyError: when an item is not on the questionnaire
    """
    chosen = _chosen(questionnaire, items)
    signing = _Signing(questionnaire, chosen, language, placeholders, circumstances.alone, circumstances.rows)
    template = "\n\n".join("\n".join(block) for block in _blocks(signing) if block)
    return SignedText(language, fill(template, placeholders))


def _chosen(questionnaire: Questionnaire, items: Collection[str]) -> tuple[Item, ...]:
    unknown = set(items) - {item.code for item in questionnaire.items}
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    return tuple(item for item in questionnaire.items if item.code in items)


def _blocks(signing: _Signing) -> Iterable[Lines]:
    if signing.questionnaire.kind == "registration":
        return _office(signing)
    return _official(signing) if signing.questionnaire.subject == "official" else _household(signing)


def _household(signing: _Signing) -> Iterable[Lines]:
    words, ending = signing.words, "_alone" if signing.alone else ""
    understanding = (f"understanding_title{ending}", "understanding_a", "understanding_b", "understanding_c")
    yield [words("printed_kind"), words("printed_subject")]
    yield [
        words("printed_representative"),
        *signing.told("nam_sinh", "printed_birth_year"),
        words("printed_address"),
    ]
    yield [words(f"printed_opening{ending}"), *_one_list(signing)]
    yield [words(code) for code in understanding]
    yield [words("printed_term")]


def _official(signing: _Signing) -> Iterable[Lines]:
    words = signing.words
    yield [words("printed_kind"), words("printed_subject"), words("printed_audience")]
    yield [words("printed_addressee")]
    yield [
        words("printed_name"),
        words("printed_position"),
        *signing.told("bo_phan", "printed_department"),
        words("printed_office"),
    ]
    if len({item.group for item in signing.questionnaire.items if not item.is_local}) > 1:
        yield [words("printed_opening")]
        yield from _by_group(signing)
    else:
        yield [words("printed_opening"), *_one_list(signing)]
    yield [words("printed_duty_and_free"), words("printed_changes")]


def _office(signing: _Signing) -> Iterable[Lines]:
    words = signing.words
    yield [words("printed_kind"), words("printed_subject")]
    yield [words("printed_opening")]
    parts = [
        (words("printed_common"), _one_list(signing, "{part}.")),
        (words("printed_works"), row_lines(signing.questionnaire, signing.rows, signing.language)),
    ]
    filled = [(title, lines) for title, lines in parts if lines]
    for number, (title, lines) in enumerate(filled, start=1):
        yield [f"{number}. {title}", *(line.replace("{part}", str(number)) for line in lines)]
    yield [f"{len(filled) + 1}. {words('printed_publication')}"]
    yield [words("printed_head"), *signing.told("dau_moi_lien_he", "printed_contact")]


def _one_list(signing: _Signing, prefix: str = "") -> Lines:
    """Return all items in one numbering, the notices they need after those of the catalogue."""
    core = [item for item in signing.items if not item.is_local]
    local = [item for item in signing.items if item.is_local]
    lines = _numbered(signing, core, prefix=prefix) + _notices(signing, core)
    if local:
        lines.append(f"{signing.words('printed_local')}:")
        lines += _numbered(signing, local, prefix=prefix, first=len(core) + 1) + _notices(signing, local)
    return lines


def _by_group(signing: _Signing) -> Iterable[Lines]:
    """Return each of the contents with its slogan and its own numbering, in the order of the annex."""
    by_heading = [
        (f"“{group.text.in_language(signing.language)}”", _core_of(signing, group.code))
        for group in signing.questionnaire.groups
    ]
    by_heading.append((signing.words("printed_local"), [item for item in signing.items if item.is_local]))
    ticked = [(heading, items) for heading, items in by_heading if items]
    for numeral, (heading, items) in zip(_ROMAN, ticked, strict=False):
        yield [f"{numeral}. {heading}:", *_numbered(signing, items), *_notices(signing, items)]


def _core_of(signing: _Signing, group: str) -> list[Item]:
    return [item for item in signing.items if item.group == group and not item.is_local]


def _numbered(signing: _Signing, items: Iterable[Item], *, prefix: str = "", first: int = 1) -> Lines:
    return [
        f"{prefix}{number}. {item.text.in_language(signing.language)}"
        for number, item in enumerate(items, start=first)
    ]


def _notices(signing: _Signing, items: Iterable[Item]) -> Lines:
    due = {item.requires_notice for item in items}
    return [
        notice.text.in_language(signing.language)
        for notice in signing.questionnaire.notices
        if notice.code in due
    ]
