"""Staff pages of a list on its way in: choose a file, follow the work, correct it, store it or throw it away."""

import hashlib
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.list_import import ChosenReading, HouseholdsImportForm, OfficialsImportForm, StoreForm
from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.errors import DomainError
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.register.acts.importing import NewList, ask_to_store, discard_import, read_again, start_import
from pledges.register.lists import (
    SMALL_FILE_BYTES,
    SMALL_LIST_ROWS,
    STATE_WORDS,
    STEP,
    WORKED_ON,
    ImportState,
    WorksOnLists,
    can_be_taken_back,
    is_abandoned,
    kept_as,
)
from pledges.register.pages.previews import preview_page
from pledges.register.queries.imports import import_in_scope, imports_of, row_page
from pledges.register.reading.labels import FIELDS
from pledges.register.rules import SubjectKind
from pledges.staff.rules import Permission
from pledges.units.queries.changes import names_of
from pledges.units.queries.tree import ancestors
from pledges.units.rules import UnitKind
from pledges.units.scope import unit_ids_in_scope, unit_in_scope

import_pages = Blueprint("imports", __name__)
UNPROCESSABLE = 422
_LISTS_SHOWN = 20
_GONE_SHOWN = 50
# How long a page that shows progress stands before the browser asks for it again.
_REFRESH_SECONDS = 2


@import_pages.get("/staff/register/units/<int:unit_id>/import")
@requires(Permission.IMPORT_REGISTER)
def choose_list(unit_id: int) -> str:
    """Show the form that takes a list, and the lists that came before."""
    return _import_page(unit_id)


@import_pages.post("/staff/register/units/<int:unit_id>/import")
@requires(Permission.IMPORT_REGISTER)
def send_list(unit_id: int) -> AnyResponse:
    """Keep the file and have it read: a small one here and now, a large one by the worker."""
    kind = _kind_for(unit_id)
    form = _form_for(kind)(request.files | request.form, language=current_language())
    if not form.validate():
        return make_response(_import_page(unit_id, form), UNPROCESSABLE)
    content, name = form.workbook.data.read(), form.workbook.data.filename or ""
    new = NewList(unit_id, kind, name, hashlib.sha256(content).hexdigest(), form.purpose)
    try:
        with this_house().database.writing() as session:
            import_id = start_import(session, present(acting().id), new).id
    except DomainError as refusal:
        return make_response(_import_page(unit_id, form, refusal), refusal.status)
    this_house().files.keep(kept_as(import_id), content)
    return _worked_on(import_id, is_small=len(content) <= SMALL_FILE_BYTES)


@import_pages.get("/staff/register/imports/<int:import_id>")
@requires(Permission.IMPORT_REGISTER)
def show_import(import_id: int) -> Response:
    """Show where a list is: how far the work is, what was read, or what became of it."""
    with this_house().database.reading() as session:
        found = import_in_scope(session, acting(), Permission.IMPORT_REGISTER, import_id)
        line = ancestors(session, found.unit_id)
    if found.state == ImportState.PREVIEWED:
        return make_response(preview_page(found, line, page_asked()))
    now = present().now
    stopped = is_abandoned(found.state, found.beat_at, now)
    template = "register/import-progress.html" if found.state in WORKED_ON else "register/import-over.html"
    can_go_back = can_be_taken_back(found.state, found.ended_at, now)
    answer = make_response(
        render_template(template, found=found, line=line, stopped=stopped, can_be_taken_back=can_go_back)
    )
    if found.state in WORKED_ON and not stopped:
        answer.headers["Refresh"] = str(_REFRESH_SECONDS)
    return answer


@import_pages.post("/staff/register/imports/<int:import_id>/again")
@requires(Permission.IMPORT_REGISTER)
def read_list_again(import_id: int) -> AnyResponse:
    """Read the list once more, with the columns, places and the encoding that the clerk chose."""
    with this_house().database.writing() as session:
        found = import_in_scope(session, acting(), Permission.IMPORT_REGISTER, import_id)
        chosen = ChosenReading.of(request.form, [each.value for each in FIELDS[SubjectKind(found.kind)]])
        choices = {"columns": dict(chosen.columns), "groups": dict(chosen.groups)}
        converts = chosen.converts or bool(found.choices.get("converts"))
        read_again(session, present(acting().id), import_id, {**choices, "converts": converts})
    return _worked_on(import_id, is_small=found.total <= SMALL_LIST_ROWS)


@import_pages.post("/staff/register/imports/<int:import_id>/continue")
@requires(Permission.IMPORT_REGISTER)
def continue_list(import_id: int) -> AnyResponse:
    """Have a worker look at a list whose work stopped; the step queues again what was abandoned."""
    with this_house().database.reading() as session:
        import_in_scope(session, acting(), Permission.IMPORT_REGISTER, import_id)
    return _worked_on(import_id, is_small=False)


@import_pages.post("/staff/register/imports/<int:import_id>/store")
@requires(Permission.IMPORT_REGISTER)
def store_list(import_id: int) -> AnyResponse:
    """Enter the previewed list whole. That people leave the register is asked once more, with their names."""
    form = StoreForm(request.form, language=current_language())
    with this_house().database.reading() as session:
        found = import_in_scope(session, acting(), Permission.IMPORT_REGISTER, import_id)
    if form.lets_go.data and not form.is_sure.data:
        return make_response(_let_go_page(found, form))
    with this_house().database.writing() as session:
        ask_to_store(session, present(acting().id), import_id, lets_go=bool(form.lets_go.data))
    return _worked_on(import_id, is_small=found.total <= SMALL_LIST_ROWS)


@import_pages.post("/staff/register/imports/<int:import_id>/discard")
@requires(Permission.IMPORT_REGISTER)
def discard_list(import_id: int) -> AnyResponse:
    """Throw the list away, whether it is being read or was previewed."""
    with this_house().database.writing() as session:
        import_in_scope(session, acting(), Permission.IMPORT_REGISTER, import_id)
        found = discard_import(session, present(acting().id), import_id)
    this_house().files.remove(kept_as(import_id))
    return redirect(url_for("imports.choose_list", unit_id=found.unit_id), 303)


def _worked_on(import_id: int, *, is_small: bool) -> AnyResponse:
    """Have the list worked on, and show it."""
    if is_small:
        this_house().handed(WorksOnLists)(str(import_id))
    else:
        this_house().background.queue(STEP, str(import_id))
    return redirect(url_for("imports.show_import", import_id=import_id), 303)


def _kind_for(unit_id: int) -> SubjectKind:
    """Return what a list for the unit holds: households of a territory, officials of an organisation."""
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.IMPORT_REGISTER, unit_id)
    return SubjectKind.HOUSEHOLD if unit.kind == UnitKind.TERRITORY else SubjectKind.OFFICIAL


def _form_for(kind: SubjectKind) -> type[OfficialsImportForm]:
    return HouseholdsImportForm if kind is SubjectKind.HOUSEHOLD else OfficialsImportForm


def _import_page(
    unit_id: int, form: OfficialsImportForm | None = None, refusal: DomainError | None = None
) -> str:
    kind = _kind_for(unit_id)
    with this_house().database.reading() as session:
        line = ancestors(session, unit_id)
        scope = unit_ids_in_scope(acting(), Permission.IMPORT_REGISTER)
        earlier = imports_of(session, scope, unit_id, _LISTS_SHOWN)
    shown: dict[str, Any] = {"line": line, "refusal": refusal, "earlier": earlier, "state_words": STATE_WORDS}
    form = form or _form_for(kind)(language=current_language())
    return render_template("register/import.html", form=form, kind=kind.value, **shown)


def _let_go_page(found: Any, form: StoreForm) -> str:
    with this_house().database.reading() as session:
        line = ancestors(session, found.unit_id)
        gone, total = row_page(session, found.id, "gone", 0, _GONE_SHOWN)
        names = names_of(session, {row.unit_id for row in gone if row.unit_id is not None})
    return render_template(
        "register/let-go.html", found=found, line=line, form=form, gone=gone, names=names, total=total
    )
