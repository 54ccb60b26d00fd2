"""Made papers and uploads, behind three functions that a directory serves today and a bucket could tomorrow."""

import hashlib
import os
import secrets
from pathlib import Path

from pledges.foundation.errors import NotFound


class Files:
    """Files by name (``prints/12.pdf``), each written whole or not at all, readable by the owner only."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, name: str, content: bytes) -> str:
        """Write the file so that a power cut leaves the old one or the new one; return its SHA-256 in hex."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        return hashlib.sha256(content).hexdigest()

    def open(self, name: str) -> bytes:
        """Return the file's content.

        :raises NotFound: when there is none (any more).
        """
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError as missing:
            raise NotFound from missing

    def remove(self, name: str) -> None:
        """Remove the file; it is no error when it is gone already."""
        self._path(name).unlink(missing_ok=True)

    def answers(self) -> bool:
        """Tell whether files can be written now, without writing one (for ``/readyz``)."""
        place = self._root
        while not place.exists() and place != place.parent:
            place = place.parent  # The directory is made with the first file.
        return place.is_dir() and os.access(place, os.R_OK | os.W_OK | os.X_OK)

    def _path(self, name: str) -> Path:
        path = (self._root / name).resolve()
        if not path.is_relative_to(self._root.resolve()):
            raise NotFound
        return path
