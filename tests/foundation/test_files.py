"""Files of any length: written beside their place, read block by block, tidied up after killed writers."""

import hashlib
import os
from pathlib import Path

import pytest

from pledges.foundation.errors import NotFound
from pledges.foundation.files import Files

LONG = bytes(range(256)) * 4_000


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


def write_half(files: Files) -> None:
    with files.draft("prints/1.pdf") as draft:
        draft.file.write(LONG)
        raise ValueError("no")


def test_nobody_finds_a_file_before_it_has_its_place(files: Files) -> None:
    with files.draft("prints/1.pdf") as draft:
        draft.file.write(LONG)
        checksum = draft.seal()
        while_written = files.exists("prints/1.pdf")
        draft.place()

    assert not while_written
    assert files.open("prints/1.pdf") == LONG
    assert checksum == hashlib.sha256(LONG).hexdigest()


def test_a_writer_that_fails_leaves_nothing(files: Files, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no"):
        write_half(files)

    assert [path.name for path in (tmp_path / "files" / "prints").iterdir()] == []


def test_a_file_comes_block_by_block_and_may_go_meanwhile(files: Files) -> None:
    files.keep("prints/1.zip", LONG)

    content = files.stream("prints/1.zip")
    files.remove("prints/1.zip")
    blocks = list(content)

    assert len(blocks) == 4
    assert b"".join(blocks) == LONG


def test_a_missing_file_is_missing_before_anything_is_sent(files: Files) -> None:
    with pytest.raises(NotFound):
        files.stream("prints/1.zip")
    with pytest.raises(NotFound):
        files.local("prints/1.zip")


def test_a_folder_goes_with_all_that_is_in_it(files: Files) -> None:
    files.keep("prints/1/1.pdf", b"a")
    files.keep("prints/2.pdf", b"b")

    files.remove_folder("prints/1")
    files.remove_folder("prints/9")

    assert files.names("prints") == ["prints/2.pdf"]


def test_drafts_of_killed_writers_go_after_an_hour(files: Files, tmp_path: Path) -> None:
    files.keep("prints/1.pdf", b"a")
    old, young = (tmp_path / "files" / "prints" / name for name in (".2.pdf.dead", ".3.pdf.alive"))
    old.touch()
    young.touch()
    os.utime(old, (10_000, 10_000))
    os.utime(young, (13_000, 13_000))

    assert files.remove_drafts("prints", now_seconds=14_000) == 1
    assert young.exists()
    assert files.names("prints") == ["prints/1.pdf"]


def test_no_name_leads_out_of_the_folder(files: Files) -> None:
    with pytest.raises(NotFound):
        files.stream("../keys/master.key")
