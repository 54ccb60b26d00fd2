"""The rows of one version of a pledge: the pledge itself, its members, its signature."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, bindparam, exists, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Exclusion
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there
from pledges.register.phones import seal_phones
from pledges.responses.acts.proving import told_by
from pledges.responses.queries.asking import bare, fixed
from pledges.responses.references import member_link, reference_mark
from pledges.responses.rules import NamedMember, Submission
from pledges.responses.signatures import SignatureBox
from pledges.responses.tables import Member, Response, Signature, SignedText

_response, _text, _exclusion = bare(Response), bare(SignedText), bare(Exclusion)
_INSERT_MEMBERS, _INSERT_SIGNATURE = insert(bare(Member)), insert(bare(Signature))
_MOST_TEXTS = 10_000
_known_texts: WeakKeyDictionary[Engine, set[str]] = WeakKeyDictionary()
# All that a row holds but its id; a first version has no root, and none is withdrawn yet.
_COLUMNS = [column for column in _response.c if column.name not in ("id", "withdrawn_at")]


def row_of(occasion: Occasion, keys: Keys, submission: Submission, reference: str) -> dict[str, Any]:
    """Return a version's columns, but for the unit, which is known once the invitation is locked."""
    asking = submission.asking
    return {
        "root_id": None,
        "corrected_at": None,
        "invitation_id": asking.invitation_id,
        "campaign_id": asking.campaign_id,
        "form_code": asking.form_code,
        "version_id": asking.version_id,
        "text_digest": hashlib.sha256(submission.signed_text.encode()).hexdigest(),
        "attempt": submission.attempt,
        "content_digest": digest_of(keys, submission),
        "reference": reference_mark(keys, reference),
        "channel": submission.channel.value,
        "state": "active",
        "signed_at": submission.signed_at or occasion.now,
        "entered_at": occasion.now,
        "entered_by": occasion.actor_id,
        "language": submission.language,
        "items": list(submission.items),
        "consents": list(submission.consents),
        "signer_name": submission.signer_name,
        "birth_year": submission.birth_year,
        "people_count": submission.people_count,
        "adult_count": submission.adult_count,
        "phone_sealed": seal_phones(keys, submission.phones),
        "more": dict(submission.more) or None,
    }


def digest_of(keys: Keys, submission: Submission) -> str:
    """Return the keyed hash by which the same content, sent again from the same page, is known.

    What staff enter is the same only with the same proof: another day or witness on the same page changes nothing,
    and whoever sent it is told so.
    """
    proof = told_by(submission.proof)
    parts = (submission.content_digest, proof) if proof else (submission.content_digest,)
    return keys.digest("content", submission.attempt, *parts).hex()


def insert_first(session: Session, row: dict[str, Any], text: str) -> int | None:
    """Insert a first version and return its id; None when its page was sent before, the invitation has an active
    pledge, or stands outside the base.

    The database's unique constraints decide who was first, in whichever process; nothing fails, so that the caller can
    ask why. Whether the invitation is excluded is seen as it is now, since the statement comes after the lock.
    """
    return _insert(session, row, text, only_in_base=True)


def insert_correction(session: Session, row: dict[str, Any], text: str) -> int:
    """Insert a further version, the one before having been replaced; return its id."""
    response_id = _insert(session, row, text, only_in_base=False)
    if response_id is None:
        raise RuntimeError("a further version could not be inserted although its invitation is locked")
    return response_id


def insert_members(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert a version's members."""
    if rows:
        session.execute(_INSERT_MEMBERS, list(rows))


def member_rows(
    occasion: Occasion, keys: Keys, response_id: int, members: Iterable[NamedMember]
) -> list[dict[str, Any]]:
    """Return the rows of members who are named for the first time, each with a link of their own."""
    return [
        {
            **member_link(occasion, keys),
            "response_id": response_id,
            "position": position,
            "name": member.name,
            "birth_year": member.birth_year,
            "relation": member.relation or None,
            "confirmed_by": member.confirmed_by and member.confirmed_by.value,
            "confirmed_at": occasion.now if member.confirmed_by else None,
        }
        for position, member in enumerate(members, start=1)
    ]


def insert_signature(session: Session, keys: Keys, response_id: int, strokes: str) -> None:
    """Keep a drawn signature, sealed; nothing where none was drawn."""
    if strokes:
        box = SignatureBox(keys)
        row = {"response_id": response_id, "strokes_sealed": box.sealed(strokes), "mark": box.mark(strokes)}
        session.execute(_INSERT_SIGNATURE, row)


def _insert(session: Session, row: dict[str, Any], text: str, *, only_in_base: bool) -> int | None:
    statement = _statement(session.get_bind().dialect.name, only_in_base=only_in_base)
    known = _known_texts.setdefault(session.get_bind().engine, set())
    _keep_text(session, known, row["text_digest"], text)
    response_id: int | None = session.execute(statement, row).scalar()
    if response_id is None and row["text_digest"] in known:
        # Somebody may have removed the text that this process believed to be there.
        known.clear()
        _keep_text(session, known, row["text_digest"], text)
        response_id = session.execute(statement, row).scalar()
    return response_id


def _keep_text(session: Session, known: set[str], digest: str, text: str) -> None:
    """Keep the words that are signed, once for all who sign the same.

    **why** what was found there once is not written again: it saves a statement in nearly every submission.
    """
    if digest in known:
        return
    if not insert_unless_there(session, SignedText, digest=digest, content=text) and len(known) < _MOST_TEXTS:
        # Only what another transaction has committed is there for good.
        known.add(digest)


@lru_cache
def _statement(dialect: str, *, only_in_base: bool) -> Any:
    has_text = exists().where(_text.c.digest == bindparam("text_digest"))
    values = select(*(bindparam(column.name, type_=column.type) for column in _COLUMNS)).where(has_text)
    if only_in_base:
        of_it = _exclusion.c.invitation_id == bindparam("invitation_id")
        values = values.where(~exists().where(of_it, _exclusion.c.state == fixed("approved")))
    writing = postgresql.insert(_response) if dialect == "postgresql" else sqlite.insert(_response)
    inserting = writing.from_select([column.name for column in _COLUMNS], values, include_defaults=False)
    return inserting.on_conflict_do_nothing().returning(_response.c.id)
