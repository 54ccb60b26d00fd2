"""Where an anonymous answer goes, what its form page is signed for, and how much of it staff may see. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark

# Whoever watches the number while one visitor leaves the counter must not see it move for that visitor.
STEP = 10
_ROUNDS = "answers"
_SLIPS = "slip"


@dataclass(frozen=True)
class SurveyRound:
    """The answers of one counter to one survey of a campaign: one round of the sealed store.

    Without a form's code it is what was kept when a campaign had one survey only. What comes by slips is a round of
    its own: who answers with a slip was given one, and who scans the poster chose to.
    """

    campaign_id: int
    counter_id: int
    form_code: str = ""
    by_slip: bool = False

    @property
    def name(self) -> str:
        """Name of the round in the store."""
        return f"{rounds_of(self.campaign_id)}{self._at_counter(':')}"

    def _at_counter(self, between: str) -> str:
        channel = _SLIPS if self.by_slip else ""
        return between.join(filter(None, (channel, str(self.counter_id), self.form_code)))

    def purpose(self, half_day: str) -> str:
        """Return what a form page's mark is signed for: this counter, this campaign's survey, this half day.

        **why the half day**: what makes a resent answer count once is a key that is thrown away with the half day;
        a page that outlives it must get a new mark, or sending it twice would count twice unnoticed.
        """
        return f"answer/{self.campaign_id}/{self._at_counter('/')}/{half_day}"


@dataclass(frozen=True)
class SurveyPlace:
    """Where somebody was served, by name: the counter, its office, the territory it sits in and the one above."""

    counter_id: int
    number: int
    counter_name: str
    office_name: str
    seat_name: str
    above_name: str | None


@dataclass(frozen=True)
class SurveyCampaign:
    """A campaign that asks, or asked, at counters."""

    id: int
    unit_id: int
    title_vi: str
    title_en: str
    opens_on: date | None
    closes_on: date | None

    def title(self, language: str) -> str:
        """Return the title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi


@dataclass(frozen=True)
class Arrivals:
    """How many answers a counter has got, as staff may see it: whole tens, 0 for fewer than ten."""

    counter_id: int
    number: int
    counter_name: str
    at_least: int
    by_slip_at_least: int


class SurveyNotOpen(DomainError):
    """The counter asks nothing at present: no survey is open there, or it is not the one that was sent."""

    status = 404
    title = mark("Quầy này hiện không có phiếu khảo sát nào đang mở")
    advice = mark(
        "Không phiếu nào được ghi nhận lúc này. Ông/bà cần góp ý ngay thì gặp người phụ trách nơi tiếp nhận hồ sơ "
        "hoặc lãnh đạo cơ quan."
    )


def rounds_of(campaign_id: int) -> str:
    """Return what the names of all rounds of a campaign begin with."""
    return f"{_ROUNDS}:{campaign_id}:"


def arrived_at(counter_id: int, campaign_id: int, counts: Mapping[str, int], *, by_slip: bool = False) -> int:
    """Return how many answers a counter has got to all surveys of a campaign by one channel, from its rounds' numbers.

    **why** one number for all surveys: two that are watched together would each move in steps of their own.
    """
    own = SurveyRound(campaign_id, counter_id, by_slip=by_slip).name
    return sum(count for name, count in counts.items() if name == own or name.startswith(f"{own}:"))


def arrivals_in_steps(count: int) -> int:
    """Return the whole tens a number of answers has passed: 0 below ten, 10 from ten to nineteen, and so on."""
    return count - count % STEP
