"""Whatever is filled in: nothing leaves the page, nothing is cut, nothing runs, and the paper stays accessible."""

import unicodedata
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from pypdfium2 import PdfPage
from pypdfium2.raw import FPDFText_GetUnicode

from pledges.paper.scripts import printable
from tests.paper.checkers import faults_of
from tests.paper.hostile import HOSTILE, LETTERS, LONG, MARKUP, SCRIPTS, SHORT
from tests.paper.reading import opened, page_count, text_of
from tests.paper.sample_papers import SAMPLE_PAPERS, USUAL, SamplePaper, Words

pytestmark = pytest.mark.document

_MM = 72 / 25.4
# What no office printer reaches.
_EDGE_MM = 3.0

every_paper = pytest.mark.parametrize("paper", SAMPLE_PAPERS, ids=lambda paper: paper.name)
every_word = pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
latin_words = pytest.mark.parametrize(
    "words", [LONG, SHORT, LETTERS, MARKUP], ids=["long", "short", "letters", "markup"]
)


def letters(text: str) -> str:
    """A text without its spaces and in small letters, as lines are broken and heads set in capitals."""
    return "".join(unicodedata.normalize("NFC", text).split()).lower()


def letters_on(pdf: bytes) -> str:
    """What is copied from all pages, each without its number in the margin."""
    pages = [text_of(pdf, page) for page in range(page_count(pdf))]
    numbered = enumerate(pages, start=1)
    return letters(" ".join(text.removeprefix(f"{number} ") for number, text in numbered))


def borne(paper: SamplePaper, words: Words) -> list[str]:
    """Those of the words that a paper bears, told by what it bears of the usual ones."""
    usual = letters_on(paper.make(USUAL))
    pairs = [
        (USUAL.name, words.name),
        (USUAL.address, words.address),
        (USUAL.office, words.office),
        (USUAL.text, words.text),
        *((USUAL.members[0], member) for member in words.members),
    ]
    return [printable(hostile) for plain, hostile in pairs if letters(plain) in usual]


def outside(pdf: bytes) -> list[str]:
    """The characters that stand nearer to the edge of their page than printers reach."""
    with opened(pdf) as document:
        return [letter for page in document for letter in _near_the_edge(page)]


def _near_the_edge(page: PdfPage) -> Iterator[str]:
    text, (width, height) = page.get_textpage(), page.get_size()
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        letter = chr(FPDFText_GetUnicode(text.raw, place))
        room = min(left, bottom, width - right, height - top) / _MM
        if room < _EDGE_MM and letter.strip() and right > left:
            yield letter


@every_paper
@every_word
def test_nothing_leaves_the_page(paper: SamplePaper, words: Words) -> None:
    assert outside(paper.make(words)) == []


@every_paper
@latin_words
def test_the_paper_stays_accessible(paper: SamplePaper, words: Words) -> None:
    """Not asked of scripts that the fonts of the machine may lack, and of emoji, whose map WeasyPrint 70 spoils."""
    assert faults_of(paper.make(words), archive=paper.is_archive) == []


@every_paper
@latin_words
def test_nothing_is_cut(paper: SamplePaper, words: Words) -> None:
    on_paper = letters_on(paper.make(words))

    missing = [each for each in borne(paper, words) if letters(each) not in on_paper]

    assert missing == [] or paper.may_cut


@every_paper
def test_letters_of_other_scripts_are_all_there(paper: SamplePaper) -> None:
    """In which order they are copied is the reader's affair: these run from the right, or stack."""
    on_paper = set(letters_on(paper.make(SCRIPTS)))

    assert set(letters("".join(borne(paper, SCRIPTS)))) - on_paper == set() or paper.may_cut


@every_paper
def test_markup_is_text_on_paper_and_nothing_runs(paper: SamplePaper) -> None:
    pdf = paper.make(MARKUP)

    with pikepdf.open(BytesIO(pdf)) as document:
        kinds = {str(each.get("/S")) for each in document.objects if isinstance(each, pikepdf.Dictionary)}
        annotations = [page.get("/Annots") for page in document.pages]
    assert "49" not in letters_on(pdf).replace("1234", "")
    assert kinds & {"/JavaScript", "/URI", "/Launch", "/GoToR", "/SubmitForm"} == set()
    assert [each for each in annotations if each] == []


@every_paper
def test_a_mark_that_turns_the_writing_round_is_not_on_paper(paper: SamplePaper) -> None:
    on_paper = letters_on(paper.make(SCRIPTS))

    assert [
        sign for sign in on_paper if unicodedata.category(sign) == "Cf" and sign not in "\u200c\u200d"
    ] == []
