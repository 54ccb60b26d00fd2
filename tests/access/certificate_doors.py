"""The doors to certificates, and one that is issued to stand behind them."""

from pledges.certificates.acts import issue
from pledges.foundation.house import House
from pledges.foundation.moments import present
from tests.certificates.pledging import keys_of

_OF_UNIT = "/staff/certificates/<int:campaign_id>/<int:unit_id>"


def issued_number(house: House, response_id: int) -> str:
    """Issue the certificate of a pledge; return its number."""
    with house.database.writing() as session:
        return issue(session, present(), keys_of(house), response_id).number


def doors_of_certificates(
    campaign_id: int, unit_id: int, response_id: int, number: str
) -> dict[tuple[str, str], str]:
    """Return an address behind every door for staff."""
    of_unit, voiding = f"/staff/certificates/{campaign_id}/{unit_id}", f"/staff/certificates/void/{number}"
    pledges = "/staff/certificates/pledges"
    return {
        ("GET", _OF_UNIT): of_unit,
        ("POST", _OF_UNIT): of_unit,
        ("POST", f"{pledges}/<int:response_id>"): f"{pledges}/{response_id}",
        ("GET", "/staff/certificates/void/<number>"): voiding,
        ("POST", "/staff/certificates/void/<number>"): voiding,
    }


def public_doors_of_certificates(receipt: str) -> dict[tuple[str, str], str]:
    """Return an address behind every door that is open to anyone."""
    return {
        ("GET", "/R/<reference>/certificate"): f"{receipt}/certificate",
        ("GET", "/V/"): "/V/",
        ("GET", "/v/"): "/v/",
        ("GET", "/V/keys.json"): "/V/keys.json",
        ("GET", "/V/<number>"): "/V/2026-0001-000001A",
        ("GET", "/v/<number>"): "/v/2026-0001-000001A",
    }
