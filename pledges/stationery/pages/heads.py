"""Staff page of the head on a unit's papers: of the state or the Party, bodies, place and symbol, shown as it falls."""

from base64 import b64encode

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.stationery import HeadForm
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import DomainError
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.paper.trying.showing import Shown
from pledges.staff.rules import Permission
from pledges.stationery.acts import inherit_head, set_head
from pledges.stationery.overview import head_of
from pledges.stationery.papers import tried_head
from pledges.stationery.rules import Head, HeadStyle, SaidMeanwhile
from pledges.units.scope import unit_in_scope

head_pages = Blueprint("stationery_heads", __name__)
_ADDRESS = "/staff/stationery/<int:unit_id>/head"


@head_pages.get(_ADDRESS)
@requires(Permission.EDIT_STATIONERY)
def show_head(unit_id: int) -> str:
    """Show the head in force, to be changed for this unit and those below it."""
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.EDIT_STATIONERY, unit_id)
        found = head_of(session, unit_id)
    said = found.head or Head(HeadStyle.STATE, "", unit.name, "", "")
    data = {
        "style": said.style,
        "superior": said.superior,
        "issuer": said.issuer,
        "place": said.place,
        "symbol": said.symbol,
        "seen": str(found.own_id),
    }
    return _page(unit_id, HeadForm(language=current_language(), data=data))


@head_pages.post(_ADDRESS)
@requires(Permission.EDIT_STATIONERY)
def keep_head(unit_id: int) -> AnyResponse:
    """Keep the head for the unit and those below it that have none of their own."""
    form = HeadForm(request.form, language=current_language())
    if not form.validate():
        return make_response(_page(unit_id, form), 422)
    try:
        with this_house().database.writing() as session:
            unit_in_scope(session, acting(), Permission.EDIT_STATIONERY, unit_id)
            set_head(session, present(acting().id), unit_id, _head(form), form.seen.row_id)
    except SaidMeanwhile as meanwhile:
        return make_response(_page(unit_id, form, meanwhile), 409)
    return redirect(url_for("stationery.show_unit", unit_id=unit_id, done="head"), 303)


@head_pages.post(f"{_ADDRESS}/try")
@requires(Permission.EDIT_STATIONERY)
def try_head(unit_id: int) -> AnyResponse:
    """Show a sheet with the typed head; nothing is kept."""
    form = HeadForm(request.form, language=current_language())
    if not form.validate():
        return make_response(_page(unit_id, form), 422)
    try:
        shown = tried_head(_head(form), present().today)
    except DomainError as refusal:
        return make_response(_page(unit_id, form, refusal), refusal.status)
    return make_response(_page(unit_id, form, shown=shown))


@head_pages.post(f"{_ADDRESS}/inherit")
@requires(Permission.EDIT_STATIONERY)
def give_head_up(unit_id: int) -> AnyResponse:
    """Let the unit's papers carry the head of those above it."""
    form = HeadForm(request.form, language=current_language())
    with this_house().database.writing() as session:
        unit_in_scope(session, acting(), Permission.EDIT_STATIONERY, unit_id)
        inherit_head(session, present(acting().id), unit_id, form.seen.row_id)
    return redirect(url_for("stationery.show_unit", unit_id=unit_id, done="inherited"), 303)


def _head(form: HeadForm) -> Head:
    typed = (form.style, form.superior, form.issuer, form.place, form.symbol)
    return Head(*(str(field.data or "") for field in typed))


def _page(
    unit_id: int, form: HeadForm, refusal: DomainError | None = None, shown: Shown | None = None
) -> str:
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.EDIT_STATIONERY, unit_id)
        found = head_of(session, unit_id)
    if isinstance(refusal, SaidMeanwhile):
        form.seen.data = str(found.own_id)
    return render_template(
        "stationery/head.html",
        unit=unit,
        found=found,
        form=form,
        refusal=refusal,
        shown_page=b64encode(shown.picture).decode() if shown else "",
    )
