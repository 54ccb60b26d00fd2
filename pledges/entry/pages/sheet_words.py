"""What is printed on sign sheets: the words of the version that is signed there, in Vietnamese."""

from typing import Any

from forms.questionnaire import Questionnaire
from forms.sheet_entry import consents_on_sheet
from forms.signed_text import signed_text
from forms.text import SIGNING_PLACEHOLDERS
from pledges.entry.pages.visiting import PAPER_LANGUAGE
from pledges.entry.queries import EntryPlace, version_number
from pledges.foundation.vietnamese.cleaning import clean
from pledges.paper.sign_sheets import SignSheetText
from pledges.responses.queries.doors import version_content
from pledges.responses.rules import Place, place_of
from pledges.units.queries.tree import ancestors

# Papers are Vietnamese in every language of the page.
_SIGNER = "người ghi tên và ký ở mặt trước"
_REFERENCE = "(cấp khi cán bộ nhập phiếu)"


def label_of(series: int, page: int) -> str:
    """Return what tells a sheet from the others of its hamlet."""
    return f"Đợt lập {series}, tờ {page}"


def words_of(session: Any, version_id: int, place: EntryPlace) -> SignSheetText:
    """Return the words of a version, as every household of the hamlet signs them."""
    questionnaire = Questionnaire.from_mapping(version_content(session, version_id))
    line = ancestors(session, place.unit_id)
    where = place_of([(unit.type, unit.name) for unit in reversed(line)])

    def passage(code: str) -> str:
        return questionnaire.passage(code, PAPER_LANGUAGE)

    return SignSheetText(
        place=", ".join(name for name in (where.hamlet, where.commune, where.province) if name),
        campaign=place.title(PAPER_LANGUAGE),
        title=questionnaire.title.in_language(PAPER_LANGUAGE),
        version=version_number(session, version_id),
        voluntary=passage("voluntary"),
        items=[item.text.in_language(PAPER_LANGUAGE) for item in questionnaire.items],
        text=_text(questionnaire, where).split("\n\n"),
        notice_title=passage("data_notice_title"),
        notice=passage("data_notice").split("\n\n"),
        consents=[
            (one.code, clean(one.label.in_language(PAPER_LANGUAGE)))
            for one in consents_on_sheet(questionnaire)
        ],
    )


def _text(questionnaire: Questionnaire, where: Place) -> str:
    blanks = dict.fromkeys(SIGNING_PLACEHOLDERS, "") | {
        "nguoi_dai_dien": _SIGNER,
        "ten_thon_khu_pho": where.hamlet,
        "ten_xa_phuong": where.commune,
        "ten_tinh": where.province,
        "ma_bien_nhan": _REFERENCE,
    }
    codes = [item.code for item in questionnaire.items]
    return signed_text(questionnaire, codes, PAPER_LANGUAGE, blanks).text
