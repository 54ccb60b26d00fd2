"""A questionnaire goes out as a file people can read, and comes back the same; a file that does not fit says where."""

import tomllib
import unicodedata
from typing import Any

import pytest

from forms.building import add_local_item
from forms.catalogue_reader import CATALOGUE, load_catalogue
from forms.questionnaire import Questionnaire
from forms.questionnaire_toml import MOST_BYTES, TomlInvalid, from_toml, to_toml
from forms.text import Text
from forms.toml_problems import plain_words
from tests.forms.posts import asking, counter_questionnaire, household_questionnaire, office_questionnaire

READY = load_catalogue().questionnaires
LOCAL = {
    "code": "L1",
    "group": "T",
    "basis": "VOL",
    "source": "thôn Phú Sơn",
    "audiences": ["ho"],
    "text": {"vi": "Quét đường thôn “sáng thứ bảy”.", "en": 'Sweep the hamlet\'s road on "Saturdays".'},
    "is_local": True,
}


def written(questionnaire: Questionnaire, old: str, new: str) -> str:
    """The file with a piece of it replaced."""
    text = to_toml(questionnaire)
    assert old in text, "nothing would be changed; check the test"
    return text.replace(old, new, 1)


def refused(text: str) -> TomlInvalid:
    with pytest.raises(TomlInvalid) as problem:
        from_toml(text)
    return problem.value


@pytest.mark.parametrize("questionnaire", READY, ids=[ready.code for ready in READY])
def test_a_questionnaire_comes_back_the_same(questionnaire: Questionnaire) -> None:
    assert from_toml(to_toml(questionnaire)) == questionnaire


def test_a_filled_questionnaire_with_a_local_item_comes_back_the_same() -> None:
    mapping = household_questionnaire().to_mapping()
    questionnaire = Questionnaire.from_mapping({**mapping, "items": [*mapping["items"], LOCAL]})

    assert from_toml(to_toml(questionnaire)).digest == questionnaire.digest


@pytest.mark.parametrize(
    "words",
    [
        'Ông/bà nói: "được" \\ \'không\' """ ba dấu',
        "dòng một\ndòng hai",
        "  đầu và cuối  ",
        "Một đoạn dài. " * 30 + "Hết.",
        "Đoạn một " * 20 + "\n\n" + "đoạn hai " * 20 + "hết",
        "từdàikhôngcódấucách" * 20,
        'a = """\n[questions.x]\n',
        "1/2 \u00a0 khoảng trắng cứng",
    ],
)
def test_every_text_comes_back_as_it_was(words: str) -> None:
    questionnaire = asking(
        {"code": "q", "kind": "line", "label": {"vi": words.rstrip("\n") + ".", "en": "Q"}}
    )

    assert from_toml(to_toml(questionnaire)) == questionnaire


def test_the_file_reads_like_those_of_the_catalogue() -> None:
    text = to_toml(office_questionnaire())

    assert text.startswith('code = "CQ-4K"\n')
    assert "[questions.cong_trinh.rows.questions.ten]\n" in text
    assert 'row.vi = "Công trình, phần việc, giải pháp"\n' in text
    assert max(len(line) for line in text.splitlines() if "{" not in line) <= 140
    assert tomllib.loads(text)["title"]["vi"].startswith("Bản đăng ký")


def test_what_has_its_usual_value_is_left_out() -> None:
    text = to_toml(counter_questionnaire())

    assert "default_off" not in text
    assert "needs_consent" not in text


@pytest.mark.parametrize("name", ["ho-atgt.toml", "ks-mc.toml", "cq-4k.toml"])
def test_a_file_of_the_catalogue_can_be_handed_in(name: str) -> None:
    text = (CATALOGUE / name).read_text("utf-8")

    assert from_toml(text) in READY


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        ('kind = "scale"', 'kind = "slider"', "questions.q1.kind", "chỉ được ghi một trong các giá trị"),
        ('code = "KS-MC"\n', "", "code", "còn thiếu"),
        ("version = 1", 'version = "một"', "version", "phải là số nguyên"),
        ("required = true", 'required = "có"', "questions.q1.required", "true hoặc false"),
        ("[questions.q2b]", "[questions.items]", "questions.items", "mã này không dùng được"),
        ('"tre_hen"]', '"som"]', "questions.q2b.condition.answers", "các lựa chọn của câu “q2”"),
        ('label.en = "The result was given:"', "", "questions.q2.label.en", "còn thiếu"),
        ('vi = "Gửi phiếu"', 'vi = "Gửi {ai_do}"', "passages.button_send.text", "chỗ trống"),
        ('vi = "Gửi phiếu"', 'vi = " "', "passages.button_send.text", "cả tiếng Việt và tiếng Anh"),
        ('vi = "Gửi phiếu"', 'vi = "Gửi\\u202e phiếu"', "passages.button_send.vi", "ký tự ẩn"),
        ('vi = "Gửi phiếu"', 'vi = "Gửi\\u0000 phiếu"', "passages.button_send.vi", "ký tự ẩn"),
        ('period = "campaign"', 'period = "campaign"\nsecret = 1', "secret", "không phải tên mục"),
        ('kind = "survey"', 'kind = "survey"\nmembers = 1', "members", "một nhóm mục"),
        ('source = "P', 'questions = 3\nsource = "P', "", ""),
    ],
)
def test_a_slip_is_told_in_plain_words_at_its_key(old: str, new: str, key: str, told: str) -> None:
    problem = refused(written(counter_questionnaire(), old, new))

    assert problem.key == key
    assert told in str(problem)
    assert key in str(problem)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('basis = "LAW"', 'basis = "VOL"', "items.T01.basis"),
        ('source = "Phụ lục III, gạch', 'source = "Phụ lục IV, gạch', "items.T01.source"),
        ("Không phóng nhanh, vượt ẩu", "Không phóng nhanh", "items.T01.text"),
        ("[items.T01]", "[items.X01]", "items.X01.is_local"),
        ("[items.T01]", "[items.T01]\nis_local = true", "items.T01.is_local"),
    ],
)
def test_an_item_of_the_bank_stays_what_it_is(old: str, new: str, key: str) -> None:
    problem = refused(written(household_questionnaire(), old, new))

    assert problem.key == key


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('requires_notice = "A-NOTE"\n', "", "items.A01.requires_notice"),
        ("Nội dung này không hạn chế", "Nội dung này hạn chế", "notices.A-NOTE"),
    ],
)
def test_the_notice_of_peoples_rights_cannot_be_taken_off(old: str, new: str, key: str) -> None:
    problem = refused(written(load_catalogue().questionnaire("HO-4K", frozenset({"A01"})), old, new))

    assert problem.key == key


def test_what_a_locality_writes_into_group_a_stands_beside_the_notice_too() -> None:
    bank = load_catalogue().bank
    words = Text("Không tụ tập sau 22 giờ.", "No gathering after 22:00.")
    built = add_local_item(household_questionnaire(), bank, "A", words)

    problem = refused(written(built, 'requires_notice = "A-NOTE"\n', ""))

    assert [notice.code for notice in from_toml(to_toml(built)).notices_due] == ["A-NOTE"]
    assert problem.key == "items.L01.requires_notice"


def test_a_file_of_the_catalogue_leaves_off_what_is_off_by_default() -> None:
    read = from_toml((CATALOGUE / "ho-4k.toml").read_text("utf-8"))

    assert read == load_catalogue().questionnaire("HO-4K")
    assert "A" not in {item.group for item in read.items}
    assert read.notices_due == ()


def test_a_slip_of_writing_is_told_by_its_line() -> None:
    problem = refused('code = "KS"\nkind = survey\n')

    assert problem.line == 2
    assert str(problem).startswith("Dòng 2, cột 8: chưa đúng cách viết TOML")


@pytest.mark.parametrize(
    "more",
    [
        '[questions.q1]\nkind = "line"\n',
        "[title]\nvi = 'Khác'\n",
        '[questions.q9]\nkind = "line"\nkind = "text"\n',
    ],
)
def test_what_is_said_twice_is_told_as_that_by_its_line(more: str) -> None:
    text = to_toml(counter_questionnaire())

    problem = refused(text + more)

    assert problem.line is not None
    assert problem.line > text.count("\n")
    assert "mục này đã ghi ở trên" in str(problem)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_whatever_editor_wrote_it_the_words_are_the_same(newline: str, form: Any) -> None:
    questionnaire = office_questionnaire()

    text = unicodedata.normalize(form, to_toml(questionnaire)).replace("\n", newline)

    assert from_toml(text) == questionnaire


@pytest.mark.parametrize("code", ["Meta", "validate_q1", "câu", "1", "a-b", "", "__class__"])
def test_a_code_that_no_form_could_have_is_refused(code: str) -> None:
    added = f'\n[questions."{code}"]\nkind = "yes"\nlabel = {{ vi = "Một", en = "One" }}\n'

    problem = refused(to_toml(counter_questionnaire()) + added)

    assert problem.key == f"questions.{code}".rstrip(".") or not code
    assert "mã này không dùng được" in str(problem)


def test_the_words_come_in_the_language_of_the_page() -> None:
    problem = refused("code = 1\n")

    assert problem.words("vi") == str(problem) == "Mục “code”: phải là chữ trong dấu nháy"
    assert "code" in problem.words("en")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "\ud800",
        "[" * 100_000,
        "a" + ".a" * 100_000 + " = 1",
        "a = {a" + ".a" * 100_000 + " = 1}",
        "a" + '. "a"' * 50_000 + " = 1",
        "[a" + ".a" * 100_000 + "]",
        '"""\\' * 50_000,
        "{a=" * 50_000,
        "a = " + "[" * 5_000 + "]" * 5_000,
        "a = " + "9" * 5_000,
        "code = 1979-05-27\n",
        "version = inf\n",
        'items = ["T01"]\nbank = "x"\n',
        'bank = "4K-2026"\nitems = 7\n',
        "scales = 1\nbank = 1\n",
        '[scales]\ns = 1\n[questions.q]\nkind = "scale"\nscale = "s"\n',
        '[scales.1]\na = 1\n[questions.q]\nkind = "scale"\nscale = 1\n',
        "[questions]\nq = []\n",
        '[[questions]]\ncode = "q"\n',
        "[questions.q]\noptions = 1\n",
        "[questions.q]\nrows = 1\n",
        '[questions.q.rows]\nquestions = "x"\n',
        'kind = "campaign"\n',
        '"%s %(key)s {0}" = 1\n',
        "passages = []\n",
    ],
)
def test_whatever_is_handed_in_the_answer_is_one_kind_of_error(text: str) -> None:
    problem = refused(text)

    assert str(problem).isprintable()
    assert problem.words("en").isprintable()
    assert len(str(problem)) < 500


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ("needs at least two", "cần ít nhất hai lựa chọn"),
        ("needs a required question for the signer's name", "cần có câu hỏi bắt buộc về họ tên người ký"),
        ("rows cannot stand in a row", "loại “rows” không đặt được trong dòng lặp lại"),
        ("C9 is not among the consents", "không có ô đồng ý nào mang mã C9"),
        ("must be from 1 to 30", "phải từ 1 đến 30"),
        ("T99 is not in items.toml", "danh mục chung không có điều T99"),
        ("must be as in the bank", "phải giữ đúng như trong danh mục chung"),
        ("must be true for an item that is not in the bank", "phải giữ đúng như trong danh mục chung"),
        ("something 100 % new", "something 100 % new"),
    ],
)
def test_what_the_checks_say_is_told_in_plain_words(problem: str, words: str) -> None:
    assert plain_words(problem, "vi") == words


def test_a_file_too_large_is_not_even_read() -> None:
    problem = refused("#" * (MOST_BYTES + 1))

    assert "256 kB" in str(problem)


def test_an_error_from_deep_below_names_a_long_key_in_short() -> None:
    problem = refused(f'"{"k" * 5000}" = 1\n')

    assert len(str(problem)) < 300


def test_every_questionnaire_of_the_catalogue_is_within_the_limit() -> None:
    sizes: list[Any] = [len(to_toml(ready).encode()) for ready in READY]

    assert len(sizes) >= 9
    assert max(sizes) < MOST_BYTES / 4
