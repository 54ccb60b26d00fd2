"""Wording a paper in a real browser: the page shows what is typed as it is typed, and works without JavaScript too."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.cookies import SimpleCookie

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize

from pledges.foundation.house import House
from pledges.staff.cookie import COOKIE
from pledges.staff.rules import Grant, Role
from tests.worlds import Village, sign_in

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, app: Flask, house: House, village: Village, live_server: str) -> Iterator[Open]:
    """Opens the certificate's lead in a browser of somebody who words papers."""
    client = app.test_client()
    sign_in(client, house, Grant(Role.ADMINISTRATOR, village.commune_id))
    cookie = client.get_cookie(COOKIE)
    assert cookie
    value = SimpleCookie({COOKIE: cookie.value})[COOKIE].value
    contexts = ExitStack()

    def open_page(width: int = 1280, *, with_script: bool = True) -> Page:
        size: ViewportSize = {"width": width, "height": 800}
        context = browser.new_context(base_url=live_server, java_script_enabled=with_script, viewport=size)
        contexts.callback(context.close)
        context.add_cookies([{"name": COOKIE, "value": value, "url": live_server}])
        page = context.new_page()
        page.goto(f"/staff/stationery/{village.commune_id}/papers/certificate/lead")
        return page

    yield open_page
    contexts.close()


def test_what_is_typed_is_shown_without_a_press_of_a_button(opened: Open) -> None:
    page = opened()
    page.wait_for_selector(".tried__picture")
    before = page.locator(".tried__picture").first.get_attribute("src")

    page.fill("textarea", "Trân trọng ghi nhận {{ loai_chu_the }}")
    page.wait_for_function(
        "before => (document.querySelector('.tried__picture') || {}).src !== before", arg=before
    )

    assert page.locator("[data-state]").inner_text() == "Trang bên dưới theo đúng lời vừa gõ."


def test_faults_are_told_while_one_types(opened: Open) -> None:
    page = opened()
    page.fill("textarea", "Ghi nhận\n<img src=x>")

    page.wait_for_selector("#tried .note--stop")

    assert "Dòng 2: Thẻ <img> không dùng được trong mẫu giấy." in page.locator("#tried").inner_text()


def test_a_value_is_put_where_the_cursor_stands(opened: Open) -> None:
    page = opened()
    page.fill("textarea", "Ghi nhận ")

    page.locator("[data-values] button", has_text="ten_chien_dich").click()

    assert page.input_value("textarea") == "Ghi nhận {{ ten_chien_dich }}"


def test_without_a_script_a_button_shows_the_pages(opened: Open) -> None:
    page = opened(with_script=False)
    page.fill("textarea", "Trân trọng ghi nhận {{ loai_chu_the }}")

    page.get_by_role("button", name="Xem thử").click()

    assert page.locator(".tried__picture").count() == 1
    assert page.input_value("textarea") == "Trân trọng ghi nhận {{ loai_chu_the }}"


@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_read_it_and_nothing_is_cut_off(opened: Open, width: int) -> None:
    page = opened(width)
    page.wait_for_selector(".tried__picture")

    found = Axe().run(page)

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [violation["id"] for violation in found.response["violations"]] == []
