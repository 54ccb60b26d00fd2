"""Who stands behind a code: told to whoever holds it in force, and to nobody else."""

import pytest
from sqlalchemy import func, select

from pledges.foundation.codes import CodeMistyped, check_character, grouped_code
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.links.acts import ensure_codes, reissue
from pledges.links.queries import codes_of, subject_behind
from pledges.links.rules import CodeEnded, CodeUnknown, Subject
from pledges.links.tables import Code
from pledges.register.rules import SubjectKind
from tests.worlds import Village, build_village


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


def first_household(village: Village) -> Subject:
    return Subject(SubjectKind.HOUSEHOLD, village.household_ids[0], village.codes[0])


def test_a_code_leads_to_its_household(house: House, village: Village) -> None:
    with house.database.reading() as session:
        assert subject_behind(session, house.keys, village.codes[0]) == first_household(village)


def test_a_code_typed_in_small_letters_with_hyphens_leads_there_too(house: House, village: Village) -> None:
    typed = grouped_code(village.codes[0]).lower()

    with house.database.reading() as session:
        assert subject_behind(session, house.keys, typed) == first_household(village)


def test_a_counters_code_leads_to_the_counter(house: House, village: Village) -> None:
    with house.database.reading() as session:
        found = subject_behind(session, house.keys, village.counter_code)

    assert (found.kind, found.id) == (SubjectKind.COUNTER, village.counter_id)


def test_a_slip_of_the_finger_is_told_apart_from_a_code_nobody_has(house: House, village: Village) -> None:
    swapped = village.codes[0][1] + village.codes[0][0] + village.codes[0][2:]

    with house.database.reading() as session, pytest.raises(CodeMistyped):
        subject_behind(session, house.keys, swapped)


def test_a_code_nobody_has_is_unknown(house: House, village: Village) -> None:
    nobodys = "ABCDEFGHJKLM" + check_character("ABCDEFGHJKLM")

    with house.database.reading() as session, pytest.raises(CodeUnknown):
        subject_behind(session, house.keys, nobodys)


def test_a_reissued_code_ends_the_one_before(house: House, occasion: Occasion, village: Village) -> None:
    subject = first_household(village)

    with house.database.writing() as session:
        new = reissue(session, occasion, house.keys, subject, village.hamlet_id)

    with house.database.reading() as session:
        assert subject_behind(session, house.keys, new).id == subject.id
        assert codes_of(session, house.keys, SubjectKind.HOUSEHOLD, [subject.id]) == {subject.id: new}
        with pytest.raises(CodeEnded):
            subject_behind(session, house.keys, subject.code)


def test_a_subject_that_never_had_a_code_cannot_get_the_next_one(house: House, occasion: Occasion) -> None:
    with house.database.writing() as session, pytest.raises(NotFound):
        reissue(session, occasion, house.keys, Subject(SubjectKind.HOUSEHOLD, 99, ""), 1)


def test_giving_codes_twice_changes_nothing(house: House, occasion: Occasion, village: Village) -> None:
    with house.database.writing() as session:
        reissue(session, occasion, house.keys, first_household(village), village.hamlet_id)
        before = codes_of(session, house.keys, SubjectKind.HOUSEHOLD, village.household_ids)

        new = ensure_codes(session, house.keys, SubjectKind.HOUSEHOLD, village.household_ids)

        assert new == 0
        assert codes_of(session, house.keys, SubjectKind.HOUSEHOLD, village.household_ids) == before


def test_only_who_has_no_code_gets_one(house: House, village: Village) -> None:
    with house.database.writing() as session:
        new = ensure_codes(session, house.keys, SubjectKind.OFFICE, [5, 6, 6])

        assert new == 2
        assert session.scalar(select(func.count()).select_from(Code)) == len(village.codes) + 1 + 2


def test_the_database_holds_no_code(house: House, village: Village) -> None:
    with house.database.reading() as session:
        lookups = b"".join(session.scalars(select(Code.lookup)))

    assert not [code for code in (*village.codes, village.counter_code) if code.encode() in lookups]
