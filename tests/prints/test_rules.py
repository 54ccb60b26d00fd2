"""When a run counts as abandoned, how long its file is kept, what the file is called."""

from datetime import UTC, datetime, timedelta

import pytest

from pledges.prints.rules import RunState, file_name, is_abandoned, is_kept

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize("state", [RunState.WAITING, RunState.WORKING])
def test_a_run_without_a_sign_of_life_for_a_minute_is_abandoned(state: RunState) -> None:
    assert is_abandoned(state, NOW - timedelta(seconds=61), NOW)
    assert not is_abandoned(state, NOW - timedelta(seconds=60), NOW)


@pytest.mark.parametrize("state", [RunState.READY, RunState.FAILED, RunState.DESTROYED])
def test_a_run_that_is_over_is_never_abandoned(state: RunState) -> None:
    assert not is_abandoned(state, NOW - timedelta(days=400), NOW)


def test_sheets_of_codes_are_kept_for_a_day() -> None:
    assert is_kept(NOW - timedelta(hours=24), NOW, carries_secrets=True)
    assert not is_kept(NOW - timedelta(hours=24, seconds=1), NOW, carries_secrets=True)


def test_other_papers_are_kept_for_thirty_days() -> None:
    assert is_kept(NOW - timedelta(days=30), NOW, carries_secrets=False)
    assert not is_kept(NOW - timedelta(days=31), NOW, carries_secrets=False)


@pytest.mark.parametrize(
    ("unit_name", "name"),
    [
        ("Thôn Phú Sơn", "nhan-ma-qr-thon-phu-son-12.pdf"),
        ("Đặc khu Phú Quý", "nhan-ma-qr-dac-khu-phu-quy-12.pdf"),
        ("Buôn K'Brơi / khu 2", "nhan-ma-qr-buon-k-broi-khu-2-12.pdf"),
    ],
)
def test_a_file_is_named_in_plain_letters(unit_name: str, name: str) -> None:
    assert file_name("nhan-ma-qr", unit_name, 12) == name
