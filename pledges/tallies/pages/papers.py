"""Staff pages that print a tally: the poster of a hamlet or of all hamlets of a unit, and the annex to a report."""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from pledges.foundation.access import acting, requires
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import clock_time, local_datetime, official_date
from pledges.prints.acts import record_handed_over, start_run
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import STEP, NewPiece, NewRun, file_name
from pledges.staff.rules import Permission
from pledges.stationery.queries import head_for
from pledges.tallies.annexing import Around, annex_of
from pledges.tallies.pages.tally import past_asked, refusals_of
from pledges.tallies.papers import (
    PROGRESS_POSTER,
    TALLY_ANNEX,
    Posted,
    annex_paper,
    campaign_link,
    progress_paper,
)
from pledges.tallies.poster_making import FORM_CHOICE
from pledges.tallies.posting import TooFewToPost, may_be_posted
from pledges.tallies.queries.hamlets import hamlets_to_post, parts_of_rows
from pledges.tallies.queries.tally import Asked, tally_in_scope
from pledges.tallies.rules import Past

tally_paper_pages = Blueprint("tally_papers", __name__)
_TALLY = "/staff/tallies/<int:campaign_id>/<int:unit_id>"


@tally_paper_pages.post(f"{_TALLY}/poster")
@requires(Permission.READ_TALLIES)
def print_poster(campaign_id: int, unit_id: int) -> Response:
    """Make the poster of a hamlet with its numbers of this moment; only its line in the ledger stays."""
    house, occasion = this_house(), present(acting().id)
    with house.database.reading() as session:
        answer = tally_in_scope(session, acting(), _asked(campaign_id, unit_id, occasion))
    if answer.tally.rows or not answer.counts_households:
        raise NotFound
    if not may_be_posted(answer.tally.total):
        raise TooFewToPost
    link = campaign_link(house.config.public_url, answer.campaign.slug)
    with making_paper():
        posted = Posted(answer.campaign.title_vi, link, local_datetime(occasion.now))
        paper = progress_paper(answer.tally.name, answer.tally.total, posted)
    with house.database.writing() as session:
        choices = {FORM_CHOICE: answer.form_code}
        new = NewRun(PROGRESS_POSTER, unit_id, 1, campaign_id, choices)
        piece = NewPiece("unit", unit_id, unit_id, answer.tally.name)
        run = record_handed_over(session, occasion, new, paper, piece)
    return paper_answer(paper.content, file_name(PROGRESS_POSTER.file_stem, answer.tally.name, run.id))


@tally_paper_pages.post(f"{_TALLY}/posters")
@requires(Permission.READ_PRINTS)
def print_posters(campaign_id: int, unit_id: int) -> AnyResponse:
    """Start a print run of the posters of all hamlets of a unit."""
    house, occasion = this_house(), present(acting().id)
    with house.database.writing() as session:
        answer = tally_in_scope(session, acting(), _asked(campaign_id, unit_id, occasion))
        if not answer.counts_households:
            raise NotFound
        hamlets = hamlets_to_post(session, campaign_id, answer.form_code, unit_id, occasion.today)
        choices = {FORM_CHOICE: answer.form_code}
        new = NewRun(PROGRESS_POSTER, unit_id, len(hamlets), campaign_id, choices)
        run = start_run(session, occasion, new)
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)


@tally_paper_pages.post(f"{_TALLY}/annex")
@requires(Permission.READ_TALLIES)
def print_annex(campaign_id: int, unit_id: int) -> Response:
    """Make the annex of a tally, of this moment or of an earlier day, and hand it over."""
    house, occasion, past = this_house(), present(acting().id), past_asked()
    asked = _asked(campaign_id, unit_id, occasion, past)
    with house.database.reading() as session:
        answer = tally_in_scope(session, acting(), asked)
        parts = parts_of_rows(session, asked, answer.form_code) if answer.counts_households else {}
        head = head_for(session, unit_id)
    refusals = None if past else refusals_of(answer)
    around = Around(head, _moment(occasion, past), refusals, is_past=past is not None)
    with making_paper():
        paper = annex_paper(annex_of(answer, parts, around))
    with house.database.writing() as session:
        new = NewRun(TALLY_ANNEX, unit_id, total=1, campaign_id=campaign_id)
        piece = NewPiece("unit", unit_id, unit_id, answer.tally.name)
        run = record_handed_over(session, occasion, new, paper, piece)
    return paper_answer(paper.content, file_name(TALLY_ANNEX.file_stem, answer.tally.name, run.id))


def _asked(campaign_id: int, unit_id: int, occasion: Occasion, past: Past | None = None) -> Asked:
    return Asked(campaign_id, unit_id, request.args.get("form"), occasion.today, past)


def _moment(occasion: Occasion, past: Past | None) -> str:
    """Say up to when the figures go, as papers do: in Vietnamese whatever the page's language is."""
    if past:
        return f"(Số liệu chốt đến hết {official_date(past.day)})"
    local = local_datetime(occasion.now)
    return f"(Số liệu chốt đến {clock_time(local)} {official_date(local.date())})"
