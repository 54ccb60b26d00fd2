"""The builder's pages of items: choosing from the plan's bank, and the unit's own."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.builder_forms import ItemChoiceForm, LocalItemForm
from forms.building import AUDIENCES, add_local_item, choose_items, edit_local_item
from forms.building_texts import said, typed
from forms.parts import Item
from forms.questionnaire import Questionnaire
from pledges.campaigns.pages.workbench import Problem, Workbench, keep, open_bench
from pledges.campaigns.refusals import DraftChanged
from pledges.foundation.access import requires
from pledges.foundation.errors import NotFound
from pledges.foundation.locale import current_language, gettext, mark
from pledges.staff.rules import Permission

building_item_pages = Blueprint("building_items", __name__)

GONE = mark(
    "Trong lúc ông/bà sửa, nội dung này đã bị người khác bỏ khỏi bản đang soạn. Chữ ông/bà vừa ghi vẫn còn ở đây: "
    "bấm lưu để thêm lại thành nội dung mới."
)


@building_item_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/items")
@requires(Permission.OPEN_CAMPAIGNS)
def choose(campaign_id: int, form_code: str) -> str:
    """Show the plan's items by content, with basis and source; those on the form are ticked."""
    bench = _bench_of_items(campaign_id, form_code)
    on_form = [item.code for item in bench.questionnaire.items]
    return _choice_page(bench, _choice_form(bench, {"items": on_form}))


@building_item_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/items")
@requires(Permission.OPEN_CAMPAIGNS)
def take(campaign_id: int, form_code: str) -> AnyResponse:
    """Put the ticked items on the form, and take the others of the bank off."""
    bench = _bench_of_items(campaign_id, form_code)
    form = _choice_form(bench)
    if not form.validate():
        return make_response(_choice_page(bench, form), 422)
    problem = keep(bench, lambda before: choose_items(before, bench.bank, form.items.data or []))
    if problem:
        return make_response(_choice_page(open_bench(campaign_id, form_code), form, problem), problem.status)
    return redirect(url_for("building.show_form", **bench.address, done="saved", _anchor="items"), 303)


@building_item_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/items/new")
@requires(Permission.OPEN_CAMPAIGNS)
def write_new(campaign_id: int, form_code: str) -> str:
    """Ask for an item of the unit's own."""
    bench = _bench_of_items(campaign_id, form_code)
    return _item_page(bench, _item_form(bench), None)


@building_item_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/items/new")
@requires(Permission.OPEN_CAMPAIGNS)
def add(campaign_id: int, form_code: str) -> AnyResponse:
    """Add an item of the unit's own."""
    return _keep_item(_bench_of_items(campaign_id, form_code), None)


@building_item_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/items/<code>")
@requires(Permission.OPEN_CAMPAIGNS)
def write(campaign_id: int, form_code: str, code: str) -> str:
    """Show an item of the unit's own, to be reworded."""
    bench = open_bench(campaign_id, form_code)
    item = _local_item(bench, code)
    vi, en = typed(item.text)
    return _item_page(bench, _item_form(bench, {"group": item.group, "vi": vi, "en": en}), item)


@building_item_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/items/<code>")
@requires(Permission.OPEN_CAMPAIGNS)
def reword(campaign_id: int, form_code: str, code: str) -> AnyResponse:
    """Reword an item of the unit's own; one that somebody took off meanwhile is offered as a new one."""
    bench = _bench_of_items(campaign_id, form_code)
    try:
        return _keep_item(bench, _local_item(bench, code))
    except NotFound:
        gone = Problem(409, gettext(GONE))
        return make_response(_item_page(bench, _item_form(bench), None, gone), gone.status)


def _keep_item(bench: Workbench, item: Item | None) -> AnyResponse:
    form = _item_form(bench)
    if not form.validate():
        return make_response(_item_page(bench, form, item), 422)

    def change(before: Questionnaire) -> Questionnaire:
        text, group = said(form.vi.data or "", form.en.data or ""), str(form.group.data)
        if item is None:
            return add_local_item(before, bench.bank, group, text, bench.codes_used)
        return edit_local_item(before, bench.bank, item.code, group, text)

    problem = keep(bench, change)
    if problem:
        fresh = open_bench(bench.campaign.id, bench.form_code)
        return make_response(_item_page(fresh, form, item, problem), problem.status)
    return redirect(url_for("building.show_form", **bench.address, done="saved", _anchor="items"), 303)


def _bench_of_items(campaign_id: int, form_code: str) -> Workbench:
    """Lay out a form that is a list of things to pledge.

    :raises NotFound: when it is not: nobody pledges anything in a survey.
    """
    bench = open_bench(campaign_id, form_code)
    if not bench.has_items:
        raise NotFound
    return bench


def _local_item(bench: Workbench, code: str) -> Item:
    found = [item for item in bench.questionnaire.items if item.code == code and item.is_local]
    if not found:
        raise NotFound
    return found[0]


def _choice_form(bench: Workbench, shown: dict[str, object] | None = None) -> ItemChoiceForm:
    form = ItemChoiceForm(None if shown else request.form, language=current_language(), data=shown)
    form.offer({item.code: item.text.in_language(current_language()) for item in _suited(bench)})
    return form


def _suited(bench: Workbench) -> list[Item]:
    """Return the items of the bank for those the form asks, and any other that is on the form already."""
    audience = AUDIENCES.get(bench.questionnaire.subject)
    on_form = {item.code for item in bench.questionnaire.items}
    return [item for item in bench.bank.items if audience in item.audiences or item.code in on_form]


def _choice_page(bench: Workbench, form: ItemChoiceForm, problem: Problem | None = None) -> str:
    options = {option.data: option for option in form.items}
    on_form = {item.code for item in bench.questionnaire.items}
    differing = [
        item for item in _suited(bench) if (item.code in on_form) != (item.code in (form.items.data or []))
    ]
    by_group = [
        (group, [(item, options[item.code]) for item in _suited(bench) if item.group == group.code])
        for group in bench.bank.groups
    ]
    return render_template(
        "campaigns/build-items.html",
        bench=bench,
        form=form,
        by_group=[(group, items) for group, items in by_group if items],
        bases={basis.code: basis.text for basis in bench.bank.bases},
        notices={notice.code: notice.text for notice in bench.bank.notices},
        problem=problem,
        on_form=on_form,
        differing=differing if problem and problem.status == DraftChanged.status else [],
    )


def _item_form(bench: Workbench, shown: dict[str, object] | None = None) -> LocalItemForm:
    form = LocalItemForm(request.form or None, language=current_language(), data=shown)
    form.offer({group.code: group.text.in_language(current_language()) for group in bench.bank.groups})
    return form


def _item_page(
    bench: Workbench, form: LocalItemForm, item: Item | None, problem: Problem | None = None
) -> str:
    return render_template("campaigns/build-item.html", bench=bench, form=form, item=item, problem=problem)
