"""The one way of bulk paper: a template is laid out once with blanks, and each piece gets only what differs set in.

A value that cannot be set letter by letter, or that needs more room than its blank, has its page laid out with it.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import BinaryIO

from pledges.paper.blanks import Field, Layout, Slot, StampedCode, Wanted
from pledges.paper.fitting import Fitted, GlyphMissing, TooMuchText, fit_whole
from pledges.paper.geometry import Box
from pledges.paper.pdf import LaidOut
from pledges.paper.qr import Level
from pledges.paper.qr_bulk import encode_in_bulk
from pledges.paper.scripts import printable
from pledges.paper.setting import Line, middle_of, place, turned
from pledges.paper.stamping import Background, Passage, Picture, Stamp, StampedDocument
from pledges.paper.whole import Unset, lay_out_with

_Boxes = Mapping[str, Box]


@dataclass(frozen=True)
class _Settled:
    """A slot whose values were set: its lines, what has to be set by the page itself, what found no room."""

    slot: Slot
    lines: tuple[Line, ...]
    unset: tuple[Unset, ...]
    crowding: tuple[str, ...]


class StampedRun:
    """Pages being stamped into one file; knows afterwards where its codes stand."""

    def __init__(self, fields: Mapping[str, Field], level: Level = Level.M) -> None:
        self.codes: list[StampedCode] = []
        self._fields = fields
        self._level = level
        self._document = StampedDocument()
        self._fit = lru_cache(maxsize=1024)(fit_whole)
        self._grounds: dict[Hashable, tuple[LaidOut, list[Background]]] = {}

    @property
    def page_count(self) -> int:
        """How many pages there are so far."""
        return self._document.page_count

    def add(self, layout: Layout, pages: Sequence[Sequence[Slot]]) -> None:
        """Add the pages of a layout, each with its slots.

        :raises TooMuchText: when a value does not go into its box even with more room in the smallest type.
        :raises QrTooLong: when a link could not be read from paper.
        """
        laid_out, grounds = self._blank(layout)
        settled = self._settled(pages, laid_out.page_boxes, frozenset())
        if any(slot.unset or slot.crowding for slot in chain.from_iterable(settled)):
            laid_out, grounds, settled = self._whole(layout, pages, settled)
        for slots, boxes, ground in zip(settled, laid_out.page_boxes, grounds, strict=True):
            stamps = [stamp for slot in slots for stamp in self._stamps(slot, boxes)]
            self._document.add_page(ground, stamps)

    def save(self, destination: BinaryIO, *, title: str) -> None:
        """Write the file.

        :raises NothingToPrint: when it has no page.
        """
        self._document.save(destination, title=title)

    def _blank(self, layout: Layout) -> tuple[LaidOut, list[Background]]:
        if layout.key not in self._grounds:
            laid_out = layout.make(Wanted())
            self._grounds[layout.key] = laid_out, self._ground(layout, laid_out)
        return self._grounds[layout.key]

    def _ground(self, layout: Layout, laid_out: LaidOut) -> list[Background]:
        return self._document.backgrounds(
            laid_out.pdf, is_decoration=layout.ground is None, spoken=layout.ground or ()
        )

    def _whole(
        self, layout: Layout, pages: Sequence[Sequence[Slot]], tried: list[list[_Settled]]
    ) -> tuple[LaidOut, list[Background], list[list[_Settled]]]:
        """Lay the pages out with what cannot be stamped and with more room where it is needed, then set the rest."""
        slots = list(chain.from_iterable(tried))
        crowded = frozenset(slot.slot.suffix for slot in slots if slot.crowding)
        laid_out, roomy = lay_out_with(layout, chain.from_iterable(slot.unset for slot in slots), crowded)
        settled = self._settled(pages, laid_out.page_boxes, roomy)
        for text in chain.from_iterable(slot.crowding for slot in chain.from_iterable(settled)):
            raise TooMuchText(text)
        if layout.ground is not None:
            return laid_out, self._ground(layout, laid_out), settled
        # A decoration with words on it is none any more. They are heard in their slots, so here nothing is.
        silent = [" "] * laid_out.page_count
        grounds = self._document.backgrounds(laid_out.pdf, is_decoration=False, spoken=silent)
        return laid_out, grounds, settled

    def _settled(
        self, pages: Sequence[Sequence[Slot]], page_boxes: Sequence[_Boxes], roomy: frozenset[str]
    ) -> list[list[_Settled]]:
        return [
            [self._settle(slot, boxes, is_roomy=slot.suffix in roomy) for slot in slots]
            for slots, boxes in zip(pages, page_boxes, strict=True)
        ]

    def _settle(self, slot: Slot, boxes: _Boxes, *, is_roomy: bool) -> _Settled:
        lines: list[Line] = []
        unset: list[Unset] = []
        crowding: list[str] = []
        for name, value in slot.texts.items():
            field, element = self._fields[name], name + slot.suffix
            try:
                lines += self._lines(value, field, boxes[element], is_roomy=is_roomy)
            except GlyphMissing as missing:
                unset.append(Unset(element, slot.suffix, field, missing.text))
            except TooMuchText as much:
                crowding.append(much.text)
        return _Settled(slot, tuple(lines), tuple(unset), tuple(crowding))

    def _lines(self, value: str | Fitted, field: Field, box: Box, *, is_roomy: bool) -> tuple[Line, ...]:
        style = field.style_in(is_roomy=is_roomy)
        fitted = self._fit(value, style, box.width, box.height) if isinstance(value, str) else value
        room = middle_of(box, fitted, style) if field.at == "middle" else box
        lines = place(fitted, style, room, field.side)
        return turned(lines, box) if field.is_turned else lines

    def _stamps(self, settled: _Settled, boxes: _Boxes) -> Iterator[Stamp]:
        slot = settled.slot
        spoken = slot.spoken or (_read_aloud(slot) if settled.unset else "")
        passage = Passage(settled.lines, spoken)
        pictures = [self._picture(link, boxes[name + slot.suffix]) for name, link in slot.codes.items()]
        yield Stamp(passage, pictures[0] if pictures else None)
        yield from (Stamp(Passage(()), picture) for picture in pictures[1:])

    def _picture(self, link: str, box: Box) -> Picture:
        self.codes.append(StampedCode(self._document.page_count, box.left, box.top, box.width, link))
        return Picture(encode_in_bulk(link, self._level), box, spoken=f"Mã QR: {link}")


def _read_aloud(slot: Slot) -> str:
    texts = (value if isinstance(value, str) else " ".join(value.lines) for value in slot.texts.values())
    return ", ".join(filter(None, map(printable, texts)))
