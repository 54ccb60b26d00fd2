"""The words staff read about a campaign: its stages, what is to be settled, what was just done."""

from pledges.campaigns.rules import Stage
from pledges.foundation.locale import mark

# Stage → (words, drawing of the tag).
STAGES = {
    Stage.DRAFT: (mark("Bản nháp"), "plain"),
    Stage.COMING: (mark("Sắp bắt đầu"), "waiting"),
    Stage.RUNNING: (mark("Đang nhận cam kết"), "open"),
    Stage.CLOSING: (mark("Đang nhận giấy ký muộn"), "waiting"),
    Stage.OVER: (mark("Đã qua ngày cuối"), "waiting"),
    Stage.CLOSED: (mark("Đã kết thúc"), "done"),
    Stage.ARCHIVED: (mark("Đã lưu trữ"), "plain"),
}

# Kind of form → words.
KIND_WORDS = {
    "pledge": mark("Bản cam kết"),
    "registration": mark("Bản đăng ký"),
    "survey": mark("Phiếu khảo sát"),
    "feedback": mark("Phiếu phản ánh"),
    "proposal": mark("Phiếu đề xuất"),
}

# Kind of subject → words, as they follow a number.
SUBJECT_WORDS = {
    "household": mark("Hộ gia đình"),
    "official": mark("Cán bộ, công chức, viên chức"),
    "office": mark("Cơ quan, đơn vị"),
    "counter": mark("Quầy"),
    "anyone": mark("Mọi người"),
}

DONE_WORDS = {
    "created": mark("Đã tạo bản nháp. Chưa ai được mời."),
    "prepared": mark("Đã lưu. Đợt vận động vẫn là bản nháp, chưa ai được mời."),
    "renamed": mark("Đã đổi tên đợt vận động."),
    "opened": mark("Đã mở đợt vận động. Câu chữ của các phiếu từ nay được giữ nguyên."),
    "invited": mark("Đã đưa những người mới vào số phải thực hiện."),
    "closing": mark("Đã ngừng nhận trên điện thoại. Giấy ký trong thời hạn vẫn được nhập."),
    "closed": mark("Đã kết thúc đợt vận động. Số liệu và giấy ghi nhận vẫn giữ nguyên."),
    "archived": mark("Đã đưa vào lưu trữ. Số liệu, bản cam kết và giấy ghi nhận vẫn giữ nguyên."),
    "confirmed": mark(
        "Đã xác nhận danh sách. Nếu danh sách thay đổi trước khi mở, việc này sẽ phải làm lại."
    ),
    "coded": mark("Đã tạo mã cho những hộ, người và cơ quan chưa có."),
    "form-added": mark("Đã thêm phiếu vào đợt vận động."),
    "form-removed": mark("Đã bỏ phiếu khỏi đợt vận động."),
    "version-published": mark(
        "Đã công bố bản mới. Ai ký từ bây giờ sẽ ký bản này; bản đã ký giữ nguyên câu chữ."
    ),
    "draft-discarded": mark("Đã bỏ bản đang soạn. Bản đang dùng giữ nguyên."),
    "local-saved": mark("Đã lưu nội dung riêng của địa phương."),
}
