"""Staff pages of official lists of units: choose a file, look at what it would change, enter it or throw it away."""

import hashlib
import tempfile
from pathlib import Path

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.unit_list import UnitListForm
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import DomainError, NotFound
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.staff.rules import Permission, UnitOffer
from pledges.staff.unit_asked import unit_asked
from pledges.units.acts.lists import ReadUnitList, compared, discard_list, stage_list, store_list
from pledges.units.list_words import REFUSAL_WORDS, STATE_WORDS
from pledges.units.official_list.reading import read_unit_list
from pledges.units.queries.choosing import TreeChoices
from pledges.units.queries.lists import list_by_id, lists_below
from pledges.units.queries.tree import ancestors
from pledges.units.scope import scope_roots, unit_in_scope
from pledges.units.unit_types import unit_types

unit_list_pages = Blueprint("unit_lists", __name__)
UNPROCESSABLE = 422
_SHOWN_IN_PREVIEW = 200


@unit_list_pages.get("/staff/units/lists")
@requires(Permission.MANAGE_UNITS)
def show_lists() -> str:
    """Show the form that takes a list, and the lists that were read for the units in reach."""
    offer = _offered_units()
    return _lists_page(_form(offer, filled=False), offer)


@unit_list_pages.post("/staff/units/lists")
@requires(Permission.MANAGE_UNITS)
def send_list() -> AnyResponse:
    """Read the list in a limited process and keep what was read for the preview; the tree does not change."""
    offer = _offered_units()
    form = _form(offer, filled=True)
    if not form.validate():
        return make_response(_lists_page(form, offer), UNPROCESSABLE)
    try:
        read = _read(form)
        with this_house().database.writing() as session:
            unit_in_scope(session, acting(), Permission.MANAGE_UNITS, int(form.unit_id.data))
            kept = stage_list(session, present(acting().id), read)
    except NotFound:
        raise
    except DomainError as refusal:
        return make_response(_lists_page(form, offer, refusal), refusal.status)
    return redirect(url_for("unit_lists.show_list", list_id=kept.id), 303)


@unit_list_pages.get("/staff/units/lists/<int:list_id>")
@requires(Permission.MANAGE_UNITS)
def show_list(list_id: int) -> str:
    """Show what the list adds to the tree, what is known, said otherwise, missing or refused."""
    with this_house().database.reading() as session:
        kept = list_by_id(session, list_id)
        parent = unit_in_scope(session, acting(), Permission.MANAGE_UNITS, _parent_id(kept.parent_id))
        line = ancestors(session, parent.id)
        comparison = compared(session, kept) if kept.state == "previewed" else None
    return render_template(
        "units/list.html",
        kept=kept,
        parent=parent,
        line=line,
        comparison=comparison,
        types=unit_types(),
        words=REFUSAL_WORDS,
        most=_SHOWN_IN_PREVIEW,
    )


@unit_list_pages.post("/staff/units/lists/<int:list_id>/store")
@requires(Permission.MANAGE_UNITS)
def enter_list(list_id: int) -> AnyResponse:
    """Enter what the list adds, whole."""
    with this_house().database.writing() as session:
        kept = list_by_id(session, list_id)
        unit_in_scope(session, acting(), Permission.MANAGE_UNITS, _parent_id(kept.parent_id))
        store_list(session, present(acting().id), list_id)
    return redirect(url_for("unit_lists.show_list", list_id=list_id), 303)


@unit_list_pages.post("/staff/units/lists/<int:list_id>/discard")
@requires(Permission.MANAGE_UNITS)
def throw_list_away(list_id: int) -> AnyResponse:
    """Throw the list away; nothing of it enters the tree."""
    with this_house().database.writing() as session:
        kept = list_by_id(session, list_id)
        unit_in_scope(session, acting(), Permission.MANAGE_UNITS, _parent_id(kept.parent_id))
        discard_list(session, present(acting().id), list_id)
    return redirect(url_for("unit_lists.show_list", list_id=list_id), 303)


def _parent_id(unit_id: int | None) -> int:
    """Return the unit a list stands below. Lists of roots are the operator's, and have no page."""
    if unit_id is None:
        raise NotFound
    return unit_id


def _offered_units() -> UnitOffer:
    roots = scope_roots(acting(), Permission.MANAGE_UNITS)
    with this_house().database.reading() as session:
        return TreeChoices().offer(session, roots, present().today, unit_asked(request.form.get("unit_id")))


def _form(offer: UnitOffer, *, filled: bool) -> UnitListForm:
    form = UnitListForm(request.files | request.form if filled else None, language=current_language())
    form.offer([(str(unit_id), name) for unit_id, name in offer.choices])
    return form


def _lists_page(form: UnitListForm, offer: UnitOffer, refusal: DomainError | None = None) -> str:
    with this_house().database.reading() as session:
        kept = lists_below(session, scope_roots(acting(), Permission.MANAGE_UNITS))
        parents = TreeChoices().names(session, {_parent_id(one.parent_id) for one in kept})
    return render_template(
        "units/lists.html",
        form=form,
        offer=offer,
        refusal=refusal,
        kept=kept,
        parents=parents,
        states=STATE_WORDS,
    )


def _read(form: UnitListForm) -> ReadUnitList:
    """Write the upload to a file that goes away with the block, and read it."""
    upload = form.workbook.data
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        upload.save(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        listed = read_unit_list(path)
    parent_id, scheme, since = int(form.unit_id.data), str(form.scheme.data), form.valid_from.data
    return ReadUnitList(upload.filename or "", digest, scheme, parent_id, since or present().today, listed)
