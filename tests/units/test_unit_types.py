"""Types of units are data: both trees, every level."""

from pledges.units.rules import UnitKind
from pledges.units.unit_types import Level, level_of, type_named, type_word, types_of, unit_types

TERRITORY = frozenset(Level) - {Level.BODY, Level.PART}


def test_both_trees_have_their_types() -> None:
    kinds = [each.kind for each in unit_types().values()]

    assert (kinds.count(UnitKind.TERRITORY), kinds.count(UnitKind.ORGANISATION)) == (30, 25)
    assert {each.level for each in unit_types().values()} == set(Level)


def test_households_hang_on_communes_and_below_only() -> None:
    holding = {each.level for each in unit_types().values() if each.holds_households}

    assert holding == {Level.COMMUNE, Level.HAMLET, Level.GROUP}


def test_a_type_is_known_by_its_code() -> None:
    assert (type_word("to_dan_pho"), level_of("bon")) == ("tổ dân phố", Level.HAMLET)
    assert (type_word("vùng"), level_of("vùng")) == ("", None)
    assert "Khu phố" in [each.title for each in types_of(Level.HAMLET)]


def test_the_longest_word_in_front_of_a_name_is_its_type() -> None:
    named = {
        name: found.code
        for name in ("Thị xã La Gi", "KHU PHỐ 3", "khu dân cư số 1", "Phum sóc Bưng Thum")
        if (found := type_named(name, TERRITORY))
    }

    assert list(named.values()) == ["thi_xa", "khu_pho", "khu_dan_cu", "phum_soc"]


def test_thanh_pho_is_two_types_by_level() -> None:
    city = type_named("Thành phố Phan Thiết", frozenset({Level.DISTRICT}))
    central = type_named("Thành phố Hà Nội", TERRITORY)

    assert city is not None
    assert central is not None
    assert (city.code, central.code) == ("thanh_pho_thuoc_tinh", "thanh_pho")
    assert type_named("Xãhội", TERRITORY) is None
