"""The words in which pages say what became of an official list and of its rows."""

from pledges.foundation.locale import mark
from pledges.units.official_list.rows import Refusal

STATE_WORDS = {
    "previewed": mark("chờ xem trước"),
    "stored": mark("đã nhập"),
    "discarded": mark("đã bỏ"),
}
REFUSAL_WORDS = {
    Refusal.EMPTY_NAME: mark("Thiếu tên đơn vị"),
    Refusal.LONG_NAME: mark("Tên đơn vị dài hơn 120 ký tự"),
    Refusal.NO_CODE: mark("Thiếu mã, hoặc mã dài hơn 20 ký tự"),
    Refusal.CODE_TWICE: mark("Mã này đã có ở dòng khác trong tệp"),
    Refusal.UNKNOWN_TYPE: mark("Không rõ loại đơn vị: tên không bắt đầu bằng tỉnh, huyện, xã, phường …"),
    Refusal.UNKNOWN_PARENT: mark("Không tìm thấy đơn vị cấp trên theo mã đã ghi"),
    Refusal.CYCLIC: mark("Đơn vị cấp trên lại nằm dưới chính đơn vị này"),
    Refusal.WRONG_LEVEL: mark("Loại đơn vị này không nằm dưới đơn vị cấp trên đã ghi"),
    Refusal.OUT_OF_REACH: mark("Mã này là của đơn vị nằm ngoài đơn vị đã chọn"),
}
