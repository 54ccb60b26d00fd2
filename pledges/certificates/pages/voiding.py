"""Pages on which staff void a certificate, and give another in its place where one is wanted."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.certificate_printing import CertificateVoidForm
from pledges.certificates.acts import reissue, void
from pledges.certificates.queries.signed import certificate_in_scope
from pledges.certificates.rules import NumberedPaper, checked_number
from pledges.certificates.signing_keys import IssuingKeys
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.staff.rules import Permission

certificate_void_pages = Blueprint("certificate_voiding", __name__)


@certificate_void_pages.get("/staff/certificates/void/<number>")
@requires(Permission.PRINT_CERTIFICATES)
def ask(number: str) -> Response:
    """Ask why, and say what happens."""
    return _page(_paper(number), CertificateVoidForm(language=current_language()), 200)


@certificate_void_pages.post("/staff/certificates/void/<number>")
@requires(Permission.PRINT_CERTIFICATES)
def declare_void(number: str) -> Response:
    """Void the certificate and, where it was chosen, give another in its place; the reason goes into the trail."""
    house, form = this_house(), CertificateVoidForm(request.form, language=current_language())
    paper = _paper(number)
    if not form.validate():
        return _page(paper, form, 422)
    with house.database.writing() as session:
        if form.way.data == "reissue":
            keys = IssuingKeys(house.keys, house.config.keys)
            reissue(session, present(acting().id), keys, paper.number, str(form.reason.data))
        else:
            void(session, present(acting().id), paper.number, str(form.reason.data))
    there = url_for(
        "certificates.show_unit", campaign_id=paper.campaign_id, unit_id=paper.unit_id, said=form.way.data
    )
    return redirect(there, 303)


def _paper(number: str) -> NumberedPaper:
    with this_house().database.reading() as session:
        return certificate_in_scope(session, acting(), Permission.PRINT_CERTIFICATES, checked_number(number))


def _page(paper: NumberedPaper, form: CertificateVoidForm, status: int) -> Response:
    return make_response(render_template("certificates/void.html", paper=paper, form=form), status)
