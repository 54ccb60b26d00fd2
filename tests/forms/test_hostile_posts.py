"""Whatever is posted, a form answers with clean messages or clean values, never with an error of its own."""

import io
import json
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage, MultiDict

from forms.base import error_summary
from forms.parts import RowsBlock
from forms.pledge import pledge_form_class
from forms.registration import registration_form_class
from forms.survey import survey_form_class
from tests.forms.posts import (
    A_PLEDGE,
    A_REGISTRATION,
    AN_ANSWER,
    TODAY,
    asking,
    counter_questionnaire,
    household_questionnaire,
    office_questionnaire,
)

HOSTILE = {
    "ten thousand letters": "Đ" * 10_000,
    "ten thousand digits": "9" * 10_000,
    "nul and bell": "\x00\x07Nguyễn\x1b[31m",
    "lone surrogate": "\ud800Đức\udfff",
    "right to left": "\u202eđức",
    "markup": "<script>alert('Đức')</script>\"'&",
    "template": "{{ 7*7 }} {nguoi_dai_dien} %(label)s %s",
    "formula": '=HYPERLINK("x")',
    "query": "'; DROP TABLE response; --",
    "stacked marks": "ễ" + "\u0323" * 500,
    "other digits": "١٩٦٨",
    "superscript": "²",
    "full width": "１９６８",
    "underscore": "1_968",
    "sign": "-1",
    "float": "1e3",
    "line breaks": "a\r\nb\u2028c",
    "private use": "\ue000\U0010ffff",
    "emoji": "👨‍👩‍👧",
    "empty": "",
}
FIELDS = [
    name
    for name in pledge_form_class(household_questionnaire(), "vi")(today=TODAY)._fields
    if name != "members"
]
INPUTS = [*FIELDS, "members-0-name", "members-0-birth_year", "members-11-relation"]
KEYS = [
    "members-²-name",
    "members--1-name",
    f"members-{'9' * 5000}-name",
    "members-0-",
    "members",
    "items[]",
    "__proto__",
]
_rows = office_questionnaire().question("cong_trinh").rows
assert _rows is not None
WORKS: RowsBlock = _rows
REGISTERED = ["items", "nguoi_dung_dau", "choice", "version", "add_row", "signature"]
REGISTERED += [f"cong_trinh-0-{one.code}" for one in WORKS.questions]
REGISTERED += ["cong_trinh-9-ten", "cong_trinh-1-loai"]
OPTIONS = [{"code": code, "text": {"vi": code, "en": code}} for code in ("co", "khong")]
NEW_KINDS = asking(
    {"code": "nhieu", "kind": "ticks", "options": OPTIONS, "most": 1},
    {"code": "dong_y", "kind": "yes"},
    {"code": "so", "kind": "number", "smallest": -5, "largest": 5000},
    {"code": "ngay", "kind": "date"},
    {"code": "ngan", "kind": "line"},
)
QUESTIONS = [question.code for question in counter_questionnaire().questions]


def is_clean(text: str) -> bool:
    return text.isprintable() and not any(0xD800 <= ord(character) <= 0xDFFF for character in text)


def outcome(form: Any) -> tuple[bool, str]:
    """Validate, draw every field and, where it is valid, write the answers down."""
    is_valid = form.validate()
    drawn = "".join(str(field()) for field in form)
    kept = form.answers().to_json() if is_valid and form.decision == "sign" else ""
    kept.encode()
    return is_valid, drawn


def test_the_sweep_has_something_to_sweep() -> None:
    assert len(HOSTILE) >= 20
    assert len(INPUTS) >= 18
    assert len(REGISTERED) >= 22


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_pledge_takes_any_text_anywhere(name: str, hostile: str) -> None:
    form = pledge_form_class(household_questionnaire(), "vi")(
        MultiDict({**A_PLEDGE, "C3": "y", "so_dien_thoai": "0913456789", name: hostile}), today=TODAY
    )

    is_valid, drawn = outcome(form)

    decided = ("sign", "decline", "later", "unnamed")
    assert is_valid == (error_summary(form) == [] and form.decision in decided)
    assert all(is_clean(message) for _, message in error_summary(form))
    assert "<script>" not in drawn


def test_the_sweep_refuses_some_and_accepts_some() -> None:
    form_class = pledge_form_class(household_questionnaire(), "vi")
    forms = [
        form_class(MultiDict({**A_PLEDGE, "nguoi_dai_dien": text}), today=TODAY) for text in HOSTILE.values()
    ]

    accepted = [form.validate() for form in forms]

    assert {True, False} == set(accepted)


def test_what_is_accepted_from_a_hostile_name_is_clean() -> None:
    form_class = pledge_form_class(household_questionnaire(), "vi")
    forms = [
        form_class(MultiDict({**A_PLEDGE, "nguoi_dai_dien": text}), today=TODAY) for text in HOSTILE.values()
    ]

    kept = [form.answers().representative for form in forms if form.validate()]

    assert len(kept) >= 5
    assert all(is_clean(name) and len(name) <= 120 for name in kept)
    assert "Nguyễn[31m" in kept


@pytest.mark.parametrize("key", KEYS)
def test_a_pledge_ignores_names_that_are_not_its_own(key: str) -> None:
    form = pledge_form_class(household_questionnaire(), "vi")(
        MultiDict({**A_PLEDGE, key: "Đức"}), today=TODAY
    )

    assert outcome(form)[0]
    assert form.answers().members == ()


@pytest.mark.parametrize("name", INPUTS)
def test_the_same_input_a_thousand_times_is_one_input(name: str) -> None:
    many = MultiDict([(key, value) for key, value in MultiDict(A_PLEDGE).items(multi=True) if key != name])
    many.setlist(name, [f"T{number}" for number in range(1000)])

    form = pledge_form_class(household_questionnaire(), "vi")(many, today=TODAY)

    assert len(outcome(form)[1]) < 40_000


@pytest.mark.parametrize("name", INPUTS)
def test_a_file_where_text_belongs_is_no_text(name: str) -> None:
    form = pledge_form_class(household_questionnaire(), "vi")(
        MultiDict({**A_PLEDGE, name: FileStorage(io.BytesIO(b"\x00"), filename="x.exe")}), today=TODAY
    )

    outcome(form)

    assert all(is_clean(message) for _, message in error_summary(form))


def test_thousands_of_members_are_one_message() -> None:
    crowd = {
        f"members-{row}-{part}": "x" for row in range(3000) for part in ("name", "birth_year", "relation")
    }

    form: Any = pledge_form_class(household_questionnaire(), "vi")(
        MultiDict({**A_PLEDGE, **crowd}), today=TODAY
    )

    assert not form.validate()
    assert len(form["members"].entries) == 12
    told = [message for _, message in error_summary(form) if message.startswith("Ghi tối đa 12 thành viên")]
    assert len(told) == 1


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_survey_takes_any_text_anywhere(name: str, hostile: str) -> None:
    form = survey_form_class(counter_questionnaire(), "vi")(
        MultiDict({**AN_ANSWER, name: hostile}), today=TODAY
    )

    is_valid = form.validate()

    drawn = "".join(str(field()) for field in form)
    kept = json.loads(form.answers().to_json()) if is_valid else {}
    assert is_valid == (error_summary(form) == [])
    assert "<script>" not in drawn
    assert len(kept.get("q6", "")) <= 300


@pytest.mark.parametrize("name", REGISTERED)
@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_registration_takes_any_text_anywhere(name: str, hostile: str) -> None:
    form = registration_form_class(office_questionnaire(), "vi")(
        MultiDict({**A_REGISTRATION, name: hostile}), today=TODAY
    )

    is_valid, drawn = outcome(form)

    assert is_valid == (error_summary(form) == [] and form.decision == "sign")
    assert all(is_clean(message) for _, message in error_summary(form))
    assert "<script>" not in drawn


@pytest.mark.parametrize("name", [question.code for question in NEW_KINDS.questions])
@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_the_new_kinds_take_any_text(name: str, hostile: str) -> None:
    form = survey_form_class(NEW_KINDS, "vi")(MultiDict({name: hostile}), today=TODAY)

    is_valid = form.validate()

    drawn = "".join(str(field()) for field in form)
    drawn.encode()
    kept = form.answers().to_json().encode() if is_valid else b""
    assert is_valid == (error_summary(form) == [])
    assert "<script>" not in drawn
    assert len(kept) <= 700


@pytest.mark.parametrize("name", REGISTERED)
def test_a_file_where_a_work_belongs_is_no_text(name: str) -> None:
    form = registration_form_class(office_questionnaire(), "vi")(
        MultiDict({**A_REGISTRATION, name: FileStorage(io.BytesIO(b"\x00"), filename="x.exe")}), today=TODAY
    )

    outcome(form)

    assert all(is_clean(message) for _, message in error_summary(form))
