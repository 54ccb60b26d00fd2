"""Heads of columns are understood as communes write them."""

import pytest

from pledges.register.reading.labels import Dropped, Field, field_of, forbidden_by, place_word


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("STT", Field.NUMBER), ("Số TT", Field.NUMBER),
        ("Họ tên", Field.NAME), ("HỌ VÀ TÊN", Field.NAME), ("Họ & tên", Field.NAME), ("Chủ hộ", Field.NAME),
        ("Họ tên chủ hộ", Field.NAME), ("Tên hộ", Field.NAME), ("Họ và tên người đại diện hộ", Field.NAME),
        ("Họ và đệm", Field.FAMILY_NAME),
        ("NS", Field.BIRTH), ("Ngày, tháng, năm sinh", Field.BIRTH), ("SN", Field.BIRTH), ("Ngày sinh", Field.BIRTH),
        ("QH", Field.RELATION), ("Quan hệ với chủ hộ", Field.RELATION),
        ("Đ/c", Field.ADDRESS), ("Địa chỉ / Tổ", Field.ADDRESS), ("Nơi ở hiện nay", Field.ADDRESS),
        ("Tổ", Field.ADDRESS), ("Xóm", Field.ADDRESS), ("Thôn", Field.GROUP), ("KP", Field.GROUP),
        ("Thôn / Khu phố", Field.GROUP), ("Đơn vị", Field.GROUP), ("Chức vụ", Field.POSITION),
        ("Chức danh", Field.POSITION), ("CV", Field.POSITION),
        ("Số NK", Field.PEOPLE), ("Nhân khẩu", Field.PEOPLE), ("Tổng số người", Field.PEOPLE),
        ("SĐT", Field.PHONE), ("Số ĐT", Field.PHONE), ("Điện thoại (nếu có)", Field.PHONE), ("Zalo", Field.PHONE),
        ("Ghi chú", Field.NOTE), ("GC", Field.NOTE),
    ],
)  # fmt: skip
def test_a_synonym_is_recognised(label: str, field: Field) -> None:
    assert field_of((label,)) == field


@pytest.mark.parametrize("label", ["Ký tên", "Giới tính", "Nam", "Nữ", "Họ và tên vợ", "Trình độ", "Hộ số"])
def test_other_columns_are_not_taken(label: str) -> None:
    assert field_of((label,)) is None


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("Năm sinh", "Nam"), Field.BIRTH),
        (("Năm sinh", "Nữ"), Field.BIRTH),
        (("Số nhân khẩu", "Tổng"), Field.PEOPLE),
        (("Số nhân khẩu", "Trong đó", "Nữ"), None),
        (("Số khẩu", "Nam"), None),
    ],
)
def test_the_label_above_tells_what_a_sub_label_means(path: tuple[str, ...], field: Field | None) -> None:
    assert field_of(path) == field


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("Số CCCD", Dropped.IDENTITY), ("CMND/CCCD", Dropped.IDENTITY), ("Số định danh", Dropped.IDENTITY),
        ("Dân tộc", Dropped.ETHNICITY), ("Tôn giáo", Dropped.RELIGION), ("Hộ nghèo", Dropped.POVERTY),
        ("Hộ cận nghèo", Dropped.POVERTY), ("Bệnh tật", Dropped.HEALTH), ("Đảng viên (x)", Dropped.PARTY),
        ("Ngày vào Đảng", Dropped.PARTY), ("Tiền án, tiền sự", Dropped.PRIVATE),
    ],
)  # fmt: skip
def test_what_must_not_enter_the_register_is_forbidden_for_a_reason(label: str, why: Dropped) -> None:
    assert forbidden_by((label,)) == why


def test_an_allowed_column_is_not_forbidden() -> None:
    assert forbidden_by(("Họ và tên chủ hộ",)) is None


def test_a_number_under_the_word_for_a_place_needs_that_word() -> None:
    assert place_word("Tổ") == "Tổ"
    assert place_word("Địa chỉ") == ""
