"""Text in the encodings of before Unicode is recognised, and good text is left in peace."""

import pytest

from pledges.foundation.vietnamese.legacy import legacy_encoding


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
