"""Staff pages of a run's pieces: the list, one piece to print once more, and to whom they were handed over."""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.print_hand_over import HandOverForm, ReprintForm
from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.prints.makers import Makers
from pledges.prints.pages.reach import run_in_reach
from pledges.prints.pages.run_page import run_page
from pledges.prints.piece_queries import (
    PiecesAsked,
    failed_positions,
    line_at,
    lines_found,
)
from pledges.prints.queries import line_in_scope
from pledges.prints.renewing import print_again
from pledges.prints.reprinting import hand_over, reprint
from pledges.prints.rules import STEP, NewHandOver
from pledges.prints.wording import AGAIN_AFTER_FAILURE
from pledges.staff.rules import Permission

print_piece_pages = Blueprint("print_pieces", __name__)

_PIECES_A_PAGE = 50
_RUN = "/staff/prints/<int:run_id>"
_PIECE = f"{_RUN}/pieces/<int:position>"


@print_piece_pages.get(f"{_RUN}/pieces")
@requires(Permission.READ_PRINTS)
def show_pieces(run_id: int) -> str:
    """List the pieces of a run, all of them or those that were looked for."""
    page = page_asked()
    asked = PiecesAsked(request.args.get("q", "").strip()[:100], only_failed="failed" in request.args)
    with this_house().database.reading() as session:
        line = line_in_scope(session, acting(), Permission.READ_PRINTS, run_id)
        offset = (page - 1) * _PIECES_A_PAGE
        pieces, total = lines_found(session, run_id, asked, offset, _PIECES_A_PAGE)
    return render_template(
        "prints/pieces.html",
        line=line,
        makers=this_house().handed(Makers),
        asked=asked,
        pieces=pieces,
        total=total,
        page=page,
        pages=-(-total // _PIECES_A_PAGE),
    )


@print_piece_pages.get(_PIECE)
@requires(Permission.READ_PRINTS)
def show_piece(run_id: int, position: int) -> str:
    """Show one piece, and ask why it is to be printed once more."""
    with this_house().database.reading() as session:
        return _piece_page(session, run_id, position, ReprintForm(language=current_language()))


@print_piece_pages.post(f"{_PIECE}/again")
@requires(Permission.READ_PRINTS)
def print_piece_again(run_id: int, position: int) -> Response:
    """Print one piece once more; where it carried a secret, the old one is worthless from now on."""
    house, form = this_house(), ReprintForm(request.form, language=current_language())
    with house.database.writing() as session:
        _line, kind = run_in_reach(session, run_id)
        if not form.validate():
            return make_response(_piece_page(session, run_id, position, form), 422)
        maker = house.handed(Makers).maker_of(kind.code)
        why = form.why.data or ""
        new_id = print_again(session, present(acting().id), maker, (run_id, position), why)
    house.background.queue(STEP, str(new_id))
    return redirect(url_for("prints.show_run", run_id=new_id), 303)


@print_piece_pages.post(f"{_RUN}/failed/again")
@requires(Permission.READ_PRINTS)
def print_failed_again(run_id: int) -> Response:
    """Make the pieces once more that could not be made; they never lay on paper, so nothing is renewed."""
    house = this_house()
    with house.database.writing() as session:
        run_in_reach(session, run_id)
        failed = failed_positions(session, run_id)
        run = reprint(session, present(acting().id), run_id, failed, AGAIN_AFTER_FAILURE)
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)


@print_piece_pages.post(f"{_RUN}/hand-overs")
@requires(Permission.READ_PRINTS)
def record_hand_over(run_id: int) -> Response:
    """Record to whom pieces of the run were handed."""
    with this_house().database.writing() as session:
        line, _kind = run_in_reach(session, run_id)
        form = HandOverForm.for_run(line.run.total, present().today, request.form, current_language())
        if not form.validate():
            return make_response(run_page(session, line, form), 422)
        new = NewHandOver(form.to.data or "", form.day, form.count, form.note.data or "")
        hand_over(session, present(acting().id), run_id, new)
    return redirect(url_for("prints.show_run", run_id=run_id, _anchor="giao"), 303)


def _piece_page(session: Any, run_id: int, position: int, form: ReprintForm) -> str:
    line = line_in_scope(session, acting(), Permission.READ_PRINTS, run_id)
    return render_template(
        "prints/piece.html",
        line=line,
        piece=line_at(session, run_id, position),
        makers=this_house().handed(Makers),
        form=form,
    )
