"""What a form holds when it opens with what was given before: all of it for a correction, little for another year."""

from collections.abc import Sequence
from typing import Any

from forms.questionnaire import Questionnaire
from forms.signing import BIRTH_YEAR, PEOPLE, PEOPLE_16, PHONE, signer_question
from pledges.foundation.keys import Keys
from pledges.register.phones import open_phones
from pledges.responses.queries.members import NamedPerson
from pledges.responses.queries.receipts import PledgeVersion


def to_correct(
    keys: Keys, questionnaire: Questionnaire, version: PledgeVersion, members: Sequence[NamedPerson]
) -> dict[str, Any]:
    """Return everything that was given, for its own signer to change; the boxes of duty and pledge are ticked anew."""
    offered = {item.code for item in questionnaire.items}
    phones = open_phones(keys, version.phone_sealed)
    return {
        **version.more,
        **to_renew(questionnaire, version, members),
        "items": [code for code in version.items if code in offered],
        PEOPLE: _written(version.people_count),
        PEOPLE_16: _written(version.adult_count),
        PHONE: phones[0] if phones else "",
        **dict.fromkeys(version.consents, True),
    }


def to_renew(
    questionnaire: Questionnaire, version: PledgeVersion, members: Sequence[NamedPerson]
) -> dict[str, Any]:
    """Return who signed and who was named; what is pledged this time is for them to tick."""
    rows = [
        {"name": one.name, "birth_year": _written(one.birth_year), "relation": one.relation}
        for one in members
    ]
    return {
        signer_question(questionnaire): version.signer_name,
        BIRTH_YEAR: _written(version.birth_year),
        "members": rows,
    }


def _written(number: int | None) -> str:
    return "" if number is None else str(number)
