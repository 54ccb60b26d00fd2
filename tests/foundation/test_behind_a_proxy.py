"""Who is asking, as the real server tells it: what a proxy of our own says counts, what anybody else says does not."""

import http.client
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
import waitress
from waitress import wasyncore

from app import create_app
from pledges.config import Config
from pledges.foundation.house import House, this_house
from pledges.foundation.misses import MOST_MISSES
from pledges.links.rules import code_of
from pledges.serving import SERVER_LIMITS

GUESSER, NEIGHBOUR = "203.0.113.7", "203.0.113.8"


@pytest.fixture(params=[0, 1])
def proxies(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def port(config: Config, proxies: int) -> Iterator[int]:
    """Serve the program as ``./run`` does, on a free port, with so many proxies of our own in front."""
    app = create_app(replace(config, trusted_proxies=proxies))
    server = waitress.create_server(app, host="127.0.0.1", port=0, ident=None, **SERVER_LIMITS)
    thread = threading.Thread(target=server.run, name="behind-a-proxy")
    thread.start()
    yield int(server.effective_port)
    server.close()
    wasyncore.close_all(server._map, ignore_all=True)
    thread.join()
    with app.app_context():
        this_house().database.dispose()
        this_house().sealed.dispose()


def guess(port: int, house: House, number: int, forwarded_for: str) -> int:
    """Try a code that nobody has, said to come from an address; return the status."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request(
        "GET",
        f"/S/{code_of(house.keys, 'household', 1_000_000 + number)}",
        headers={"X-Forwarded-For": forwarded_for},
    )
    status = line.getresponse().status
    line.close()
    return status


@pytest.mark.parametrize("proxies", [1], indirect=True)
def test_behind_our_own_proxy_each_visitor_has_misses_of_their_own(port: int, house: House) -> None:
    guessed = [guess(port, house, number, GUESSER) for number in range(MOST_MISSES + 1)]

    assert guessed[-1] == 429
    assert guess(port, house, 99, NEIGHBOUR) == 404


@pytest.mark.parametrize("proxies", [1], indirect=True)
def test_what_stands_before_our_own_proxys_word_is_not_believed(port: int, house: House) -> None:
    guessed = [
        guess(port, house, number, f"198.51.100.{number}, {GUESSER}") for number in range(MOST_MISSES + 1)
    ]

    assert guessed[-1] == 429


@pytest.mark.parametrize("proxies", [0], indirect=True)
def test_without_a_proxy_nobody_is_somebody_else(port: int, house: House) -> None:
    guessed = [guess(port, house, number, f"198.51.100.{number}") for number in range(MOST_MISSES + 1)]

    assert guessed[-1] == 429
