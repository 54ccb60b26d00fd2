"""The own data of whoever pledged, as plain values: what is kept, for what, until when. Its keys stand in the docs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pledges.foundation.locale import mark

FORMAT = "pledge-own-data/1"
PROOF_WORDS = {
    "signed_paper": mark("Bản giấy có chữ ký"),
    "meeting": mark("Ký tại cuộc họp"),
    "telephone": mark("Đồng ý qua điện thoại"),
    "in_person": mark("Đồng ý trực tiếp"),
}
CHANNEL_WORDS = {"self": "tự ký trên điện thoại", "assisted": "có cán bộ giúp nhập", "paper": "ký trên giấy"}
SUBJECT_WORDS = {
    "number": "Hộ số",
    "office": "Cơ quan, đơn vị",
    "address": "Địa chỉ",
    "hamlet": "Thôn, khu phố",
    "commune": "Xã, phường",
    "province": "Tỉnh, thành phố",
}
CONFIRMED_WORDS = {"link": "bằng đường dẫn riêng", "code": "bằng mã của hộ", "paper": "trên giấy", "": ""}


@dataclass(frozen=True)
class OwnVersion:
    """One version of the pledge as it was given; ``items`` and ``consents`` are (code, words)."""

    given_at: datetime
    language: str
    signer_name: str
    birth_year: int | None
    people_count: int | None
    adult_count: int | None
    phones: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    consents: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str, Any], ...]
    """(code, question, answer) of the further questions."""


@dataclass(frozen=True)
class OwnMember:
    """A member who is named, and how the member confirmed; "" and None when not yet."""

    name: str
    birth_year: int | None
    relation: str
    confirmed_at: datetime | None
    confirmed_by: str


@dataclass(frozen=True)
class OwnProof:
    """What shows that the pledge was given, beside the form page."""

    kind: str
    signed_on: date
    witness: str
    kept_at: str
    entered_at: datetime


@dataclass(frozen=True)
class Keeper:
    """Who keeps the data, whom to ask about them, and the last day on which they are kept."""

    name: str
    address: str
    phone: str
    contact: str
    kept_until: date | None


@dataclass(frozen=True)
class OwnData:
    """Everything that is kept of one pledge."""

    made_at: datetime
    reference: str
    campaign: str
    form_code: str
    form_title: str
    keeper: Keeper
    subject: tuple[tuple[str, str | int], ...]
    """(key, value) of what the register says: number, office, address, places."""
    channel: str
    signed_at: datetime
    entered_at: datetime
    versions: tuple[OwnVersion, ...]
    members: tuple[OwnMember, ...]
    proofs: tuple[OwnProof, ...]
    strokes: str
    drawing: str
    """The signature as the data of an SVG path, in a box of 600 by 200."""
    signed_text: str
    certificate: str


def as_mapping(own: OwnData) -> dict[str, Any]:
    """Return the same as JSON takes it; moments are in UTC, days are ISO dates."""
    return {
        "format": FORMAT,
        "made_at": own.made_at.isoformat(),
        "receipt": own.reference,
        "campaign": {"title": own.campaign, "form": own.form_code, "form_title": own.form_title},
        "controller": {
            "name": own.keeper.name,
            "address": own.keeper.address,
            "phone": own.keeper.phone,
            "contact": own.keeper.contact,
        },
        "purposes": ["record the pledge", "count it for the hamlet, commune and province"],
        "kept_until": _day(own.keeper.kept_until),
        "subject": dict(own.subject),
        "channel": own.channel,
        "signed_at": own.signed_at.isoformat(),
        "entered_at": own.entered_at.isoformat(),
        "versions": [_version(number, own) for number in range(1, len(own.versions) + 1)],
        "members": [_member(member) for member in own.members],
        "proofs": [_proof(proof) for proof in own.proofs],
        "signature": {"is_drawn": bool(own.strokes), "strokes": own.strokes},
        "signed_text": own.signed_text,
        "certificate": own.certificate or None,
    }


def _version(number: int, own: OwnData) -> dict[str, Any]:
    version = own.versions[number - 1]
    return {
        "number": number,
        "is_current": number == len(own.versions),
        "given_at": version.given_at.isoformat(),
        "language": version.language,
        "signer_name": version.signer_name,
        "birth_year": version.birth_year,
        "people_count": version.people_count,
        "people_16_count": version.adult_count,
        "phones": list(version.phones),
        "items": [{"code": code, "text": words} for code, words in version.items],
        "consents": [{"code": code, "text": words} for code, words in version.consents],
        "answers": [
            {"code": code, "question": asked, "answer": told} for code, asked, told in version.answers
        ],
    }


def _member(member: OwnMember) -> dict[str, Any]:
    return {
        "name": member.name,
        "birth_year": member.birth_year,
        "relation": member.relation,
        "confirmed_at": member.confirmed_at and member.confirmed_at.isoformat(),
        "confirmed_by": member.confirmed_by or None,
    }


def _proof(proof: OwnProof) -> dict[str, Any]:
    return {
        "kind": proof.kind,
        "signed_on": proof.signed_on.isoformat(),
        "witness": proof.witness,
        "kept_at": proof.kept_at,
        "entered_at": proof.entered_at.isoformat(),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
