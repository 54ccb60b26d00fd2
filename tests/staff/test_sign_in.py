"""Staff: a one-time link that acts on POST, a password, a sign-in that ends."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.staff.acts import invite, sign_in, sign_out, staff_behind, take_up
from pledges.staff.queries import running_sign_in
from pledges.staff.rules import Grant, LinkSpent, PasswordTooShort, Role, SignInRefused, has_run_out, reaches

PASSWORD = "mười lăm ký tự trở lên"  # of an account that lives in this test only
GRANT = Grant(Role.CAMPAIGN_CLERK, 3)


def _invited(house: House, occasion: Occasion) -> str:
    with house.database.writing() as session:
        return invite(session, occasion, "lan.nguyen", "Nguyễn Thị Lan", GRANT)


def test_opening_the_link_changes_nothing_and_sending_it_signs_in(house: House, client: FlaskClient) -> None:
    secret = _invited(house, present())
    shown = client.get(f"/staff/link/{secret}")

    sent = client.post(f"/staff/link/{secret}", data={"password": PASSWORD, "confirmation": PASSWORD})

    assert shown.status_code == 200
    assert sent.status_code == 303
    assert "HttpOnly" in sent.headers["Set-Cookie"]


def test_a_link_is_good_once(house: House, occasion: Occasion) -> None:
    secret = _invited(house, occasion)
    with house.database.writing() as session:
        take_up(session, occasion, secret, PASSWORD)

    with pytest.raises(LinkSpent), house.database.writing() as session:
        take_up(session, occasion, secret, PASSWORD)


def test_a_link_runs_out_after_72_hours(house: House, occasion: Occasion) -> None:
    secret = _invited(house, occasion)
    late = Occasion(occasion.now + timedelta(hours=73))

    with pytest.raises(LinkSpent), house.database.writing() as session:
        take_up(session, late, secret, PASSWORD)


def test_a_short_password_is_refused_and_the_link_stays_good(house: House, occasion: Occasion) -> None:
    secret = _invited(house, occasion)
    with pytest.raises(PasswordTooShort), house.database.writing() as session:
        take_up(session, occasion, secret, "ngắn quá")

    with house.database.writing() as session:
        assert take_up(session, occasion, secret, PASSWORD)


def test_every_sign_in_has_a_new_secret(house: House, occasion: Occasion) -> None:
    with house.database.writing() as session:
        first = take_up(session, occasion, invite(session, occasion, "lan.nguyen", "Lan", GRANT), PASSWORD)
        second = sign_in(session, occasion, staff_behind(session, "Lan.Nguyen", PASSWORD))

    assert first != second


@pytest.mark.parametrize(("name", "password"), [("lan.nguyen", "một mật khẩu khác hẳn"), ("ai.do", PASSWORD)])
def test_a_wrong_pair_is_refused_alike(house: House, occasion: Occasion, name: str, password: str) -> None:
    with house.database.writing() as session:
        take_up(session, occasion, invite(session, occasion, "lan.nguyen", "Lan", GRANT), PASSWORD)

    with pytest.raises(SignInRefused), house.database.reading() as session:
        staff_behind(session, name, password)


def test_a_staff_form_without_its_token_is_refused(house: House, client: FlaskClient) -> None:
    secret = _invited(house, present())
    client.post(f"/staff/link/{secret}", data={"password": PASSWORD, "confirmation": PASSWORD})

    answer = client.post("/staff/sign-out", data={"csrf_token": "made up"})

    assert answer.status_code == 403


def test_signing_out_ends_the_sign_in_everywhere(house: House, occasion: Occasion) -> None:
    with house.database.writing() as session:
        secret = take_up(session, occasion, invite(session, occasion, "lan.nguyen", "Lan", GRANT), PASSWORD)
        running = running_sign_in(session, secret)
        assert running is not None
        sign_out(session, occasion, running[0].id)

    with house.database.reading() as session:
        assert running_sign_in(session, secret) is None


def test_a_spent_sign_in_opens_nothing(house: House, occasion: Occasion) -> None:
    with house.database.reading() as session:
        assert running_sign_in(session, "made up") is None


def test_a_sign_in_runs_out_when_idle_and_after_twelve_hours(occasion: Occasion) -> None:
    start = occasion.now

    assert not has_run_out(start, start, start + timedelta(minutes=29))
    assert has_run_out(start, start, start + timedelta(minutes=31))
    assert has_run_out(start, start + timedelta(hours=12), start + timedelta(hours=12, minutes=1))


def test_roles_reach_the_units_they_were_given_over() -> None:
    found = reaches([Grant(Role.HAMLET_HEAD, 5), Grant(Role.CAMPAIGN_CLERK, 3)])

    assert found["tally.read"] == {3, 5}
    assert found["register.import"] == {3}
    assert "staff.manage" not in found


def test_a_link_that_never_was_is_refused(house: House, occasion: Occasion) -> None:
    with pytest.raises(LinkSpent), house.database.writing() as session:
        take_up(session, occasion, "made up", PASSWORD)
