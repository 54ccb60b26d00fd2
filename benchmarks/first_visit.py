"""What a phone loads on its first visit to a pledge: the page and what it asks for, compressed, heads included."""

import re
from collections.abc import Iterator

from benchmarks.rows import Row, counted
from benchmarks.submissions import opened
from benchmarks.visitors import Visitor

# One round trip's window of ten packets, and what is told to it: page, style sheet, script.
_MOST_BYTES, _MOST_REQUESTS = 14_000, 3
_ASKED_FOR = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"')


def first_visit_rows(visitor: Visitor, code: str) -> Iterator[Row]:
    """Load the page behind a code and everything it refers to, once each."""
    page = visitor.get(f"/S/{code}")
    opened(page.text)
    addresses = {address for address in _ASKED_FOR.findall(page.text) if not address.startswith("data:")}
    answers = [page, *(visitor.get(address) for address in sorted(addresses))]
    size = sum(answer.wire_bytes for answer in answers)
    yield counted("first visit: bytes, compressed", "bytes", size, _MOST_BYTES)
    yield counted("first visit: requests", "requests", len(answers), _MOST_REQUESTS)
