"""Staff pages of tallies: which campaigns there are, a unit's tally of today or of an earlier day, and its files."""

from flask import Blueprint, Response, render_template, request, url_for

from forms.tally_day import TallyDayForm
from pledges.campaigns.queries import visible_to
from pledges.campaigns.rules import stage_on
from pledges.campaigns.wording import STAGES
from pledges.foundation.access import acting, requires
from pledges.foundation.figures import clock_time, written
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language, gettext
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import LOCAL_ZONE, short_date
from pledges.staff.rules import Permission
from pledges.tallies.beside import Beside, beside
from pledges.tallies.queries.changes import NotedChange, base_changes
from pledges.tallies.queries.tally import Answer, Asked, doors, tally_in_scope
from pledges.tallies.rules import CountsSigned, DayNotRead, Past, shown_refusals
from pledges.tallies.sheet import AFTER_BAR, BEFORE_BAR, FILE_COLUMNS, cells_of, csv_file, headings_of
from pledges.tallies.shown import Showing
from pledges.tallies.wording import CHANGE_HEADINGS, CHANGE_WORDS, FORM_WORDS, WHY_WORDS
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
    occasion, past = present(), past_asked()
    answer, noted = _answer(campaign_id, unit_id, occasion, past)
    showing = Showing(is_past=past is not None, counts_households=answer.counts_households)
    total = answer.tally.total
    return render_template(
        "tallies/tally.html",
        answer=answer,
        campaign=answer.campaign,
        tally=answer.tally,
        at=_moment(occasion, past),
        day=past.day if past else None,
        places=_places(answer),
        leading=showing.leading(total),
        facts=showing.facts(total, None if past else refusals_of(answer)),
        columns=[
            headings_of(part, counts_households=answer.counts_households) for part in (BEFORE_BAR, AFTER_BAR)
        ],
        within=showing.within,
        form_words=FORM_WORDS,
        shown=showing.line,
        noted=noted,
    )


@tallies_pages.get("/staff/tallies/<int:campaign_id>/<int:unit_id>.csv")
@requires(Permission.READ_TALLIES)
def fetch_tally(campaign_id: int, unit_id: int) -> Response:
    """Hand out the same figures as a file for Excel."""
    occasion, past = present(), past_asked()
    answer, noted = _answer(campaign_id, unit_id, occasion, past)
    tally, local = answer.tally, occasion.now.astimezone(LOCAL_ZONE)
    columns = headings_of(FILE_COLUMNS, counts_households=answer.counts_households)
    headings = [gettext("Đơn vị"), *map(gettext, columns)]
    lines = [(row.name, row.line, noted.converted.get(row.unit_id, "")) for row in tally.rows]
    if tally.own:
        lines.append((gettext("Chưa thuộc thôn, khu phố nào"), tally.own, ""))
    lines.append((gettext("Tổng cộng"), tally.total, noted.converted.get(tally.unit_id, "")))
    at = short_date(past.day) if past else f"{local:%d/%m/%Y %H:%M}"
    rows = [
        [name, *cells_of(line, written, is_past=past is not None), at, words] for name, line, words in lines
    ]
    content = csv_file([*headings, gettext("Số liệu lúc"), gettext("Quy đổi")], rows)
    return _file(content, f"{answer.campaign.slug}-{tally.unit_id}-{_stamp(occasion, past)}.csv")


@tallies_pages.get("/staff/tallies/<int:campaign_id>/<int:unit_id>/changes.csv")
@requires(Permission.READ_TALLIES)
def fetch_changes(campaign_id: int, unit_id: int) -> Response:
    """Hand out everything that changed the base after it was frozen: when, where, how many, why, and who."""
    occasion, past = present(), past_asked()
    answer, _ = _answer(campaign_id, unit_id, occasion, past)
    day = past.day if past else occasion.today
    with this_house().database.reading() as session:
        changes, _ = base_changes(session, answer.place, day)
    content = csv_file(map(gettext, CHANGE_HEADINGS), map(_change_cells, changes))
    return _file(content, f"{answer.campaign.slug}-{unit_id}-base-{_stamp(occasion, past)}.csv")


def _change_cells(change: NotedChange) -> list[str]:
    local, why = change.made_at.astimezone(LOCAL_ZONE), change.why or ""
    words = gettext(WHY_WORDS[why]) if why in WHY_WORDS else why
    people = [change.made_by or "", change.approved_by or ""]
    said = gettext(CHANGE_WORDS[change.kind])
    return [f"{local:%d/%m/%Y %H:%M}", change.unit_name, said, str(change.number), words, *people]


def _file(content: bytes, name: str) -> Response:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type="text/csv; charset=utf-8", headers=disposition)


def _stamp(occasion: Occasion, past: Past | None) -> str:
    return f"{past.day:%Y%m%d}" if past else f"{occasion.now.astimezone(LOCAL_ZONE):%Y%m%d-%H%M}"


def _places(answer: Answer) -> list[tuple[str, str | None]]:
    above = [(unit.name, _address(answer, unit.id)) for unit in answer.above]
    return [(gettext("Biểu tổng hợp"), url_for("tallies.show_campaigns")), *above, (answer.tally.name, None)]


def _address(answer: Answer, unit_id: int) -> str:
    form, on = request.args.get("form"), request.args.get("on")
    return url_for("tallies.show_tally", campaign_id=answer.campaign.id, unit_id=unit_id, form=form, on=on)


def past_asked() -> Past | None:
    """Return the earlier day that the address asks for (``?on=``); None for the figures of this moment.

    :raises DayNotRead: when it is no date.
    """
    form = TallyDayForm(request.args, language=current_language())
    if not form.validate():
        raise DayNotRead
    return Past(form.on.data, this_house().handed(CountsSigned)) if form.on.data else None


def _answer(campaign_id: int, unit_id: int, occasion: Occasion, past: Past | None) -> tuple[Answer, Beside]:
    asked = Asked(campaign_id, unit_id, request.args.get("form"), occasion.today, past)
    with this_house().database.reading() as session:
        answer = tally_in_scope(session, acting(), asked)
        return answer, beside(session, answer, asked)


def refusals_of(answer: Answer) -> str | None:
    """Return the refusals of the whole campaign, in steps; nothing for the units below, whose few would be known."""
    if not answer.is_whole:
        return None
    rounds = this_house().sealed.counts(f"declined:{answer.campaign.id}:")
    return shown_refusals(sum(rounds.values()))


def _moment(occasion: Occasion, past: Past | None) -> str:
    if past:
        return gettext("số liệu hết ngày %(date)s") % {"date": short_date(past.day)}
    local = occasion.now.astimezone(LOCAL_ZONE)
    return gettext("số liệu lúc %(time)s, %(date)s") % {
        "time": clock_time(local),
        "date": short_date(local.date()),
    }
