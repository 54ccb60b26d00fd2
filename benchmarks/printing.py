"""What paper costs: stamped on pages that are laid out once, beside WeasyPrint laying out each of the same pages."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

from benchmarks.children import Child, Cost, child
from benchmarks.papers import certificate_papers
from benchmarks.rows import Goal, Reference, Row, counted, row
from pledges.paper.certificates import certificates

_ROUNDS = 3
_HAMLET, _MANY = 315, 2000
# The work and how many pieces of it: enough to be measured, few enough to be waited for.
_PIECES = {
    "labels": 2400,
    "labels-alone": 72,
    "labels-scanned": 2400,
    "cards": _MANY,
    "cards-alone": 24,
    "cards-scanned": _MANY,
    "certificates": _MANY,
    "certificates-scanned": _MANY,
    "certificates-hamlet": _HAMLET,
    "certificates-alone": 32,
    "certificate": 15,
    "certificate-alone": 15,
}
_SPEED = "a CPU second"
_PROVINCE = 300_000
_BYTES_A_PAGE = 2000


def printing_rows(scratch: Path) -> Iterator[Row]:
    """Print in processes of their own, in turns."""
    found = _costs(scratch)
    speed = {work: [_PIECES[work] / cost.cpu_seconds for cost in costs] for work, costs in found.items()}
    beside, goal = _alone(speed, "labels-alone"), Goal(30, is_ceiling=False)
    yield row("labels with QR, 2,400", _SPEED, speed["labels"], beside, goal)
    yield counted("labels with QR, 2,400: memory at most", "MB", _peak(found["labels"]), 150)
    yield _scan_row(speed, "labels")
    beside = _alone(speed, "cards-alone")
    yield row(f"folded cards with PIN, {_MANY:,}", _SPEED, speed["cards"], beside, goal)
    yield counted(f"folded cards with PIN, {_MANY:,}: memory at most", "MB", _peak(found["cards"]), 150)
    yield _scan_row(speed, "cards")
    yield _province_row(found)
    beside, goal = _alone(speed, "certificates-alone"), Goal(18, is_ceiling=False)
    yield row(f"certificates, a hamlet's {_HAMLET}", _SPEED, speed["certificates-hamlet"], beside, goal)
    yield row(f"certificates in bulk, {_MANY:,}", _SPEED, speed["certificates"], beside, goal)
    yield counted(f"certificates in bulk, {_MANY:,}: memory at most", "MB", _peak(found["certificates"]), 250)
    yield counted("certificates in bulk: size", "bytes a page", _bytes_a_page(), _BYTES_A_PAGE)
    yield _scan_row(speed, "certificates")
    yield _one_row(found)
    yield _two_row(scratch)


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


def _scan_row(speed: dict[str, list[float]], work: str) -> Row:
    """Compare the time of reading every code from the finished pages with the time of making them."""
    ours, making = ([1000 / each for each in speed[name]] for name in (f"{work}-scanned", work))
    return row(f"{work}: reading every code again", "ms CPU", ours, Reference("making one", making), Goal(2))


def _province_row(found: dict[str, list[Cost]]) -> Row:
    """Reckon how long a province's folded cards take one process, made and read again."""
    each = [
        (made.cpu_seconds + scanned.cpu_seconds) / _MANY
        for made, scanned in zip(found["cards"], found["cards-scanned"], strict=True)
    ]
    minutes = sorted(each)[len(each) // 2] * _PROVINCE / 60
    return counted(f"{_PROVINCE:,} folded cards made and read again, reckoned", "CPU minutes", minutes, 15)


def _one_row(found: dict[str, list[Cost]]) -> Row:
    ours, alone = (_milliseconds_each(found[work], work) for work in ("certificate", "certificate-alone"))
    reference = Reference("WeasyPrint, the same page", alone)
    return row("one certificate on demand, warm", "ms CPU", ours, reference, Goal(1.2))


def _two_row(scratch: Path) -> Row:
    """Let two processes make labels at once; by the clock, so a busy machine shows."""
    with ExitStack() as ending:
        made = [
            ending.enter_context(child(scratch, "paper_works", "labels", str(_PIECES["labels"])))
            for _ in range(2)
        ]
        rounds = [(_pieces_a_second(made[:1]), _pieces_a_second(made)) for _ in range(_ROUNDS)]
    one, two = zip(*rounds, strict=True)
    reference = Reference("one process", one)
    return row("labels in two processes at once", "a second", two, reference, Goal(1.7, is_ceiling=False))


def _pieces_a_second(children: Sequence[Child]) -> float:
    begun = time.perf_counter()
    with ThreadPoolExecutor(len(children)) as at_once:
        list(at_once.map(Child.cost, children))
    return len(children) * _PIECES["labels"] / (time.perf_counter() - begun)


def _bytes_a_page() -> float:
    written = BytesIO()
    return certificates(certificate_papers(_MANY), written).pages and len(written.getvalue()) / _MANY


def _milliseconds_each(costs: Sequence[Cost], work: str) -> list[float]:
    return [cost.cpu_seconds / _PIECES[work] * 1000 for cost in costs]


def _peak(costs: Sequence[Cost]) -> float:
    return max(cost.peak_megabytes for cost in costs)
