"""Staff pages of one block: its words, tried on real subjects before they are kept, and what it said before."""

from base64 import b64encode
from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.stationery import BlockForm
from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import id_said
from pledges.foundation.errors import DomainError
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.paper.block_faults import Fault
from pledges.paper.block_language import FILTERS
from pledges.paper.block_markup import CLASSES
from pledges.paper.blocks import faults_of, paper_spec
from pledges.staff.rules import Permission
from pledges.stationery.acts import inherit, say
from pledges.stationery.overview import InForce, block_of, said_in
from pledges.stationery.papers import Tried, tried_on
from pledges.stationery.queries import block_by_id, blocks_for, head_for
from pledges.stationery.rules import BlockPlace, SaidMeanwhile, WordsFaulty
from pledges.stationery.samples import Samples
from pledges.stationery.wording import fault_words
from pledges.units.scope import unit_in_scope

block_pages = Blueprint("stationery_blocks", __name__)
_ADDRESS = "/staff/stationery/<int:unit_id>/papers/<paper>/<block>"


@dataclass(frozen=True)
class _Problem:
    """Why words were not kept or not shown."""

    refusal: DomainError
    faults: tuple[Fault, ...] = ()


@block_pages.get(_ADDRESS)
@requires(Permission.EDIT_STATIONERY)
def show_block(unit_id: int, paper: str, block: str) -> str:
    """Show a block to be written; ``?from=`` begins with what was said once, ``?inherited`` with the words above."""
    place = BlockPlace(unit_id, paper, block)
    in_force = _in_force(place)
    source = in_force.source
    if (row_id := id_said(request.args.get("from"))) is not None:
        with this_house().database.reading() as session:
            source = block_by_id(session, place, row_id).source
    data = {"source": source, "seen": str(in_force.own_id)}
    return _page(place, BlockForm(language=current_language(), data=data))


@block_pages.post(_ADDRESS)
@requires(Permission.EDIT_STATIONERY)
def keep_block(unit_id: int, paper: str, block: str) -> AnyResponse:
    """Let the unit say the block in these words."""
    place, form = BlockPlace(unit_id, paper, block), BlockForm(request.form, language=current_language())
    _in_force(place)
    if not form.validate():
        return make_response(_page(place, form), 422)
    try:
        with this_house().database.writing() as session:
            say(session, present(acting().id), place, form.source.data or "", form.seen.row_id)
    except WordsFaulty as faulty:
        return make_response(_page(place, form, _Problem(faulty, tuple(faulty.faults))), 422)
    except SaidMeanwhile as meanwhile:
        return make_response(_page(place, form, _Problem(meanwhile)), 409)
    return redirect(url_for("stationery.show_unit", unit_id=unit_id, done="said"), 303)


@block_pages.post(f"{_ADDRESS}/try")
@requires(Permission.EDIT_STATIONERY)
def try_block(unit_id: int, paper: str, block: str) -> AnyResponse:
    """Show the paper with the typed words for real subjects; nothing is kept. A script asks for the pictures alone."""
    place, form = BlockPlace(unit_id, paper, block), BlockForm(request.form, language=current_language())
    _in_force(place)
    if not form.validate():
        return make_response(_page(place, form), 422)
    source = form.source.data or ""
    faults = tuple(faults_of(paper_spec(paper), block, source))
    problem: _Problem | None = None
    tried: list[Tried] = []
    try:
        tried = [] if faults else _tried(place, source)
    except DomainError as refusal:
        problem = _Problem(refusal)
    problem = _Problem(WordsFaulty(faults), faults) if faults else problem
    status = 422 if problem else 200
    if request.form.get("as") == "pictures":
        return make_response(_pictures(tried, problem), status)
    return make_response(_page(place, form, problem, tried), status)


@block_pages.post(f"{_ADDRESS}/inherit")
@requires(Permission.EDIT_STATIONERY)
def inherit_block(unit_id: int, paper: str, block: str) -> AnyResponse:
    """Let the unit say the block as those above it do."""
    place, form = BlockPlace(unit_id, paper, block), BlockForm(request.form, language=current_language())
    _in_force(place)
    with this_house().database.writing() as session:
        inherit(session, present(acting().id), place, form.seen.row_id)
    return redirect(url_for("stationery.show_unit", unit_id=unit_id, done="inherited"), 303)


@block_pages.get(f"{_ADDRESS}/history")
@requires(Permission.EDIT_STATIONERY)
def show_history(unit_id: int, paper: str, block: str) -> str:
    """Show what the unit has said in the block, by whom and when, each to be taken up again."""
    place = BlockPlace(unit_id, paper, block)
    in_force = _in_force(place)
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.EDIT_STATIONERY, unit_id)
        said = said_in(session, place)
    return render_template(
        "stationery/history.html", place=place, unit=unit, spec=paper_spec(paper), block=in_force, said=said
    )


def _in_force(place: BlockPlace) -> InForce:
    """Return the block, after asking whether the actor reaches the unit."""
    with this_house().database.reading() as session:
        unit_in_scope(session, acting(), Permission.EDIT_STATIONERY, place.unit_id)
        return block_of(session, place)


def _tried(place: BlockPlace, source: str) -> list[Tried]:
    house = this_house()
    gives = house.handed(Samples).of(place.paper)
    with house.database.reading() as session:
        samples = gives.samples(session, place.unit_id)
        sources = blocks_for(session, place.paper, place.unit_id) | {place.block: source}
        head = head_for(session, place.unit_id)
    return tried_on(paper_spec(place.paper), sources, (samples, gives), head)


def _page(
    place: BlockPlace, form: BlockForm, problem: _Problem | None = None, tried: list[Tried] | None = None
) -> str:
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.EDIT_STATIONERY, place.unit_id)
        block = block_of(session, place)
    if problem and isinstance(problem.refusal, SaidMeanwhile):
        form.seen.data = str(block.own_id)
    spec = paper_spec(place.paper)
    return render_template(
        "stationery/block.html",
        place=place,
        unit=unit,
        spec=spec,
        block=block,
        values=[value for value in spec.values if value.name in block.spec.values],
        form=form,
        problem=problem,
        is_tried=tried is not None and problem is None,
        shown=_drawn(tried or []),
        fault_words=fault_words,
        filters=sorted(FILTERS),
        classes=CLASSES,
    )


def _pictures(tried: list[Tried], problem: _Problem | None) -> str:
    return render_template(
        "stationery/tried.html", shown=_drawn(tried), problem=problem, fault_words=fault_words
    )


def _drawn(tried: list[Tried]) -> list[tuple[Tried, str]]:
    return [(one, b64encode(one.shown.picture).decode() if one.shown else "") for one in tried]
