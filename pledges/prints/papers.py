"""Where a run's file lies, and what becomes of the faults of paper that a person can do something about."""

from collections.abc import Iterator
from contextlib import contextmanager

from pledges.paper.pdf import PdfEngineMissing
from pledges.prints.rules import PaperEngineAway


def kept_as(run_id: int) -> str:
    """Return the name under which the run's file is kept."""
    return f"prints/{run_id}.pdf"


@contextmanager
def making_paper() -> Iterator[None]:
    """Let a machine without a PDF engine be told in words.

    :raises PaperEngineAway: with the line that installs what is missing.
    """
    try:
        yield
    except PdfEngineMissing as missing:
        raise PaperEngineAway(line=missing.apt_line) from missing
