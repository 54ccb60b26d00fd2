"""Every pair of text and ground can be read in the sun: 6.3 : 1 and more, where the usual rule asks for 4.5."""

import re

import pytest

from tests.architecture.sources import ROOT

pytestmark = pytest.mark.architecture

ENOUGH_FOR_TEXT = 6.3
# WCAG 2.2, 1.4.11: what has no words, such as the edge of a box.
ENOUGH_FOR_EDGES = 3.0

TOKENS = dict(
    re.findall(
        r"(--[a-z-]+):\s*(#[0-9a-f]{3,6});",
        (ROOT / "static/css/tokens.css").read_text("utf-8").partition("@media")[0],
    )
)

TEXT_ON_GROUND = [
    *(
        (text, ground)
        for text in ("ink", "muted")
        for ground in ("paper", "mist", "jade-soft", "amber-soft", "brick-soft")
    ),
    ("ink", "amber"),
    ("ink", "grey-soft"),
    ("paper", "jade"),
    ("paper", "jade-deep"),
    ("jade", "paper"),
    ("jade", "jade-soft"),
    ("brick", "paper"),
    ("brick", "brick-soft"),
    ("river", "paper"),
    ("river", "mist"),
    ("river", "jade-soft"),
]


def brightness(token: str) -> float:
    """Relative luminance of a token (WCAG 2.2)."""
    digits = TOKENS[f"--{token}"].lstrip("#")
    pairs = re.findall("..", digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    shares = [int(pair, 16) / 255 for pair in pairs]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, brighter = sorted((brightness(one), brightness(other)))
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= ENOUGH_FOR_TEXT


@pytest.mark.parametrize(
    ("edge", "ground"), [("edge", "paper"), ("edge", "mist"), ("jade", "jade-mid"), ("brick", "paper")]
)
def test_an_edge_stands_out_from_its_ground(edge: str, ground: str) -> None:
    assert contrast(edge, ground) >= ENOUGH_FOR_EDGES


def test_black_on_white_would_be_twenty_one_to_one() -> None:
    assert contrast("paper", "paper") == 1.0
    assert round(contrast("ink", "paper")) == 16
