"""From households and counters to paper: label sheets and a counter's poster."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from pledges.foundation.codes import grouped_code
from pledges.foundation.vietnamese.names import mask_name
from pledges.links.rules import LABELS_A_PAGE, CounterPlace, link_to
from pledges.paper.labels import Label, write_label_sheets
from pledges.paper.posters import Poster, poster
from pledges.prints.rules import Beat, MadePaper


@dataclass(frozen=True)
class LabelledHousehold:
    """A household as its label needs it; ``head_name`` is masked on the way to the paper."""

    number: int
    head_name: str
    unit_name: str
    code: str


def label_paper(households: Sequence[LabelledHousehold], public_url: str, heading: str, beat: Beat) -> MadePaper:
    """Make label sheets in the order given, 24 labels a page."""
    written = BytesIO()
    write_label_sheets(_labels(households, public_url, beat), written, heading=heading)
    pages = -(-len(households) // LABELS_A_PAGE)
    return MadePaper(written.getvalue(), pages, len(households))


def counter_poster(counter: CounterPlace, code: str, public_url: str) -> MadePaper:
    """Make the poster of one counter."""
    office = f"{counter.office_name}, quầy số {counter.number}"
    paper = poster(Poster(office, counter.name, grouped_code(code), link_to(public_url, code)))
    return MadePaper(paper, pages=1, pieces=1)


def _labels(households: Sequence[LabelledHousehold], public_url: str, beat: Beat) -> Iterator[Label]:
    for done, household in enumerate(households):
        # The sheets are written as the labels are taken, so this is how far the paper is.
        beat(done)
        yield Label(
            masked_name=mask_name(household.head_name),
            household_number=str(household.number),
            unit_name=household.unit_name,
            typed_code=grouped_code(household.code),
            link=link_to(public_url, household.code),
        )
