"""From a violated constraint's name to the error a person can understand: the database decides, we translate."""

import re

from sqlalchemy.exc import IntegrityError

from pledges.foundation.errors import DomainError

_meanings: dict[str, type[DomainError]] = {}


def means(constraint: str, columns: str, error: type[DomainError]) -> None:
    """Register what a violated constraint means to a person.

    **why two names**: PostgreSQL reports the constraint's name, SQLite a UNIQUE violation's columns
    (``table.column, table.column``).
    """
    _meanings[constraint] = error
    _meanings[columns] = error


def violated_name(violation: IntegrityError) -> str:
    """Return the constraint's name (PostgreSQL, CHECK on SQLite) or its columns (UNIQUE on SQLite)."""
    diagnosis = getattr(violation.orig, "diag", None)
    if diagnosis is not None and diagnosis.constraint_name:
        return str(diagnosis.constraint_name)
    found = re.search(r"constraint failed: (.+)$", str(violation.orig))
    return found.group(1).strip() if found else ""


def translated_violation(violation: IntegrityError) -> Exception:
    """Return the domain error a violation stands for; an unknown one comes back as it is."""
    meaning = _meanings.get(violated_name(violation))
    return meaning() if meaning else violation
