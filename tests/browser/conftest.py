"""A real browser on a real server with a small village: what a phone in somebody's hand does."""

import threading
from collections.abc import Iterator

import pytest
import waitress
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright
from waitress import wasyncore

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from tests.browser.phones import ANDROID, Phone
from tests.worlds import Village, build_village, run_campaign

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


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
    is_closing = threading.Event()

    def serve() -> None:
        try:
            server.run()
        except OSError:
            # Its sockets may be closed while it waits for them.
            if not is_closing.is_set():
                raise

    thread = threading.Thread(target=serve, name="live-server")
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    is_closing.set()
    server.close()
    wasyncore.close_all(server._map, ignore_all=True)
    thread.join()


@pytest.fixture
def phone_context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A small Android phone; a test may ask for other options through ``@pytest.mark.parametrize(indirect)``."""
    context = browser.new_context(**{**ANDROID, **getattr(request, "param", {})})
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def phone(phone_context: BrowserContext, live_server: str, campaign: Campaign) -> Iterator[Phone]:
    """A phone that, whatever a test does with it, gets no cookie, asks no other host and meets no script error."""
    phone = Phone(phone_context.new_page(), live_server)
    errors: list[str] = []
    phone.page.on("request", phone.note)
    phone.page.on("pageerror", lambda error: errors.append(str(error)))
    yield phone
    assert phone_context.cookies() == []
    foreign = [one.url for one in phone.asked if not one.url.startswith((live_server, "data:"))]
    assert foreign == []
    assert errors == []
