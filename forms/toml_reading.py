"""Reads TOML that somebody handed in, within limits: no file of a questionnaire is large, deep, or has hidden signs."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from forms.decoding import ShapeInvalid
from forms.toml_problems import broken, too_large

MOST_BYTES = 256 * 1024
# The longest name in a questionnaire has seven parts; the reader's time grows with their square.
_MOST_PARTS = 20

# Every alternative takes what it began, ended or not, so that the whole is read once.
_STRING_OR_COMMENT = re.compile(
    r'''"""(?:\\.|[^\\])*?(?:"""|\Z)|"(?:\\.|[^"\\\n])*"?|'''
    r"""'''.*?(?:'''|\Z)|'[^'\n]*'?|#[^\n]*""",
    re.DOTALL,
)
_NAME = re.compile(r"[\w.\- \t]+")


def read_toml(text: str) -> dict[str, Any]:
    """Return the tables of a file, its letters composed as they are everywhere in the program.

    :raises TomlInvalid: when it is too large, too deep or no TOML, with the line
    :raises ShapeInvalid: naming the key whose text has signs that nobody sees
    """
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise too_large(MOST_BYTES)
    bare = _STRING_OR_COMMENT.sub("s", text)
    if any(name.count(".") > _MOST_PARTS for name in _NAME.findall(bare)):
        raise broken("too deep")
    try:
        table = tomllib.loads(unicodedata.normalize("NFC", text))
        _refuse_the_invisible(table)
    except ShapeInvalid:
        raise
    except (ValueError, RecursionError) as unreadable:
        raise broken(str(unreadable)) from unreadable
    return table


def _refuse_the_invisible(part: object, key: str = "") -> None:
    """Refuse control characters, overrides of direction and characters of no width."""
    if isinstance(part, str):
        hidden = {sign for sign in part if not sign.isprintable() and unicodedata.category(sign) != "Zs"}
        if hidden - {"\n"}:
            raise ShapeInvalid(key, "has characters that cannot be seen")
    for name, value in _inside(part):
        _refuse_the_invisible(str(name), key)
        _refuse_the_invisible(value, f"{key}.{name}" if key else str(name))


def _inside(part: object) -> Iterable[tuple[Any, Any]]:
    if isinstance(part, Mapping):
        return part.items()
    return enumerate(part) if isinstance(part, list) else ()
