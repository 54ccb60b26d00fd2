"""Gzip put together from parts is the gzip of the whole."""

import gzip

import pytest

from pledges.foundation.joined_gzip import LONGEST_STORED, deflated, gzipped, stored

PAGE = ("<p>Không vượt đèn đỏ.</p>" * 200).encode()


def test_compressed_and_stored_parts_make_one_file() -> None:
    name = "Nguyễn Văn Đức".encode()

    joined = gzipped([deflated(PAGE), stored(name), deflated(PAGE)], PAGE + name + PAGE)

    assert gzip.decompress(joined) == PAGE + name + PAGE
    assert len(joined) < 400


def test_a_part_may_stand_anywhere_and_more_than_once() -> None:
    part = deflated(PAGE)

    joined = gzipped([stored(b"x"), part, part, stored(b"")], b"x" + PAGE + PAGE)

    assert gzip.decompress(joined) == b"x" + PAGE + PAGE


def test_nothing_is_a_file_too() -> None:
    assert gzip.decompress(gzipped([], b"")) == b""


def test_the_longest_stored_part_fits() -> None:
    part = b"x" * LONGEST_STORED

    assert gzip.decompress(gzipped([stored(part)], part)) == part


def test_a_wrong_whole_is_noticed_by_whoever_opens_it() -> None:
    with pytest.raises(gzip.BadGzipFile):
        gzip.decompress(gzipped([stored(b"a")], b"b"))
