"""Staff sign in and out, take up their one-time link, and administrators invite colleagues."""

from functools import partial

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.sign_in import PasswordForm, SignInForm
from forms.staff_invitation import InvitationForm
from pledges.foundation.access import acting, public, requires, signed_in
from pledges.foundation.addresses import page_asked
from pledges.foundation.errors import DomainError, SignInNeeded
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language, gettext
from pledges.foundation.moments import present
from pledges.staff.acts import invite, sign_in, sign_out, staff_behind, take_up
from pledges.staff.cookie import SignedInStaff, StaffCookie
from pledges.staff.queries import Reach, people_with_roles, refuse_beyond
from pledges.staff.rules import (
    ROLE_NAMES,
    Grant,
    LoginNameTaken,
    Permission,
    Role,
    SignInRefused,
    UnitOffer,
    UnitsToChoose,
    sign_in_address,
)
from pledges.staff.unit_asked import unit_asked

staff_pages = Blueprint("staff", __name__)
UNPROCESSABLE = 422
_PEOPLE_A_PAGE = 50


def _cookie() -> StaffCookie:
    cookie: StaffCookie = current_app.extensions["staff-cookie"]
    return cookie


def _way_on() -> str:
    """Return where to go after signing in: a staff page of our own, never another site."""
    target = request.values.get("next", "")
    is_ours = target.startswith("/staff/") and target.isprintable()
    return request.script_root + (target if is_ours else "/staff/")


@staff_pages.app_errorhandler(SignInNeeded)
def ask_to_sign_in(_needed: SignInNeeded) -> AnyResponse:
    """Lead a clerk whose sign-in has run out to the sign-in page and, after it, back."""
    came_from = request.path if request.method == "GET" else "/staff/"
    return redirect(url_for("staff.show_sign_in", next=came_from), 303)


@staff_pages.get("/staff/sign-in")
@public
def show_sign_in() -> str:
    """Show the sign-in form."""
    return render_template("staff/sign-in.html", form=SignInForm(language=current_language()), refusal=None)


@staff_pages.post("/staff/sign-in")
@public
def send_sign_in() -> AnyResponse:
    """Start a sign-in, with a new cookie."""
    form = SignInForm(request.form, language=current_language())
    if not form.validate():
        return _again("staff/sign-in.html", form, None)
    database, names = this_house().database, (str(form.login_name.data), str(form.password.data))
    try:
        # Checking a password takes its time; on the embedded database nobody could sign a pledge while one writes.
        with database.reading() as session:
            staff_id = staff_behind(session, *names)
        with database.writing() as session:
            secret = sign_in(session, present(), staff_id)
    except SignInRefused as refusal:
        return _again("staff/sign-in.html", form, refusal)
    return _cookie().set(_redirected(_way_on()), secret)


@staff_pages.post("/staff/sign-out")
@signed_in
def send_sign_out() -> AnyResponse:
    """End the sign-in in every process and take the cookie away."""
    actor = acting()
    with this_house().database.writing() as session:
        if isinstance(actor, SignedInStaff):
            sign_out(session, present(actor.id), actor.sign_in_id)
    return _cookie().clear(_redirected(url_for("staff.show_sign_in")))


@staff_pages.get("/staff/link/<secret>")
@public
def show_link(secret: str) -> str:  # noqa: ARG001  # the form posts to this same address
    """Show the form that takes up a one-time link; opening it changes nothing, so a preview cannot spend it."""
    return render_template("staff/link.html", form=PasswordForm(language=current_language()), refusal=None)


@staff_pages.post("/staff/link/<secret>")
@public
def send_link(secret: str) -> AnyResponse:
    """Spend the link: set the password and sign in."""
    form = PasswordForm(request.form, language=current_language())
    if not form.validate():
        return _again("staff/link.html", form, None)
    with this_house().database.writing() as session:
        sign_in_secret = take_up(session, present(), secret, str(form.password.data))
    return _cookie().set(_redirected(_way_on()), sign_in_secret)


@staff_pages.get("/staff/people")
@requires(Permission.MANAGE_STAFF)
def show_people() -> str:
    """List the accounts in the administrator's reach and offer to invite a colleague."""
    offer = _offered_units(None)
    return _people_page(_invitation_form(offer, filled=False), offer)


@staff_pages.post("/staff/people")
@requires(Permission.MANAGE_STAFF)
def send_invitation() -> AnyResponse:
    """Invite a colleague and show the one-time link, this once."""
    house = this_house()
    offer = _offered_units(request.form.get("unit_id"))
    form = _invitation_form(offer, filled=True)
    if not form.validate():
        return make_response(_people_page(form, offer), UNPROCESSABLE)
    grant = Grant(Role(form.role.data), int(form.unit_id.data))
    names = str(form.login_name.data), str(form.display_name.data)
    try:
        with house.database.writing() as session:
            refuse_beyond(session, names[0], _reach())
            secret = invite(session, present(acting().id), *names, grant)
    except LoginNameTaken as taken:
        form.login_name.errors = [gettext(taken.title)]
        return make_response(_people_page(form, offer), UNPROCESSABLE)
    fresh = _invitation_form(offer, filled=False)
    return make_response(_people_page(fresh, offer, sign_in_address(house.config.public_url, secret)))


def _reached() -> frozenset[int]:
    return acting().reaches[Permission.MANAGE_STAFF]


def _reach() -> Reach:
    return partial(this_house().handed(UnitsToChoose).within, _reached())


def _offered_units(chosen: str | None) -> UnitOffer:
    house = this_house()
    with house.database.reading() as session:
        return house.handed(UnitsToChoose).offer(session, _reached(), present().today, unit_asked(chosen))


def _invitation_form(offer: UnitOffer, *, filled: bool) -> InvitationForm:
    form = InvitationForm(request.form if filled else None, language=current_language())
    units = {str(unit_id): name for unit_id, name in offer.choices}
    form.offer({role.value: gettext(name) for role, name in ROLE_NAMES.items()}, units)
    return form


def _people_page(form: InvitationForm, offer: UnitOffer, link: str | None = None) -> str:
    house, page = this_house(), page_asked()
    choose = house.handed(UnitsToChoose)
    with house.database.reading() as session:
        offset = (page - 1) * _PEOPLE_A_PAGE
        people, total = people_with_roles(session, _reach(), offset, _PEOPLE_A_PAGE)
        units = choose.names(session, {person.unit_id for person in people})
    return render_template(
        "staff/people.html",
        form=form,
        offer=offer,
        link=link,
        people=people,
        units=units,
        role_names=ROLE_NAMES,
        page=page,
        pages=max(1, -(-total // _PEOPLE_A_PAGE)),
    )


def _again(template: str, form: object, refusal: DomainError | None) -> Response:
    return make_response(render_template(template, form=form, refusal=refusal), UNPROCESSABLE)


def _redirected(address: str) -> Response:
    response = make_response("", 303)
    response.headers["Location"] = address
    return response
