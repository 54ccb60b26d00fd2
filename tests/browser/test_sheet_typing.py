"""A tired clerk with a sign sheet: twenty rows typed in with the keyboard alone, and how many keys that takes."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import short_date
from pledges.staff.cookie import COOKIE
from pledges.staff.rules import Grant, Role
from tests.browser.phones import DESK
from tests.entry.papers import pledges_in, sheets
from tests.tallies.worlds import add_hamlet
from tests.worlds import Village, run_campaign, sign_in

# Two minutes, at the pace of somebody who looks for the keys.
KEYS_IN_TWO_MINUTES = 120


class Keyboard:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.strokes = 0

    def type(self, text: str) -> None:
        """Type a text, key by key."""
        self.page.keyboard.type(text)
        self.strokes += len(text)

    def press(self, key: str, times: int = 1) -> None:
        """Press one key, perhaps several times."""
        for _ in range(times):
            self.page.keyboard.press(key)
        self.strokes += times

    def send(self) -> None:
        """Press Enter, and wait for the next page and its cursor, which comes a moment later."""
        with self.page.expect_navigation():
            self.press("Enter")
        self.page.locator(":focus").wait_for()


@pytest.fixture
def desk(
    app: Flask, house: House, browser: Browser, live_server: str, village: Village
) -> Iterator[BrowserContext]:
    client = app.test_client()
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    cookie = client.get_cookie(COOKIE)
    assert cookie
    context = browser.new_context(viewport=DESK["viewport"], locale="vi-VN")
    context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": live_server}])
    yield context
    context.close()


def sheet_page(desk: BrowserContext, address: str) -> Page:
    """Open the page of a sheet; the cursor stands in its first field by itself."""
    page = desk.new_page()
    page.goto(address)
    page.locator("input[name=lines]:focus").wait_for()
    return page


def test_a_whole_sheet_is_typed_with_few_keys(
    house: House, village: Village, desk: BrowserContext, live_server: str
) -> None:
    hamlet_id = add_hamlet(house, present(), village.commune_id, "Thôn Tân Lập 1", 20)
    campaign = run_campaign(house, present(), village.commune_id)
    (sheet_id,) = sheets(house, present(1), campaign.id, hamlet_id)
    keys = Keyboard(sheet_page(desk, f"{live_server}/staff/sheets/{sheet_id}"))

    keys.type("1-7 9-20")
    keys.press("Tab")
    keys.type(short_date(present().today))
    keys.press("Tab")
    keys.type("Tủ hồ sơ số 2, Văn phòng xã")
    keys.send()
    keys.send()

    assert keys.page.get_by_role("heading", name="Đã nhập").count() == 1
    assert len(pledges_in(house)) == 19
    assert keys.strokes <= KEYS_IN_TWO_MINUTES
    print(f"keys={keys.strokes}")


def test_a_row_that_differs_is_reached_by_keyboard(
    house: House, village: Village, desk: BrowserContext, live_server: str
) -> None:
    campaign = run_campaign(house, present(), village.commune_id)
    (sheet_id,) = sheets(house, present(1), campaign.id, village.hamlet_id)
    keys = Keyboard(sheet_page(desk, f"{live_server}/staff/sheets/{sheet_id}"))

    keys.type("1-3")
    keys.press("Tab")
    keys.type(short_date(present().today))
    keys.press("Tab")
    keys.type("Tủ 2")
    # Past the two lines of consents and the button to the first row: it opens with the space bar.
    keys.press("Tab", 4)
    keys.press("Space")
    keys.press("Tab")
    keys.type("Trần Thị Ngọc Ánh")
    keys.press("Tab")
    keys.type("1-3 7")
    keys.send()
    keys.send()

    first = pledges_in(house)[0]
    assert (first.signer_name, len(first.items)) == ("Trần Thị Ngọc Ánh", 4)
