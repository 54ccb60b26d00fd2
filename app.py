"""create_app(): reads the configuration and wires the rooms together."""

import sys

from flask import Flask

from pledges import rooms
from pledges.config import Config
from pledges.foundation.lazy_rules import LazyRule
from pledges.serving import serve


class _Program(Flask):
    url_rule_class = LazyRule


def create_app(config: Config | None = None) -> Flask:
    """Return the whole program as a WSGI application, from the settings in the environment by default."""
    app = _Program(__name__, static_folder=None)
    rooms.furnish(app, config or Config.from_environment())
    return app


if __name__ == "__main__":
    serve(create_app, sys.argv[1:])
