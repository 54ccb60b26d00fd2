"""A campaign's settings, as rows keep them: what fills the blanks of its texts, and what its certificates say."""

from collections.abc import Mapping
from datetime import date

from pledges.campaigns.rules import ENGLISH, Certificates, Opening
from pledges.foundation.vietnamese.dates import short_date

_KEPT_UNTIL = "kept_until"
_CERTIFICATES, _SIGNER_TITLE, _SIGNER_NAME = (
    "certificates",
    "certificate_signer_title",
    "certificate_signer_name",
)
_WITH_COMMITTEE = frozenset({"tinh", "thanh_pho", "xa", "phuong", "dac_khu"})
_MONTHS = "January February March April May June July August September October November December".split()


def settings_of(opening: Opening, kept: Mapping[str, str]) -> dict[str, str]:
    """Return a campaign's settings: the blanks of its texts, and English ones under ``<blank>.en``.

    ``kept`` are settings that stay as they are, such as the campaign's name inside a sentence. What is not
    said is left out, so that a text with that blank cannot be published by mistake.
    """
    said = {
        "ten_co_quan": opening.controller,
        "dia_chi_co_quan": opening.controller_address,
        "dien_thoai_co_quan": opening.controller_phone,
        "dau_moi": opening.data_contact,
        "noi_niem_yet": opening.posted_at,
        "ten_phap_luat_giao_thong": opening.law_name,
        "ten_phap_luat_giao_thong" + ENGLISH: opening.law_name_english,
        "dia_chi_tra_cuu": opening.lookup_address,
        "nam": str(opening.opens_on.year) if opening.opens_on else "",
        **_dated("tu_ngay", opening.opens_on),
        **_dated("den_ngay", opening.closes_on),
        **_dated("ngay_het_luu", opening.kept_until),
        _KEPT_UNTIL: opening.kept_until.isoformat() if opening.kept_until else "",
        _CERTIFICATES: opening.certificates,
        _SIGNER_TITLE: opening.signer_title,
        _SIGNER_NAME: opening.signer_name,
    }
    return {name: words for name, words in {**kept, **said}.items() if words}


def opening_of(
    settings: Mapping[str, str],
    opens_on: date | None,
    closes_on: date | None,
    late_paper_until: date | None = None,
    *,
    exclusions_need_two: bool = False,
) -> Opening:
    """Return what has been said so far, from a campaign's settings, days and rule for exclusions."""
    kept_until = settings.get(_KEPT_UNTIL)
    return Opening(
        opens_on=opens_on,
        closes_on=closes_on,
        late_paper_until=late_paper_until,
        controller=settings.get("ten_co_quan", ""),
        controller_address=settings.get("dia_chi_co_quan", ""),
        controller_phone=settings.get("dien_thoai_co_quan", ""),
        data_contact=settings.get("dau_moi", ""),
        posted_at=settings.get("noi_niem_yet", ""),
        kept_until=date.fromisoformat(kept_until) if kept_until else None,
        law_name=settings.get("ten_phap_luat_giao_thong", ""),
        law_name_english=settings.get("ten_phap_luat_giao_thong" + ENGLISH, ""),
        lookup_address=settings.get("dia_chi_tra_cuu", ""),
        exclusions_need_two=exclusions_need_two,
        certificates=settings.get(_CERTIFICATES, ""),
        signer_title=settings.get(_SIGNER_TITLE, ""),
        signer_name=settings.get(_SIGNER_NAME, ""),
    )


def gives_certificates(settings: Mapping[str, str]) -> bool:
    """Tell whether whoever signs may get a certificate; where nothing was settled, they may."""
    return settings.get(_CERTIFICATES) != Certificates.NONE


def suggested_controller(unit_type: str, unit_name: str) -> dict[str, str]:
    """Return the first suggestion of who controls the data: the unit's People's Committee, where it has one."""
    if unit_type not in _WITH_COMMITTEE:
        return {}
    return {"ten_co_quan": f"Ủy ban nhân dân {unit_name[:1].lower()}{unit_name[1:]}"}


def english_date(day: date) -> str:
    """Write a date so that no reader takes the day for the month: "5 February 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _dated(name: str, day: date | None) -> dict[str, str]:
    return (
        {name: short_date(day), name + ENGLISH: english_date(day)} if day else {name: "", name + ENGLISH: ""}
    )
