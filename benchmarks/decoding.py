"""How many codes on each paper are still read: rendered coarsely, damaged, folded, turned, blurred.

``./run bench decoding`` gives a row a condition; ``python -m benchmarks.decoding`` prints a table of papers and one of
levels of error correction.
"""

import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from benchmarks.decoding_papers import PAPERS
from benchmarks.rows import Goal, Row
from pledges.paper.qr import QUIET_ZONE, Level, QrTooLong, encode

_MASTER_DPI = 600
_LONGEST_A4_PT = 850
_MARGIN_MM = 4.0
_MM = 25.4
_BLUR_PIXELS = 1.0
_TRIALS = 30
_LEVEL_TRIALS = 100

Spoil = Callable[[Image.Image, random.Random], Image.Image]


@dataclass(frozen=True)
class Condition:
    """What is done to the picture of a code: taken at this resolution, then spoilt; the share of codes to be read."""

    words: str
    dpi: int
    spoil: Spoil
    goal: float = 1.0


@dataclass(frozen=True)
class Shown:
    """A code cut out of its page with a margin, how fine the picture is, and what it must say."""

    picture: Image.Image
    dpi: int
    text: str


def _as_it_is(picture: Image.Image, _chance: random.Random) -> Image.Image:
    return picture


def blotted(share: float, inks: Sequence[int] = (0, 255)) -> Spoil:
    """Give what covers a share of the code with round spots, black (a stain) or white (toner rubbed off) by turns.

    A spot is 6 to 16 % of the picture across: 2 to 5 mm on a door's code.
    """

    def spoil(picture: Image.Image, chance: random.Random) -> Image.Image:
        spoilt, side = picture.copy(), picture.width
        drawing, covered, margin = ImageDraw.Draw(spoilt), Image.new("L", picture.size), side * 0.2
        mask = ImageDraw.Draw(covered)
        while covered.histogram()[255] < share * (side - 2 * margin) ** 2:
            x, y = (chance.uniform(margin, side - margin) for _ in range(2))
            radius = chance.uniform(0.03, 0.08) * side
            box = (x - radius, y - radius, x + radius, y + radius)
            drawing.ellipse(box, fill=chance.choice(inks))
            mask.ellipse(box, fill=255)
        return spoilt

    return spoil


def _folded(picture: Image.Image, chance: random.Random) -> Image.Image:
    """Crack the toner along a slanting line of a millimetre, and let the lower part slip by half of one."""
    side = picture.width
    at, slant = chance.uniform(0.35, 0.65) * side, chance.uniform(-0.15, 0.15) * side
    slip, crack = round(side * 0.012), max(1, round(side * 0.028))
    lower = Image.new("L", picture.size)
    ImageDraw.Draw(lower).polygon([(0, at - slant), (side, at + slant), (side, side), (0, side)], fill=255)
    spoilt = Image.composite(ImageChops.offset(picture, slip, 0), picture, lower)
    ImageDraw.Draw(spoilt).line([(0, at - slant), (side, at + slant)], fill=215, width=crack)
    return spoilt


def _turned(picture: Image.Image, chance: random.Random) -> Image.Image:
    return picture.rotate(
        chance.choice((-15, 15)), resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255
    )


def _blurred(picture: Image.Image, _chance: random.Random) -> Image.Image:
    blurred = picture.filter(ImageFilter.GaussianBlur(_BLUR_PIXELS))
    return ImageChops.add(blurred, Image.effect_noise(picture.size, 25), scale=1, offset=-128)


def _as_photographed(picture: Image.Image, chance: random.Random) -> Image.Image:
    """Blot 3 %, turn by 15°, blur, add noise, and let the light fall off to one side."""
    turned = _turned(blotted(0.03)(picture, chance), chance)
    light = Image.linear_gradient("L").resize(turned.size).point(lambda grey: 150 + grey * 105 // 255)
    return _blurred(ImageChops.multiply(turned, light), chance)


CONDITIONS: tuple[Condition, ...] = (
    Condition("300 dpi", 300, _as_it_is),
    Condition("150 dpi", 150, _as_it_is),
    Condition("72 dpi", 72, _as_it_is),
    Condition("10 % stained", 150, blotted(0.10), 0.9),
    Condition("10 % rubbed off", 150, blotted(0.10, (255,)), 0.9),
    Condition("folded", 150, _folded, 0.95),
    Condition("turned by 15°", 150, _turned),
    Condition("blurred, noisy", 150, _blurred, 0.95),
    Condition("photographed: all of it", 200, _as_photographed, 0.90),
)


def decoding_rows(_scratch: Path) -> Iterator[Row]:
    """Give one row a condition, over all papers."""
    rates = measured(PAPERS)
    for condition in CONDITIONS:
        each = [of_paper[condition.words] for of_paper in rates.values()]
        mean, goal = sum(each) / len(each), Goal(condition.goal, is_ceiling=False)
        named = f"codes read, {condition.words}"
        yield Row(named, 100 * mean, "%", f"{len(each)} papers: all", mean, min(each), max(each), goal)


def measured(papers: Mapping[str, Callable[[], bytes]]) -> dict[str, dict[str, float]]:
    """Return paper → condition → share of its codes read."""
    shown = {name: list(_codes_on(make())) for name, make in papers.items()}
    return {name: _rates(codes) for name, codes in shown.items() if codes}


def _rates(shown: Sequence[Shown]) -> dict[str, float]:
    chance = random.Random(20261124)  # the same spots in every run
    return {condition.words: _rate(shown, condition, chance) for condition in CONDITIONS}


def _rate(shown: Sequence[Shown], condition: Condition, chance: random.Random) -> float:
    chosen = [shown[number % len(shown)] for number in range(_TRIALS)]
    read = [_is_read(condition.spoil(_taken(each, condition.dpi), chance), each.text) for each in chosen]
    return sum(read) / len(read)


def _taken(shown: Shown, dpi: int) -> Image.Image:
    side = round(shown.picture.width * dpi / shown.dpi)
    return shown.picture.resize((side, side), Image.Resampling.BOX)


def _is_read(picture: Image.Image, text: str) -> bool:
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return text in [code.text for code in found]


def _codes_on(pdf: bytes) -> Iterator[Shown]:
    """Cut the codes out of the first page of a paper."""
    document = pypdfium2.PdfDocument(pdf)
    # Posters larger than A4 have larger codes, and would be 70 million pixels.
    dpi = _MASTER_DPI if max(document[0].get_size()) < _LONGEST_A4_PT else _MASTER_DPI // 2
    page = document[0].render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    margin = round(_MARGIN_MM * dpi / _MM)
    for code in zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode):
        # One on a table tent stands on its head.
        corners = (code.position.top_left, code.position.bottom_right)
        left, top = (min(each) - margin for each in zip(*((at.x, at.y) for at in corners), strict=True))
        side = abs(corners[1].x - corners[0].x) + 2 * margin
        yield Shown(page.crop((left, top, left + side, top + side)), dpi, code.text)


def level_rates(text: str, side_mm: float) -> dict[str, dict[str, float]]:
    """Return level → what is done to a code in a box of this size → share read; the box includes the quiet zone."""
    conditions = [Condition(f"{share:.0%} stained", 150, blotted(share)) for share in (0.05, 0.1, 0.15, 0.2)]
    conditions += [each for each in CONDITIONS if each.words in ("blurred, noisy", "photographed: all of it")]
    return {
        f"{level}, version {encode(text, level).version}": {
            each.words: _level_rate(Shown(_drawn(text, level, side_mm), _MASTER_DPI, text), each)
            for each in conditions
        }
        for level in Level
        if _fits(text, level)
    }


def _fits(text: str, level: Level) -> bool:
    try:
        encode(text, level)
    except QrTooLong:
        return False
    return True


def _level_rate(shown: Shown, condition: Condition) -> float:
    chance = random.Random(20261124)  # the same spots for every level
    read = [
        _is_read(condition.spoil(_taken(shown, condition.dpi), chance), shown.text)
        for _ in range(_LEVEL_TRIALS)
    ]
    return sum(read) / len(read)


def _drawn(text: str, level: Level, side_mm: float) -> Image.Image:
    matrix = encode(text, level)
    side = matrix.size + 2 * QUIET_ZONE
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(matrix.rows):
        for x in range(matrix.size):
            if row >> (matrix.size - 1 - x) & 1:
                picture.putpixel((x + QUIET_ZONE, y + QUIET_ZONE), 0)
    pixels = round(side_mm * _MASTER_DPI / _MM)
    return picture.resize((pixels, pixels), Image.Resampling.NEAREST)


def _table(rates: Mapping[str, Mapping[str, float]]) -> str:
    words = list(next(iter(rates.values())))
    lines = [f"|  | {' | '.join(words)} |", "|---" * (len(words) + 1) + "|"]
    lines += [
        f"| {name} | {' | '.join(f'{100 * each[word]:.0f}' for word in words)} |"
        for name, each in rates.items()
    ]
    return "\n".join(lines)


def main() -> int:
    """Print both tables, in percent."""
    print(_table(measured(PAPERS)), end="\n\n")
    door = "HTTPS://CAMKET.TUYPHONG.GOV.VN/S/7KQ2M9XWP0117"
    proof = "HTTPS://CAMKET.TUYPHONG.GOV.VN/V/2026-0003-000123K." + "7KQ2M9XW" * 16
    for words, text, side in (("a door's address, 25 mm", door, 25.0), ("a proof, 38 mm", proof, 38.0)):
        print(f"{words} ({len(text)} characters)\n\n{_table(level_rates(text, side))}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
