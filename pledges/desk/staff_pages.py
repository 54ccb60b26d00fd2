"""The staff's front page: where the work stands, step by step; and the sections of the navigation."""

from typing import Any

from flask import Blueprint, g, render_template, request

from pledges.campaigns.wording import STAGES
from pledges.desk.rules import SectionGroup, groups_for, work_steps
from pledges.desk.staff_queries import alerts_waiting, running_work, work_done
from pledges.foundation.access import Actor, acting, signed_in
from pledges.foundation.house import this_house
from pledges.foundation.locale import gettext
from pledges.foundation.moments import present
from pledges.staff.rules import Permission
from pledges.units.queries.tree import by_id

staff_front_pages = Blueprint("staff_front", __name__)


@staff_front_pages.app_context_processor
def sections() -> dict[str, Any]:
    """Offer only the sections whose pages the actor may open, group by group; a group leads to its first one."""
    actor: Actor | None = g.get("actor")
    if actor is None:
        return {}
    return {"sections": [_shown(group) for group in groups_for(actor.reaches)]}


@staff_front_pages.get("/staff/")
@signed_in
def show_front() -> str:
    """Show what comes next and how the campaigns in reach stand."""
    actor, today = acting(), present().today
    roots = sorted(actor.reaches.get(Permission.READ_CAMPAIGNS, ()))
    with this_house().database.reading() as session:
        units = [by_id(session, root).name for root in roots]
        works = running_work(session, roots, today)
        done = work_done(session, roots, works)
        alerts = alerts_waiting(session, actor)
    steps = work_steps(done) if Permission.IMPORT_REGISTER in actor.reaches else []
    return render_template(
        "desk/staff-front.html",
        units=units,
        works=works,
        steps=steps,
        done=done,
        stages=STAGES,
        alerts=alerts,
    )


def _shown(group: SectionGroup) -> tuple[str, str, list[tuple[str, str, str]]]:
    """Return a group as the header shows it: words, address, and (key, words, address) of its sections."""
    root = request.script_root
    parts = [(one.key, gettext(one.words), root + one.address) for one in group.sections]
    return gettext(group.words), parts[0][2], parts
