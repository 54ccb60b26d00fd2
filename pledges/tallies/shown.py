"""What the page of a tally shows of each line, in the words and figures of its language, worked out once a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pledges.foundation.figures import written
from pledges.foundation.locale import SOURCE_LANGUAGE, current_language, gettext, mark
from pledges.foundation.vietnamese.numbers import grouped, percent_down
from pledges.tallies.rules import TallyLine
from pledges.tallies.sheet import (
    AFTER_BAR,
    BEFORE_BAR,
    UNTOLD,
    Column,
    gross_rate,
    self_gross_rate,
    self_rate,
    signed_rate,
)


@dataclass(frozen=True)
class CountedWords:
    """What the page says of the numbers, for whoever is counted."""

    leading: str
    made_of: str
    total: str
    both_rates: str
    within: str


_HOUSEHOLDS = CountedWords(
    leading=mark("hộ tự ký"),
    made_of=mark("%(signed)s trên %(due)s hộ thuộc diện; %(gross)s trên tổng số %(base)s hộ"),
    total=mark("Tổng số hộ"),
    both_rates=mark("%(net)s thuộc diện, %(gross)s tổng số hộ"),
    within=mark("Trong số hộ thuộc diện"),
)
_OTHERS = CountedWords(
    leading=mark("tự đăng ký"),
    made_of=mark("%(signed)s trên %(due)s thuộc diện; %(gross)s trên tổng số %(base)s"),
    total=mark("Tổng số"),
    both_rates=mark("%(net)s thuộc diện, %(gross)s tổng số"),
    within=mark("Trong số thuộc diện"),
)
# The bar's parts in the order in which they stand: how they are drawn, what they are called, what they count.
_PARTS = (
    ("self", mark("tự ký"), "signed_self"),
    ("paper", mark("ký giấy"), "signed_paper"),
    ("entered", mark("nhập hộ"), "signed_assisted"),
    ("reached", mark("đã tiếp cận, chưa ký"), "reached_only"),
    ("open", mark("còn lại"), "remaining"),
)


@dataclass(frozen=True)
class ShownLine:
    """One line of the table: its cells on both sides of the bar, and the bar in parts and in words."""

    before: tuple[str, ...]
    parts: list[dict[str, Any]]
    words: str
    due: int
    after: tuple[str, ...]


class Showing:
    """Shows lines in the language of the page being answered.

    **why** a value of its own: a province has a hundred lines of thirteen figures, and asking for the language
    at each took as long as everything else on the page.
    """

    def __init__(self, *, is_past: bool = False, counts_households: bool = True) -> None:
        self._is_past = is_past
        self._words = _HOUSEHOLDS if counts_households else _OTHERS
        self._written: Callable[[str], str] = str if current_language() == SOURCE_LANGUAGE else written
        self._parts = [part for part in _PARTS if not (is_past and part[0] == "reached")]
        self._labels = tuple(gettext(label) for _, label, _ in self._parts)

    def line(self, line: TallyLine) -> ShownLine:
        """Return everything the table shows of a line."""
        parts = self.parts(line)
        words = ", ".join(f"{part['label']} {part['text']}" for part in parts)
        return ShownLine(self._cells(line, BEFORE_BAR), parts, words, line.due, self._cells(line, AFTER_BAR))

    def parts(self, line: TallyLine) -> list[dict[str, Any]]:
        """Return the parts of a line's bar, in the order in which they stand."""
        return [
            {"kind": kind, "label": label, "count": count, "text": self._number(count)}
            for (kind, _, counter), label in zip(self._parts, self._labels, strict=True)
            for count in (getattr(line, counter),)
        ]

    def facts(self, line: TallyLine, refusals: str | None) -> list[tuple[str, str, str]]:
        """Return everything that stands beside the leading number, as (what, how many, in small words)."""
        facts = [
            (gettext(self._words.total), self._number(line.base), ""),
            (gettext("Loại trừ"), self._number(line.excluded), self._share(line.excluded, line.base)),
            (gettext("Thuộc diện"), self._number(line.due), ""),
            (gettext("Đã tiếp cận"), *self._undated(line.reached, self._share(line.reached, line.due))),
            (gettext("Đã ký, cả ba hình thức"), self._number(line.signed), self._both_rates(line)),
            (gettext("Rút lại"), self._number(line.withdrawn), ""),
            (gettext("Thành viên tự xác nhận"), *self._undated(line.members_confirmed, self._named(line))),
        ]
        return [*facts, (gettext("Không cam kết"), self._written(refusals), "")] if refusals else facts

    @property
    def within(self) -> str:
        """What the bar is called, a message id."""
        return self._words.within

    def leading(self, line: TallyLine) -> tuple[str, str, str]:
        """Return the number that leads, what it counts, and what it is made of."""
        made_of = {
            "signed": self._number(line.signed_self),
            "due": self._number(line.due),
            "gross": self._written(self_gross_rate(line)),
            "base": self._number(line.base),
        }
        words = gettext(self._words.made_of) % made_of
        return self._written(self_rate(line)), gettext(self._words.leading), words

    def _both_rates(self, line: TallyLine) -> str:
        rates = {"net": self._written(signed_rate(line)), "gross": self._written(gross_rate(line))}
        return gettext(self._words.both_rates) % rates

    def _named(self, line: TallyLine) -> str:
        return gettext("trên %(named)s người được ghi tên") % {"named": self._number(line.members)}

    def _undated(self, number: int, note: str) -> tuple[str, str]:
        """Return a number with its small words, or that nobody can tell it of an earlier day."""
        return (UNTOLD, "") if self._is_past else (self._number(number), note)

    def _cells(self, line: TallyLine, columns: tuple[Column, ...]) -> tuple[str, ...]:
        values = (column.value(line, is_past=self._is_past) for column in columns)
        return tuple(
            self._number(value) if isinstance(value, int) else self._written(value) for value in values
        )

    def _number(self, number: int) -> str:
        return self._written(grouped(number))

    def _share(self, part: int, whole: int) -> str:
        return self._written(percent_down(part, whole))
