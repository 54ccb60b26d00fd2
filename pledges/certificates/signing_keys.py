"""The keys certificates are signed with: private halves are files of their owner, public halves are rows.

A private half is in no database, backup or log. It is a file ``certificate-<id>.key`` in the directory of keys, and is
destroyed when the key is retired: what it signed stays provable with the public half alone.
"""

import os
import secrets
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pledges.certificates.proofs import FORMAT, PublicKey
from pledges.certificates.tables import SigningKey
from pledges.certificates.turned_away import KeyNotThere, RevokedBefore, SigningKeyMissing
from pledges.foundation.audit import Change, record
from pledges.foundation.codes import ALPHABET
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there
from pledges.foundation.vietnamese.dates import local_date
from pledges.units.queries.tree import roots

_DRAFT = ".certificate.key."
_DRAFT_LIFE_SECONDS = 600


@dataclass(frozen=True)
class IssuingKeys:
    """What certificates are numbered and signed with: the house's keys, and the directory of private signing keys."""

    numbers: Keys
    directory: Path


@dataclass(frozen=True)
class Signer:
    """The key in use, both halves; the private one is never shown, not even in a traceback."""

    key_id: int
    private_key: Ed25519PrivateKey = field(repr=False)


def public_keys(session: Session) -> dict[int, PublicKey]:
    """Return every public key there ever was, by id: papers outlive the keys that signed them."""
    rows = session.execute(select(SigningKey.id, SigningKey.public_key, SigningKey.revoked_from))
    return {row.id: PublicKey(row.public_key, row.revoked_from) for row in rows}


def published_keys(session: Session) -> dict[str, object]:
    """Return what anybody needs to check proofs without a network, as docs/giay-ghi-nhan.md tells it."""
    return {
        "format": FORMAT,
        "algorithm": "Ed25519",
        "alphabet": ALPHABET,
        "keys": [
            {
                "id": key.id,
                "public_key": key.public_key.hex(),
                "made_on": local_date(key.made_at).isoformat(),
                "retired_on": local_date(key.retired_at).isoformat() if key.retired_at else None,
                "revoked_from": key.revoked_from.isoformat() if key.revoked_from else None,
            }
            for key in all_keys(session)
        ],
    }


def all_keys(session: Session) -> list[SigningKey]:
    """Return the rows of the keys, the oldest first."""
    return list(session.scalars(select(SigningKey).order_by(SigningKey.id)))


def signer(session: Session, occasion: Occasion, directory: Path) -> Signer:
    """Return the key in use, made now where there is none yet; it stays in use until the transaction ends.

    :raises SigningKeyMissing: when its file is gone or is another key's, as after restoring a backup.
    """
    key = _in_use(session)
    if key is None:
        _make(session, occasion, directory)
        key = _in_use(session)
        if key is None:
            raise RuntimeError("a signing key was made, and none is in use")
    return Signer(key.id, _read_private(directory, key))


def rotate(session: Session, occasion: Occasion, directory: Path) -> SigningKey:
    """Retire the key in use and make another, which is returned; what was signed before stays genuine.

    The retired key's file goes by ``destroy_retired``, after the transaction.
    """
    _retire(session, occasion)
    _make(session, occasion, directory)
    return session.scalars(select(SigningKey).where(SigningKey.is_in_use)).one()


def revoke(session: Session, occasion: Occasion, directory: Path, key_id: int, why: tuple[date, str]) -> None:
    """Make worthless what a key signed from a day on, and say why; the key in use gets a successor at once.

    A key revoked before may be revoked again from an earlier day, never from a later one.

    :raises KeyNotThere: when there is no such key.
    :raises RevokedBefore: when it is revoked from that day or an earlier one already, or the day is to come.
    """
    revoked_from, reason = why
    key = session.scalars(select(SigningKey).where(SigningKey.id == key_id).with_for_update()).one_or_none()
    if key is None:
        raise KeyNotThere
    if revoked_from > occasion.today or (key.revoked_from is not None and key.revoked_from <= revoked_from):
        raise RevokedBefore
    key.revoked_from, key.revoked_at, key.revoke_reason = revoked_from, occasion.now, reason
    _record(session, occasion, "signing_key.revoke", key_id, f"{revoked_from.isoformat()}: {reason}")
    if key.is_in_use:
        rotate(session, occasion, directory)


def destroy_retired(session: Session, directory: Path) -> list[int]:
    """Destroy the files of retired keys, after the retiring transaction, and return whose there were.

    What was kept aside under a retired key's number goes too, and so do drafts that a kill left behind.
    """
    retired = session.scalars(
        select(SigningKey.id).where(~SigningKey.is_in_use).order_by(SigningKey.id)
    ).all()
    found = [key_id for key_id in retired if _path(directory, key_id).exists()]
    for key_id in retired:
        for file in (_path(directory, key_id), *directory.glob(f"certificate-{key_id}-aside-*.key")):
            file.unlink(missing_ok=True)
    _sweep_drafts(directory)
    return found


def _sweep_drafts(directory: Path) -> None:
    """Remove drafts that nobody is writing any more: writing one takes milliseconds."""
    for draft in directory.glob(f"{_DRAFT}*"):
        if time.time() - draft.stat().st_mtime > _DRAFT_LIFE_SECONDS:
            draft.unlink(missing_ok=True)


def _in_use(session: Session) -> SigningKey | None:
    # Shared lock: two may issue at once, while who retires the key waits for both (PostgreSQL).
    query = select(SigningKey).where(SigningKey.is_in_use).with_for_update(read=True)
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def _retire(session: Session, occasion: Occasion) -> None:
    retired = (
        update(SigningKey)
        .where(SigningKey.is_in_use)
        .values(is_in_use=False, retired_at=occasion.now)
        .returning(SigningKey.id)
    )
    for key_id in session.scalars(retired).all():
        _record(session, occasion, "signing_key.retire", key_id, None)


def _make(session: Session, occasion: Occasion, directory: Path) -> None:
    """Make a key and put it in use, unless another process did so at this moment."""
    seed = occasion.chance(32)
    raw = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    made = {"public_key": raw, "made_at": occasion.now, "made_by": occasion.actor_id, "is_in_use": True}
    if not insert_unless_there(session, SigningKey, **made):
        return
    key_id = session.scalars(select(SigningKey.id).where(SigningKey.public_key == raw)).one()
    _write_private(directory, key_id, seed)
    _record(session, occasion, "signing_key.make", key_id, None)


def _record(session: Session, occasion: Occasion, action: str, key_id: int, why: str | None) -> None:
    """Record in the chain of the unit at the top: the keys are the whole installation's."""
    top = roots(session)[0]
    record(session, occasion, Change(top.id, action, f"signing_key:{key_id}", why=why))


def _path(directory: Path, key_id: int) -> Path:
    return directory / f"certificate-{key_id}.key"


def _read_private(directory: Path, key: SigningKey) -> Ed25519PrivateKey:
    try:
        written = _path(directory, key.id).read_text()
        private_key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(written.strip()))
    except (OSError, ValueError) as failure:
        raise SigningKeyMissing(key=key.id) from failure
    if private_key.public_key().public_bytes_raw() != key.public_key:
        raise SigningKeyMissing(key=key.id)
    return private_key


def _write_private(directory: Path, key_id: int, seed: bytes) -> None:
    """Write the file whole or not at all.

    A file of the same name is left over from a transaction that failed, or from the days after the backup that was
    restored: it is kept aside and never overwritten, because papers may have been signed with it.
    """
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = _path(directory, key_id)
    if path.exists():
        path.rename(directory / f"certificate-{key_id}-aside-{secrets.token_hex(4)}.key")
    _sweep_drafts(directory)
    fresh = directory / f"{_DRAFT}{os.getpid()}.{secrets.token_hex(4)}"
    try:
        _write_through(fresh, seed.hex())
        os.link(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def _write_through(fresh: Path, written: str) -> None:
    """Write a new file that only its owner can read down to the disk, before it goes by another name."""
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(written)
        file.flush()
        os.fsync(file.fileno())
