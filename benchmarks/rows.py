"""A measured figure beside its reference and its goal, the file of all of them, and the table a person reads."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

_HEADINGS = ("what", "measured", "reference", "ratio", "rounds", "goal", "")


@dataclass(frozen=True)
class Goal:
    """The ratio to be reached: at most, or at least, so many times the reference."""

    ratio: float
    is_ceiling: bool = True

    def is_met_by(self, ratio: float) -> bool:
        """Tell whether a measured ratio reaches the goal."""
        return ratio <= self.ratio if self.is_ceiling else ratio >= self.ratio

    def __str__(self) -> str:
        return f"{'≤' if self.is_ceiling else '≥'} {_figure(self.ratio)}"


@dataclass(frozen=True)
class Row:
    """One line of the table. ``ratio`` is the median over the rounds, ``lowest`` and ``highest`` are its extremes."""

    name: str
    value: float
    unit: str
    reference: str
    ratio: float
    lowest: float
    highest: float
    goal: Goal

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        return self.goal.is_met_by(self.ratio)


@dataclass(frozen=True)
class Reference:
    """What is measured beside ours: its name, and one figure a round, in the same unit."""

    name: str
    figures: Sequence[float]


def row(name: str, unit: str, ours: Sequence[float], reference: Reference, goal: Goal) -> Row:
    """Compare figures taken round by round; a noisy neighbour slows both sides of a round alike."""
    ratios = [mine / other for mine, other in zip(ours, reference.figures, strict=True)]
    named = f"{reference.name}: {_figure(median(reference.figures))} {unit}"
    return Row(name, median(ours), unit, named, median(ratios), min(ratios), max(ratios), goal)


def counted(name: str, unit: str, value: float, limit: float) -> Row:
    """Compare something that is the same in every round, such as a number of statements, with its limit."""
    ratio = value / limit
    return Row(name, value, unit, f"limit: {_figure(limit)} {unit}", ratio, ratio, ratio, Goal(1))


def as_table(rows: Sequence[Row]) -> str:
    """Return the rows as a table in Markdown, its columns aligned for the terminal as well."""
    lines = [_HEADINGS, *map(_cells, rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(_HEADINGS))]
    shown = [_line([cell.ljust(width) for cell, width in zip(line, widths, strict=True)]) for line in lines]
    return "\n".join([shown[0], _line(["-" * width for width in widths]), *shown[1:]])


def join(rows: Sequence[Row], path: Path, keeps: bool) -> None:
    """Write the rows as JSON, each with the day it was measured, its goal in words and whether it is met.

    With ``keeps``, rows of another name that the file holds already stay before them.
    """
    today, names = datetime.now(UTC).date().isoformat(), {each.name for each in rows}
    content = [
        asdict(each) | {"goal": str(each.goal), "is_met": each.is_met, "measured_on": today} for each in rows
    ]
    before = json.loads(path.read_text(encoding="utf-8")) if keeps and path.exists() else []
    stay = [each for each in before if each["name"] not in names]
    path.write_text(json.dumps(stay + content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _cells(each: Row) -> tuple[str, ...]:
    measured = f"{_figure(each.value)} {each.unit}"
    rounds = f"{_figure(each.lowest)}–{_figure(each.highest)}" if each.lowest < each.highest else ""
    met = "met" if each.is_met else "NOT MET"
    return (each.name, measured, each.reference, _figure(each.ratio), rounds, str(each.goal), met)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(value: float) -> str:
    """Return a number with three significant digits, as no measurement here has more."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
