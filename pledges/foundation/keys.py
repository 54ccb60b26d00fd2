"""The master key and what is derived from it, one key a purpose; kept outside the database."""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field

from pledges.config import Config

_MASTER_FILE = "master.key"


@dataclass(frozen=True)
class Keys:
    """Derives a 32-byte key for each purpose, so that no key serves two and none tells another."""

    master: bytes
    _derived: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def for_purpose(self, purpose: str) -> bytes:
        """Return the key of a purpose such as ``"code"`` or ``"attempt"``; derived once in the life of the process."""
        key = self._derived.get(purpose)
        if key is None:
            key = self._derived[purpose] = hmac.digest(self.master, f"pledges/{purpose}".encode(), "sha256")
        return key

    def digest(self, purpose: str, *parts: str | bytes | int) -> bytes:
        """Return a keyed hash of the parts (each with its length, so that none can run into the next)."""
        maker = hmac.new(self.for_purpose(purpose), digestmod=hashlib.sha256)
        for part in parts:
            piece = part if isinstance(part, bytes) else str(part).encode()
            maker.update(len(piece).to_bytes(4, "big") + piece)
        return maker.digest()

    @property
    def fingerprint(self) -> str:
        """Short public name of the key, to tell whether a backup fits."""
        return self.digest("fingerprint", "1").hex()[:16]


def load_keys(config: Config) -> Keys:
    """Return the keys of this installation, made once and kept in the data directory when not given.

    The file is created so that two processes starting at once end up with the same key.
    """
    if config.secret_key:
        return Keys(hashlib.sha256(config.secret_key.encode()).digest())
    config.keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = config.keys / _MASTER_FILE
    if not path.exists():
        fresh = config.keys / f".{_MASTER_FILE}.{os.getpid()}.{secrets.token_hex(4)}"
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
    return Keys(bytes.fromhex(path.read_text().strip()))
