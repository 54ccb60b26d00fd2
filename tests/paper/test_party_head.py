"""The head of the Party's papers is data: both accounts of its instructions are kept, that of 2026 in force."""

import pytest

from pledges.paper.party_head import party_head


def test_the_instruction_of_2026_is_in_force() -> None:
    assert party_head() == party_head("hd-05-2026")
    assert (party_head().below_issuer, party_head().party_pt) == ("rule", 14)


def test_the_older_one_is_kept() -> None:
    assert (party_head("hd-36-2018").below_issuer, party_head("hd-36-2018").party_pt) == ("star", 15)


def test_another_there_is_not() -> None:
    with pytest.raises(KeyError):
        party_head("hd-99")
