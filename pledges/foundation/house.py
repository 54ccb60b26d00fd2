"""What the running program consists of, as one value that pages, jobs and commands find in one place."""

from dataclasses import dataclass, field
from typing import TypeVar

from flask import Flask, current_app

from pledges.config import Config
from pledges.foundation.background import Background
from pledges.foundation.database import Database
from pledges.foundation.files import Files
from pledges.foundation.keys import Keys, load_keys
from pledges.foundation.sealed.store import SealedStore

_EXTENSION = "house"
_Port = TypeVar("_Port")


@dataclass(frozen=True)
class House:
    """The services of one running program: built once by ``create_app``."""

    config: Config
    keys: Keys
    database: Database
    sealed: SealedStore
    files: Files
    background: Background
    _handed: dict[type, object] = field(default_factory=dict)

    def hand(self, port: type[_Port], implementation: _Port) -> None:
        """Hand an upper room's implementation of a Protocol to the lower room that declares it (at start-up)."""
        self._handed[port] = implementation

    def handed(self, port: type[_Port]) -> _Port:
        """Return what was handed for a Protocol."""
        return self._handed[port]  # type: ignore[return-value]  # ``hand`` put it there under its own type


def build_house(config: Config) -> House:
    """Open what the configuration names. Nothing is created in the database here: that is what migrations do."""
    config.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return House(
        config=config,
        keys=load_keys(config),
        database=Database(config.database_url),
        sealed=SealedStore(config.answers_url, config.keys),
        files=Files(config.files),
        background=Background(config.queue_url),
    )


def furnish(app: Flask, house: House) -> None:
    """Make the house known to everything that runs inside the app."""
    app.extensions[_EXTENSION] = house


def this_house() -> House:
    """Return the house of the app that is answering."""
    house: House = current_app.extensions[_EXTENSION]
    return house
