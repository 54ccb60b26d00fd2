"""Staff pages of print runs: the ledger, one run with its progress, calling it off, fetching what it made."""

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.print_hand_over import HandOverForm
from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.prints.acts import cancel, collect, collect_manifest, start_again
from pledges.prints.answers import file_answer
from pledges.prints.makers import Makers
from pledges.prints.pages.reach import run_in_reach
from pledges.prints.pages.run_page import run_page
from pledges.prints.papers import kept_as, manifest_kept_as
from pledges.prints.queries import line_in_scope, lines_in
from pledges.prints.rules import STEP, UNFINISHED, RunState, file_name, is_abandoned
from pledges.prints.wording import state_words
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
    with this_house().database.reading() as session:
        line = line_in_scope(session, acting(), Permission.READ_PRINTS, run_id)
        page = run_page(
            session, line, HandOverForm.for_run(line.run.total, present().today, language=current_language())
        )
    answer = make_response(page)
    stopped = is_abandoned(line.run.state, line.run.beat_at, present().now)
    if line.run.state in UNFINISHED and not stopped:
        answer.headers["Refresh"] = str(_REFRESH_SECONDS)
    return answer


@prints_pages.post("/staff/prints/<int:run_id>/file")
@requires(Permission.READ_PRINTS)
def fetch_file(run_id: int) -> Response:
    """Hand the run's file over. A POST, because it is recorded, and because sheets of codes go with it."""
    house = this_house()
    with house.database.writing() as session:
        line, kind = run_in_reach(session, run_id)
        run = collect(session, present(acting().id), run_id)
        content = house.files.stream(kept_as(run_id, run.file_kind))
    if run.state == RunState.DESTROYED:
        # What is open can still be read; the manifest is fetched by itself.
        house.files.remove(kept_as(run_id, run.file_kind))
    name = file_name(kind.file_stem, line.unit_name, run_id, run.file_kind)
    return file_answer(content, name)


@prints_pages.post("/staff/prints/<int:run_id>/manifest")
@requires(Permission.READ_PRINTS)
def fetch_manifest(run_id: int) -> Response:
    """Hand over the sheet that lies with the paper; where it holds codes, once."""
    house = this_house()
    with house.database.writing() as session:
        line, _kind = run_in_reach(session, run_id)
        run = collect_manifest(session, present(acting().id), run_id)
        content = house.files.stream(manifest_kept_as(run_id))
    if run.carries_secrets:
        house.files.remove(manifest_kept_as(run_id))
    return file_answer(content, file_name("phieu-xuat-kem", line.unit_name, run_id))


@prints_pages.post("/staff/prints/<int:run_id>/cancel")
@requires(Permission.READ_PRINTS)
def call_off(run_id: int) -> AnyResponse:
    """Call the run off; what is made of it stays for a day."""
    with this_house().database.writing() as session:
        run_in_reach(session, run_id)
        cancel(session, present(acting().id), run_id)
    return redirect(url_for("prints.show_run", run_id=run_id), 303)


@prints_pages.post("/staff/prints/<int:run_id>/again")
@requires(Permission.READ_PRINTS)
def make_again(run_id: int) -> AnyResponse:
    """Have the paper made once more: after it was fetched, failed, called off, or stopped half-way."""
    house = this_house()
    with house.database.writing() as session:
        run_in_reach(session, run_id)
        run = start_again(session, present(acting().id), run_id)
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)
