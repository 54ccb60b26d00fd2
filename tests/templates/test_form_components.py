"""What a form's components promise to a screen reader, and to the link in the error summary."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from tests.templates.rendering import render

LEVELS = [
    SelectChoice("1", "Rất không hài lòng"),
    SelectChoice("2", "Không hài lòng"),
    SelectChoice("3", "Bình thường"),
    SelectChoice("4", "Hài lòng"),
    SelectChoice("5", "Rất hài lòng"),
    SelectChoice("na", "Không áp dụng"),
]


class Member(Form):
    full_name = StringField("Họ và tên", [InputRequired("Ghi họ và tên của người này")])
    birth_year = StringField("Năm sinh")


class Ticks(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PledgeForm(Form):
    pledges = Ticks(
        "Gia đình tôi cam kết",
        [InputRequired("Đánh dấu ít nhất một điều")],
        choices=[SelectChoice("T01", "Không vượt đèn đỏ."), SelectChoice("T02", "Đội mũ bảo hiểm.")],
    )
    full_name = StringField(
        "Họ và tên", [InputRequired("Ghi họ và tên người đại diện hộ")], description="Ghi đủ họ, đệm, tên"
    )
    level = RadioField("Ông/bà hài lòng ở mức nào?", [InputRequired("Chọn một mức")], choices=LEVELS)
    members = FieldList(FormField(Member), "Thành viên khác", min_entries=2)
    consents = BooleanField("Tôi đồng ý", [InputRequired("Đánh dấu đồng ý")])


@pytest.fixture
def blank() -> PledgeForm:
    return PledgeForm()


@pytest.fixture
def refused() -> PledgeForm:
    form = PledgeForm(MultiDict([("members-0-full_name", "Trần Thị Hòa"), ("members-1-birth_year", "1999")]))
    form.validate()
    return form


def test_a_field_is_tied_to_its_hint(blank: PledgeForm) -> None:
    made = render("field", "{{ field(form.full_name) }}", form=blank)

    assert made.all(".//label")[0]["for"] == "full_name"
    assert made.all(".//input")[0]["aria-describedby"] == "full_name-hint"
    assert made.texts(".//*[@id='full_name-hint']") == ["Ghi đủ họ, đệm, tên"]


def test_a_refused_field_shows_its_error_above_the_box_and_is_tied_to_it(refused: PledgeForm) -> None:
    made = render("field", "{{ field(form.full_name) }}", form=refused)

    assert made.html.index("Ghi họ và tên người đại diện hộ") < made.html.index("<input")
    assert made.all(".//input")[0]["aria-describedby"] == "full_name-hint full_name-error"
    assert made.all(".//input")[0]["aria-invalid"] == "true"


def test_a_field_without_hint_and_error_is_tied_to_nothing(blank: PledgeForm) -> None:
    made = render(
        "field", '{{ field(form.members[0].birth_year, width="short", inputmode="numeric") }}', form=blank
    )

    assert "aria-describedby" not in made.all(".//input")[0]
    assert made.all(".//input")[0]["inputmode"] == "numeric"


def test_what_a_person_typed_is_kept_and_escaped() -> None:
    form = PledgeForm(MultiDict({"full_name": "H'Hen <Niê>"}))

    made = render("field", "{{ field(form.full_name) }}", form=form)

    assert made.all(".//input")[0]["value"] == "H'Hen <Niê>"


def test_the_boxes_of_a_tick_list_stand_under_one_legend_and_none_is_ticked(blank: PledgeForm) -> None:
    made = render("tick-list", '{{ tick_list(form.pledges, notes={"T01": "Luật đã quy định"}) }}', form=blank)

    assert made.texts(".//legend") == ["Gia đình tôi cam kết"]
    assert made.texts(".//label") == ["Không vượt đèn đỏ.Luật đã quy định", "Đội mũ bảo hiểm."]
    assert [box for box in made.all(".//input") if "checked" in box] == []


def test_a_tick_can_be_tapped_on_its_words(blank: PledgeForm) -> None:
    made = render("tick-list", "{{ tick_list(form.pledges) }}", form=blank)

    assert [label["for"] for label in made.all(".//label")] == [box["id"] for box in made.all(".//input")]


@pytest.mark.parametrize(
    ("component", "call", "box"),
    [
        ("tick-list", "{{ tick_list(form.pledges) }}", "pledges"),
        ("choice", "{{ choice(form.level) }}", "level"),
        ("scale", "{{ scale(form.level) }}", "level"),
        ("field", "{{ field(form.full_name) }}", "full_name"),
        ("tick", "{{ tick(form.consents) }}", "consents"),
    ],
)
def test_a_link_in_the_error_summary_leads_to_the_first_box(
    component: str, call: str, box: str, refused: PledgeForm
) -> None:
    summary = render("error-summary", "{{ error_summary(form) }}", form=refused)
    made = render(component, call, form=refused)

    assert f"#{box}" in [link["href"] for link in summary.all(".//a")]
    assert made.all(".//input")[0]["id"] == box


def test_the_error_summary_leads_into_the_rows_of_the_members(refused: PledgeForm) -> None:
    made = render("error-summary", "{{ error_summary(form) }}", form=refused)

    assert "#members-1-full_name" in [link["href"] for link in made.all(".//a")]
    assert made.texts(".//h2") == ["Còn 5 mục cần xem lại"]
    assert made.all("./div")[0]["role"] == "alert"


def test_the_error_summary_names_what_concerns_the_whole_form(blank: PledgeForm) -> None:
    blank.form_errors.append("Phiếu này đã gửi với nội dung khác.")

    made = render("error-summary", "{{ error_summary(form) }}", form=blank)

    assert made.texts(".//li") == ["Phiếu này đã gửi với nội dung khác."]
    assert made.all(".//a") == []


def test_no_error_summary_is_shown_before_anything_was_sent(blank: PledgeForm) -> None:
    assert render("error-summary", "{{ error_summary(form) }}", form=blank).html == ""


def test_a_scale_has_five_levels_and_sets_apart_what_is_none(blank: PledgeForm) -> None:
    made = render("scale", "{{ scale(form.level) }}", form=blank)

    assert made.texts(".//*[@class='scale__level']") == ["1", "2", "3", "4", "5"]
    assert len(made.all(".//*[@class='scale__option scale__option--apart']")) == 1


def test_every_member_has_a_numbered_row_and_one_can_be_added_without_script(blank: PledgeForm) -> None:
    made = render("members", "{{ members(form.members) }}", form=blank)

    assert made.texts(".//fieldset[@class='members__row']/legend") == ["Dòng 1", "Dòng 2"]
    assert [made.all(".//button")[0][part] for part in ("name", "value")] == ["add_member", "1"]


def test_consent_shows_the_notice_before_its_boxes(blank: PledgeForm) -> None:
    call = "{% call consent([form.consents]) %}<p>Thông báo về xử lý dữ liệu cá nhân.</p>{% endcall %}"

    made = render("consent", call, form=blank)

    assert made.html.index("Thông báo") < made.html.index("<input")
    assert "checked" not in made.all(".//input")[0]


def test_a_file_field_names_the_kinds_it_takes(blank: PledgeForm) -> None:
    made = render("file-field", '{{ file_field(form.full_name, accept=".xlsx,.csv") }}', form=blank)

    assert made.all(".//input")[0]["accept"] == ".xlsx,.csv"
