"""The form by which an administrator invites a colleague."""

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, not in the stubs

from forms.base import StaffForm
from forms.validators import AtMost, Required
from forms.wording import mark

_LONGEST_LOGIN_NAME = 60


class InvitationForm(StaffForm):
    """Login name, the person's name, one role and the unit it reaches."""

    login_name = StringField(
        mark("Tên đăng nhập"),
        [
            Required(mark("Ghi tên đăng nhập")),
            AtMost(_LONGEST_LOGIN_NAME, mark("Tên đăng nhập không quá 60 ký tự")),
        ],
    )
    display_name = StringField(
        mark("Họ và tên"),
        [Required(mark("Ghi họ và tên cán bộ")), AtMost(120, mark("Họ và tên không quá 120 ký tự"))],
    )
    role = SelectField(mark("Vai trò"), [Required(mark("Chọn vai trò"))])
    unit_id = SelectField(mark("Đơn vị"), [Required(mark("Chọn đơn vị"))])

    def offer(self, roles: dict[str, str], units: dict[str, str]) -> None:
        """Give the two choice lists their value → words."""
        self.role.choices = [SelectChoice(value, words) for value, words in roles.items()]
        self.unit_id.choices = [SelectChoice(value, words) for value, words in units.items()]
