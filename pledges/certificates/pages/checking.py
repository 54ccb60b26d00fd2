"""Pages on which anyone checks a certificate; nothing is written down about whoever does."""

import json

from flask import Blueprint, Response, render_template

from pledges.certificates.queries.verifying import refuse_unproven, verified
from pledges.certificates.rules import NumberMistyped, checked_number
from pledges.certificates.signing_keys import published_keys
from pledges.certificates.turned_away import ProofFalse
from pledges.foundation.access import public
from pledges.foundation.house import this_house
from pledges.foundation.moments import present

certificate_check_pages = Blueprint("certificate_check", __name__)


@certificate_check_pages.get("/V/")
@certificate_check_pages.get("/v/")
@public
def explain() -> str:
    """Explain how a certificate is checked, with and without a network."""
    host = this_house().config.public_url.partition("://")[2]
    return render_template("certificates/checking.html", host=host)


@certificate_check_pages.get("/V/keys.json")
@public
def give_keys() -> Response:
    """Give every public key there ever was, for checking without a network."""
    with this_house().database.reading() as session:
        published = published_keys(session)
    readable = json.dumps(published, indent=2)
    return Response(f"{readable}\n", content_type="application/json; charset=utf-8")


@certificate_check_pages.get("/V/<number>")
@certificate_check_pages.get("/v/<number>")
@public
def verify(number: str) -> str:
    """Tell anyone with the number what the certificate is worth; with the proof behind it, whether it is genuine."""
    typed, dot, proof = number.partition(".")
    with this_house().database.reading() as session:
        if dot:
            _refuse_changed(typed)
            refuse_unproven(session, typed, proof)
        found = verified(session, checked_number(typed), present().today)
    return render_template("certificates/verify.html", certificate=found, is_proven=bool(dot))


def _refuse_changed(number: str) -> None:
    """Let a number before a proof pass only as it is printed: nobody types a proof, and one paper has one address."""
    try:
        is_printed = checked_number(number) == number
    except NumberMistyped:
        is_printed = False
    if not is_printed:
        raise ProofFalse
