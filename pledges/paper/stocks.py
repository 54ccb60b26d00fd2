"""The sheets of labels that an office can print on, read from templates/documents/labels-stocks.toml and checked."""

import tomllib
from collections.abc import Mapping
from typing import Any

from pledges.paper.geometry import LabelSheet, cells
from pledges.paper.templates import FOLDER

_PAGE_WIDTH_MM, _PAGE_HEIGHT_MM = 210, 297
_TOLERANCE_MM = 0.01

DOOR_QR_MM = 33.0
"""The square that a door's code takes with its quiet zone of 4 modules.

The dark part of version 2, the smallest any address takes, is then 25 mm wide; of version 3, the usual one, 25.9 mm.
"""
NARROWEST_TEXT_MM = 24.0
"""What a label needs beside the code: the code to type, 15 signs, in 6.5 pt."""


class StockInvalid(ValueError):
    """The description of a sheet cannot be one: its labels do not lie on it, or lie on each other."""


class StockTooSmall(ValueError):
    """A sheet's labels have no room for a door's code; ``words`` say so to whoever chose it."""

    def __init__(self, stock: LabelSheet) -> None:
        size = f"{_mm(stock.label_width_mm)} × {_mm(stock.label_height_mm)} mm"
        self.words = (
            f"Nhãn {size} quá nhỏ: mã QR dán cửa phải rộng ít nhất 25 mm, kể cả viền trắng là 33 mm, bên cạnh còn chỗ "
            "cho mã gõ tay."
        )
        super().__init__(self.words)


def read_stocks(text: str) -> dict[str, LabelSheet]:
    """Read descriptions of sheets (TOML, a table a sheet), in the order given.

    :raises StockInvalid: when one cannot be right.
    """
    return {code: _stock(code, said) for code, said in tomllib.loads(text).items()}


def check_for_doors(stock: LabelSheet) -> None:
    """Tell whether a door's code of 25 mm and the code to type fit on a label.

    :raises StockTooSmall: when they do not.
    """
    beside = stock.label_width_mm - DOOR_QR_MM
    if stock.label_height_mm < DOOR_QR_MM or beside < NARROWEST_TEXT_MM:
        raise StockTooSmall(stock)


def is_for_doors(stock: LabelSheet) -> bool:
    """Tell whether a household's label can be printed on the sheet."""
    try:
        check_for_doors(stock)
    except StockTooSmall:
        return False
    return True


def _stock(code: str, said: Mapping[str, Any]) -> LabelSheet:
    stock = LabelSheet(
        name=said["name"],
        page_width_mm=_PAGE_WIDTH_MM,
        page_height_mm=_PAGE_HEIGHT_MM,
        columns=said["columns"],
        rows=said["rows"],
        label_width_mm=said["width"],
        label_height_mm=said["height"],
        left_mm=said["left"],
        top_mm=said["top"],
        gap_right_mm=said.get("gap_right", 0.0),
        gap_down_mm=said.get("gap_down", 0.0),
    )
    _check(code, stock)
    return stock


def _check(code: str, stock: LabelSheet) -> None:
    lengths = (stock.label_width_mm, stock.label_height_mm, stock.columns, stock.rows)
    edges = (stock.left_mm, stock.top_mm, stock.gap_right_mm, stock.gap_down_mm)
    if min(lengths) <= 0 or min(edges) < 0:
        raise StockInvalid(f"{code}: a length is below nought")
    last = cells(stock)[-1]
    over = max(
        last.left_mm + stock.label_width_mm - stock.page_width_mm,
        last.top_mm + stock.label_height_mm - stock.page_height_mm,
    )
    if over > _TOLERANCE_MM:
        raise StockInvalid(f"{code}: the last label ends {over:.2f} mm beyond the sheet")


def _mm(length: float) -> str:
    return f"{length:g}".replace(".", ",")


STOCKS: Mapping[str, LabelSheet] = read_stocks((FOLDER / "labels-stocks.toml").read_text(encoding="utf-8"))
"""All sheets by their code; the first is the one for whoever chooses none."""

A4_24_CODE = "a4-24"
A4_24 = STOCKS[A4_24_CODE]
