"""What can be done about certificates: issue (once a pledge, however often asked), void."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pledges.certificates.queries import refuse_where_none_are_given, valid_numbers
from pledges.certificates.rules import AlreadyVoid, PledgeNotActive, number_of
from pledges.certificates.tables import Certificate, CertificateSeries
from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there
from pledges.responses.tables import Response


def issue(session: Session, occasion: Occasion, response_id: int) -> Certificate:
    """Give a pledge its certificate and return it; a pledge that has a valid one gets no second.

    :raises PledgeNotActive: when the pledge was withdrawn.
    :raises CertificatesNotGiven: when its campaign gives none.
    """
    numbers = issue_many(session, occasion, [response_id])
    if not numbers:
        raise PledgeNotActive
    return session.scalars(select(Certificate).where(Certificate.number == numbers[0])).one()


def issue_many(session: Session, occasion: Occasion, response_ids: Sequence[int]) -> list[str]:
    """Give each active pledge a certificate that has none, and return the numbers of all, in the order given.

    New numbers follow that order within each unit. Withdrawn pledges are left out.

    :raises CertificatesNotGiven: when one of them is of a campaign that gives none.
    """
    refuse_where_none_are_given(session, response_ids)
    rows = session.execute(
        select(Response.id, Response.unit_id).where(Response.id.in_(response_ids), Response.state == "active")
    )
    units = {row.id: row.unit_id for row in rows}
    # Always in order of unit, so that two runs never wait for each other in a circle.
    for unit_id in sorted(set(units.values())):
        of_unit = [response_id for response_id in response_ids if units.get(response_id) == unit_id]
        _issue_in_unit(session, occasion, unit_id, of_unit)
    numbers = valid_numbers(session, list(units))
    return [numbers[response_id] for response_id in response_ids if response_id in numbers]


def void(session: Session, occasion: Occasion, number: str, reason: str) -> None:
    """Declare a certificate void, for good; its number is never given again, the pledge may get a new one.

    :raises AlreadyVoid: when it was voided before, or there is none.
    """
    voided = (
        update(Certificate)
        .where(Certificate.number == number, Certificate.voided_at.is_(None))
        .values(voided_at=occasion.now, void_reason=reason)
        .returning(Certificate.unit_id)
    )
    unit_id = session.scalar(voided)
    if unit_id is None:
        raise AlreadyVoid
    record(session, occasion, Change(unit_id, "certificate.void", f"certificate:{number}", why=reason))


def _issue_in_unit(session: Session, occasion: Occasion, unit_id: int, response_ids: Sequence[int]) -> None:
    """Number what has no certificate, holding the unit's series: who waits for it sees what the other issued."""
    series = _locked_series(session, unit_id, occasion.today.year)
    has_one = valid_numbers(session, response_ids)
    new = [response_id for response_id in dict.fromkeys(response_ids) if response_id not in has_one]
    if not new:
        return
    certificates = [
        Certificate(
            number=number_of(series.year, unit_id, serial),
            response_id=response_id,
            unit_id=unit_id,
            issued_on=occasion.today,
            issued_by=occasion.actor_id,
        )
        for serial, response_id in enumerate(new, start=series.last_serial + 1)
    ]
    series.last_serial += len(new)
    session.add_all(certificates)
    session.flush()
    span = f"certificates:{certificates[0].number}..{certificates[-1].number}"
    record(session, occasion, Change(unit_id, "certificate.issue", span, after=" ".join(map(str, new))))


def _locked_series(session: Session, unit_id: int, year: int) -> CertificateSeries:
    insert_unless_there(session, CertificateSeries, unit_id=unit_id, year=year, last_serial=0)
    query = select(CertificateSeries).where(
        CertificateSeries.unit_id == unit_id, CertificateSeries.year == year
    )
    return session.scalars(query.with_for_update().execution_options(populate_existing=True)).one()
