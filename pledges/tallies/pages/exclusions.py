"""Staff pages of exclusions: propose one, decide about proposals, see what is excluded and lift it."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.exclusion import ExclusionForm
from pledges.campaigns.rules import REASONS, ExclusionReason
from pledges.foundation.access import acting, requires
from pledges.foundation.addresses import page_asked
from pledges.foundation.errors import NotFound
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language, gettext
from pledges.foundation.moments import present
from pledges.register.rules import SubjectKind
from pledges.staff.rules import Permission
from pledges.tallies.acts.exclusions import (
    approve_exclusion,
    decline_exclusion,
    lift_exclusion,
    propose_exclusion,
)
from pledges.tallies.queries.exclusions import (
    Invited,
    invited_subject,
    standing_in,
    unit_of_exclusion,
    waiting_in,
)
from pledges.tallies.rules import CountsSigned, Proposal
from pledges.tallies.wording import DONE_WORDS, REASON_WORDS
from pledges.units.scope import unit_ids_in_scope, unit_in_scope

exclusions_pages = Blueprint("exclusions", __name__)
UNPROCESSABLE = 422
PAGE_SIZE = 50


@exclusions_pages.get("/staff/exclusions")
@requires(Permission.PROPOSE_EXCLUSIONS)
def show_exclusions() -> str:
    """Show who is excluded from the running campaigns in reach, and what waits for a decision."""
    page, scope = page_asked(), unit_ids_in_scope(acting(), Permission.PROPOSE_EXCLUSIONS)
    with this_house().database.reading() as session:
        waiting = waiting_in(session, scope)
        standing, total = standing_in(session, scope, (page - 1) * PAGE_SIZE, PAGE_SIZE)
    return render_template(
        "tallies/exclusions.html",
        waiting=waiting,
        standing=standing,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        words=REASON_WORDS,
        done=DONE_WORDS.get(request.args.get("done", "")),
        may_lift=Permission.APPROVE_EXCLUSIONS in acting().reaches,
    )


@exclusions_pages.get("/staff/exclusions/waiting")
@requires(Permission.APPROVE_EXCLUSIONS)
def show_waiting() -> str:
    """Show the proposals that the actor may decide about."""
    scope = unit_ids_in_scope(acting(), Permission.APPROVE_EXCLUSIONS)
    with this_house().database.reading() as session:
        waiting = waiting_in(session, scope)
    done = DONE_WORDS.get(request.args.get("done", ""))
    return render_template(
        "tallies/exclusions-waiting.html", waiting=waiting, words=REASON_WORDS, done=done, me=acting().id
    )


@exclusions_pages.get("/staff/exclusions/new")
@requires(Permission.PROPOSE_EXCLUSIONS)
def show_proposal() -> str:
    """Ask why somebody is to be left out of a campaign's base."""
    invited = _invited()
    form = ExclusionForm(language=current_language(), today=present().today)
    return _proposal_page(invited, form)


@exclusions_pages.post("/staff/exclusions/new")
@requires(Permission.PROPOSE_EXCLUSIONS)
def send_proposal() -> Response:
    """Propose to leave somebody out; where the campaign asks for no second person, it holds at once."""
    invited, occasion, house = _invited(), present(acting().id), this_house()
    form = ExclusionForm(request.form, language=current_language(), today=occasion.today)
    _offer(form, invited.kind)
    if not form.validate():
        return make_response(_proposal_page(invited, form), UNPROCESSABLE)
    reason = ExclusionReason(form.reason.data)
    proposal = Proposal(invited.campaign.id, invited.kind, invited.subject_id, reason, form.since.data)
    with house.database.writing() as session:
        propose_exclusion(session, occasion, proposal, house.handed(CountsSigned))
    done = "proposed" if invited.campaign.exclusions_need_two else "excluded"
    return redirect(url_for("exclusions.show_exclusions", done=done), 303)


@exclusions_pages.post("/staff/exclusions/<int:exclusion_id>/approve")
@requires(Permission.APPROVE_EXCLUSIONS)
def approve(exclusion_id: int) -> Response:
    """Approve a proposal."""
    house, actor = this_house(), acting()
    with house.database.writing() as session:
        unit_in_scope(session, actor, Permission.APPROVE_EXCLUSIONS, unit_of_exclusion(session, exclusion_id))
        approve_exclusion(session, present(actor.id), exclusion_id, house.handed(CountsSigned))
    return redirect(url_for("exclusions.show_waiting", done="approved"), 303)


@exclusions_pages.post("/staff/exclusions/<int:exclusion_id>/decline")
@requires(Permission.APPROVE_EXCLUSIONS)
def decline(exclusion_id: int) -> Response:
    """Decline a proposal."""
    actor = acting()
    with this_house().database.writing() as session:
        unit_in_scope(session, actor, Permission.APPROVE_EXCLUSIONS, unit_of_exclusion(session, exclusion_id))
        decline_exclusion(session, present(actor.id), exclusion_id)
    return redirect(url_for("exclusions.show_waiting", done="declined"), 303)


@exclusions_pages.post("/staff/exclusions/<int:exclusion_id>/lift")
@requires(Permission.APPROVE_EXCLUSIONS)
def lift(exclusion_id: int) -> Response:
    """Bring somebody back into the base."""
    house, actor = this_house(), acting()
    with house.database.writing() as session:
        unit_in_scope(session, actor, Permission.APPROVE_EXCLUSIONS, unit_of_exclusion(session, exclusion_id))
        lift_exclusion(session, present(actor.id), exclusion_id, house.handed(CountsSigned))
    return redirect(url_for("exclusions.show_exclusions", done="lifted"), 303)


def _invited() -> Invited:
    """Return whom the address names (``?campaign=…&kind=household&subject=…``), if the actor may propose it.

    :raises NotFound: when it names nobody whom the campaign has invited within the actor's reach.
    """
    campaign_id, subject_id = request.args.get("campaign", type=int), request.args.get("subject", type=int)
    kind = request.args.get("kind", SubjectKind.HOUSEHOLD.value)
    if (
        not campaign_id
        or not subject_id
        or max(campaign_id, subject_id) > 2**63 - 1
        or kind not in [*SubjectKind]
    ):
        raise NotFound
    with this_house().database.reading() as session:
        invited = invited_subject(session, campaign_id, SubjectKind(kind), subject_id)
        unit_in_scope(session, acting(), Permission.PROPOSE_EXCLUSIONS, invited.unit_id)
    return invited


def _offer(form: ExclusionForm, kind: SubjectKind) -> None:
    form.offer([(reason.value, gettext(REASON_WORDS[reason])) for reason in REASONS[kind]])


def _proposal_page(invited: Invited, form: ExclusionForm) -> str:
    _offer(form, invited.kind)
    return render_template("tallies/exclusion-new.html", invited=invited, form=form)
