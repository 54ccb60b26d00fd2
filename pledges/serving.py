"""Serves the program on one machine: migrates, loads the sample commune once, prints where to begin, answers."""

import argparse
import errno
import gc
import ipaddress
import os
import socket
import sys
from collections.abc import Callable

import waitress
from flask import Flask

from pledges.config import Config, SettingsInvalid
from pledges.demo.acts import load_when_empty
from pledges.demo.commands import HOUSEHOLDS, SEED
from pledges.demo.queries import was_removed
from pledges.demo.starting import starting_points
from pledges.foundation.house import House, this_house
from pledges.foundation.logs import set_up_logs
from pledges.foundation.migrating import migrate
from pledges.foundation.moments import present
from pledges.prints.jobs import sweep
from pledges.units.jobs import DUE_STEP
from pledges.units.queries.tree import has_real

SERVER_LIMITS = {
    # A handler that waits for the disk leaves its thread; eight keep a small machine busy.
    "threads": 8,
    # What is larger than any body that a page takes is refused while it arrives; the default is 1 GB, spooled to disk.
    "max_request_body_size": 22 * 1024 * 1024,
    # Half of the default: longer than the slowest honest phone pauses.
    "channel_timeout": 60,
    # A hundred idle connections, the default, one machine alone could hold; these cost memory and no thread.
    "connection_limit": 1000,
    "asyncore_use_poll": True,
    # Left alone, it takes away what a proxy says; whom to believe is decided by PLEDGES_TRUSTED_PROXIES (ProxyFix).
    "clear_untrusted_proxy_headers": False,
}
"""How waitress is set."""


def serve(create_app: Callable[[Config], Flask], arguments: list[str]) -> None:
    """Run ``python app.py [--lan]``; ends the process with a plain message when it cannot start."""
    options = _options(arguments)
    try:
        config = _config(lan=options.lan)
    except SettingsInvalid as wrong:
        sys.exit(f"settings: {wrong}")
    set_up_logs(config.log)
    app = create_app(config)
    with app.app_context():
        house = this_house()
        migrate(house.database)
        _load_sample_once(house)
        if options.lan:
            _refuse_real_data(house)
        print(_welcome(house), flush=True)  # what the person who started it needs to see
    # What a stop or a power cut left half printed is taken up again.
    sweep(house)
    # So are changes of units whose day came while nothing ran.
    house.background.queue(DUE_STEP, "")
    house.background.start_beside_server()
    # What is there now stays: each full round of the collector looks through it, 150 ms in which nobody is answered.
    gc.collect()
    gc.freeze()
    try:
        listen(app, config.host, config.port)
    finally:
        house.background.stop()


def listen(app: Flask, host: str, port: int) -> None:
    """Answer requests until the process is stopped; ends it with a plain message when the port is taken."""
    try:
        waitress.serve(app, host=host, port=port, ident=None, **SERVER_LIMITS)
    except OSError as refused:
        if refused.errno != errno.EADDRINUSE:
            raise
        sys.exit(
            f"Port {port} is in use: perhaps the program runs already. "
            f"Another port: PLEDGES_PORT={port + 1} ./run (docs/settings.md)"
        )


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run", description="Serve the program on this machine.")
    parser.add_argument(
        "--lan", action="store_true", help="serve the local network too, while only sample data are loaded"
    )
    return parser.parse_args(arguments)


def _config(*, lan: bool) -> Config:
    if not lan:
        return Config.from_environment()
    environment = dict(os.environ)
    plain = Config.from_environment(environment, lan=True)
    environment.setdefault("PLEDGES_HOST", "0.0.0.0")  # noqa: S104  # asked for, and refused with real data
    environment.setdefault("PLEDGES_PUBLIC_URL", f"http://{_own_address()}:{plain.port}")
    return Config.from_environment(environment, lan=True)


def _own_address() -> str:
    """Return this machine's private address; a connected UDP socket sends nothing, it only picks a route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))
            address = str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
    return address if ipaddress.ip_address(address).is_private else "127.0.0.1"


def _load_sample_once(house: House) -> None:
    with house.database.reading() as session:
        if was_removed(session):
            return
    load_when_empty(house, present(), households=HOUSEHOLDS, seed=SEED)


def _refuse_real_data(house: House) -> None:
    with house.database.reading() as session:
        if has_real(session):
            sys.exit(
                "--lan serves sample data only: real data need https (docs/settings.md, PLEDGES_PUBLIC_URL)"
            )


def _welcome(house: House) -> str:
    points = starting_points(house, present())
    places = [("Địa chỉ / address", f"{house.config.public_url}/"), *points]
    lines = [f"{label + ':':36}{link}" for label, link in places]
    if house.config.serves_lan:
        lines.append(
            "LAN: chỉ dùng với dữ liệu mẫu / sample data only. Anyone on this network can open these pages."
        )
    return "\n".join(lines)
