"""The receipt: what was pledged, in which versions, how to come back to it, and how to take it back."""

from contextlib import suppress

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from forms.filling import fill
from forms.questionnaire import Questionnaire
from forms.strokes import path_of, strokes_in
from pledges.foundation.access import public
from pledges.foundation.codes import checked_code, grouped_code, spoken_code
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import local_date, short_date
from pledges.paper.qr import QUIET_ZONE
from pledges.paper.qr_bulk import encode_in_bulk
from pledges.responses.acts.withdrawing import withdraw as take_back
from pledges.responses.certified import KnowsCertificates
from pledges.responses.own_record import PROOF_WORDS
from pledges.responses.pages.blanks import text_as_signed
from pledges.responses.pages.opened import OpenedReceipt, open_receipt, open_standing
from pledges.responses.pages.sheet import questionnaire_of
from pledges.responses.pledged import Pledge
from pledges.responses.queries.pledges import by_reference
from pledges.responses.queries.receipts import KeptPledge, kept_pledge
from pledges.responses.rules import AlreadyWithdrawn
from pledges.responses.signatures import SignatureBox

receipt_pages = Blueprint("receipts", __name__)


@receipt_pages.get("/r/<reference>")
@receipt_pages.get("/R/<reference>")
@public
def show(reference: str) -> str:
    """Show the newest version of the pledge; the reference alone opens it."""
    opened = open_receipt(reference)
    pledge, house = opened.pledge, this_house()
    if pledge.withdrawn_at:
        return render_template("responses/receipt-withdrawn.html", pledge=pledge, place=pledge.place)
    with house.database.reading() as session:
        kept = kept_pledge(
            session, house.keys, pledge, house.handed(KnowsCertificates), opened.occasion.today
        )
    return render_template("responses/receipt.html", **_shown(opened), **_of_kept(kept))


@receipt_pages.get("/R/<reference>/withdraw")
@public
def ask_to_withdraw(reference: str) -> str:
    """Ask once whether the pledge is to be taken back."""
    opened = open_standing(reference)
    pledge = opened.pledge
    words = _withdrawal(questionnaire_of(pledge.version_id, pledge.version_digest), pledge)
    return render_template(
        "responses/withdraw.html", pledge=pledge, words=words, place=pledge.place, reference=opened.reference
    )


@receipt_pages.post("/R/<reference>/withdraw")
@public
def withdraw(reference: str) -> Response:
    """Take the pledge back; asked a second time, also at the same moment, show the receipt that says so."""
    house, signs = this_house(), checked_code(reference)
    with suppress(AlreadyWithdrawn), house.database.writing() as session:
        take_back(session, present(), by_reference(session, house.keys, signs).response_id)
    return redirect(url_for("receipts.show", reference=signs), 303)


def _shown(opened: OpenedReceipt) -> dict[str, object]:
    pledge, signs = opened.pledge, opened.reference
    questionnaire = questionnaire_of(pledge.version_id, pledge.version_digest)
    public_url = this_house().config.public_url
    return {
        "pledge": pledge,
        "place": pledge.place,
        "reference": signs,
        "reference_words": grouped_code(signs),
        "spoken": spoken_code(signs, current_language()),
        "items": [item for item in questionnaire.items if item.code in pledge.items],
        "questionnaire": questionnaire,
        "signed_text": text_as_signed(pledge, signs),
        "public_url": public_url,
        "address": f"{public_url}/R/{signs}",
        "picture_of_address": _picture_of(f"{public_url}/R/{signs}".upper()),
    }


def _of_kept(kept: KeptPledge) -> dict[str, object]:
    return {"kept": kept, "signature": _signature(kept), "proof_words": PROOF_WORDS}


def _signature(kept: KeptPledge) -> str:
    """Return the drawn signature as the data of an SVG path, "" where none was drawn."""
    if kept.strokes_sealed is None:
        return ""
    return path_of(strokes_in(SignatureBox(this_house().keys).opened(kept.strokes_sealed)))


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
