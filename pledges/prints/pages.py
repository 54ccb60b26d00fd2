"""Staff pages of print runs: the ledger, one run with its progress, and fetching its file."""

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.prints.acts import collect, start_again
from pledges.prints.answers import paper_answer
from pledges.prints.makers import Makers
from pledges.prints.papers import kept_as
from pledges.prints.queries import line_in_scope, lines_in
from pledges.prints.rules import STEP, NewRun, RunState, file_name, is_abandoned, state_words
from pledges.staff.rules import Permission
from pledges.units.scope import scope_roots

prints_pages = Blueprint("prints", __name__)

_LINES_A_PAGE = 30
# How long a page that shows progress stands before the browser asks for it again.
_REFRESH_SECONDS = 2


@prints_pages.get("/staff/prints")
@requires(Permission.READ_PRINTS)
def show_ledger() -> str:
    """Show the print runs of the actor's units, the newest first."""
    house = this_house()
    page = page_asked()
    roots = scope_roots(acting(), Permission.READ_PRINTS)
    with house.database.reading() as session:
        lines, total = lines_in(session, roots, (page - 1) * _LINES_A_PAGE, _LINES_A_PAGE)
    return render_template(
        "prints/ledger.html",
        lines=lines,
        makers=house.handed(Makers),
        state_words=state_words,
        page=page,
        pages=-(-total // _LINES_A_PAGE),
    )


@prints_pages.get("/staff/prints/<int:run_id>")
@requires(Permission.READ_PRINTS)
def show_run(run_id: int) -> Response:
    """Show one run; while it is being made, the browser is told to ask again by itself."""
    house = this_house()
    with house.database.reading() as session:
        line = line_in_scope(session, acting(), Permission.READ_PRINTS, run_id)
    run, makers = line.run, house.handed(Makers)
    stopped = is_abandoned(run.state, run.beat_at, present().now)
    answer = make_response(
        render_template("prints/run.html", line=line, makers=makers, stopped=stopped, state_words=state_words)
    )
    if run.state in (RunState.WAITING, RunState.WORKING) and not stopped:
        answer.headers["Refresh"] = str(_REFRESH_SECONDS)
    return answer


@prints_pages.post("/staff/prints/<int:run_id>/file")
@requires(Permission.READ_PRINTS)
def fetch_file(run_id: int) -> Response:
    """Hand the run's file over. A POST, because it is recorded, and because sheets of codes go with it."""
    house = this_house()
    with house.database.writing() as session:
        line = line_in_scope(session, acting(), Permission.READ_PRINTS, run_id)
        kind = house.handed(Makers).kind_of(line.run.kind)
        line_in_scope(session, acting(), kind.permission, run_id)
        run = collect(session, present(acting().id), run_id)
        content = house.files.open(kept_as(run_id))
    if run.state == RunState.DESTROYED:
        house.files.remove(kept_as(run_id))
    return paper_answer(content, file_name(kind.file_stem, line.unit_name, run_id))


@prints_pages.post("/staff/prints/<int:run_id>/again")
@requires(Permission.READ_PRINTS)
def make_again(run_id: int) -> AnyResponse:
    """Have the paper made once more: after it was fetched, failed, or stopped half-way."""
    house = this_house()
    with house.database.writing() as session:
        line = line_in_scope(session, acting(), Permission.READ_PRINTS, run_id)
        kind = house.handed(Makers).kind_of(line.run.kind)
        line_in_scope(session, acting(), kind.permission, run_id)
        new = NewRun(kind, line.run.unit_id, line.run.total, line.run.campaign_id)
        run = start_again(session, present(acting().id), run_id, new)
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)
