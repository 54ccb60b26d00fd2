"""Signed commitments on paper: for the signer beside the own data, for staff one by one or a hamlet's in a run."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from pledges.campaigns.queries import visible_by_id, visible_to
from pledges.campaigns.rules import CampaignState
from pledges.foundation.access import acting, public, requires
from pledges.foundation.codes import grouped_code
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.prints.acts import record_handed_over, start_run
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import STEP, NewRun
from pledges.responses.commitment_making import COMMITMENTS, ONE_COMMITMENT, one_paper, piece_of
from pledges.responses.commitments import REFERENCE_ELSEWHERE
from pledges.responses.pages.opened import open_standing
from pledges.responses.pledged import Pledge
from pledges.responses.queries.commitments import check_pledge_reached, signed_parts, units_of
from pledges.responses.queries.pledges import standing_pledges
from pledges.responses.rules import AlreadyWithdrawn
from pledges.staff.rules import Permission
from pledges.units.scope import scope_roots, unit_in_scope

commitment_pages = Blueprint("commitments", __name__)
_UNIT = "/staff/commitments/<int:campaign_id>/<int:unit_id>"


@commitment_pages.get("/R/<reference>/commitment.pdf")
@public
def fetch_own(reference: str) -> Response:
    """Give the signer the commitment as it stands, to keep or to sign by hand; the reference alone opens it."""
    house, opened = this_house(), open_standing(reference)
    with making_paper(), house.database.reading() as session:
        words = grouped_code(opened.reference)
        paper = one_paper(session, house.keys, opened.pledge, words)
    return paper_answer(paper.content, f"{ONE_COMMITMENT.file_stem}.pdf")


@commitment_pages.post("/staff/pledges/<int:response_id>/commitment")
@requires(Permission.PRINT_COMMITMENTS)
def print_one(response_id: int) -> Response:
    """Hand over one pledge's paper, without the receipt's reference; only its line in the ledger stays.

    :raises AlreadyWithdrawn: when the pledge was taken back.
    """
    house = this_house()
    with making_paper(), house.database.reading() as session:
        check_pledge_reached(session, acting(), Permission.PRINT_COMMITMENTS, response_id)
        pledge, unit_id = _standing(session, response_id)
        paper = one_paper(session, house.keys, pledge, REFERENCE_ELSEWHERE)
    with house.database.writing() as session:
        new = NewRun(ONE_COMMITMENT, unit_id, 1, pledge.campaign_id)
        run = record_handed_over(session, present(acting().id), new, paper, piece_of(pledge, unit_id))
    return paper_answer(paper.content, f"{ONE_COMMITMENT.file_stem}-{run.id}.pdf")


@commitment_pages.get("/staff/commitments")
@requires(Permission.PRINT_COMMITMENTS)
def choose() -> str:
    """Let the actor choose a campaign and one of the units at the top of their scope."""
    roots = sorted(scope_roots(acting(), Permission.PRINT_COMMITMENTS))
    with this_house().database.reading() as session:
        today = present().today
        choices = [
            (campaign, signed_parts(session, campaign.id, root, today)[0])
            for root in roots
            for campaign in visible_to(session, [root])
            if campaign.state != CampaignState.DRAFT
        ]
    return render_template("responses/commitments.html", choices=choices)


@commitment_pages.get(_UNIT)
@requires(Permission.PRINT_COMMITMENTS)
def show_unit(campaign_id: int, unit_id: int) -> str:
    """Show a unit's parts, each with how many commitments stand there; nobody is named."""
    with this_house().database.reading() as session:
        unit_in_scope(session, acting(), Permission.PRINT_COMMITMENTS, unit_id)
        campaign = visible_by_id(session, campaign_id, [unit_id])
        whole, parts = signed_parts(session, campaign_id, unit_id, present().today)
    return render_template("responses/commitments-unit.html", campaign=campaign, unit=whole, parts=parts)


@commitment_pages.post(_UNIT)
@requires(Permission.PRINT_COMMITMENTS)
def print_unit(campaign_id: int, unit_id: int) -> AnyResponse:
    """Start a run of the commitments of the unit and below; ``file=zip`` asks for a file a hamlet."""
    house = this_house()
    with house.database.writing() as session:
        unit_in_scope(session, acting(), Permission.PRINT_COMMITMENTS, unit_id)
        visible_by_id(session, campaign_id, [unit_id])
        whole, _parts = signed_parts(session, campaign_id, unit_id, present().today)
        choices = {"file": "zip"} if request.form.get("file") == "zip" else {}
        new = NewRun(COMMITMENTS, unit_id, whole.signed, campaign_id, choices)
        run = start_run(session, present(acting().id), new)
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)


def _standing(session: Any, response_id: int) -> tuple[Pledge, int]:
    """Return the newest version of a pledge, and where it counts."""
    found = [*standing_pledges(session, [response_id]).values()]
    if not found:
        raise AlreadyWithdrawn
    return found[0], units_of(session, [found[0].response_id])[found[0].response_id]
