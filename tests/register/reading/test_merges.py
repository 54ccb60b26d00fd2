"""A cell knows the merge it belongs to."""

from pledges.foundation.workbook.values import Merge
from pledges.register.reading.merges import Merges


def test_every_cell_of_a_merge_finds_it() -> None:
    years, address = Merge(6, 3, 6, 4), Merge(10, 5, 12, 5)
    merges = Merges([address, years])

    assert merges.at(6, 4) == years
    assert (merges.at(10, 5), merges.at(12, 5)) == (address, address)


def test_cells_beside_above_and_below_belong_to_none() -> None:
    merges = Merges([Merge(10, 5, 12, 5)])

    assert [merges.at(9, 5), merges.at(13, 5), merges.at(11, 4), merges.at(11, 6)] == [None] * 4


def test_a_merge_of_the_whole_sheet_costs_no_more_than_the_columns_read() -> None:
    merges = Merges([Merge(1, 1, 1_048_576, 16_384)] * 20_000)

    assert merges.at(60_000, 60) == Merge(1, 1, 1_048_576, 16_384)
