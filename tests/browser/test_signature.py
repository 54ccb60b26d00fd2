"""A signature drawn with a finger in a real browser; it is a help to some and needed by nobody."""

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import func, select

from pledges.foundation.house import House
from pledges.responses.tables import Signature
from tests.browser.phones import DESK, NO_SCRIPT, Phone
from tests.worlds import Village

pytestmark = pytest.mark.browser

# What the page has in a browser of before pointer events: nothing else is taken away.
WITHOUT_POINTER_EVENTS = "delete window.PointerEvent"


def opened_pad(page: Page) -> Locator:
    page.click(".signature summary")
    pad = page.locator(".signature canvas")
    expect(pad).to_be_visible()
    pad.scroll_into_view_if_needed()
    return pad


def draw(page: Page, pad: Locator) -> None:
    """Draw one line from left to right with the mouse."""
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 10, steps=5)
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 20, steps=5)
    page.mouse.up()


def drawn(page: Page) -> str:
    return page.locator("input[name=signature]").input_value()


@pytest.mark.parametrize("phone_context", [{}, DESK], ids=["phone", "desk"], indirect=True)
def test_a_drawn_signature_is_kept_with_the_pledge(phone: Phone, house: House, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")
    phone.fill_in()
    draw(page, opened_pad(page))

    phone.press()

    expect(page.locator(".receipt__code")).to_be_visible()
    with house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Signature)) == 1


@pytest.mark.parametrize("phone_context", [DESK], ids=["desk"], indirect=True)
def test_an_old_browser_without_pointer_events_draws_too(phone: Phone, village: Village) -> None:
    phone.page.add_init_script(WITHOUT_POINTER_EVENTS)
    page = phone.open(f"/S/{village.codes[0]}")

    draw(page, opened_pad(page))

    assert drawn(page).count(",") >= 8


def test_a_finger_draws_where_there_are_only_touch_events(phone: Phone, village: Village) -> None:
    phone.page.add_init_script(WITHOUT_POINTER_EVENTS)
    page = phone.open(f"/S/{village.codes[0]}")
    pad = opened_pad(page)
    box = pad.bounding_box()
    assert box is not None
    finger = page.context.new_cdp_session(page)

    for kind, at in (("touchStart", 30), ("touchMove", 90), ("touchMove", 150), ("touchEnd", None)):
        points = [] if at is None else [{"x": box["x"] + at, "y": box["y"] + at / 4}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    assert drawn(page).count(",") == 3


def test_clearing_takes_the_drawing_away(phone: Phone, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")
    draw(page, opened_pad(page))

    page.click(".signature button")

    assert drawn(page) == ""


def test_a_drawing_survives_a_page_to_correct(phone: Phone, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")
    phone.fill_in(nguoi_dai_dien="")
    draw(page, opened_pad(page))
    before = drawn(page)

    phone.press()

    expect(page.locator(".signature canvas")).to_be_visible()
    assert drawn(page) == before != ""


def test_the_pad_costs_nothing_until_it_is_opened(phone: Phone, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")
    before = [one.url for one in phone.asked if "/signature" in one.url]

    opened_pad(page)

    assert before == []
    assert len([one for one in phone.asked if "/signature" in one.url]) == 1


@pytest.mark.parametrize("phone_context", [NO_SCRIPT], ids=["no script"], indirect=True)
def test_without_script_there_is_no_pad_and_the_name_is_enough(phone: Phone, village: Village) -> None:
    page = phone.open(f"/S/{village.codes[0]}")

    page.click(".signature summary")

    expect(page.locator(".signature canvas")).to_be_hidden()
    expect(page.locator(".signature p").first).to_be_visible()
