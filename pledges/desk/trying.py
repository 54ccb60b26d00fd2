"""A form that is being written, seen as people will see it and tried: the true public page, and nothing is stored.

Stands here because it shows what several rooms ask the public. No writing session is opened in this module.
"""

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for

from forms.filling import fill
from forms.text import SIGNING_PLACEHOLDERS
from pledges.campaigns.catalogue import as_published
from pledges.campaigns.pages.workbench import Workbench, open_bench
from pledges.desk.trial import Trial, trial_of
from pledges.foundation.access import requires
from pledges.foundation.headers import CONTENT_SECURITY_POLICY
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.staff.rules import Permission

trying_pages = Blueprint("trying", __name__)

_FRAMES_OUR_OWN = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
_FRAMED_BY_US = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


@trying_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/preview")
@requires(Permission.OPEN_CAMPAIGNS)
def show_preview(campaign_id: int, form_code: str) -> Response:
    """Show the page of the form in both languages, each on a phone; it can be filled in there."""
    bench = open_bench(campaign_id, form_code)
    address = url_for("trying.show_trial", **bench.address).removeprefix(request.script_root)
    page = render_template("campaigns/build-preview.html", bench=bench, vi=address, en=f"/en{address}")
    return _answer(page, 200, _FRAMES_OUR_OWN)


@trying_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/trial")
@requires(Permission.OPEN_CAMPAIGNS)
def show_trial(campaign_id: int, form_code: str) -> Response:
    """Show the public page of the draft, blank."""
    bench = open_bench(campaign_id, form_code)
    return _form_page(bench, _trial(bench, None), 200)


@trying_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/trial")
@requires(Permission.OPEN_CAMPAIGNS, writes=False)
def send_trial(campaign_id: int, form_code: str) -> Response:
    """Check what was sent as a real one is checked, and show what would be signed; it is kept nowhere."""
    bench = open_bench(campaign_id, form_code)
    trial = _trial(bench, request.form)
    if trial.asks_again:
        return _form_page(bench, trial, 200)
    if not trial.is_valid:
        return _form_page(bench, trial, 422)
    page = render_template("campaigns/build-tried.html", bench=bench, trial=trial, text=_text(trial))
    return _answer(page, 200, _FRAMED_BY_US)


def _trial(bench: Workbench, typed: Any) -> Trial:
    questionnaire = as_published(bench.questionnaire, bench.campaign.settings)
    return trial_of(questionnaire, current_language(), present().today, typed)


def _text(trial: Trial) -> str:
    """Return the words that would be signed, the blanks of the signing with what was typed or as dots."""
    return fill(trial.signed_text, dict.fromkeys(SIGNING_PLACEHOLDERS, "……") | trial.told)


def _form_page(bench: Workbench, trial: Trial, status: int) -> Response:
    page = render_template(
        "campaigns/build-trial.html",
        page_template=trial.template,
        trial_action=url_for("trying.send_trial", **bench.address),
        unit_name=bench.unit_name,
        **trial.context(bench.campaign, url_for("trying.send_trial", **bench.address), bench.unit_name),
    )
    return _answer(page, status, _FRAMED_BY_US)


def _answer(page: str, status: int, policy: str) -> Response:
    response = make_response(page, status)
    response.headers["Content-Security-Policy"] = policy
    return response
