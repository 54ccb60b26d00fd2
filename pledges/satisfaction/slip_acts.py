"""What can be done with slips: make a pack, end it, forget what it was made from."""

from collections.abc import Collection

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.foundation.sealed.key_files import PassingKeys
from pledges.satisfaction.slip_rules import (
    MARKS,
    SEEDS,
    NewPack,
    marks_of,
    packs_in,
    seed_of,
    slip_codes,
    slip_lookup,
)
from pledges.satisfaction.tables import Slip, SlipPack


def make_pack(session: Session, occasion: Occasion, keys: Keys, passing: PassingKeys, new: NewPack) -> int:
    """Make the slips of a pack and return its id; only keyed hashes of their codes are stored, in their own order."""
    pack = SlipPack(
        counter_id=new.counter_id,
        slips=new.slips,
        made_on=occasion.today,
        made_by=occasion.actor_id,
        until_on=new.until_on,
    )
    session.add(pack)
    session.flush()
    passing.made(marks_of(pack.id))
    codes = slip_codes(keys, passing.made(seed_of(pack.id)), new.slips)
    lookups = sorted(slip_lookup(keys, code) for code in codes)
    session.execute(insert(Slip), [{"lookup": lookup, "pack_id": pack.id} for lookup in lookups])
    change = Change(new.seat_id, "satisfaction.make-slips", _subject(pack.id), after=f"{new.slips} slips")
    record(session, occasion, change)
    return pack.id


def end_pack(session: Session, occasion: Occasion, pack_id: int, seat_id: int) -> None:
    """Let the slips of a pack open nothing any more; one that was ended before stays so."""
    living = update(SlipPack).where(SlipPack.id == pack_id, SlipPack.ended_on.is_(None))
    session.execute(living.values(ended_on=occasion.today))
    record(session, occasion, Change(seat_id, "satisfaction.end-slips", _subject(pack_id)))


def forget(passing: PassingKeys, *, handed_over: Collection[int], over: Collection[int]) -> None:
    """Throw away what the codes of packs were made from, and for packs that are over what hid their answers."""
    for prefix, packs in ((SEEDS, set(handed_over)), (MARKS, set(over))):
        for pack_id, name in packs_in(passing.names(prefix)).items():
            if pack_id in packs:
                passing.throw_away(name)


def _subject(pack_id: int) -> str:
    return f"slip-pack:{pack_id}"
