"""Invented names, drawn with the weights of the region's family names; no list of real people stands behind them."""

from random import Random

_FAMILY_NAMES = {
    "Nguyễn": 32,
    "Trần": 11,
    "Lê": 9,
    "Phạm": 7,
    "Huỳnh": 5,
    "Võ": 5,
    "Đặng": 4,
    "Bùi": 4,
    "Đỗ": 3,
    "Hồ": 3,
    "Ngô": 3,
    "Dương": 2,
    "Phan": 4,
    "Hoàng": 3,
    "Trương": 2,
}
_CHAM_FAMILY_NAMES = ("Thông", "Mang", "Lư", "Đàng", "Qua", "Bạch")
_WOMEN_MIDDLE = ("Thị", "Thị Kim", "Thị Ngọc", "Thị Thu", "Thị Thanh", "Ngọc", "Thị Mỹ", "Thị Bích")
_MEN_MIDDLE = ("Văn", "Hữu", "Đức", "Minh", "Quang", "Ngọc", "Thanh", "Xuân", "Công", "Đình")
_WOMEN_GIVEN_LINE = (
    "An Ánh Bình Chi Cúc Diễm Dung Duyên Đào Điệp Giang Hà Hạnh Hằng Hiền Hòa Hoa Hồng Huệ Hương Khánh Lan Lệ "
    "Liên Liễu Loan Lý Mai Mỹ Nga Ngọc Nguyệt Nhung Oanh Phượng Quyên Sen Tâm Thảo Thoa Thu Thủy Trang Trúc Tuyết "
    "Út Vân Xuân Yến Ẩn Ý"
)
_MEN_GIVEN_LINE = (
    "An Ân Bảo Bình Chiến Cường Danh Dũng Đạt Định Đông Đức Giang Hải Hậu Hiếu Hòa Hùng Hưng Khải Khánh Khoa Lâm "
    "Lộc Long Mạnh Mẫn Minh Nam Nghĩa Nhân Phát Phong Phúc Phước Quân Quý Sang Sơn Tài Tâm Thạch Thắng Thành Thịnh "
    "Thuận Toàn Trí Trung Tuấn Tùng Út Việt Vinh Vũ Vượng Ước"
)
_WOMEN_GIVEN, _MEN_GIVEN = _WOMEN_GIVEN_LINE.split(), _MEN_GIVEN_LINE.split()
_KHO_WOMEN = ("Ka Brơi", "Ka Thuỷ", "Ka Mỹ Hạnh", "Ka Liễu", "Ka Đút")
_KHO_MEN = ("K'Brơi", "K'Brếu", "K'Đăm Bảo", "K'Minh", "K'Vàng")
_RAGLAI_FAMILY_NAMES = ("Mang", "Cao", "Tro")


def person_name(random: Random, *, is_woman: bool) -> str:
    """Return an invented full name: nine in ten Kinh, the rest Chăm, K'Ho and Raglai as the region has them."""
    share = random.random()
    if share > 0.98:
        return random.choice(_KHO_WOMEN if is_woman else _KHO_MEN)
    middle = random.choice(_WOMEN_MIDDLE if is_woman else _MEN_MIDDLE)
    given = random.choice(_WOMEN_GIVEN if is_woman else _MEN_GIVEN)
    if share > 0.95:
        return f"{random.choice(_RAGLAI_FAMILY_NAMES)} {middle} {given}"
    if share > 0.90:
        return f"{random.choice(_CHAM_FAMILY_NAMES)} {middle} {given}"
    family = random.choices(list(_FAMILY_NAMES), list(_FAMILY_NAMES.values()))[0]
    return f"{family} {middle} {given}"
