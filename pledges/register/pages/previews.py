"""The page of a preview: numbers, columns and places to correct, and the rows by what they mean."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request

from forms.list_import import StoreForm
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.foundation.moments import present
from pledges.register import staging
from pledges.register.lists import Outcome
from pledges.register.queries.imports import WARNED, leaves_for, row_page
from pledges.register.reading import words as reading_words
from pledges.register.reading.labels import FIELDS
from pledges.register.rules import SubjectKind

_ROWS_A_PAGE = 50
TABS = (Outcome.NEW.value, Outcome.CHANGED.value, Outcome.GONE.value, Outcome.REJECTED.value, WARNED)


def preview_page(found: Any, line: Sequence[Any], page: int) -> str:
    """Return the page of a previewed list, one tab of it."""
    kind, summary = SubjectKind(found.kind), found.summary or {}
    numbers = {**dict.fromkeys(TABS, 0), **summary.get("numbers", {}), WARNED: summary.get("warned", 0)}
    tab = request.args.get("tab", "")
    if tab not in TABS:
        tab = next((each for each in TABS if numbers[each]), Outcome.NEW.value)
    with this_house().database.reading() as session:
        rows, total = row_page(session, found.id, tab, (page - 1) * _ROWS_A_PAGE, _ROWS_A_PAGE)
        leaves = leaves_for(session, kind, found.unit_id, present().today)
    return render_template(
        "register/preview.html",
        found=found,
        line=line,
        numbers=numbers,
        summary=summary,
        columns=staging.columns_of(summary),
        fields=sorted(FIELDS[kind], key=list(reading_words.FIELD_WORDS).index),
        words=staging,
        reading_words=reading_words,
        tab=tab,
        rows=rows,
        leaves=leaves,
        places={leaf.id: leaf.name for leaf in leaves},
        page=page,
        pages=max(1, -(-total // _ROWS_A_PAGE)),
        form=StoreForm(language=current_language()),
    )
