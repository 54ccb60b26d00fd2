"""What may come of an alert that a paper is in the wrong hands, and the words for it."""

from enum import StrEnum

from pledges.foundation.locale import mark


class AlertOutcome(StrEnum):
    """What a clerk found out and did."""

    REISSUED = "reissued"
    MOVED = "moved"
    MISTAKE = "mistake"


OUTCOME_WORDS = {
    AlertOutcome.REISSUED: mark("Giấy đến nhầm nhà: đã cấp mã mới"),
    AlertOutcome.MOVED: mark("Hộ đã chuyển đi: đã sửa danh sách"),
    AlertOutcome.MISTAKE: mark("Báo nhầm: không có gì phải sửa"),
}
