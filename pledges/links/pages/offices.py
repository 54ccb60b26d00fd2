"""The staff page of an office's codes: the labels of its head and its officials, and how many have registered."""

from flask import Blueprint, Response, render_template

from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.links.acts import ensure_codes
from pledges.links.office_labels import labels_of_office, office_sheet
from pledges.links.papers import label_paper
from pledges.links.queries import generation_of
from pledges.links.rules import OFFICE_LABELS
from pledges.prints.acts import record_handed_over
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import NewRun, file_name
from pledges.register.rules import SubjectKind
from pledges.register.scope import office_in_scope, official_in_scope
from pledges.staff.rules import Permission
from pledges.tallies.queries.offices import registered_in
from pledges.units.queries.tree import by_id as unit_by_id

office_label_pages = Blueprint("office_labels", __name__)


@office_label_pages.get("/staff/links/offices/<int:office_id>")
@requires(Permission.PRINT_LABELS)
def show_office(office_id: int) -> str:
    """Show an office's codes and, of each campaign, how many of its officials have registered: never who has not."""
    with this_house().database.reading() as session:
        office = office_in_scope(session, acting(), Permission.PRINT_LABELS, office_id)
        sheet = office_sheet(session, office)
        numbers = registered_in(session, office.unit_id)
    return render_template(
        "links/office.html",
        office=office,
        sheet=sheet,
        numbers=numbers,
        language=current_language(),
        permissions=Permission,
    )


@office_label_pages.get("/staff/links/officials/<int:official_id>")
@requires(Permission.PRINT_LABELS)
def show_official(official_id: int) -> str:
    """Show which code of an official is in force, with what prints it again or replaces it."""
    with this_house().database.reading() as session:
        official = official_in_scope(session, acting(), Permission.PRINT_LABELS, official_id)
        generation = generation_of(session, SubjectKind.OFFICIAL, official_id)
        unit = unit_by_id(session, official.unit_id)
    return render_template("links/official.html", official=official, unit=unit, generation=generation)


@office_label_pages.post("/staff/links/offices/<int:office_id>/labels")
@requires(Permission.PRINT_LABELS)
def print_labels(office_id: int) -> Response:
    """Hand over the labels of an office: its head's, then one for each official in the order of the list.

    **why** at once and not as a run that is fetched: the ledger knows units, and an office's own unit is in reach of
    nobody who prints; the sheets of the largest office take a second or two.
    """
    house = this_house()
    with house.database.writing() as session:
        office = office_in_scope(session, acting(), Permission.PRINT_LABELS, office_id)
        sheet = office_sheet(session, office)
        ensure_codes(session, house.keys, SubjectKind.OFFICE, [office_id])
        ensure_codes(session, house.keys, SubjectKind.OFFICIAL, sheet.official_ids)
        labelled = labels_of_office(session, house.keys, sheet)
    with making_paper():
        paper = label_paper(labelled, house.config.public_url, sheet.name, lambda _done: None)
    with house.database.writing() as session:
        new = NewRun(OFFICE_LABELS, office.seat_unit_id, total=len(labelled))
        run = record_handed_over(session, present(acting().id), new, paper)
    return paper_answer(paper.content, file_name(OFFICE_LABELS.file_stem, sheet.name, run.id))
