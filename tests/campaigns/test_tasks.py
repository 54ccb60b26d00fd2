"""The task list before a campaign opens: what is open, in the order of the page, and what it says of itself."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pledges.campaigns.rules import Lack, Opening, Task
from pledges.campaigns.tasks import Facts, FormFacts, in_order, unsettled
from tests.campaigns.test_rules import COMPLETE

TODAY = date(2026, 11, 23)
HOUSEHOLDS = FormFacts("HO-ATGT")
LISTED = Facts((HOUSEHOLDS,), base=3, confirmed_base=3)


def tasks(opening: Opening, facts: Facts = LISTED, today: date = TODAY) -> tuple[Task, ...]:
    return tuple(lack.task for lack in unsettled(opening, today, facts))


def test_nothing_is_open_when_everything_has_been_said() -> None:
    assert tasks(COMPLETE) == ()


def test_everything_this_room_knows_is_open_in_an_empty_draft() -> None:
    assert tasks(Opening(), Facts(has_title=False, forms=())) == tuple(Task)[:-2]
    assert tasks(Opening(), Facts((HOUSEHOLDS,), base=3))[-1] is Task.BASE


@pytest.mark.parametrize(
    ("said", "open_tasks"),
    [
        ({"opens_on": None}, (Task.PERIOD,)),
        ({"opens_on": date(2027, 1, 1)}, (Task.PERIOD,)),
        ({"late_paper_until": date(2026, 12, 30)}, (Task.LATE_PAPER,)),
        ({"controller_address": ""}, (Task.CONTROLLER,)),
        ({"controller_phone": ""}, (Task.CONTROLLER,)),
        ({"data_contact": ""}, (Task.CONTACT,)),
        ({"posted_at": ""}, (Task.POSTING,)),
        ({"kept_until": date(2026, 12, 30)}, (Task.RETENTION,)),
        ({"law_name_english": ""}, (Task.LAW,)),
        ({"certificates": ""}, (Task.CERTIFICATE,)),
        ({"certificates": "perhaps"}, (Task.CERTIFICATE,)),
    ],
)
def test_one_thing_that_is_missing_is_named(said: dict[str, Any], open_tasks: tuple[Task, ...]) -> None:
    assert tasks(replace(COMPLETE, **said)) == open_tasks


def test_a_campaign_whose_last_day_has_passed_cannot_open() -> None:
    assert tasks(COMPLETE, today=date(2027, 1, 1)) == (Task.PERIOD,)


@pytest.mark.parametrize(
    ("form", "lack"),
    [
        (replace(HOUSEHOLDS, is_empty=True), Lack(Task.TEXT, {"forms": "HO-ATGT"})),
        (replace(HOUSEHOLDS, blanks=frozenset({"ten_chien_dich"})), Lack(Task.TEXT, {"forms": "HO-ATGT"})),
        (replace(HOUSEHOLDS, untranslated=2), Lack(Task.LANGUAGES, {"count": 2})),
    ],
)
def test_a_form_that_is_not_whole_is_named(form: FormFacts, lack: Lack) -> None:
    assert unsettled(COMPLETE, TODAY, replace(LISTED, forms=(form,))) == (lack,)


def test_a_blank_that_has_a_value_or_a_task_of_its_own_is_no_matter_of_the_text() -> None:
    form = replace(HOUSEHOLDS, blanks=frozenset({"ten_chien_dich", "ten_co_quan"}))

    assert unsettled(COMPLETE, TODAY, replace(LISTED, forms=(form,)), {"ten_chien_dich": "đợt"}) == ()


def test_a_title_without_a_language_is_one_text_more() -> None:
    assert unsettled(COMPLETE, TODAY, replace(LISTED, has_title=False)) == (
        Lack(Task.LANGUAGES, {"count": 1}),
    )


@pytest.mark.parametrize(("confirmed", "now"), [(None, 3), (3, 4), (4, 3)])
def test_lists_that_changed_are_to_be_confirmed_again_and_say_from_how_many_to_how_many(
    confirmed: int | None, now: int
) -> None:
    facts = replace(LISTED, base=now, confirmed_base=confirmed)

    assert unsettled(COMPLETE, TODAY, facts) == (Lack(Task.BASE, {"before": confirmed, "now": now}),)


def test_who_asks_at_counters_only_has_no_lists_to_confirm() -> None:
    survey = FormFacts("KS-MC", counts=False)

    assert tasks(COMPLETE, Facts((survey,), base=0, confirmed_base=None)) == ()


def test_each_task_stands_once_in_the_order_of_the_page() -> None:
    told = [
        Lack(Task.CODES, {"count": 2}),
        Lack(Task.CERTIFICATE),
        Lack(Task.CODES, {"count": 5}),
        Lack(Task.TEXT),
    ]

    assert in_order(told) == (Lack(Task.TEXT), Lack(Task.CERTIFICATE), Lack(Task.CODES, {"count": 2}))
