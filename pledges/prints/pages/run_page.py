"""The page of one run, as it is shown at first and again when something typed on it is to be corrected."""

from typing import Any

from flask import render_template

from forms.print_hand_over import HandOverForm
from pledges.foundation.house import this_house
from pledges.foundation.moments import present
from pledges.prints.makers import Makers
from pledges.prints.papers import manifest_kept_as
from pledges.prints.piece_queries import PiecesAsked, failed_positions, hand_overs_of, lines_found
from pledges.prints.queries import LedgerLine
from pledges.prints.rules import FILE_CHOICE, is_abandoned
from pledges.prints.wording import state_words

# More of them than that are on the page of the pieces.
_FAILED_SHOWN = 20


def run_page(session: Any, line: LedgerLine, form: HandOverForm) -> str:
    """Return the page of a run with the form by which handing over is recorded."""
    house, run = this_house(), line.run
    failed, failed_total = lines_found(session, run.id, PiecesAsked(only_failed=True), 0, _FAILED_SHOWN)
    makers = house.handed(Makers)
    choices = {name: value for name, value in run.choices.items() if name != FILE_CHOICE}
    return render_template(
        "prints/run.html",
        line=line,
        makers=makers,
        form=form,
        stopped=is_abandoned(run.state, run.beat_at, present().now),
        state_words=state_words,
        choices=makers.choice_words(run.kind, choices),
        failed=failed,
        failed_total=failed_total,
        can_remake=bool(failed_positions(session, run.id)) and makers.can_make(run.kind),
        hand_overs=hand_overs_of(session, run.id),
        has_manifest=house.files.exists(manifest_kept_as(run.id)),
    )
