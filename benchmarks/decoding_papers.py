"""The papers whose codes are measured, each as an office would print it."""

from collections.abc import Callable, Mapping

from tests.paper.sample_papers import SAMPLE_PAPERS, USUAL

PAPERS: Mapping[str, Callable[[], bytes]] = {
    each.name: (lambda paper=each: paper.make(USUAL)) for each in SAMPLE_PAPERS
}
"""Every sample paper; one without a code is left out of the figures."""
