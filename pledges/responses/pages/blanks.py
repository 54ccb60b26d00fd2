"""The words that were signed as a page of their receipt shows them."""

from pledges.foundation.codes import grouped_code
from pledges.responses.pages.sheet import questionnaire_of
from pledges.responses.pledged import Pledge
from pledges.responses.signed_words import words_as_signed


def text_as_signed(pledge: Pledge, reference: str) -> str:
    """Return the words that were signed, "" once the pledge was taken back; what was not told stays empty."""
    if pledge.withdrawn_at:
        return ""
    questionnaire = questionnaire_of(pledge.version_id, pledge.version_digest)
    return words_as_signed(questionnaire, pledge, grouped_code(reference))
