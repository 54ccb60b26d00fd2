"""The builder's first page: the form as it will read, moved and taken apart there, published or thrown away."""

from collections.abc import Callable

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.building import Step, drop_consent, drop_item, is_protected, move_item
from forms.building_questions import drop_question, hanging_on, move_question
from forms.building_sections import drop_section, used_sections
from forms.building_texts import lacks_language, pressing_in
from forms.questionnaire import Questionnaire
from forms.wording import mark
from pledges.campaigns.acts.versions import discard_draft, publish_version
from pledges.campaigns.pages.workbench import Change, Problem, Workbench, keep, open_bench, told
from pledges.campaigns.queries import by_id
from pledges.campaigns.refusals import DraftChanged
from pledges.foundation.access import acting, requires
from pledges.foundation.errors import BadRequest, DomainError, NotFound
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.staff.rules import Permission
from pledges.units.scope import unit_in_scope

building_pages = Blueprint("building", __name__)

DONE = {
    "saved": mark("Đã lưu vào bản đang soạn. Người dân chưa thấy thay đổi này."),
    "moved": mark("Đã đổi chỗ."),
    "dropped": mark("Đã bỏ khỏi bản đang soạn."),
    "published": mark(
        "Đã công bố. Từ bây giờ người dân đọc bản này; phiếu đã nhận trước đó giữ nguyên câu chữ của bản cũ."
    ),
    "discarded": mark("Đã bỏ bản đang soạn. Bản đang dùng không đổi."),
    "uploaded": mark("Đã đọc tệp vào bản đang soạn. Xem lại rồi công bố."),
}
# What has no order of its own: the boxes stand as the plan has them, a heading stands over its questions.
_ONLY_DROPPED: dict[str, Callable[[Questionnaire, str], Questionnaire]] = {
    "consents": drop_consent,
    "sections": drop_section,
}
KIND_NAMES = {
    "name": mark("họ tên"),
    "birth_year": mark("năm sinh"),
    "address": mark("địa chỉ"),
    "phone": mark("số điện thoại"),
    "count": mark("số người"),
    "scale": mark("thang 5 mức"),
    "choice": mark("chọn một"),
    "ticks": mark("chọn nhiều"),
    "yes": mark("ô đánh dấu"),
    "number": mark("số"),
    "date": mark("ngày"),
    "line": mark("câu ngắn"),
    "text": mark("đoạn dài"),
    "rows": mark("bảng nhiều dòng"),
    "signature": mark("chữ ký vẽ"),
}


@building_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build")
@requires(Permission.OPEN_CAMPAIGNS)
def show_form(campaign_id: int, form_code: str) -> str:
    """Show the form that is being written, section by section, with what is missing."""
    return _page(open_bench(campaign_id, form_code))


@building_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/order")
@requires(Permission.OPEN_CAMPAIGNS)
def order(campaign_id: int, form_code: str) -> AnyResponse:
    """Move a part one place, or take it off."""
    bench = open_bench(campaign_id, form_code)
    act, part, code = _act_asked()
    problem = keep(bench, _ordering(bench, act, part, code))
    if problem:
        return make_response(_page(open_bench(campaign_id, form_code), problem), problem.status)
    return _to_form(
        bench, "dropped" if act == "drop" else "moved", part if act == "drop" else f"{part}-{code}"
    )


@building_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/questions/<code>/remove")
@requires(Permission.OPEN_CAMPAIGNS)
def ask_to_remove(campaign_id: int, form_code: str, code: str) -> str:
    """Ask once before a question goes, whose words would be lost."""
    bench = open_bench(campaign_id, form_code)
    try:
        question = bench.questionnaire.question(code)
    except KeyError as unknown:
        raise NotFound from unknown
    return render_template(
        "campaigns/build-remove.html",
        bench=bench,
        question=question,
        hanging=hanging_on(bench.questionnaire, code),
    )


@building_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/publish")
@requires(Permission.OPEN_CAMPAIGNS)
def publish(campaign_id: int, form_code: str) -> AnyResponse:
    """Put what was written in the place of the version in use."""
    return _settle(open_bench(campaign_id, form_code), "published")


@building_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/discard")
@requires(Permission.OPEN_CAMPAIGNS)
def discard(campaign_id: int, form_code: str) -> AnyResponse:
    """Throw away what was written; the version in use stays."""
    return _settle(open_bench(campaign_id, form_code), "discarded")


def _act_asked() -> tuple[str, str, str]:
    """Return (act, part, code) of the button that was pressed: "up.items.T01"."""
    act, _, rest = request.form.get("act", "").partition(".")
    part, _, code = rest.partition(".")
    if act not in ("up", "down", "drop") or part not in ("items", "questions", *_ONLY_DROPPED):
        raise BadRequest
    if act != "drop" and part in _ONLY_DROPPED:
        raise BadRequest
    return act, part, code


def _ordering(bench: Workbench, act: str, part: str, code: str) -> Change:
    def change(before: Questionnaire) -> Questionnaire:
        if part in _ONLY_DROPPED:
            return _ONLY_DROPPED[part](before, code)
        if act == "drop":
            return drop_item(before, bench.bank, code) if part == "items" else drop_question(before, code)
        step: Step = "up" if act == "up" else "down"
        return move_item(before, code, step) if part == "items" else move_question(before, code, step)

    return change


def _settle(bench: Workbench, done: str) -> AnyResponse:
    try:
        _publish_or_discard(bench, done)
    except DomainError as refusal:
        problem = told(refusal)
        return make_response(_page(open_bench(bench.campaign.id, bench.form_code), problem), problem.status)
    return _to_form(bench, done)


def _publish_or_discard(bench: Workbench, done: str) -> None:
    draft = bench.versions.draft
    if draft is None or request.form.get("seen") != bench.seen:
        raise DraftChanged
    occasion = present(acting().id)
    with this_house().database.writing() as session:
        unit_in_scope(session, acting(), Permission.OPEN_CAMPAIGNS, by_id(session, bench.campaign.id).unit_id)
        if done == "published":
            publish_version(session, occasion, draft.id)
        else:
            discard_draft(session, occasion, draft.id)


def _page(bench: Workbench, problem: Problem | None = None) -> str:
    questionnaire = bench.questionnaire
    return render_template(
        "campaigns/build.html",
        bench=bench,
        questionnaire=questionnaire,
        problem=problem,
        kinds=KIND_NAMES,
        protected={one.code for one in questionnaire.questions if is_protected(questionnaire, one)},
        used_sections=used_sections(questionnaire),
        lacks_language=lacks_language,
        pressing=pressing_in(questionnaire),
        done=DONE.get(request.args.get("done", "")),
    )


def _to_form(bench: Workbench, done: str, anchor: str = "") -> AnyResponse:
    return redirect(url_for("building.show_form", **bench.address, done=done, _anchor=anchor or None), 303)
