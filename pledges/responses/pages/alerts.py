"""Staff pages of alerts that a paper is in the wrong hands: the list, and what was found out."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from pledges.foundation.access import acting, requires
from pledges.foundation.errors import BadRequest
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.responses.acts.alerting import handle_alert
from pledges.responses.alerts import OUTCOME_WORDS, AlertOutcome
from pledges.responses.queries.alerts import alert_in_scope, waiting_alerts
from pledges.staff.rules import Permission

alert_pages = Blueprint("alerts", __name__)


@alert_pages.get("/staff/alerts")
@requires(Permission.ENTER_PLEDGES)
def show_alerts() -> str:
    """Show the alerts that wait, the oldest first."""
    with this_house().database.reading() as session:
        waiting = waiting_alerts(session, acting(), Permission.ENTER_PLEDGES)
    return render_template(
        "responses/alerts.html", waiting=waiting, outcomes=OUTCOME_WORDS, permissions=Permission
    )


@alert_pages.post("/staff/alerts/<int:alert_id>")
@requires(Permission.ENTER_PLEDGES)
def settle(alert_id: int) -> Response:
    """Settle an alert with what was found out."""
    with this_house().database.writing() as session:
        found = alert_in_scope(session, acting(), Permission.ENTER_PLEDGES, alert_id)
        handle_alert(session, present(acting().id), found, _outcome())
    return redirect(url_for("alerts.show_alerts"), 303)


def _outcome() -> AlertOutcome:
    sent = request.form.get("outcome", "")
    if sent not in set(AlertOutcome):
        raise BadRequest
    return AlertOutcome(sent)
