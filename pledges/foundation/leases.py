"""A lease tells whether a working process still lives: the lock on its file ends with the process, however it ends."""

import fcntl
import os
import re
import secrets
import socket
from pathlib import Path
from typing import BinaryIO

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9.-]")


class Lease:
    """A held lease; whoever has its id can ask whether the process lives. Release it when the work is done."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.id = path.name
        self._path = path
        self._file = file

    def release(self) -> None:
        """End the lease."""
        self._path.unlink(missing_ok=True)
        self._file.close()


class Leases:
    """The leases of this machine's processes, a locked file each in one folder."""

    def __init__(self, folder: Path, host: str | None = None) -> None:
        self._folder = folder
        self._host = _NOT_PLAIN.sub("-", host or socket.gethostname())

    def new_id(self) -> str:
        """Return an id under which a process of this machine may take a lease."""
        return f"{self._host}_{os.getpid()}_{secrets.token_hex(6)}"

    def take(self, lease_id: str) -> Lease:
        """Take the lease for as long as this process lives or until it is released."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / lease_id
        # Locked before it can be found under its name: nobody ever sees it without its lock while we live.
        fresh = path.with_name(f".{lease_id}")
        file = os.fdopen(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "rb")
        fcntl.flock(file, fcntl.LOCK_EX)
        fresh.rename(path)
        return Lease(path, file)

    def lives(self, lease_id: str) -> bool | None:
        """Tell whether the process with this lease lives.

        None where nothing can be said: the lease was released, or is another machine's.
        """
        if not lease_id.startswith(f"{self._host}_"):
            return None
        try:
            file = (self._folder / lease_id).open("rb")
        except FileNotFoundError:
            return None
        with file:
            return not _is_free(file)

    def clear_dead(self) -> None:
        """Remove the files of this machine's processes that ended without releasing their leases."""
        for path in self._folder.glob(f"{self._host}_*"):
            if self.lives(path.name) is False:
                path.unlink(missing_ok=True)


def _is_free(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
