"""A form goes out as a file and comes back into the draft, unless it is another form or asks for too much."""

import unicodedata
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from forms.questionnaire_toml import MOST_BYTES
from pledges.campaigns.versions import beside
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import Grant, Role
from tests.campaigns.building import Builder
from tests.worlds import build_village, draft, sign_in


@pytest.fixture
def builder(house: House, client: FlaskClient) -> Builder:
    village = build_village(house, present())
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return Builder(client, draft(house, present(), village.commune_id), "HO-ATGT")


def taken(builder: Builder) -> str:
    return builder.client.get(builder.address("/questionnaire.toml")).get_data(as_text=True)


def hand_in(builder: Builder, content: str | bytes) -> tuple[int, str]:
    raw = content.encode() if isinstance(content, str) else content
    answer = builder.send("/file", file=(BytesIO(raw), "phieu.toml"))
    return answer.status_code, answer.get_data(as_text=True)


def heading(house: House, builder: Builder) -> str:
    with house.database.reading() as session:
        return str(beside(session, builder.campaign_id, builder.form_code).live.content["passages"])


def test_a_form_taken_away_and_handed_in_changes_nothing(house: House, builder: Builder) -> None:
    before = heading(house, builder)

    status, _ = hand_in(builder, taken(builder))

    assert status == 303
    assert heading(house, builder) == before


def test_a_file_changed_elsewhere_is_read_into_the_draft(house: House, builder: Builder) -> None:
    changed = taken(builder).replace(
        "Cam kết của hộ gia đình về an toàn giao thông", "Nhà tôi đi đường an toàn"
    )

    status, _ = hand_in(builder, changed)

    assert status == 303
    assert "Nhà tôi đi đường an toàn" in heading(house, builder)


@pytest.mark.parametrize("change", ["crlf", "bom", "nfd"])
def test_a_file_saved_by_any_editor_is_the_same_form(house: House, builder: Builder, change: str) -> None:
    before, text = heading(house, builder), taken(builder)
    raw = {
        "crlf": text.replace("\n", "\r\n").encode(),
        "bom": text.encode("utf-8-sig"),
        "nfd": unicodedata.normalize("NFD", text).encode(),
    }[change]

    assert hand_in(builder, raw)[0] == 303
    assert heading(house, builder) == before


QUESTION = '\n[questions.them]\nkind = "{kind}"\nlabel = {{ vi = "{vi}", en = "{vi}" }}\n{more}\n'
HOSTILE = {
    "too many options": (
        {
            "kind": "choice",
            "more": "\n".join(f'options.o{n} = {{ vi = "M {n}", en = "E" }}' for n in range(4000)),
        },
        "tối đa 30",
    ),
    "asked of itself": (
        {"more": 'condition = { question = "them", answers = ["1"], note = { vi = "N", en = "N" } }'},
        "không phải câu hỏi đứng trước",
    ),
    "not a number": ({"kind": "number", "more": "largest = nan"}, "questions.them.largest"),
    "without end": ({"kind": "number", "more": "smallest = -inf"}, "questions.them.smallest"),
    "a day": ({"kind": "number", "more": "largest = 2026-12-31"}, "questions.them.largest"),
    "too large a number": ({"kind": "number", "more": "largest = " + "9" * 40}, "12 chữ số"),
    "an unknown key": ({"more": "bi_mat = true"}, "questions.them.bi_mat"),
    "an unknown kind": ({"kind": "slider"}, "questions.them.kind"),
    "a signer's blank": ({"vi": "Chào {ho_ten}"}, "người đọc sẽ thấy dấu ngoặc"),
    "a template's braces": ({"vi": "{{ config }}"}, "không có chỗ trống nào"),
    "a lonely brace": ({"vi": "Tốt { nhé"}, "mở ra thì phải đóng lại"),
    "an invisible sign": ({"vi": "Tốt\\u200b nhé"}, "ký tự ẩn"),
    "a control sign": ({"vi": "Tốt\\u0007 nhé"}, "ký tự ẩn"),
    "a telephone": ({"kind": "phone"}, "chỉ hỏi ở câu có sẵn"),
    "words without end": ({"vi": "a" * 5000}, "tối đa 300 ký tự"),
    "a name WTForms runs": (
        {"more": "[questions.validate_them]\nkind = 'yes'\nlabel = { vi = 'M', en = 'O' }"},
        "mã này",
    ),
}


@pytest.mark.parametrize(("question", "told"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_by_name_and_nothing_is_kept(
    house: House, builder: Builder, question: dict[str, str], told: str
) -> None:
    before = heading(house, builder)
    added = QUESTION.format(**{"kind": "line", "vi": "Thêm", "more": "", **question})

    status, page = hand_in(builder, taken(builder) + added)

    assert status == 422
    assert told in page
    assert heading(house, builder) == before
    assert "questions.them" not in taken(builder)


def test_html_and_formulas_are_words_and_are_shown_as_words(builder: Builder) -> None:
    added = QUESTION.format(kind="yes", vi="<script>=cmd|1</script>", more="")

    status, _ = hand_in(builder, taken(builder) + added)

    assert status == 303
    assert "&lt;script&gt;=cmd|1&lt;/script&gt;" in builder.page()
    assert "<script>=cmd" not in builder.page() + builder.page("/trial")


def test_a_file_from_another_system_of_letters_is_told_so(builder: Builder) -> None:
    status, page = hand_in(builder, taken(builder).encode("utf-16"))

    assert status == 422
    assert "UTF-8" in page


def test_a_file_written_before_another_saved_replaces_nothing(house: House, builder: Builder) -> None:
    text, stale = taken(builder), builder.seen()
    builder.send("/wording/passages.heading", vi="Bản của chị Lan", en="Lan's")

    answer = builder.send("/file", **stale, file=(BytesIO(text.encode()), "phieu.toml"))

    assert answer.status_code == 409
    assert "Bản của chị Lan" in heading(house, builder)


def test_a_broken_file_is_refused_with_its_line(builder: Builder) -> None:
    status, page = hand_in(builder, 'code = "HO-ATGT"\nversion = = 1\n')

    assert status == 422
    assert "Dòng 2" in page


def test_a_file_of_another_form_is_refused(builder: Builder) -> None:
    status, page = hand_in(builder, taken(builder).replace('code = "HO-ATGT"', 'code = "HO-4K"'))

    assert status == 422
    assert "Tệp này là của phiếu “HO-4K”" in page


def test_a_file_cannot_bring_in_what_must_not_be_asked(builder: Builder) -> None:
    question = '\n[questions.giay_to]\nkind = "line"\nlabel = { vi = "Số căn cước", en = "Papers" }\n'

    status, page = hand_in(builder, taken(builder) + question)

    assert status == 422
    assert "Không hỏi “căn cước”" in page


def test_a_file_cannot_take_the_address_away(builder: Builder) -> None:
    text = taken(builder)
    start = text.index("[questions.dia_chi]")
    without = text[:start] + text[text.index("[questions.so_dien_thoai]") :]

    status, page = hand_in(builder, without)

    assert status == 422
    assert "không bỏ được" in page


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"#" * (MOST_BYTES + 1)])
def test_what_is_no_file_of_a_form_is_refused_kindly(builder: Builder, content: bytes) -> None:
    status, page = hand_in(builder, content)

    assert status == 422
    assert "Chưa lưu" in page
