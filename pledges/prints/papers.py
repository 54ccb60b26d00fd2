"""Where a run's file lies, and what becomes of the faults of paper that a person can do something about."""

from collections.abc import Iterator
from contextlib import contextmanager

from pledges.paper.fitting import TooMuchText
from pledges.paper.pdf import PdfEngineMissing
from pledges.prints.rules import PaperEngineAway, TextTooLong

FOLDER = "prints"


def kept_as(run_id: int, file_kind: str = "pdf") -> str:
    """Return the name under which the run's file is kept."""
    return f"{FOLDER}/{run_id}.{file_kind}"


def manifest_kept_as(run_id: int) -> str:
    """Return the name under which the manifest that lies with the paper is kept."""
    return f"{FOLDER}/{run_id}-manifest.pdf"


def parts_kept_in(run_id: int) -> str:
    """Return the folder in which the parts of a run are kept until its file is made of them."""
    return f"{FOLDER}/{run_id}"


def part_kept_as(run_id: int, number: int) -> str:
    """Return the name under which a part is kept."""
    return f"{parts_kept_in(run_id)}/{number}.pdf"


@contextmanager
def making_paper() -> Iterator[None]:
    """Let a machine without a PDF engine be told in words, and a text that has no room on its paper.

    :raises PaperEngineAway: with the line that installs what is missing.
    :raises TextTooLong: when a text is too long for the smallest type.
    """
    try:
        yield
    except PdfEngineMissing as missing:
        raise PaperEngineAway(line=missing.apt_line) from missing
    except TooMuchText as much:
        raise TextTooLong from much
