"""From what a person typed to a letter on the agency's paper."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from pledges.paper.letters import Letter, letter
from pledges.prints.rules import MadePaper
from pledges.stationery.rules import Head


@dataclass(frozen=True)
class Written:
    """A letter before it is paper: title, filled blocks ("to" and "body"), who signs, date and who gets a copy."""

    title: str
    head: Head
    blocks: Mapping[str, Markup]
    signer_title: Sequence[str]
    signer_name: str
    on: date
    copies: Sequence[str]

    @property
    def digest(self) -> str:
        """Tells one content from another, so that what is approved is what was read."""
        said = (*self.blocks.values(), *self.signer_title, self.signer_name, *self.copies, self.head.issuer)
        return hashlib.sha256("\x00".join(map(str, said)).encode()).hexdigest()


def letter_paper(written: Written) -> MadePaper:
    """Make the letter."""
    head = written.head
    content, pages = letter(
        Letter(
            title=written.title,
            head=head,
            to=written.blocks["to"],
            body=written.blocks["body"],
            signer_title=tuple(written.signer_title),
            signer_name=written.signer_name,
            on=written.on,
            copies=tuple(written.copies),
        )
    )
    return MadePaper(content, pages, pieces=1)
