"""Pages of certificates: staff print them, anyone checks a number, a signer fetches their own."""

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from pledges.certificates.acts import issue
from pledges.certificates.papers import certificate_paper
from pledges.certificates.queries import (
    campaign_for,
    campaigns_at,
    recipients,
    refuse_where_none_are_given,
    response_in_scope,
    signed_in,
    signed_parts,
    valid_numbers,
    verified,
)
from pledges.certificates.rules import (
    CERTIFICATES,
    ONE_CERTIFICATE,
    CertificateNotIssued,
    CertificateUnknown,
    Recipient,
    checked_number,
)
from pledges.foundation.access import acting, public, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.codes import checked_code
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.prints.acts import record_handed_over, start_run
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import STEP, MadePaper, NewRun
from pledges.responses.queries.pledges import by_reference
from pledges.staff.rules import Permission
from pledges.units.scope import scope_roots, unit_in_scope

certificates_pages = Blueprint("certificates", __name__)

_HOUSEHOLDS_A_PAGE = 100


@certificates_pages.get("/staff/certificates")
@requires(Permission.PRINT_CERTIFICATES)
def show_campaigns() -> str:
    """Let the actor choose a campaign and one of the units at the top of their scope."""
    roots = sorted(scope_roots(acting(), Permission.PRINT_CERTIFICATES))
    with this_house().database.reading() as session:
        choices = [choice for root in roots for choice in campaigns_at(session, root)]
    return render_template("certificates/campaigns.html", choices=choices)


@certificates_pages.get("/staff/certificates/<int:campaign_id>/<int:unit_id>")
@requires(Permission.PRINT_CERTIFICATES)
def show_unit(campaign_id: int, unit_id: int) -> str:
    """Show a unit's parts with their pledges or, in a hamlet, its signed households by given name."""
    page = page_asked()
    with this_house().database.reading() as session:
        unit_in_scope(session, acting(), Permission.PRINT_CERTIFICATES, unit_id)
        campaign = campaign_for(session, campaign_id, unit_id)
        unit, parts = signed_parts(session, campaign_id, unit_id, present().today)
        signed = [] if parts else signed_in(session, campaign_id, [unit_id])
    return render_template(
        "certificates/unit.html",
        campaign=campaign,
        unit=unit,
        parts=parts,
        signed=signed[(page - 1) * _HOUSEHOLDS_A_PAGE : page * _HOUSEHOLDS_A_PAGE],
        page=page,
        pages=-(-len(signed) // _HOUSEHOLDS_A_PAGE),
    )


@certificates_pages.post("/staff/certificates/<int:campaign_id>/<int:unit_id>")
@requires(Permission.PRINT_CERTIFICATES)
def print_unit(campaign_id: int, unit_id: int) -> AnyResponse:
    """Start a print run of the certificates of every signed household of the unit and below."""
    house = this_house()
    with house.database.writing() as session:
        unit_in_scope(session, acting(), Permission.PRINT_CERTIFICATES, unit_id)
        campaign_for(session, campaign_id, unit_id)
        unit, _parts = signed_parts(session, campaign_id, unit_id, present().today)
        run = start_run(
            session, present(acting().id), NewRun(CERTIFICATES, unit_id, unit.signed, campaign_id)
        )
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)


@certificates_pages.post("/staff/certificates/pledges/<int:response_id>")
@requires(Permission.PRINT_CERTIFICATES)
def print_one(response_id: int) -> Response:
    """Issue one household's certificate, if it has none, and hand the paper over."""
    house, occasion = this_house(), present(acting().id)
    with house.database.writing() as session:
        response = response_in_scope(session, acting(), Permission.PRINT_CERTIFICATES, response_id)
        [recipient] = recipients(session, [issue(session, occasion, response_id).number])
    paper = _paper(recipient)
    with house.database.writing() as session:
        new = NewRun(ONE_CERTIFICATE, response.unit_id, 1, response.campaign_id)
        record_handed_over(session, occasion, new, paper)
    return paper_answer(paper.content, _file_name(recipient))


@certificates_pages.get("/V/<number>")
@certificates_pages.get("/v/<number>")
@public
def verify(number: str) -> str:
    """Tell anyone with the number whether the certificate is genuine, and no more than that."""
    if "." in number:
        raise CertificateUnknown  # A proof behind a dot is not given out yet, so none can be right.
    with this_house().database.reading() as session:
        found = verified(session, checked_number(number), present().today)
    return render_template("certificates/verify.html", certificate=found)


@certificates_pages.get("/R/<reference>/certificate")
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
    return paper_answer(_paper(found[0]).content, _file_name(found[0]))


def _paper(recipient: Recipient) -> MadePaper:
    with making_paper():
        return certificate_paper(recipient, this_house().config.public_url)


def _file_name(recipient: Recipient) -> str:
    return f"{ONE_CERTIFICATE.file_stem}-{recipient.number}.pdf"
