"""What words are tried on: real subjects where a room offers them for its paper, else the examples of the paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from pledges.foundation.locale import gettext as _
from pledges.paper.blocks import paper_spec
from pledges.paper.templates import fill
from pledges.stationery.rules import GivesSamples, Head, Sample


class ExampleSamples:
    """The paper's own examples, on a plain sheet with its blocks one below the other."""

    def __init__(self, paper: str) -> None:
        self.paper = paper

    def samples(self, _session: Any, _unit_id: int) -> Sequence[Sample]:
        """Return the one sample that the examples make."""
        return [Sample(_("Ví dụ của mẫu"), paper_spec(self.paper).examples)]

    def pages(self, _sample: Sample, blocks: Mapping[str, str], head: Head | None) -> Sequence[str]:
        """Return the plain sheet."""
        spec = paper_spec(self.paper)
        named = [(block.name, blocks[block.code], block.is_inline) for block in spec.blocks]
        return [fill("block-trial", blocks=named, head=head)]


class Samples:
    """Who gives samples for which paper; the rooms above are handed in at start-up."""

    def __init__(self, *rooms: GivesSamples) -> None:
        self._rooms = {room.paper: room for room in rooms}

    def of(self, paper: str) -> GivesSamples:
        """Return who gives samples for a paper."""
        return self._rooms.get(paper) or ExampleSamples(paper)
