"""The sample's closed campaign: pledges of every channel, exclusions, withdrawals, so that tallies show something."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from forms.questionnaire import Questionnaire
from forms.signed_text import Circumstances, signed_text
from forms.text import SIGNING_PLACEHOLDERS
from pledges.campaigns.acts.campaigns import confirm_base, create_from_catalogue
from pledges.campaigns.acts.life import close_campaign, open_campaign
from pledges.campaigns.queries import version_of
from pledges.campaigns.rules import REASONS, Certificates, Opening, RoomsAbove
from pledges.campaigns.tables import Campaign, Exclusion, Invitation
from pledges.demo.names import person_name
from pledges.demo.rules import COMMUNE, Share, outcomes
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household
from pledges.responses.counting import SignedByLeaf
from pledges.responses.references import member_link, reference_mark, reference_of
from pledges.responses.tables import Member, Response, SignedText
from pledges.tallies.acts.counters import TallyBase
from pledges.tallies.acts.recounting import recount

FORM = "HO-ATGT"
_TITLE_VI = "Hộ gia đình ký cam kết an toàn giao thông – đợt 1 năm 2026"
_TITLE_EN = "Households pledge road safety – first round of 2026"
_FIRST_DAY, _LAST_DAY = date(2026, 3, 2), date(2026, 9, 30)
_OPENED_AT = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
_CLOSED_AT = datetime(2026, 9, 30, 10, 0, tzinfo=UTC)
_SIGNING_MINUTES = 200 * 24 * 60
_FEWEST_ITEMS = 8
_SIGNED = ("self", "paper", "assisted")
_RELATIONS = ("Vợ", "Chồng", "Con", "Mẹ", "Cha", "Em", "Cháu")


def opening_of(commune: str, public_url: str, first_day: date, last_day: date) -> Opening:
    """Return invented but complete settings of a sample campaign."""
    return Opening(
        opens_on=first_day,
        closes_on=last_day,
        controller=f"Ủy ban nhân dân {commune[:1].lower()}{commune[1:]}",
        controller_address="Thôn Tân Lập 1, xã Hàm Mẫu, tỉnh Lâm Đồng",
        controller_phone="0252 000 0000",
        data_contact="Văn phòng Ủy ban nhân dân xã Hàm Mẫu",
        posted_at="nhà văn hóa thôn, khu phố",
        kept_until=last_day + timedelta(days=365),
        law_name="pháp luật về trật tự, an toàn giao thông đường bộ",
        law_name_english="the law on road traffic order and safety",
        lookup_address=public_url,
        certificates=Certificates.ISSUED,
        signer_title="Chủ tịch",
    )


def hold_past_campaign(
    session: Session, keys: Keys, random: Random, commune_id: int, public_url: str
) -> Campaign:
    """Open a campaign in March 2026, let it run its course, and close it at the end of September."""
    opened = Occasion(_OPENED_AT, None, random.randbytes)
    campaign = create_from_catalogue(session, opened, commune_id, is_sample=True)
    campaign.title_vi, campaign.title_en = _TITLE_VI, _TITLE_EN
    campaign.slug = "ham-mau-2026-dot-1"
    opening = opening_of(COMMUNE, public_url, _FIRST_DAY, _LAST_DAY)
    confirm_base(session, opened, campaign.id)
    open_campaign(session, opened, campaign.id, opening, RoomsAbove(TallyBase()))
    _play(session, keys, random, campaign)
    close_campaign(session, Occasion(_CLOSED_AT, None, random.randbytes), campaign.id)
    recount(session, campaign.id, SignedByLeaf())
    return campaign


def _play(session: Session, keys: Keys, random: Random, campaign: Campaign) -> None:
    """Give every household its outcome and enter the rows in bulk; the counters come from a recount."""
    query = (
        select(Invitation, Household)
        .join(Household, Household.id == Invitation.subject_id)
        .where(Invitation.campaign_id == campaign.id, Invitation.form_code == FORM)
        .order_by(Invitation.id)
    )
    invited = session.execute(query).all()
    drawn = list(zip(invited, outcomes(random, len(invited), Share()), strict=True))
    _exclude(session, random, [invitation for (invitation, _), outcome in drawn if outcome == "excluded"])
    reached = [
        invitation.id for (invitation, _), outcome in drawn if outcome not in ("excluded", "not_reached")
    ]
    session.execute(
        update(Invitation)
        .where(Invitation.campaign_id == campaign.id, Invitation.id.in_(reached))
        .values(is_reached=True)
    )
    signed = [(pair, outcome) for pair, outcome in drawn if outcome in (*_SIGNED, "withdrawn")]
    _enter_responses(session, keys, random, campaign, signed)


def _exclude(session: Session, random: Random, invitations: list[Invitation]) -> None:
    reasons = [reason.value for reason in REASONS[SubjectKind.HOUSEHOLD]]
    decided = {"state": "approved", "decided_by": None, "decided_at": _OPENED_AT}
    rows = [{"invitation_id": one.id, "reason": random.choice(reasons), **decided} for one in invitations]
    if rows:
        session.execute(insert(Exclusion), rows)


def _enter_responses(
    session: Session,
    keys: Keys,
    random: Random,
    campaign: Campaign,
    signed: Sequence[tuple[Row[Invitation, Household], str]],
) -> None:
    version = version_of(session, campaign.id, FORM)
    questionnaire = Questionnaire.from_mapping(version.content)
    items = [item.code for item in questionnaire.items]
    texts = _keep_texts(session, questionnaire, items)
    common = {
        "campaign_id": campaign.id,
        "form_code": FORM,
        "version_id": version.id,
        "language": "vi",
    }
    drawn = [_response(keys, random, pair, outcome, items) for pair, outcome in signed]
    rows = [
        common | row | {"text_digest": texts[len(row["items"]), _is_alone(row["adult_count"])]}
        for row in drawn
    ]
    if rows:
        session.execute(insert(Response), rows)
        _name_members(session, keys, random, campaign)


def _keep_texts(
    session: Session, questionnaire: Questionnaire, items: Sequence[str]
) -> Mapping[tuple[int, bool], str]:
    """Keep what was signed, the signers' blanks open: a text for each number of items, alone and with members."""
    blanks = {name: f"{{{name}}}" for name in SIGNING_PLACEHOLDERS}
    texts = {
        (count, alone): signed_text(questionnaire, items[:count], "vi", blanks, Circumstances(alone)).text
        for count in range(_FEWEST_ITEMS, len(items) + 1)
        for alone in (True, False)
    }
    digests = {key: hashlib.sha256(text.encode()).hexdigest() for key, text in texts.items()}
    session.add_all(SignedText(digest=digests[key], content=text) for key, text in texts.items())
    session.flush()
    return digests


def _is_alone(adult_count: int | None) -> bool:
    """Tell whether the signer is the only one who pledges: see ``_name_members``."""
    return (adult_count or 1) <= 1


def _response(
    keys: Keys, random: Random, pair: Row[Invitation, Household], outcome: str, items: list[str]
) -> dict[str, Any]:
    invitation, household = pair
    attempt = random.randbytes(16)
    signed_at = _OPENED_AT + timedelta(minutes=random.randrange(_SIGNING_MINUTES))
    is_withdrawn = outcome == "withdrawn"
    partial = items if random.random() < 0.9 else items[: random.randint(_FEWEST_ITEMS, len(items))]
    return {
        "invitation_id": invitation.id,
        "unit_id": invitation.unit_id,
        "attempt": attempt,
        "content_digest": "",
        "reference": reference_mark(keys, reference_of(keys, attempt, invitation.id)),
        "channel": "self" if is_withdrawn else outcome,
        "state": "withdrawn" if is_withdrawn else "active",
        "signed_at": signed_at,
        "entered_at": signed_at,
        "entered_by": None if is_withdrawn or outcome == "self" else 0,
        "withdrawn_at": signed_at + timedelta(days=3) if is_withdrawn else None,
        "items": partial,
        "consents": ["C1"],
        "signer_name": None if is_withdrawn else household.head_name,
        "birth_year": None if is_withdrawn else household.birth_year,
        "people_count": None if is_withdrawn else household.people_count,
        "adult_count": None if is_withdrawn else household.adult_count,
    }


def _name_members(session: Session, keys: Keys, random: Random, campaign: Campaign) -> None:
    active = select(Response.id, Response.adult_count, Response.signed_at).where(
        Response.campaign_id == campaign.id, Response.state == "active"
    )
    rows = [
        _member(keys, random, response_id, position, signed_at)
        for response_id, adults, signed_at in session.execute(active.order_by(Response.id))
        for position in range(1, (adults or 1))
    ]
    if rows:
        session.execute(insert(Member), rows)


def _member(
    keys: Keys, random: Random, response_id: int, position: int, signed_at: datetime
) -> dict[str, Any]:
    confirmed = random.random() < Share().members_confirmed
    return {
        "response_id": response_id,
        "position": position,
        "name": person_name(random, is_woman=random.random() < 0.5),
        "birth_year": random.randint(1945, 2009),
        "relation": random.choice(_RELATIONS),
        "confirmed_at": signed_at + timedelta(hours=1) if confirmed else None,
        "confirmed_by": "link" if confirmed else None,
        **member_link(Occasion(signed_at, None, random.randbytes), keys),
    }
