"""How many statements a page asks of the database, counted inside the program itself."""

from collections.abc import Callable, Iterator

from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from benchmarks.rows import Row, counted
from benchmarks.submissions import filled, opened
from benchmarks.worlds import World, program

# Beginnings and ends of transactions and settings of a new connection ask for no data.
_NO_QUESTION = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")

# So many of the codes that may sign have done so when the statements are counted.
SIGNED_BEFORE = 3


def statement_rows(world: World) -> Iterator[Row]:
    """Count the statements of the form page, the POST and the receipt, once everything is warm."""
    with program(world.folder) as app:
        visitor = app.test_client()
        first, second, third = world.signing[:SIGNED_BEFORE]
        _sign(visitor, first)
        form = _count(lambda: visitor.get(f"/S/{second}"))
        post = _count(lambda: _post(visitor, second)) - form
        whole = _count(lambda: _sign(visitor, third))
    yield counted("form page: SQL statements", "statements", form, 2)
    yield counted("submission, the POST alone: SQL statements", "statements", post, 5)
    yield counted("submission, form, POST and receipt: SQL statements", "statements", whole, 5)


def _post(visitor: FlaskClient, code: str) -> str:
    form = opened(visitor.get(f"/S/{code}").text)
    fields = filled(form)
    answer = visitor.post(form.action, data={name: _values(fields, name) for name, _ in fields})
    return answer.headers["Location"]


def _values(fields: list[tuple[str, str]], wanted: str) -> list[str]:
    return [value for name, value in fields if name == wanted]


def _sign(visitor: FlaskClient, code: str) -> None:
    receipt = visitor.get(_post(visitor, code))
    if receipt.status_code != 200:
        raise LookupError("the receipt did not come")


def _count(do: Callable[[], object]) -> int:
    asked: list[str] = []

    def remember(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.lstrip().upper().startswith(_NO_QUESTION):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", remember)
    try:
        do()
    finally:
        event.remove(Engine, "before_cursor_execute", remember)
    return len(asked)
