"""A pledge gets one certificate, numbers run in series by unit and year, and none is given twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from pledges.certificates.acts import issue, issue_many, reissue, void
from pledges.certificates.queries.parts import signed_parts
from pledges.certificates.queries.signed import signed_in
from pledges.certificates.rules import number_of
from pledges.certificates.tables import Certificate, CertificateSeries
from pledges.certificates.turned_away import AlreadyVoid, JustIssued, NumbersUsedUp, PledgeNotActive
from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.responses.acts.withdrawing import withdraw
from tests.certificates.pledging import keys_of, number_at, sign
from tests.worlds import Village, build_village, run_campaign


@dataclass(frozen=True)
class Signed:
    """The village after all three households signed."""

    village: Village
    campaign_id: int
    response_ids: tuple[int, ...]


@pytest.fixture
def signed(house: House, occasion: Occasion) -> Signed:
    village = build_village(house, occasion)
    campaign = run_campaign(house, occasion, village.commune_id)
    ids = tuple(sign(house, occasion, campaign.id, one)[0] for one in village.household_ids)
    return Signed(village, campaign.id, ids)


def issued(house: House, occasion: Occasion, response_id: int) -> str:
    with house.database.writing() as session:
        return issue(session, occasion, keys_of(house), response_id).number


def test_the_first_certificate_of_a_year_has_not_number_one(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    number = issued(house, occasion, signed.response_ids[0])

    assert number == number_at(house, 2026, signed.village.hamlet_id, 1)
    assert number != number_of(2026, signed.village.hamlet_id, 1)


def test_a_pledge_keeps_its_certificate_however_often_it_is_asked_for(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    first = issued(house, occasion, signed.response_ids[0])

    assert (
        issued(house, replace(occasion, now=occasion.now + timedelta(days=3)), signed.response_ids[0])
        == first
    )


def test_a_new_year_begins_a_new_series(house: House, occasion: Occasion, signed: Signed) -> None:
    issued(house, occasion, signed.response_ids[0])

    number = issued(house, replace(occasion, now=occasion.now + timedelta(days=60)), signed.response_ids[1])

    assert number == number_at(house, 2027, signed.village.hamlet_id, 1)


def test_the_year_turns_at_midnight_in_viet_nam(house: House, occasion: Occasion, signed: Signed) -> None:
    new_years_morning = occasion.now.replace(month=12, day=31, hour=17, minute=30)

    assert issued(house, replace(occasion, now=new_years_morning), signed.response_ids[0]).startswith("2027-")


def test_a_hamlets_numbers_come_back_in_the_order_given(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    backwards = list(reversed(signed.response_ids))

    with house.database.writing() as session:
        numbers = issue_many(session, occasion, keys_of(house), backwards)
        again = issue_many(session, occasion, keys_of(house), signed.response_ids)

    assert numbers == [number_at(house, 2026, signed.village.hamlet_id, place) for place in (1, 2, 3)]
    assert again == list(reversed(numbers))


def test_a_number_of_the_days_of_plain_series_is_not_given_again(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    with house.database.writing() as session:
        old = Certificate(
            number=number_at(house, 2026, signed.village.hamlet_id, 2),
            response_id=signed.response_ids[1],
            unit_id=signed.village.hamlet_id,
            issued_on=occasion.today,
        )
        session.add_all([old, CertificateSeries(unit_id=signed.village.hamlet_id, year=2026, last_serial=1)])

    number = issued(house, occasion, signed.response_ids[0])

    assert number == number_at(house, 2026, signed.village.hamlet_id, 3)


def test_after_the_last_number_of_a_year_none_is_given_twice(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    with house.database.writing() as session:
        session.add(CertificateSeries(unit_id=signed.village.hamlet_id, year=2026, last_serial=999_998))
    last = issued(house, occasion, signed.response_ids[0])

    with pytest.raises(NumbersUsedUp), house.database.writing() as session:
        issue(session, occasion, keys_of(house), signed.response_ids[1])

    assert last == number_at(house, 2026, signed.village.hamlet_id, 999_999)


def test_a_withdrawn_pledge_gets_none(house: House, occasion: Occasion, signed: Signed) -> None:
    with house.database.writing() as session:
        withdraw(session, occasion, signed.response_ids[0])

    with house.database.writing() as session, pytest.raises(PledgeNotActive):
        issue(session, occasion, keys_of(house), signed.response_ids[0])


def test_a_voided_certificates_number_is_never_given_again(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    first = issued(house, occasion, signed.response_ids[0])
    with house.database.writing() as session:
        void(session, occasion, first, "ghi sai họ tên")

    second = issued(house, occasion, signed.response_ids[0])

    assert (first, second) == tuple(
        number_at(house, 2026, signed.village.hamlet_id, place) for place in (1, 2)
    )


def test_a_certificate_is_voided_once(house: House, occasion: Occasion, signed: Signed) -> None:
    number = issued(house, occasion, signed.response_ids[0])

    with house.database.writing() as session:
        void(session, occasion, number, "ghi sai họ tên")
        with pytest.raises(AlreadyVoid):
            void(session, occasion, number, "ghi sai họ tên")


def test_the_database_lets_no_second_valid_certificate_in(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    issued(house, occasion, signed.response_ids[0])
    second = Certificate(
        number="2026-0001-999999X",
        response_id=signed.response_ids[0],
        unit_id=signed.village.hamlet_id,
        issued_on=occasion.today,
    )

    with pytest.raises(JustIssued) as refused, house.database.writing() as session:
        session.add(second)

    assert isinstance(refused.value.__cause__, IntegrityError)


def test_the_trail_tells_which_numbers_were_given_but_not_in_which_order(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    with house.database.writing() as session:
        numbers = issue_many(session, replace(occasion, actor_id=7), keys_of(house), signed.response_ids)

    with house.database.reading() as session:
        [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "certificate.issue"))
    assert (event.subject, event.actor_id) == (f"certificates:{' '.join(sorted(numbers))}", 7)
    assert numbers != sorted(numbers)


def test_a_reissued_certificate_takes_the_place_of_the_old_one(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    old = issued(house, occasion, signed.response_ids[0])

    with house.database.writing() as session:
        new = reissue(session, occasion, keys_of(house), old, "giấy bị ướt").number
        was = session.scalars(select(Certificate).where(Certificate.number == old)).one()

    assert new != old
    assert (was.voided_at, was.void_reason) == (occasion.now, "giấy bị ướt")
    assert issued(house, occasion, signed.response_ids[0]) == new


def test_a_withdrawn_pledges_certificate_is_not_reissued_and_not_voided_either(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    old = issued(house, occasion, signed.response_ids[0])
    with house.database.writing() as session:
        withdraw(session, occasion, signed.response_ids[0])

    with pytest.raises(PledgeNotActive), house.database.writing() as session:
        reissue(session, occasion, keys_of(house), old, "giấy bị ướt")

    with house.database.reading() as session:
        was = session.scalars(select(Certificate).where(Certificate.number == old)).one()
    assert was.voided_at is None


def test_signed_households_come_in_the_order_of_given_names(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    with house.database.reading() as session:
        found = signed_in(session, signed.campaign_id, [signed.village.hamlet_id])
        whole, parts = signed_parts(session, signed.campaign_id, signed.village.commune_id, occasion.today)

    assert [one.name.split()[-1] for one in found] == ["K'Brơi", "Đức", "Nguyên"]
    assert (whole.signed, [(part.unit_id, part.signed) for part in parts]) == (
        3,
        [(signed.village.hamlet_id, 3)],
    )


def test_eight_clerks_at_once_give_one_certificate_a_pledge(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    orders = [signed.response_ids, tuple(reversed(signed.response_ids))] * 8

    def issue_all(response_ids: tuple[int, ...]) -> list[str]:
        with house.database.writing() as session:
            return issue_many(session, occasion, keys_of(house), response_ids)

    with ThreadPoolExecutor(max_workers=8) as clerks:
        answers = list(clerks.map(issue_all, orders))

    numbers = {number_at(house, 2026, signed.village.hamlet_id, place) for place in (1, 2, 3)}
    assert [set(answer) for answer in answers] == [numbers] * 16


def test_eight_clerks_at_once_leave_no_gap_and_no_double(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    def issue_and_void(step: int) -> str:
        with house.database.writing() as session:
            number = issue(session, occasion, keys_of(house), signed.response_ids[step % 3]).number
            void(session, occasion, number, "in thử")
        return number

    with ThreadPoolExecutor(max_workers=8) as clerks:
        numbers = sorted(clerks.map(issue_and_void, range(48)))

    assert numbers == sorted(
        number_at(house, 2026, signed.village.hamlet_id, place) for place in range(1, 49)
    )
