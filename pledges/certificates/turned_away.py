"""What a person can cause with certificates, their proofs and the keys that sign them, each with its page."""

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark


class CertificateUnknown(DomainError):
    """The number is well-formed, but no certificate has it."""

    status = 404
    title = mark("Không có giấy ghi nhận nào mang số này")
    advice = mark(
        "Xin so lại số trên giấy hoặc quét lại mã QR. Nếu vẫn vậy, tờ giấy không do hệ thống này cấp."
    )


class ProofFalse(DomainError):
    """What stands behind the number is not what the register holds for it: the paper was not made here."""

    status = 404
    title = mark("Tờ giấy này không phải do hệ thống cấp: mã trên giấy không khớp")
    advice = mark(
        "Số giấy có thể đã được chép từ một tờ giấy khác. Xin giữ tờ giấy và báo cho Ủy ban nhân dân xã, phường "
        "ghi trên giấy. Nếu mã được gõ bằng tay, xin quét lại mã QR bằng máy ảnh của điện thoại."
    )


class ProofRevoked(DomainError):
    """The proof was signed with a key after the day from which it is worth nothing."""

    status = 410
    title = mark("Khóa ký của tờ giấy này đã bị thu hồi")
    advice = mark(
        "Mã trên giấy không còn chứng minh được tờ giấy là thật. Nếu giấy do xã, phường trao tận tay, xin mang đến "
        "nơi cấp để in lại; số giấy vẫn giữ nguyên."
    )


class ProofWithoutEntry(DomainError):
    """The proof is rightly signed, but the register has no certificate with the number."""

    status = 404
    title = mark("Mã trên giấy được ký đúng, nhưng sổ cấp giấy không có số này")
    advice = mark("Xin giữ tờ giấy và báo cho Ủy ban nhân dân xã, phường ghi trên giấy để đối chiếu.")


class NumbersUsedUp(DomainError):
    """A unit has given all the numbers of a year."""

    status = 409
    title = mark("Đơn vị đã cấp hết số giấy của năm nay")
    advice = mark(
        "Mỗi đơn vị có 999.999 số trong một năm. Xin cấp tiếp từ ngày 01 tháng 01 năm sau, hoặc báo người quản trị."
    )


class AddressTooLong(DomainError):
    """The public address is so long that a code with a proof could not be read from paper."""

    status = 503
    title = mark("Địa chỉ trang web quá dài để in mã QR của giấy ghi nhận")
    advice = mark(
        "Tên miền trong PLEDGES_PUBLIC_URL dài quá %(most)s ký tự nên mã QR sẽ quá dày, điện thoại không đọc được. "
        "Xin báo người quản trị máy chủ dùng tên miền ngắn hơn."
    )


class BlockUnfilled(DomainError):
    """The words of the paper use a value that there is not, or something that blocks may not hold."""

    status = 409
    title = mark("Mẫu giấy ghi nhận dùng một giá trị không có")
    advice = mark(
        "Giá trị ấy là “%(name)s”. Chưa in tờ nào. Xin mở “Mẫu giấy”, sửa phần “%(block)s” của giấy ghi nhận "
        "rồi in lại."
    )


class WordsTooLong(DomainError):
    """The certificate does not stand on its page, even in the smallest type."""

    status = 409
    title = mark("Giấy ghi nhận không vừa một trang")
    advice = mark(
        "Không phần nào bị cắt bớt, nên chưa in. Xin chọn khổ A4, hoặc rút ngắn lời văn trong “Mẫu giấy”, "
        "tên đợt vận động hay địa chỉ của hộ."
    )


class CertificateNotIssued(DomainError):
    """The signer has no certificate (yet)."""

    status = 404
    title = mark("Chưa có giấy ghi nhận cho biên nhận này")
    advice = mark(
        "Giấy ghi nhận do xã, phường cấp, không bắt buộc phải có. Muốn nhận, xin báo Trưởng thôn, Trưởng khu phố "
        "hoặc nơi phụ trách đợt vận động; cấp rồi thì tải được ở đây."
    )


class CertificatesNotGiven(DomainError):
    """It was settled, before the campaign opened, that it gives no certificates."""

    status = 409
    title = mark("Đợt vận động này không cấp giấy ghi nhận")
    advice = mark(
        "Điều này được chọn trước khi mở đợt. Bản cam kết vẫn được ghi nhận và tính như mọi bản khác; "
        "mã biên nhận dùng để xem, sửa hoặc rút lại."
    )


class PledgeNotActive(DomainError):
    """The pledge was withdrawn: there is nothing to certify."""

    status = 409
    title = mark("Bản cam kết này đã được rút lại")
    advice = mark("Không cấp hoặc in giấy ghi nhận cho cam kết đã rút. Xin tải lại danh sách.")


class JustIssued(DomainError):
    """Somebody else issued a certificate for the same pledge at the same moment."""

    status = 409
    title = mark("Giấy ghi nhận này vừa được cấp")
    advice = mark("Xin tải lại danh sách; giấy đã có số.")


class AlreadyVoid(DomainError):
    """The certificate was voided before."""

    status = 409
    title = mark("Giấy ghi nhận này đã bị hủy trước đó")
    advice = mark("Không cần làm gì thêm.")


class SigningKeyMissing(DomainError):
    """The file of the private half of the key in use is gone, or holds another key."""

    status = 503
    title = mark("Máy chủ thiếu tệp khóa ký giấy ghi nhận")
    advice = mark(
        "Chưa cấp được giấy mới. Xin báo người quản trị máy chủ khôi phục tệp certificate-%(key)s.key trong thư mục "
        "khóa, hoặc chạy lệnh: flask certificates keys rotate"
    )


class KeyNotThere(DomainError):
    """No signing key has this id."""

    status = 404
    title = mark("Không có khóa ký nào mang số này")
    advice = mark("Xin xem lại số của khóa trong danh sách.")


class RevokedBefore(DomainError):
    """The key is worth nothing from that day on already, or the day is still to come."""

    status = 409
    title = mark("Không thu hồi khóa từ ngày này được")
    advice = mark(
        "Ngày thu hồi không được sau hôm nay. Khóa đã thu hồi chỉ có thể thu hồi lại từ một ngày sớm hơn."
    )
