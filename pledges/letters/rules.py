"""Which letters there are, and what a person must have typed before one is made. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass

from pledges.foundation.locale import mark
from pledges.prints.rules import PaperKind
from pledges.staff.rules import Permission


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter: ``code`` in its address, ``paper`` whose words it takes, its title, its line in the ledger."""

    code: str
    paper: str
    title: str
    kind: PaperKind


THANK_YOU = LetterKind(
    "thank-you",
    "thank_you_letter",
    mark("Thư cảm ơn"),
    PaperKind(
        code="thank_you_letter",
        words=mark("Thư cảm ơn (người in đã đọc và duyệt)"),
        file_stem="thu-cam-on",
        permission=Permission.WRITE_LETTERS,
        carries_secrets=False,
    ),
)
APOLOGY = LetterKind(
    "apology",
    "apology_letter",
    mark("Thư xin lỗi"),
    PaperKind(
        code="apology_letter",
        words=mark("Thư xin lỗi (người in đã đọc và duyệt)"),
        file_stem="thu-xin-loi",
        permission=Permission.WRITE_LETTERS,
        carries_secrets=False,
    ),
)
LETTERS: Mapping[str, LetterKind] = {letter.code: letter for letter in (THANK_YOU, APOLOGY)}


def title_lines(typed: str) -> list[str]:
    """Return the lines above a signature as they were typed, one a line: "KT. Chủ tịch", "Phó Chủ tịch"."""
    return [line.strip() for line in typed.splitlines() if line.strip()]
