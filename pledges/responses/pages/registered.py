"""What an office's page shows once its head has registered: the office's plan, and its officials as numbers only."""

from collections.abc import Mapping
from typing import Any

from forms.questionnaire import Questionnaire
from forms.signed_rows import told_in
from pledges.foundation.house import this_house
from pledges.foundation.locale import current_language
from pledges.responses.pages.sheet import questionnaire_of
from pledges.responses.pages.visits import Visit
from pledges.responses.queries.registrations import registered_at
from pledges.tallies.queries.offices import registered_in

# An office is no private person, but whoever is in charge of a work is: names stay on the receipt.
_OF_PEOPLE = frozenset({"nguoi_phu_trach"})
Work = list[tuple[str, str]]


def registered_context(visit: Visit) -> dict[str, Any]:
    """Return what the page of an office needs that has registered; nothing of it names anybody."""
    language = current_language()
    with this_house().database.reading() as session:
        kept = registered_at(session, visit.asking.invitation_id)
        numbers = registered_in(session, visit.asking.unit_id)
    if kept is None:  # taken back in this second
        return {"items": [], "works": [], "numbers": numbers}
    questionnaire = questionnaire_of(kept.version_id, kept.version_digest)
    return {
        "items": [item.text.in_language(language) for item in questionnaire.items if item.code in kept.items],
        "works": _works(questionnaire, kept.more, language),
        "numbers": numbers,
    }


def _works(questionnaire: Questionnaire, more: Mapping[str, Any], language: str) -> list[Work]:
    """Return each work as (label, answer) pairs, the first of which names it."""
    return [
        [
            (question.label.in_language(language), words)
            for question, words in told_in(asked.rows.questions, row, language)
            if question.kind not in ("name", "phone") and question.code not in _OF_PEOPLE
        ]
        for asked in questionnaire.questions
        if asked.rows is not None
        for row in more.get(asked.code) or ()
    ]
