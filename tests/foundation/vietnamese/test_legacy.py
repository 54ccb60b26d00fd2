"""Text in the encodings of before Unicode is recognised and read, and good text is left in peace."""

import pytest
from viparse.normalize.tcvn3 import TCVN3
from viparse.normalize.vni import VNI

from pledges.foundation.vietnamese.legacy import LegacyEncoding, as_unicode, leaning, legacy_encoding

VNI_TEXTS = [
    ("Nguyeãn Vaên Ñöùc", "Nguyễn Văn Đức"), ("Traàn Thò Hoaø", "Trần Thị Hoà"), ("Haúng", "Hẳng"), ("Vî", "Vỵ"),
    ("NGUYEÃN VAÊN ÑÖÙC", "NGUYỄN VĂN ĐỨC"), ("Ñaëng Thò AÙnh", "Đặng Thị Ánh"),
    ("Buøi Quoác Vöôïng", "Bùi Quốc Vượng"), ("LYÙ THÒ HAÚNG", "LÝ THỊ HẲNG"), ("Ngoâ Thò Thuûy", "Ngô Thị Thủy"),
    ("VÎ", "VỴ"), ("Leâ Vónh", "Lê Vĩnh"),
]  # fmt: skip
TCVN3_TEXTS = [
    ("NguyÔn V¨n §øc", "Nguyễn Văn Đức"), ("TrÇn ThÞ Hoµ", "Trần Thị Hoà"), ("Ph\u00adêng Phó Thuû", "Phường Phú Thuỷ"),
    ("TRÇN THÞ HOµ", "TRẦN THỊ HOÀ"), ("Tæ 1", "Tổ 1"), ("§Æng ThÞ ¸nh", "Đặng Thị ánh"),
    ("Bïi Quèc V\u00adîng", "Bùi Quốc Vượng"),
]  # fmt: skip
WINDOWS_1258_TEXTS = [("NguyêÞn Vãn Ðýìc", "Nguyễn Văn Đức"), ("TrâÌn Thiò HoaÌ", "Trần Thị Hoà")]
READINGS = [
    (text, encoding, says)
    for encoding, texts in (("VNI", VNI_TEXTS), ("TCVN3", TCVN3_TEXTS), ("Windows-1258", WINDOWS_1258_TEXTS))
    for text, says in texts
]


@pytest.mark.parametrize(("text", "encoding", "says"), READINGS)
def test_old_text_is_read(text: str, encoding: LegacyEncoding, says: str) -> None:
    assert as_unicode(text, encoding) == says


def test_a_capital_font_holds_small_accented_letters() -> None:
    assert as_unicode("TrÇn ThÞ Hoµ", "TCVN3", ".VnTimeH") == "TRẦN THỊ HOÀ"
    assert as_unicode("TrÇn ThÞ Hoµ", "TCVN3", ".VnTime") == "Trần Thị Hoà"


def test_our_tcvn3_table_is_that_of_others() -> None:
    assert [as_unicode(old, "TCVN3") for old, _ in TCVN3.pairs] == [new for _, new in TCVN3.pairs]


def test_our_vni_table_is_that_of_others() -> None:
    assert [as_unicode(old, "VNI") for old, _ in VNI.pairs] == [new for _, new in VNI.pairs]


def test_our_vni_table_has_the_two_letters_that_the_other_lacks() -> None:
    assert {old for old, _ in VNI.pairs}.isdisjoint({"aú", "AÚ", "î", "Î"})
    assert [as_unicode(old, "VNI") for old in ("aú", "AÚ", "î", "Î")] == ["ẳ", "Ẳ", "ỵ", "Ỵ"]


@pytest.mark.parametrize(
    ("text", "encoding", "leans"),
    [
        ("Hoà", "VNI", 1), ("Hoà Thò Lan", "VNI", 2), ("Sè 5", "TCVN3", 1), ("Ghi chó", "TCVN3", 1), ("Vî", "VNI", 0),
        ("Vãn", "Windows-1258", 1), ("Cao Hùng", "TCVN3", 0), ("Lê An", "TCVN3", -1), ("Hà", "TCVN3", None),
        ("Krông Nô", "VNI", None), ("Nguyễn", "VNI", None), ("TrÇn", "VNI", None), ("An", "VNI", None),
    ],
)  # fmt: skip
def test_a_word_that_reads_both_ways_leans_to_what_lists_hold(
    text: str, encoding: LegacyEncoding, leans: int | None
) -> None:
    assert leaning(text, encoding) == leans


@pytest.mark.parametrize("text", [text for text, _ in WINDOWS_1258_TEXTS])
def test_windows_1258_shown_as_1252_is_recognised_by_its_characters(text: str) -> None:
    assert legacy_encoding(text) == "Windows-1258"


@pytest.mark.parametrize(
    "text",
    ["NguyÔn V¨n §øc", "TrÇn ThÞ Hoµ", "TRÇN THÞ HOµ", "Tæ 1", "Ph\u00adêng Phó Thuû", "Ph¹m", "(chñ hé) lÐ"],
)
def test_tcvn3_is_recognised_by_its_characters(text: str) -> None:
    assert legacy_encoding(text) == "TCVN3"


@pytest.mark.parametrize(
    "text",
    [
        "Nguyeãn Vaên Ñöùc",
        "Traàn Thò Hoaø",
        "Haúng",
        "NGUYEÃN VAÊN ÑÖÙC",
        "Voõ Vaên Taùm",
        "Lyù",
        "Ñoã Thò Leâ",
    ],
)
def test_vni_is_recognised_by_its_characters(text: str) -> None:
    assert legacy_encoding(text) == "VNI"


@pytest.mark.parametrize(
    ("text", "font", "encoding"),
    [
        ("Lê Hà", ".VnTime", "TCVN3"),
        ("HOµ", ".VnTimeH", "TCVN3"),
        ("Vî", "VNI-Times", "VNI"),
        ("Nguyễn Văn Đức", ".VnTime", None),
        ("1955", ".VnTime", None),
        ("Lê Hà", "Times New Roman", None),
    ],
)
def test_the_font_decides_for_text_that_can_be_either(text: str, font: str, encoding: str | None) -> None:
    assert legacy_encoding(text, font) == encoding


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn Đức", "Lê Hà", "Hoà", "Thuý", "giáo", "quét", "già", "Ðàn", "HÀ THÔN", "moóc", "",
        "K'Brôi", "K'Sór", "Krông", "Niê", "Y Moan Êñuôl", "Siu Rô", "Hmôk", "Jút", "Cil Yôn", "Ea Súp",
        "café", "naïve", "Noël", "façade", "Müller", "jalapeño", "São Paulo", "20°C", "m²", "«Hà»", "µ", "’s…",
    ],
)  # fmt: skip
def test_vietnamese_names_of_other_peoples_and_foreign_words_are_not_flagged(text: str) -> None:
    assert legacy_encoding(text) is None


@pytest.mark.parametrize("text", ["M¨", "L© x", "tiª©"])
def test_what_no_syllable_ends_in_is_not_taken_for_one(text: str) -> None:
    assert legacy_encoding(text) is None
