"""From words to pictures of the pages they make, for whoever is writing them: nothing of it is kept."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from pledges.paper.blocks import BlockRefused, PaperSpec, ValueUndefined, fill_blocks
from pledges.paper.fitting import TooMuchText
from pledges.paper.geometry import LabelSheet
from pledges.paper.label_test import test_page
from pledges.paper.pdf import PdfEngineMissing
from pledges.paper.templates import fill
from pledges.paper.trying.showing import SHOWER, Shown, TryFailed
from pledges.prints.rules import PaperEngineAway
from pledges.stationery.rules import GivesSamples, Head, NotShown, Sample


@dataclass(frozen=True)
class Tried:
    """A sample's page; no page where a value is missing for this sample (its name), or where a text fits nowhere."""

    words: str
    shown: Shown | None
    missing: str = ""
    is_too_long: bool = False


def tried_on(
    spec: PaperSpec, sources: Mapping[str, str], on: tuple[Sequence[Sample], GivesSamples], head: Head | None
) -> list[Tried]:
    """Show a paper with these words for each sample; ``on`` is the samples and who lays out their page.

    :raises NotShown: when it takes too long, or some block of the paper cannot be filled whatever the sample.
    :raises PaperEngineAway: when this machine cannot lay out pages.
    """
    samples, gives = on
    prepared = [_prepared(spec, sources, (sample, gives), head) for sample in samples]
    with _showing():
        shown = iter(SHOWER.show([one for one in prepared if not isinstance(one, Tried)]))
    return [
        one if isinstance(one, Tried) else Tried(sample.words, next(shown))
        for sample, one in zip(samples, prepared, strict=True)
    ]


def _prepared(
    spec: PaperSpec, sources: Mapping[str, str], on: tuple[Sample, GivesSamples], head: Head | None
) -> Sequence[str] | Tried:
    """Return the HTML of a sample's page, or why there is none."""
    sample, gives = on
    try:
        return gives.pages(sample, fill_blocks(spec, sources, sample.values), head)
    except ValueUndefined as undefined:
        return Tried(sample.words, None, missing=undefined.name)
    except TooMuchText:
        return Tried(sample.words, None, is_too_long=True)
    except BlockRefused as refused:
        raise NotShown from refused


def tried_head(head: Head, on: date) -> Shown:
    """Show a sheet that carries a head.

    :raises NotShown: when it takes too long. :raises PaperEngineAway: when this machine cannot lay out pages.
    """
    with _showing():
        return SHOWER.show([[fill("head-trial", head=head, on=on)]])[0]


def printer_test(stock: LabelSheet, offset_mm: tuple[float, float]) -> bytes:
    """Make the page by which a printer's offset on a stock is measured, itself set off as labels would be.

    :raises PaperEngineAway: when this machine cannot lay out pages.
    """
    with _showing():
        return test_page(stock, *offset_mm)


@contextmanager
def _showing() -> Iterator[None]:
    try:
        yield
    except TryFailed as failed:
        raise NotShown from failed
    except PdfEngineMissing as missing:
        raise PaperEngineAway(line=missing.apt_line) from missing
