"""What a subject is asked, sorted for whoever has to choose: open, signed, still to come, over. Pure values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from pledges.responses.rules import Asking, Standing


@dataclass(frozen=True)
class Offer:
    """Something asked; ``signed_before_at`` is when a form of the same family was signed in an earlier campaign.

    The family is the first part of a form's code: HO for households, CB for officials, CQ for offices.
    """

    asking: Asking
    signed_before_at: datetime | None = None


@dataclass(frozen=True)
class Choices:
    """Everything a subject is or was asked."""

    open: tuple[Offer, ...]
    signed: tuple[Offer, ...]
    coming: tuple[Offer, ...]
    over: tuple[Offer, ...]

    @property
    def only(self) -> Asking | None:
        """The one thing to show at once, without asking first; None where there is something to choose."""
        current = (*self.open, *self.signed)
        if len(current) == 1 and current[0].signed_before_at is None:
            return current[0].asking
        rest = (*self.coming, *self.over)
        return rest[0].asking if not current and len(rest) == 1 else None


def choices_of(askings: Collection[Asking], today: date) -> Choices:
    """Sort what a subject is asked (the newest first, and so in each group)."""
    by_standing: dict[Standing, list[Offer]] = {standing: [] for standing in Standing}
    for asking in askings:
        standing = asking.standing(today)
        before = _signed_before(asking, askings) if standing is Standing.OPEN else None
        by_standing[standing].append(Offer(asking, before))
    groups = (Standing.OPEN, Standing.SIGNED, Standing.NOT_YET, Standing.OVER)
    return Choices(*(tuple(by_standing[standing]) for standing in groups))


def _signed_before(asking: Asking, askings: Collection[Asking]) -> datetime | None:
    """Return when a form of the same family was last signed in a campaign that began earlier."""
    moments = [
        other.signed_at
        for other in askings
        if other.signed_at and _family(other) == _family(asking) and _began_before(other, asking)
    ]
    return max(moments, default=None)


def _began_before(other: Asking, asking: Asking) -> bool:
    return other.opens_on is not None and asking.opens_on is not None and other.opens_on < asking.opens_on


def _family(asking: Asking) -> str:
    return asking.form_code.partition("-")[0]
