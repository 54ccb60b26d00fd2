"""Whether a hamlet's numbers may hang where all its neighbours read them. Pure decisions."""

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.tallies.rules import STEP, TallyLine


class TooFewToPost(DomainError):
    """The hamlet is so small that its numbers tell of single households."""

    status = 422
    title = mark("Thôn, khu phố này ít hộ, không in bảng tiến độ để niêm yết")
    advice = mark("Dưới 10 hộ thuộc diện thì từ con số có thể đoán ra từng hộ. Xin báo tại cuộc họp thôn.")


def may_be_posted(line: TallyLine) -> bool:
    """Tell whether the numbers may be posted: not where neighbours could work out who is meant."""
    return line.due >= STEP
