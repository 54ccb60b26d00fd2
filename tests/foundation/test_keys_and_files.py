"""Keys made once and kept apart; files written whole; attempts that only this server makes."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pledges.config import Config
from pledges.foundation.attempts import AttemptInvalid, checked_attempt, new_attempt
from pledges.foundation.errors import NotFound
from pledges.foundation.files import Files
from pledges.foundation.keys import Keys, load_keys
from pledges.foundation.moments import Occasion

KEYS = Keys(b"k" * 32)


def _config(tmp_path: Path) -> Config:
    return Config.from_environment({"PLEDGES_DATA": str(tmp_path)})


def test_the_master_key_is_made_once_however_many_start_at_the_same_time(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        masters = {keys.master for keys in pool.map(load_keys, [_config(tmp_path)] * 16)}

    assert len(masters) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["master.key"]


def test_the_key_file_is_for_its_owner_only(tmp_path: Path) -> None:
    load_keys(_config(tmp_path))

    assert (tmp_path / "keys" / "master.key").stat().st_mode & 0o777 == 0o600


def test_each_purpose_has_its_own_key() -> None:
    assert KEYS.for_purpose("code") != KEYS.for_purpose("attempt")


def test_parts_of_a_digest_do_not_run_into_each_other() -> None:
    assert KEYS.digest("code", "a", "bc") != KEYS.digest("code", "ab", "c")


def test_an_attempt_is_good_for_its_own_purpose_only(occasion: Occasion) -> None:
    attempt = new_attempt(KEYS, "pledge:7", occasion)

    assert len(checked_attempt(KEYS, "pledge:7", attempt)) == 16
    with pytest.raises(AttemptInvalid):
        checked_attempt(KEYS, "pledge:8", attempt)


@pytest.mark.parametrize("text", ["", "a", "đức", "A" * 40, "=" * 9, "A" * 10_000, "\x00"])
def test_a_made_up_attempt_is_refused(text: str) -> None:
    with pytest.raises(AttemptInvalid):
        checked_attempt(KEYS, "pledge:7", text)


def test_a_file_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    files = Files(tmp_path)

    digest = files.keep("prints/12.pdf", b"%PDF")

    assert files.open("prints/12.pdf") == b"%PDF"
    assert len(digest) == 64


@pytest.mark.parametrize("name", ["missing.pdf", "../outside.txt", "/etc/hostname"])
def test_nothing_outside_the_directory_is_ever_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound):
        Files(tmp_path / "files").open(name)
