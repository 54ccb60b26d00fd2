"""From households, officials, offices and counters to paper: label sheets and a counter's poster."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol

from pledges.foundation.codes import grouped_code
from pledges.foundation.vietnamese.names import mask_name
from pledges.links.rules import LABELS_A_PAGE, CounterPlace, link_to
from pledges.paper.labels import Label, write_label_sheets
from pledges.paper.posters import Poster, poster
from pledges.prints.rules import Beat, MadePaper

_TO_OFFICIALS = "Quét mã để xem và đăng ký – tự nguyện"
_TO_OFFICES = "Quét mã để đăng ký công trình, phần việc"


class Labelled(Protocol):
    """Somebody who gets a label."""

    def label(self, public_url: str) -> Label:
        """Return the label; no whole name of a person stands on it."""
        ...


@dataclass(frozen=True)
class LabelledHousehold:
    """A household as its label needs it; ``head_name`` is masked on the way to the paper."""

    number: int
    head_name: str
    unit_name: str
    code: str

    def label(self, public_url: str) -> Label:
        """Return the label."""
        return Label(
            masked_name=mask_name(self.head_name),
            household_number=str(self.number),
            unit_name=self.unit_name,
            typed_code=grouped_code(self.code),
            link=link_to(public_url, self.code),
        )


@dataclass(frozen=True)
class LabelledOfficial:
    """An official as the label needs them, with the number on the office's list; ``name`` is masked as well."""

    number: int
    name: str
    office_name: str
    code: str

    def label(self, public_url: str) -> Label:
        """Return the label."""
        return Label(
            masked_name=mask_name(self.name),
            household_number="",
            unit_name=self.office_name,
            typed_code=grouped_code(self.code),
            link=link_to(public_url, self.code),
            title=f"Cán bộ số {self.number}",
            invitation=_TO_OFFICIALS,
        )


@dataclass(frozen=True)
class LabelledOffice:
    """An office, for whose head the label is. An office is no person: its name stands there whole."""

    name: str
    seat_name: str
    code: str

    def label(self, public_url: str) -> Label:
        """Return the label."""
        return Label(
            masked_name=self.name,
            household_number="",
            unit_name=self.seat_name,
            typed_code=grouped_code(self.code),
            link=link_to(public_url, self.code),
            title="Thủ trưởng cơ quan",
            invitation=_TO_OFFICES,
        )


def label_paper(labelled: Sequence[Labelled], public_url: str, heading: str, beat: Beat) -> MadePaper:
    """Make label sheets in the order given, 24 labels a page."""
    written = BytesIO()
    write_label_sheets(_labels(labelled, public_url, beat), written, heading=heading)
    pages = -(-len(labelled) // LABELS_A_PAGE)
    return MadePaper(written.getvalue(), pages, len(labelled))


def counter_poster(counter: CounterPlace, code: str, public_url: str) -> MadePaper:
    """Make the poster of one counter."""
    office = f"{counter.office_name}, quầy số {counter.number}"
    paper = poster(Poster(office, counter.name, grouped_code(code), link_to(public_url, code)))
    return MadePaper(paper, pages=1, pieces=1)


def _labels(labelled: Sequence[Labelled], public_url: str, beat: Beat) -> Iterator[Label]:
    for done, one in enumerate(labelled):
        # The sheets are written as the labels are taken, so this is how far the paper is.
        beat(done)
        yield one.label(public_url)
