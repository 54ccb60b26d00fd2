"""Random keys in files of their own, shared by all processes, made once and thrown away when their time is over."""

import os
import secrets
from pathlib import Path


def made_once(path: Path) -> bytes:
    """Return the key in a file, made at its first use; of several processes that make it, one is the first."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
    return bytes.fromhex(path.read_text())


class PassingKeys:
    """Keys by name, for what must be forgotten later: without its key a hash fits nothing any more."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def made(self, name: str) -> bytes:
        """Return the key of a name, made at its first use."""
        return made_once(self._directory / name)

    def known(self, name: str) -> bytes | None:
        """Return the key of a name, None where it was never made or is thrown away."""
        try:
            return bytes.fromhex((self._directory / name).read_text())
        except FileNotFoundError:
            return None

    def names(self, prefix: str) -> list[str]:
        """Return the names there are that start with the prefix."""
        return sorted(path.name for path in self._directory.glob(f"{prefix}*"))

    def throw_away(self, name: str) -> None:
        """Remove a key for good; nothing when there is none."""
        (self._directory / name).unlink(missing_ok=True)


def _make(path: Path) -> None:
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass  # Another process was first; its key is the one.
    finally:
        fresh.unlink()
