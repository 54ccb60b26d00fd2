"""The frozen parts a questionnaire is made of."""

from dataclasses import dataclass
from typing import Literal

from forms.text import Text

QuestionKind = Literal[
    "name",  # of a person
    "birth_year",
    "address",
    "phone",
    "count",  # of people
    "scale",  # levels 1 to 5, perhaps "not applicable"
    "choice",  # one of several
    "ticks",  # several of several, at most ``most``
    "yes",  # one box
    "number",  # from ``smallest`` to ``largest``
    "date",
    "line",  # short text
    "text",  # long text
    "rows",  # a repeating block of questions
    "signature",  # drawn, or left out
]


@dataclass(frozen=True)
class Group:
    """One of the four contents, with its slogan."""

    code: str
    text: Text


@dataclass(frozen=True)
class Basis:
    """Whether an item is law (LAW), partly law (MIX) or voluntary (VOL), as shown under the item."""

    code: str
    text: Text


@dataclass(frozen=True)
class Notice:
    """A text that stands on the form wherever an item requires it."""

    code: str
    text: Text


@dataclass(frozen=True)
class Item:
    """One thing that can be pledged; ``source`` is its place in the plan, ``audiences`` whom it suits.

    ``is_local``: written by a unit, of no item bank; such items are never compared between units.
    """

    code: str
    group: str
    basis: str
    source: str
    audiences: tuple[str, ...]
    text: Text
    default_off: bool = False
    requires_notice: str | None = None
    is_local: bool = False


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    code: str
    text: Text


@dataclass(frozen=True)
class Condition:
    """Asked only where an earlier question has one of these answers; ``note`` says so to the reader."""

    question: str
    answers: tuple[str, ...]
    note: Text


@dataclass(frozen=True)
class Question:
    """One thing to fill in; ``missing`` is said when it is left empty.

    ``asked=False``: shown from the register, not asked. ``needs_consent``: kept only with that consent.
    """

    code: str
    kind: QuestionKind
    label: Text
    required: bool = False
    asked: bool = True
    hint: Text | None = None
    missing: Text | None = None
    needs_consent: str | None = None
    options: tuple[Option, ...] = ()
    condition: Condition | None = None
    max_length: int | None = None
    most: int | None = None
    smallest: int | None = None
    largest: int | None = None
    section: str | None = None
    rows: "RowsBlock | None" = None


@dataclass(frozen=True)
class RowsBlock:
    """The questions of each row of a repeating block: ``first_rows`` are there at once, further ones are added.

    ``row`` names one row ("Công trình, phần việc"), ``add`` is the button, ``suggestions`` are offered for the first
    question of a row.
    """

    questions: tuple[Question, ...]
    min_rows: int
    max_rows: int
    first_rows: int
    row: Text
    add: Text
    suggestions: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading over questions that belong together, such as a factor of a survey."""

    code: str
    text: Text


@dataclass(frozen=True)
class MembersBlock:
    """The rows for further members of a household, all of them optional."""

    max_rows: int
    first_rows: int
    minimum_age: int
    title: Text
    intro: Text
    name: Text
    birth_year: Text
    relation: Text
    unconfirmed: Text


@dataclass(frozen=True)
class Consent:
    """A box about data, one purpose each, never ticked beforehand and never the same box as the pledge."""

    code: str
    label: Text
    required: bool = False
    missing: Text | None = None


@dataclass(frozen=True)
class Passage:
    """A named piece of wording: a title, a button, a line of the printed paper."""

    code: str
    text: Text
