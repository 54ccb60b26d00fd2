"""Every form of the catalogue is there, in both languages, for whom it is meant, and presses nobody."""

import json
import re
import unicodedata
from collections.abc import Iterator

import pytest

from forms.catalogue_reader import load_catalogue
from forms.filling import fill_campaign
from forms.passages import OPTIONAL_PASSAGES, required_passages, usual_passages
from forms.questionnaire import Questionnaire
from forms.text import SIGNING_PLACEHOLDERS, blanks_in
from tests.forms.posts import CAMPAIGN, household_questionnaire

FORMS = load_catalogue().questionnaires
CODES = [form.code for form in FORMS]
SIGNED = [form for form in FORMS if form.kind in ("pledge", "registration")]

T = [f"T{number:02}" for number in range(1, 15)]
PLEDGED = {
    "HO-ATGT": ("household", "ho", T),
    "HO-4K": (
        "household",
        "ho",
        [*T, "M01", "M02", "M03", "M04", "M05", "M09", "A01", "A02", "A03", "A04", "A05"],
    ),
    "CB-ATGT": ("official", "cb", T[:13]),
    "CB-4K": (
        "official",
        "cb",
        [
            "G01",
            "G02",
            "G03",
            "G04",
            "G05",
            "G09",
            "G10",
            "M01",
            "M03",
            "M06",
            "M07",
            "M08",
            "M10",
            *T[:13],
            "A06",
        ],
    ),
    "CQ-4K": ("office", "cq", ["G01", "G02", "G03", "G06", "G07", "G08", "G09", "G11", "M10"]),
}
NOBODY_IS_PRESSED = (
    "chịu xử lý",
    "phải ký",
    "phải đăng ký",
    "100%",
    "đề nghị đánh giá tốt",
    "hạ xếp loại",
    "phê bình",
    "must sign",
    "obliged to sign",
)


def form(code: str) -> Questionnaire:
    return {each.code: each for each in FORMS}[code]


def texts(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Every (Vietnamese, English) of a form."""

    def within(part: object) -> Iterator[tuple[str, str]]:
        if isinstance(part, dict) and part.keys() == {"vi", "en"}:
            yield part["vi"], part["en"]
        elif isinstance(part, dict | list):
            for inner in part.values() if isinstance(part, dict) else part:
                yield from within(inner)

    return within(questionnaire.to_mapping())


def test_the_catalogue_holds_the_nine_forms() -> None:
    assert {each.code: (each.kind, each.subject) for each in FORMS} == {
        "HO-ATGT": ("pledge", "household"),
        "HO-4K": ("pledge", "household"),
        "CB-ATGT": ("pledge", "official"),
        "CB-4K": ("pledge", "official"),
        "CQ-4K": ("registration", "office"),
        "KS-MC": ("survey", "counter"),
        "KS-5YT": ("survey", "counter"),
        "PA-GY": ("feedback", "anyone"),
        "DX-TTHC": ("proposal", "anyone"),
    }


@pytest.mark.parametrize("each", FORMS, ids=CODES)
def test_every_text_is_written_in_both_languages(each: Questionnaire) -> None:
    for vi, en in texts(each):
        assert vi.strip()
        assert en.strip()
        assert unicodedata.is_normalized("NFC", vi)
        assert blanks_in(vi) == blanks_in(en)


@pytest.mark.parametrize("each", FORMS, ids=CODES)
def test_no_english_text_was_left_in_vietnamese(each: Questionnaire) -> None:
    # What is quoted stays as it is in both languages, and so does what holds only blanks, numbers or symbols.
    english = [re.sub(r"“[^”]*”|\{[^}]*\}|Bình Thuận|ĐK", "", en) for _, en in texts(each)]

    assert [
        text for text in english if re.search(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", text)
    ] == []


@pytest.mark.parametrize("each", FORMS, ids=CODES)
def test_nothing_threatens_or_compels(each: Questionnaire) -> None:
    words = json.dumps(each.to_mapping(), ensure_ascii=False).lower()

    assert [threat for threat in NOBODY_IS_PRESSED if threat in words] == []
    assert re.findall(r"(?<!không )bắt buộc", words) == []


@pytest.mark.parametrize("each", FORMS, ids=CODES)
def test_a_form_names_its_place_in_the_plan(each: Questionnaire) -> None:
    assert each.source.startswith(("Phụ lục ", "Mục II."))


@pytest.mark.parametrize("code", PLEDGED)
def test_a_form_has_its_items_in_order_and_only_those_meant_for_it(code: str) -> None:
    subject, audience, items = PLEDGED[code]

    assert [item.code for item in form(code).items] == items
    assert form(code).subject == subject
    assert all(audience in item.audiences for item in form(code).items)


def test_a_household_is_offered_no_group_a_until_it_is_switched_on_and_then_with_its_notice() -> None:
    usual = load_catalogue().questionnaire("HO-4K")
    chosen = load_catalogue().questionnaire("HO-4K", frozenset({"A02"}))

    assert {item.group for item in usual.items} == {"T", "M"}
    assert "M09" not in [item.code for item in usual.items]
    assert usual.notices_due == ()
    assert [notice.code for notice in chosen.notices_due] == ["A-NOTE"]


@pytest.mark.parametrize("code", ["CB-ATGT", "CB-4K"])
def test_an_official_registers_and_strives(code: str) -> None:
    words = json.dumps(form(code).to_mapping(), ensure_ascii=False)

    assert "đăng ký phấn đấu thực hiện" in words
    assert "Đăng ký là tự nguyện." in form(code).passage("voluntary", "vi")
    assert [consent.code for consent in form(code).consents] == ["C1", "C2"]
    assert [question.code for question in form(code).questions if question.required] == [
        "ho_ten",
        "chuc_vu_vi_tri",
        "doi_tuong",
    ]
    assert [option.code for option in form(code).question("doi_tuong").options] == [
        "can_bo",
        "cong_chuc",
        "vien_chuc",
        "nguoi_lao_dong",
    ]


def test_an_office_tells_of_each_work_what_the_plan_asks() -> None:
    block = form("CQ-4K").question("cong_trinh").rows
    assert block is not None
    kinds = {question.code: question.kind for question in block.questions}

    assert (block.min_rows, block.max_rows) == (1, 10)
    assert list(kinds) == [
        *("ten", "thuoc_noi_dung", "loai", "mo_ta", "chi_tieu", "don_vi_tinh", "hien_trang", "muc_tieu"),
        *("dia_diem", "nguoi_phu_trach", "don_vi_phoi_hop", "ngay_bat_dau", "ngay_hoan_thanh", "nguon_luc"),
        "minh_chung",
    ]
    assert {question.code for question in block.questions if question.required} == {
        *("ten", "thuoc_noi_dung", "loai", "mo_ta", "nguoi_phu_trach", "ngay_bat_dau", "ngay_hoan_thanh"),
    }
    assert (kinds["muc_tieu"], kinds["ngay_hoan_thanh"], kinds["minh_chung"]) == ("number", "date", "line")
    assert len(block.suggestions) == 6
    assert block.suggestions[0].vi.startswith("Bình nước dùng chung")


def test_the_works_belong_to_one_of_the_four_and_are_of_four_kinds() -> None:
    block = form("CQ-4K").question("cong_trinh").rows
    assert block is not None
    options = {question.code: [each.code for each in question.options] for question in block.questions}
    slogans = {each.code: each.text for each in load_catalogue().bank.groups}
    belongs = next(question for question in block.questions if question.code == "thuoc_noi_dung")

    assert options["thuoc_noi_dung"] == ["G", "M", "T", "A"]
    assert options["loai"] == ["cong_trinh", "phan_viec", "giai_phap", "cai_tien"]
    assert {each.code: each.text for each in belongs.options} == slogans


def test_the_long_survey_asks_seventeen_things_under_five_factors_and_may_always_be_passed_over() -> None:
    survey = form("KS-5YT")
    factors = {section.code: section.text.vi for section in survey.sections if section.code.startswith("F")}
    asked = [question for question in survey.questions if question.section in factors]

    assert list(factors.values()) == [
        "Tiếp cận dịch vụ",
        "Thủ tục hành chính",
        "Công chức giải quyết công việc",
        "Kết quả giải quyết",
        "Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị",
    ]
    assert [sum(question.section == code for question in asked) for code in factors] == [3, 4, 4, 3, 3]
    scales = [question for question in survey.questions if question.kind == "scale"]
    assert len(scales) == 18
    assert all([option.code for option in each.options] == ["1", "2", "3", "4", "5", "na"] for each in scales)
    assert (survey.question("q7").most, survey.question("q8").max_length) == (3, 500)
    assert [question.code for question in survey.questions if question.required] == ["q6"]


@pytest.mark.parametrize("code", ["KS-MC", "KS-5YT"])
def test_a_survey_asks_for_no_name_and_says_what_it_is_not(code: str) -> None:
    assert not {question.kind for question in form(code).questions} & {
        "name",
        "phone",
        "birth_year",
        "address",
    }
    assert "không phải Chỉ số SIPAS do Bộ Nội vụ công bố" in form(code).passage("not_sipas", "vi")


@pytest.mark.parametrize(
    ("code", "personal"),
    [("PA-GY", ["ho_ten", "so_dien_thoai", "dong_y"]), ("DX-TTHC", ["lien_he", "dong_y"])],
)
def test_feedback_asks_who_sends_it_only_where_an_answer_is_wanted(code: str, personal: list[str]) -> None:
    conditional = [question for question in form(code).questions if question.condition is not None]

    assert [question.code for question in conditional] == personal
    assert {question.condition.question for question in conditional if question.condition} == {
        "muon_duoc_tra_loi"
    }
    assert "không thay cho đơn khiếu nại, tố cáo" in form(code).passage("not_a_complaint", "vi")


@pytest.mark.parametrize("each", FORMS, ids=CODES)
def test_no_ready_campaign_asks_for_what_nobody_would_answer_yet(each: Questionnaire) -> None:
    asked = {code for campaign in load_catalogue().campaigns for code in campaign.forms}

    assert (each.code in asked) == (each.kind not in ("feedback", "proposal"))


@pytest.mark.parametrize("each", SIGNED, ids=lambda each: each.code)
def test_a_form_that_is_signed_holds_every_word_it_may_show(each: Questionnaire) -> None:
    held = {passage.code for passage in each.passages}

    assert set(required_passages(each.kind, each.subject)) <= held
    assert usual_passages(each.kind, each.subject).keys() <= held


def test_a_version_frozen_before_a_passage_came_into_use_reads_as_usual() -> None:
    mapping = household_questionnaire().to_mapping()
    older = [
        row
        for row in mapping["passages"]
        if row["code"] not in OPTIONAL_PASSAGES or row["code"] == "button_add_member"
    ]
    opened = Questionnaire.from_mapping({**mapping, "passages": older})

    assert opened.passage("duty_box", "vi") == (
        "Tôi hiểu: điều nào ghi “Luật đã quy định” thì ai cũng phải chấp hành, dù ký hay không ký."
    )
    assert opened.passage("button_sign_all", "en") == "Pledge all"


def test_the_usual_wording_needs_nothing_that_an_older_version_could_not_fill() -> None:
    blanks = {blank for text in OPTIONAL_PASSAGES.values() for blank in blanks_in(text.vi)}

    assert blanks <= SIGNING_PLACEHOLDERS


@pytest.mark.parametrize("each", FORMS, ids=CODES)
def test_an_opened_campaign_fills_every_form(each: Questionnaire) -> None:
    filled = Questionnaire.from_mapping(fill_campaign(each.to_mapping(), CAMPAIGN))

    assert filled.unfilled == frozenset()
    assert Questionnaire.from_mapping(json.loads(json.dumps(filled.to_mapping()))) == filled
