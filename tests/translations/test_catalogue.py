"""The English catalogue is whole: every marked text is in it, nothing else is, and the blanks are the same."""

from pathlib import Path

import pytest

import pledges.rooms  # noqa: F401  # knows every room, and so every error
from pledges.foundation.errors import DomainError
from tests.architecture.sources import found
from tests.translations.catalogue import (
    PLACEHOLDER,
    QUOTED,
    catalogue_of,
    english,
    entries,
    marked,
    placeholders,
    spoken_texts,
    without_english,
)
from tests.translations.english import vietnamese_on

# Collecting the texts of all templates takes a second.
pytestmark = [pytest.mark.architecture, pytest.mark.slow]


def test_every_marked_text_has_an_english_one() -> None:
    assert without_english(marked(), english()) == {}


def test_a_text_added_without_english_is_found(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, [("Đã lưu", "Saved"), ("Đã mở", "")])

    missing = without_english({"Đã lưu": "a:1", "Đã mở": "b:2", "Đã đóng": "c:3"}, catalogue)

    assert missing == {"Đã mở": "b:2", "Đã đóng": "c:3"}


def test_the_catalogue_holds_no_text_that_nobody_says_any_more() -> None:
    assert [message.id for message in entries() if message.id not in marked()] == []
    assert list(english().obsolete) == []


def test_no_english_text_was_guessed_by_a_tool() -> None:
    assert not english().fuzzy
    assert [message.id for message in entries() if message.fuzzy] == []


def test_the_blanks_are_the_same_in_both_languages() -> None:
    texts = [(message.id, message.string) for message in entries()]

    assert [source for source, words in texts if placeholders(source) != placeholders(words)] == []


def test_a_percent_sign_stands_only_where_a_blank_begins() -> None:
    """Texts are formatted after translation, most of them with no values at all."""
    texts = [*marked(), *(message.string for message in entries())]

    assert [text for text in texts if "%" in PLACEHOLDER.sub("", text)] == []


def test_no_english_text_is_vietnamese() -> None:
    texts = [(message.id, message.string) for message in entries()]

    assert [words for source, words in texts if vietnamese_on(words, QUOTED) or words == source] == []


def test_a_sentence_stays_a_sentence_and_a_label_a_label() -> None:
    texts = [(message.id, message.string) for message in entries()]

    assert [source for source, words in texts if source.endswith(".") != words.endswith(".")] == []
    assert [source for source, words in texts if source.endswith("?") and not words.endswith("?")] == []
    assert [source for source, words in texts if words != words.strip()] == []


def test_what_the_code_says_is_seen_by_whoever_collects_the_texts() -> None:
    """A text inside an f-string is not: it would stay Vietnamese without anybody noticing."""
    assert {text: place for text, place in spoken_texts().items() if text not in marked()} == {}


def test_every_error_that_a_person_can_cause_is_told_in_english() -> None:
    texts = {text for error in found(errors()) for text in (error.title, error.advice)}

    assert texts - {message.id for message in entries()} == set()


def errors(kind: type[DomainError] = DomainError) -> tuple[type[DomainError], ...]:
    """Return the error and every kind of it."""
    return (kind, *(below for one in kind.__subclasses__() for below in errors(one)))
