"""Whoever starts the program twice reads what to do, not where in the code it stopped."""

import gc
import socket

import pytest
from flask import Flask

from pledges.serving import listen


# waitress forgets the socket that it could not bind; the process ends with it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_port_in_use_is_named_with_the_way_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other_program:
        port = other_program.getsockname()[1]

        with pytest.raises(SystemExit, match=f"Port {port} is in use.*PLEDGES_PORT={port + 1}"):
            listen(Flask(__name__), "127.0.0.1", port)

    gc.collect()
