"""Pages on which staff choose a campaign and a unit, and print its certificates."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.certificate_printing import CertificatePrintForm
from pledges.certificates.acts import issue
from pledges.certificates.pages.handing import handed, made
from pledges.certificates.queries.parts import campaigns_at, signed_parts
from pledges.certificates.queries.recipients import recipients
from pledges.certificates.queries.signed import campaign_for, place_in_scope, response_in_scope, signed_in
from pledges.certificates.rules import CERTIFICATES, ONE_CERTIFICATE
from pledges.certificates.signing_keys import IssuingKeys
from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.paper.certificate_sizes import CertificateSize
from pledges.prints.acts import record_handed_over, start_run
from pledges.prints.rules import STEP, NewPiece, NewRun
from pledges.staff.rules import Permission
from pledges.units.scope import scope_roots

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
def show_unit(campaign_id: int, unit_id: int) -> AnyResponse:
    """Show a unit's parts with their pledges or, in a hamlet, whoever signed by given name."""
    return _page(campaign_id, unit_id, CertificatePrintForm(language=current_language()), 200)


@certificates_pages.post("/staff/certificates/<int:campaign_id>/<int:unit_id>")
@requires(Permission.PRINT_CERTIFICATES)
def print_unit(campaign_id: int, unit_id: int) -> AnyResponse:
    """Start a print run of the certificates of everybody who signed in the unit and below."""
    house, form = this_house(), CertificatePrintForm(request.form, language=current_language())
    if not form.validate():
        return _page(campaign_id, unit_id, form, 422)
    with house.database.writing() as session:
        place_in_scope(session, acting(), Permission.PRINT_CERTIFICATES, unit_id)
        campaign_for(session, campaign_id, unit_id)
        unit, _parts = signed_parts(session, campaign_id, unit_id, present().today)
        new = NewRun(CERTIFICATES, unit_id, unit.signed, campaign_id, form.choices)
        run = start_run(session, present(acting().id), new)
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)


@certificates_pages.post("/staff/certificates/pledges/<int:response_id>")
@requires(Permission.PRINT_CERTIFICATES)
def print_one(response_id: int) -> Response:
    """Issue one pledge's certificate, if it has none, and hand the paper over."""
    house, occasion = this_house(), present(acting().id)
    keys = IssuingKeys(house.keys, house.config.keys)
    with house.database.writing() as session:
        response = response_in_scope(session, acting(), Permission.PRINT_CERTIFICATES, response_id)
        [recipient] = recipients(session, [issue(session, occasion, keys, response_id).number])
    paper = made(recipient, _size_asked())
    with house.database.writing() as session:
        new = NewRun(ONE_CERTIFICATE, response.unit_id, 1, response.campaign_id)
        words = f"Giấy số {recipient.number}"
        piece = NewPiece("response", response_id, response.unit_id, words)
        record_handed_over(session, occasion, new, paper, piece)
    return handed(paper, recipient.number)


def _page(campaign_id: int, unit_id: int, form: CertificatePrintForm, status: int) -> AnyResponse:
    page = page_asked()
    with this_house().database.reading() as session:
        place_in_scope(session, acting(), Permission.PRINT_CERTIFICATES, unit_id)
        campaign = campaign_for(session, campaign_id, unit_id)
        unit, parts = signed_parts(session, campaign_id, unit_id, present().today)
        signed = signed_in(session, campaign_id, [unit_id])
    shown = render_template(
        "certificates/unit.html",
        form=form,
        said=request.args.get("said", ""),
        campaign=campaign,
        unit=unit,
        parts=parts,
        signed=signed[(page - 1) * _HOUSEHOLDS_A_PAGE : page * _HOUSEHOLDS_A_PAGE],
        page=page,
        pages=-(-len(signed) // _HOUSEHOLDS_A_PAGE),
    )
    return make_response(shown, status)


def _size_asked() -> CertificateSize:
    """Return the sheet for one certificate: A5 where that button was pressed, else A4."""
    return CertificateSize.A5 if request.form.get("size") == CertificateSize.A5 else CertificateSize.A4
