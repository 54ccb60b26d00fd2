"""Labels and door cards as an office would print them, with names that are hard to set."""

from pledges.foundation.codes import spoken_code
from pledges.paper.door_cards import DoorCard
from pledges.paper.labels import Label

LONG_NAME = "H'Hen Niê K'Đăm Bkrông Thị Ngọc Khánh"
NAMES = [
    "Nguyễn Văn Đức",
    LONG_NAME,
    "Trần Thị Ỡ",
    "Lê Hữu Ngữ",
    "Phạm Ẩn",
    "Hồ Thị Ặc",
    "Võ Mẫn Huệ",
    "K'Brơi",
]
NAME_OF_120 = (
    "Nguyễn Hoàng Thị Phương Khánh Đoan Trang Bùi Lê Công Tằng Tôn Nữ Huyền Trân Vũ Ngọc Bảo Châu Quỳnh Như Thùy "
    "Dương Hữu Ẩn"
)
ADDRESS = "HTTPS://CAMKET.TUYPHONG.GOV.VN"
HOSTILE = [
    NAME_OF_120,
    "Y",
    "K' Bŏng Ƀrĭ Êñuôl",
    "Êđê ƀ\u0306rŏng",
    "שלום Đức",
    "<b>&amp; {{ ma }}</b>",
    "Ng\u200bu\u202eyễn\u00ad Ẩn",
    "Phước ꨀ Đức",
]
"""120 letters, one letter, K'Ho and Ê Đê, a mark to be shaped, right to left, markup, unseen signs, a lacking glyph."""


def label(number: int, name: str = "N*** V*** Đức") -> Label:
    return Label(
        name, str(number), "Thôn Hiệp Hòa", f"7KQ2-M9XW-P{number:04}", f"{ADDRESS}/S/7KQ2M9XWP{number:04}"
    )


def labels(count: int) -> list[Label]:
    """Labels whose names take turns through all that is hard to set."""
    return [label(number, NAMES[number % len(NAMES)]) for number in range(1, count + 1)]


def door_card(number: int, name: str = "N*** V*** Đức", pin: str = "048215") -> DoorCard:
    code = f"7KQ2M9XWP{number:04}".translate(str.maketrans("01", "TR"))
    return DoorCard(
        household_number=str(number),
        masked_name=name,
        unit_name="Thôn Hiệp Hòa, xã Tuy Phong",
        body="UBND xã Tuy Phong",
        typed_code=f"{code[:4]}-{code[4:8]}-{code[8:]}",
        reading=spoken_code(code, "vi"),
        link=f"{ADDRESS}/S/{code}",
        pin=pin,
    )
