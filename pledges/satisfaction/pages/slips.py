"""The staff's pages of slips: a counter's packs, a new pack, ending one; never how many of a pack were used."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.slip_pack import SlipPackForm
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.foundation.moments import present
from pledges.links.queries import counter_in_scope
from pledges.prints.acts import start_run
from pledges.prints.rules import STEP, NewRun
from pledges.satisfaction.slip_acts import end_pack, make_pack
from pledges.satisfaction.slip_queries import last_day_asked, pack_in_scope, packs_of
from pledges.satisfaction.slip_rules import PACK_CHOICE, PAGE_CHOICE, SLIPS, NewPack, NothingAsked
from pledges.staff.rules import Permission

slip_pages = Blueprint("slips", __name__)
_PACKS = "/staff/satisfaction/counters/<int:counter_id>/slips"
_USUAL = {"slips": 240, "a_page": "12"}


@slip_pages.get(_PACKS)
@requires(Permission.PRINT_LABELS)
def show(counter_id: int) -> Response:
    """Show a counter's packs and the form for a new one."""
    return _page(counter_id, _form(), 200)


@slip_pages.post(_PACKS)
@requires(Permission.PRINT_LABELS)
def make(counter_id: int) -> Response:
    """Make a pack and have it printed."""
    house, occasion, form = this_house(), present(acting().id), _form()
    if not form.validate():
        return _page(counter_id, form, 422)
    with house.database.writing() as session:
        counter = counter_in_scope(session, acting(), Permission.PRINT_LABELS, counter_id)
        until_on = last_day_asked(session, counter_id, occasion.today)
        if until_on is None:
            raise NothingAsked
        new = NewPack(counter_id, counter.seat_id, form.how_many, until_on)
        pack_id = make_pack(session, occasion, house.keys, house.sealed.passing_keys, new)
        choices = {PACK_CHOICE: str(pack_id), PAGE_CHOICE: form.a_page.data}
        run = start_run(session, occasion, NewRun(SLIPS, counter.seat_id, new.slips, choices=choices))
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)


@slip_pages.post("/staff/satisfaction/slips/<int:pack_id>/end")
@requires(Permission.PRINT_LABELS)
def end(pack_id: int) -> Response:
    """Let the slips of a pack open nothing any more."""
    with this_house().database.writing() as session:
        pack, counter = pack_in_scope(session, acting(), pack_id)
        end_pack(session, present(acting().id), pack.id, counter.seat_id)
    return redirect(url_for("slips.show", counter_id=counter.id), 303)


def _form() -> SlipPackForm:
    form = SlipPackForm(request.form or None, language=current_language(), data=_USUAL)
    form.offer(
        {
            "12": _("12 phiếu một trang A4, mỗi phiếu 105 × 49,5 mm"),
            "16": _("16 phiếu một trang A4, mỗi phiếu 105 × 37 mm"),
        }
    )
    return form


def _page(counter_id: int, form: SlipPackForm, status: int) -> Response:
    today = present().today
    with this_house().database.reading() as session:
        counter = counter_in_scope(session, acting(), Permission.PRINT_LABELS, counter_id)
        packs = packs_of(session, counter_id)
        until_on = last_day_asked(session, counter_id, today)
    page = render_template(
        "satisfaction/slips.html", counter=counter, packs=packs, until_on=until_on, today=today, form=form
    )
    return make_response(page, status)
