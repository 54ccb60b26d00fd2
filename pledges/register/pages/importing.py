"""Staff pages of lists: choose a file, look at what was read, store it whole or throw it away."""

import hashlib
import tempfile
from pathlib import Path
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from forms.household_import import HouseholdImportForm
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import DomainError
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.register import staging
from pledges.register.acts.importing import ReadList, discard_import, stage_import, store_import
from pledges.register.queries.households import names_there
from pledges.register.queries.imports import import_by_id
from pledges.register.reading import read_households
from pledges.staff.rules import Permission
from pledges.units.queries.tree import ancestors
from pledges.units.scope import unit_in_scope

import_pages = Blueprint("imports", __name__)
UNPROCESSABLE = 422
_SHOWN_IN_PREVIEW = 500


@import_pages.get("/staff/register/units/<int:unit_id>/import")
@requires(Permission.IMPORT_REGISTER)
def choose_list(unit_id: int) -> str:
    """Show the form that takes a list."""
    return _import_page(unit_id, HouseholdImportForm(language=current_language()))


@import_pages.post("/staff/register/units/<int:unit_id>/import")
@requires(Permission.IMPORT_REGISTER)
def send_list(unit_id: int) -> AnyResponse:
    """Read the list in a limited process and keep what was read for the preview; nothing enters the register."""
    form = HouseholdImportForm(request.files | request.form, language=current_language())
    if not form.validate():
        return make_response(_import_page(unit_id, form), UNPROCESSABLE)
    with this_house().database.reading() as session:
        unit_in_scope(session, acting(), Permission.IMPORT_REGISTER, unit_id)
    try:
        read = _read(unit_id, form.workbook.data, takes_phones=bool(form.take_phones.data))
        with this_house().database.writing() as session:
            staged = stage_import(session, present(acting().id), read)
    except DomainError as refusal:
        return make_response(_import_page(unit_id, form, refusal), refusal.status)
    return redirect(url_for("imports.show_preview", import_id=staged.id), 303)


@import_pages.get("/staff/register/imports/<int:import_id>")
@requires(Permission.IMPORT_REGISTER)
def show_preview(import_id: int) -> str:
    """Show what was read, what comes back and why, before anything is stored."""
    with this_house().database.reading() as session:
        found = import_by_id(session, import_id)
        unit_in_scope(session, acting(), Permission.IMPORT_REGISTER, found.unit_id)
        line = ancestors(session, found.unit_id)
        there = names_there(session, found.unit_id) if found.reading else set()
    values: dict[str, Any] = {"words": staging, "most": _SHOWN_IN_PREVIEW, "preview": None, "repeated": 0}
    if found.reading:
        values["preview"] = staging.preview_of(found.reading)
        values["repeated"] = staging.repeated(found.reading, there)
    return render_template("register/preview.html", found=found, line=line, **values)


@import_pages.post("/staff/register/imports/<int:import_id>/store")
@requires(Permission.IMPORT_REGISTER)
def store_list(import_id: int) -> AnyResponse:
    """Enter the previewed list whole."""
    house = this_house()
    with house.database.writing() as session:
        found = import_by_id(session, import_id)
        unit_in_scope(session, acting(), Permission.IMPORT_REGISTER, found.unit_id)
        households = staging.households_of(found.reading) if found.reading else []
        store_import(session, present(acting().id), house.keys, found, households)
    return redirect(url_for("imports.show_preview", import_id=import_id), 303)


@import_pages.post("/staff/register/imports/<int:import_id>/discard")
@requires(Permission.IMPORT_REGISTER)
def discard_list(import_id: int) -> AnyResponse:
    """Throw the previewed list away."""
    with this_house().database.writing() as session:
        found = import_by_id(session, import_id)
        unit_in_scope(session, acting(), Permission.IMPORT_REGISTER, found.unit_id)
        discard_import(session, present(acting().id), found)
    return redirect(url_for("register.show_unit", unit_id=found.unit_id), 303)


def _import_page(unit_id: int, form: HouseholdImportForm, refusal: DomainError | None = None) -> str:
    with this_house().database.reading() as session:
        unit_in_scope(session, acting(), Permission.IMPORT_REGISTER, unit_id)
        line = ancestors(session, unit_id)
    return render_template("register/import.html", form=form, line=line, refusal=refusal)


def _read(unit_id: int, upload: FileStorage, *, takes_phones: bool) -> ReadList:
    """Write the upload to a file that goes away with the block, and read it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        upload.save(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        reading = read_households(path, take_phones=takes_phones, today=present().today)
    return ReadList(unit_id, upload.filename or "", digest, takes_phones, staging.staged(reading))
