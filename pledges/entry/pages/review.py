"""Staff pages of what looks odd among pledges that came in: the list, and what somebody who looked at it says."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.review_note import ReviewNoteForm
from pledges.entry.acts.reviewing import note_finding
from pledges.entry.findings import ODDITY_WORDS
from pledges.entry.looking import findings_in, keys_looked_at, looked_at, names_of
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.staff.rules import Permission
from pledges.units.scope import scope_roots

review_pages = Blueprint("review", __name__)


@review_pages.get("/staff/review")
@requires(Permission.REVIEW_ENTRIES)
def show_findings() -> Response:
    """Show what stands out in the units in reach, and below it what was looked at."""
    return _page(None, 200)


@review_pages.post("/staff/review")
@requires(Permission.REVIEW_ENTRIES)
def note() -> Response:
    """Keep what somebody who looked at a finding says of it."""
    form = ReviewNoteForm(request.form, language=current_language())
    if not form.validate():
        return _page(form, 422)
    roots, occasion = scope_roots(acting(), Permission.REVIEW_ENTRIES), present(acting().id)
    with this_house().database.writing() as session:
        findings = findings_in(session, roots, occasion.now)
        note_finding(session, occasion, findings, form.finding.data or "", form.remark.data or "")
    return redirect(url_for("review.show_findings", said="noted"), 303)


def _page(sent: ReviewNoteForm | None, status: int) -> Response:
    """Show the list; the finding that a form was sent for keeps what was typed."""
    roots = scope_roots(acting(), Permission.REVIEW_ENTRIES)
    with this_house().database.reading() as session:
        findings = findings_in(session, roots, present().now)
        done = keys_looked_at(session, [one.key for one in findings])
        names = names_of(session, findings)
        looked = looked_at(session, roots, findings)
    waiting = [
        (one, _form(one.key, place, sent)) for place, one in enumerate(findings) if one.key not in done
    ]
    page = render_template(
        "entry/review.html",
        waiting=waiting,
        sent=sent,
        names=names,
        looked=looked,
        words=ODDITY_WORDS,
        me=acting().id,
        noted=request.args.get("said") == "noted",
    )
    return make_response(page, status)


def _form(key: str, place: int, sent: ReviewNoteForm | None) -> ReviewNoteForm:
    """Return a finding's own form; its fields' ids differ from those of the others on the page."""
    form = sent
    if form is None or form.finding.data != key:
        form = ReviewNoteForm(data={"finding": key}, language=current_language())
    form.remark.id = f"remark-{place}"
    form.remark.label.field_id = form.remark.id
    return form
