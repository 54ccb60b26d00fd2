"""Staff pages of tallies: which campaigns there are, a unit's tally with one row a unit below, and its file."""

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from pledges.campaigns.queries import visible_to
from pledges.campaigns.rules import stage_on
from pledges.campaigns.wording import STAGES
from pledges.foundation.access import acting, requires
from pledges.foundation.figures import clock_time, grouped, percent_down, written
from pledges.foundation.house import this_house
from pledges.foundation.locale import gettext
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import LOCAL_ZONE, short_date
from pledges.staff.rules import Permission
from pledges.tallies.queries import Answer, Asked, doors, tally_in_scope
from pledges.tallies.rules import TallyLine, shown_refusals
from pledges.tallies.sheet import AFTER_BAR, BEFORE_BAR, FILE_COLUMNS, csv_file, self_rate, signed_rate
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
    occasion = present()
    answer = _answer(campaign_id, unit_id, occasion)
    return render_template(
        "tallies/tally.html",
        answer=answer,
        campaign=answer.campaign,
        tally=answer.tally,
        at=_moment(occasion),
        places=_places(answer),
        facts=_facts(answer.tally.total, _refusals(answer)),
        columns=(BEFORE_BAR, AFTER_BAR),
        parts=share_parts,
        words=share_words,
        self_rate=self_rate,
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
    content = csv_file([*headings, gettext("Số liệu lúc")], rows, f"{local:%d/%m/%Y %H:%M}")
    name = f"{answer.campaign.slug}-{tally.unit_id}-{local:%Y%m%d-%H%M}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type="text/csv; charset=utf-8", headers=disposition)


def share_parts(line: TallyLine) -> list[dict[str, Any]]:
    """Return the parts of a line's bar, in the order in which they stand."""
    parts = (
        ("self", gettext("tự ký"), line.signed_self),
        ("paper", gettext("ký giấy"), line.signed_paper),
        ("entered", gettext("nhập hộ"), line.signed_assisted),
        ("reached", gettext("đã tiếp cận, chưa ký"), line.reached_only),
        ("open", gettext("còn lại"), line.remaining),
    )
    return [{"kind": kind, "label": label, "count": count, "text": grouped(count)} for kind, label, count in parts]


def share_words(line: TallyLine) -> str:
    """Return in words what a line's bar shows."""
    return ", ".join(f"{part['label']} {part['text']}" for part in share_parts(line))


def _facts(line: TallyLine, refusals: str | None) -> list[tuple[str, str, str]]:
    """Return everything that stands beside the leading number, as (what, how many, in small words)."""
    named = gettext("trên %(named)s người được ghi tên") % {"named": grouped(line.members)}
    facts = [
        (gettext("Tổng số hộ"), grouped(line.base), ""),
        (gettext("Loại trừ"), grouped(line.excluded), percent_down(line.excluded, line.base)),
        (gettext("Thuộc diện"), grouped(line.due), ""),
        (gettext("Đã tiếp cận"), grouped(line.reached), percent_down(line.reached, line.due)),
        (gettext("Đã ký, cả ba hình thức"), grouped(line.signed), written(signed_rate(line))),
        (gettext("Rút lại"), grouped(line.withdrawn), ""),
        (gettext("Thành viên tự xác nhận"), grouped(line.members_confirmed), named),
    ]
    return [*facts, (gettext("Không cam kết"), refusals, "")] if refusals else facts


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
    return written(shown_refusals(sum(rounds.values())))


def _moment(occasion: Occasion) -> str:
    local = occasion.now.astimezone(LOCAL_ZONE)
    return gettext("số liệu lúc %(time)s, %(date)s") % {"time": clock_time(local), "date": short_date(local.date())}
