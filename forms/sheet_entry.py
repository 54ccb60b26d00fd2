"""The form by which a sign sheet is typed in: row numbers in one line, and what differs from row to row."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from wtforms import Field, StringField
from wtforms.validators import StopValidation

from forms.campaign_opening import DATE_FORMATS, TypedDate
from forms.parts import Consent
from forms.proof import LONGEST_PLACE, DayOfPeriod, PeriodForm
from forms.questionnaire import Questionnaire
from forms.validators import LONGEST_NAME, AtMost, Required, has_letters
from forms.wording import mark, translations
from pledges.entry.rules import ROWS_A_PAGE, NumbersUnreadable, TypedRow, numbers_in

_UNREADABLE = mark("Không đọc được “%(piece)s”. Ghi số dòng từ 1 đến %(most)s, ví dụ: 1-5 7 9-12")
_WHICH = mark("Ghi số các dòng đã ký, ví dụ: 1-5 7 9-12")
_DAY = mark("Ghi ngày, ví dụ 05/02/2026")
_WHERE = mark("Ghi nơi giữ tờ này, ví dụ: tủ hồ sơ số 2, Văn phòng xã")
_WITH = mark("Dòng có đánh dấu “%(consent)s”")
_WITHOUT = mark("Trong đó, dòng không đánh dấu đồng ý xử lý dữ liệu")


class Numbers:
    """Row or item numbers that can be read."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        try:
            numbers_in(field.data or "", self.most)
        except NumbersUnreadable as unreadable:
            values = {"piece": unreadable.piece, "most": self.most}
            raise StopValidation(field.gettext(_UNREADABLE) % values) from unreadable


class AmongTheSigned:
    """What is said of rows is said of rows that were signed."""

    def __call__(self, form: Any, field: Field) -> None:
        foreign = [
            number for number in numbers_in(field.data or "", ROWS_A_PAGE) if number not in form.signed
        ]
        if foreign:
            message = mark("Dòng %(row)s không có trong “các dòng đã ký đủ”: xem lại một trong hai ô")
            raise StopValidation(field.gettext(message) % {"row": foreign[0]})


class OfSignedRow:
    """What is typed for a row belongs to a row that was signed."""

    def __init__(self, row_number: int) -> None:
        self.row_number = row_number

    def __call__(self, form: Any, field: Field) -> None:
        if field.data and self.row_number not in form.signed:
            message = mark("Dòng %(row)s có ghi thêm nhưng không có trong “các dòng đã ký đủ”")
            raise StopValidation(field.gettext(message) % {"row": self.row_number})


class NameInLetters:
    """A signer's name has letters, where one is typed."""

    def __call__(self, form: Any, field: Field) -> None:
        if field.data and not has_letters(field.data):
            raise StopValidation(field.gettext(mark("Ghi họ và tên bằng chữ, ví dụ: Nguyễn Văn Đức")))


class SheetForm(PeriodForm):
    """``lines``, ``without`` (no consent), ``with_<consent>``, ``signed_on``, ``kept_at``; ``name_<row>`` and
    ``items_<row>`` for each row.
    """

    questionnaire: ClassVar[Questionnaire]
    row_numbers: ClassVar[tuple[int, ...]]

    @property
    def signed(self) -> tuple[int, ...]:
        """The rows that were signed; none while they cannot be read."""
        return self._numbers("lines")

    @property
    def unkept(self) -> tuple[int, ...]:
        """The rows that were signed without the consent that names need: nothing of them is stored."""
        return self._numbers("without")

    @property
    def row_fields(self) -> list[tuple[int, Field, Field]]:
        """(row, field of the signer's name, field of the items) for each row of the sheet."""
        return [(row, self[f"name_{row}"], self[f"items_{row}"]) for row in self.row_numbers]

    @property
    def consent_fields(self) -> list[Field]:
        """One line of row numbers for each consent that is given on top."""
        return [self[f"with_{consent.code}"] for consent in _on_top(self.questionnaire)]

    def validate_lines(self, field: Field) -> None:
        """Refuse rows that the sheet does not have; found by WTForms through its name."""
        foreign = [number for number in self.signed if number not in self.row_numbers]
        if foreign:
            message = mark("Tờ này không có dòng %(row)s")
            raise StopValidation(field.gettext(message) % {"row": foreign[0]})

    def rows(self, heads: Mapping[int, str]) -> list[TypedRow]:
        """Return the rows to enter, after ``validate`` has accepted them; ``heads`` sign where no name is typed."""
        return [self._row(row, heads[row]) for row in self.signed if row not in self.unkept]

    def _row(self, row: int, head: str) -> TypedRow:
        codes = [item.code for item in self.questionnaire.items]
        chosen = numbers_in(self[f"items_{row}"].data or "", len(codes))
        required = [consent.code for consent in self.questionnaire.consents if consent.required]
        given = [one.code for one in _on_top(self.questionnaire) if row in self._numbers(f"with_{one.code}")]
        return TypedRow(
            row,
            str(self[f"name_{row}"].data or head),
            tuple(codes[number - 1] for number in chosen) or tuple(codes),
            (*required, *given),
        )

    def _numbers(self, name: str) -> tuple[int, ...]:
        try:
            return numbers_in(self[name].data or "", ROWS_A_PAGE)
        except NumbersUnreadable:
            return ()


@lru_cache(maxsize=64)
def sheet_form_class(
    questionnaire: Questionnaire, row_numbers: tuple[int, ...], language: str
) -> type[SheetForm]:
    """Return the form's class for a sheet with these rows."""
    readable = Numbers(ROWS_A_PAGE)
    parts: dict[str, Any] = {
        "lines": StringField(mark("Các dòng đã ký đủ"), [Required(_WHICH), readable]),
        "signed_on": TypedDate(
            mark("Ngày ký ghi trên tờ"), [Required(_DAY), DayOfPeriod()], format=DATE_FORMATS
        ),
        "kept_at": StringField(mark("Nơi giữ tờ này"), [Required(_WHERE), AtMost(LONGEST_PLACE)]),
        "without": StringField(_WITHOUT, [readable, AmongTheSigned()]),
    }
    for consent in _on_top(questionnaire):
        words = translations(language).gettext(_WITH) % {
            "consent": consent.label.in_language(language).strip()
        }
        parts[f"with_{consent.code}"] = StringField(words, [readable, AmongTheSigned()])
    for row in row_numbers:
        parts[f"name_{row}"] = StringField(
            mark("Người ký"), [OfSignedRow(row), NameInLetters(), AtMost(LONGEST_NAME)]
        )
        parts[f"items_{row}"] = StringField(
            mark("Chỉ các điều số"), [OfSignedRow(row), Numbers(len(questionnaire.items))]
        )
    return type(
        "SheetForm", (SheetForm,), {"questionnaire": questionnaire, "row_numbers": row_numbers, **parts}
    )


def consents_on_sheet(questionnaire: Questionnaire) -> Sequence[Consent]:
    """Return the consents that have a column on the sheet: none for which something more would have to be written."""
    bound = {question.needs_consent for question in questionnaire.questions}
    return [one for one in questionnaire.consents if one.code not in bound]


def _on_top(questionnaire: Questionnaire) -> Sequence[Consent]:
    return [one for one in consents_on_sheet(questionnaire) if not one.required]
