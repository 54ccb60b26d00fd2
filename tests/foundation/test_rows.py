"""Insert unless it is there: whoever asks is told truly, on both engines, whatever the key is made of."""

from pledges.foundation.audit import AuditChain
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.foundation.rows import insert_unless_there
from pledges.register.tables import DistinctPair
from tests.worlds import build_village


def test_a_new_row_is_told_as_inserted_and_the_same_again_is_not(house: House) -> None:
    with house.database.writing() as session:
        told = [insert_unless_there(session, AuditChain, unit_id=7, length=0, head=b"") for _ in range(2)]

    assert told == [True, False]


def test_a_row_whose_key_has_two_columns_is_told_as_inserted_too(house: House, occasion: Occasion) -> None:
    first, second = build_village(house, occasion).household_ids[:2]
    row = {"first_id": first, "second_id": second, "decided_by": None, "decided_at": occasion.now}
    with house.database.writing() as session:
        told = [insert_unless_there(session, DistinctPair, **row) for _ in range(2)]

    assert told == [True, False]
