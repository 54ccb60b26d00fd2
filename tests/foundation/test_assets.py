"""Style sheets, scripts and pictures are few, small and kept by the browser."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from pledges.foundation.access import PUBLIC, access_rule_of
from pledges.foundation.assets import LATER, SCRIPTS, STAFF_STYLES, STATIC, build_assets, init_assets

GZIP = {"Accept-Encoding": "gzip, deflate"}


@pytest.fixture
def shelf() -> Flask:
    """An app that serves the program's own assets and nothing else."""
    app = Flask("shelf", static_folder=None)
    init_assets(app)
    return app


@pytest.fixture
def phone(shelf: Flask) -> FlaskClient:
    return shelf.test_client()


def address(app: Flask, name: str) -> str:
    with app.test_request_context("/"):
        return render_template_string("{{ asset(name) }}", name=name)


def small_static(folder: Path, style: str, script: str = "") -> Path:
    """Lay out a static folder whose one style and one script are the given ones."""
    for part in ("css/components", "js", "images"):
        (folder / part).mkdir(parents=True)
    for name, text in (("tokens", ":root{}"), ("base", style), ("print", "")):
        (folder / f"css/{name}.css").write_text(text, "utf-8")
    for name in (*SCRIPTS, *LATER):
        (folder / f"js/{name}.js").write_text(script, "utf-8")
    return folder


@pytest.mark.parametrize("name", ["public.css", "staff.css", "public.js", "images/icon.svg"])
def test_an_asset_is_served_under_an_address_that_holds_its_content(name: str, shelf: Flask) -> None:
    answer = shelf.test_client().get(address(shelf, name))

    assert answer.status_code == 200
    assert re.search(r"-[0-9a-f]{12}\.\w+$", address(shelf, name))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("public.css", "text/css"), ("public.js", "text/javascript"), ("images/icon.svg", "image/svg+xml")],
)
def test_an_asset_says_what_it_is(name: str, kind: str, shelf: Flask) -> None:
    assert shelf.test_client().get(address(shelf, name)).mimetype == kind


def test_a_browser_that_takes_gzip_gets_the_same_content_in_less(shelf: Flask, phone: FlaskClient) -> None:
    plain = phone.get(address(shelf, "public.css"))
    zipped = phone.get(address(shelf, "public.css"), headers=GZIP)

    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"


def test_the_address_is_the_same_in_both_languages(shelf: Flask) -> None:
    with shelf.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/en"}):
        english = render_template_string("{{ asset('public.css') }}")

    assert english == address(shelf, "public.css")


def test_changed_content_gets_another_address(tmp_path: Path) -> None:
    before = build_assets(small_static(tmp_path / "before", "a{color:var(--ink)}"))
    after = build_assets(small_static(tmp_path / "after", "a{color:var(--jade)}"))

    assert before["public.css"].address != after["public.css"].address


@pytest.mark.parametrize(
    "address", ["/static/public-000000000000.css", "/static/../app.py", "/static/css/tokens.css"]
)
def test_an_address_that_is_no_asset_is_not_found(address: str, phone: FlaskClient) -> None:
    answer = phone.get(address)

    assert answer.status_code == 404
    assert answer.data == b"404\n"
    assert answer.headers["Cache-Control"] == "no-store"


def test_anyone_may_fetch_the_assets(shelf: Flask) -> None:
    rule = access_rule_of(shelf.view_functions["static"])

    assert rule is not None
    assert rule.asks == PUBLIC


def test_a_picture_can_stand_in_the_page_itself(shelf: Flask) -> None:
    with shelf.test_request_context("/"):
        page = render_template_string("<img src=\"{{ picture('images/icon.svg') }}\" alt>")

    assert page.startswith('<img src="data:image/svg+xml,%3Csvg')
    assert page.count('"') == 2


def test_the_public_style_sheet_leaves_out_what_only_staff_see() -> None:
    public, staff = (build_assets(STATIC)[name].content.decode() for name in ("public.css", "staff.css"))

    assert [block for block in STAFF_STYLES if f".{block}__" in public] == []
    assert [block for block in STAFF_STYLES if f".{block}__" not in staff] == []


def test_making_a_style_smaller_keeps_what_it_says(tmp_path: Path) -> None:
    style = '/* why */\n.path > .path__place + li::before {\n  content: " /*›*/ , ";\n  width: calc(1rem + 2px);\n}\n'

    made = build_assets(small_static(tmp_path, style))

    assert (
        made["public.css"]
        .content.decode()
        .endswith('.path>.path__place + li::before{content:" /*›*/ , ";width:calc(1rem + 2px)}')
    )


def test_making_a_script_smaller_keeps_its_lines(tmp_path: Path) -> None:
    script = '// why\n(function () {\n  "use strict";\n\n  // what\n  go("// no comment");\n})();\n'

    made = build_assets(small_static(tmp_path, "", script))

    assert (
        made["public.js"]
        .content.decode()
        .startswith('(function () {\n"use strict";\ngo("// no comment");\n})();\n(function')
    )


def test_a_picture_that_gzip_would_not_shrink_is_served_as_it_is(tmp_path: Path) -> None:
    static = small_static(tmp_path, "")
    (static / "images/dot.png").write_bytes(b"\x89PNG")

    assert build_assets(static)["images/dot.png"].compressed is None


# A first visit is to fit one round trip's window: 14 kB for page, style and script together.
@pytest.mark.parametrize(
    ("name", "most_bytes"), [("public.css", 5632), ("staff.css", 7 * 1024), ("public.js", 2 * 1024)]
)
def test_a_bundle_stays_small(name: str, most_bytes: int) -> None:
    compressed = build_assets(STATIC)[name].compressed

    assert compressed is not None
    assert len(compressed) <= most_bytes


@pytest.mark.parametrize("script", sorted(path.name for path in (STATIC / "js").glob("*.js")))
def test_a_script_is_short_and_runs_in_old_phones(script: str) -> None:
    text = (STATIC / "js" / script).read_text("utf-8")

    assert text.count("\n") < 100
    assert (
        re.findall(r"=>|`|\b(?:const|let|class|async|await|import)\s|\.\.\.|\?\.", re.sub(r"//.*", "", text))
        == []
    )


@pytest.mark.parametrize("script", sorted(path.name for path in (STATIC / "js").glob("*.js")))
def test_a_script_leaves_nothing_behind_on_the_phone(script: str) -> None:
    text = (STATIC / "js" / script).read_text("utf-8")

    # A clerk's page asks our own server to lay out the words that are being typed; nothing of it is kept.
    sent = [] if script != "trying.js" else ["XMLHttpRequest"]
    assert (
        re.findall(r"localStorage|sessionStorage|indexedDB|\.cookie|fetch\(|XMLHttpRequest|sendBeacon", text)
        == sent
    )


def test_every_script_is_in_the_bundle_or_loaded_when_it_is_needed() -> None:
    assert {path.stem for path in (STATIC / "js").glob("*.js")} == {*SCRIPTS, *LATER}


# What the WebViews of old phones do not know, though pages may be better for it where they do.
@pytest.mark.parametrize(
    "novelty",
    [
        r":has\(",
        r"@layer",
        r"@container",
        r"(?m)^\s*&",
        r"(?<![-\w])gap:",
        r"\binset:",
        r":is\(",
        r":where\(",
    ],
)
def test_no_style_needs_a_new_browser(novelty: str) -> None:
    styles = build_assets(STATIC)["staff.css"].content.decode()

    assert re.findall(novelty, styles) == []
