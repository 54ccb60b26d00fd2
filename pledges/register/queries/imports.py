"""Questions about lists that were read."""

from sqlalchemy.orm import Session

from pledges.foundation.errors import NotFound
from pledges.register.tables import RegisterImport


def import_by_id(session: Session, import_id: int) -> RegisterImport:
    """Return the import.

    :raises NotFound: when there is none.
    """
    found = session.get(RegisterImport, import_id)
    if found is None:
        raise NotFound
    return found
