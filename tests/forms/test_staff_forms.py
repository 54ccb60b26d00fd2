"""The staff's forms say what to do in few words, and take what people really type."""

import io
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import DateField

from forms.base import StaffForm, error_summary
from forms.list_import import ChosenReading, HouseholdsImportForm, OfficialsImportForm
from forms.sign_in import PasswordForm, SignInForm
from forms.validators import Required


def test_name_and_password_are_enough_to_try_to_sign_in() -> None:
    form = SignInForm(MultiDict({"login_name": " lan.nguyen ", "password": " hai  dấu cách "}))

    assert form.validate()
    assert form.login_name.data == "lan.nguyen"
    assert form.password.data == " hai  dấu cách "


def test_signing_in_says_what_is_missing() -> None:
    form = SignInForm(MultiDict({"login_name": "", "password": ""}))

    assert not form.validate()
    assert error_summary(form) == [("login_name", "Ghi tên đăng nhập"), ("password", "Ghi mật khẩu")]


def test_a_password_is_never_drawn_back() -> None:
    form = SignInForm(MultiDict({"login_name": "", "password": "con mèo nằm trên mái"}))

    assert not form.validate()
    assert "con mèo" not in form.password()


@pytest.mark.parametrize("password", ["con mèo nằm trên mái", "aaaaaaaaaaaaaaa", "1234567890 1234"])
def test_a_long_password_needs_no_signs_or_digits(password: str) -> None:
    form = PasswordForm(MultiDict({"password": password, "confirmation": password}))

    assert form.validate()


@pytest.mark.parametrize(
    ("password", "confirmation", "at", "message"),
    [
        ("", "", "password", "Ghi mật khẩu mới"),
        (
            "mười bốn chữ ạ",
            "mười bốn chữ ạ",
            "password",
            "Đặt mật khẩu từ 15 ký tự; một câu dễ nhớ là tốt nhất",
        ),
        ("x" * 201, "x" * 201, "password", "Mật khẩu không quá 200 ký tự"),
        ("con mèo nằm trên mái", "", "confirmation", "Ghi lại mật khẩu mới một lần nữa"),
        (
            "con mèo nằm trên mái",
            "con mèo nằm trên mai",
            "confirmation",
            "Hai lần ghi mật khẩu chưa giống nhau; ghi lại lần nữa",
        ),
    ],
)
def test_a_password_is_long_and_typed_twice(password: str, confirmation: str, at: str, message: str) -> None:
    form = PasswordForm(MultiDict({"password": password, "confirmation": confirmation}))

    assert not form.validate()
    assert error_summary(form)[0] == (at, message)


def test_a_list_of_households_is_a_file_and_its_telephones_are_not_taken_unasked() -> None:
    form = HouseholdsImportForm(
        MultiDict({"workbook": FileStorage(io.BytesIO(b"PK"), filename="Thôn Phú Sơn.xlsx")})
    )

    assert form.validate()
    assert form.purpose == ""


def test_whoever_takes_telephone_numbers_says_what_for() -> None:
    file = FileStorage(io.BytesIO(b"PK"), filename="Thôn Phú Sơn.xlsx")
    silent = HouseholdsImportForm(MultiDict({"workbook": file, "take_phones": "y", "phone_purpose": "  "}))
    told = HouseholdsImportForm(
        MultiDict({"workbook": file, "take_phones": "y", "phone_purpose": "nhắc lịch họp thôn"})
    )

    assert not silent.validate()
    assert error_summary(silent) == [("phone_purpose", "Ghi mục đích dùng số điện thoại")]
    assert told.validate()
    assert told.purpose == "nhắc lịch họp thôn"


def test_a_purpose_without_the_tick_takes_no_telephone_numbers() -> None:
    form = HouseholdsImportForm(MultiDict({"phone_purpose": "nhắc lịch họp thôn"}))

    assert form.purpose == ""


def test_of_officials_no_telephone_number_is_taken() -> None:
    form = OfficialsImportForm(MultiDict({"take_phones": "y", "phone_purpose": "gọi điện"}))

    assert form.purpose == ""


def test_columns_and_places_are_read_pair_by_pair() -> None:
    sent = MultiDict(
        [
            ("column", "Họ tên"), ("holds", "name"), ("column", "Cột lạ"), ("holds", ""),
            ("group", "Phú Sơn"), ("unit", "12"), ("group", "Tân Lập"), ("unit", ""), ("converts", "y"),
        ]
    )  # fmt: skip

    chosen = ChosenReading.of(sent, ["name", "birth"])

    assert chosen == ChosenReading({"Họ tên": "name", "Cột lạ": ""}, {"Phú Sơn": 12}, converts=True)


def test_what_is_not_on_offer_is_left_out() -> None:
    sent = MultiDict(
        [
            ("column", "Số CCCD"), ("holds", "identity"), ("column", "Họ tên"),
            ("group", "A"), ("unit", "²"), ("group", "B"), ("unit", "9" * 30), ("group", "C"), ("unit", "-1"),
        ]
    )  # fmt: skip

    assert ChosenReading.of(sent, ["name"]) == ChosenReading({}, {}, converts=False)


@pytest.mark.parametrize("sent", [{}, {"workbook": "Phu Son.xlsx"}, {"workbook": FileStorage(filename="")}])
def test_without_a_file_one_is_asked_for(sent: dict[str, Any]) -> None:
    form = HouseholdsImportForm(MultiDict(sent))

    assert not form.validate()
    assert error_summary(form) == [("workbook", "Chọn tệp danh sách trên máy")]


class _OneDay(StaffForm):
    day = DateField("Ngày", [Required("Ghi ngày")])


@pytest.mark.parametrize("typed", ["mai", "31/02/2026", ""])
def test_one_mistake_is_one_message(typed: str) -> None:
    form = _OneDay(MultiDict({"day": typed}))

    assert not form.validate()
    assert error_summary(form) == [("day", "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/02/2026")]


def test_what_is_missing_is_asked_for() -> None:
    form = _OneDay(MultiDict({}))

    assert not form.validate()
    assert error_summary(form) == [("day", "Ghi ngày")]
