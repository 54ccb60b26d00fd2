"""What can be done about certificates: issue (once a pledge, however often asked), void, reissue."""

from collections.abc import Sequence
from itertools import islice

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pledges.certificates.numbers import serials_from
from pledges.certificates.proving import prove
from pledges.certificates.queries.signed import refuse_where_none_are_given, valid_numbers
from pledges.certificates.rules import number_of
from pledges.certificates.signing_keys import IssuingKeys
from pledges.certificates.tables import Certificate, CertificateSeries
from pledges.certificates.turned_away import AlreadyVoid, NumbersUsedUp, PledgeNotActive
from pledges.foundation.audit import Change, record
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there
from pledges.responses.tables import Response


def issue(session: Session, occasion: Occasion, keys: IssuingKeys, response_id: int) -> Certificate:
    """Give a pledge its certificate with its proof and return it; a pledge that has a valid one gets no second.

    :raises PledgeNotActive: when the pledge was withdrawn.
    :raises CertificatesNotGiven: when its campaign gives none.
    :raises NumbersUsedUp: when its unit has none left this year.
    :raises SigningKeyMissing: when the file of the key in use is gone.
    """
    numbers = issue_many(session, occasion, keys, [response_id])
    if not numbers:
        raise PledgeNotActive
    return session.scalars(select(Certificate).where(Certificate.number == numbers[0])).one()


def issue_many(
    session: Session, occasion: Occasion, keys: IssuingKeys, response_ids: Sequence[int]
) -> list[str]:
    """Give each active pledge a certificate that has none, and return the numbers of all, in the order given.

    The numbers tell nothing of that order. Withdrawn pledges are left out. A certificate of before that has no proof
    gets one.

    :raises CertificatesNotGiven: when one of them is of a campaign that gives none.
    :raises NumbersUsedUp: when a unit has none left this year.
    :raises SigningKeyMissing: when the file of the key in use is gone.
    """
    refuse_where_none_are_given(session, response_ids)
    rows = session.execute(
        select(Response.id, Response.unit_id).where(Response.id.in_(response_ids), Response.state == "active")
    )
    units = {row.id: row.unit_id for row in rows}
    # Always in order of unit, so that two runs never wait for each other in a circle.
    for unit_id in sorted(set(units.values())):
        of_unit = [response_id for response_id in response_ids if units.get(response_id) == unit_id]
        _issue_in_unit(session, occasion, keys.numbers, of_unit, unit_id)
    prove(session, occasion, keys, list(units))
    numbers = valid_numbers(session, list(units))
    return [numbers[response_id] for response_id in response_ids if response_id in numbers]


def void(session: Session, occasion: Occasion, number: str, reason: str) -> int:
    """Declare a certificate void, for good, and return its pledge; the number is never given again.

    The pledge may get a new certificate.

    :raises AlreadyVoid: when it was voided before, or there is none.
    """
    voided = (
        update(Certificate)
        .where(Certificate.number == number, Certificate.voided_at.is_(None))
        .values(voided_at=occasion.now, void_reason=reason)
        .returning(Certificate.unit_id, Certificate.response_id)
    )
    row = session.execute(voided).one_or_none()
    if row is None:
        raise AlreadyVoid
    record(session, occasion, Change(row.unit_id, "certificate.void", f"certificate:{number}", why=reason))
    return int(row.response_id)


def reissue(session: Session, occasion: Occasion, keys: IssuingKeys, number: str, reason: str) -> Certificate:
    """Void a certificate and give its pledge another, with another number, that takes its place.

    :raises AlreadyVoid: when it was voided before, or there is none.
    :raises PledgeNotActive: when the pledge was withdrawn, or corrected since: then the newest version gets its own.
    """
    return issue(session, occasion, keys, void(session, occasion, number, reason))


def _issue_in_unit(
    session: Session, occasion: Occasion, keys: Keys, response_ids: Sequence[int], unit_id: int
) -> None:
    """Number what has no certificate, holding the unit's series: who waits for it sees what the other issued."""
    series = _locked_series(session, unit_id, occasion.today.year)
    has_one = valid_numbers(session, response_ids)
    new = [response_id for response_id in dict.fromkeys(response_ids) if response_id not in has_one]
    if not new:
        return
    numbers = _new_numbers(session, keys, series, len(new))
    session.add_all(
        Certificate(
            number=number,
            response_id=response_id,
            unit_id=unit_id,
            issued_on=occasion.today,
            issued_by=occasion.actor_id,
        )
        for number, response_id in zip(numbers, new, strict=True)
    )
    session.flush()
    # Sorted by themselves, so that the line tells nothing that the papers do not.
    told = "certificates:" + " ".join(sorted(numbers))
    record(session, occasion, Change(unit_id, "certificate.issue", told, after=" ".join(map(str, new))))


def _new_numbers(session: Session, keys: Keys, series: CertificateSeries, count: int) -> list[str]:
    """Take the next numbers of a series that is held, and move it on.

    Numbers that were given in the days of plain series are skipped.
    """
    found: list[str] = []
    serials = serials_from(keys, (series.unit_id, series.year), series.last_serial + 1)
    while len(found) < count:
        drawn = list(islice(serials, count - len(found)))
        if not drawn:
            raise NumbersUsedUp
        numbers = [number_of(series.year, series.unit_id, serial) for _place, serial in drawn]
        taken = set(session.scalars(select(Certificate.number).where(Certificate.number.in_(numbers))))
        found += [number for number in numbers if number not in taken]
        series.last_serial = drawn[-1][0]
    return found


def _locked_series(session: Session, unit_id: int, year: int) -> CertificateSeries:
    insert_unless_there(session, CertificateSeries, unit_id=unit_id, year=year, last_serial=0)
    query = select(CertificateSeries).where(
        CertificateSeries.unit_id == unit_id, CertificateSeries.year == year
    )
    return session.scalars(query.with_for_update().execution_options(populate_existing=True)).one()
