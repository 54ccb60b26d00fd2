"""The builder's pages of wording: every text of the form with what it is for, and one of them to be reworded."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.builder_forms import WordingForm
from forms.building_texts import Place, blanks_for, place_of, places_of, reword, said, typed
from forms.passage_meanings import BLANK_MEANINGS, PARTS
from pledges.campaigns.pages.workbench import Problem, Workbench, keep, open_bench
from pledges.foundation.access import requires
from pledges.foundation.errors import NotFound
from pledges.foundation.locale import current_language, gettext, mark
from pledges.staff.rules import Permission

building_wording_pages = Blueprint("building_wording", __name__)

GONE = mark("Đoạn này đã bị người khác bỏ khỏi bản đang soạn nên không lưu được. Ông/bà vừa ghi: “%(typed)s”")


@building_wording_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/wording")
@requires(Permission.OPEN_CAMPAIGNS)
def show_wording(campaign_id: int, form_code: str) -> str:
    """List the texts of the form, part by part, with what each is for."""
    return _list(open_bench(campaign_id, form_code))


@building_wording_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/wording/<key>")
@requires(Permission.OPEN_CAMPAIGNS)
def write(campaign_id: int, form_code: str, key: str) -> str:
    """Show one text in both languages, with the blanks that may stand in it."""
    bench = open_bench(campaign_id, form_code)
    place = _place(bench, key)
    vi, en = typed(place.text)
    return _page(bench, WordingForm(language=current_language(), data={"vi": vi, "en": en}), place)


@building_wording_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/wording/<key>")
@requires(Permission.OPEN_CAMPAIGNS)
def change(campaign_id: int, form_code: str, key: str) -> AnyResponse:
    """Keep one text as it was reworded; what was typed for one that is gone meanwhile is given back."""
    bench = open_bench(campaign_id, form_code)
    form = WordingForm(request.form, language=current_language())
    try:
        place = _place(bench, key)
    except NotFound:
        typed_now = " / ".join(words for words in (form.vi.data, form.en.data) if words)
        return make_response(_list(bench, Problem(409, gettext(GONE) % {"typed": typed_now})), 409)
    if not form.validate():
        return make_response(_page(bench, form, place), 422)
    problem = keep(bench, lambda before: reword(before, key, said(form.vi.data or "", form.en.data or "")))
    if problem:
        fresh = open_bench(campaign_id, form_code)
        return make_response(_page(fresh, form, _place(fresh, key), problem), problem.status)
    return redirect(url_for("building.show_form", **bench.address, done="saved"), 303)


def _list(bench: Workbench, problem: Problem | None = None) -> str:
    places = places_of(bench.questionnaire)
    by_part = [(words, [place for place in places if place.part == part]) for part, words in PARTS.items()]
    return render_template(
        "campaigns/build-wording.html",
        bench=bench,
        by_part=[(words, found) for words, found in by_part if found],
        problem=problem,
    )


def _place(bench: Workbench, key: str) -> Place:
    try:
        return place_of(bench.questionnaire, key)
    except KeyError as unknown:
        raise NotFound from unknown


def _page(bench: Workbench, form: WordingForm, place: Place, problem: Problem | None = None) -> str:
    blanks = [(name, BLANK_MEANINGS[name]) for name in blanks_for(place) if name in BLANK_MEANINGS]
    return render_template(
        "campaigns/build-text.html", bench=bench, form=form, place=place, blanks=blanks, problem=problem
    )
