"""What no form may ask for, and words that press people, found as they are really written: any marks, any case."""

import re

from forms.wording import mark
from pledges.foundation.vietnamese.folding import fold

# (Why it is not asked, words for it in both languages), compared without marks and case.
# Law 91/2025/QH15 and Decree 356/2025/NĐ-CP, articles 3 and 4: a campaign needs none of it.
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        mark("số định danh, số căn cước không cần cho một lời cam kết"),
        (
            "CCCD", "CMND", "CMTND", "căn cước", "chứng minh nhân dân", "chứng minh thư", "số định danh",
            "mã định danh", "định danh cá nhân", "hộ chiếu", "passport", "sổ hộ khẩu",
            "identity card", "identity number", "ID card", "ID number", "ID no", "citizen ID", "national ID",
            "personal ID", "identification number", "identification card",
        ),
    ),
    (
        mark("dân tộc là dữ liệu nhạy cảm"),
        ("dân tộc", "người Kinh hay", "sắc tộc", "ethnic", "ethnicity", "ethnic group"),
    ),
    (
        mark("tôn giáo, tín ngưỡng là dữ liệu nhạy cảm"),
        ("tôn giáo", "tín ngưỡng", "theo đạo", "đạo gì", "giáo xứ", "religion", "religious", "faith"),
    ),
    (
        mark("quan điểm chính trị là dữ liệu nhạy cảm"),
        ("đảng viên", "chính kiến", "quan điểm chính trị", "political view", "political views", "party member"),
    ),
    (
        mark("ảnh giấy tờ, ảnh chân dung không được thu thập"),
        (
            "ảnh giấy tờ", "chụp giấy tờ", "ảnh chân dung", "ảnh khuôn mặt",
            "ảnh thẻ", "ảnh sổ", "photo of paper", "photo of papers", "photograph of papers", "photographs of papers",
            "photo of document", "photo of documents", "photo of ID", "portrait photo", "scan of",
        ),
    ),
    (
        mark("vân tay, sinh trắc học là dữ liệu nhạy cảm"),
        ("vân tay", "sinh trắc", "mống mắt", "fingerprint", "fingerprints", "biometric"),
    ),
    (
        mark("tài khoản ngân hàng không cần cho một lời cam kết"),
        ("số tài khoản", "tài khoản ngân hàng", "bank account", "account number"),
    ),
    (
        mark("tình trạng sức khỏe là dữ liệu nhạy cảm"),
        ("tình trạng sức khỏe", "bệnh nền", "tiền sử bệnh", "nhiễm HIV", "state of health", "medical history"),
    ),
)  # fmt: skip
# "Không ghi số căn cước" protects people; only the words that follow it in the same breath are let go.
_TOLD_NOT_TO = re.compile(
    r"\b(?:khong (?:(?:can|phai|duoc|nen) )?(?:ghi|hoi|neu|nhap|chup|gui|dien|thu thap|cung cap|khai)"
    r"|(?:please )?(?:do not|don t|never) (?:write|enter|give|send|state|ask)|(?:give|write|enter) no)\b.*"
)
_SPELT_OUT = re.compile(r"\b(?:\w )+\w\b")
_SENTENCE = re.compile(r"[.;!?\n]+(?=\s|$)")

_PRESSING = (
    (re.compile(r"(?<!khong )(?<!khong phai )\bbat buoc\b"), "bắt buộc"),
    (re.compile(r"\b(?:xin )?chiu (?:moi )?(?:xu ly|trach nhiem|ky luat|phat)\b"), "xin chịu xử lý"),
    (re.compile(r"\b100 (?:so |cac )?ho\b"), "100% hộ"),
    (re.compile(r"\bphai ky\b"), "phải ký"),
    (re.compile(r"\bde nghi danh gia tot\b"), "đề nghị đánh giá tốt"),
    (re.compile(r"\b(?:neu )?vi pham (?:xin|se bi)\b"), "nếu vi phạm xin …"),
    (re.compile(r"(?<!not )\b(?:mandatory|compulsory|obligatory)\b"), "mandatory"),
    (re.compile(r"\bmust sign\b"), "must sign"),
)


def kinds_asked_in(text: str, *, may_warn: bool = False) -> list[tuple[str, str]]:
    """Return (words found, why they are not asked for) for everything in a text that no form may ask for.

    With ``may_warn`` the text may tell people not to write it, as a hint does.
    """
    found = []
    for sentence in _SENTENCE.split(text):
        words = _readable(sentence, may_warn=may_warn)
        for reason, names in _KINDS:
            found += [(name, reason) for name in names if f" {fold(name)} " in words][:1]
    return found


def pressing_words(text: str) -> list[str]:
    """Return the words in a text that press people to sign, as they are usually written."""
    folded = fold(text)
    return [shown for pattern, shown in _PRESSING if pattern.search(folded)]


def _readable(sentence: str, *, may_warn: bool) -> str:
    """Fold a sentence, letters spelt out ("C.C.C.D", "c c c d") joined, what people are told not to write left out."""
    folded = _TOLD_NOT_TO.sub(" ", fold(sentence)) if may_warn else fold(sentence)
    joined = _SPELT_OUT.sub(lambda spelt: spelt[0].replace(" ", ""), folded)
    return f" {joined} "
