"""Made papers and uploads, behind a few functions that a directory serves today and a bucket could tomorrow."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from pledges.foundation.errors import NotFound

_BLOCK = 1 << 18
# Of a writer that was killed a draft stays behind. No honest one pauses for so long between two blocks.
_DRAFT_LIFE = timedelta(hours=1)


class Draft:
    """A file being written beside its place; nobody finds it under its name before ``place``."""

    def __init__(self, fresh: Path, final: Path, file: BinaryIO) -> None:
        self.path = fresh
        self.file = file
        self._final = final

    def seal(self) -> str:
        """Bring what was written safely to the disk and return its SHA-256 in hex; nothing can be added then."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        with self.path.open("rb") as written:
            return hashlib.file_digest(written, "sha256").hexdigest()

    def place(self) -> None:
        """Give the sealed file its name, in one step that a power cut leaves undone or done."""
        self.path.replace(self._final)
        folder = os.open(self._final.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class Files:
    """Files by name (``prints/12.pdf``), each written whole or not at all, readable by the owner only."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, name: str, content: bytes) -> str:
        """Write the file so that a power cut leaves the old one or the new one; return its SHA-256 in hex."""
        with self.draft(name) as draft:
            draft.file.write(content)
            checksum = draft.seal()
            draft.place()
        return checksum

    @contextmanager
    def draft(self, name: str) -> Iterator[Draft]:
        """Write a file of any length; what is not placed in the block leaves nothing behind."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        handle = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w+b") as file:
            try:
                yield Draft(fresh, path, file)
            finally:
                fresh.unlink(missing_ok=True)

    def open(self, name: str) -> bytes:
        """Return the file's content.

        :raises NotFound: when there is none (any more).
        """
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError as missing:
            raise NotFound from missing

    def stream(self, name: str) -> Iterator[bytes]:
        """Open the file and give its content block by block; it may be removed meanwhile.

        :raises NotFound: at once, when there is none (any more).
        """
        try:
            file = self._path(name).open("rb")
        except FileNotFoundError as missing:
            raise NotFound from missing
        return _blocks(file)

    def local(self, name: str) -> Path:
        """Return where the file can be read on this machine, for libraries that read a file piece by piece.

        :raises NotFound: when there is none (any more).
        """
        path = self._path(name)
        if not path.is_file():
            raise NotFound
        return path

    def exists(self, name: str) -> bool:
        """Tell whether there is such a file."""
        return self._path(name).is_file()

    def names(self, folder: str) -> list[str]:
        """Return the names of all files in a folder and below it, in order; drafts are not among them."""
        found = self._path(folder).rglob("*")
        paths = (path for path in found if path.is_file() and not path.name.startswith("."))
        return sorted(str(path.relative_to(self._root.resolve())) for path in paths)

    def remove_folder(self, folder: str) -> None:
        """Remove a folder with all that is in it; it is no error when it is gone already."""
        shutil.rmtree(self._path(folder), ignore_errors=True)

    def remove_drafts(self, folder: str, now_seconds: float) -> int:
        """Remove what killed writers left behind in a folder and below it; return how many files that were."""
        oldest = now_seconds - _DRAFT_LIFE.total_seconds()
        stale = [path for path in self._path(folder).rglob(".*") if _is_older(path, oldest)]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

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


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while block := file.read(_BLOCK):
            yield block


def _is_older(path: Path, oldest: float) -> bool:
    try:
        return path.is_file() and path.stat().st_mtime < oldest
    except FileNotFoundError:
        return False
