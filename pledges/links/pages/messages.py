"""Staff pages that make a hamlet's messages: every household's own link in a text ready to be pasted."""

from flask import Blueprint, Response, make_response, render_template, request

from forms.messages import MessagesForm
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import short_date
from pledges.foundation.vietnamese.folding import fold
from pledges.links.acts import AskedHamlet, LinkedHousehold, take_links
from pledges.links.messages import (
    BLANKS,
    DEFAULT_TEXT,
    NEEDED_BLANK,
    ReadyMessage,
    filled,
    in_sentence,
    sms_parts,
    unknown_blanks,
    without_marks,
)
from pledges.links.rules import address_of
from pledges.staff.rules import Permission
from pledges.tallies.queries.worklist import WorkPlace, work_places
from pledges.units.scope import scope_roots

message_pages = Blueprint("messages", __name__)
UNPROCESSABLE = 422


@message_pages.get("/staff/messages")
@requires(Permission.WRITE_MESSAGES)
def show_places() -> str:
    """Lead to the hamlets in reach that a running campaign asks."""
    return render_template("links/message-places.html", work_places=_places())


@message_pages.get("/staff/messages/<int:campaign_id>/<int:unit_id>")
@requires(Permission.WRITE_MESSAGES)
def show_form(campaign_id: int, unit_id: int) -> str:
    """Offer the text to be changed before anything is made."""
    return _form_page(_place(campaign_id, unit_id), _form())


@message_pages.post("/staff/messages/<int:campaign_id>/<int:unit_id>")
@requires(Permission.WRITE_MESSAGES)
def make_messages(campaign_id: int, unit_id: int) -> Response:
    """Make the messages of all households that the campaign asks there, on a page or as a file."""
    place, form = _place(campaign_id, unit_id), _form()
    if not form.validate():
        return make_response(_form_page(place, form), UNPROCESSABLE)
    house = this_house()
    with house.database.writing() as session:
        asked = AskedHamlet(campaign_id, unit_id)
        households = take_links(session, present(acting().id), house.keys, asked, str(form.purpose.data))
    messages = [_message(form, place, household) for household in households]
    if request.form.get("as") == "file":
        return _file_of(place, messages)
    return make_response(render_template("links/messages.html", place=place, messages=messages))


def _form() -> MessagesForm:
    return MessagesForm(
        request.form or None,
        language=current_language(),
        needed=NEEDED_BLANK,
        unknown_blanks=unknown_blanks,
        text=_(DEFAULT_TEXT),
    )


def _message(form: MessagesForm, place: WorkPlace, household: LinkedHousehold) -> ReadyMessage:
    campaign = place.campaign
    values = {
        "ten_chu_ho": household.head_name,
        "thon": place.unit_name,
        "co_quan": campaign.settings.get("ten_co_quan", ""),
        "dot": in_sentence(campaign.title_en if current_language() == "en" else campaign.title_vi),
        "den_ngay": short_date(campaign.closes_on) if campaign.closes_on else "",
        "duong_dan": address_of(this_house().config.public_url, household.code),
    }
    text = filled(str(form.text.data), values)
    text = without_marks(text) if form.is_plain.data else text
    return ReadyMessage(household.number, household.head_name, text, sms_parts(text))


def _form_page(place: WorkPlace, form: MessagesForm) -> str:
    blanks = [f"{{{name}}}" for name in BLANKS]
    return render_template("links/message-form.html", place=place, form=form, blanks=blanks)


def _file_of(place: WorkPlace, messages: list[ReadyMessage]) -> Response:
    """Return all messages as one text file; Windows' Notepad knows it by its mark as UTF-8."""
    warning = _(
        "Có mã riêng của từng hộ. Gửi cho đúng hộ, không đưa vào nhóm chung, dùng xong thì xóa tệp này."
    )
    households = [f"{message.number}. {message.head_name}\r\n{message.text}" for message in messages]
    content = "\ufeff" + "\r\n\r\n".join([warning, *households, warning]) + "\r\n"
    name = f"tin-nhan-{fold(place.unit_name).replace(' ', '-')}.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, content_type="text/plain; charset=utf-8", headers=headers)


def _places() -> list[WorkPlace]:
    roots = scope_roots(acting(), Permission.WRITE_MESSAGES)
    with this_house().database.reading() as session:
        return work_places(session, roots, present().today)


def _place(campaign_id: int, unit_id: int) -> WorkPlace:
    """Return the hamlet if the actor may write to its households for this campaign.

    :raises NotFound: when it is outside the scope or the campaign does not run.
    """
    for place in _places():
        if (place.campaign.id, place.unit_id) == (campaign_id, unit_id):
            return place
    raise NotFound
