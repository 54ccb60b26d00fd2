"""A page that is rendered once and then only filled in: what differs from one to the next are a few words."""

import re
from collections.abc import Mapping

from markupsafe import escape

# Characters of private use: no text of ours has them, and they are taken out of everything that is typed.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")


class Pattern:
    """The pieces of a rendered page around its marks.

    **why**: rendering the pledge took nine tenths of what a scan costs, and gave everybody the same page but for
    six short texts.
    """

    def __init__(self, page: str) -> None:
        self._pieces = _MARK.split(page)

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the page with the values at their marks, escaped as a template would.

        :raises KeyError: when a mark has no value.
        """
        pieces = list(self._pieces)
        pieces[1::2] = [str(escape(values[name])) for name in pieces[1::2]]
        return "".join(pieces)


def mark_of(name: str) -> str:
    """Return the mark that stands for a value while the page is rendered."""
    return f"{_OPEN}{name}{_CLOSE}"
