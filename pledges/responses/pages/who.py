"""Who stands behind a door, in one line, as somebody may read it who only found the paper."""

from pledges.foundation.locale import gettext as _
from pledges.foundation.vietnamese.names import mask_name
from pledges.register.rules import SubjectKind
from pledges.responses.rules import Door


def who(door: Door) -> str:
    """Return a household's number and hamlet, an official's masked name and office, or an office's name."""
    if door.subject_kind is SubjectKind.OFFICE:
        return door.office
    if door.subject_kind is SubjectKind.OFFICIAL:
        return f"{mask_name(door.head_name)} · {door.office}"
    number = _("Hộ số %(number)s") % {"number": door.number}
    return f"{number} · {door.place.hamlet or door.place.commune}"


def who_by_name(door: Door) -> str:
    """Return the same line, of a household with the masked name of its head: what stands on its label."""
    if door.subject_kind is not SubjectKind.HOUSEHOLD:
        return who(door)
    return f"{who(door)} · {mask_name(door.head_name)}"
