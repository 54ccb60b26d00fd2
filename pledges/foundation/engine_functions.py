"""Functions of the database that the two engines call differently, said once."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class position_in(FunctionElement[int]):  # noqa: N801  # reads like the other functions of SQL
    """Where a text first stands in another one, counted from one; 0 where it does not: ``position_in(text, "/")``."""

    type = Integer()
    inherit_cache = True


@compiles(position_in, "sqlite")
def _on_sqlite(element: position_in, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(position_in, "postgresql")
def _on_postgresql(element: position_in, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"
