"""Staff pages that start a print for every household of a unit: labels or door cards, on what, in which order."""

from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.household_paper import HouseholdPaperForm
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.foundation.moments import present
from pledges.links.ordering import ORDERED_BY, PaperOrder
from pledges.links.queries import place_with_parts
from pledges.links.rules import DOOR_CARDS, LABELS, ORDER_CHOICE, STOCK_CHOICE
from pledges.paper.geometry import LabelSheet
from pledges.paper.stocks import A4_24_CODE, STOCKS, is_for_doors
from pledges.prints.acts import start_run
from pledges.prints.rules import AS_ZIP, FILE_CHOICE, STEP, NewRun
from pledges.staff.rules import Permission
from pledges.units.scope import unit_in_scope

household_paper_pages = Blueprint("household_papers", __name__)
_PAPERS = "/staff/links/<int:unit_id>/papers"
_ONE_FILE = "one"
_KINDS = {kind.code: kind for kind in (LABELS, DOOR_CARDS)}


@household_paper_pages.get(_PAPERS)
@requires(Permission.PRINT_LABELS)
def choose(unit_id: int) -> Response:
    """Ask what is to be printed, on what and in which order."""
    return _page(unit_id, _form(), 200)


@household_paper_pages.post(_PAPERS)
@requires(Permission.PRINT_LABELS)
def start(unit_id: int) -> Response:
    """Start a print run of every household of the unit and below, as it was chosen."""
    house, form = this_house(), _form()
    if not form.validate():
        return _page(unit_id, form, 422)
    with house.database.writing() as session:
        unit_in_scope(session, acting(), Permission.PRINT_LABELS, unit_id)
        place, _parts = place_with_parts(session, unit_id, present().today)
        new = NewRun(_KINDS[form.paper.data], unit_id, place.households, choices=_chosen(form))
        run = start_run(session, present(acting().id), new)
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)


def _chosen(form: HouseholdPaperForm) -> dict[str, str]:
    chosen = {ORDER_CHOICE: form.order.data, FILE_CHOICE: form.file.data}
    return chosen | {STOCK_CHOICE: form.stock.data} if form.paper.data == LABELS.code else chosen


def _page(unit_id: int, form: HouseholdPaperForm, status: int) -> Response:
    with this_house().database.reading() as session:
        unit_in_scope(session, acting(), Permission.PRINT_LABELS, unit_id)
        place, _parts = place_with_parts(session, unit_id, present().today)
    too_small = [_stock_words(stock) for stock in STOCKS.values() if not is_for_doors(stock)]
    page = render_template("links/household-papers.html", place=place, form=form, too_small=too_small)
    return make_response(page, status)


def _form() -> HouseholdPaperForm:
    usual = {"paper": LABELS.code, "stock": A4_24_CODE, "order": PaperOrder.NAME, "file": _ONE_FILE}
    form = HouseholdPaperForm(request.form or None, language=current_language(), data=usual)
    form.offer(_offered())
    return form


def _offered() -> Mapping[str, Mapping[str, str]]:
    return {
        "paper": {
            LABELS.code: _("Nhãn dán cửa, nhiều nhãn một trang"),
            DOOR_CARDS.code: _("Tờ gấp A6, mỗi hộ một trang A4, mã PIN ở mặt trong"),
        },
        "stock": {code: _stock_words(stock) for code, stock in STOCKS.items() if is_for_doors(stock)},
        "order": {order.value: _(words) for order, words in ORDERED_BY.items()},
        "file": {
            _ONE_FILE: _("Một tệp PDF cho tất cả"),
            AS_ZIP: _("Một tệp ZIP, trong đó mỗi thôn, khu phố một tệp PDF"),
        },
    }


def _stock_words(stock: LabelSheet) -> str:
    return _("%(count)s nhãn một trang, mỗi nhãn %(width)s × %(height)s mm") % {
        "count": stock.capacity,
        "width": _length(stock.label_width_mm),
        "height": _length(stock.label_height_mm),
    }


def _length(length_mm: float) -> str:
    shown = f"{length_mm:g}"
    return shown if current_language() == "en" else shown.replace(".", ",")
