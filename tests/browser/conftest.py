"""A real browser on a real server with a small village: what a phone in somebody's hand does."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import waitress
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright
from waitress import wasyncore

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from tests.worlds import Village, build_village, run_campaign

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
ZALO = (
    "Mozilla/5.0 (Linux; Android 7.1.2; SM-J510FN) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/98.0.4758.101 Mobile Safari/537.36 Zalo android/12100612 ZaloTheme/light ZaloLanguage/vi"
)


@dataclass
class Phone:
    """One browser tab and what it asked for."""

    page: Page
    server: str
    asked: list[Request] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the server by its path."""
        self.page.goto(self.server + path)
        return self.page

    def fill_in(self, **typed: str) -> Page:
        """Tick two items and the needed consent, and type; the representative by default."""
        for box in ("[value=T04]", "[value=T07]", "#C1"):
            self.page.check(box)
        for name, text in {"nguoi_dai_dien": "Nguyễn Hoàng Thùy Phương Khánh Ngọc", **typed}.items():
            self.page.fill(f"#{name}", text)
        return self.page

    def press(self, value: str = "sign") -> Page:
        """Press one of the two buttons and wait for what comes."""
        with self.page.expect_navigation():
            self.page.click(f"button[value={value}]")
        return self.page


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield started
    started.close()


@pytest.fixture
def village(house: House) -> Village:
    return build_village(house, present())


@pytest.fixture
def campaign(house: House, village: Village) -> Campaign:
    """Running today."""
    return run_campaign(house, present(), village.commune_id)


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """Serve the app on a free port of this machine; return its address."""
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=8, ident=None)
    thread = threading.Thread(target=server.run, name="live-server")
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    wasyncore.close_all(server._map, ignore_all=True)
    thread.join()


@pytest.fixture
def phone_context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A small Android phone; a test may ask for other options through ``@pytest.mark.parametrize(indirect)``."""
    options = {"viewport": {"width": 360, "height": 740}, "locale": "vi-VN", "has_touch": True, "is_mobile": True}
    context = browser.new_context(**{**options, **getattr(request, "param", {})})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def phone(phone_context: BrowserContext, live_server: str, campaign: Campaign) -> Iterator[Phone]:
    """A phone that, whatever a test does with it, gets no cookie, asks no other host and meets no script error."""
    phone = Phone(phone_context.new_page(), live_server)
    errors: list[str] = []
    phone.page.on("request", lambda request: phone.asked.append(request))
    phone.page.on("pageerror", lambda error: errors.append(str(error)))
    yield phone
    assert phone_context.cookies() == []
    foreign = [one.url for one in phone.asked if not one.url.startswith((live_server, "data:"))]
    assert foreign == []
    assert errors == []
