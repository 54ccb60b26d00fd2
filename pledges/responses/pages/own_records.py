"""Hands out the own data of whoever pledged: to read (PDF) and for machines (JSON); the reference alone opens them."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Blueprint, Response

from forms.questionnaire import Questionnaire
from forms.strokes import path_of, strokes_in
from pledges.foundation.access import public
from pledges.foundation.codes import grouped_code
from pledges.foundation.house import House, this_house
from pledges.prints.answers import paper_answer
from pledges.prints.papers import making_paper
from pledges.register.phones import open_phones
from pledges.responses.certified import KnowsCertificates
from pledges.responses.own_record import Keeper, OwnData, OwnMember, OwnProof, OwnVersion, as_mapping
from pledges.responses.pages.blanks import text_as_signed
from pledges.responses.pages.opened import OpenedReceipt, open_receipt
from pledges.responses.pages.sheet import questionnaire_of
from pledges.responses.papers import own_data_paper
from pledges.responses.pledged import Pledge
from pledges.responses.queries.receipts import KeptPledge, PledgeVersion, campaign_settings, kept_pledge
from pledges.responses.signatures import SignatureBox
from pledges.responses.turned_away import OwnDataErased

own_data_pages = Blueprint("own_data", __name__)

_FILE_STEM = "du-lieu-cua-toi"


@own_data_pages.get("/R/<reference>/data.pdf")
@public
def fetch_pdf(reference: str) -> Response:
    """Hand out everything that is kept, to read."""
    own = _own_data(reference)
    with making_paper():
        paper = own_data_paper(own)
    return paper_answer(paper, f"{_FILE_STEM}-{own.reference}.pdf")


@own_data_pages.get("/R/<reference>/data.json")
@public
def fetch_json(reference: str) -> Response:
    """Hand out everything that is kept, for machines; docs/own-record.md says what each key means."""
    own = _own_data(reference)
    readable = json.dumps(as_mapping(own), ensure_ascii=False, indent=2)
    answer = Response(f"{readable}\n", content_type="application/json; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{_FILE_STEM}-{own.reference}.json")
    return answer


def _own_data(reference: str) -> OwnData:
    house, opened = this_house(), open_receipt(reference)
    if opened.pledge.withdrawn_at:
        raise OwnDataErased
    with house.database.reading() as session:
        certificates = house.handed(KnowsCertificates)
        kept = kept_pledge(session, house.keys, opened.pledge, certificates, opened.occasion.today)
        keeper = _keeper(campaign_settings(session, opened.pledge.campaign_id))
    return _put_together(house, opened, kept, keeper)


def _put_together(house: House, opened: OpenedReceipt, kept: KeptPledge, keeper: Keeper) -> OwnData:
    pledge = opened.pledge
    questionnaire = questionnaire_of(pledge.version_id, pledge.version_digest)
    strokes = SignatureBox(house.keys).opened(kept.strokes_sealed) if kept.strokes_sealed else ""
    return OwnData(
        made_at=opened.occasion.now,
        reference=grouped_code(opened.reference),
        campaign=pledge.title_vi,
        form_code=pledge.form_code,
        form_title=questionnaire.title.vi,
        keeper=keeper,
        subject=_subject(pledge),
        channel=pledge.channel.value,
        signed_at=pledge.signed_at,
        entered_at=pledge.entered_at,
        versions=tuple(_version(house, one) for one in kept.versions),
        members=tuple(
            OwnMember(one.name, one.birth_year, one.relation, one.confirmed_at, one.confirmed_by)
            for one in kept.members
        ),
        proofs=tuple(
            OwnProof(one.kind, one.signed_on, one.witness, one.kept_at, one.entered_at) for one in kept.proofs
        ),
        strokes=strokes,
        drawing=path_of(strokes_in(strokes)),
        signed_text=text_as_signed(pledge, opened.reference),
        certificate=kept.certificate,
    )


def _keeper(settings: dict[str, str]) -> Keeper:
    kept_until = settings.get("kept_until", "")
    return Keeper(
        name=settings.get("ten_co_quan", ""),
        address=settings.get("dia_chi_co_quan", ""),
        phone=settings.get("dien_thoai_co_quan", ""),
        contact=settings.get("dau_moi", ""),
        kept_until=date.fromisoformat(kept_until) if kept_until else None,
    )


def _subject(pledge: Pledge) -> tuple[tuple[str, str | int], ...]:
    place = pledge.place
    told: dict[str, str | int] = {
        "number": pledge.household_number,
        "office": pledge.office,
        "address": pledge.address,
        "hamlet": place.hamlet,
        "commune": place.commune,
        "province": place.province,
    }
    return tuple((name, value) for name, value in told.items() if value)


def _version(house: House, version: PledgeVersion) -> OwnVersion:
    questionnaire = questionnaire_of(version.version_id, version.version_digest)
    consents = {consent.code: consent.label for consent in questionnaire.consents}
    items = {item.code: item.text for item in questionnaire.items}
    return OwnVersion(
        given_at=version.given_at,
        language=version.language,
        signer_name=version.signer_name,
        birth_year=version.birth_year,
        people_count=version.people_count,
        adult_count=version.adult_count,
        phones=open_phones(house.keys, version.phone_sealed),
        items=tuple((code, items[code].vi) for code in version.items if code in items),
        consents=tuple((code, consents[code].vi) for code in version.consents if code in consents),
        answers=tuple(_answers(questionnaire, version.more)),
    )


def _answers(questionnaire: Questionnaire, more: dict[str, Any]) -> Iterable[tuple[str, str, Any]]:
    for question in questionnaire.questions:
        if question.code in more:
            words = {option.code: option.text.vi for option in question.options}
            told = more[question.code]
            yield question.code, question.label.vi, words.get(told, told) if isinstance(told, str) else told
