"""Staff pages of tallies: which campaigns there are, a unit's tally with one row a unit below, and its file."""

from flask import Blueprint, Response, render_template, request, url_for

from pledges.campaigns.queries import visible_to
from pledges.campaigns.rules import stage_on
from pledges.campaigns.wording import STAGES
from pledges.foundation.access import acting, requires
from pledges.foundation.figures import clock_time, written
from pledges.foundation.house import this_house
from pledges.foundation.locale import gettext
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import LOCAL_ZONE, short_date
from pledges.staff.rules import Permission
from pledges.tallies.queries import Answer, Asked, doors, tally_in_scope
from pledges.tallies.rules import shown_refusals
from pledges.tallies.sheet import AFTER_BAR, BEFORE_BAR, FILE_COLUMNS, csv_file
from pledges.tallies.shown import Showing
from pledges.units.scope import scope_roots

tallies_pages = Blueprint("tallies", __name__)


@tallies_pages.get("/staff/tallies")
@requires(Permission.READ_TALLIES)
def show_campaigns() -> str:
    """List the campaigns that have opened, each with the units at which the actor enters its tally."""
    roots, today = scope_roots(acting(), Permission.READ_TALLIES), present().today
    with this_house().database.reading() as session:
        campaigns = [campaign for campaign in visible_to(session, roots) if campaign.opened_at]
        units = doors(session, campaigns, roots)
    rows = [
        (campaign, units[campaign.id], stage_on(campaign.state, campaign.opens_on, campaign.closes_on, today))
        for campaign in campaigns
    ]
    return render_template("tallies/campaigns.html", rows=rows, stages=STAGES)


@tallies_pages.get("/staff/tallies/<int:campaign_id>/<int:unit_id>")
@requires(Permission.READ_TALLIES)
def show_tally(campaign_id: int, unit_id: int) -> str:
    """Show a unit's tally: the honest number first, all the others beside it, one row a unit below."""
    occasion, showing = present(), Showing()
    answer = _answer(campaign_id, unit_id, occasion)
    total = answer.tally.total
    return render_template(
        "tallies/tally.html",
        answer=answer,
        campaign=answer.campaign,
        tally=answer.tally,
        at=_moment(occasion),
        places=_places(answer),
        leading=showing.leading(total),
        facts=showing.facts(total, _refusals(answer)),
        columns=(BEFORE_BAR, AFTER_BAR),
        shown=showing.line,
    )


@tallies_pages.get("/staff/tallies/<int:campaign_id>/<int:unit_id>.csv")
@requires(Permission.READ_TALLIES)
def fetch_tally(campaign_id: int, unit_id: int) -> Response:
    """Hand out the same figures as a file for Excel."""
    occasion = present()
    answer = _answer(campaign_id, unit_id, occasion)
    tally, local = answer.tally, occasion.now.astimezone(LOCAL_ZONE)
    headings = [gettext("Đơn vị"), *(gettext(column.heading) for column in FILE_COLUMNS)]
    rows = [(row.name, row.line) for row in tally.rows]
    if tally.own:
        rows.append((gettext("Chưa thuộc thôn, khu phố nào"), tally.own))
    rows.append((gettext("Tổng cộng"), tally.total))
    content = csv_file([*headings, gettext("Số liệu lúc")], rows, f"{local:%d/%m/%Y %H:%M}", written)
    name = f"{answer.campaign.slug}-{tally.unit_id}-{local:%Y%m%d-%H%M}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type="text/csv; charset=utf-8", headers=disposition)


def _places(answer: Answer) -> list[tuple[str, str | None]]:
    above = [(unit.name, _address(answer, unit.id)) for unit in answer.above]
    return [(gettext("Biểu tổng hợp"), url_for("tallies.show_campaigns")), *above, (answer.tally.name, None)]


def _address(answer: Answer, unit_id: int) -> str:
    form = request.args.get("form")
    return url_for("tallies.show_tally", campaign_id=answer.campaign.id, unit_id=unit_id, form=form)


def _answer(campaign_id: int, unit_id: int, occasion: Occasion) -> Answer:
    asked = Asked(campaign_id, unit_id, request.args.get("form"), occasion.today)
    with this_house().database.reading() as session:
        return tally_in_scope(session, acting(), asked)


def _refusals(answer: Answer) -> str | None:
    """Return the refusals of the whole campaign, in steps; nothing for the units below, whose few would be known."""
    if not answer.is_whole:
        return None
    rounds = this_house().sealed.counts(f"declined:{answer.campaign.id}:")
    return shown_refusals(sum(rounds.values()))


def _moment(occasion: Occasion) -> str:
    local = occasion.now.astimezone(LOCAL_ZONE)
    return gettext("số liệu lúc %(time)s, %(date)s") % {"time": clock_time(local), "date": short_date(local.date())}
