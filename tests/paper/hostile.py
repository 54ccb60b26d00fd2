"""Words that are hard to set, each in every field of a paper that somebody fills in."""

from tests.paper.sample_papers import Words

LONG_NAME = (
    "Công Tằng Tôn Nữ Hoàng Thùy Phương Khánh Ngọc Thảo Nguyên Bảo Trân Huyền Mỹ Linh Đan Quỳnh Anh "
    "Thiên Hương Diễm Kiều Ánh"
)
THREE_LINES = (
    "Căn hộ số 1234, tầng 27, tòa nhà chung cư Phú Mỹ – Khối B, ngõ 12/34/56/78, hẻm Hai Bà Trưng nối dài, "
    "tổ dân phố Liêng Srônh Bu Prâng, xã Tân Hà Lâm Hà, khu vực Lán Tranh cũ, tỉnh Lâm Đồng"
)
LONG_OFFICE = (
    "Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính xã Tân Hà Lâm Hà, khu vực Lán Tranh"
)

LONG = Words(
    name=LONG_NAME,
    address=THREE_LINES,
    members=tuple(f"{LONG_NAME[:60].strip()} {number}" for number in range(1, 15)),
    office=LONG_OFFICE,
    text=f"{THREE_LINES}. {LONG_NAME}. " * 3,
)
SHORT = Words(name="Ỷ", address="Ấp", members=("Ơ",), office="Ủ", text="Ừ.")
LETTERS = Words(
    name="H'Hen Niê Kđăm K'Bŏng Ƀrĭ Čil Ñă",
    address="Buôn Ƀuôr, xã Đạ K'Nàng, tỉnh Lâm Đồng",
    members=("Y Ƀlŭ Mlô", "Ka Să K'Brơi", "N\u0302guyê\u0303n Đư\u0301c"),
    office="Ƀuôn Ƀuôr Ča",
    text="Ĕ ĭ ŏ ŭ č ƀ ñ; ệ ữ ẫ ỗ Ẩ Ặ Ỡ.",
)
_MARKUP = '<script>alert("1")</script> <b>&amp;</b> {{ 7 * 7 }} {% raw %} "\' <img src=x onerror=1>'
MARKUP = Words(name=_MARKUP, address=_MARKUP, members=(_MARKUP,), office=_MARKUP, text=_MARKUP)
_SCRIPTS = "Đức \u202eaxz\u202c محمد שלום ស្រី ꨌꩌ สมชาย 🌸 N\u200bg\u00adu\ufeffyễn"
SCRIPTS = Words(name=_SCRIPTS, address=_SCRIPTS, members=(_SCRIPTS,), office=_SCRIPTS, text=_SCRIPTS)

HOSTILE = {"long": LONG, "short": SHORT, "letters": LETTERS, "markup": MARKUP, "scripts": SCRIPTS}
