"""What paper costs: stamped on pages that are laid out once, beside WeasyPrint laying out each of the same pages."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.children import Cost, child
from benchmarks.rows import Goal, Reference, Row, counted, row

_ROUNDS = 3
_HAMLET, _MANY = 315, 2000
# The work and how many pieces of it: enough to be measured, few enough to be waited for.
_PIECES = {
    "labels": 2400,
    "labels-alone": 72,
    "certificates": _MANY,
    "certificates-hamlet": _HAMLET,
    "certificates-alone": 32,
    "certificate": 15,
    "certificate-alone": 15,
}
_SPEED = "a CPU second"


def printing_rows(scratch: Path) -> Iterator[Row]:
    """Print in processes of their own, in turns."""
    found = _costs(scratch)
    speed = {work: [_PIECES[work] / cost.cpu_seconds for cost in costs] for work, costs in found.items()}
    beside, goal = _alone(speed, "labels-alone"), Goal(30, is_ceiling=False)
    yield row("labels with QR, 2,400", _SPEED, speed["labels"], beside, goal)
    yield counted("labels with QR, 2,400: memory at most", "MB", _peak(found["labels"]), 150)
    beside, goal = _alone(speed, "certificates-alone"), Goal(18, is_ceiling=False)
    yield row(f"certificates, a hamlet's {_HAMLET}", _SPEED, speed["certificates-hamlet"], beside, goal)
    yield row(f"certificates in bulk, {_MANY:,}", _SPEED, speed["certificates"], beside, goal)
    yield counted(f"certificates in bulk, {_MANY:,}: memory at most", "MB", _peak(found["certificates"]), 250)
    yield _one_row(found)


def _costs(scratch: Path) -> dict[str, list[Cost]]:
    with ExitStack() as ending:
        children = {
            work: ending.enter_context(child(scratch, "paper_works", work, str(pieces)))
            for work, pieces in _PIECES.items()
        }
        rounds = [{work: each.cost() for work, each in children.items()} for _ in range(_ROUNDS)]
    return {work: [costs[work] for costs in rounds] for work in _PIECES}


def _alone(speed: dict[str, list[float]], work: str) -> Reference:
    return Reference(f"WeasyPrint, {_PIECES[work]} in one document", speed[work])


def _one_row(found: dict[str, list[Cost]]) -> Row:
    ours, alone = (_milliseconds_each(found[work], work) for work in ("certificate", "certificate-alone"))
    reference = Reference("WeasyPrint, the same page", alone)
    return row("one certificate on demand, warm", "ms CPU", ours, reference, Goal(1.2))


def _milliseconds_each(costs: Sequence[Cost], work: str) -> list[float]:
    return [cost.cpu_seconds / _PIECES[work] * 1000 for cost in costs]


def _peak(costs: Sequence[Cost]) -> float:
    return max(cost.peak_megabytes for cost in costs)
