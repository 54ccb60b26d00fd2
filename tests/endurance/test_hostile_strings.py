"""Thousands of nasty strings in every field and address: no fault, nothing unescaped, no cookie, every header."""

from collections.abc import Iterator, Mapping
from itertools import islice
from random import Random
from urllib.parse import quote

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pledges.foundation.access import public
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import Grant, Role
from tests.endurance.conftest import Opener
from tests.endurance.hostile import TELLTALES, nasty_strings
from tests.endurance.scale import scaled
from tests.filling import open_page
from tests.satisfaction.answering import scan
from tests.worlds import Village, build_village, run_campaign, sign_in

pytestmark = pytest.mark.endurance

STRINGS = scaled(2_000)
# Checking a password is slow on purpose.
PASSWORDS = scaled(100)
SEED = 189
PLEDGE = (
    "nguoi_dai_dien", "nam_sinh", "dia_chi", "so_dien_thoai", "tong_so_nguoi", "so_nguoi_tu_16_tuoi", "items", "C1",
    "C2", "members-0-name", "members-0-birth_year", "members-0-relation", "members-1-name", "choice", "add_member",
    "duty", "pledge", "signature", "version", "add_row",
    "attempt",
)  # fmt: skip
SURVEY = ("q1", "q2", "q3", "q4", "q5", "q6", "gop_y", "attempt")
HEADERS = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Strict-Transport-Security",
)
Asked = tuple[str, TestResponse]


@pytest.fixture
def house(each_database: str, open_house: Opener) -> House:
    app, house = open_house(database_url=each_database)
    # As it answers people: a fault of ours is a page with 500, not a test that stops.
    app.testing = False
    house.hand(Flask, app)
    return house


@pytest.fixture
def village(house: House) -> Village:
    village = build_village(house, present())
    run_campaign(house, present(), village.commune_id)
    return village


@pytest.fixture
def phone(house: House) -> FlaskClient:
    return house.handed(Flask).test_client()


@pytest.fixture
def clerk(house: House, village: Village) -> FlaskClient:
    browser = house.handed(Flask).test_client()
    sign_in(browser, house, Grant(Role.ADMINISTRATOR, village.province_id))
    return browser


def faults_in(asked: Iterator[Asked]) -> list[str]:
    """Return what is wrong with the answers, each with what was asked."""
    return [f"{what[:120]!r}: {fault}" for what, answer in asked for fault in faults_of(answer)]


def faults_of(answer: TestResponse) -> Iterator[str]:
    if answer.status_code >= 500:
        yield f"status {answer.status_code}"
    if "Set-Cookie" in answer.headers:
        yield "a cookie"
    for name in HEADERS:
        if name not in answer.headers:
            yield f"no {name}"
    page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    for telltale in TELLTALES:
        if telltale in page:
            yield f"{telltale} unescaped"


def strings(how_many: int, seed: int = SEED) -> Iterator[str]:
    return islice(nasty_strings(Random(seed)), how_many)


def filled(
    names: tuple[str, ...], nasty: str, chance: Random, good: Mapping[str, object]
) -> dict[str, object]:
    """Return a form with the string in one field of a good form, in half of its fields, or in all of them."""
    share = chance.choice((0.0, 0.5, 1.0))
    hit = {name for name in names if chance.random() < share} or {chance.choice(names)}
    return {**good, **dict.fromkeys(hit, nasty)}


def sent_to_pledges(phone: FlaskClient, clerk: FlaskClient, village: Village) -> Iterator[Asked]:
    """Send pledges; look at those that are taken wherever they are shown, and take them back for the next one."""
    chance = Random(SEED)
    for nasty in strings(STRINGS):
        page = open_page(phone, village.codes[0])
        answer = phone.post(page.action, data=filled(PLEDGE, nasty, chance, page.filled()))
        yield nasty, answer
        receipt = answer.headers.get("Location", "")
        if "/R/" in receipt:
            yield nasty, phone.get(receipt)
            yield nasty, clerk.get(f"/staff/certificates/1/{village.hamlet_id}")
            yield nasty, phone.post(f"{receipt}/withdraw")


def sent_to_surveys(phone: FlaskClient, village: Village) -> Iterator[Asked]:
    chance, survey = Random(SEED), scan(phone, village.counter_code)
    for nasty in strings(STRINGS):
        yield nasty, phone.post(survey.action, data=filled(SURVEY, nasty, chance, survey.filled()))


def asked_by_address(browser: FlaskClient, *patterns: str) -> Iterator[Asked]:
    chance = Random(SEED)
    for nasty in strings(STRINGS):
        address = chance.choice(patterns).format(quote(nasty, safe=chance.choice(("", "/.~"))))
        yield address, browser.get(chance.choice(("", "/en")) + address)


def test_unescaped_words_a_cookie_and_a_bare_fault_are_found(house: House, phone: FlaskClient) -> None:
    @public
    def careless() -> str:
        return request.args["q"]

    @public
    def faulty() -> str:
        return str(1 // int(request.args["q"]))

    app = house.handed(Flask)
    app.add_url_rule("/careless", view_func=careless)
    app.add_url_rule("/faulty", view_func=faulty)
    answers = phone.get("/careless?q=" + quote(TELLTALES[0])), phone.get("/faulty?q=0")
    answers[0].headers["Set-Cookie"] = "a=b"

    assert list(faults_of(answers[0])) == ["a cookie", "<zq7> unescaped"]
    assert list(faults_of(answers[1])) == ["status 500"]


def test_pledges_take_every_string(phone: FlaskClient, clerk: FlaskClient, village: Village) -> None:
    asked = list(sent_to_pledges(phone, clerk, village))

    assert faults_in(iter(asked)) == []
    # Some are taken, a name may hold much: they are shown again and taken back.
    assert any("/R/" in answer.headers.get("Location", "") for _, answer in asked)


def test_surveys_take_every_string(phone: FlaskClient, village: Village) -> None:
    assert faults_in(sent_to_surveys(phone, village)) == []


def test_the_box_for_codes_takes_every_string(phone: FlaskClient, village: Village) -> None:
    answers = ((nasty, phone.post("/find", data={"code": nasty})) for nasty in strings(STRINGS))

    assert faults_in(answers) == []


def test_public_addresses_take_every_string(phone: FlaskClient, village: Village) -> None:
    patterns = (
        "/S/{}", "/s/{}", "/V/{}", "/R/{}", "/C/{}", "/R/{}/withdraw", "/R/{}/certificate", "/S/{}/sign/1",
        "/S/{}/answer/1", "/static/{}", "/{}", "/staff/link/{}", "/?q={}", "/staff/sign-in?next={}",
    )  # fmt: skip

    assert faults_in(asked_by_address(phone, *patterns)) == []


def test_addresses_for_staff_take_every_string(clerk: FlaskClient, village: Village) -> None:
    patterns = (
        "/staff/register?q={}", "/staff/campaigns/1/forms/{}", "/staff/campaigns/{}", "/staff/tallies/1/2?form={}",
        "/staff/tallies/1/2.csv?form={}", "/staff/prints?page={}", "/staff/satisfaction?campaign={}", "/staff/{}",
        "/staff/campaigns/1?done={}", "/staff/register/units/3?page={}",
    )  # fmt: skip

    assert faults_in(asked_by_address(clerk, *patterns)) == []


def test_signing_in_takes_every_string(phone: FlaskClient, village: Village) -> None:
    answers = (
        (nasty, phone.post("/staff/sign-in", data={"login_name": nasty, "password": nasty, "next": nasty}))
        for nasty in strings(PASSWORDS)
    )

    assert faults_in(answers) == []
