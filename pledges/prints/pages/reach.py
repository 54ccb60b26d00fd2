"""Which runs the actor may do something about: those of their units, of kinds they may print."""

from typing import Any

from pledges.foundation.access import acting
from pledges.foundation.house import this_house
from pledges.prints.makers import Makers
from pledges.prints.queries import LedgerLine, line_in_scope
from pledges.prints.rules import PaperKind
from pledges.staff.rules import Permission


def run_in_reach(session: Any, run_id: int) -> tuple[LedgerLine, PaperKind]:
    """Return a run that the actor may have made, fetched and called off, and its kind.

    :raises NotFound: when there is none, or the actor may not print its kind there.
    """
    line = line_in_scope(session, acting(), Permission.READ_PRINTS, run_id)
    kind = this_house().handed(Makers).kind_of(line.run.kind)
    return line_in_scope(session, acting(), kind.permission, run_id), kind
