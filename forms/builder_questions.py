"""Between a question and the form by which staff write it: what is shown to be changed, and what was meant."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from forms.builder_forms import COLUMN_KINDS, MOST_COLUMNS, QuestionForm
from forms.building import BuildingRefused, is_protected
from forms.building_questions import (
    LONGEST_LINE,
    LONGEST_TEXT,
    NOT_APPLICABLE,
    WITH_OPTIONS,
    condition_on,
    lines_of,
    options_from,
    paired_lines,
    put_question,
    worded_levels,
)
from forms.building_sections import with_section
from forms.building_texts import said, typed
from forms.parts import Option, Question, QuestionKind, RowsBlock
from forms.questionnaire import Questionnaire
from forms.text import Text
from forms.wording import mark

_BETWEEN = "/"
_USUAL_ROW = Text("Dòng", "Row")
_USUAL_ADD = Text("Thêm một dòng", "Add a row")
_USUAL_ROWS = 10
_MOST_ROWS = 30
# Kinds whose answer cannot be demanded: a drawn signature is always the signer's choice.
_NEVER_REQUIRED = frozenset({"signature"})


def typed_question(question: Question) -> dict[str, Any]:
    """Return what the form shows of a question."""
    vi, en = typed(question.label)
    shown: dict[str, Any] = {
        "vi": vi,
        "en": en,
        "required": question.required,
        "section": question.section or "",
    }
    shown["hint_vi"], shown["hint_en"] = typed(question.hint)
    shown["missing_vi"], shown["missing_en"] = typed(question.missing)
    shown["options_vi"], shown["options_en"] = _typed_lines(option.text for option in question.options)
    if question.kind == "scale":
        worded = (option.text for option in question.options if option.code != NOT_APPLICABLE)
        shown["levels_vi"], shown["levels_en"] = _typed_lines(worded)
    shown["may_not_apply"] = any(option.code == NOT_APPLICABLE for option in question.options)
    for limit in ("most", "smallest", "largest", "max_length"):
        shown[limit] = getattr(question, limit)
    if question.condition:
        shown["only_if"] = [
            question.condition.question + _BETWEEN + answer for answer in question.condition.answers
        ]
    return shown | (_typed_rows(question.rows) if question.rows else {})


def answer_key(question: Question, option: Option) -> str:
    """Return the value by which the form names an answer of an earlier question."""
    return question.code + _BETWEEN + option.code


def question_of(form: QuestionForm, before: Question, questionnaire: Questionnaire) -> Question:
    """Return the question that was written; ``before`` is what it was, or a bare one of its kind and code.

    :raises BuildingRefused: with what to put right
    """
    is_required = before.required if is_protected(questionnaire, before) else bool(form.required.data)
    is_required = is_required and before.kind not in _NEVER_REQUIRED
    question = replace(
        before,
        label=said(form.vi.data or "", form.en.data or ""),
        hint=_perhaps(form.hint_vi.data, form.hint_en.data),
        required=is_required,
        missing=_perhaps(form.missing_vi.data, form.missing_en.data)
        or (before.missing if is_required else None),
        section=form.section.data or None,
        condition=_condition(form, before, questionnaire),
    )
    return replace(question, **_of_kind(form, before))


def put_typed(form: QuestionForm, before: Question, questionnaire: Questionnaire) -> Questionnaire:
    """Put the question that was written on the form, under a new heading if one was typed.

    :raises BuildingRefused: with what to put right
    """
    question = question_of(form, before, questionnaire)
    heading = _perhaps(form.section_vi.data, form.section_en.data)
    if heading is not None:
        questionnaire, section = with_section(questionnaire, heading)
        question = replace(question, section=section)
    return put_question(questionnaire, question)


def _condition(form: QuestionForm, before: Question, questionnaire: Questionnaire) -> Any:
    pairs = [
        (question, answer)
        for question, _, answer in (key.partition(_BETWEEN) for key in form.only_if.data or [])
    ]
    condition = condition_on(questionnaire, pairs)
    old = before.condition
    if condition and old and (condition.question, condition.answers) == (old.question, old.answers):
        return old  # the words of a ready form say it better
    return condition


def _of_kind(form: QuestionForm, before: Question) -> dict[str, Any]:
    if before.kind in WITH_OPTIONS:
        lines = lines_of(form.options_vi.data or "", form.options_en.data or "")
        most = form.most.data if before.kind == "ticks" else None
        if most is not None and not 1 <= most <= len(lines):
            raise BuildingRefused(mark("Số mục được chọn nhiều nhất phải từ 1 đến số lựa chọn"))
        return {"options": options_from(lines, before.options), "most": most}
    if before.kind == "scale":
        vi, en = form.levels_vi.data or "", form.levels_en.data or ""
        may_not_apply = bool(form.may_not_apply.data)
        return {"options": worded_levels(vi, en, before.options, may_not_apply=may_not_apply)}
    if before.kind == "number":
        return {"smallest": form.smallest.data, "largest": form.largest.data}
    if before.kind in ("line", "text"):
        return {
            "max_length": _length(
                form.max_length.data, LONGEST_LINE if before.kind == "line" else LONGEST_TEXT
            )
        }
    return {"rows": _rows(form, before)} if before.kind == "rows" else {}


def _length(given: int | None, longest: int) -> int:
    if given is not None and not 1 <= given <= longest:
        raise BuildingRefused(mark("Độ dài phải từ 1 đến %(longest)s ký tự"), longest=longest)
    return given or longest


def _rows(form: QuestionForm, before: Question) -> RowsBlock:
    block = before.rows
    most = form.most_rows.data or (block.max_rows if block else _USUAL_ROWS)
    if not 1 <= most <= _MOST_ROWS:
        raise BuildingRefused(mark("Số dòng nhiều nhất phải từ 1 đến %(most)s"), most=_MOST_ROWS)
    questions = _columns(form, {one.code: one for one in block.questions} if block else {})
    first, fewest = (min(block.first_rows, most), min(block.min_rows, most)) if block else (min(2, most), 0)
    return RowsBlock(
        questions,
        min_rows=fewest,
        max_rows=most,
        first_rows=first,
        row=_perhaps(form.row_vi.data, form.row_en.data) or _USUAL_ROW,
        add=_perhaps(form.add_vi.data, form.add_en.data) or _USUAL_ADD,
        suggestions=_suggestions(form),
    )


def _suggestions(form: QuestionForm) -> tuple[Text, ...]:
    lines = paired_lines(form.suggestions_vi.data or "", form.suggestions_en.data or "")
    return tuple(said(vi, en) for vi, en in lines)


def _columns(form: QuestionForm, before: dict[str, Question]) -> tuple[Question, ...]:
    """Return the questions of a row, those that are named; what was there keeps its code, and its options."""
    entries = enumerate(form.columns.entries, start=1)
    named = [(number, entry.form) for number, entry in entries if (entry.form.vi.data or "").strip()]
    if not named:
        raise BuildingRefused(mark("Ghi ít nhất một cột cho mỗi dòng"))
    # More than the page shows can only have come from a file, and stay as they are.
    return (
        *(_column(column, before, number) for number, column in named),
        *tuple(before.values())[MOST_COLUMNS:],
    )


def _column(column: Any, before: dict[str, Question], number: int) -> Question:
    label, is_required = said(column.vi.data, column.en.data or ""), bool(column.required.data)
    kind: QuestionKind = column.kind.data if column.kind.data in COLUMN_KINDS else "line"
    old = before.get(column.code.data or "") or Question(
        _free(before, number), kind, label, max_length=_longest(kind)
    )
    if old.kind in COLUMN_KINDS and old.kind != kind:
        old = replace(old, kind=kind, max_length=_longest(kind), smallest=None, largest=None)
    missing = (old.missing or _asked_for(label)) if is_required else None
    return replace(old, label=label, required=is_required, missing=missing)


def _asked_for(label: Text) -> Text:
    vi, en = typed(label)
    return said(f"Ghi “{vi}”", f"Enter “{en}”" if en else "")


def _longest(kind: str) -> int | None:
    return {"line": LONGEST_LINE, "text": LONGEST_TEXT}.get(kind)


def _free(before: dict[str, Question], number: int) -> str:
    stem = f"cot_{number}"
    return next(code for code in (stem, *(f"{stem}_{more}" for more in range(2, 99))) if code not in before)


def _perhaps(vi: str | None, en: str | None) -> Text | None:
    return said(vi or "", en or "") if (vi or "").strip() or (en or "").strip() else None


def _typed_rows(block: RowsBlock) -> dict[str, Any]:
    vi, en = typed(block.row)
    columns = []
    for question in block.questions[:MOST_COLUMNS]:
        words = typed(question.label)
        columns.append(
            {
                "code": question.code,
                "vi": words[0],
                "en": words[1],
                "kind": question.kind,
                "required": question.required,
            }
        )
    shown: dict[str, Any] = {"row_vi": vi, "row_en": en, "most_rows": block.max_rows, "columns": columns}
    shown["add_vi"], shown["add_en"] = typed(block.add)
    shown["suggestions_vi"], shown["suggestions_en"] = _typed_lines(block.suggestions)
    return shown


def _typed_lines(texts: Iterable[Text]) -> tuple[str, str]:
    """Return texts as they are typed one a line, those without English left out there."""
    words = [typed(text) for text in texts]
    return "\n".join(vi for vi, _ in words), "\n".join(en for _, en in words if en)
