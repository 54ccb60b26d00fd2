"""No page fetches anything from a foreign host, and none carries scripts or styles the headers would refuse."""

import re

import pytest

from tests.architecture.sources import ROOT, files, found

pytestmark = pytest.mark.architecture

TEXTS = (".css", ".html", ".js", ".json", ".svg", ".webmanifest", ".xml")
ADDRESS = re.compile(r"(?:https?:)?//[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+", re.IGNORECASE)
# Names of vocabularies, which nobody opens.
VOCABULARIES = re.compile(r"http://(?:www\.w3\.org|ns\.adobe\.com|purl\.org|www\.aiim\.org)/")
INLINE = re.compile(
    r"<style\b|<script\b(?![^>]*\bsrc=)|\sstyle=[\"']|\son[a-z]+=[\"']|javascript:", re.IGNORECASE
)


def test_no_page_style_or_script_names_a_foreign_host() -> None:
    texts = found(tuple(files("static", "templates", suffixes=TEXTS)))

    foreign = {
        path.relative_to(ROOT).as_posix(): ADDRESS.findall(
            VOCABULARIES.sub("", path.read_text(encoding="utf-8"))
        )
        for path in texts
    }

    assert {name: addresses for name, addresses in foreign.items() if addresses} == {}


def test_no_page_carries_a_script_or_style_inside() -> None:
    pages = [path for path in files("templates", suffixes=(".html",)) if "documents" not in path.parts]

    inline = {
        path.relative_to(ROOT).as_posix(): INLINE.findall(path.read_text(encoding="utf-8")) for path in pages
    }

    assert inline
    assert {name: found for name, found in inline.items() if found} == {}


def test_no_page_switches_escaping_off() -> None:
    pages = found(tuple(files("templates", suffixes=(".html", ".xml", ".svg"))))
    off = re.compile(r"\|\s*safe\b|autoescape\s+false")

    assert [path.relative_to(ROOT) for path in pages if off.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "line",
    [
        '<link href="https://fonts.example.com/css">',
        '<script src="//cdn.example.net/a.js">',
        "@import url(http://example.org/a.css)",
    ],
)
def test_a_foreign_host_is_found_where_there_is_one(line: str) -> None:
    assert ADDRESS.search(line)
