"""The forms as the components draw them: every message leads to an input that is there."""

from pathlib import Path
from typing import Any

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from forms.base import error_summary
from forms.members import MembersField
from tests.forms.posts import pledge, survey

TEMPLATES = Path(__file__).parents[2] / "templates"
PAGE = """
{% from "components/consent.html" import consent %}
{% from "components/field.html" import field %}
{% from "components/members.html" import members %}
{% from "components/scale.html" import scale %}
{% from "components/tick-list.html" import tick_list %}
{% from "components/choice.html" import choice %}
{% from "components/tick.html" import tick %}
<!doctype html><html lang="vi"><title>Lỗi</title><form method="post">
{% for each in form if each.name not in consents %}
{% if each.type == "TickList" %}{{ tick_list(each, notes=each.notes) }}
{% elif each.type == "Scale" %}{{ scale(each) }}
{% elif each.type == "OneOf" %}{{ choice(each) }}
{% elif each.type == "MembersField" %}{{ members(each, most=each.max_entries) }}
{% elif each.type == "YesBox" %}{{ tick(each) }}
{% elif each.type in ("HiddenField", "BooleanField") %}{% else %}{{ field(each) }}{% endif %}
{% endfor %}
{% if consents %}{% call consent(form.consent_fields) %}Thông báo{% endcall %}{% endif %}
</form></html>
"""


def drawn(form: Any, consents: tuple[str, ...] = ()) -> Any:
    """The page as a browser reads it."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
    )
    jinja.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    return html5lib.parse(
        jinja.from_string(PAGE).render(form=form, consents=consents), namespaceHTMLElements=False
    )


def tagged(page: Any, *tags: str) -> list[Any]:
    return [each for tag in tags for each in page.iter(tag)]


def ids(page: Any) -> set[str]:
    return {each.get("id") for each in tagged(page, "input", "textarea") if each.get("id")}


def names(page: Any) -> set[str]:
    return {each.get("name") for each in tagged(page, "input", "textarea", "button") if each.get("name")}


def test_every_message_of_a_pledge_leads_to_an_input() -> None:
    form = pledge(
        {
            "items": None,
            "nguoi_dai_dien": None,
            "nam_sinh": "x",
            "C1": None,
            "C3": "y",
            "choice": None,
            "members-0-birth_year": "x",
            **{f"members-{row}-name": "Út" for row in range(1, 13)},
        }
    )
    form.validate()

    page = drawn(form, consents=("C1", "C2", "C3"))

    told = {at for at, _ in error_summary(form)}
    assert len(told) == 9
    assert {"items", "so_dien_thoai", "C1", "choice", "members-0-birth_year", "members-11-name"} < told
    assert told <= ids(page)


def test_every_message_of_a_survey_leads_to_an_input() -> None:
    form = survey({"q1": None, "q2": "x", "q3": "x", "q4": "x", "q5": "x", "q6": "ơ" * 301})
    form.validate()

    page = drawn(form)

    assert [at for at, _ in error_summary(form)] == ["q1", "q2", "q3", "q4", "q5", "q6"]
    assert {at for at, _ in error_summary(form)} <= ids(page)


def test_the_button_for_a_further_row_is_understood_by_the_form() -> None:
    page = drawn(pledge(), consents=("C1", "C2", "C3"))

    assert {"add_member", "members-0-name", "members-1-relation"} <= names(page)
    assert pledge({"add_member": "1"}).decision == "add_member"


def test_no_box_is_drawn_ticked_that_was_not_ticked() -> None:
    page = drawn(pledge({"items": ["T02"]}), consents=("C1", "C2", "C3"))

    ticked = [each.get("value") for each in page.iter("input") if "checked" in each.attrib]

    assert ticked == ["T02", "yes", "yes", "sign", "y"]


@pytest.mark.parametrize("most", [12])
def test_the_page_knows_how_many_rows_there_may_be(most: int) -> None:
    form = pledge()
    members = form["members"]

    page = drawn(form, consents=("C1", "C2", "C3"))

    assert isinstance(members, MembersField)
    assert [each.get("data-most") for each in page.iter("div") if each.get("data-most")] == [str(most)]
