"""A "thư công" on the agency's paper: thanks or an apology, signed by its head or deputy. Never a seal."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from markupsafe import Markup

from pledges.paper.pdf import lay_out
from pledges.paper.templates import fill


class LetterHead(Protocol):
    """Whose paper it is, as ``official-head.html`` wants it."""

    @property
    def style(self) -> str: ...
    @property
    def superior(self) -> str: ...
    @property
    def issuer(self) -> str: ...
    @property
    def place(self) -> str: ...


@dataclass(frozen=True)
class Letter:
    """What stands in a letter; ``to`` and ``body`` are filled blocks, ``copies`` who gets one besides."""

    title: str
    head: LetterHead
    to: Markup
    body: Markup
    signer_title: tuple[str, ...]
    signer_name: str
    on: date
    copies: tuple[str, ...]


def letter(value: Letter) -> tuple[bytes, int]:
    """Make a letter, A4 portrait after Decree 30/2020/NĐ-CP, made to PDF/A-2a; return the file and its pages.

    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    made = lay_out(fill("letter", letter=value), title=value.title, archive=True)
    return made.pdf, made.page_count
