"""The process that lays papers out to be looked at: HTML on standard input, pictures on standard output.

Started by ``showing`` and by nothing else. It gets no secret, no database and no address; what a page refers to is
refused as it is for every paper (``paper.pdf``).
"""

import json
import select
import sys
from base64 import b64encode
from collections.abc import Sequence
from typing import IO, Any

from pledges.paper.geometry import Box
from pledges.paper.pdf import ForbiddenResource, LaidOut, PdfEngineMissing, lay_out
from pledges.paper.raster import opened
from pledges.paper.trying.limits import (
    DPI,
    IDLE_SECONDS,
    MOST_BYTES_ASKED,
    TRIES_A_PROCESS,
    allow_one_more_try,
    bind_this_process,
)
from pledges.paper.trying.png import png

HEADER_BYTES = 4


def main() -> int:
    """Answer one try after the other until nobody asks any more."""
    bind_this_process()
    asked, answered = sys.stdin.buffer, sys.stdout.buffer
    for _try in range(TRIES_A_PROCESS):
        if not select.select([asked], [], [], IDLE_SECONDS)[0]:
            break
        allow_one_more_try()
        question = read_packet(asked)
        if question is None:
            break
        write_packet(answered, answer(question))
    return 0


def read_packet(source: IO[bytes]) -> Any:
    """Return what was sent, None at the end or when it is too large."""
    length = int.from_bytes(source.read(HEADER_BYTES), "big")
    if not 0 < length <= MOST_BYTES_ASKED:
        return None
    return json.loads(source.read(length))


def write_packet(destination: IO[bytes], value: Any) -> None:
    """Send a value, its length first."""
    content = json.dumps(value).encode()
    destination.write(len(content).to_bytes(HEADER_BYTES, "big") + content)
    destination.flush()


def answer(ladders: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return each paper's first page as a picture, or what is at fault."""
    try:
        return {"shown": [_shown(ladder) for ladder in ladders]}
    except ForbiddenResource as forbidden:
        return {"fault": "resource", "name": forbidden.url}
    except PdfEngineMissing as missing:
        return {"fault": "engine", "name": str(missing.__cause__)}
    except (MemoryError, RecursionError):
        return {"fault": "limit", "name": ""}


def _shown(ladder: Sequence[str]) -> dict[str, Any]:
    """Lay out the first text of a ladder that fits on its page, else the last."""
    for html in ladder:
        laid_out = lay_out(html, title="Xem thử", tagged=False)
        if _is_within(laid_out):
            break
    with opened(laid_out.pdf) as document:
        whole = Box(0, 0, laid_out.page_width_pt, laid_out.page_height_pt)
        with document.picture(0, whole, DPI) as picture:
            drawn = png(picture)
    return {
        "picture": b64encode(drawn).decode(),
        "pages": laid_out.page_count,
        "is_within": _is_within(laid_out),
    }


def _is_within(laid_out: LaidOut) -> bool:
    """Tell whether the text stands above the foot; a paper without these elements takes as many pages as it needs."""
    boxes = laid_out.page_boxes[0]
    if "body" not in boxes or "foot" not in boxes:
        return True
    return laid_out.page_count == 1 and boxes["body"].bottom <= boxes["foot"].top


if __name__ == "__main__":
    sys.exit(main())
