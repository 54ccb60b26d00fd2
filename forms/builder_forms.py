"""The forms by which staff write a questionnaire: one text, one item, one question, a file. Shape only."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FileField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from forms.base import BaseForm, FormPart, StaffForm
from forms.building_limits import LONGEST_LABEL, LONGEST_WORDING
from forms.validators import AtMost, Required
from forms.wording import mark

MOST_COLUMNS = 16
COLUMN_KINDS = ("line", "text", "number", "date")


class Boxes(SelectMultipleField):
    """Boxes of a list that is given when the form is made; none ticked is an answer."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class WholeNumber(IntegerField):
    """A whole number in a plain box, with a message that says what to write."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; an empty box is nothing."""
        if not valuelist or not str(valuelist[0]).strip():
            self.data = None
            return
        try:
            self.data = int(str(valuelist[0]).strip().replace(".", ""))
        except ValueError as unreadable:
            message = self.gettext(mark("Ghi “%(label)s” bằng chữ số"))
            raise ValueError(message % {"label": self.label.text}) from unreadable


def _line(label: str, missing: str = "", longest: int = LONGEST_LABEL) -> StringField:
    return StringField(label, [*([Required(missing)] if missing else []), AtMost(longest)])


def _lines(label: str, missing: str = "") -> TextAreaField:
    return TextAreaField(label, [*([Required(missing)] if missing else []), AtMost(LONGEST_WORDING)])


class _Built(StaffForm):
    """``seen`` is the mark of the draft as it was read, so that nobody writes over another's work."""

    seen = HiddenField()


class WordingForm(_Built):
    """One text in both languages."""

    vi = _lines(mark("Tiếng Việt"), mark("Ghi câu tiếng Việt"))
    en = _lines(mark("Tiếng Anh"))


class ItemChoiceForm(_Built):
    """Which items of the bank are on the form."""

    items = Boxes("", choices=[])

    def offer(self, words: dict[str, str]) -> None:
        """Give the items of the bank, code → words; none ticked is allowed where the form can do without."""
        self.items.choices = [SelectChoice(value=code, label=label) for code, label in words.items()]


class LocalItemForm(_Built):
    """An item of the unit's own: its content and its words."""

    group = RadioField(
        mark("Thuộc nội dung nào"), [Required(mark("Chọn một trong bốn nội dung"))], choices=[]
    )
    vi = TextAreaField(
        mark("Câu chữ tiếng Việt"), [Required(mark("Ghi câu chữ tiếng Việt của nội dung")), AtMost(500)]
    )
    en = TextAreaField(mark("Câu chữ tiếng Anh"), [AtMost(500)])

    def offer(self, groups: dict[str, str]) -> None:
        """Give the four contents, code → slogan."""
        self.group.choices = [SelectChoice(value=code, label=words) for code, words in groups.items()]


class ColumnForm(BaseForm):
    """One question of the rows of a repeating block; ``code`` is of one that was there."""

    code = HiddenField()
    vi = StringField(mark("Tiếng Việt"), [AtMost(LONGEST_LABEL)])
    en = StringField(mark("Tiếng Anh"), [AtMost(LONGEST_LABEL)])
    kind = SelectField(
        mark("Cách trả lời"),
        choices=[SelectChoice(value=kind, label=kind) for kind in COLUMN_KINDS],
        default="line",
        validate_choice=False,
    )
    required = BooleanField(mark("Cần ghi"))


class QuestionForm(_Built):
    """One question; what does not belong to its kind is not shown and not read."""

    vi = _line(mark("Câu hỏi, tiếng Việt"), mark("Ghi câu hỏi bằng tiếng Việt"))
    en = _line(mark("Câu hỏi, tiếng Anh"))
    hint_vi = _line(mark("Lời giải thích, tiếng Việt"))
    hint_en = _line(mark("Lời giải thích, tiếng Anh"))
    required = BooleanField(mark("Cần trả lời thì mới gửi được"))
    missing_vi = _line(mark("Lời nhắc khi để trống, tiếng Việt"))
    missing_en = _line(mark("Lời nhắc khi để trống, tiếng Anh"))
    options_vi = _lines(mark("Các lựa chọn, tiếng Việt"))
    options_en = _lines(mark("Các lựa chọn, tiếng Anh"))
    most = WholeNumber(mark("Chọn nhiều nhất mấy mục"), [Optional()])
    levels_vi = _lines(mark("Năm mức, tiếng Việt"))
    levels_en = _lines(mark("Năm mức, tiếng Anh"))
    may_not_apply = BooleanField(mark("Có thêm “Không áp dụng”"))
    smallest = WholeNumber(mark("Số nhỏ nhất"), [Optional()])
    largest = WholeNumber(mark("Số lớn nhất"), [Optional()])
    max_length = WholeNumber(mark("Dài nhất bao nhiêu ký tự"), [Optional()])
    section = SelectField(mark("Thuộc phần nào"), choices=[], validate_choice=False)
    section_vi = _line(mark("Tên phần mới, tiếng Việt"))
    section_en = _line(mark("Tên phần mới, tiếng Anh"))
    row_vi = _line(mark("Tên một dòng, tiếng Việt"))
    row_en = _line(mark("Tên một dòng, tiếng Anh"))
    most_rows = WholeNumber(mark("Nhiều nhất mấy dòng"), [Optional()])
    add_vi = _line(mark("Chữ trên nút thêm dòng, tiếng Việt"))
    add_en = _line(mark("Chữ trên nút thêm dòng, tiếng Anh"))
    suggestions_vi = _lines(mark("Gợi ý cho cột 1, tiếng Việt"))
    suggestions_en = _lines(mark("Gợi ý cho cột 1, tiếng Anh"))
    columns = FieldList(FormPart(ColumnForm), min_entries=MOST_COLUMNS, max_entries=MOST_COLUMNS)
    only_if = Boxes(mark("Chỉ hỏi khi"), choices=[])

    def offer(self, answers: Iterable[tuple[str, str]], sections: Sequence[tuple[str, str]]) -> None:
        """Give the answers a condition may name and the headings of the form, (value, words) each."""
        offered = list(answers)
        self.only_if.choices = [SelectChoice(value=value, label=words) for value, words in offered]
        self.section.choices = [
            SelectChoice(value="", label=""),
            *(SelectChoice(value=v, label=w) for v, w in sections),
        ]

    def validate_missing_vi(self, field: Field) -> None:
        """Refuse a question that must be answered without saying what to do when it is empty."""
        if self.required.data and not field.data:
            raise StopValidation(
                field.gettext(mark("Ghi lời nhắc khi để trống: nói phải làm gì, nêu tên mục"))
            )

    def validate_largest(self, field: Field) -> None:
        """Refuse limits that nothing lies between."""
        if self.smallest.data is not None and field.data is not None and field.data < self.smallest.data:
            raise StopValidation(field.gettext(mark("Số lớn nhất phải từ số nhỏ nhất trở lên")))


class FileForm(_Built):
    """A questionnaire as a file."""

    file = FileField(mark("Tệp phiếu (.toml)"))
