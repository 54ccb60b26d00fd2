"""Looks at a zip container before its parts are parsed: the directory, real sizes, and what the XML declares."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO
from xml.parsers import expat

from pledges.foundation.workbook.limits import MAX_XML_BYTES, MEGABYTE, Outcome, Refused

_END_OF_DIRECTORY = b"PK\x05\x06"
_END_RECORD_BYTES = 22
_LONGEST_COMMENT = 65_535
_MAX_ENTRIES = 2_000
_MAX_DIRECTORY_BYTES = MEGABYTE // 2
_ENCRYPTED = 0x1
_CHUNK_BYTES = 64 * 1024
_LONGEST_PATTERN = 256
_BROKEN = (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)


class Archive:
    """A zip container whose directory is sane; parts are found by name in any case, as calamine does."""

    def __init__(self, content: bytes) -> None:
        """:raises Refused: when the directory is damaged, too long, encrypted, or names places outside."""
        _look_at_directory_end(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError) as broken:
            raise Refused(Outcome.UNREADABLE) from broken
        entries = self._zip.infolist()
        self._parts = {entry.filename.lower(): entry for entry in entries}
        if len(self._parts) != len(entries) or not all(_stays_inside(name) for name in self._parts):
            raise Refused(Outcome.UNREADABLE)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Refused(Outcome.PROTECTED)
        # Office programs know no other methods; LZMA may ask for any amount of memory.
        if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
            raise Refused(Outcome.UNREADABLE)

    @property
    def names(self) -> set[str]:
        """The names of all parts, in lower case."""
        return set(self._parts)

    def parse(self, name: str, parser: expat.XMLParserType, limit: int = MAX_XML_BYTES) -> int:
        """Stream a part through the parser and return its real size in bytes.

        :raises Refused: when it is larger than the limit, is no XML, or declares a document type (entities).
        """
        parser.StartDoctypeDeclHandler = _refuse_document_type
        size = 0
        try:
            for chunk in self._chunks(name):
                size += len(chunk)
                if size > limit:
                    raise Refused(Outcome.TOO_LARGE)
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except _BROKEN as broken:
            raise Refused(Outcome.UNREADABLE) from broken
        return size

    def mentions(self, name: str, pattern: re.Pattern[bytes]) -> bool:
        """Tell whether the pattern, of at most 256 bytes, occurs in the part: much faster than parsing it."""
        tail = b""
        for chunk in self._chunks(name):
            if pattern.search(tail + chunk):
                return True
            tail = chunk[-_LONGEST_PATTERN:]
        return False

    def found(self, name: str, pattern: re.Pattern[bytes], with_word: bytes) -> Iterator[bytes]:
        """Return the first group of each place where the pattern, of at most 256 bytes, occurs; some come twice.

        The word stands in every such place and hardly anywhere else: to look for it first is much faster.
        """
        tail = b""
        for chunk in self._chunks(name):
            seen = tail + chunk
            if with_word in seen:
                yield from pattern.findall(seen)
            tail = chunk[-_LONGEST_PATTERN:]

    def start_of(self, name: str) -> bytes:
        """Return the first bytes of a part, or nothing if it is missing."""
        return next(self._chunks(name), b"") if name in self._parts else b""

    def _chunks(self, name: str) -> Iterator[bytes]:
        with self._open(name) as part:
            while chunk := part.read(_CHUNK_BYTES):
                yield chunk

    def _open(self, name: str) -> IO[bytes]:
        try:
            return self._zip.open(self._parts[name])
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as broken:
            raise Refused(Outcome.UNREADABLE) from broken


def _look_at_directory_end(content: bytes) -> None:
    """Refuse a directory of too many or too large entries before it is turned into objects."""
    at = content.rfind(_END_OF_DIRECTORY, max(0, len(content) - _END_RECORD_BYTES - _LONGEST_COMMENT))
    if at < 0 or at + _END_RECORD_BYTES > len(content):
        raise Refused(Outcome.UNREADABLE)
    entries = int.from_bytes(content[at + 10 : at + 12], "little")
    directory_bytes = int.from_bytes(content[at + 12 : at + 16], "little")
    if entries > _MAX_ENTRIES or directory_bytes > _MAX_DIRECTORY_BYTES:
        raise Refused(Outcome.TOO_LARGE)


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or ":" in name)


def _refuse_document_type(*_: object) -> None:
    raise Refused(Outcome.UNREADABLE)
