"""Reads the file of an official list in the limited process."""

from pathlib import Path

from pledges.foundation.workbook.opening import open_workbook
from pledges.units.official_list.columns import columns_of
from pledges.units.official_list.refusals import NotAUnitList
from pledges.units.official_list.rows import OfficialList, read_rows


def read_unit_list(path: Path) -> OfficialList:
    """Return what the first visible sheet with the head of a unit list says.

    :raises NotAUnitList: when there is none. :raises WorkbookUnreadable: and its kin, as ``open_workbook`` does.
    """
    for sheet in open_workbook(path):
        columns = None if sheet.is_hidden else columns_of(sheet)
        if columns is not None:
            listed = read_rows(sheet, columns)
            if listed.units or listed.refused:
                return listed
    raise NotAUnitList
