"""The half minute at a counter in a real browser: on one's own phone, on the tablet that everybody uses, by staff."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page, expect

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.satisfaction.rules import SurveyRound
from pledges.staff.cookie import COOKIE
from pledges.staff.rules import Grant, Role
from tests.browser.phones import DESK, IN_ZALO, NO_SCRIPT, SMALL, Phone
from tests.worlds import Village, sign_in

pytestmark = pytest.mark.browser

TABLET = {"viewport": {"width": 800, "height": 1280}}
SCREENS = [{}, SMALL, TABLET]
SCREEN_NAMES = ["360", "320", "tablet"]
BROWSERS = [*SCREENS, NO_SCRIPT, IN_ZALO]
BROWSER_NAMES = [*SCREEN_NAMES, "no script", "Zalo"]
# Whole rows are targets: what a thumb finds on the go.
SMALLEST_TARGET = 48
Way = Callable[[Phone, Village], None]


def answer(phone: Phone, **chosen: str) -> None:
    """Choose by question, the level of satisfaction by default."""
    for question, level in {"q1": "4", **chosen}.items():
        phone.page.check(f"[name={question}][value='{level}']")


def send(phone: Phone) -> None:
    with phone.page.expect_navigation():
        phone.page.click("main form button")


def kept(house: House) -> int:
    return sum(house.sealed.counts("answers:").values())


def to_survey(phone: Phone, village: Village) -> None:
    phone.open(f"/S/{village.counter_code}")


def to_english_survey(phone: Phone, village: Village) -> None:
    phone.open(f"/en/S/{village.counter_code}")


def to_delay(phone: Phone, village: Village) -> None:
    to_survey(phone, village)
    answer(phone, q2="tre_hen", q2b="khong", q3="na", q4="tu_4", q5="co")


def to_mistake(phone: Phone, village: Village) -> None:
    to_survey(phone, village)
    send(phone)


def to_thanks(phone: Phone, village: Village) -> None:
    to_delay(phone, village)
    send(phone)


WAYS: dict[str, Way] = {
    "survey": to_survey,
    "in English": to_english_survey,
    "after a delay": to_delay,
    "with a mistake": to_mistake,
    "thanks": to_thanks,
}


def assert_everyone_can_read(page: Page) -> None:
    found = Axe().run(page)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert found.violations_count == 0, found.generate_report()
    assert wider <= 0


@pytest.mark.parametrize("phone_context", BROWSERS, ids=BROWSER_NAMES, indirect=True)
def test_a_visitor_answers_and_is_thanked(phone: Phone, house: House, village: Village) -> None:
    to_survey(phone, village)
    answer(phone, q2="dung_hen", q3="5", q4="1", q5="khong")
    phone.page.fill("#q6", "Thêm ghế ngồi chờ")
    send(phone)

    assert phone.page.url == f"{phone.server}/thanks"
    expect(phone.page.locator("h1")).to_have_text("Cảm ơn ông/bà. Phiếu đã được ghi nhận, không kèm tên.")
    assert kept(house) == 1


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("phone_context", SCREENS, ids=SCREEN_NAMES, indirect=True)
def test_everyone_can_read_the_page_on_every_screen(phone: Phone, village: Village, way: Way) -> None:
    way(phone, village)

    assert_everyone_can_read(phone.page)


@pytest.mark.parametrize("phone_context", SCREENS, ids=SCREEN_NAMES, indirect=True)
def test_what_is_pressed_is_large(phone: Phone, village: Village) -> None:
    to_survey(phone, village)

    rows = phone.page.locator(".scale__label, .choice__label, main form button").locator("visible=true")
    heights = rows.evaluate_all("rows => rows.map(row => row.offsetHeight)")

    assert len(heights) == 5 + 4 + 6 + 4 + 3 + 1
    assert min(heights) >= SMALLEST_TARGET


def test_the_question_about_a_delay_comes_with_the_delay_and_goes_with_it(
    phone: Phone, village: Village
) -> None:
    to_survey(phone, village)
    question = phone.page.get_by_text("Nếu trễ hẹn: Ông/bà có nhận được văn bản xin lỗi và hẹn lại không?")
    expect(question).to_be_hidden()

    answer(phone, q2="tre_hen")
    expect(question).to_be_visible()
    answer(phone, q2="dung_hen")

    expect(question).to_be_hidden()


@pytest.mark.parametrize("phone_context", [NO_SCRIPT], ids=["no script"], indirect=True)
def test_without_script_the_question_about_a_delay_is_there(phone: Phone, village: Village) -> None:
    to_survey(phone, village)

    expect(phone.page.get_by_text("Nếu trễ hẹn: Ông/bà có nhận được")).to_be_visible()


@pytest.mark.parametrize("phone_context", [{}, NO_SCRIPT], ids=["script", "no script"], indirect=True)
def test_a_double_tap_is_one_answer(phone: Phone, house: House, village: Village) -> None:
    to_survey(phone, village)
    answer(phone)

    phone.page.dblclick("main form button", no_wait_after=True)
    # The second tap cuts the first answer off, which is no failure: wait for the address, not for one navigation.
    expect(phone.page).to_have_url(re.compile("/thanks$"), timeout=20_000)

    assert kept(house) == 1


@pytest.mark.parametrize("phone_context", [{}, NO_SCRIPT], ids=["script", "no script"], indirect=True)
def test_a_missing_level_is_asked_for_and_nothing_is_lost(
    phone: Phone, house: House, village: Village
) -> None:
    to_survey(phone, village)
    phone.page.check("[name=q5][value=co]")
    phone.page.fill("#q6", "Bị gợi ý đưa tiền")
    send(phone)
    phone.page.click("text=Chọn một mức hài lòng >> nth=0")
    assert (phone.page.is_checked("[name=q5][value=co]"), phone.page.input_value("#q6")) == (
        True,
        "Bị gợi ý đưa tiền",
    )

    answer(phone)
    send(phone)

    assert kept(house) == 1


@pytest.mark.parametrize(
    "phone_context", [TABLET, {**TABLET, **NO_SCRIPT}], ids=["script", "no script"], indirect=True
)
def test_on_a_shared_tablet_the_next_visitor_finds_nothing_of_the_last(
    phone: Phone, house: House, village: Village
) -> None:
    to_survey(phone, village)
    answer(phone, q2="tre_hen")
    phone.page.fill("#q6", "Ý kiến của người trước")
    send(phone)

    phone.page.go_back()

    expect(phone.page.locator("input:checked")).to_have_count(0)
    expect(phone.page.locator("#q6")).to_have_value("")
    answer(phone, q1="1")
    send(phone)
    assert kept(house) == 2


def test_the_thanks_do_not_lead_back_to_the_counter(phone: Phone, village: Village) -> None:
    to_thanks(phone, village)

    assert village.counter_code not in phone.page.content()
    assert phone.page.locator("main a").count() == 0


@pytest.fixture
def head(
    phone_context: BrowserContext, live_server: str, client: FlaskClient, house: House, village: Village
) -> Page:
    """A browser in which a head of the commune's offices is signed in, on the page of surveys."""
    sign_in(client, house, Grant(Role.HEAD_OF_OFFICE, village.commune_id))
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    phone_context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": live_server}])
    page = phone_context.new_page()
    page.goto(f"{live_server}/staff/satisfaction")
    return page


@pytest.mark.parametrize("phone_context", [DESK, {}], ids=["desk", "phone"], indirect=True)
def test_staff_read_how_many_came_in_tens(
    head: Page, house: House, village: Village, campaign: Campaign
) -> None:
    answers = {bytes([place]) * 16: b'{"q1":"4"}' for place in range(47)}
    house.sealed.drop_all(SurveyRound(campaign.id, village.counter_id).name, answers, present().now)

    head.reload()

    expect(head.get_by_role("row", name="1. Hộ tịch, chứng thực")).to_contain_text("từ 40")
    assert_everyone_can_read(head)
