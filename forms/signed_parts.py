"""A signed text taken apart for paper: its title, its paragraphs, and where an office's works stand in it."""

import re
from dataclasses import dataclass

from forms.questionnaire import Questionnaire

# "I. “Không gây phiền hà …”:" of an official, "1. Cam kết chung …:" of an office; an item ends with a stop.
_HEADING = re.compile(r"(?:[IVX]+|[0-9])\. .*:")


@dataclass(frozen=True)
class SignedParagraph:
    """A line of the signed text; a heading is one that opens a block of them."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class SignedParts:
    """The words that were signed, all of them and in their order.

    ``title`` are the lines over the text: kind, subject, perhaps whom it is for. ``paragraphs`` follow, one a line of
    the text. Where the works of an office stand apart in a table, ``has_works`` and their lines are not repeated here.
    """

    title: tuple[str, ...]
    paragraphs: tuple[SignedParagraph, ...]
    has_works: bool = False


def parts_of(questionnaire: Questionnaire, text: str, language: str) -> SignedParts:
    """Take a signed text apart, as `forms.signed_text` put it together; of the works only their heading stays."""
    title, *blocks = ([line for line in block.split("\n") if line.strip()] for block in text.split("\n\n"))
    heading = questionnaire.passage("printed_works", language) if questionnaire.kind == "registration" else ""
    paragraphs: list[SignedParagraph] = []
    has_works = False
    for block in blocks:
        is_works = bool(heading) and block[0].partition(". ")[2] == heading
        has_works = has_works or is_works
        first = SignedParagraph(block[0], _HEADING.fullmatch(block[0]) is not None)
        paragraphs += [first, *(SignedParagraph(line) for line in (() if is_works else block[1:]))]
    return SignedParts(tuple(title), tuple(paragraphs), has_works)
