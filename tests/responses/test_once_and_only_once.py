"""One page is one pledge and one household has one active pledge, whatever its phones do.

The table below is the contract; it stands in words in ``docs/gui-mot-lan.md``.
"""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from tests.filling import REPRESENTATIVE
from tests.responses.evenings import (
    FIRST,
    NONE,
    OTHER,
    OWN,
    Evening,
    after_closing,
    after_reissue,
    back_and_edit,
    back_and_resend,
    double_tap,
    edited_on_an_older_version,
    key_empty,
    key_foreign,
    key_invented,
    key_missing,
    key_of_another_version,
    key_repeated,
    page_of_an_older_version,
    refresh,
    resent_after_closing,
    resent_after_reissue,
    resent_from_an_older_version,
    same_key_other_content,
    timeout_and_retry,
    two_keys,
    two_tabs,
)
from tests.worlds import Village

ONE, NOBODY = [REPRESENTATIVE], list[str]()
# What happens, the status of the last answer, whose pledges are kept, which receipt the answer leads to.
CASES: list[tuple[Callable[[Evening], TestResponse], int, list[str], str]] = [
    (double_tap, 303, ONE, FIRST),
    (refresh, 200, ONE, FIRST),
    (back_and_resend, 303, ONE, FIRST),
    (back_and_edit, 409, ONE, FIRST),
    (timeout_and_retry, 303, ONE, FIRST),
    (two_tabs, 409, ONE, NONE),
    (key_missing, 422, NOBODY, NONE),
    (key_empty, 422, NOBODY, NONE),
    (key_repeated, 303, ONE, OWN),
    (two_keys, 422, NOBODY, NONE),
    (key_foreign, 422, NOBODY, NONE),
    (key_invented, 422, NOBODY, NONE),
    (key_of_another_version, 422, NOBODY, NONE),
    (same_key_other_content, 409, ONE, FIRST),
    (after_closing, 410, NOBODY, NONE),
    (resent_after_closing, 303, ONE, FIRST),
    (after_reissue, 410, NOBODY, NONE),
    (resent_after_reissue, 410, ONE, NONE),
    (page_of_an_older_version, 422, NOBODY, NONE),
    (resent_from_an_older_version, 303, ONE, FIRST),
    (edited_on_an_older_version, 409, ONE, FIRST),
]


@pytest.fixture
def evening(app: Flask, house: House, village: Village, campaign: Campaign) -> Evening:
    return Evening(app, house, village, campaign)


@pytest.mark.parametrize(
    ("case", "status", "kept", "receipt"), CASES, ids=[case[0].__name__ for case in CASES]
)
def test_the_table(
    evening: Evening, case: Callable[[Evening], TestResponse], status: int, kept: list[str], receipt: str
) -> None:
    answer = case(evening)

    assert answer.status_code == status
    assert evening.stored() == kept
    assert evening.receipt_in(answer) == receipt


@pytest.mark.parametrize("case", [back_and_edit, two_tabs, edited_on_an_older_version])
def test_a_409_gives_back_what_was_typed(evening: Evening, case: Callable[[Evening], TestResponse]) -> None:
    page = case(evening).get_data(as_text=True)

    assert "Nội dung vừa gửi, chưa được lưu" in page
    assert OTHER in page
    assert "Đội mũ bảo hiểm" in page


def test_a_409_gives_back_the_drawn_signature_too(evening: Evening) -> None:
    page = evening.opens()
    evening.signs(page)

    answer = evening.sends(page, nguoi_dai_dien=OTHER, signature="10,10 60,80 120,20;200,40 260,90")

    assert answer.status_code == 409
    assert '<path d="M10 10L60 80L120 20M200 40L260 90"/>' in answer.get_data(as_text=True)


@pytest.mark.parametrize("case", [key_missing, two_keys, key_foreign, page_of_an_older_version])
def test_a_422_gives_the_form_back_filled_and_good_to_be_sent(
    evening: Evening, case: Callable[[Evening], TestResponse]
) -> None:
    page = case(evening).get_data(as_text=True)

    marks = {name: re.search(f'name="{name}" value="([^"]+)"', page) for name in ("attempt", "version")}
    fields = {**evening.opens().filled(), **{name: found[1] for name, found in marks.items() if found}}
    sent = evening.phone.post(evening.opens().action, data=fields)
    assert f'value="{REPRESENTATIVE}"' in page
    assert page.count(" checked") == 5
    assert sent.status_code == 303


def test_a_page_of_an_older_version_says_that_the_form_has_changed(evening: Evening) -> None:
    page = page_of_an_older_version(evening).get_data(as_text=True)

    assert "Phiếu vừa được cập nhật" in page
