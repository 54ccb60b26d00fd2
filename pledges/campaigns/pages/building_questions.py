"""The builder's pages of questions: which kind, and one question with everything that belongs to it."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.builder_forms import QuestionForm
from forms.builder_questions import answer_key, put_typed, typed_question
from forms.building import RATED_QUESTION, is_protected
from forms.building_questions import WITH_OPTIONS, earlier_answers, kinds_for, levels, new_code
from forms.building_texts import MISSING
from forms.parts import Question
from forms.text import Text
from forms.wording import mark
from pledges.campaigns.pages.building import KIND_NAMES
from pledges.campaigns.pages.workbench import Problem, Workbench, keep, open_bench
from pledges.foundation.access import requires
from pledges.foundation.errors import NotFound
from pledges.foundation.locale import current_language, gettext
from pledges.staff.rules import Permission

building_question_pages = Blueprint("building_questions", __name__)

GONE = mark(
    "Trong lúc ông/bà sửa, câu hỏi này đã bị người khác bỏ khỏi bản đang soạn. Chữ ông/bà vừa ghi vẫn còn ở đây: "
    "bấm lưu để thêm lại thành câu hỏi mới ở cuối phiếu."
)
# Kind → when one takes it, with an example from an office's day.
KIND_USES = {
    "scale": mark("Hỏi mức hài lòng hay mức độ: năm mức có sẵn tên gọi, thêm được “Không áp dụng”."),
    "choice": mark("Chọn đúng một trong các mục. Ví dụ: trước hẹn, đúng hẹn, trễ hẹn."),
    "ticks": mark("Đánh dấu được nhiều mục trong danh sách."),
    "yes": mark("Một ô để đánh dấu hoặc để trống."),
    "number": mark("Ghi một con số, đặt được số nhỏ nhất và lớn nhất."),
    "date": mark("Ghi một ngày: ngày/tháng/năm."),
    "line": mark("Một dòng chữ. Ví dụ: tên công trình."),
    "text": mark("Vài câu. Ví dụ: điều cần cải thiện."),
    "rows": mark("Bảng: mỗi dòng một công trình hay một việc, mỗi cột một câu hỏi, thêm dòng được."),
    "signature": mark("Khung ký bằng ngón tay; luôn có cách ký không cần vẽ."),
}


@building_question_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/questions/new")
@requires(Permission.OPEN_CAMPAIGNS)
def choose_kind(campaign_id: int, form_code: str) -> str:
    """Ask which kind of question it is to be."""
    bench = open_bench(campaign_id, form_code)
    kinds = [(kind, KIND_NAMES[kind], KIND_USES[kind]) for kind in kinds_for(bench.questionnaire)]
    return render_template("campaigns/build-kinds.html", bench=bench, kinds=kinds)


@building_question_pages.get(
    "/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/questions/new/<kind>"
)
@requires(Permission.OPEN_CAMPAIGNS)
def write_new(campaign_id: int, form_code: str, kind: str) -> str:
    """Ask for a new question of this kind."""
    bench = open_bench(campaign_id, form_code)
    question = _bare(bench, kind)
    return _page(bench, _form(bench, None, typed_question(question)), question)


@building_question_pages.post(
    "/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/questions/new/<kind>"
)
@requires(Permission.OPEN_CAMPAIGNS)
def add(campaign_id: int, form_code: str, kind: str) -> AnyResponse:
    """Add a question at the end of the form."""
    bench = open_bench(campaign_id, form_code)
    return _keep_question(bench, _bare(bench, kind))


@building_question_pages.get("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/questions/<code>")
@requires(Permission.OPEN_CAMPAIGNS)
def write(campaign_id: int, form_code: str, code: str) -> str:
    """Show a question, to be changed."""
    bench = open_bench(campaign_id, form_code)
    question = _question(bench, code)
    return _page(bench, _form(bench, question, typed_question(question)), question)


@building_question_pages.post("/staff/campaigns/<int:campaign_id>/forms/<form_code>/build/questions/<code>")
@requires(Permission.OPEN_CAMPAIGNS)
def change(campaign_id: int, form_code: str, code: str) -> AnyResponse:
    """Keep a question as it was changed; one that somebody took off meanwhile is offered as a new one."""
    bench = open_bench(campaign_id, form_code)
    try:
        return _keep_question(bench, bench.questionnaire.question(code))
    except KeyError:
        question = _bare(bench, request.form.get("kind", ""))
        gone = Problem(409, gettext(GONE))
        return make_response(_page(bench, _form(bench, None), question, gone), gone.status)


def _keep_question(bench: Workbench, question: Question) -> AnyResponse:
    form = _form(bench, question)
    if not form.validate():
        return make_response(_page(bench, form, question), 422)
    problem = keep(bench, lambda before: put_typed(form, question, before))
    if problem:
        return make_response(
            _page(open_bench(bench.campaign.id, bench.form_code), form, question, problem), problem.status
        )
    anchor = f"questions-{question.code}"
    return redirect(url_for("building.show_form", **bench.address, done="saved", _anchor=anchor), 303)


def _question(bench: Workbench, code: str) -> Question:
    try:
        return bench.questionnaire.question(code)
    except KeyError as unknown:
        raise NotFound from unknown


def _bare(bench: Workbench, kind: str) -> Question:
    """Return a question of this kind with nothing said yet."""
    if kind not in kinds_for(bench.questionnaire):
        raise NotFound
    options = levels(may_not_apply=False) if kind == "scale" else ()
    return Question(
        new_code(bench.questionnaire, bench.codes_used), kind, Text(MISSING, MISSING), options=options
    )


def _form(
    bench: Workbench, question: Question | None, shown: dict[str, object] | None = None
) -> QuestionForm:
    language = current_language()
    form = QuestionForm(request.form or None, language=language, data=shown)
    code = question.code if question else None
    offered = earlier_answers(bench.questionnaire, code)
    answers = [(answer_key(asked, answer), answer.text.in_language(language)) for asked, answer in offered]
    sections = [
        (section.code, section.text.in_language(language)) for section in bench.questionnaire.sections
    ]
    form.offer(answers, sections)
    return form


def _heads(bench: Workbench, question: Question) -> dict[str, str]:
    """Return each earlier question over the first of its answers, for the list that a condition is chosen from."""
    first: dict[str, str] = {}
    words: dict[str, str] = {}
    for asked, answer in earlier_answers(bench.questionnaire, question.code):
        key = first.setdefault(asked.code, answer_key(asked, answer))
        words[key] = asked.label.in_language(current_language())
    return words


def _page(bench: Workbench, form: QuestionForm, question: Question, problem: Problem | None = None) -> str:
    return render_template(
        "campaigns/build-question.html",
        bench=bench,
        form=form,
        question=question,
        is_new=question.label.vi == MISSING,
        is_protected=is_protected(bench.questionnaire, question),
        is_rated=bench.questionnaire.kind == "survey" and question.code == RATED_QUESTION,
        has_options=question.kind in WITH_OPTIONS,
        kinds=KIND_NAMES,
        heads=_heads(bench, question),
        problem=problem,
    )
