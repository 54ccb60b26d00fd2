"""The receipt: what was pledged, how to come back to it, and how to take it back."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from forms.filling import fill
from forms.questionnaire import Questionnaire
from pledges.foundation.access import public
from pledges.foundation.codes import checked_code, grouped_code
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import local_date, short_date
from pledges.paper.qr import QUIET_ZONE
from pledges.paper.qr_bulk import encode_in_bulk
from pledges.responses import acts
from pledges.responses.pages.sheet import questionnaire_of
from pledges.responses.queries import by_reference, members_of
from pledges.responses.rules import AlreadyWithdrawn, Pledge, PledgedMember

receipt_pages = Blueprint("receipts", __name__)


@receipt_pages.get("/r/<reference>")
@receipt_pages.get("/R/<reference>")
@public
def show(reference: str) -> str:
    """Show the receipt; the reference alone opens it."""
    pledge, members = _receipt(reference)
    questionnaire = questionnaire_of(pledge.version_id, pledge.version_digest)
    signs, public_url = checked_code(reference), this_house().config.public_url
    return render_template(
        "responses/receipt.html",
        pledge=pledge,
        members=members,
        place=pledge.place,
        reference=signs,
        reference_words=grouped_code(signs),
        items=[item for item in questionnaire.items if item.code in pledge.items],
        questionnaire=questionnaire,
        signed_text=_signed_text(pledge, signs),
        address=f"{public_url}/R/{signs}",
        picture_of_address=_picture_of(f"{public_url}/R/{signs}".upper()),
    )


@receipt_pages.get("/R/<reference>/withdraw")
@public
def ask_to_withdraw(reference: str) -> str:
    """Ask once whether the pledge is to be taken back."""
    pledge, _members = _receipt(reference)
    if pledge.withdrawn_at:
        raise AlreadyWithdrawn
    words = _withdrawal(questionnaire_of(pledge.version_id, pledge.version_digest), pledge)
    return render_template(
        "responses/withdraw.html", pledge=pledge, words=words, place=pledge.place, reference=checked_code(reference)
    )


@receipt_pages.post("/R/<reference>/withdraw")
@public
def withdraw(reference: str) -> Response:
    """Take the pledge back; asked a second time, show the receipt that says so."""
    house, signs = this_house(), checked_code(reference)
    with house.database.writing() as session:
        pledge = by_reference(session, house.keys, signs)
        if pledge.withdrawn_at is None:
            acts.withdraw(session, present(), pledge.response_id)
    return redirect(url_for("receipts.show", reference=signs), 303)


def _receipt(reference: str) -> tuple[Pledge, list[PledgedMember]]:
    house, signs = this_house(), checked_code(reference)
    with house.database.reading() as session:
        pledge = by_reference(session, house.keys, signs)
        return pledge, members_of(session, pledge.response_id)


def _signed_text(pledge: Pledge, reference: str) -> str:
    """Return the words that were signed, the signer's blanks filled; nothing once the pledge was taken back."""
    if pledge.withdrawn_at:
        return ""
    values = {
        "nguoi_dai_dien": pledge.signer_name,
        "nam_sinh": str(pledge.birth_year or ""),
        "dia_chi": pledge.address,
        "ten_thon_khu_pho": pledge.place.hamlet,
        "ten_xa_phuong": pledge.place.commune,
        "ten_tinh": pledge.place.province,
        "ma_bien_nhan": grouped_code(reference),
    }
    return fill(pledge.text, values)


def _withdrawal(questionnaire: Questionnaire, pledge: Pledge) -> str:
    day = short_date(local_date(pledge.signed_at))
    return fill(questionnaire.passage("withdrawal", current_language()), {"ngay_ky": day})


def _picture_of(address: str) -> str:
    """Return the address as a QR picture of its own, so that a kept screenshot can be scanned."""
    matrix = encode_in_bulk(address)
    side = matrix.size + 2 * QUIET_ZONE
    box = f"{-QUIET_ZONE} {-QUIET_ZONE} {side} {side}"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{matrix.path}"/></svg>'
    # All that a data address does not take as it is; escaping sign by sign would cost more than drawing the code.
    return "data:image/svg+xml," + drawing.replace("<", "%3C").replace(">", "%3E").replace('"', "%22")
