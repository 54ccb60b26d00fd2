"""What the person chose for the reading of a list."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from pledges.register.rules import SubjectKind


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """What the list is of, the day it is read on (for years of birth), and what the clerk agreed to.

    ``columns`` says for a heading's label what it holds, as a `labels.Field`'s value, or "" to leave it out; it
    goes before what the reader recognises, except that a forbidden column stays out. ``converts`` is the consent
    to bring text of before Unicode into Unicode.
    """

    kind: SubjectKind
    today: dt.date
    takes_phones: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    converts: bool = False
