"""Staff page of a unit's printers: how far each label stock is set off, and the test page that tells it."""

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.stationery import OffsetForm
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.paper.geometry import LabelSheet
from pledges.paper.stocks import STOCKS
from pledges.prints.answers import paper_answer
from pledges.staff.rules import Permission
from pledges.stationery.acts import set_offset
from pledges.stationery.overview import offsets_of
from pledges.stationery.papers import printer_test
from pledges.stationery.queries import offset_for
from pledges.stationery.rules import Offset, OffsetInForce, tenths_mm, typed_mm
from pledges.units.scope import unit_in_scope

printer_pages = Blueprint("stationery_printers", __name__)
_ADDRESS = "/staff/stationery/<int:unit_id>/printers"


@dataclass(frozen=True)
class _Tray:
    """A stock with the offset in force and the form that changes it."""

    code: str
    stock: LabelSheet
    in_force: OffsetInForce
    form: OffsetForm


@printer_pages.get(_ADDRESS)
@requires(Permission.EDIT_STATIONERY)
def show_printers(unit_id: int) -> str:
    """Show the label stocks with how far this unit's printer is off on each."""
    return _page(unit_id)


@printer_pages.post(f"{_ADDRESS}/<stock>")
@requires(Permission.EDIT_STATIONERY)
def keep_offset(unit_id: int, stock: str) -> AnyResponse:
    """Keep how far the printer is off on one stock; the units below use it too."""
    _stock(stock)
    form = OffsetForm(request.form, language=current_language())
    with this_house().database.reading() as session:
        unit_in_scope(session, acting(), Permission.EDIT_STATIONERY, unit_id)
    if not form.validate():
        return make_response(_page(unit_id, stock, form), 422)
    offset = Offset(tenths_mm(str(form.right.data)) or 0, tenths_mm(str(form.down.data)) or 0)
    with this_house().database.writing() as session:
        set_offset(session, present(acting().id), unit_id, stock, offset)
    return redirect(url_for("stationery_printers.show_printers", unit_id=unit_id, done=stock), 303)


@printer_pages.post(f"{_ADDRESS}/<stock>/test")
@requires(Permission.EDIT_STATIONERY)
def print_test(unit_id: int, stock: str) -> Response:
    """Hand over the test page of a stock, set off as labels of this unit would be; it names nobody."""
    sheet = _stock(stock)
    with this_house().database.reading() as session:
        unit_in_scope(session, acting(), Permission.EDIT_STATIONERY, unit_id)
        offset = offset_for(session, unit_id, stock)
    return paper_answer(printer_test(sheet, offset), f"trang-thu-{stock}.pdf")


def _stock(code: str) -> LabelSheet:
    if code not in STOCKS:
        raise NotFound
    return STOCKS[code]


def _page(unit_id: int, stock: str = "", form: OffsetForm | None = None) -> str:
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.EDIT_STATIONERY, unit_id)
        in_force = offsets_of(session, unit_id)
    none = OffsetInForce(Offset(0, 0), None, "", 0)
    trays = [_tray(code, in_force.get(code, none), form if code == stock else None) for code in STOCKS]
    return render_template("stationery/printers.html", unit=unit, trays=trays, faulty=form)


def _tray(code: str, in_force: OffsetInForce, typed: OffsetForm | None) -> _Tray:
    offset = in_force.offset
    data = {"right": typed_mm(offset.right_tenths_mm), "down": typed_mm(offset.down_tenths_mm)}
    form = typed or OffsetForm(language=current_language(), data=data)
    # All stocks stand on one page: each input needs an id of its own.
    for field in form:
        field.id = f"{code}-{field.name}"
    return _Tray(code, STOCKS[code], in_force, form)
