"""Keys that are forgotten later: made once, the same for all processes, and gone for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from stat import S_IMODE

import pytest

from pledges.foundation.sealed.key_files import PassingKeys
from pledges.foundation.sealed.store import Dropped, EnvelopeTooLarge, SealedStore, SlipMark

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
AFTERNOON = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ROUND = "answers:1:slip:7"
SLIP = SlipMark(b"m" * 32, b"attempt")


@pytest.fixture
def keys(tmp_path: Path) -> PassingKeys:
    return PassingKeys(tmp_path / "keys")


@pytest.fixture
def store(tmp_path: Path) -> SealedStore:
    return SealedStore(f"sqlite:///{tmp_path}/answers.sqlite3", tmp_path / "keys")


def test_a_key_is_made_once(keys: PassingKeys) -> None:
    assert keys.known("slip-seed-7") is None
    assert keys.made("slip-seed-7") == keys.made("slip-seed-7") == keys.known("slip-seed-7")
    assert keys.made("slip-seed-8") != keys.made("slip-seed-7")


def test_many_who_make_a_key_at_once_get_the_same(keys: PassingKeys) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(keys.made, ["slip-seed-7"] * 40))

    assert len(made) == 1


def test_only_the_program_itself_may_read_a_key(keys: PassingKeys, tmp_path: Path) -> None:
    keys.made("slip-seed-7")

    assert S_IMODE((tmp_path / "keys" / "slip-seed-7").stat().st_mode) == 0o600


def test_a_key_that_was_thrown_away_never_comes_back(keys: PassingKeys) -> None:
    before = keys.made("slip-seed-7")

    keys.throw_away("slip-seed-7")
    keys.throw_away("slip-seed-7")

    assert keys.known("slip-seed-7") is None
    assert keys.made("slip-seed-7") != before


def test_keys_are_found_by_what_their_names_begin_with(keys: PassingKeys) -> None:
    for name in ("slip-seed-2", "slip-seed-1", "slip-marks-1"):
        keys.made(name)

    assert keys.names("slip-seed-") == ["slip-seed-1", "slip-seed-2"]


def test_a_slip_is_spent_for_good_not_for_half_a_day(store: SealedStore) -> None:
    first = store.drop_with_slip(ROUND, SLIP, b'{"q1":"2"}', MORNING)
    second = store.drop_with_slip(ROUND, SlipMark(SLIP.mark, b"another"), b'{"q1":"5"}', AFTERNOON)

    assert (first, second) == (Dropped.NEW, Dropped.USED)
    assert store.count(ROUND) == 1


def test_a_slip_is_spent_for_every_round(store: SealedStore) -> None:
    store.drop_with_slip(ROUND, SLIP, b"{}", MORNING)

    assert store.drop_with_slip("answers:2:slip:7", SLIP, b"{}", MORNING) is Dropped.USED


def test_the_same_page_sent_again_is_the_same_until_its_half_day_is_over(store: SealedStore) -> None:
    store.drop_with_slip(ROUND, SLIP, b"{}", MORNING)

    assert store.drop_with_slip(ROUND, SLIP, b"{}", MORNING) is Dropped.SAME
    assert store.drop_with_slip(ROUND, SLIP, b'{"q1":"5"}', MORNING) is Dropped.USED
    assert store.drop_with_slip(ROUND, SLIP, b"{}", AFTERNOON) is Dropped.USED


def test_what_does_not_fit_beside_the_mark_of_a_resend_is_refused(store: SealedStore) -> None:
    with pytest.raises(EnvelopeTooLarge):
        store.drop_with_slip(ROUND, SLIP, b"x" * 2031, MORNING)

    assert store.drop_with_slip(ROUND, SLIP, b"x" * 2030, MORNING) is Dropped.NEW
