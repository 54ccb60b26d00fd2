"""A campaign that is ready to be opened, with its forms, slogans, basis documents and the name of the law."""

from dataclasses import dataclass
from datetime import date

from forms.decoding import ShapeInvalid
from forms.parts import Group
from forms.text import Text


@dataclass(frozen=True)
class BasisDocument:
    """A document the campaign rests on, as cited: kind, number and symbol, date, issuer, subject."""

    kind: str
    number: str
    issued_on: date
    issuer: Text
    subject: Text


@dataclass(frozen=True)
class LawName:
    """What the road traffic law is called in a text of a day from ``since`` on."""

    since: date
    name: Text


@dataclass(frozen=True)
class ReadyCampaign:
    """What the plan gives for a campaign; whoever opens it adds the dates and the contact."""

    code: str
    version: int
    title: Text
    name_in_sentence: Text
    theme: Text
    forms: tuple[str, ...]
    slogans: tuple[Group, ...]
    law_names: tuple[LawName, ...]
    basis_documents: tuple[BasisDocument, ...]

    def __post_init__(self) -> None:
        days = [law_name.since for law_name in self.law_names]
        if not days or days != sorted(set(days)):
            raise ShapeInvalid("law_names", "must be there, and each later than the one before")

    def law_name(self, on: date) -> Text:
        """Return the name of the road traffic law on a day, the earliest one for days before it.

        Why: the Law on Road Traffic of 2008 ended on 31 December 2024 with the coming into force of laws
        36/2024/QH15 and 35/2024/QH15, and a text must not name a law that is no longer in force.
        """
        in_force = [law_name for law_name in self.law_names if law_name.since <= on]
        return (in_force or self.law_names)[-1 if in_force else 0].name
