"""Staff pages on which the list is put right: one household's entry, or the address of several."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.subject_changes import AddressForm, HouseholdForm
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.register.acts.correcting import Correction, correct_addresses, correct_household
from pledges.register.pages.chosen import Chosen, chosen_in
from pledges.register.rules import NewHousehold
from pledges.register.scope import household_in_scope
from pledges.staff.rules import Permission
from pledges.units.queries.tree import ancestors

correcting_pages = Blueprint("correcting", __name__)


@correcting_pages.get("/staff/register/units/<int:unit_id>/address")
@requires(Permission.IMPORT_REGISTER)
def choose_address(unit_id: int) -> Response:
    """Ask for the new address of the ticked households, then show it beside the old ones."""
    form = _address_form()
    with this_house().database.reading() as session:
        chosen = chosen_in(session, unit_id)
    if "address" not in request.args:
        return _address_page(chosen, form, 200)
    is_valid = form.validate()
    return _address_page(chosen, form, 200 if is_valid else 422, is_preview=is_valid)


@correcting_pages.post("/staff/register/units/<int:unit_id>/address")
@requires(Permission.IMPORT_REGISTER)
def write_address(unit_id: int) -> Response:
    """Give the ticked households one address."""
    form, is_valid = _address_form(), False
    with this_house().database.writing() as session:
        chosen = chosen_in(session, unit_id)
        if is_valid := form.validate():
            correct_addresses(session, present(acting().id), chosen.ids, str(form.address.data))
    return chosen.done() if is_valid else _address_page(chosen, form, 422)


@correcting_pages.get("/staff/register/households/<int:household_id>/correct")
@requires(Permission.IMPORT_REGISTER)
def show_entry(household_id: int) -> Response:
    """Show what the list says of a household, to be put right."""
    return _entry_page(household_id, None, 200)


@correcting_pages.post("/staff/register/households/<int:household_id>/correct")
@requires(Permission.IMPORT_REGISTER)
def correct(household_id: int) -> Response:
    """Write what is right of a household."""
    form = HouseholdForm(request.form, today=present().today, language=current_language())
    if not form.validate():
        return _entry_page(household_id, form, 422)
    house = this_house()
    with house.database.writing() as session:
        household_in_scope(session, acting(), Permission.IMPORT_REGISTER, household_id)
        correct_household(session, present(acting().id), house.keys, household_id, _correction(form))
    return redirect(url_for("households.show_household", household_id=household_id), 303)


def _correction(form: HouseholdForm) -> Correction:
    told = NewHousehold(
        str(form.head_name.data), str(form.address.data), form.year, form.people_count, phones=form.phones
    )
    return Correction(told, str(form.phone_purpose.data or ""), bool(form.drops_phones.data))


def _entry_page(household_id: int, typed: HouseholdForm | None, status: int) -> Response:
    with this_house().database.reading() as session:
        household = household_in_scope(session, acting(), Permission.IMPORT_REGISTER, household_id)
        line = ancestors(session, household.unit_id)
    kept = {
        "head_name": household.head_name,
        "birth_year": household.birth_year,
        "address": household.address,
        "people": household.people_count,
    }
    form = typed or HouseholdForm(today=present().today, language=current_language(), data=kept)
    page = render_template("register/correct.html", household=household, line=line, form=form)
    return make_response(page, status)


def _address_form() -> AddressForm:
    typed = request.values if "address" in request.values else None
    return AddressForm(typed, language=current_language())


def _address_page(chosen: Chosen, form: AddressForm, status: int, *, is_preview: bool = False) -> Response:
    page = render_template("register/address.html", chosen=chosen, form=form, is_preview=is_preview)
    return make_response(page, status)
