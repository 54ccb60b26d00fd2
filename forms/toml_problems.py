"""Says in plain words what is wrong with a file of a questionnaire, and where."""

import re

from forms.wording import mark, translations

_PLACE = re.compile(r"\(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)")
_LONGEST = 120
# How the reader of TOML begins when a key or a table is there already.
_SAID_TWICE = ("Cannot declare", "Cannot overwrite", "Duplicate inline table key", "Cannot redefine")

_NOT_TOML = mark(
    "Dòng %(line)s, cột %(column)s: chưa đúng cách viết TOML. Xem lại dấu nháy, dấu ngoặc, dấu bằng ở đó"
)
_TWICE = mark("Dòng %(line)s: mục này đã ghi ở trên. Mỗi mục, mỗi mã chỉ ghi một lần")
_UNFINISHED = mark("Tệp bị thiếu phần cuối hoặc không đúng cách viết TOML. Xem lại dấu nháy, dấu ngoặc")
_TOO_LARGE = mark("Tệp lớn hơn %(kilobytes)s kB. Một phiếu không dài đến thế: chọn đúng tệp phiếu")
_AT = mark("Mục “%(key)s”: %(problem)s")

# What the checks say, in the words of whoever edits the file; anything else is told as it stands.
_PLAIN = (
    (
        re.compile(r"needs a required question for the signer's name"),
        mark("cần có câu hỏi bắt buộc về họ tên người ký"),
    ),
    (re.compile(r"needs at least two"), mark("cần ít nhất hai lựa chọn")),
    (re.compile(r"has more than one signature"), mark("chỉ được có một ô chữ ký")),
    (
        re.compile(r"(?P<name>\w+) cannot stand in a row"),
        mark("loại “%(name)s” không đặt được trong dòng lặp lại"),
    ),
    (
        re.compile(r"a question in a row is asked.*"),
        mark("câu trong dòng lặp lại luôn được hỏi và không thuộc phần nào"),
    ),
    (re.compile(r"belongs to the kind rows.*"), mark("mục “rows” luôn đi cùng loại câu “rows”")),
    (re.compile(r"(?P<name>.*) is not among the consents"), mark("không có ô đồng ý nào mang mã %(name)s")),
    (re.compile(r"(?P<name>\w+) is not asked"), mark("câu “%(name)s” không được hỏi trên phiếu")),
    (re.compile(r"must not be below (?P<first>.*)"), mark("không được nhỏ hơn %(first)s")),
    (re.compile(r"must be from 0 to max_rows"), mark("phải từ 0 đến số dòng tối đa (max_rows)")),
    (re.compile(r"must be from 1 to the number of options"), mark("phải từ 1 đến số lựa chọn của câu")),
    (re.compile(r"(?P<name>.*) is not in items\.toml"), mark("danh mục chung không có điều %(name)s")),
    (re.compile(r"must be (?P<allowed>[A-Z0-9-]+)"), mark("chỉ được ghi một trong các giá trị: %(allowed)s")),
    (re.compile(r"is missing.*|needs .*"), mark("còn thiếu, bổ sung mục này")),
    (re.compile(r"is not known here"), mark("không phải tên mục của phiếu; xem lại tên, hoặc xóa mục này")),
    (re.compile(r"must be one of (?P<allowed>.*)"), mark("chỉ được ghi một trong các giá trị: %(allowed)s")),
    (re.compile(r"must be str, not .*"), mark("phải là chữ trong dấu nháy")),
    (re.compile(r"must be int, not .*"), mark("phải là số nguyên, không có dấu nháy")),
    (re.compile(r"must be bool, not .*"), mark("chỉ được ghi true hoặc false")),
    (re.compile(r"must be a list"), mark("phải là danh sách trong dấu ngoặc vuông")),
    (re.compile(r"must be a table|must be tables.*"), mark("phải là một nhóm mục, mỗi dòng một mục")),
    (re.compile(r"(?P<codes>.*) occurs twice"), mark("mã %(codes)s ghi hai lần; mỗi mã chỉ dùng một lần")),
    (re.compile(r"there is no (?P<name>.*)"), mark("phiếu không có mục “%(name)s” được nhắc đến ở đây")),
    (re.compile(r"(vi|en) is empty"), mark("còn để trống một ngôn ngữ; ghi cả tiếng Việt và tiếng Anh")),
    (
        re.compile(r"vi and en do not.*"),
        mark("tiếng Việt và tiếng Anh phải có cùng các chỗ trống trong ngoặc nhọn"),
    ),
    (re.compile(r"no such blank: (?P<name>.*)"), mark("không có chỗ trống nào tên là %(name)s")),
    (
        re.compile(r"cannot be used as a code"),
        mark("mã này không dùng được; chọn mã khác, chỉ gồm chữ không dấu, số, _"),
    ),
    (
        re.compile(r"(?P<name>.*) is not an earlier question"),
        mark("“%(name)s” không phải câu hỏi đứng trước"),
    ),
    (re.compile(r"must be options of (?P<name>.*)"), mark("chỉ được nêu các lựa chọn của câu “%(name)s”")),
    (
        re.compile(r"must be (?:from|as|read|true).*in the bank"),
        mark("phải giữ đúng như trong danh mục chung"),
    ),
    (
        re.compile(r"is the code of an item in the bank"),
        mark("mã này đã có trong danh mục chung; chọn mã khác"),
    ),
    (re.compile(r"must be from (?P<first>\S+) to (?P<last>\S+).*"), mark("phải từ %(first)s đến %(last)s")),
    (re.compile(r"has characters that cannot be seen"), mark("có ký tự ẩn; xóa đoạn này và gõ lại")),
    (
        re.compile(r"a survey asks nobody who they are"),
        mark("phiếu khảo sát không được hỏi điều nhận ra người trả lời"),
    ),
    (re.compile(r"a drawn signature is never required.*"), mark("không được bắt buộc vẽ chữ ký")),
)


class TomlInvalid(ValueError):
    """A file is no questionnaire. ``line`` or ``key`` is where; `words` says it in plain words, `str` in Vietnamese."""

    def __init__(
        self, message: str, values: dict[str, str], *, line: int | None = None, key: str = ""
    ) -> None:
        self._message = message
        self._values = values
        self.line = line
        self.key = key
        super().__init__(self.words("vi"))

    def words(self, language: str) -> str:
        """Return what is wrong, and where, in one language."""
        translate = translations(language).gettext
        problem = translate(self._values["problem"]) if "problem" in self._values else ""
        return translate(self._message) % {**self._values, "problem": problem % self._values}


def plain_words(problem: str, language: str) -> str:
    """Return a problem that a check found in plain words, or as it is where there are none yet."""
    message, values = _plain(problem)
    return translations(language).gettext(message) % values


def too_large(most_bytes: int) -> TomlInvalid:
    """Return the error of a file that is larger than any questionnaire."""
    return TomlInvalid(_TOO_LARGE, {"kilobytes": str(most_bytes // 1024)})


def broken(problem: str) -> TomlInvalid:
    """Return the error of a file that is no TOML, from what the reader said."""
    place = _PLACE.search(problem)
    if place is None or place[1] is None:
        return TomlInvalid(_UNFINISHED, {})
    if problem.startswith(_SAID_TWICE):
        return TomlInvalid(_TWICE, {"line": place[1]}, line=int(place[1]))
    return TomlInvalid(_NOT_TOML, {"line": place[1], "column": place[2]}, line=int(place[1]))


def misfitting(key: str, problem: str) -> TomlInvalid:
    """Return the error of a key that does not fit."""
    message, values = _plain(problem)
    return TomlInvalid(_AT, {**values, "key": _short(key), "problem": message}, key=key)


def _plain(problem: str) -> tuple[str, dict[str, str]]:
    for pattern, message in _PLAIN:
        found = pattern.fullmatch(problem)
        if found:
            return message, {name: _short(value) for name, value in found.groupdict().items()}
    return _short(problem).replace("%", "%%"), {}


def _short(text: str) -> str:
    seen = "".join(sign for sign in text if sign.isprintable())
    return seen if len(seen) <= _LONGEST else f"{seen[:_LONGEST]}…"
