"""Changes of the questions of a questionnaire that is being written: added, moved, taken off, asked on a condition."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from forms.building import BuildingRefused, Step, check_never_asked, free_code, is_protected, moved
from forms.building_texts import MISSING, lacks_language, said
from forms.conditions import YES
from forms.parts import Condition, Option, Question, QuestionKind
from forms.questionnaire import Questionnaire
from forms.text import Text
from forms.wording import mark
from pledges.foundation.vietnamese.folding import fold

# What a clerk can add; the others ask for what the register or the signed text needs, and are on the ready forms.
KINDS: tuple[QuestionKind, ...] = (
    "scale", "choice", "ticks", "yes", "number", "date", "line", "text", "rows", "signature",
)  # fmt: skip
WITH_OPTIONS = frozenset({"choice", "ticks"})
NOT_APPLICABLE = "na"
# The names and the order of the levels as the Ministry of Home Affairs asks for satisfaction.
LEVELS = (
    Text("Rất không hài lòng", "Very dissatisfied"),
    Text("Không hài lòng", "Dissatisfied"),
    Text("Bình thường", "Neutral"),
    Text("Hài lòng", "Satisfied"),
    Text("Rất hài lòng", "Very satisfied"),
)
DOES_NOT_APPLY = Text("Không áp dụng", "Not applicable")
_TICKED = Option(YES, Text("Có đánh dấu", "Ticked"))
LONGEST_LINE = 200
LONGEST_TEXT = 2000
MOST_OPTIONS = 30
_SHORTEST_LIST = 2


def kinds_for(questionnaire: Questionnaire) -> tuple[QuestionKind, ...]:
    """Return the kinds that can be added: nobody signs a survey, where nothing tells who answered."""
    return tuple(kind for kind in KINDS if questionnaire.kind != "survey" or kind != "signature")


def new_code(questionnaire: Questionnaire, used: Collection[str] = ()) -> str:
    """Return a code for a new question that no question or consent has, nor any that was ``used`` before."""
    questions = [question.code for question in questionnaire.questions]
    return free_code("cau_", [*questions, *(consent.code for consent in questionnaire.consents), *used])


def put_question(questionnaire: Questionnaire, question: Question) -> Questionnaire:
    """Put a question in the place of the one with its code, or at the end.

    :raises BuildingRefused: when it asks for what must not be asked, or others hang on an answer it no longer has
    """
    check_never_asked(question)
    codes = [one.code for one in questionnaire.questions]
    if question.code not in codes:
        return replace(questionnaire, questions=(*questionnaire.questions, question))
    questions = tuple(question if one.code == question.code else one for one in questionnaire.questions)
    return replace(questionnaire, questions=_in_order(questions))


def move_question(questionnaire: Questionnaire, code: str, step: Step) -> Questionnaire:
    """Move a question one place up or down.

    :raises BuildingRefused: when it would stand before the question it hangs on
    """
    return replace(questionnaire, questions=_in_order(moved(questionnaire.questions, code, step)))


def drop_question(questionnaire: Questionnaire, code: str) -> Questionnaire:
    """Take a question off the form.

    :raises KeyError: when there is none
    :raises BuildingRefused: when the form cannot do without it, or others hang on it
    """
    question = questionnaire.question(code)
    if is_protected(questionnaire, question):
        raise BuildingRefused(
            mark("Câu “%(label)s” không bỏ được: phiếu không dùng được nếu thiếu câu này"),
            label=question.label.vi,
        )
    for other in hanging_on(questionnaire, code):
        raise BuildingRefused(
            mark("Câu “%(other)s” chỉ hỏi tùy theo câu này. Bỏ điều kiện ở câu đó trước"),
            other=other.label.vi,
        )
    return replace(questionnaire, questions=tuple(one for one in questionnaire.questions if one.code != code))


def hanging_on(questionnaire: Questionnaire, code: str) -> tuple[Question, ...]:
    """Return the questions that are asked only where this one has certain answers."""
    return tuple(one for one in questionnaire.questions if one.condition and one.condition.question == code)


def earlier_answers(questionnaire: Questionnaire, code: str | None) -> list[tuple[Question, Option]]:
    """Return every answer that a condition of this question may name: of the questions before it that offer some."""
    found = []
    for question in questionnaire.questions:
        if question.code == code:
            break
        found += [(question, answer) for answer in answers_of(question) if question.asked]
    return found


def answers_of(question: Question) -> tuple[Option, ...]:
    """Return the answers of a question that a condition may name; a ticked box is one."""
    return (_TICKED,) if question.kind == "yes" else question.options


def condition_on(questionnaire: Questionnaire, pairs: Collection[tuple[str, str]]) -> Condition | None:
    """Return the condition for (question, answer) pairs, with the words that tell the reader.

    :raises BuildingRefused: when they are of different questions
    """
    if not pairs:
        return None
    asked = {question for question, _ in pairs}
    if len(asked) > 1:
        raise BuildingRefused(
            mark("Điều kiện chỉ dựa vào một câu hỏi. Chỉ đánh dấu các trả lời của cùng một câu")
        )
    question = questionnaire.question(asked.pop())
    codes = {answer for _, answer in pairs}
    answers = [option for option in answers_of(question) if option.code in codes]
    vi = " hoặc ".join(f"“{option.text.vi}”" for option in answers)
    en = " or ".join(f"“{option.text.en}”" for option in answers)
    has_english = not any(lacks_language(text) for text in (question.label, *(one.text for one in answers)))
    note_en = f"If you answered {en} to “{_short(question.label.en)}”:"
    note = Text(f"Nếu trả lời {vi} ở câu “{_short(question.label.vi)}”:", note_en if has_english else MISSING)
    return Condition(question.code, tuple(option.code for option in answers), note)


def options_from(lines: Iterable[tuple[str, str]], before: tuple[Option, ...] = ()) -> tuple[Option, ...]:
    """Return the options of lines in both languages; a line that was there keeps its code, wherever it stands now.

    **why**: answers are counted by code, so that a corrected comma must not begin a new count.
    """
    kept = {fold(option.text.vi): option.code for option in before}
    taken = {option.code for option in before}
    options: list[Option] = []
    for vi, en in lines:
        code = kept.pop(fold(vi), "") or _fresh_code(vi, taken)
        taken.add(code)
        options.append(Option(code, Text(vi, en or MISSING)))
    return tuple(options)


def lines_of(vi: str, en: str) -> list[tuple[str, str]]:
    """Return options typed one a line, both languages in the same order; the English may be left out as a whole.

    :raises BuildingRefused: when the languages have different numbers of lines, or there are too few or too many
    """
    lines = paired_lines(vi, en)
    if not _SHORTEST_LIST <= len(lines) <= MOST_OPTIONS:
        raise BuildingRefused(
            mark("Ghi từ hai đến %(most)s lựa chọn, mỗi lựa chọn một dòng"), most=MOST_OPTIONS
        )
    if len({fold(vietnamese) for vietnamese, _ in lines}) < len(lines):
        raise BuildingRefused(mark("Có hai lựa chọn giống nhau. Bỏ bớt một dòng"))
    return lines


def paired_lines(vi: str, en: str) -> list[tuple[str, str]]:
    """Return lines typed in both languages in the same order; the English may be left out as a whole.

    :raises BuildingRefused: when the languages have different numbers of lines
    """
    vietnamese = [line.strip() for line in vi.splitlines() if line.strip()]
    english = [line.strip() for line in en.splitlines() if line.strip()]
    if english and len(english) != len(vietnamese):
        raise BuildingRefused(
            mark(
                "Tiếng Việt có %(vi)s dòng, tiếng Anh có %(en)s dòng. Ghi mỗi lựa chọn một dòng, cùng thứ tự"
            ),
            vi=len(vietnamese),
            en=len(english),
        )
    return list(zip(vietnamese, english or [""] * len(vietnamese), strict=True))


def levels(*, may_not_apply: bool) -> tuple[Option, ...]:
    """Return the five levels, and "not applicable" beside them, which is no level."""
    five = tuple(Option(str(number), text) for number, text in enumerate(LEVELS, start=1))
    return (*five, Option(NOT_APPLICABLE, DOES_NOT_APPLY)) if may_not_apply else five


def worded_levels(vi: str, en: str, before: tuple[Option, ...], *, may_not_apply: bool) -> tuple[Option, ...]:
    """Return the levels with the words of five lines, from the lowest to the highest; no line keeps the words they had.

    :raises BuildingRefused: when there are not five lines
    """
    usual = levels(may_not_apply=may_not_apply)
    words = {option.code: option.text for option in before}
    lines = paired_lines(vi, en)
    if lines and len(lines) != len(LEVELS):
        raise BuildingRefused(mark("Thang có đúng năm mức: ghi năm dòng, từ mức thấp nhất đến mức cao nhất"))
    words |= {str(number): said(*line) for number, line in enumerate(lines, start=1)}
    return tuple(replace(option, text=words.get(option.code, option.text)) for option in usual)


def _short(label: str) -> str:
    return label.rstrip(" :.?") or label


def _fresh_code(vi: str, taken: Collection[str]) -> str:
    stem = fold(vi).replace(" ", "_")[:30] or "muc"
    if stem not in taken:
        return stem
    return free_code(f"{stem}_", taken)


def _in_order(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Refuse an order in which a condition looks ahead, or at an answer that is gone."""
    earlier: dict[str, Question] = {}
    for question in questions:
        condition = question.condition
        if condition is not None:
            _check_condition(question, condition, earlier)
        earlier[question.code] = question
    return questions


def _check_condition(question: Question, condition: Condition, earlier: dict[str, Question]) -> None:
    asked = earlier.get(condition.question)
    if asked is None:
        raise BuildingRefused(
            mark("Câu “%(label)s” chỉ hỏi tùy theo một câu khác nên phải đứng sau câu đó"),
            label=question.label.vi,
        )
    if set(condition.answers) - {option.code for option in answers_of(asked)}:
        raise BuildingRefused(
            mark("Câu “%(label)s” đang dựa vào một lựa chọn vừa bỏ. Bỏ điều kiện ở câu đó trước"),
            label=question.label.vi,
        )
