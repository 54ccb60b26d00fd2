"""The wording that pages and papers ask for by name, so that none can be missing when it is needed."""

from collections.abc import Mapping

from forms.passage_defaults import AFTER_SIGNING, OF_MEMBERS, OPTIONAL_PASSAGES
from forms.text import Text

__all__ = ["OPTIONAL_PASSAGES", "REQUIRED_PASSAGES", "required_passages", "usual_passages"]

_SIGNED_ON_A_PAGE = (
    "heading",
    "lede",
    "voluntary",
    "data_notice_title",
    "data_notice",
    "items_title",
    "representative_title",
    "reference_to_come",
    "withdrawal",
    "button_sign",
    "choice_missing",
)
_PLEDGED_OR_NOT = ("items_missing", "consents_title", "refusal", "button_decline")
_EVERY_PAPER = (
    "printed_nation",
    "printed_motto",
    "printed_kind",
    "printed_subject",
    "printed_opening",
    "printed_place_and_date",
    "printed_signer",
    "printed_signer_hint",
)
_HOUSEHOLD = (
    *_SIGNED_ON_A_PAGE,
    *_PLEDGED_OR_NOT,
    "button_add_member",
    "understanding_title",
    "understanding_title_alone",
    "understanding_a",
    "understanding_b",
    "understanding_c",
    *_EVERY_PAPER,
    "printed_representative",
    "printed_birth_year",
    "printed_address",
    "printed_opening_alone",
    "printed_term",
    "printed_column_number",
    "printed_column_name",
    "printed_column_birth_year",
    "printed_column_relation",
    "printed_column_confirmation",
    "printed_copies",
)
_OFFICIAL = (
    *_SIGNED_ON_A_PAGE,
    *_PLEDGED_OR_NOT,
    *_EVERY_PAPER,
    "printed_audience",
    "printed_addressee",
    "printed_name",
    "printed_position",
    "printed_department",
    "printed_office",
    "printed_duty_and_free",
    "printed_changes",
)
_OFFICE = (
    *_SIGNED_ON_A_PAGE,
    *_EVERY_PAPER,
    "printed_number",
    "printed_head",
    "printed_contact",
    "printed_common",
    "printed_works",
    "printed_publication",
)
SURVEY_PASSAGES = ("heading", "opening", "button_send", "thanks", "reply_link", "not_sipas")
_ANSWERED_WITH_A_NAME_OR_WITHOUT = (
    "heading",
    "opening",
    "data_notice_title",
    "data_notice",
    "not_a_complaint",
    "button_send",
    "thanks",
)

# A form whose subject is not named here needs what its kind needs (None).
REQUIRED_PASSAGES: dict[tuple[str, str | None], tuple[str, ...]] = {
    ("pledge", "household"): _HOUSEHOLD,
    ("pledge", "official"): _OFFICIAL,
    ("pledge", None): _HOUSEHOLD,
    ("registration", None): _OFFICE,
    ("survey", None): SURVEY_PASSAGES,
    ("feedback", None): _ANSWERED_WITH_A_NAME_OR_WITHOUT,
    ("proposal", None): _ANSWERED_WITH_A_NAME_OR_WITHOUT,
}


def required_passages(kind: str, subject: str) -> tuple[str, ...]:
    """Return the codes of the wording that a form of this kind for this subject cannot do without."""
    return REQUIRED_PASSAGES.get((kind, subject)) or REQUIRED_PASSAGES[kind, None]


def usual_passages(kind: str, subject: str) -> Mapping[str, Text]:
    """Return the wording that a form of this kind may leave to the usual one, by code; none for what is not signed."""
    if kind == "registration":
        return AFTER_SIGNING
    if kind != "pledge":
        return {}
    without = frozenset() if subject == "household" else OF_MEMBERS.keys()
    return {code: text for code, text in OPTIONAL_PASSAGES.items() if code not in without}
