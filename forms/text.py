"""A text in both languages, with the named blanks that are filled later."""

import re
from dataclasses import dataclass

LANGUAGES = ("vi", "en")

# Filled once, when a campaign is opened: what is signed must not change afterwards.
CAMPAIGN_PLACEHOLDERS = frozenset(
    {
        "ten_chien_dich",  # the campaign as named inside a sentence
        "ten_phap_luat_giao_thong",  # the road traffic law in force
        "ten_co_quan",  # the controller of the data
        "dia_chi_co_quan",
        "dien_thoai_co_quan",
        "dau_moi",  # the person in charge of data protection
        "noi_niem_yet",  # where the praise list is posted
        "dia_chi_tra_cuu",  # where a receipt code is entered
        "tu_ngay",
        "den_ngay",
        "ngay_het_luu",  # the day identifying data are deleted
        "nam",  # the year of the first day
        "van_ban_can_cu",  # the documents it rests on, as cited inside a sentence
        "ky_bao_cao",  # how often an office reports what it did
    }
)

# Filled for each signer.
SIGNING_PLACEHOLDERS = frozenset(
    {
        "nguoi_dai_dien",  # of a household
        "nam_sinh",
        "dia_chi",
        "ho_ten",  # of an official
        "chuc_vu_vi_tri",
        "bo_phan",
        "doi_tuong",
        "ten_don_vi",  # the office that signs, or the official's
        "nguoi_dung_dau",
        "dau_moi_lien_he",
        "ten_thon_khu_pho",
        "ten_xa_phuong",
        "ten_tinh",
        "ma_bien_nhan",
        "ngay_ky",
        "dia_danh",
        "ngay_thang_nam",
    }
)

PLACEHOLDERS = CAMPAIGN_PLACEHOLDERS | SIGNING_PLACEHOLDERS

_BLANK = re.compile(r"\{([^{}]*)\}")
_EMPTY_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Text:
    """The same text in Vietnamese and in English: neither empty, both with the same known blanks."""

    vi: str
    en: str

    def __post_init__(self) -> None:
        for language in LANGUAGES:
            if not getattr(self, language).strip():
                raise ValueError(f"{language} is empty")
        unknown = (blanks_in(self.vi) | blanks_in(self.en)) - PLACEHOLDERS
        if unknown:
            raise ValueError(f"no such blank: {', '.join(sorted(unknown))}")
        if blanks_in(self.vi) != blanks_in(self.en):
            raise ValueError("vi and en do not have the same blanks")

    def in_language(self, language: str) -> str:
        """Return the text in the language.

        :raises ValueError: when the language is not one of LANGUAGES
        """
        if language not in LANGUAGES:
            raise ValueError(f"no such language: {language}")
        return self.vi if language == "vi" else self.en


def blanks_in(text: str) -> frozenset[str]:
    """Return the names of the blanks in the text, known or not."""
    return frozenset(_BLANK.findall(text))


def paragraphs(text: str) -> str:
    """Join lines that were broken only for reading; an empty line keeps paragraphs apart."""
    return "\n\n".join(" ".join(block.split()) for block in _EMPTY_LINE.split(text.strip()))
