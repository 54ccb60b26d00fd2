"""What pages cost the server: the form, a submission, tallies and searches, each beside hello under the same server."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path

from benchmarks.first_visit import first_visit_rows
from benchmarks.rounds import Operation, cpu_milliseconds
from benchmarks.rows import Goal, Reference, Row, row
from benchmarks.servers import Launch, Server, running
from benchmarks.statements import SIGNED_BEFORE
from benchmarks.submissions import Signer, posting_row
from benchmarks.visitors import Visitor
from benchmarks.worlds import World

HELLO = Launch("benchmarks/hello.py")
# Many short rounds: what disturbs the machine for a second then disturbs neighbours in the same round.
_ROUNDS, _PROVINCE_ROUNDS = 15, 9
_SEARCH = "/staff/register?q=duc+nguyen"
_FORM = "form page"
_SUBMISSION = "submission: form, POST and receipt"
_TALLY = "tally page of the commune (10 leaves)"
_FOUND = "search among 3,150 households"
_PROVINCE_TALLY = "tally page of a province (1,240 leaves)"
_PROVINCE_FOUND = "search among 100,440 households"
# Of searches and tallies the goals name the province; what a commune's may cost at most is the same.
_GOALS = {
    _FORM: Goal(3),
    _SUBMISSION: Goal(12),
    _TALLY: Goal(50),
    _FOUND: Goal(65),
    _PROVINCE_TALLY: Goal(50),
    _PROVINCE_FOUND: Goal(65),
}


def commune_rows(world: World, scratch: Path) -> Iterator[Row]:
    """Measure a first visit, the sample commune's pages, POSTs of eight at once, and the memory taken in the end."""
    with ExitStack() as ending:
        hello = ending.enter_context(running(HELLO, scratch))
        server = ending.enter_context(running(Launch("app.py", settings=world.settings), scratch))
        visitor, clerk = Visitor(server.port), Visitor(server.port, world.cookie)
        yield from first_visit_rows(visitor, world.reading[0])
        codes = islice(world.signing, SIGNED_BEFORE, None)
        signer = Signer(visitor, codes)
        shown = cycle(world.reading)
        operations = [
            Operation(_FORM, server, lambda: visitor.get(f"/S/{next(shown)}"), 100),
            Operation(_SUBMISSION, server, signer.sign, 25),
            Operation(_TALLY, server, opening(clerk, _tally_address(world)), 20),
            Operation(_FOUND, server, opening(clerk, _SEARCH), 20),
        ]
        yield from beside_hello(hello, operations, _ROUNDS, _GOALS)
        yield posting_row(server.port, codes)
        yield _memory_row(server, hello)


def province_rows(world: World, scratch: Path) -> Iterator[Row]:
    """Measure the pages whose cost could grow with the tree or the register."""
    with (
        running(HELLO, scratch) as hello,
        running(Launch("app.py", settings=world.settings), scratch) as server,
    ):
        clerk = Visitor(server.port, world.cookie)
        operations = [
            Operation(_PROVINCE_TALLY, server, opening(clerk, _tally_address(world)), 8, warm_ups=3),
            Operation(_PROVINCE_FOUND, server, opening(clerk, _SEARCH), 4, warm_ups=3),
        ]
        yield from beside_hello(hello, operations, _PROVINCE_ROUNDS, _GOALS)


def beside_hello(
    hello: Server, operations: list[Operation], rounds: int, goals: Mapping[str, Goal]
) -> Iterator[Row]:
    """Measure operations beside hello under the same server, each with its goal."""
    visitor = Visitor(hello.port)
    reference = Operation("hello", hello, lambda: visitor.get("/"), 200)
    found = cpu_milliseconds([reference, *operations], rounds)
    for operation in operations:
        beside = Reference("Flask hello under waitress", found["hello"])
        yield row(operation.name, "ms CPU", found[operation.name], beside, goals[operation.name])


def opening(visitor: Visitor, address: str) -> Callable[[], object]:
    """Return what opens a page."""
    return lambda: visitor.get(address)


def _tally_address(world: World) -> str:
    return f"/staff/tallies/{world.campaign_id}/{world.unit_id}"


def _memory_row(server: Server, hello: Server) -> Row:
    reference = Reference("Flask hello under waitress", [hello.memory_megabytes()])
    return row(
        "memory of the server (PSS), after the above", "MB", [server.memory_megabytes()], reference, Goal(1.8)
    )
