"""The settings: read once from the environment into a frozen value; one error names all that is wrong at once."""

import dataclasses
import ipaddress
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from click import ClickException

DEFAULT_PORT = 8189  # the number of the plan this program puts into practice; rarely taken
LOG_LEVELS = ("debug", "info", "warning", "error")
# What is printed on paper lives for years, so a QR code never holds plain http except for trying things out.
_TRIAL_HOSTS = ("127.0.0.1", "localhost", "::1")


class SettingsInvalid(ClickException):
    """One or more settings are wrong; the message names every one of them, and commands show it in one line."""


@dataclass(frozen=True)
class Config:
    """All settings of the program, documented in docs/settings.md. Built once, handed around, never changed."""

    data: Path
    log: str
    database_url: str
    answers_url: str
    queue_url: str
    public_url: str
    secret_key: str | None
    host: str
    port: int
    trusted_proxies: int
    serves_lan: bool = False
    prints_apart: bool = True
    print_processes: int = 1

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, *, lan: bool = False) -> "Config":
        """Read the settings.

        :raises SettingsInvalid: naming everything that is wrong, not only the first.
        """
        read = _Reader(environment if environment is not None else os.environ)
        data = Path(read.text("PLEDGES_DATA", str(_default_data(read.environment)))).expanduser().absolute()
        port = read.number("PLEDGES_PORT", DEFAULT_PORT, highest=65535)
        config = cls(
            data=data,
            log=read.choice("PLEDGES_LOG", "info", LOG_LEVELS),
            database_url=read.url("PLEDGES_DATABASE_URL", f"sqlite:///{data / 'pledges.sqlite3'}"),
            answers_url=read.url("PLEDGES_ANSWERS_URL", f"sqlite:///{data / 'answers.sqlite3'}"),
            queue_url=read.url("PLEDGES_QUEUE_URL", f"sqlite:///{data / 'queue.sqlite3'}"),
            public_url=read.public_url("PLEDGES_PUBLIC_URL", f"http://127.0.0.1:{port}", lan=lan),
            secret_key=read.secret("PLEDGES_SECRET_KEY"),
            host=read.text("PLEDGES_HOST", "127.0.0.1"),
            port=port,
            trusted_proxies=read.number("PLEDGES_TRUSTED_PROXIES", 0, highest=8),
            serves_lan=lan,
            prints_apart=read.choice("PLEDGES_PRINT_APART", "on", ("on", "off")) == "on",
            print_processes=read.number("PLEDGES_PRINT_PROCESSES", 1, lowest=1, highest=32),
        )
        if config.answers_url == config.database_url:
            read.wrong.append(
                "PLEDGES_ANSWERS_URL: must not be the main database (anonymous answers live apart)"
            )
        if read.wrong:
            raise SettingsInvalid("; ".join(read.wrong))
        return config

    @classmethod
    def from_text(cls, text: str) -> "Config":
        """Return the settings that ``as_text`` wrote, for a process that works for this one."""
        values = json.loads(text)
        return cls(**{**values, "data": Path(values["data"])})

    def as_text(self) -> str:
        """Return all settings in one line, the secret ones too: for a pipe, never for a file or a command line."""
        return json.dumps({**dataclasses.asdict(self), "data": str(self.data)})

    @property
    def is_https(self) -> bool:
        """Whether the public address is https, so that cookies are Secure and HSTS is sent."""
        return self.public_url.startswith("https://")

    @property
    def files(self) -> Path:
        """Directory of made papers and uploads."""
        return self.data / "files"

    @property
    def leases(self) -> Path:
        """Directory in which working processes show that they live."""
        return self.data / "leases"

    @property
    def keys(self) -> Path:
        """Directory of keys, readable by the owner only."""
        return self.data / "keys"


def _default_data(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_DATA_HOME")
    return Path(base) / "pledges" if base else Path("~/.local/share/pledges")


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.wrong: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self.environment.get(name, "").strip() or default

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, default).lower()
        if value not in allowed:
            self.wrong.append(f"{name}: '{value}' is none of {', '.join(allowed)}")
        return value

    def number(self, name: str, default: int, *, highest: int, lowest: int = 0) -> int:
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or not lowest <= int(value) <= highest:
            self.wrong.append(f"{name}: '{value}' is not a whole number from {lowest} to {highest}")
            return default
        return int(value)

    def url(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if not value.startswith(("sqlite:///", "postgresql+psycopg://", "redis://")):
            self.wrong.append(f"{name}: starts with none of sqlite:///, postgresql+psycopg://, redis://")
        return value

    def secret(self, name: str) -> str | None:
        value = self.environment.get(name, "").strip() or None
        if value is not None and len(value) < 32:
            self.wrong.append(f"{name}: is shorter than 32 characters")
        return value

    def public_url(self, name: str, default: str, *, lan: bool) -> str:
        value = self.text(name, default).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
            self.wrong.append(f"{name}: '{value}' is not of the form https://host[:port], without a path")
        elif parts.scheme == "http" and not _may_be_plain(parts.hostname, lan=lan):
            self.wrong.append(f"{name}: '{value}' is not https (plain http only on a loopback address)")
        return value


def _may_be_plain(host: str, *, lan: bool) -> bool:
    if host in _TRIAL_HOSTS:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or (lan and address.is_private)
