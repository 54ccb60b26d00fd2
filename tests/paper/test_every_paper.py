"""Every paper: made to PDF/UA-1, to PDF/A-2a where it is kept for years, and copied letter by letter."""

import socket
import unicodedata
from typing import Any

import pytest

from pledges.foundation.vietnamese.folding import fold
from tests.paper.checkers import faults_of
from tests.paper.reading import page_count, text_of
from tests.paper.sample_papers import SAMPLE_PAPERS, USUAL, SamplePaper

pytestmark = pytest.mark.document

NAMES = [paper.name for paper in SAMPLE_PAPERS]
every_paper = pytest.mark.parametrize("paper", SAMPLE_PAPERS, ids=NAMES)


def whole_text(pdf: bytes) -> str:
    return " ".join(text_of(pdf, page) for page in range(page_count(pdf)))


def test_there_are_papers_and_each_stands_in_the_list_once() -> None:
    assert len(NAMES) >= 5
    assert len(set(NAMES)) == len(NAMES)


@every_paper
def test_no_checker_finds_a_fault(paper: SamplePaper) -> None:
    assert faults_of(paper.make(USUAL), archive=paper.is_archive) == []


@every_paper
def test_its_text_is_copied_letter_by_letter(paper: SamplePaper) -> None:
    text = whole_text(paper.make(USUAL))

    assert unicodedata.is_normalized("NFC", text)
    assert [sign for sign in text if unicodedata.category(sign) in ("Co", "Cn", "Cs")] == []
    assert "\ufffd" not in text
    assert fold(text) != text.lower()


@every_paper
def test_it_is_made_without_asking_anybody(paper: SamplePaper, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_named: Any, **_more: Any) -> None:
        raise AssertionError("a paper asked for something outside the process")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert paper.make(USUAL).startswith(b"%PDF-")


@every_paper
def test_made_again_it_is_the_same(paper: SamplePaper) -> None:
    assert paper.make(USUAL) == paper.make(USUAL)
