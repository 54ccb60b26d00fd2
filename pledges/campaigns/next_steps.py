"""The steps of a campaign's life that are left, and what each of them means, in plain words."""

from dataclasses import dataclass

from pledges.campaigns.rules import CampaignState
from pledges.foundation.locale import mark


@dataclass(frozen=True)
class NextStep:
    """A step, what it means, its button and the endpoint behind it; a final one cannot be taken back."""

    summary: str
    meaning: str
    button: str
    endpoint: str
    is_final: bool = False


_CLOSING = NextStep(
    mark("Ngừng nhận trên điện thoại, chỉ nhập giấy"),
    mark(
        "Người dân không ký trên điện thoại được nữa. Giấy đã ký trong thời hạn vẫn được nhập đến ngày đã định. "
        "Bước này không quay lại được."
    ),
    mark("Ngừng nhận trên điện thoại"),
    "campaign_life.let_paper_in_only",
)
_CLOSE = NextStep(
    mark("Tôi muốn kết thúc đợt này"),
    mark(
        "Kết thúc rồi thì không nhận thêm, cả giấy, và không mở lại được. Hộ đã ký vẫn xem, rút lại được bằng mã "
        "biên nhận."
    ),
    mark("Kết thúc đợt vận động"),
    "campaign_life.end_campaign",
    is_final=True,
)
_ARCHIVE = NextStep(
    mark("Đưa vào lưu trữ"),
    mark(
        "Đợt này không hiện ở các danh sách nữa, trừ khi mở phần lưu trữ. Số liệu, bản cam kết, biên nhận và giấy "
        "ghi nhận không thay đổi."
    ),
    mark("Đưa vào lưu trữ"),
    "campaign_life.put_away",
)
_STEPS = {
    CampaignState.OPEN: (_CLOSING, _CLOSE),
    CampaignState.CLOSING: (_CLOSE,),
    CampaignState.CLOSED: (_ARCHIVE,),
}


def next_steps(state: str) -> tuple[NextStep, ...]:
    """Return the steps that are left for a campaign in a state."""
    return _STEPS.get(CampaignState(state), ())
