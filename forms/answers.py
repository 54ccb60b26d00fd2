"""What came back on a form, as frozen values with one canonical text each; nothing here knows WTForms."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

_LATER = frozenset({"more", "strokes"})


@dataclass(frozen=True)
class MemberAnswer:
    """A further member aged 16 or over, named by the representative: not confirmed by the person yet."""

    name: str
    birth_year: int | None
    relation: str


@dataclass(frozen=True)
class PledgeAnswers:
    """What a household pledged and told. Item and consent codes stand in the questionnaire's order.

    ``people`` counts everybody in the household, ``people_16`` those aged 16 or over; None: not told.
    ``phone`` is E.164, and empty without the consent it serves. Empty texts: not told, or not asked.
    """

    items: tuple[str, ...]
    representative: str
    birth_year: int | None = None
    address: str = ""
    phone: str = ""
    people: int | None = None
    people_16: int | None = None
    members: tuple[MemberAnswer, ...] = ()
    consents: tuple[str, ...] = ()
    more: tuple[tuple[str, Any], ...] = ()
    """(question, answer) of every other question that was answered, in the questionnaire's order.

    A text, a number, an ISO date, True, a list of option codes, or for rows a list of mappings of the same.
    """
    strokes: str = ""
    """The drawn signature as its canonical text, empty where none was drawn."""

    @property
    def is_alone(self) -> bool:
        """Whether the household said that it is one person."""
        return self.people == 1 and not self.members

    def to_json(self) -> str:
        """Return the canonical JSON: every field, sorted keys, no spaces.

        What came later is left out while empty, so that a pledge sent again has the digest it had before.
        """
        content = asdict(self)
        return _canonical({name: content[name] for name in content if name not in _LATER or content[name]})

    @property
    def content_digest(self) -> str:
        """SHA-256 of the canonical JSON, in hex: equal for the same content sent twice."""
        return sha256(self.to_json().encode()).hexdigest()

    def placeholders(self) -> dict[str, str]:
        """Return the blanks of the signed text that the signer filled."""
        return {
            "nguoi_dai_dien": self.representative,
            "nam_sinh": "" if self.birth_year is None else str(self.birth_year),
            "dia_chi": self.address,
        }


@dataclass(frozen=True)
class SurveyAnswers:
    """The questions that were answered, as (question, answer), in the questionnaire's order."""

    answers: tuple[tuple[str, Any], ...]

    def to_json(self) -> str:
        """Return the canonical compact JSON: only what was answered, sorted keys, no spaces."""
        return _canonical(dict(self.answers))

    @property
    def content_digest(self) -> str:
        """SHA-256 of the canonical JSON, in hex."""
        return sha256(self.to_json().encode()).hexdigest()


def _canonical(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
