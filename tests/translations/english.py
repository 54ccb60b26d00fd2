"""Finds Vietnamese words on an English page.

The rule: an English page is written in the letters A to Z. Whatever else stands on it is Vietnamese, and may be there
in two ways only: inside an element that says so with lang="vi", as a screen reader needs it; or as a name, of a
person, a place, an office or a campaign, which has no English. The names are those the test's own world was built
with, given whole, so that a label of one capitalised word ("Mở", "Giấy") can never pass for a name, as it would if
names were told by their capitals. Vietnamese without any mark ("In", "Trang sau") is seen by the catalogue's tests.
"""

import re
from collections.abc import Collection
from html.parser import HTMLParser

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_UNREAD = frozenset(("script", "style"))
_SPOKEN_ATTRIBUTES = frozenset(("alt", "aria-label", "content", "placeholder", "title", "value"))
# Any letter but a to z; digits and signs are nobody's language.
_OTHER_LETTERS = re.compile(r"[^\W\d_a-zA-Z]")


class _Page(HTMLParser):
    """Collects what a page says, in text and in attributes, outside of what it marks as Vietnamese."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        is_apart = self._is_apart() or given.get("lang") == "vi" or tag in _UNREAD
        if not is_apart:
            self.said += [given[name] for name in sorted(_SPOKEN_ATTRIBUTES & given.keys())]
        if tag not in _VOID:
            self._open.append((tag, is_apart))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass  # elements whose end may be left out, such as options

    def handle_data(self, data: str) -> None:
        if not self._is_apart():
            self.said.append(data)

    def _is_apart(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def language_of(page: str) -> str:
    """Return the language that the page declares."""
    return _read(page).language


def vietnamese_on(page: str, names: Collection[str] = ()) -> list[str]:
    """Return the texts of an English page that still hold Vietnamese letters when the names are taken out."""
    return [text for text in map(str.strip, _read(page).said) if _OTHER_LETTERS.search(without(text, names))]


def without(text: str, names: Collection[str]) -> str:
    """Return the text without the names; the longest go first, as one may be part of another."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text


def _read(page: str) -> _Page:
    read = _Page()
    read.feed(page)
    read.close()
    return read
