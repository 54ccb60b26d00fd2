"""The doors through which an official's pledge and an office's registration are entered, from paper or with help."""

from flask import Blueprint
from werkzeug.wrappers import Response

from pledges.entry.pages.taking import show_entry, take_paper, take_proof
from pledges.entry.pages.visiting import EntryVisit, entry_visit
from pledges.foundation.access import acting, requires
from pledges.register.rules import SubjectKind
from pledges.staff.rules import Permission

office_entering_pages = Blueprint("office_entering", __name__)

_OFFICIAL = "/staff/enter/official/<int:official_id>/<int:campaign_id>"
_OFFICE = "/staff/enter/office/<int:office_id>/<int:campaign_id>"


@office_entering_pages.get(_OFFICIAL)
@requires(Permission.ENTER_PLEDGES)
def show_official(official_id: int, campaign_id: int) -> Response:
    """Show the entry form of an official, the same whether there is a pledge or not."""
    return show_entry(_official(official_id, campaign_id))


@office_entering_pages.post(_OFFICIAL)
@requires(Permission.ENTER_PLEDGES)
def write_official(official_id: int, campaign_id: int) -> Response:
    """Take what was typed from an official's paper; where there is a pledge already, the paper is its further proof."""
    return take_paper(_official(official_id, campaign_id))


@office_entering_pages.get(_OFFICE)
@requires(Permission.ENTER_PLEDGES)
def show_registration(office_id: int, campaign_id: int) -> Response:
    """Show the entry form of an office; once it has registered, the form that adds a paper to that."""
    return show_entry(_office(office_id, campaign_id))


@office_entering_pages.post(_OFFICE)
@requires(Permission.ENTER_PLEDGES)
def write_registration(office_id: int, campaign_id: int) -> Response:
    """Take what was typed from an office's registration on paper, with its works in rows."""
    return take_paper(_office(office_id, campaign_id))


@office_entering_pages.post(f"{_OFFICE}/proof")
@requires(Permission.ENTER_PLEDGES)
def write_proof(office_id: int, campaign_id: int) -> Response:
    """Keep a paper as a further proof of what the office registered before."""
    return take_proof(_office(office_id, campaign_id))


def _official(official_id: int, campaign_id: int) -> EntryVisit:
    return entry_visit(acting(), SubjectKind.OFFICIAL, official_id, campaign_id)


def _office(office_id: int, campaign_id: int) -> EntryVisit:
    return entry_visit(acting(), SubjectKind.OFFICE, office_id, campaign_id)
