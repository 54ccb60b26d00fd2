"""From a pack's codes to slips on paper."""

from collections.abc import Sequence
from typing import BinaryIO

from pledges.foundation.codes import grouped_code
from pledges.links.rules import link_to
from pledges.paper.slips import SHEETS, Slip, SlipWords, write_slips
from pledges.prints.rules import MadePart, PlacedCode
from pledges.satisfaction.rules import SurveyPlace
from pledges.satisfaction.slip_rules import PackOf


def slip_words(pack: PackOf, place: SurveyPlace, public_url: str) -> SlipWords:
    """Return what stands on every slip of a pack."""
    counter = f"Quầy số {place.number}: {place.counter_name}"
    return SlipWords(place.office_name, counter, pack.until_on, public_url)


def slip_paper(codes: Sequence[str], words: SlipWords, a_page: int, destination: BinaryIO) -> MadePart:
    """Write slips in the order given, so many on a page."""
    slips = [Slip(grouped_code(code), link_to(words.public_url, code)) for code in codes]
    pages, placed = write_slips(slips, words, SHEETS[a_page], destination)
    return MadePart(pages, [PlacedCode(one.page, one.left, one.top, one.side, one.text) for one in placed])
