"""What the program marks for translation, and the English catalogue beside it, as the tests read them."""

import ast
import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.architecture.sources import ROOT, found, program_sources

CATALOGUE = ROOT / "pledges" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
# "mark" is the project's own word for a text that is translated later.
KEYWORDS = DEFAULT_KEYWORDS | {"mark": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# What the catalogue's English itself quotes in Vietnamese: sample names, and the headings a list must have.
QUOTED = (
    "Nguyễn Văn Đức", "Phú Sơn", "“Họ và tên chủ hộ”", "“Năm sinh”", "“Địa chỉ”", "“Họ và tên”", "“Ngày sinh”",
    "“Chức vụ”", "“Lý do”", "Mã, Tên, Cấp, Mã TP, Tỉnh / Thành phố", "tỉnh, huyện, xã, phường", "Hộ tịch, chứng thực",
    "Trung tâm Phục vụ hành chính công xã Hàm Mẫu", "Bình Thuận", "NĐ-CP", "Chủ tịch, Phó Chủ tịch",
)  # fmt: skip

Marked = Mapping[str, str]


@cache
def marked() -> Marked:
    """Return every marked text with the first place where it stands."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")
    texts = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    places: dict[str, str] = {}
    for name, line, message, _comments, _context in texts:
        places.setdefault(str(message), f"{name}:{line}")
    return dict(found(tuple(places.items())))


@cache
def english() -> Catalog:
    """Return the English catalogue as it is kept."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def entries() -> tuple[Message, ...]:
    """Return the catalogue's messages without its header."""
    return found(tuple(message for message in english() if message.id))


def without_english(texts: Marked, catalogue: Catalog) -> dict[str, str]:
    """Return the texts that the catalogue has no words for, with their places."""
    worded = {message.id for message in catalogue if message.string}
    return {text: place for text, place in texts.items() if text not in worded}


def placeholders(text: str) -> list[str]:
    """Return the names of the blanks, in alphabetical order."""
    return sorted(PLACEHOLDER.findall(text))


def spoken_texts() -> dict[str, str]:
    """Return every literal that the program's Python hands to a translating function, with its place.

    Read from the syntax tree: the extractor reads tokens, and in an f-string it sees none.
    """
    calls = (
        (source, node) for source in program_sources() for node in source.nodes if isinstance(node, ast.Call)
    )
    texts = {
        _literal(call): source.place(call)
        for source, call in calls
        if _name(call) in {*KEYWORDS, "translated"}
    }
    return dict(found(tuple((text, place) for text, place in texts.items() if text)))


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", None) or getattr(call.func, "attr", "")


def _literal(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def catalogue_of(folder: Path, texts: Collection[tuple[str, str]]) -> Catalog:
    """Write a small catalogue, (Vietnamese, English) each, and read it as the program's own is read."""
    path = folder / "messages.po"
    path.write_text(
        "\n".join(f'msgid "{source}"\nmsgstr "{words}"\n' for source, words in texts), encoding="utf-8"
    )
    with path.open("rb") as file:
        return read_po(file, locale="en")
