"""The few tags and classes that blocks may be written with, checked in the source and once more in what comes out.

A tag must stand whole in the text itself, never be put together of values, and end where it began: within the same
branch of an ``if`` and the same round of a ``for``. So no block can reach out of the place the paper gives it.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from jinja2 import nodes

from pledges.paper.block_faults import Fault, FaultKind

CLASSES = (
    "giua",
    "phai",
    "trai",
    "dam",
    "nghieng",
    "chu-hoa",
    "co-chu-nho",
    "khong-thut",
    "khong-ngat",
    "ke-bang",
)
"""Looks a tag may be given; ``templates/documents/blocks.css`` says what they do."""

INLINE = frozenset(("br", "strong", "b", "em", "i", "u", "span"))
_FLOW = frozenset(("p", "ol", "ul", "table", "div")) | INLINE
_WITHIN: dict[str, frozenset[str]] = {
    "div": _FLOW, "li": _FLOW, "td": _FLOW, "th": _FLOW,
    "ol": frozenset(("li",)), "ul": frozenset(("li",)),
    "table": frozenset(("thead", "tbody", "tr")), "thead": frozenset(("tr",)), "tbody": frozenset(("tr",)),
    "tr": frozenset(("th", "td")),
}  # fmt: skip
TAGS = frozenset(_WITHIN) | _FLOW
_HOLD_NO_TEXT = frozenset(("ol", "ul", "table", "thead", "tbody", "tr"))
_MAX_DEPTH = 12

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)
        (?P<attributes>(?:\s+[A-Za-z-]+\s*=\s*(?:"[^"<>{}]*"|'[^'<>{}]*'))*)\s*/?>""",
    re.VERBOSE,
)
_TAG_NAME = re.compile(r"</?([A-Za-z!?][^\s<>/='\"{}]{0,29})")
_ATTRIBUTE = re.compile(r"""([A-Za-z-]+)\s*=\s*["']([^"']*)["']""")
_SPAN = re.compile(r"[1-9]|1\d|20")


def markup_faults(tree: nodes.Template, *, is_inline: bool) -> list[Fault]:
    """Tell what is wrong with the tags of a parsed block; ``is_inline`` allows no paragraphs, lists and tables."""
    walk = _Walk(is_inline=is_inline)
    walk.branch(tree.body)
    return walk.faults


def attribute_fault(tag: str, name: str, value: str) -> tuple[FaultKind, str] | None:
    """Tell what is wrong with an attribute, None if nothing is."""
    if name == "class":
        strange = [each for each in value.split() if each not in CLASSES]
        return (FaultKind.CLASS, strange[0]) if strange else None
    if name in ("colspan", "rowspan") and tag in ("td", "th") and _SPAN.fullmatch(value):
        return None
    return FaultKind.ATTRIBUTE, name


class _Walk:
    """Follows tags as they open and end through the branches of a block."""

    def __init__(self, *, is_inline: bool) -> None:
        self.faults: list[Fault] = []
        self._open: list[tuple[str, int]] = []
        self._floor = 0
        self._top = INLINE if is_inline else _FLOW

    def branch(self, body: Iterable[nodes.Node]) -> None:
        """Follow what must end all it opens."""
        outer, self._floor = self._floor, len(self._open)
        for node in body:
            self._node(node)
        for tag, line in self._open[self._floor :]:
            self._fault(line, FaultKind.UNCLOSED, tag)
        del self._open[self._floor :]
        self._floor = outer

    def _node(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                self._text(part.data, part.lineno) if isinstance(part, nodes.TemplateData) else self._letters(
                    part.lineno
                )
        elif isinstance(node, nodes.If):
            # An elif is an If of its own within the list; the branches hold the same place.
            for body in (node.body, node.elif_, node.else_):
                self.branch(body)
        elif isinstance(node, nodes.For):
            self.branch(node.body)

    def _text(self, text: str, line: int) -> None:
        position = 0
        while True:
            start = text.find("<", position)
            between = text[position : start if start >= 0 else len(text)]
            if between.strip():
                self._letters(line + text.count("\n", 0, position))
            if start < 0:
                return
            position = self._tag_at(text, start, line + text.count("\n", 0, start))

    def _tag_at(self, text: str, start: int, line: int) -> int:
        """Take the tag that begins here; return where the text goes on."""
        found = _TAG.match(text, start)
        if found is None:
            named = _TAG_NAME.match(text, start)
            self._badly_written(named.group(1).lower() if named else "", line)
            return named.end() if named else start + 1
        tag = found["tag"].lower()
        if tag not in TAGS:
            self._fault(line, FaultKind.TAG, tag)
        elif found["end"]:
            self._ends(tag, line)
        else:
            self._begins(tag, found["attributes"], line)
        return found.end()

    def _badly_written(self, tag: str, line: int) -> None:
        if tag and tag not in TAGS:
            self._fault(line, FaultKind.TAG, tag)
        else:
            self._fault(line, FaultKind.LESS_THAN)

    def _begins(self, tag: str, attributes: str, line: int) -> None:
        around = self._open[-1][0] if self._open else ""
        allowed = _WITHIN.get(around, INLINE) if around else self._top
        if tag not in allowed:
            self._fault(line, FaultKind.MISPLACED_TAG, tag)
        for name, value in _ATTRIBUTE.findall(attributes):
            wrong = attribute_fault(tag, name.lower(), value)
            if wrong:
                self._fault(line, *wrong)
        if tag != "br":
            self._open.append((tag, line))
        if len(self._open) == _MAX_DEPTH + 1:
            self._fault(line, FaultKind.TOO_DEEP)

    def _ends(self, tag: str, line: int) -> None:
        if len(self._open) > self._floor and self._open[-1][0] == tag:
            self._open.pop()
        else:
            self._fault(line, FaultKind.STRAY_END, tag)

    def _letters(self, line: int) -> None:
        if self._open and self._open[-1][0] in _HOLD_NO_TEXT:
            self._fault(line, FaultKind.TEXT_OUTSIDE, self._open[-1][0])

    def _fault(self, line: int, kind: FaultKind, name: str = "") -> None:
        self.faults.append(Fault(line, kind, name))


def output_faults(html: str) -> list[Fault]:
    """Tell of tags and attributes in finished HTML that no source could have brought there by the rules above."""
    found = _Output()
    found.feed(html)
    found.close()
    return found.faults


class _Output(HTMLParser):
    """Reads finished HTML as a browser's parser would take it apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.faults: list[Fault] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self._fault(FaultKind.TAG, tag)
        for name, value in attrs:
            wrong = attribute_fault(tag, name, value or "")
            if wrong:
                self._fault(*wrong)

    def handle_comment(self, _data: str) -> None:
        self._fault(FaultKind.TAG, "!--")

    def handle_decl(self, decl: str) -> None:
        self._fault(FaultKind.TAG, f"!{decl}")

    def handle_pi(self, data: str) -> None:
        self._fault(FaultKind.TAG, f"?{data}")

    def unknown_decl(self, data: str) -> None:
        self._fault(FaultKind.TAG, f"!{data}")

    def _fault(self, kind: FaultKind, name: str) -> None:
        self.faults.append(Fault(self.getpos()[0], kind, name[:30]))
