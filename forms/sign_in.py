"""The forms by which staff sign in and set a password."""

from typing import Any

from wtforms import Field, PasswordField, StringField
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.validators import AtLeast, AtMost, Required
from forms.wording import mark
from pledges.staff.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD

_LONGEST_LOGIN_NAME = 60


class SignInForm(StaffForm):
    """Login name and password."""

    login_name = StringField(
        mark("Tên đăng nhập"),
        [
            Required(mark("Ghi tên đăng nhập")),
            AtMost(_LONGEST_LOGIN_NAME, mark("Tên đăng nhập không quá %(maximum)s ký tự")),
        ],
    )
    password = PasswordField(
        mark("Mật khẩu"),
        [
            Required(mark("Ghi mật khẩu")),
            AtMost(LONGEST_PASSWORD, mark("Mật khẩu không quá %(maximum)s ký tự")),
        ],
    )


class _SameAs:
    """What is typed twice must be the same."""

    def __init__(self, other: str, message: str) -> None:
        self.other = other
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        if field.data != form[self.other].data:
            raise StopValidation(field.gettext(self.message))


class PasswordForm(StaffForm):
    """A new password, twice. Long enough is all that is asked: no rules about letters, digits and signs.

    Source: NIST SP 800-63B-4 (2025), section 3.1.1.2.
    """

    password = PasswordField(
        mark("Mật khẩu mới"),
        [
            Required(mark("Ghi mật khẩu mới")),
            AtLeast(SHORTEST_PASSWORD, mark("Đặt mật khẩu từ %(minimum)s ký tự; một câu dễ nhớ là tốt nhất")),
            AtMost(LONGEST_PASSWORD, mark("Mật khẩu không quá %(maximum)s ký tự")),
        ],
    )
    confirmation = PasswordField(
        mark("Ghi lại mật khẩu mới"),
        [
            Required(mark("Ghi lại mật khẩu mới một lần nữa")),
            _SameAs("password", mark("Hai lần ghi mật khẩu chưa giống nhau; ghi lại lần nữa")),
        ],
    )
