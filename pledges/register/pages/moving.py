"""Staff pages on which households move to another hamlet: choose, look at what goes along, confirm."""

from typing import Any

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from forms.subject_changes import MoveForm
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import short_date
from pledges.register.acts.moving import move_subjects
from pledges.register.pages.chosen import Chosen, chosen_in
from pledges.register.queries.places import hamlets_beside
from pledges.register.rules import FollowsRegister, MoveReason, SubjectKind
from pledges.register.subjects import SubjectsToMove
from pledges.staff.rules import Permission
from pledges.units.scope import scope_roots

moving_pages = Blueprint("moving", __name__)


@moving_pages.get("/staff/register/units/<int:unit_id>/move")
@requires(Permission.IMPORT_REGISTER)
def choose_hamlet(unit_id: int) -> Response:
    """Ask where the ticked households went, then show what the move would do; nothing is changed yet."""
    with this_house().database.reading() as session:
        chosen = chosen_in(session, unit_id)
        form = _form(session, unit_id)
    if "to" not in request.args:
        return _page(chosen, form, 200)
    is_valid = form.validate()
    return _page(chosen, form, 200 if is_valid else 422, is_preview=is_valid)


@moving_pages.post("/staff/register/units/<int:unit_id>/move")
@requires(Permission.IMPORT_REGISTER)
def move(unit_id: int) -> Response:
    """Let the ticked households move."""
    house, occasion = this_house(), present(acting().id)
    with house.database.writing() as session:
        chosen = chosen_in(session, unit_id)
        form = _form(session, unit_id)
        if form.validate():
            why = MoveReason.MOVED_HOUSE
            words = SubjectsToMove(SubjectKind.HOUSEHOLD, chosen.ids, int(form.to.data), form.day, why)
            move_subjects(session, occasion, house.handed(FollowsRegister), words)
    return _page(chosen, form, 422) if form.errors else chosen.done()


def _form(session: Any, unit_id: int) -> MoveForm:
    today, roots = present().today, scope_roots(acting(), Permission.IMPORT_REGISTER)
    typed = request.values if "to" in request.values else None
    form = MoveForm(typed, today=today, language=current_language(), data={"on": today})
    form.offer(hamlets_beside(session, unit_id, roots, today))
    return form


def _page(chosen: Chosen, form: MoveForm, status: int, *, is_preview: bool = False) -> Response:
    page = render_template(
        "register/move.html",
        chosen=chosen,
        form=form,
        is_preview=is_preview,
        destination=form.place_chosen,
        on=short_date(form.day) if is_preview else "",
    )
    return make_response(page, status)
