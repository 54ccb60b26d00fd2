"""What a certificate is worth on a day, and how it words a pledge."""

from dataclasses import replace
from datetime import date

import pytest

from pledges.certificates.rules import (
    Standing,
    Status,
    bare_name,
    pledge_in_sentence,
    signer_title,
    status_of,
)

LAST_DAY = date(2026, 12, 23)
AFTER = date(2026, 12, 24)


@pytest.mark.parametrize(
    ("state", "today", "status"),
    [
        ("open", LAST_DAY, Status.VALID),
        ("open", AFTER, Status.VALID),
        ("closed", LAST_DAY, Status.VALID),
        ("closed", AFTER, Status.EXPIRED),
        ("archived", AFTER, Status.EXPIRED),
    ],
)
def test_it_runs_out_when_the_campaign_is_closed_and_its_last_day_is_over(
    state: str, today: date, status: Status
) -> None:
    assert status_of(Standing(state, LAST_DAY), today) is status


def test_a_withdrawn_pledge_shows_before_an_end_and_a_void_paper_before_both() -> None:
    withdrawn = Standing("closed", LAST_DAY, is_withdrawn=True)

    assert status_of(withdrawn, AFTER) is Status.WITHDRAWN
    assert status_of(replace(withdrawn, is_void=True), AFTER) is Status.VOID


def test_a_void_paper_that_another_stands_for_was_replaced() -> None:
    assert (
        status_of(Standing("open", LAST_DAY, is_void=True, has_successor=True), LAST_DAY) is Status.SUPERSEDED
    )


@pytest.mark.parametrize(("today", "status"), [(LAST_DAY, Status.SUPERSEDED), (AFTER, Status.EXPIRED)])
def test_a_corrected_pledge_shows_until_the_end_of_it(today: date, status: Status) -> None:
    assert status_of(Standing("closed", LAST_DAY, replaced_on=LAST_DAY), today) is status


@pytest.mark.parametrize(
    ("title", "verb", "words"),
    [
        (
            "Bản cam kết của hộ gia đình về chấp hành trật tự, an toàn giao thông đường bộ",
            "cam kết",
            "chấp hành trật tự, an toàn giao thông đường bộ",
        ),
        (
            "Bản cam kết của hộ gia đình thực hiện nội dung “4 không”",
            "cam kết",
            "thực hiện nội dung “4 không”",
        ),
        ("Bản đăng ký thực hiện “Không vi phạm”", "đăng ký", "thực hiện “Không vi phạm”"),
        (
            "Bản đăng ký thực hiện nội dung “4 không” (dành cho cán bộ, công chức, viên chức, người lao động)",
            "đăng ký",
            "thực hiện nội dung “4 không”",
        ),
        (
            "Bản đăng ký công trình, phần việc, giải pháp của cơ quan, đơn vị thực hiện nội dung “4 không”",
            "đăng ký",
            "công trình, phần việc, giải pháp thực hiện nội dung “4 không”",
        ),
        ("Phiếu giới thiệu mô hình", "cam kết", "theo “Phiếu giới thiệu mô hình”"),
    ],
)
def test_the_pledge_goes_on_in_the_sentence(title: str, verb: str, words: str) -> None:
    assert pledge_in_sentence(title) == (verb, words)


@pytest.mark.parametrize(
    ("agency", "lines"),
    [
        ("Ủy ban nhân dân xã Hàm Mẫu", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Ban công tác Mặt trận thôn Phú Sơn", ("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",)),
    ],
)
def test_a_peoples_committee_signs_as_a_collective(agency: str, lines: tuple[str, ...]) -> None:
    assert signer_title(agency) == lines


@pytest.mark.parametrize(
    ("unit_name", "type_words", "bare"),
    [
        ("Xã Hàm Mẫu", "xã", "Hàm Mẫu"),
        ("Đặc khu Phú Quý", "đặc khu", "Phú Quý"),
        ("Phường Phú Thủy", "phường", "Phú Thủy"),
        ("Xã hội chủ nghĩa", "", "Xã hội chủ nghĩa"),
        ("Hàm Mẫu", "xã", "Hàm Mẫu"),
    ],
)
def test_a_date_is_headed_by_the_bare_place_name(unit_name: str, type_words: str, bare: str) -> None:
    assert bare_name(unit_name, type_words) == bare
