"""What a line says, which identities hold of it, and how much may be shown of those who did not sign."""

import pytest

from pledges.tallies.rules import (
    TallyLine,
    broken_identities,
    is_much_excluded,
    shown_reached,
    shown_refusals,
    total_of,
)
from pledges.tallies.sheet import self_rate, signed_rate

PHU_SON = TallyLine(318, 12, 300, 121, 118, 41, 3, 640, 25)
TAN_LAP = TallyLine(402, 18, 330, 88, 171, 62, 1, 410, 0)


def test_a_line_derives_what_is_not_counted_itself() -> None:
    assert (PHU_SON.due, PHU_SON.signed, PHU_SON.reached_only, PHU_SON.remaining) == (306, 280, 20, 6)


def test_a_parent_is_the_sum_of_its_leaves_counter_by_counter() -> None:
    assert total_of([PHU_SON, TAN_LAP]) == TallyLine(720, 30, 630, 209, 289, 103, 4, 1050, 25)


def test_the_sum_of_nothing_is_nothing() -> None:
    assert total_of([]) == TallyLine()


@pytest.mark.parametrize(
    ("line", "self_share", "share"),
    [
        (PHU_SON, "39,5%", "91,5%"),
        (TallyLine(base=2000, reached=1999, signed_self=1999), "99,9%", "99,9%"),
        (
            TallyLine(base=2001, excluded=1, reached=2000, signed_self=1000, signed_paper=1000),
            "50,0%",
            "100%",
        ),
        (TallyLine(base=3, excluded=3), "-", "-"),
        (TallyLine(), "-", "-"),
    ],
)
def test_rates_are_never_rounded_up(line: TallyLine, self_share: str, share: str) -> None:
    assert (self_rate(line), signed_rate(line)) == (self_share, share)


def test_a_sound_line_breaks_no_identity() -> None:
    assert broken_identities(PHU_SON) == []


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        (TallyLine(base=2, excluded=1, reached=2), ["(5)>=(6)"]),
        (TallyLine(base=2, reached=1, signed_paper=2), ["(6)>=(10)"]),
        (TallyLine(base=1, excluded=2), ["(5)>=(6)", "(3)>=(4)"]),
        (TallyLine(members=1, members_confirmed=2), ["(15)<=members"]),
    ],
)
def test_a_broken_identity_is_named(line: TallyLine, broken: list[str]) -> None:
    assert broken_identities(line) == broken


def test_a_unit_without_anything_says_nothing() -> None:
    assert TallyLine(base=241).says_nothing
    assert not PHU_SON.says_nothing


@pytest.mark.parametrize(("reached", "shown"), [(280, 280), (281, 280), (289, 280), (290, 290), (299, 290)])
def test_one_more_refusal_moves_no_number_of_a_hamlet(reached: int, shown: int) -> None:
    assert shown_reached(signed=280, reached=reached, due=400) == shown


@pytest.mark.parametrize(
    ("due", "shown"), [(300, 290), (291, 290), (290, 290), (289, 280), (281, 280), (280, 280)]
)
def test_no_more_are_shown_as_reached_than_are_due(due: int, shown: int) -> None:
    assert shown_reached(signed=280, reached=295, due=due) == shown


@pytest.mark.parametrize(
    ("number", "base", "is_much"), [(5, 100, False), (6, 100, True), (0, 0, False), (1, 19, True)]
)
def test_more_than_one_in_twenty_left_out_stands_out(number: int, base: int, is_much: bool) -> None:
    assert is_much_excluded(number, base) is is_much


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "<5"), (4, "<5"), (5, "<10"), (9, "<10"), (10, "≥10"), (39, "≥30"), (1234, "≥1.230")],
)
def test_refusals_are_told_in_steps(count: int, shown: str) -> None:
    assert shown_refusals(count) == shown
