"""What a person can cause to go wrong with a campaign's forms and local items, each with its page."""

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark


class FormThere(DomainError):
    """The campaign has this form already."""

    status = 409
    title = mark("Đợt vận động đã có phiếu này")
    advice = mark("Không cần thêm lần nữa. Xin tải lại trang để xem các phiếu của đợt.")


class SecondPledgeForm(DomainError):
    """Somebody would be asked for two pledges in one campaign; behind one code a campaign opens one form."""

    status = 409
    title = mark("Mỗi đợt chỉ có một bản cam kết cho một loại đối tượng")
    advice = mark(
        "Đợt này đã có phiếu %(code)s cho đúng đối tượng ấy. Muốn dùng thêm phiếu khác, xin chuẩn bị một đợt nữa: "
        "hộ, cán bộ và cơ quan vẫn dùng đúng mã đang có."
    )


class LastForm(DomainError):
    """A campaign asks something: its only form cannot be taken out."""

    status = 409
    title = mark("Đây là phiếu duy nhất của đợt vận động")
    advice = mark("Xin thêm phiếu khác trước, rồi bỏ phiếu này.")


class DraftChanged(DomainError):
    """Somebody else saved the draft since it was read; nothing was overwritten."""

    status = 409
    title = mark("Bản đang soạn vừa được người khác sửa")
    advice = mark("Phần ông/bà vừa gửi chưa được lưu. Xin tải lại trang để xem bản mới rồi sửa tiếp.")


class VersionFrozen(DomainError):
    """What was published stays word for word; changes go into a new version."""

    status = 409
    title = mark("Bản này đã công bố, không sửa được")
    advice = mark("Người đã ký giữ đúng câu chữ của bản này. Muốn sửa, xin soạn bản mới bên cạnh.")


class ContentInvalid(DomainError):
    """The content is no questionnaire, even allowing for what a draft may lack; names the place and the problem."""

    status = 422
    title = mark("Nội dung phiếu chưa đúng")
    advice = mark("Xem lại chỗ “%(key)s”: %(problem)s.")


class VersionIncomplete(DomainError):
    """The draft lacks texts or items, or one of its blanks has no value."""

    status = 422
    title = mark("Bản này chưa công bố được")
    advice = mark("Còn %(count)s chỗ chưa ghi đủ. Xin xem danh sách việc cần làm của phiếu.")


class NothingChanged(DomainError):
    """The draft says word for word what the version in use says."""

    status = 422
    title = mark("Bản đang soạn giống hệt bản đang dùng")
    advice = mark("Không có gì để công bố. Xin sửa nội dung, hoặc bỏ bản đang soạn.")


class LocalItemsImpossible(DomainError):
    """Local items go onto a list of things to pledge; this form has none."""

    status = 422
    title = mark("Phiếu này không nhận nội dung riêng của địa phương")
    advice = mark("Nội dung riêng chỉ thêm được vào bản cam kết có danh sách các điều.")


class LocalItemsInvalid(DomainError):
    """Too many local items, one without a language, one twice, or with braces in it."""

    status = 422
    title = mark("Nội dung riêng chưa ghi đúng")
    advice = mark(
        "Mỗi điều cần đủ tiếng Việt và tiếng Anh, không trùng nhau, không có dấu { }; nhiều nhất %(most)s điều."
    )


class StillTakesPledges(DomainError):
    """Only a campaign that has ended goes into the archive."""

    status = 409
    title = mark("Đợt vận động này chưa kết thúc")
    advice = mark("Xin kết thúc đợt vận động trước, rồi đưa vào lưu trữ.")
