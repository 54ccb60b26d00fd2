"""Every page of the program answers in English below /en: swept over all addresses that are read, and some errors."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from pledges.campaigns.tables import Campaign
from pledges.foundation.access import PUBLIC, access_rule_of
from pledges.foundation.vietnamese.names import mask_name
from tests.architecture.sources import found
from tests.translations.catalogue import QUOTED
from tests.translations.english import language_of, vietnamese_on
from tests.translations.world import World, send_list
from tests.worlds import HOUSEHOLDS, OPENING, Village

# A sweep opens dozens of pages, and staff pages need somebody whose password was hashed.
pytestmark = pytest.mark.slow

HEADS = [household.head_name for household in HOUSEHOLDS]
# Whoever and whatever stands in this world, and the one word of the campaign's name that stays Vietnamese.
NAMES = (
    *HEADS,
    *map(mask_name, HEADS),
    *(household.address for household in HOUSEHOLDS),
    "Trần Thị Hòa",
    "Lê Thị Lan",
    # Of the list that is brought in.
    "Trần Thị Hoà",
    "Đặng Thị Ánh",
    "Tổ 1",
    "Tỉnh Lâm Đồng",
    "Xã Hàm Mẫu",
    "Thôn Phú Sơn",
    "Thôn Hàm Phú",
    "Trung tâm Phục vụ hành chính công xã Hàm Mẫu",
    "Hộ tịch, chứng thực",
    OPENING.controller,
    OPENING.controller_address,
    OPENING.data_contact,
    OPENING.posted_at,
    OPENING.law_name,
    OPENING.signer_title,
    "“không”",
    *QUOTED,
)
FILES = (
    "static",
    "tallies.fetch_tally",
    "own_certificate.fetch_own",
    "commitments.fetch_own",
    "own_data.fetch_pdf",
    "own_data.fetch_json",
    "building_file.download",
)


def pages(app: Flask, *, public: bool) -> tuple[Rule, ...]:
    """Return the routes that are read, those for anyone or those for staff; files are no pages."""
    read = (
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint not in FILES
    )
    return found(tuple(rule for rule in read if _is_public(app, rule) == public))


def _is_public(app: Flask, rule: Rule) -> bool:
    asked = access_rule_of(app.view_functions[rule.endpoint])
    return asked is not None and asked.asks == PUBLIC


def faults(answer: TestResponse) -> list[str]:
    """Return what is not English on a page: its declared language, and texts."""
    declared = language_of(answer.text) if answer.mimetype == "text/html" else "en"
    return [*([] if declared == "en" else [f"lang={declared}"]), *vietnamese_on(answer.text, NAMES)]


def wrong(answers: dict[str, TestResponse]) -> dict[str, object]:
    """Return the addresses that did not answer, or not in English."""
    unanswered = {
        address: answer.status_code for address, answer in answers.items() if answer.status_code != 200
    }
    return unanswered or {address: faults(answer) for address, answer in answers.items() if faults(answer)}


def test_every_public_page_that_needs_nothing_is_english(app: Flask, client: FlaskClient) -> None:
    addresses = found(tuple(rule.rule for rule in pages(app, public=True) if not rule.arguments))

    answers = {address: client.get(f"/en{address}") for address in addresses}

    assert {"/", "/help", "/privacy", "/staff/sign-in"} <= set(answers)
    assert wrong(answers) == {}


@pytest.mark.parametrize("public", [True, False])
def test_every_page_with_something_on_it_is_english(
    app: Flask, clerk: FlaskClient, world: World, public: bool
) -> None:
    addresses = [world.address(app, rule) for rule in pages(app, public=public)]

    answers = {address: clerk.get(f"/en{address}", follow_redirects=True) for address in addresses}

    assert wrong(answers) == {}


def test_a_signed_door_and_a_counter_are_english(client: FlaskClient, world: World) -> None:
    codes = (world.village.codes[0], world.village.counter_code)

    answers = {code: client.get(f"/en/S/{code}") for code in codes}

    assert wrong(answers) == {}


@pytest.mark.parametrize(
    "address",
    ["/nowhere", "/S/2222-2222-22222", "/S/22", "/V/2026-0003-000123N", "/R/2222222222222", "/C/none"],
)
def test_an_error_is_told_in_english(client: FlaskClient, address: str) -> None:
    answer = client.get(f"/en{address}")

    assert answer.status_code in (404, 410, 422)
    assert faults(answer) == []


@pytest.mark.parametrize("typed", ["", "AB", "2026-0003-000123A", "2" * 200])
def test_the_box_answers_in_english(client: FlaskClient, typed: str) -> None:
    answer = client.post("/en/find", data={"code": typed})

    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert faults(answer) == []


def test_a_pledge_full_of_mistakes_is_answered_in_english(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    typed = {
        "attempt": "none",
        "nam_sinh": "68",
        "so_dien_thoai": "12",
        "tong_so_nguoi": "many",
        "choice": "sign",
    }

    answer = client.post(f"/en/S/{village.codes[1]}/sign/{campaign.id}", data=typed)

    assert answer.status_code == 422
    assert faults(answer) == []


def test_a_refused_list_and_a_refused_sign_in_are_answered_in_english(
    clerk: FlaskClient, village: Village
) -> None:
    refused = clerk.get(send_list(clerk, village.hamlet_id, Workbook()).headers["Location"])
    unknown = clerk.post("/en/staff/sign-in", data={"login_name": "nobody", "password": "wrong"})

    assert "/en/staff" in refused.text
    assert unknown.status_code == 422
    assert faults(refused) + faults(unknown) == []


def test_a_tally_writes_its_figures_as_english_does(clerk: FlaskClient, world: World) -> None:
    address = f"/staff/tallies/{world.campaign.id}/{world.village.commune_id}"

    assert "33,3%" in clerk.get(address).text
    assert "33.3%" in clerk.get(f"/en{address}").text
