"""The page behind which a signer fetches their own certificate."""

from flask import Blueprint, Response

from pledges.certificates.pages.handing import certificate_answer
from pledges.certificates.queries.recipients import recipients
from pledges.certificates.queries.signed import refuse_where_none_are_given, valid_numbers
from pledges.certificates.turned_away import CertificateNotIssued
from pledges.foundation.access import public
from pledges.foundation.codes import checked_code
from pledges.foundation.house import this_house
from pledges.responses.queries.pledges import by_reference

own_certificate_pages = Blueprint("own_certificate", __name__)


@own_certificate_pages.get("/R/<reference>/certificate")
@public
def fetch_own(reference: str) -> Response:
    """Give the signer their own certificate, if one was issued; the receipt's reference alone opens it."""
    house = this_house()
    with house.database.reading() as session:
        pledge = by_reference(session, house.keys, checked_code(reference))
        refuse_where_none_are_given(session, [pledge.response_id])
        found = recipients(session, valid_numbers(session, [pledge.response_id]).values())
    if not found:
        raise CertificateNotIssued
    return certificate_answer(found[0])
