"""What the components that only show something promise."""

import pytest

from tests.templates.rendering import render

PARTS = [
    {"kind": "self", "label": "tự ký", "count": 943, "text": "943"},
    {"kind": "paper", "label": "ký giấy", "count": 1149, "text": "1.149"},
    {"kind": "entered", "label": "nhập hộ", "count": 509, "text": "509"},
    {"kind": "reached", "label": "đã tiếp cận, chưa ký", "count": 211, "text": "211"},
    {"kind": "open", "label": "chưa tiếp cận", "count": 212, "text": "212"},
]

GROUPS = [
    (
        "Danh sách",
        "/staff/register",
        [("register", "Danh sách", "/staff/register"), ("units", "Đơn vị", "/staff/units")],
    ),
    ("In ấn", "/staff/prints", [("prints", "In ấn", "/staff/prints")]),
]


def test_the_parts_of_a_share_bar_fill_it_from_left_to_right() -> None:
    made = render("share-bar", '{{ share_bar(parts, 3024, "Tự ký 943", size="small") }}', parts=PARTS)

    bars = [bar for bar in made.all(".//rect") if "x" in bar]
    assert [bar["x"] for bar in bars] == ["0.0%", "31.18%", "69.18%", "86.01%", "92.99%"]
    assert [bar["width"] for bar in bars] == ["31.18%", "38.0%", "16.83%", "6.98%", "7.01%"]


def test_the_parts_of_a_share_bar_differ_by_pattern_too() -> None:
    made = render("share-bar", '{{ share_bar(parts, 3024, "Tự ký 943", size="small") }}', parts=PARTS)

    assert [line["class"] for line in made.all(".//line")] == [
        "share-bar__stripes",
        "share-bar__dots",
        "share-bar__dots",
    ]


def test_a_share_bar_tells_its_counts_in_words() -> None:
    made = render("share-bar", '{{ share_bar(parts, 3024, "Tự ký 943, ký giấy 1.149") }}', parts=PARTS)

    assert made.all(".//svg")[0]["aria-label"] == "Tự ký 943, ký giấy 1.149"
    assert made.texts(".//li")[1] == "ký giấy 1.149"


def test_a_share_bar_of_nothing_is_an_empty_frame() -> None:
    made = render("share-bar", '{{ share_bar(parts, 0, "Chưa có số liệu", size="small") }}', parts=PARTS)

    assert [bar["class"] for bar in made.all(".//rect")] == ["share-bar__frame"]


def test_a_share_bar_marks_the_target_as_a_line() -> None:
    made = render("share-bar", '{{ share_bar([], 10, "Chưa có số liệu", target=90) }}')

    assert made.all(".//line[@class='share-bar__target']")[0]["x1"] == "90%"


def test_a_table_scrolls_in_a_region_named_by_its_caption() -> None:
    columns = [("Thôn", "text"), ("Tự ký", "figure")]

    made = render(
        "table", '{% call table("Theo thôn", columns) %}<tbody></tbody>{% endcall %}', columns=columns
    )

    assert made.all("./div")[0]["tabindex"] == "0"
    assert made.all("./div")[0]["aria-labelledby"] == made.all(".//caption")[0]["id"]
    assert made.texts(".//thead//th") == ["Thôn", "Tự ký"]


def test_a_button_keeps_its_name_and_value() -> None:
    made = render(
        "button", '{{ button("Không cam kết", "quiet", name="decision", value="decline", once=True) }}'
    )

    assert made.all("./button")[0] == {
        "class": "button button--quiet",
        "name": "decision",
        "value": "decline",
        "data-module": "once",
    }


def test_a_button_with_an_address_is_a_link() -> None:
    made = render("button", '{{ button("Về trang đầu", href="/") }}')

    assert made.all("./a")[0]["href"] == "/"
    assert made.texts("./a") == ["Về trang đầu"]


def test_the_last_place_of_a_path_is_this_page() -> None:
    made = render("path", '{{ path([("Xã Hàm Mẫu", "/staff/"), ("Thôn Phú Sơn", None)]) }}')

    assert made.texts(".//a") == ["Xã Hàm Mẫu"]
    assert made.texts(".//*[@aria-current='page']") == ["Thôn Phú Sơn"]


def test_the_section_one_is_in_is_marked() -> None:
    made = render("sections", '{{ sections(groups, "prints") }}', groups=GROUPS)

    assert made.texts(".//a") == ["Danh sách", "In ấn"]
    assert made.texts(".//a[@aria-current='page']") == ["In ấn"]


def test_the_group_of_the_section_one_is_in_is_marked_and_its_sections_stand_below() -> None:
    above = render("sections", '{{ sections(groups, "units") }}', groups=GROUPS)
    below = render("section-parts", '{{ section_parts(groups, "units") }}', groups=GROUPS)

    assert above.texts(".//a[@aria-current='true']") == ["Danh sách"]
    assert below.texts(".//a") == ["Danh sách", "Đơn vị"]
    assert below.texts(".//a[@aria-current='page']") == ["Đơn vị"]


def test_a_group_of_one_section_has_no_row_of_its_own() -> None:
    assert not render("section-parts", '{{ section_parts(groups, "prints") }}', groups=GROUPS).all(".//a")


def test_signing_out_is_a_form_with_the_staff_members_token() -> None:
    made = render("signed-in", '{{ signed_in("Nguyễn Thị Lan", "Xã Hàm Mẫu", "/staff/sign-out", "k7") }}')

    assert made.all(".//form")[0] == {"method": "post", "action": "/staff/sign-out"}
    assert made.all(".//input")[0]["value"] == "k7"


def test_the_header_leads_home() -> None:
    made = render("header", '{{ header("Xã Hàm Mẫu", "/en/", under="Tỉnh Lâm Đồng") }}')

    assert made.all(".//a")[0]["href"] == "/en/"
    assert made.texts(".//a") == ["Xã Hàm MẫuTỉnh Lâm Đồng"]


def test_the_language_switch_names_the_other_language_in_that_language() -> None:
    to_english = render("language-switch", '{{ language_switch("vi", "/en/") }}')
    to_vietnamese = render("language-switch", '{{ language_switch("en", "/") }}')

    assert (to_english.all("./a")[0]["lang"], to_english.texts("./a")) == ("en", ["English"])
    assert (to_vietnamese.all("./a")[0]["lang"], to_vietnamese.texts("./a")) == ("vi", ["Tiếng Việt"])


def test_one_page_needs_no_pager() -> None:
    assert render("pager", "{{ pager(1, 1) }}").html == ""


def test_the_first_of_several_pages_leads_on_only() -> None:
    made = render("pager", '{{ pager(1, 7, None, "/staff/register?page=2") }}')

    assert made.texts(".//a") == ["Trang sau"]
    assert made.texts(".//span") == ["Trang 1 trên 7"]


def test_a_finished_step_says_so_in_words() -> None:
    made = render(
        "steps", '{{ steps([("Chọn tệp", "done", "/"), ("Xem trước", "now"), ("Nhập", "later")]) }}'
    )

    assert "(đã xong)" in made.texts(".//li")[0]
    assert [step.get("aria-current") for step in made.all(".//li")] == [None, "step", None]


def test_a_fact_that_can_be_changed_says_which_one_its_link_changes() -> None:
    made = render(
        "definition",
        '{{ definition([("Từ ngày", "01/9/2026", "/edit", "Sửa"), ("Đối tượng", "Hộ gia đình")]) }}',
    )

    assert made.texts(".//a") == ["Sửa: Từ ngày"]
    assert made.texts(".//dt") == ["Từ ngày", "Đối tượng"]


def test_progress_is_told_in_words_as_well() -> None:
    made = render("progress", '{{ progress(212, 318, "Đang đọc tệp") }}')

    assert "212 trên 318" in made.texts(".//span")
    assert made.all(".//progress")[0]["aria-label"] == "Đang đọc tệp"


def test_a_receipt_shows_its_code_untranslated() -> None:
    made = render("receipt", '{{ receipt("7K3M-9QXT-4WPH2", "Mã biên nhận", image_url="/qr") }}')

    assert made.texts(".//strong[@translate='no']") == ["7K3M-9QXT-4WPH2"]
    assert made.all(".//img")[0]["alt"] == "Mã QR của biên nhận này"


def test_a_drawing_is_silent_for_screen_readers() -> None:
    assert render("icon", '{{ icon("tick") }}').all("./svg")[0]["aria-hidden"] == "true"


def test_a_note_about_a_finished_act_is_announced() -> None:
    made = render("note", '{% call note("done", title="Đã lưu.") %}<p>Cảm ơn ông Đức.</p>{% endcall %}')

    assert made.all("./div")[0]["role"] == "status"


def test_a_search_keeps_what_was_asked() -> None:
    made = render("search", '{{ search("/staff/register", "Tìm theo tên", value="duc nguyen") }}')

    assert made.all(".//input")[0]["value"] == "duc nguyen"
    assert made.all(".//label")[0]["for"] == made.all(".//input")[0]["id"]


@pytest.mark.parametrize(
    ("component", "call", "words"),
    [
        ("sample-banner", "{{ sample_banner() }}", "Dữ liệu mẫu, không có thật"),
        ("status-tag", '{{ status_tag("Đã ký", "done") }}', "Đã ký"),
        ("figure", '{{ figure("31,2%", "hộ tự ký") }}', "31,2% hộ tự ký"),
        ("figure", '{% call figure("31,2%", "hộ tự ký") %}943 hộ{% endcall %}', "31,2% hộ tự ký943 hộ"),
        (
            "empty-state",
            '{{ empty_state("Chưa có đợt nào", "Khi có sẽ thấy ở đây.") }}',
            "Chưa có đợt nàoKhi có sẽ thấy ở đây.",
        ),
        (
            "more",
            '{% call more("Rút lại cam kết") %}Không cần nêu lý do.{% endcall %}',
            "Rút lại cam kếtKhông cần nêu lý do.",
        ),
        ("card", '{% call card("Thông tin", id="facts") %}Xã Hàm Mẫu{% endcall %}', "Thông tinXã Hàm Mẫu"),
        ("tools", '{% call tools("Hộ gia đình", "318 hộ") %}In{% endcall %}', "Hộ gia đình318 hộIn"),
        ("tabs", '{{ tabs([("a", "Theo đơn vị", "/")], "a", "Các biểu") }}', "Theo đơn vị"),
        ("footer", '{{ footer("Xã Hàm Mẫu", [("Trợ giúp", "/help")]) }}', "Trợ giúpXã Hàm Mẫu"),
        ("group", '{% call group("Người đại diện hộ") %}…{% endcall %}', "Người đại diện hộ…"),
    ],
)
def test_a_component_shows_its_words(component: str, call: str, words: str) -> None:
    made = render(component, call)

    assert "".join(text.strip("\n") for text in made.texts("./*")).replace("\n", "") == words
