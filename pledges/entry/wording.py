"""The words of the pages of entry that are chosen by a code, or by who signed."""

from dataclasses import dataclass, replace

from pledges.foundation.locale import mark
from pledges.register.rules import SubjectKind

DONE_WORDS = {
    "reached": mark("Đã ghi là đã tiếp cận."),
    "proof": mark("Đã giữ giấy này làm minh chứng thêm cho bản đã có; số liệu không tính hai lần."),
    "sheets": mark("Đã lập phiếu ký. Bấm “In” để lấy tệp."),
}


@dataclass(frozen=True)
class EntryWords:
    """How the pages of entry speak of a household, an official, an office: headings, buttons, what is handed over."""

    items: str
    signer: str
    consents: str
    withheld: str
    button: str
    has_signed: str
    one_pledge: str
    entered: str
    hand_over: str
    copy_out: str
    opens: str
    secret: str
    following: str


_HOUSEHOLD = EntryWords(
    items=mark("Gia đình cam kết"),
    signer=mark("Người đại diện hộ"),
    consents=mark("Đồng ý, đúng như đánh dấu trên giấy hoặc lời gia đình"),
    withheld=mark(
        "Ô đầu không có trên giấy thì không lưu được theo tên: giấy để gia đình giữ, chỉ ghi “đã tiếp cận”."
    ),
    button=mark("Ghi nhận cam kết"),
    has_signed=mark("Hộ này đã có bản cam kết"),
    one_pledge=mark(
        "Ký trên điện thoại và ký trên giấy là một cam kết. Giấy đang cầm được giữ làm minh chứng thêm; "
        "số liệu không tính hai lần, nội dung đã ký giữ nguyên."
    ),
    entered=mark("Đã ghi nhận cam kết của hộ số %(number)s, %(name)s."),
    hand_over=mark("Giao mã biên nhận cho gia đình"),
    copy_out=mark("Chép vào bản giấy của gia đình, hoặc để gia đình chụp màn hình này"),
    opens=mark("Gia đình nhập mã này tại %(address)s để xem, sửa hoặc rút lại cam kết."),
    secret=mark(
        "Mã chỉ hiện ở đây một lần. Ai có mã đều rút lại được cam kết: chỉ giao cho gia đình, không giữ lại, "
        "không gửi qua Zalo của người khác."
    ),
    following=mark("Nhập hộ tiếp theo"),
)
_OFFICIAL = EntryWords(
    items=mark("Nội dung đăng ký"),
    signer=mark("Người đăng ký"),
    consents=mark("Đồng ý, đúng như đánh dấu trên giấy hoặc lời người ký"),
    withheld=mark(
        "Ô đầu không có trên giấy thì không lưu được theo tên: giấy để người ký giữ, không nhập vào đây."
    ),
    button=mark("Ghi nhận đăng ký"),
    has_signed=mark("Cơ quan này đã có bản đăng ký"),
    one_pledge=mark(
        "Gửi trên điện thoại và ký trên giấy là một bản đăng ký. Giấy đang cầm được giữ làm minh chứng thêm; "
        "số liệu không tính hai lần, nội dung đã gửi giữ nguyên."
    ),
    entered=mark("Đã ghi nhận đăng ký của %(name)s."),
    hand_over=mark("Giao mã biên nhận cho người ký"),
    copy_out=mark("Chép vào bản giấy của người ký, hoặc để người ký chụp màn hình này"),
    opens=mark("Người ký nhập mã này tại %(address)s để xem, sửa hoặc rút lại."),
    secret=mark(
        "Mã chỉ hiện ở đây một lần. Ai có mã đều rút lại được: chỉ giao cho người ký, không giữ lại, "
        "không gửi qua Zalo của người khác."
    ),
    following=mark("Nhập phiếu tiếp theo"),
)
SUBJECT_WORDS: dict[SubjectKind, EntryWords] = {
    SubjectKind.HOUSEHOLD: _HOUSEHOLD,
    SubjectKind.OFFICIAL: _OFFICIAL,
    SubjectKind.OFFICE: replace(
        _OFFICIAL, items=mark("Cam kết chung của cơ quan, đơn vị"), signer=mark("Cơ quan, đơn vị")
    ),
}
