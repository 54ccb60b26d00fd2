"""Wording that a questionnaire may say in its own way; where it says nothing, as in older versions, it reads so.

None of these has a blank of a campaign: a version that was frozen before they came could not fill it.
"""

from forms.text import Text

# Three boxes that are never one: the duty, the pledge, the consents.
_BOXES = {
    "duty_title": Text("Nghĩa vụ theo luật", "What the law already requires"),
    "duty_box": Text(
        "Tôi hiểu: điều nào ghi “Luật đã quy định” thì ai cũng phải chấp hành, dù ký hay không ký.",
        "I understand: whatever is marked “Already required by law” binds everybody, signed or not.",
    ),
    "duty_missing": Text(
        "Đọc và đánh dấu ô “Nghĩa vụ theo luật” trước khi ký",
        "Read and tick the box “What the law already requires” before signing",
    ),
    "pledge_title": Text("Lời cam kết", "The pledge"),
    "pledge_box": Text(
        "Tôi tự nguyện cam kết thực hiện những điều đã chọn trong phiếu này.",
        "I voluntarily pledge to keep what is chosen on this form.",
    ),
    "pledge_missing": Text(
        "Đánh dấu ô “Lời cam kết” nếu ông/bà tự nguyện cam kết",
        "Tick the box “The pledge” if you pledge voluntarily",
    ),
}

# The three answers to the pledge are alike in size and look; what stands under them says what becomes of each.
_ANSWERS = {
    "button_sign_all": Text("Cam kết tất cả", "Pledge all"),
    "button_sign_part": Text("Cam kết một phần", "Pledge in part"),
    "sign_part_note": Text(
        "Chỉ cam kết những điều đã đánh dấu.",
        "Only what you have ticked is pledged.",
    ),
    "sign_all_or_part": Text(
        """Ông/bà mới đánh dấu một số điều. Muốn ký đúng những điều đã đánh dấu thì bấm “Cam kết một phần”; """
        """muốn ký cả danh sách thì đánh dấu hết các điều rồi bấm “Cam kết tất cả”.""",
        """You have ticked some of the items. To sign exactly those, press “Pledge in part”; """
        """to sign the whole list, tick every item and press “Pledge all”.""",
    ),
    "button_later": Text("Để sau", "Not now"),
    "later_note": Text(
        "Chưa ký lúc này cũng được. Khi nào muốn ký, ông/bà mở lại mã này.",
        "You need not sign now. Open this code again whenever you wish to sign.",
    ),
    "button_unnamed": Text("Cam kết không lưu tên", "Pledge without a stored name"),
    "unnamed_note": Text(
        "Không lưu tên, không lưu nội dung, không tính vào số cam kết. Ông/bà in hoặc chép lại để giữ ở nhà.",
        "No name and no content are stored, and no pledge is counted. You may print or copy the text to keep at home.",
    ),
    "unnamed_title": Text("Lời cam kết để ông/bà giữ", "The pledge for you to keep"),
    "unnamed_lede": Text(
        """Lời cam kết dưới đây không được lưu và không tính vào số liệu. Ông/bà có thể in, chụp màn hình hoặc """
        """chép lại. Đóng trang này là không xem lại được.""",
        """The pledge below is not stored and not counted. You may print it, take a picture of the screen or """
        """copy it. Once this page is closed it cannot be shown again.""",
    ),
    "button_add_member": Text("Thêm thành viên", "Add members"),
    "button_add_row": Text("Thêm một dòng", "Add a row"),
}

_SIGNATURE = {
    "signature_title": Text("Chữ ký (không bắt buộc)", "Signature (optional)"),
    "signature_hint": Text(
        "Ký bằng ngón tay hoặc chuột vào khung. Muốn ký lại thì bấm “Xóa, ký lại”.",
        "Sign in the frame with a finger or the mouse. To sign anew, press “Clear and sign again”.",
    ),
    "signature_without": Text(
        "Không vẽ chữ ký cũng được: họ tên đã ghi và ô “Lời cam kết” đã đánh dấu có giá trị như nhau.",
        "You need not draw a signature: your name and the ticked box “The pledge” count just the same.",
    ),
    "button_clear_signature": Text("Xóa, ký lại", "Clear and sign again"),
}

_AFTERWARDS = {
    "version_changed": Text(
        """Phiếu vừa được cập nhật. Những gì ông/bà đã ghi còn nguyên; xin đọc lại các điều rồi ký.""",
        """The form has just been updated. What you entered is still here; please read the items again, then sign.""",
    ),
    "correct_title": Text("Sửa bản cam kết", "Correct the pledge"),
    "correct_lede": Text(
        """Bản đã ký ngày {ngay_ky} được giữ nguyên; bản sửa có hiệu lực thay bản đó kể từ lúc gửi. """
        """Không bắt buộc nêu lý do.""",
        """What was signed on {ngay_ky} is kept as it was; the corrected version takes its place once it is sent. """
        """No reason is needed.""",
    ),
    "button_correct": Text("Ký bản sửa", "Sign the corrected version"),
    "renew_title": Text("Cam kết tiếp", "Renew the pledge"),
    "renew_lede": Text(
        """Đợt vận động mới có phiếu mới. Những điều đã cam kết lần trước được nêu để tham khảo, không đánh dấu """
        """sẵn. Đọc lại rồi chọn.""",
        """The new campaign has a new form. What was pledged last time is shown for reference and is not ticked """
        """in advance. Read again, then choose.""",
    ),
    "button_renew": Text("Mở phiếu mới", "Open the new form"),
}

# A member speaks for the member alone: the page shows no name that was not typed on it.
OF_MEMBERS = {
    "member_title": Text("Tôi là thành viên của hộ này", "I am a member of this household"),
    "member_lede": Text(
        "Ông/bà từ đủ 16 tuổi tự ghi họ tên mình và tự xác nhận. Không ai xác nhận thay người khác.",
        "If you are 16 or over, enter your own name and confirm for yourself. Nobody confirms for another person.",
    ),
    "member_box": Text(
        "Tôi tự xác nhận: tôi tự nguyện cùng gia đình cam kết những điều đã ký.",
        "I confirm for myself: I voluntarily join my family in what was signed.",
    ),
    "member_box_missing": Text(
        "Đánh dấu ô tự xác nhận nếu ông/bà tự nguyện tham gia cam kết",
        "Tick the box of confirmation if you join the pledge voluntarily",
    ),
    "member_consent": Text(
        """Tôi đồng ý để cơ quan nêu trong thông báo về xử lý dữ liệu cá nhân ghi họ tên, năm sinh của tôi vào """
        """bản cam kết của hộ nhằm ghi nhận cam kết và thống kê.""",
        """I agree that the agency named in the notice on personal data enters my name and year of birth in the """
        """household's pledge, to record and count it.""",
    ),
    "member_consent_missing": Text(
        "Đánh dấu ô đồng ý để tên ông/bà được ghi vào bản cam kết; nếu không muốn, ông/bà đóng trang này",
        "Tick the box of consent so that your name can be entered; if you would rather not, close this page",
    ),
    "button_member_confirm": Text("Tôi xác nhận", "I confirm"),
    "button_member_refuse": Text("Bỏ tên tôi khỏi bản này", "Take my name off"),
    "member_refuse_note": Text(
        "Ông/bà không cần nêu lý do. Dòng ghi tên ông/bà được bỏ đi, không để lại dấu vết.",
        "You need not give a reason. The line with your name is taken out and leaves no trace.",
    ),
    "member_confirmed": Text("Đã tự xác nhận", "Confirmed"),
}

_LOCAL = {
    "local_title": Text("Nội dung riêng của địa phương", "Items of this locality"),
    "printed_local": Text("Nội dung riêng của địa phương", "Items of this locality"),
}

AFTER_SIGNING: dict[str, Text] = {**_SIGNATURE, **_AFTERWARDS, **_LOCAL}
OPTIONAL_PASSAGES: dict[str, Text] = {**_BOXES, **_ANSWERS, **AFTER_SIGNING, **OF_MEMBERS}
