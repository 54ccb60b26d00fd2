"""What staff may see of the answers' number, and what a page's mark is good for."""

import pytest

from pledges.satisfaction.rules import SurveyRound, arrivals_in_steps, rounds_of


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, 0), (9, 0), (10, 10), (19, 10), (20, 20), (309, 300), (310, 310), (1234, 1230)],
)
def test_arrivals_are_shown_in_whole_tens(count: int, shown: int) -> None:
    assert arrivals_in_steps(count) == shown


def test_each_counter_has_a_round_of_its_own_in_each_campaign() -> None:
    names = {SurveyRound(campaign, counter).name for campaign in (1, 11) for counter in (1, 11)}

    assert names == {"answers:1:1", "answers:1:11", "answers:11:1", "answers:11:11"}
    assert [name for name in names if name.startswith(rounds_of(1))] != []
    assert not SurveyRound(11, 1).name.startswith(rounds_of(1))


def test_a_mark_is_good_for_one_counter_one_campaign_and_one_half_day() -> None:
    purposes = {
        SurveyRound(1, 7).purpose("2026-11-23-1"),
        SurveyRound(1, 7).purpose("2026-11-23-2"),
        SurveyRound(1, 8).purpose("2026-11-23-1"),
        SurveyRound(2, 7).purpose("2026-11-23-1"),
    }

    assert len(purposes) == 4
