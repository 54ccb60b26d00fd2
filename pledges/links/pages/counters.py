"""Staff pages of what stands at counters: posters and table tents, of one counter at once, of many as a print run."""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from pledges.foundation.access import acting, requires
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.links.acts import ensure_codes
from pledges.links.counter_making import COUNTER_CHOICE, OFFICE_CHOICE
from pledges.links.counter_papers import COUNTER_KINDS, counter_paper
from pledges.links.queries import codes_of, counter_in_scope, counters_below
from pledges.links.rules import POSTER
from pledges.prints.acts import record_handed_over, start_run
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import STEP, NewPiece, NewRun, PaperKind, file_name
from pledges.register.rules import SubjectKind
from pledges.staff.rules import Permission
from pledges.units.scope import unit_in_scope

counter_pages = Blueprint("counters", __name__)


@counter_pages.post("/staff/links/<int:unit_id>/counters")
@requires(Permission.PRINT_LABELS)
def print_all(unit_id: int) -> AnyResponse:
    """Start a print run of every counter of the unit and below, or of one office there."""
    house, kind = this_house(), _kind_sent()
    office = request.form.get("office", type=int)
    with house.database.writing() as session:
        unit_in_scope(session, acting(), Permission.PRINT_LABELS, unit_id)
        counters = [one for one in counters_below(session, unit_id) if office in (None, one.office_id)]
        choices = {OFFICE_CHOICE: str(office)} if office else {}
        run = start_run(session, present(acting().id), NewRun(kind, unit_id, len(counters), choices=choices))
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)


@counter_pages.post("/staff/links/counters/<int:counter_id>/poster")
@requires(Permission.PRINT_LABELS)
def print_one(counter_id: int) -> Response:
    """Make a counter's poster or tent and hand it over; only its line in the ledger stays."""
    house, kind = this_house(), _kind_sent()
    with house.database.writing() as session:
        counter = counter_in_scope(session, acting(), Permission.PRINT_LABELS, counter_id)
        ensure_codes(session, house.keys, SubjectKind.COUNTER, [counter_id])
        code = codes_of(session, house.keys, SubjectKind.COUNTER, [counter_id])[counter_id]
    with making_paper():
        paper = counter_paper(kind, counter, code, house.config.public_url)
    with house.database.writing() as session:
        choices = {COUNTER_CHOICE: str(counter_id)}
        new = NewRun(kind, counter.seat_id, total=1, choices=choices)
        piece = NewPiece(SubjectKind.COUNTER, counter_id, counter.seat_id, f"Quầy số {counter.number}")
        run = record_handed_over(session, present(acting().id), new, paper, piece)
    return paper_answer(paper.content, file_name(kind.file_stem, counter.name, run.id))


def _kind_sent() -> PaperKind:
    """Return what is to be printed; the A4 poster where nothing was said.

    :raises NotFound: when it is nothing that stands at counters.
    """
    kind = COUNTER_KINDS.get(request.form.get("kind", POSTER.code))
    if kind is None:
        raise NotFound
    return kind
