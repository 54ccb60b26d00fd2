"""A page that is rendered once and then only filled in: what differs from one to the next are a few words."""

import re
from collections.abc import Mapping

from markupsafe import escape

from pledges.foundation.joined_gzip import deflated, gzipped, stored

# Characters of private use: no text of ours has them, and they are taken out of everything that is typed.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")


class Pattern:
    """The pieces of a rendered page around its marks: pieces at even places, names of marks at odd ones.

    **why**: rendering and compressing took most of what a scan costs, and gave everybody the same page but for
    six short texts.
    """

    def __init__(self, page: str) -> None:
        self._pieces = _MARK.split(page)
        self._names = self._pieces[1::2]
        self._blocks = [deflated(piece.encode()) for piece in self._pieces]

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the page with the values at their marks, escaped as a template would.

        :raises KeyError: when a mark has no value.
        """
        pieces = list(self._pieces)
        pieces[1::2] = self._escaped(values)
        return "".join(pieces)

    def compressed(self, values: Mapping[str, str]) -> bytes:
        """Return the same page in gzip: the pieces are compressed beforehand, and only the values laid in."""
        blocks = list(self._blocks)
        blocks[1::2] = [stored(value.encode()) for value in self._escaped(values)]
        return gzipped(blocks, self.filled(values).encode())

    def _escaped(self, values: Mapping[str, str]) -> list[str]:
        return [str(escape(values[name])) for name in self._names]


def mark_of(name: str) -> str:
    """Return the mark that stands for a value while the page is rendered."""
    return f"{_OPEN}{name}{_CLOSE}"
