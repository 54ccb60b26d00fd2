"""From tallies to paper: the poster on a hamlet's notice board, and the annex to a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pledges.foundation.locale import mark
from pledges.paper.annexes import Annex, annex
from pledges.paper.posters import MadePosters
from pledges.paper.progress_posters import ProgressPoster, progress_posters
from pledges.prints.rules import MadePaper, MadePart, PaperKind, PlacedCode
from pledges.staff.rules import Permission
from pledges.tallies.rules import TallyLine

PROGRESS_POSTER = PaperKind(
    code="progress_poster",
    words=mark("Bảng tiến độ của thôn, khu phố (A3)"),
    file_stem="bang-tien-do",
    permission=Permission.READ_TALLIES,
    carries_secrets=False,
    codes_a_piece=1,
)
TALLY_ANNEX = PaperKind(
    code="tally_annex",
    words=mark("Biểu tổng hợp kèm theo báo cáo"),
    file_stem="bieu-tong-hop",
    permission=Permission.READ_TALLIES,
    carries_secrets=False,
)


@dataclass(frozen=True)
class Posted:
    """A campaign as it stands on notice boards: its title, its public page, the local time of the numbers."""

    title: str
    link: str
    at: datetime


def campaign_link(public_url: str, slug: str) -> str:
    """Return the public page of a campaign, in capitals, so that the QR code takes its smaller form."""
    return f"{public_url}/C/{slug}".upper()


def progress_paper(name: str, line: TallyLine, posted: Posted) -> MadePaper:
    """Make the poster of one hamlet, to be handed over on the spot."""
    return MadePaper(_made([(name, line)], posted).pdf, pages=1, pieces=1)


def progress_part(hamlets: Sequence[tuple[str, TallyLine]], posted: Posted) -> tuple[bytes, MadePart]:
    """Make the posters of several hamlets, one a page; return the file and where the codes stand on it."""
    made = _made(hamlets, posted)
    codes = [PlacedCode(one.page, one.box.left, one.box.top, one.box.width, one.link) for one in made.codes]
    return made.pdf, MadePart(len(hamlets), codes)


def annex_paper(value: Annex) -> MadePaper:
    """Make the annex of a tally."""
    content, pages = annex(value)
    return MadePaper(content, pages, pieces=1)


def _made(hamlets: Sequence[tuple[str, TallyLine]], posted: Posted) -> MadePosters:
    return progress_posters(
        [
            ProgressPoster(
                unit_name=name,
                campaign=posted.title,
                due=line.due,
                informed=line.reached,
                signed_self=line.signed_self,
                signed_paper=line.signed_paper,
                signed_assisted=line.signed_assisted,
                at=posted.at,
                link=posted.link,
            )
            for name, line in hamlets
        ]
    )
