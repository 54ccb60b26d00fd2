"""The words that were signed, with the signer's own blanks filled in again: they are kept once for all who signed."""

from typing import Any

from forms.filling import fill
from forms.questionnaire import Questionnaire
from forms.signing import signer_question
from forms.text import SIGNING_PLACEHOLDERS
from pledges.responses.pledged import Pledge


def words_as_signed(questionnaire: Questionnaire, pledge: Pledge, reference: str) -> str:
    """Return the words that were signed, "" once the pledge was taken back; what was not told stays empty.

    ``questionnaire`` is that of the pledge's version, ``reference`` what stands in the place of the receipt's.
    """
    if pledge.withdrawn_at:
        return ""
    values = dict.fromkeys(SIGNING_PLACEHOLDERS, "") | _told(questionnaire, pledge)
    values |= {
        signer_question(questionnaire): pledge.signer_name,
        "nam_sinh": str(pledge.birth_year or ""),
        "dia_chi": pledge.address,
        "ten_don_vi": pledge.office,
        "ten_thon_khu_pho": pledge.place.hamlet,
        "ten_xa_phuong": pledge.place.commune,
        "ten_tinh": pledge.place.province,
        "ma_bien_nhan": reference,
    }
    return fill(pledge.text, {name: value for name, value in values.items() if name in SIGNING_PLACEHOLDERS})


def _told(questionnaire: Questionnaire, pledge: Pledge) -> dict[str, str]:
    """Return the short answers that stand in the text; of a choice the words and not the code."""
    told: dict[str, str] = {}
    for question in questionnaire.questions:
        answer: Any = pledge.more.get(question.code)
        if isinstance(answer, str):
            words = {option.code: option.text.in_language(pledge.language) for option in question.options}
            told[question.code] = words.get(answer, answer)
    return told
