"""From rows of a workbook to households and officials: heads, groups, cells, old encodings. No database."""
