"""Style sheets, scripts and pictures: bundled once at start and served under addresses whose content never changes."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, request

from pledges.foundation.access import public

STATIC = Path(__file__).parents[2] / "static"
PREFIX = "/static/"
# The address holds a hash of the content, so a browser may keep what it got for as long as it likes.
_FOR_EVER = "public, max-age=31536000, immutable"

# Components that only staff pages use; every other one is in both style sheets.
STAFF_STYLES = frozenset(
    {
        "built",
        "card",
        "empty-state",
        "facts",
        "figure",
        "message",
        "next-door",
        "pager",
        "pair",
        "path",
        "phone-frame",
        "progress",
        "search",
        "section-parts",
        "sections",
        "share-bar",
        "sheet-rows",
        "signed-in",
        "source",
        "steps",
        "table",
        "tabs",
        "task-list",
        "tools",
        "tried",
        "unit-picker",
        "version-list",
        "visit-list",
    }
)
SCRIPTS = ("members", "follow-up", "once", "fresh", "error-summary", "later")
# What `later` loads by itself when somebody opens the part of the page that needs it, or one page asks for alone.
LATER = ("signature", "copy", "trying")
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
# A picture in points is compressed already and would only grow.
_COMPRESSIBLE = (".css", ".js", ".svg")

_CSS_COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|("[^"]*"|\'[^\']*\')', re.DOTALL)
_CSS_SPACE = re.compile(r'("[^"]*"|\'[^\']*\')|\s*([{};,>])\s*|(:)\s+|(\s)\s+|\n')
_JS_LINE = re.compile(r"^\s*(?://.*)?", re.MULTILINE)


@dataclass(frozen=True)
class Asset:
    """One file as it is served; ``compressed`` is the content in gzip, or None where that would not be smaller."""

    address: str
    content: bytes
    compressed: bytes | None
    content_type: str


def build_assets(static: Path) -> dict[str, Asset]:
    """Read and bundle everything below ``static``: name (``public.css``, ``images/icon.svg``) → asset."""
    contents = {
        "public.css": _style_sheet(static, leave_out=STAFF_STYLES),
        "staff.css": _style_sheet(static, leave_out=frozenset()),
        "public.js": _script(static, SCRIPTS),
        **{f"{name}.js": _script(static, (name,)) for name in LATER},
    }
    pictures = (path for path in sorted((static / "images").rglob("*")) if path.suffix in _TYPES)
    contents.update({path.relative_to(static).as_posix(): path.read_bytes() for path in pictures})
    return {name: _asset(name, content) for name, content in contents.items()}


def _style_sheet(static: Path, leave_out: frozenset[str]) -> bytes:
    """Tokens and base come first, paper last; components do not lean on their order."""
    css = static / "css"
    components = [path for path in sorted((css / "components").glob("*.css")) if path.stem not in leave_out]
    parts = (css / "tokens.css", css / "base.css", *components, css / "print.css")
    return _smaller_style("\n".join(part.read_text("utf-8") for part in parts)).encode()


def _script(static: Path, names: tuple[str, ...]) -> bytes:
    texts = [(static / "js" / f"{name}.js").read_text("utf-8") for name in names]
    return "\n".join(_smaller_script(text) for text in texts).encode()


def _smaller_style(text: str) -> str:
    """Drop comments and idle white space; what stands in quotation marks is left alone."""
    text = _CSS_COMMENT_OR_STRING.sub(lambda found: found.group(1) or "", text)
    text = _CSS_SPACE.sub(lambda found: next((part for part in found.groups() if part), ""), text)
    return text.replace(";}", "}").strip()


def _smaller_script(text: str) -> str:
    """Drop indentation and whole-line comments; line ends stay, since a script may lean on them."""
    return re.sub(r"\n+", "\n", _JS_LINE.sub("", text)).strip()


def _asset(name: str, content: bytes) -> Asset:
    stem, dot, ending = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:12]
    compressed = gzip.compress(content, 9, mtime=0) if dot + ending in _COMPRESSIBLE else content
    return Asset(
        address=f"{PREFIX}{stem}-{digest}.{ending}",
        content=content,
        compressed=compressed if len(compressed) < len(content) else None,
        content_type=_TYPES[dot + ending],
    )


def _answer(asset: Asset) -> Response:
    zipped = asset.compressed is not None and request.accept_encodings.quality("gzip") > 0
    response = Response(asset.compressed if zipped else asset.content, content_type=asset.content_type)
    response.headers["Cache-Control"] = _FOR_EVER
    response.headers["Vary"] = "Accept-Encoding"
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _not_there() -> Response:
    # A short text is enough: nobody reads the page behind a style sheet's address.
    return Response(
        "404\n", 404, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


def init_assets(app: Flask, static: Path = STATIC) -> None:
    """Serve the assets and give templates ``asset(name)`` and ``picture(name)``.

    ``asset("public.css")`` is the address, always ``/static/…``: the same for both languages, so that a browser
    keeps one copy. ``picture("images/icon.svg")`` is a drawing as a data address, for what is not worth a request.

    The app is made with ``Flask(…, static_folder=None)``, since Flask's own static route would stand in the way.
    """
    assets = build_assets(static)
    by_address = {asset.address: asset for asset in assets.values()}

    @app.get(f"{PREFIX}<path:name>", endpoint="static")
    @public
    def serve(name: str) -> Response:
        asset = by_address.get(PREFIX + name)
        return _answer(asset) if asset else _not_there()

    def address_of(name: str) -> str:
        return assets[name].address

    @cache
    def picture(name: str) -> str:
        return f"data:{assets[name].content_type},{quote(assets[name].content, safe=' =:/,;')}"

    app.jinja_env.globals.update(asset=address_of, picture=picture)
