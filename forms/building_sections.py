"""The headings of a form that is being written, each over the questions that belong together."""

from dataclasses import replace

from forms.building import BuildingRefused, free_code
from forms.parts import Section
from forms.questionnaire import Questionnaire
from forms.text import Text
from forms.wording import mark
from pledges.foundation.vietnamese.folding import fold


def with_section(questionnaire: Questionnaire, text: Text) -> tuple[Questionnaire, str]:
    """Return the form with a heading, and the heading's code; one that reads the same is taken again."""
    for section in questionnaire.sections:
        if fold(section.text.vi) == fold(text.vi):
            return questionnaire, section.code
    code = free_code("phan_", [section.code for section in questionnaire.sections])
    return replace(questionnaire, sections=(*questionnaire.sections, Section(code, text))), code


def drop_section(questionnaire: Questionnaire, code: str) -> Questionnaire:
    """Take a heading off the form.

    :raises KeyError: when there is none
    :raises BuildingRefused: when questions still stand under it
    """
    for section in questionnaire.sections:
        if section.code == code:
            _refuse_in_use(questionnaire, section)
            rest = tuple(one for one in questionnaire.sections if one.code != code)
            return replace(questionnaire, sections=rest)
    raise KeyError(code)


def used_sections(questionnaire: Questionnaire) -> frozenset[str]:
    """Return the codes of the headings under which questions stand."""
    return frozenset(question.section for question in questionnaire.questions if question.section)


def _refuse_in_use(questionnaire: Questionnaire, section: Section) -> None:
    if section.code in used_sections(questionnaire):
        raise BuildingRefused(
            mark("Phần “%(section)s” còn câu hỏi. Chuyển các câu đó sang phần khác trước"),
            section=section.text.vi,
        )
