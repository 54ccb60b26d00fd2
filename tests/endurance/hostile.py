"""Nasty strings without end: what breaks pages, statements, files, terminals and readers, mixed anew each time."""

from collections.abc import Iterator
from random import Random

# What a page would hold if one of these ever reached it unescaped; each string carries one of them.
TELLTALES = ("<zq7>", "\"'zq7")
CORPUS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</title></textarea>", "<!--", "-->",
    "]]>", "&lt;", "' OR 1=1 --", "'; DROP TABLE response; --", "\\'; SELECT pg_sleep(9); --",
    "%' ESCAPE '\\", "_%_%", "\\", "{{ 7*7 }}", "{% raw %}", "{nguoi_dai_dien}", "{dia_chi}", "${7*7}",
    "#{7*7}", "%(n)s", "%s%n%d", "{0.__class__}", "../../../../etc/passwd", "..%2f..%2f", "C:\\con\\nul",
    "file:///etc/passwd", "//evil.example/", "javascript:alert(1)", "=HYPERLINK(1)", "+1+1", "-2+3",
    "@SUM(1)", "\t=1+1", '"a","b"', ";", "|calc", "\x00", "\x01\x02\x7f", "\x1b[31m",
    "\r\nSet-Cookie: a=b", "\n\n", "\u2028\u2029", "\ufeff", "\u200b\u200d", "\u202eabc", "\ue000",
    "\ue000action\ue001", "\ue000attempt\ue001", "\uffff", "\ufdd0", "\U0010ffff", "\U000e0041",
    "Z̵̢a̷l̴g̶o̸" * 3, "e\u0301\u0323\u0302" * 9, "ﷺ" * 9, "😀👨\u200d👩\u200d👧", "ａｂｃ", "ẞßſ", "İıI",
    "Đđ\u00d0\u00f0", "TrÇn ThÞ Hoµ", "1e309", "NaN", "-0", "٣٤٥", "１９６８", "²", "0x41", "9" * 40,
    "-9223372036854775809", "1968.0", "31/02/2026", "0" * 200, "A" * 5_000, "ế" * 3_000, " " * 2_000,
    "a " * 1_500, "true", "null", "undefined", "None", "on", "y", "[]", "{}", "",
)  # fmt: skip
_RANGES = (
    (0, 0x20),
    (0x20, 0x7F),
    (0x80, 0x250),
    (0x300, 0x370),
    (0x1EA0, 0x1F00),
    (0x2000, 0x2070),
    (0xE000, 0xE010),
)
_LONGEST = 6_000


def nasty_strings(chance: Random) -> Iterator[str]:
    """Yield strings without end: every one of the corpus first, then mixtures."""
    for words in CORPUS:
        yield words + chance.choice(TELLTALES)
    while True:
        pieces = [chance.choice((chance.choice(CORPUS), _noise(chance))) for _ in range(chance.randint(1, 4))]
        pieces.insert(chance.randint(0, len(pieces)), chance.choice(TELLTALES))
        yield chance.choice(("", " ", "Nguyễn ")).join(pieces)[:_LONGEST]


def _noise(chance: Random) -> str:
    first, last = chance.choice(_RANGES)
    return "".join(chr(chance.randrange(first, last)) for _ in range(chance.randint(1, 30)))
