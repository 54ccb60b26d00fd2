"""Which days are taken, what is late, and how row numbers are read."""

from datetime import UTC, date, datetime

import pytest

from pledges.campaigns.rules import CampaignState
from pledges.entry.refusals import DayNotTaken, EntryOver, check_entry
from pledges.entry.rules import (
    DayFault,
    NumbersUnreadable,
    Period,
    address_key,
    channel_of,
    day_fault,
    entered_late,
    in_pages,
    is_late,
    moment_of,
    numbers_in,
    sheet_address,
    takes_entries,
    written,
)
from pledges.responses.rules import Channel, ProofKind

FIRST, LAST, LATE = date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 10)
PERIOD = Period(CampaignState.OPEN, FIRST, LAST, LATE)


@pytest.mark.parametrize(
    ("today", "is_taken"),
    [
        (date(2026, 10, 31), False),
        (FIRST, True),
        (LAST, True),
        (date(2026, 12, 1), True),
        (LATE, True),
        (date(2026, 12, 11), False),
    ],
)
def test_entries_are_taken_from_the_first_day_until_late_paper_ends(today: date, is_taken: bool) -> None:
    assert takes_entries(PERIOD, today) is is_taken


@pytest.mark.parametrize("state", [CampaignState.DRAFT, CampaignState.CLOSED, CampaignState.ARCHIVED])
def test_a_campaign_that_is_not_open_takes_nothing(state: CampaignState) -> None:
    period = Period(state, FIRST, LAST, LATE)

    with pytest.raises(EntryOver):
        check_entry(period, FIRST, LAST)


@pytest.mark.parametrize(
    ("signed_on", "fault"),
    [
        (date(2026, 10, 31), DayFault.BEFORE),
        (FIRST, None),
        (LAST, None),
        (date(2026, 12, 1), DayFault.AFTER),
        (date(2026, 12, 4), DayFault.TO_COME),
    ],
)
def test_only_paper_of_the_campaigns_days_is_taken(signed_on: date, fault: DayFault | None) -> None:
    assert day_fault(PERIOD, signed_on, date(2026, 12, 3)) is fault


@pytest.mark.parametrize("signed_on", [date(2026, 10, 31), date(2026, 12, 1), date(2026, 12, 4)])
def test_paper_of_another_day_is_refused_by_the_act_too(signed_on: date) -> None:
    with pytest.raises(DayNotTaken):
        check_entry(PERIOD, signed_on, date(2026, 12, 3))


def test_paper_signed_in_time_is_taken_while_the_campaign_closes() -> None:
    check_entry(PERIOD, LAST, LATE)


def test_an_entry_is_late_on_the_fourth_day() -> None:
    signed = date(2026, 11, 20)

    assert [is_late(signed, date(2026, 11, day)) for day in (20, 23, 24)] == [False, False, True]


def test_late_is_counted_in_days_of_viet_nam() -> None:
    signed = datetime(2026, 11, 20, 5, tzinfo=UTC)

    assert not entered_late(signed, datetime(2026, 11, 23, 16, 59, tzinfo=UTC))
    assert entered_late(signed, datetime(2026, 11, 23, 17, 0, tzinfo=UTC))


def test_a_day_on_paper_stands_for_its_noon_but_never_for_what_has_not_come() -> None:
    morning = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)

    assert moment_of(date(2026, 11, 19), morning) == datetime(2026, 11, 19, 5, tzinfo=UTC)
    assert moment_of(date(2026, 11, 20), morning) == morning


def test_only_a_signed_paper_counts_as_paper() -> None:
    assert {kind: channel_of(kind) for kind in ProofKind} == {
        ProofKind.SIGNED_PAPER: Channel.PAPER,
        ProofKind.MEETING: Channel.ASSISTED,
        ProofKind.TELEPHONE: Channel.ASSISTED,
        ProofKind.IN_PERSON: Channel.ASSISTED,
    }


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", ()),
        ("  ", ()),
        ("7", (7,)),
        ("1-5 7 9-12", (1, 2, 3, 4, 5, 7, 9, 10, 11, 12)),
        ("1-3,5; 7.", (1, 2, 3, 5, 7)),
        ("1 – 3 5 — 6", (1, 2, 3, 5, 6)),
        ("9 7 7 8-9", (7, 8, 9)),
        ("1-20", tuple(range(1, 21))),
    ],
)
def test_row_numbers_are_read_as_people_type_them(typed: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(typed, 20) == numbers


@pytest.mark.parametrize("typed", ["0", "21", "5-3", "19-21", "ba", "1-", "²", "1-2-3", "9" * 5000, "１"])
def test_what_is_no_row_is_named(typed: str) -> None:
    with pytest.raises(NumbersUnreadable) as refused:
        numbers_in(f"1 {typed}", 20)

    assert refused.value.piece in f"1 {typed}".replace(" -", "-")


@pytest.mark.parametrize("typed", ["", "1", "1-5 7 9-12", "2 4 6", "1-20"])
def test_numbers_are_written_as_they_are_typed(typed: str) -> None:
    assert written(numbers_in(typed, 20)) == typed


def test_addresses_are_sorted_as_one_walks_along_them() -> None:
    addresses = ["Số 12, đường 2", "Số 9, đường 2", "", "Xóm Giữa", "số 9, đường 10"]

    assert sorted(addresses, key=address_key) == [
        "",
        "Số 9, đường 2",
        "số 9, đường 10",
        "Số 12, đường 2",
        "Xóm Giữa",
    ]


def test_pages_have_twenty_rows() -> None:
    assert [len(page) for page in in_pages(range(45))] == [20, 20, 5]


def test_the_code_of_a_sheet_leads_to_a_staff_page() -> None:
    assert sheet_address("https://camket.hammau.gov.vn", 12) == "https://camket.hammau.gov.vn/staff/sheets/12"
