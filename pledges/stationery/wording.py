"""How faults in the words of a block are said: what is wrong, in which line, and what to write instead."""

from pledges.foundation.locale import gettext, mark
from pledges.paper.block_faults import Fault, FaultKind

FAULT_WORDS: dict[FaultKind, str] = {
    FaultKind.EMPTY: mark("Đoạn này không để trống được. Muốn dùng lời kế thừa, xin bấm “Về mẫu kế thừa”."),
    FaultKind.TOO_LONG: mark("Lời văn dài quá 8.000 ký tự. Xin viết gọn lại."),
    FaultKind.HIDDEN_CHARACTER: mark("Có ký tự ẩn (%(name)s). Xin xóa và gõ lại chỗ này."),
    FaultKind.SYNTAX: mark("Dấu ngoặc nhọn chưa đóng, hoặc lệnh viết chưa đúng."),
    FaultKind.CONSTRUCT: mark("“%(name)s” không dùng được trong mẫu giấy."),
    FaultKind.TOO_DEEP: mark("Các lệnh hoặc thẻ lồng nhau quá nhiều lớp, hoặc con số quá dài."),
    FaultKind.NESTED_LOOP: mark("Một vòng lặp không được nằm trong vòng lặp khác."),
    FaultKind.VALUE: mark("Giấy này không có giá trị “%(name)s”. Xin chọn trong danh sách giá trị."),
    FaultKind.FIELD: mark("Mỗi dòng của danh sách không có “%(name)s”."),
    FaultKind.FILTER: mark("Cách viết “| %(name)s” không dùng được trong mẫu giấy."),
    FaultKind.NOT_A_LIST: mark("“for” chỉ đi qua một danh sách có sẵn, “%(name)s” không phải là danh sách."),
    FaultKind.WRONG_KIND: mark(
        "Giá trị không hợp với cách viết “%(name)s”: official_date chỉ dùng cho ngày, join chỉ dùng cho danh sách."
    ),
    FaultKind.TAG: mark("Thẻ <%(name)s> không dùng được trong mẫu giấy."),
    FaultKind.ATTRIBUTE: mark("Thuộc tính “%(name)s” không dùng được trong mẫu giấy."),
    FaultKind.CLASS: mark("Kiểu chữ “%(name)s” không có. Xin chọn trong các kiểu chữ đã nêu."),
    FaultKind.LESS_THAN: mark("Dấu < phải viết là &lt; và thẻ phải viết liền, không ghép từ giá trị."),
    FaultKind.MISPLACED_TAG: mark("Thẻ <%(name)s> không đặt được ở chỗ này."),
    FaultKind.TEXT_OUTSIDE: mark(
        "Chữ không đặt được thẳng trong <%(name)s>: phải nằm trong ô hoặc dòng của bảng, danh sách."
    ),
    FaultKind.UNCLOSED: mark("Thẻ <%(name)s> chưa đóng, hoặc đóng ở nhánh khác của lệnh."),
    FaultKind.STRAY_END: mark("Thẻ đóng </%(name)s> không có thẻ mở tương ứng ngay trước nó."),
    FaultKind.MUST_USE: mark("Đoạn này phải có giá trị {{ %(name)s }}."),
    FaultKind.REFUSED_WORD: mark("Giấy này không được dùng chữ “%(name)s”."),
    FaultKind.LONG_OUTPUT: mark("Lời văn sau khi điền dài quá mức in được."),
}
_IN_LINE = mark("Dòng %(line)s: %(fault)s")


def fault_words(fault: Fault) -> str:
    """Say a fault in the language of the page: "Dòng 3: Thẻ <img> không dùng được trong mẫu giấy."."""
    said = gettext(FAULT_WORDS[fault.kind]).replace("%(name)s", fault.name)
    if not fault.line:
        return said
    return gettext(_IN_LINE) % {"line": fault.line, "fault": said}
