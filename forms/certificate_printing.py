"""The forms of certificates: how they are printed, and why one is voided."""

from wtforms import RadioField, TextAreaField

from forms.base import StaffForm
from forms.validators import AtLeast, AtMost, Required
from forms.wording import mark

_SHORTEST, _LONGEST = 5, 300
SIZES = (
    ("a4", mark("A4 ngang, mỗi tờ một giấy")),
    ("a5", mark("A5 ngang, mỗi tờ một giấy")),
    ("two_a5", mark("A4 đứng, hai giấy A5 một tờ, có dấu cắt")),
)
_SORTINGS = (
    ("given_name", mark("Theo thôn, rồi theo tên gọi")),
    ("street", mark("Theo thôn, rồi theo đường và số nhà")),
)
_FILES = (("pdf", mark("Một tệp PDF")), ("zip", mark("Tệp ZIP, mỗi thôn một tệp PDF")))


class CertificatePrintForm(StaffForm):
    """On which paper, in which order and in how many files certificates are made."""

    size = RadioField(mark("Khổ giấy"), default="a4")
    sorting = RadioField(mark("Thứ tự"), default="given_name")
    file = RadioField(mark("Tệp"), default="pdf")

    def __init__(self, formdata: object = None, *, language: str = "vi") -> None:
        super().__init__(formdata, language=language)
        for field, choices in ((self.size, SIZES), (self.sorting, _SORTINGS), (self.file, _FILES)):
            field.choices = [(code, field.gettext(words)) for code, words in choices]

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, by name, as the ledger keeps it."""
        return {"size": self.size.data, "sorting": self.sorting.data, "file": self.file.data}


class CertificateVoidForm(StaffForm):
    """Why a certificate is voided, and whether another takes its place."""

    way = RadioField(mark("Sau khi hủy"), default="reissue")
    reason = TextAreaField(
        mark("Lý do hủy"),
        [
            Required(mark("Ghi lý do hủy giấy")),
            AtLeast(_SHORTEST, mark("Ghi rõ hơn lý do hủy, ít nhất %(minimum)s ký tự")),
            AtMost(_LONGEST, mark("Ghi gọn lại, tối đa %(maximum)s ký tự")),
        ],
        description=mark("Ví dụ: in nhầm địa chỉ, giấy bị rách. Không ghi họ tên: nhật ký không giữ tên."),
        render_kw={"rows": 3},
    )

    def __init__(self, formdata: object = None, *, language: str = "vi") -> None:
        super().__init__(formdata, language=language)
        ways = (
            ("reissue", mark("Cấp giấy mới, số mới")),
            ("void", mark("Không cấp giấy mới")),
        )
        self.way.choices = [(code, self.way.gettext(words)) for code, words in ways]
