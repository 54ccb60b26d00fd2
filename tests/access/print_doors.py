"""The doors to print runs, and a made run of three labels to stand behind them."""

from sqlalchemy import update

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.links.rules import LABELS
from pledges.prints.acts import begin, finish, start_run
from pledges.prints.papers import kept_as, manifest_kept_as
from pledges.prints.planning import cut_in_parts, lay_out
from pledges.prints.rules import KeptFile, MadeRun, NewPiece, NewRun, PieceState
from pledges.prints.tables import PrintPiece

PDF = b"%PDF-1.7"
_RUN = "/staff/prints/<int:run_id>"


def made_run(house: House, unit_id: int) -> int:
    """Start a run of labels and call it made; return its id."""
    pieces = [NewPiece("household", number, unit_id, f"Hộ số {number}") for number in (1, 2, 3)]
    with house.database.writing() as session:
        run_id = start_run(session, present(), NewRun(LABELS, unit_id, total=3)).id
        begin(session, present(), run_id)
        lay_out(session, run_id, list(cut_in_parts(pieces, 24)))
        session.execute(update(PrintPiece).values(state=PieceState.MADE))
        kept = KeptFile(1, "0" * 64)
        finish(session, present(), run_id, MadeRun("pdf", kept, kept))
    house.files.keep(kept_as(run_id), PDF)
    house.files.keep(manifest_kept_as(run_id), PDF)
    return run_id


def doors_of_prints(run_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door."""
    run = f"/staff/prints/{run_id}"
    return {
        ("GET", _RUN): run,
        ("POST", f"{_RUN}/file"): f"{run}/file",
        ("POST", f"{_RUN}/manifest"): f"{run}/manifest",
        ("POST", f"{_RUN}/cancel"): f"{run}/cancel",
        ("POST", f"{_RUN}/again"): f"{run}/again",
        ("GET", f"{_RUN}/pieces"): f"{run}/pieces",
        ("GET", f"{_RUN}/pieces/<int:position>"): f"{run}/pieces/2",
        ("POST", f"{_RUN}/pieces/<int:position>/again"): f"{run}/pieces/2/again",
        ("POST", f"{_RUN}/failed/again"): f"{run}/failed/again",
        ("POST", f"{_RUN}/hand-overs"): f"{run}/hand-overs",
    }
