"""Staff pages of offices and their counters."""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.office import CounterForm, OfficeForm
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.register.acts.offices import NewOffice, add_next_counter, enter_office, rename_counter
from pledges.register.queries.offices import counter_by_id, counters_of, office_lines
from pledges.register.queries.officials import officials_in
from pledges.register.scope import office_in_scope
from pledges.staff.rules import Permission
from pledges.units.queries.tree import ancestors
from pledges.units.queries.tree import by_id as unit_by_id
from pledges.units.scope import unit_ids_in_scope, unit_in_scope

office_pages = Blueprint("offices", __name__)


@office_pages.get("/staff/register/offices")
@requires(Permission.READ_REGISTER)
def show_offices() -> str:
    """Show the offices in reach by where they sit."""
    with this_house().database.reading() as session:
        lines = office_lines(session, unit_ids_in_scope(acting(), Permission.READ_REGISTER))
    return render_template("register/offices.html", lines=lines)


@office_pages.get("/staff/register/units/<int:unit_id>/offices/new")
@requires(Permission.IMPORT_REGISTER)
def ask_for_office(unit_id: int) -> Response:
    """Ask for the name and the counters of an office that sits in a territory."""
    return _new_page(unit_id, OfficeForm(language=current_language()), 200)


@office_pages.post("/staff/register/units/<int:unit_id>/offices/new")
@requires(Permission.IMPORT_REGISTER)
def enter(unit_id: int) -> Response:
    """Enter an office with its counters."""
    form = OfficeForm(request.form, language=current_language())
    if not form.validate():
        return _new_page(unit_id, form, 422)
    new = NewOffice(str(form.name.data), form.staff, form.counter_names)
    with this_house().database.writing() as session:
        unit_in_scope(session, acting(), Permission.IMPORT_REGISTER, unit_id)
        office = enter_office(session, present(acting().id), unit_id, new)
    return redirect(url_for("offices.show_office", office_id=office.id), 303)


@office_pages.get("/staff/register/offices/<int:office_id>")
@requires(Permission.READ_REGISTER)
def show_office(office_id: int) -> Response:
    """Show an office with its counters and officials."""
    return _office_page(office_id, CounterForm(language=current_language()), 200)


@office_pages.post("/staff/register/offices/<int:office_id>/counters")
@requires(Permission.IMPORT_REGISTER)
def add_counter(office_id: int) -> Response:
    """Enter one more counter of an office."""
    form = CounterForm(request.form, language=current_language())
    if not form.validate():
        return _office_page(office_id, form, 422)
    with this_house().database.writing() as session:
        office = office_in_scope(session, acting(), Permission.IMPORT_REGISTER, office_id)
        add_next_counter(session, present(acting().id), office, str(form.name.data))
    return redirect(url_for("offices.show_office", office_id=office_id), 303)


@office_pages.get("/staff/register/counters/<int:counter_id>")
@requires(Permission.IMPORT_REGISTER)
def show_counter(counter_id: int) -> Response:
    """Show the name of a counter, to be changed."""
    return _counter_page(counter_id, None, 200)


@office_pages.post("/staff/register/counters/<int:counter_id>")
@requires(Permission.IMPORT_REGISTER)
def rename(counter_id: int) -> Response:
    """Name a counter anew."""
    form = CounterForm(request.form, language=current_language())
    if not form.validate():
        return _counter_page(counter_id, form, 422)
    with this_house().database.writing() as session:
        counter = counter_by_id(session, counter_id)
        office_in_scope(session, acting(), Permission.IMPORT_REGISTER, counter.office_id)
        rename_counter(session, present(acting().id), counter, str(form.name.data))
    return redirect(url_for("offices.show_office", office_id=counter.office_id), 303)


def _new_page(unit_id: int, form: OfficeForm, status: int) -> Response:
    with this_house().database.reading() as session:
        seat = unit_in_scope(session, acting(), Permission.IMPORT_REGISTER, unit_id)
        line = ancestors(session, unit_id)
    page = render_template("register/new-office.html", seat=seat, line=line, form=form)
    return make_response(page, status)


def _office_page(office_id: int, form: CounterForm, status: int) -> Response:
    with this_house().database.reading() as session:
        office = office_in_scope(session, acting(), Permission.READ_REGISTER, office_id)
        found: dict[str, Any] = {
            "unit": unit_by_id(session, office.unit_id),
            "seat": unit_by_id(session, office.seat_unit_id),
            "counters": counters_of(session, [office_id]),
            "officials": officials_in(session, [office.unit_id]),
        }
    page = render_template("register/office.html", office=office, form=form, permissions=Permission, **found)
    return make_response(page, status)


def _counter_page(counter_id: int, typed: CounterForm | None, status: int) -> Response:
    with this_house().database.reading() as session:
        counter = counter_by_id(session, counter_id)
        office = office_in_scope(session, acting(), Permission.IMPORT_REGISTER, counter.office_id)
        unit = unit_by_id(session, office.unit_id)
    form = typed or CounterForm(language=current_language(), data={"name": counter.name})
    page = render_template("register/counter.html", counter=counter, office=office, unit=unit, form=form)
    return make_response(page, status)
