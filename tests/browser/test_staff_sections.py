"""The staff's navigation in a real browser: one line on a desk's screen, small on a phone, readable by everyone."""

from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from pledges.foundation.house import House
from pledges.staff.cookie import COOKIE
from pledges.staff.rules import Grant, Role
from tests.worlds import Village, sign_in

pytestmark = pytest.mark.browser
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


@pytest.fixture
def clerk(browser: Browser, app: Flask, house: House, village: Village, live_server: str) -> Iterator[Page]:
    """Somebody who holds every section: administrator, and head of the hamlet; without JavaScript."""
    client = app.test_client()
    grants = (Grant(Role.ADMINISTRATOR, village.commune_id), Grant(Role.HAMLET_HEAD, village.hamlet_id))
    sign_in(client, house, *grants, name="Nguyễn Hoàng Thùy Phương Khánh Ngọc")
    value = client.get_cookie(COOKIE)
    assert value
    context = browser.new_context(java_script_enabled=False, base_url=live_server)
    context.add_cookies(
        [{"name": COOKIE, "value": SimpleCookie({COOKIE: value.value})[COOKIE].value, "url": live_server}]
    )
    yield context.new_page()
    context.close()


def tops(page: Page, selector: str) -> set[int]:
    return {round(box["y"]) for link in page.locator(selector).all() if (box := link.bounding_box())}


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_groups_the_name_and_the_way_out_are_one_line_on_a_desk(clerk: Page, language: str) -> None:
    clerk.set_viewport_size(DESK)
    clerk.goto(f"{language}/staff/units")

    assert clerk.locator(".sections__link").count() == 6
    assert len(tops(clerk, ".sections__link")) == 1
    header = clerk.locator(".header").bounding_box()
    assert header
    assert header["height"] < 80
    assert len(tops(clerk, ".section-parts__link")) == 1


@pytest.mark.parametrize("address", ["/staff/tonight", "/staff/campaigns", "/en/staff/exclusions"])
def test_on_a_phone_it_takes_two_lines_and_nothing_is_cut_off(clerk: Page, address: str) -> None:
    clerk.set_viewport_size(PHONE)
    clerk.goto(address)

    assert len(tops(clerk, ".sections__link")) <= 3
    widest = max(
        box["x"] + box["width"]
        for box in (link.bounding_box() for link in clerk.locator("nav a").all())
        if box
    )
    assert widest <= PHONE["width"]


@pytest.mark.parametrize("address", ["/staff/", "/staff/review", "/staff/campaigns"])
def test_everyone_can_use_it(browser: Browser, clerk: Page, address: str) -> None:
    state = clerk.context.storage_state()
    clerk.goto(address)
    with browser.new_context(storage_state=state) as context:
        page = context.new_page()
        page.goto(clerk.url)

        found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
