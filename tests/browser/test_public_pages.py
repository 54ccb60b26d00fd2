"""Every public page in a real browser: light, readable by everyone, nothing cut off on the smallest phone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from tests.browser.phones import DESK, SMALL, Phone
from tests.worlds import Village, run_campaign

pytestmark = pytest.mark.browser

Way = Callable[[Phone, House, Village], None]


def to(path: str) -> Way:
    """Open an address; {code}, {counter} and {commune} stand for the village's."""

    def go(phone: Phone, house: House, village: Village) -> None:
        phone.open(path.format(code=village.codes[0], counter=village.counter_code))

    return go


def to_mistakes(phone: Phone, house: House, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")
    page.fill("#nam_sinh", "mười")
    phone.press()


def to_everything_open(phone: Phone, house: House, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")
    page.click("summary:has-text('Đọc toàn văn thông báo')")
    page.click("summary:has-text('Thành viên')")
    page.fill("#members-0-name", "H'Hen Niê")


def to_receipt(phone: Phone, house: House, village: Village) -> None:
    to_everything_open(phone, house, village)
    phone.fill_in()
    phone.press()
    phone.page.click("summary")


def to_withdrawal(phone: Phone, house: House, village: Village) -> None:
    to_receipt(phone, house, village)
    phone.open(phone.page.url.removeprefix(phone.server) + "/withdraw")


def to_withdrawn(phone: Phone, house: House, village: Village) -> None:
    to_withdrawal(phone, house, village)
    with phone.page.expect_navigation():
        phone.page.click("button")


def to_signed_door(phone: Phone, house: House, village: Village) -> None:
    to_receipt(phone, house, village)
    phone.open(f"/S/{village.codes[0]}")


def to_first_stays(phone: Phone, house: House, village: Village) -> None:
    to_receipt(phone, house, village)
    phone.page.go_back()
    phone.page.fill("#nguoi_dai_dien", "Trần Thị Hòa")
    phone.press()


def to_choice(phone: Phone, house: House, village: Village) -> None:
    run_campaign(house, present(), village.commune_id)
    phone.open(f"/S/{village.codes[0]}")


def to_unfindable(phone: Phone, house: House, village: Village) -> None:
    phone.open("/")
    phone.page.fill("#code", "ABC")
    with phone.page.expect_navigation():
        phone.page.click("main button")


WAYS: dict[str, Way] = {
    "front": to("/"),
    "what cannot be found": to_unfindable,
    "campaign": to("/C/4k-2026-xa-ham-mau"),
    "privacy": to("/privacy"),
    "help": to("/help"),
    "pledge": to("/S/{code}"),
    "pledge in English": to("/en/S/{code}"),
    "pledge, everything open": to_everything_open,
    "pledge with mistakes": to_mistakes,
    "receipt": to_receipt,
    "withdrawal": to_withdrawal,
    "withdrawn": to_withdrawn,
    "signed door": to_signed_door,
    "first stays": to_first_stays,
    "choice": to_choice,
    "noted": to("/noted"),
    "mistyped code": to("/S/ABC"),
    "unknown code": to("/S/2222222222222"),
    "no such page": to("/khong-co"),
    "survey": to("/S/{counter}"),
}


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("phone_context", [SMALL], ids=["320"], indirect=True)
def test_everyone_can_read_the_page_on_the_smallest_phone(
    phone: Phone, house: House, village: Village, way: Way
) -> None:
    way(phone, house, village)

    found = Axe().run(phone.page)

    assert found.violations_count == 0, found.generate_report()
    assert overflow(phone.page) <= 0


@pytest.mark.parametrize("phone_context", [SMALL], ids=["320"], indirect=True)
def test_very_long_names_do_not_break_the_page(phone: Phone, village: Village) -> None:
    phone.open(f"/S/{village.codes[0]}")
    phone.fill_in(nguoi_dai_dien="Nguyễnhoàngthùyphươngkhánhngọcthảonguyên" * 3)

    phone.press()

    assert overflow(phone.page) <= 0


@pytest.mark.parametrize("phone_context", [DESK], ids=["desk"], indirect=True)
def test_a_wide_screen_shows_one_column_of_text(phone: Phone, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")

    column = page.locator("main").bounding_box()

    assert column is not None
    assert column["width"] <= 720


def test_a_first_visit_is_light(phone: Phone, village: Village) -> None:
    phone.open(f"/S/{village.codes[0]}")
    phone.page.wait_for_load_state("networkidle")

    fetched = [one for one in phone.asked if not one.url.startswith("data:")]
    sizes = [one.sizes() for one in fetched]
    weight = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)

    # One round trip's window of ten packets, as RFC 6928 has it.
    assert len(fetched) <= 3
    assert weight <= 14_000


def test_a_public_page_sets_no_cookie_and_asks_no_other_host(
    phone: Phone, village: Village, campaign: Campaign
) -> None:
    page = phone.open("/")
    page.click(f"a[href='/C/{campaign.slug}']")
    phone.open(f"/S/{village.codes[0]}")
    phone.fill_in()
    phone.press()

    assert page.context.cookies() == []
    assert {one.url.split("/")[2] for one in phone.asked if not one.url.startswith("data:")} == {
        phone.server.removeprefix("http://")
    }
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


def test_without_style_sheet_the_page_still_reads_in_order(phone: Phone, village: Village) -> None:
    phone.page.route("**/*.css", lambda route: route.abort())

    text = phone.open(f"/S/{village.codes[0]}").inner_text("body")

    order = (
        "Ký là tự nguyện",
        "Gia đình tôi cam kết",
        "Người đại diện hộ",
        "Đồng ý xử lý dữ liệu",
        "Không cam kết",
    )
    places = [text.index(words) for words in order]
    assert places == sorted(places)
