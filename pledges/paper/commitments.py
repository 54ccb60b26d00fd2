"""The signed commitment on paper: a citizen's under the nation's name alone, an office's under its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from pledges.paper.pdf import LaidOut, lay_out
from pledges.paper.templates import fill


@dataclass(frozen=True)
class CommitmentLine:
    """A line of the words that were signed."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class CommitmentMember:
    """A further member of the household; ``confirmation`` says how and when the person confirmed, or that not yet."""

    name: str
    birth_year: str
    relation: str
    confirmation: str
    is_confirmed: bool


@dataclass(frozen=True)
class CommitmentSignature:
    """Who signed: ``how`` says in words what stands in the place of ink.

    ``drawing`` is the data of an SVG path in a box of 600 by 200, the strokes as they were drawn, "" where none were.
    """

    title: str
    hint: str
    name: str
    how: str
    drawing: str = ""


@dataclass(frozen=True)
class AgencyHead:
    """The head of an office's own paper; ``symbol`` has room for the number that its registrar gives."""

    superior: str
    issuer: str
    place: str
    symbol: str
    style: str = "state"


@dataclass(frozen=True)
class CommitmentWorks:
    """The works of an office: headings, and rows of cells, each a sequence of lines; ``title`` and ``note`` above."""

    title: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Sequence[str]]]


@dataclass(frozen=True)
class CommitmentPaper:
    """One signed commitment or registration, in the language it was signed in.

    ``title`` are the lines over the text (kind, subject, perhaps whom it is for), ``paragraphs`` the words that were
    signed. ``below_title`` and ``closing`` are what a unit adds in its own words (HTML of ``paper.blocks``), ``origin``
    how and when it was signed and on which form. ``unbroken`` is a code in the text that is not parted at the end of a
    line. ``head`` is an office's; a citizen's paper has none.
    """

    language: str
    title: Sequence[str]
    paragraphs: Sequence[CommitmentLine]
    dated: str
    signature: CommitmentSignature
    origin: str
    members_title: str = ""
    member_columns: Sequence[str] = ()
    members: Sequence[CommitmentMember] = ()
    head: AgencyHead | None = None
    works: CommitmentWorks | None = None
    unbroken: str = ""
    below_title: Markup = field(default_factory=Markup)
    closing: Markup = field(default_factory=Markup)


def commitments(papers: Sequence[CommitmentPaper]) -> LaidOut:
    """Lay papers out one after another, A4, as many pages as each takes; page numbers begin anew in each.

    Tagged, made to PDF/UA-1 and PDF/A-2a: these papers are kept for years. The same papers give the same bytes.

    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    title = papers[0].title[0] if len(papers) == 1 else "Bản cam kết"
    return lay_out(fill("commitment", papers=papers), title=title, archive=True)
