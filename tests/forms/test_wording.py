"""The words of the forms: Vietnamese first, WTForms' own messages replaced, placeholders named."""

import ast
import re
from pathlib import Path

import pytest

from forms.sign_in import SignInForm
from forms.wording import translations
from pledges.foundation.locale import translated

FORMS = Path(__file__).parents[2] / "forms"


def marked() -> list[str]:
    calls = [
        call
        for path in sorted(FORMS.glob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "mark"
    ]
    return [str(ast.literal_eval(call.args[0])) for call in calls]


def test_blanks_in_messages_have_names() -> None:
    words = marked()

    nameless = [text for text in words if re.search(r"%(?!\([a-z_]+\)s)", text)]

    assert len(words) > 50, "the sweep found next to nothing; check the test"
    assert nameless == []


@pytest.mark.parametrize(
    ("library", "ours"),
    [
        ("This field is required.", "Ghi mục này"),
        ("Not a valid choice.", "Chọn một trong các mục đã nêu"),
        ("Not a valid date value.", "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/02/2026"),
    ],
)
def test_the_librarys_messages_are_replaced_by_ours(library: str, ours: str) -> None:
    assert translations("vi").gettext(library) == ours
    assert translations("en").gettext(library) == translated(ours, "en")


def test_a_number_changes_the_message_only_where_a_language_does() -> None:
    assert translations("vi").ngettext("Ghi mục này", "Ghi các mục này", 1) == "Ghi mục này"
    assert translations("vi").ngettext("Ghi mục này", "Ghi các mục này", 2) == "Ghi các mục này"


def test_labels_follow_the_language_of_the_page() -> None:
    form = SignInForm(language="en")

    assert form.login_name.label.text == translated("Tên đăng nhập", "en")
    assert SignInForm().login_name.label.text == "Tên đăng nhập"


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match="no such language: fr"):
        SignInForm(language="fr")
