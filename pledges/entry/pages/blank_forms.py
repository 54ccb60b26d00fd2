"""Staff pages of blank forms: with each household's code for a hamlet or more, or of no household in particular."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from pledges.campaigns.queries import visible_by_id
from pledges.entry.blank_making import BLANK_FORMS, FORM_CHOICE, LOOSE_FORM, loose_paper, place_words
from pledges.entry.blank_queries import asked_form, asked_forms, count_asked
from pledges.foundation.access import acting, requires
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.prints.acts import record_handed_over, start_run
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.prints.rules import STEP, NewRun, file_name
from pledges.register.rules import SubjectKind
from pledges.staff.rules import Permission
from pledges.units.queries.tree import ids_within, is_within
from pledges.units.scope import unit_in_scope

blank_form_pages = Blueprint("blank_forms", __name__)
_UNIT = "/staff/blank-forms/<int:campaign_id>/<int:unit_id>"


@blank_form_pages.get(_UNIT)
@requires(Permission.ENTER_PLEDGES)
def show_unit(campaign_id: int, unit_id: int) -> str:
    """Show what can be printed for a unit: forms with codes for whoever may print codes, and loose ones."""
    with this_house().database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.ENTER_PLEDGES, unit_id)
        campaign = visible_by_id(session, campaign_id, [unit_id])
        forms = asked_forms(session, campaign_id, unit_id)
        counts = {
            form.form_code: count_asked(session, campaign_id, form.form_code, ids_within([unit_id]))
            for form in forms
            if form.subject_kind is SubjectKind.HOUSEHOLD
        }
        roots = acting().reaches.get(Permission.PRINT_LABELS, frozenset())
        may_print_codes = bool(roots) and is_within(session, unit_id, roots)
    return render_template(
        "entry/blank-forms.html",
        unit=unit,
        campaign=campaign,
        forms=forms,
        counts=counts,
        may_print_codes=may_print_codes,
        language=current_language(),
    )


@blank_form_pages.post(_UNIT)
@requires(Permission.PRINT_LABELS)
def print_unit(campaign_id: int, unit_id: int) -> AnyResponse:
    """Start a run of a form for every household asked in the unit and below, each with its code."""
    house, form_code = this_house(), request.form.get("form", "")
    with house.database.writing() as session:
        unit_in_scope(session, acting(), Permission.PRINT_LABELS, unit_id)
        visible_by_id(session, campaign_id, [unit_id])
        form = asked_form(session, campaign_id, unit_id, form_code)
        total = count_asked(session, campaign_id, form.form_code, ids_within([unit_id]))
        choices = {FORM_CHOICE: form.form_code}
        if request.form.get("file") == "zip":
            choices["file"] = "zip"
        run = start_run(
            session, present(acting().id), NewRun(BLANK_FORMS, unit_id, total, campaign_id, choices)
        )
    house.background.queue(STEP, str(run.id))
    return redirect(url_for("prints.show_run", run_id=run.id), 303)


@blank_form_pages.post(f"{_UNIT}/loose")
@requires(Permission.ENTER_PLEDGES)
def print_loose(campaign_id: int, unit_id: int) -> Response:
    """Hand over a form of no household, to be copied; only its line in the ledger stays."""
    house = this_house()
    with house.database.reading() as session:
        unit = unit_in_scope(session, acting(), Permission.ENTER_PLEDGES, unit_id)
        visible_by_id(session, campaign_id, [unit_id])
        form = asked_form(session, campaign_id, unit_id, request.form.get("form", ""))
        place, name = place_words(session, unit_id), unit.name
    with making_paper():
        paper = loose_paper(form, place, house.config.public_url)
    with house.database.writing() as session:
        new = NewRun(LOOSE_FORM, unit_id, 1, campaign_id)
        run = record_handed_over(session, present(acting().id), new, paper)
    return paper_answer(paper.content, file_name(LOOSE_FORM.file_stem, name, run.id))
