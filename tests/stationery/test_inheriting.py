"""Whose words are in force: the unit's own, else those nearest above it today, else the paper's; and after changes."""

import pytest
from sqlalchemy import select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.paper.blocks import paper_spec
from pledges.stationery.acts import inherit, inherit_head, say, set_head, set_offset
from pledges.stationery.hanging import StationeryHanging
from pledges.stationery.queries import blocks_for, head_for, left_behind, offset_for
from pledges.stationery.rules import BlockPlace, Head, NothingOwn, Offset, SaidMeanwhile, WordsFaulty
from pledges.stationery.tables import PaperBlock
from pledges.units.rules import HangsOnUnits, Transfer
from pledges.units.tables import Succession
from tests.units.worlds import Commune, add, build_commune, done, merge, move, of, unit_named

HEAD = Head("state", "Ủy ban nhân dân tỉnh Lâm Đồng", "Ủy ban nhân dân xã Hàm Mẫu", "Hàm Mẫu", "BC-UBND")
DEFAULT = paper_spec("certificate").block("lead").source


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def lead_of(house: House, unit_id: int) -> str:
    with house.database.reading() as session:
        return blocks_for(session, "certificate", unit_id)["lead"]


def word(house: House, occasion: Occasion, unit_id: int, source: str, seen: int = 0) -> int:
    """Let a unit say the certificate's lead; return the row's id."""
    with house.database.writing() as session:
        said = say(session, occasion, BlockPlace(unit_id, "certificate", "lead"), source, seen)
        session.flush()
        return said.id


def test_the_nearest_words_up_the_tree_hold_for_each_block_by_itself(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    word(house, occasion, commune.village.province_id, "Tỉnh ghi nhận")
    word(house, occasion, commune.id, "Xã ghi nhận")

    with house.database.reading() as session:
        blocks = blocks_for(session, "certificate", commune.hamlet_id)

    assert blocks["lead"] == "Xã ghi nhận"
    assert blocks["title"] == paper_spec("certificate").block("title").source
    assert lead_of(house, commune.village.province_id) == "Tỉnh ghi nhận"


def test_giving_words_up_brings_back_those_above(house: House, occasion: Occasion, commune: Commune) -> None:
    row_id = word(house, occasion, commune.id, "Xã ghi nhận")

    with house.database.writing() as session:
        inherit(session, occasion, BlockPlace(commune.id, "certificate", "lead"), row_id)

    assert lead_of(house, commune.hamlet_id) == DEFAULT


def test_nothing_of_ones_own_cannot_be_given_up(house: House, occasion: Occasion, commune: Commune) -> None:
    with house.database.writing() as session, pytest.raises(NothingOwn):
        inherit(session, occasion, BlockPlace(commune.id, "certificate", "lead"), 0)


def test_whoever_read_older_words_is_refused(house: House, occasion: Occasion, commune: Commune) -> None:
    word(house, occasion, commune.id, "Xã ghi nhận")

    with pytest.raises(SaidMeanwhile):
        word(house, occasion, commune.id, "Kính tặng")

    assert lead_of(house, commune.id) == "Xã ghi nhận"


def test_of_two_that_save_at_the_same_moment_the_database_takes_one(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    word(house, occasion, commune.id, "Xã ghi nhận")
    said = {"paper": "certificate", "block": "lead", "source": "Kính tặng", "saved_at": occasion.now}

    with pytest.raises(SaidMeanwhile), house.database.writing() as session:
        session.add(PaperBlock(unit_id=commune.id, **said))


def test_the_same_words_again_are_no_change(house: House, occasion: Occasion, commune: Commune) -> None:
    first = word(house, occasion, commune.id, "Xã ghi nhận")

    assert word(house, occasion, commune.id, "Xã ghi nhận", seen=first) == first


@pytest.mark.parametrize("place", [("nothing", "lead"), ("certificate", "nothing")])
def test_a_paper_or_block_that_there_is_not_is_not_worded(
    house: House, occasion: Occasion, commune: Commune, place: tuple[str, str]
) -> None:
    with house.database.writing() as session, pytest.raises(NotFound):
        say(session, occasion, BlockPlace(commune.id, *place), "x", 0)


def test_faulty_words_are_refused_with_their_faults(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with pytest.raises(WordsFaulty) as refused:
        word(house, occasion, commune.id, "<img src=x>")

    assert [fault.name for fault in refused.value.faults] == ["img"]


def test_a_hamlet_that_moves_says_what_its_new_commune_says(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    other = add(house, occasion, "xa", "Xã Tuy Phong", commune.village.province_id)
    word(house, occasion, commune.id, "Hàm Mẫu ghi nhận")
    word(house, occasion, other, "Tuy Phong ghi nhận")

    done(house, occasion, of(commune.village.province_id), move(house, commune.hamlet_id, other))

    assert lead_of(house, commune.hamlet_id) == "Tuy Phong ghi nhận"


def test_of_several_units_words_none_become_the_heirs_and_all_are_shown(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    word(house, occasion, commune.hamlet_id, "Phú Sơn ghi nhận")
    word(house, occasion, commune.other_id, "Phú Hòa ghi nhận")

    plan = merge(commune.id, "Thôn Phú Lộc", commune.hamlet_id, commune.other_id)
    done(house, occasion, commune.administrator, plan)
    heir = unit_named(house, "Thôn Phú Lộc").id

    assert lead_of(house, heir) == DEFAULT
    with house.database.reading() as session:
        left = [(row.source, name) for row, name in left_behind(session, heir)]
    assert left == [("Phú Sơn ghi nhận", "Thôn Phú Sơn"), ("Phú Hòa ghi nhận", "Thôn Phú Hòa")]


def follow(house: House, occasion: Occasion, old_id: int, new_id: int) -> None:
    """Let one unit follow another alone, as a change does."""
    with house.database.writing() as session:
        session.add(Succession(change_id=1, old_id=old_id, new_id=new_id, share=None, is_heir=True))
        session.flush()
        transfers = [Transfer(old_id, new_id, is_heir=True)]
        house.handed(HangsOnUnits).transfer(session, occasion, 1, transfers)


def test_a_sole_heir_says_what_its_predecessor_said_but_carries_no_head_of_it(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    word(house, occasion, commune.hamlet_id, "Phú Sơn ghi nhận")
    with house.database.writing() as session:
        set_head(session, occasion, commune.hamlet_id, HEAD, 0)
        set_offset(session, occasion, commune.hamlet_id, "a4-24", Offset(15, -5))
    done(
        house,
        occasion,
        commune.administrator,
        merge(commune.id, "Thôn Phú An", commune.other_id, commune.third_id),
    )

    follow(house, occasion, commune.hamlet_id, commune.third_id)

    assert lead_of(house, commune.third_id) == "Phú Sơn ghi nhận"
    with house.database.reading() as session:
        assert offset_for(session, commune.third_id, "a4-24") == (1.5, -0.5)
        assert head_for(session, commune.third_id) is None


def test_a_head_is_inherited_too(house: House, occasion: Occasion, commune: Commune) -> None:
    with house.database.writing() as session:
        set_head(session, occasion, commune.id, HEAD, 0)

        assert head_for(session, commune.hamlet_id) == HEAD
        assert head_for(session, commune.village.province_id) is None


def test_everything_is_told_to_the_trail_without_its_words(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    row_id = word(house, occasion, commune.id, "Xã ghi nhận")
    with house.database.writing() as session:
        inherit(session, occasion, BlockPlace(commune.id, "certificate", "lead"), row_id)
        set_head(session, occasion, commune.id, HEAD, 0)
        set_offset(session, occasion, commune.id, "a4-24", Offset(15, -5))

    with house.database.reading() as session:
        told = select(AuditEvent.action, AuditEvent.subject).where(
            AuditEvent.action.startswith("stationery.")
        )
        events = [tuple(row) for row in session.execute(told.order_by(AuditEvent.id))]

    assert events == [
        ("stationery.say", "paper:certificate/lead"),
        ("stationery.inherit", "paper:certificate/lead"),
        ("stationery.set-head", "paper-head"),
        ("stationery.set-offset", "stock:a4-24"),
    ]


def test_a_unit_tells_before_a_change_what_it_says_of_its_own(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    word(house, occasion, commune.hamlet_id, "Phú Sơn ghi nhận")
    with house.database.writing() as session:
        set_head(session, occasion, commune.hamlet_id, HEAD, 0)

    with house.database.reading() as session:
        hanging = StationeryHanging().hanging(session, [commune.hamlet_id])

    assert [one.number for one in hanging] == [1, 1]


def test_an_heir_of_a_unit_that_said_nothing_says_nothing(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    plan = merge(commune.id, "Thôn Phú An", commune.other_id, commune.third_id)
    done(house, occasion, commune.administrator, plan)

    follow(house, occasion, commune.hamlet_id, commune.third_id)

    assert lead_of(house, commune.third_id) == DEFAULT


def test_an_heir_that_speaks_for_itself_goes_on_doing_so(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    word(house, occasion, commune.hamlet_id, "Phú Sơn ghi nhận")
    word(house, occasion, commune.third_id, "Phú Cường ghi nhận")
    plan = merge(
        commune.id, "Thôn Phú An", commune.other_id, add(house, occasion, "thon", "Thôn Một", commune.id)
    )
    done(house, occasion, commune.administrator, plan)

    follow(house, occasion, commune.hamlet_id, commune.third_id)

    assert lead_of(house, commune.third_id) == "Phú Cường ghi nhận"


def test_a_head_of_ones_own_is_needed_to_give_it_up(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with house.database.writing() as session, pytest.raises(NothingOwn):
        inherit_head(session, occasion, commune.id, 0)


def test_an_offset_measured_anew_takes_the_place_of_the_old_one(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with house.database.writing() as session:
        set_offset(session, occasion, commune.id, "a4-24", Offset(15, -5))
        set_offset(session, occasion, commune.id, "a4-24", Offset(0, 20))

        assert offset_for(session, commune.id, "a4-24") == (0.0, 2.0)
