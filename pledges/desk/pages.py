"""The public pages that belong to no single room: the front page and its box, a campaign, data, help."""

import re

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.code_box import CodeBox, code_box_class
from pledges.campaigns.queries import by_slug, open_public, unit_names, versions_of
from pledges.campaigns.rules import Stage, stage_of
from pledges.certificates.rules import NumberMistyped, checked_number
from pledges.foundation.access import public
from pledges.foundation.codes import CodeMistyped, checked_code
from pledges.foundation.errors import DomainError, NotFound
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.locale import gettext as _
from pledges.foundation.misses import told_after_miss
from pledges.foundation.moments import present
from pledges.links.queries import subject_behind
from pledges.links.rules import CodeEnded, CodeUnknown
from pledges.responses.pages.sheet import questionnaire_of
from pledges.responses.queries.members import has_member
from pledges.responses.queries.pledges import has_reference

desk_pages = Blueprint("desk", __name__)


@desk_pages.get("/")
@public
def front() -> Response:
    """Show the one box for any code, and the campaigns that run."""
    return _front_page(code_box_class(current_language())(today=present().today), 200)


@desk_pages.post("/find")
@public
def find() -> Response:
    """Lead from whatever was typed to its page; what cannot be found is told beside the box."""
    box = code_box_class(current_language())(request.form, today=present().today)
    if not box.validate():
        return _front_page(box, 422)
    try:
        address = _address_of(str(box.code.data))
    except (CodeMistyped, NumberMistyped, CodeUnknown, CodeEnded) as problem:
        box.code.errors = [_said(told_after_miss(problem))]
        return _front_page(box, 422)
    return redirect(address, 303)


@desk_pages.get("/c/<slug>")
@desk_pages.get("/C/<slug>")
@public
def campaign(slug: str) -> str:
    """Show what a campaign asks, of whom, until when, and word for word what is pledged."""
    today = present().today
    with this_house().database.reading() as session:
        found = by_slug(session, slug.lower())
        stage = stage_of(found, today)
        if stage is Stage.DRAFT:
            raise NotFound  # What is still being prepared is nobody's business.
        unit_name = unit_names(session, [found])[found.unit_id]
        versions = versions_of(session, found.id)
    questionnaires = [questionnaire_of(version.id, version.digest) for version in versions]
    return render_template(
        "desk/campaign.html", campaign=found, stage=stage, unit_name=unit_name, questionnaires=questionnaires
    )


@desk_pages.get("/privacy")
@public
def privacy() -> str:
    """Say what becomes of people's data, and where each campaign's own notice stands."""
    with this_house().database.reading() as session:
        campaigns = open_public(session, present().today)
        names = unit_names(session, campaigns)
    return render_template("desk/privacy.html", campaigns=campaigns, unit_names=names)


@desk_pages.get("/help")
@public
def show_help() -> str:
    """Answer what people ask most."""
    return render_template("desk/help.html")


def _front_page(box: CodeBox, status: int) -> Response:
    with this_house().database.reading() as session:
        campaigns = open_public(session, present().today)
        names = unit_names(session, campaigns)
    return make_response(
        render_template("desk/front.html", box=box, campaigns=campaigns, unit_names=names), status
    )


def _address_of(typed: str) -> str:
    """Return the page of a code, a reference or a number, also out of a whole address.

    :raises CodeMistyped: and ``CodeUnknown``, ``CodeEnded``, ``NumberMistyped``, when there is none.
    """
    # Chat programs hang "?utm_source=…" on whatever is passed on.
    signs = re.split("[?#]", typed, maxsplit=1)[0].rstrip("/ ").rpartition("/")[2]
    if _looks_like_number(signs):
        number, dot, proof = signs.partition(".")
        return f"{request.script_root}/V/{checked_number(number)}{dot}{proof}"
    code, house = checked_code(signs), this_house()
    with house.database.reading() as session:
        if has_reference(session, house.keys, code):
            return url_for("receipts.show", reference=code)
        if has_member(session, house.keys, code):
            return url_for("members.show", code=code)
        subject_behind(session, house.keys, code)
    return url_for("scan.scan", code=code)


def _looks_like_number(signs: str) -> bool:
    """A certificate's number begins with a year and its unit, eight digits; a code has neither 0 nor 1."""
    digits = signs.replace("-", "").replace(" ", "")
    return len(digits) > 13 and digits[:8].isascii() and digits[:8].isdigit()


def _said(problem: DomainError) -> str:
    return f"{_(problem.title)}. {_(problem.advice)}"
