"""The reading process: a spreadsheet on standard input, plain rows on standard output, the outcome as exit code.

Started by `opening` and by nothing else. It knows calamine and the standard library only, holds no secret,
opens no file and no connection, and binds itself to its limits before it reads a byte.
"""

import errno
import re
import sys
from typing import IO

from pledges.foundation.workbook.archive import Archive
from pledges.foundation.workbook.cells import Writer, write_text, write_workbook
from pledges.foundation.workbook.limits import MAX_FILE_BYTES, Outcome, Refused, bind_this_process
from pledges.foundation.workbook.sheets import WORKBOOK, scan_ods, scan_xlsx
from pledges.foundation.workbook.texts import decoded
from pledges.foundation.workbook.web_page import write_web_page

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# In .xls the record FILEPASS (0x2F) follows the first record of the workbook, with at most WRITEPROT between.
_FILE_PASS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
_MACRO_PARTS = ("vbaproject.bin", "xl/macrosheets/", "basic/", "scripts/")
_MARKUP = (
    "<html",
    "<table",
    "<?xml",
    "<!doctype",
    "<meta",
    "<head",
    "<!--",
    "<style",
    "<div",
    "mime-version",
)
_LONGEST_START = 512


def main() -> int:
    """Read standard input within the limits and return the outcome."""
    bind_this_process()
    try:
        read(sys.stdin.buffer, sys.stdout)
        sys.stdout.flush()
    except Refused as refused:
        return refused.outcome
    except MemoryError:
        return Outcome.TOO_LARGE
    except OSError as failed:
        return Outcome.TOO_LARGE if failed.errno == errno.EFBIG else Outcome.UNREADABLE
    return Outcome.READ


def read(source: IO[bytes], output: IO[str]) -> None:
    """Recognise the file by its content, never by its name, and write its rows.

    :raises Refused: when it is not read.
    """
    content = source.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise Refused(Outcome.TOO_LARGE)
    writer = Writer(output)
    if content.startswith(_ZIP):
        _read_archive(content, writer)
    elif content.startswith(_OLE):
        _read_ole(content, writer)
    else:
        _read_text(decoded(content), writer)
    writer.flush()


def _read_archive(content: bytes, writer: Writer) -> None:
    archive = Archive(content)
    if any(part in name for name in archive.names for part in _MACRO_PARTS):
        raise Refused(Outcome.HAS_MACROS)
    if WORKBOOK in archive.names:
        write_workbook(content, scan_xlsx(archive), writer)
    elif archive.start_of("mimetype").startswith(_ODS_TYPE):
        write_workbook(content, scan_ods(archive), writer)
    else:
        raise Refused(Outcome.UNREADABLE)


def _read_text(text: str, writer: Writer) -> None:
    if text[:_LONGEST_START].lstrip().lower().startswith(_MARKUP):
        write_web_page(text, writer)
    else:
        write_text(text, writer)


def _read_ole(content: bytes, writer: Writer) -> None:
    if _ENCRYPTED_STREAM in content or _FILE_PASS.search(content):
        raise Refused(Outcome.PROTECTED)
    if _MACRO_STREAM in content:
        raise Refused(Outcome.HAS_MACROS)
    write_workbook(content, {}, writer)


if __name__ == "__main__":
    sys.exit(main())
