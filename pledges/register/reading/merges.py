"""Cells shown as one, found by any of them: built once a sheet, because a list may have one a household."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from pledges.foundation.workbook.limits import MAX_COLUMNS
from pledges.foundation.workbook.values import Merge


class Merges:
    """The merged cells of a sheet by column, from top to bottom."""

    def __init__(self, merges: Iterable[Merge]) -> None:
        self._by_column: dict[int, list[Merge]] = defaultdict(list)
        for merge in sorted(merges, key=_first_row):
            for column in range(merge.first_column, min(merge.last_column, MAX_COLUMNS + 1) + 1):
                self._by_column[column].append(merge)

    def at(self, row: int, column: int) -> Merge | None:
        """Return the merge that covers the cell; of overlapping ones, which no office program makes, the lower."""
        merges = self._by_column.get(column, [])
        place = bisect_right(merges, row, key=_first_row)
        if place and merges[place - 1].covers(row, column):
            return merges[place - 1]
        return None


def _first_row(merge: Merge) -> int:
    return merge.first_row
