"""What stands at counters, from values to paper: posters of two sizes and table tents, one or all of an office."""

from collections.abc import Callable, Mapping, Sequence

from pledges.foundation.codes import grouped_code
from pledges.foundation.locale import mark
from pledges.links.rules import POSTER, CounterPlace, link_to
from pledges.paper.posters import A3, A4, MadePosters, Poster, posters, tents
from pledges.prints.rules import MadePaper, MadePart, PaperKind, PlacedCode
from pledges.staff.rules import Permission

POSTER_A3 = PaperKind(
    code="poster_a3",
    words=mark("Áp phích A3 của quầy"),
    file_stem="ap-phich-a3-quay",
    permission=Permission.PRINT_LABELS,
    carries_secrets=True,
    codes_a_piece=1,
)
TENT = PaperKind(
    code="tent",
    words=mark("Biển để bàn của quầy"),
    file_stem="bien-de-ban-quay",
    permission=Permission.PRINT_LABELS,
    carries_secrets=True,
    codes_a_piece=2,
)
COUNTER_KINDS: Mapping[str, PaperKind] = {kind.code: kind for kind in (POSTER, POSTER_A3, TENT)}
"""What can be printed for a counter, by the code of its kind."""

Coded = Sequence[tuple[CounterPlace, str]]
"""Counters with the code of each, in the order in which they are wanted on paper."""

_WAYS: Mapping[str, Callable[[Sequence[Poster]], MadePosters]] = {
    POSTER.code: lambda values: posters(values, A4),
    POSTER_A3.code: lambda values: posters(values, A3),
    TENT.code: tents,
}


def counter_paper(kind: PaperKind, counter: CounterPlace, code: str, public_url: str) -> MadePaper:
    """Make the paper of one counter, to be handed over on the spot."""
    made = _made(kind.code, [(counter, code)], public_url)
    return MadePaper(made.pdf, pages=1, pieces=1)


def counters_part(kind_code: str, coded: Coded, public_url: str) -> tuple[bytes, MadePart]:
    """Make the papers of several counters, one a page; return the file and where the codes stand on it."""
    made = _made(kind_code, coded, public_url)
    codes = [PlacedCode(one.page, one.box.left, one.box.top, one.box.width, one.link) for one in made.codes]
    return made.pdf, MadePart(len(coded), codes)


def _made(kind_code: str, coded: Coded, public_url: str) -> MadePosters:
    values = [
        Poster(
            counter.office_name, counter.number, counter.name, grouped_code(code), link_to(public_url, code)
        )
        for counter, code in coded
    ]
    return _WAYS[kind_code](values)
