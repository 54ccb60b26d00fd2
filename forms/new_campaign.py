"""The form that prepares a campaign for a unit, and the one that gives a draft other titles."""

from collections.abc import Mapping
from typing import Any

from wtforms import Field, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from forms.base import StaffForm
from forms.validators import AtMost, Required
from forms.wording import mark

_LONGEST = 200


def _title_vi() -> StringField:
    return StringField(mark("Tên đợt vận động"), [Required(mark("Ghi tên đợt vận động")), AtMost(_LONGEST)])


def _title_en() -> StringField:
    asked = Required(mark("Ghi tên đợt vận động bằng tiếng Anh"))
    return StringField(mark("Tên đợt vận động bằng tiếng Anh"), [asked, AtMost(_LONGEST)])


class CampaignTitlesForm(StaffForm):
    """How a draft is called, in both languages."""

    title_vi = _title_vi()
    title_en = _title_en()


class NewCampaignForm(StaffForm):
    """Which ready campaign with which forms, how it is called, and for which unit."""

    code = SelectField(mark("Đợt vận động soạn sẵn"), [Required(mark("Chọn một đợt vận động soạn sẵn"))])
    unit_id = SelectField(mark("Đơn vị"), [Required(mark("Chọn đơn vị"))])
    title_vi = _title_vi()
    title_en = _title_en()
    forms = SelectMultipleField(
        mark("Các phiếu của đợt"),
        [Required(mark("Chọn ít nhất một phiếu"))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def __init__(
        self,
        formdata: Any = None,
        *,
        language: str = "vi",
        data: Mapping[str, Any] | None = None,
        signed_by: Mapping[str, str] | None = None,
    ) -> None:
        """``signed_by`` is form code → kind of subject, of those forms of which a campaign has one a kind."""
        super().__init__(formdata, language=language, data=data)
        self._signed_by = signed_by or {}

    def validate_forms(self, field: Field) -> None:
        """Refuse two pledges of the same people: behind one code a campaign opens one form."""
        asked: dict[str, str] = {}
        for code in field.data or ():
            kind = self._signed_by.get(code)
            if kind in asked:
                message = mark(
                    "%(first)s và %(second)s hỏi cùng một loại đối tượng. Mỗi đợt chỉ một bản cam kết cho một loại "
                    "đối tượng: bỏ bớt một phiếu, rồi chuẩn bị cho phiếu ấy một đợt khác, vẫn với mã đang có"
                )
                raise StopValidation(field.gettext(message) % {"first": asked[kind], "second": code})
            if kind:
                asked[kind] = code

    def offer(
        self, codes: list[tuple[str, str]], units: list[tuple[str, str]], forms: list[tuple[str, str]]
    ) -> None:
        """Give the campaigns that are ready, the units and the forms, each as (value, words)."""
        self.code.choices = [SelectChoice(value, words) for value, words in codes]
        self.unit_id.choices = [SelectChoice(value, words) for value, words in units]
        self.forms.choices = [SelectChoice(value, words) for value, words in forms]
