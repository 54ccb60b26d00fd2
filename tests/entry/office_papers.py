"""Papers of officials and offices as they lie on the desk, as the fields that somebody types from them."""

from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import short_date
from tests.access.doors import token_on
from tests.entry.desk import Fields, hidden
from tests.entry.papers import KEPT
from tests.responses.offices import HEAD, WORK

TODAY = short_date(present().today)


def proof_on(page: str, **typed: str) -> Fields:
    marks = {"csrf_token": token_on(page), **{name: hidden(page, name) for name in ("attempt", "version")}}
    return {**marks, "kind": "signed_paper", "signed_on": TODAY, "kept_at": KEPT, **typed}


def of_official(page: str, **typed: str) -> Fields:
    """What Lê Thị Lan's paper says, every item; "" leaves a field out."""
    said = {
        "extent": "whole",
        "ho_ten": "Lê Thị Lan",
        "chuc_vu_vi_tri": "Công chức",
        "doi_tuong": "cong_chuc",
        "C1": "y",
    }
    return {name: value for name, value in proof_on(page, **{**said, **typed}).items() if value}


def of_office(page: str, **typed: str) -> Fields:
    """What the office's paper says: every general commitment and one work."""
    return proof_on(page, **{"extent": "whole", "nguoi_dung_dau": HEAD, **WORK, **typed})
