"""Recognises and reads text in the encodings of before Unicode: TCVN3 (ABC), VNI, and Windows-1258 read as 1252."""

import re
import unicodedata
from typing import Literal

LegacyEncoding = Literal["TCVN3", "VNI", "Windows-1258"]

# TCVN3 as spreadsheets show it: each byte as its Latin-1 character.
_TCVN3 = str.maketrans(dict(zip(
    "¨©ª«¬\u00ad®¡¢£¤¥¦§µ¸¶·¹»¾¼½ÆÇÊÈÉËÌÐÎÏÑÒÕÓÔÖ×ÝØÜÞßãáâäåèæçéêíëìîïóñòôõøö÷ùúýûüþ",
    "ăâêôơưđĂÂÊÔƠƯĐàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ",
    strict=True,
)))  # fmt: skip

# VNI-Windows: some characters stand alone, the others follow their vowel and mark it.
_VNI_ALONE = str.maketrans(dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True)))
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
# Beside the characters of their own; some keyboards wrote both.
_VNI_TONES_OF_I = {"ù": "\u0301", "ø": "\u0300"}
_VNI_HATS = {
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}  # fmt: skip
_VNI_BREVES = {
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}  # fmt: skip
# A mark without its case is a mark all the same; the vowel has the case that counts.
_VNI_PAIRS = {
    vowel + mark: unicodedata.normalize("NFC", vowel + combining)
    for vowels, marks in (
        ("aeouyơư", _VNI_TONES),
        ("aeo", _VNI_HATS),
        ("a", _VNI_BREVES),
        ("i", _VNI_TONES_OF_I),
    )
    for mark, combining in marks.items()
    for vowel in vowels
}
_VNI_PAIR = re.compile("|".join(_VNI_PAIRS), re.IGNORECASE)

# Bytes of one code page shown as the characters of the other; the marks of 1258 stand behind their vowels.
_WINDOWS_1258 = str.maketrans({
    bytes([byte]).decode("cp1252", "replace"): bytes([byte]).decode("cp1258", "replace")
    for byte in range(0xA0, 0x100)
})  # fmt: skip

_FONT = re.compile(r"(?P<TCVN3>\.Vn)|VNI[- ]", re.IGNORECASE)
_LATIN_1 = re.compile("[\u00a1-\u00ff]")
# What office programs put in by themselves: curly quotes, dashes, the ellipsis.
_BEYOND_LATIN_1 = re.compile("[^\u0000-\u00ff\u2010-\u2026]")
_TOKEN = re.compile(r"[^\s!-/:-@\[-`{-~\u2010-\u2026]+")
_LETTER, _DIGIT = re.compile("[A-Za-z]"), re.compile(r"\d")
# Of a word with one capital one cannot tell.
_CAPITALS_ONLY = re.compile("[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*")

_NUCLEI = (
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oai|oao|oay|oă|oe|oeo|oi|ôi|ơi|ua|uâ|uây|uô|uôi"
    "|uê|ui|uơ|uy|uya|uyê|uyu|ưa|ươ|ưi|ươi|ươu|ưu|yê|yêu"
)
_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx]"
_CODAS = "ch|ng|nh|[cmnpt]"
_NEVER_LAST = "ă|â|iê|oă|uâ|uô|uyê|ươ|yê"
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?!(?:{_NEVER_LAST})$)(?:{_NUCLEI})(?:{_CODAS})?")
# Names of other peoples and other languages have more consonants and more syllables, but hardly other vowels.
_CONSONANT = "(?:gi|qu|[b-df-hj-np-tv-xzđ])"
_VOWELS = f"(?:{_NUCLEI}|ea|ie|io|oo(?=c|ng))"
_READABLE = re.compile(f"{_CONSONANT}*{_VOWELS}(?:{_CONSONANT}+{_VOWELS})*{_CONSONANT}*")
# "Nghieâng" has eight letters in VNI. The bound also keeps the search short: "gi" can be read in two ways each time.
_LONGEST_SYLLABLE = 12
_MISPLACED_TONE = re.compile("[aeoyâêôăơ][ìíùúýỳỷỹỵủũụ]")
# Family names and words for places: what lists have most of, beyond plain letters.
_KNOWN_WORDS = frozenset(
    "nguyễn trần lê phạm huỳnh hoàng vũ võ đặng bùi đỗ hồ ngô dương lý lương trịnh trương đào thái tạ tô châu lâm kiều"
    " đinh đoàn hà phùng thị văn tổ thôn phố xóm ấp đường số bản buôn chú vụ".split()
)
# The tilde of ñ is no tone: that letter is Ê Đê, Spanish, or the đ of VNI.
_TONES = re.compile("(?<!n)[\u0300\u0309\u0303\u0301\u0323]")


def may_be_legacy(text: str) -> bool:
    """Tell whether the text has Latin-1 letters and none beyond, as everything of before Unicode does."""
    # Marks of their own stand beyond Latin-1 too: decomposed text is Unicode.
    return not (text.isascii() or _BEYOND_LATIN_1.search(text)) and bool(_LATIN_1.search(text))


def legacy_encoding(text: str, font_name: str | None = None) -> LegacyEncoding | None:
    """Tell in which old encoding a cell is written, or None where it is readable as it stands.

    Takes the raw text: cleaning drops the soft hyphen, which is ư in TCVN3. A font named ".Vn…" or "VNI-…"
    decides for text that has Latin-1 letters and none of Unicode's Vietnamese ones. Without such a font a
    cell is legacy if it has a word that is no syllable as it stands and is a Vietnamese one when decoded,
    so that foreign words, names like K'Brơi or Êñuôl and good Vietnamese pass. A cell whose every word also
    reads well as it stands ("Hoà" is Hồ in VNI) passes too: only its font or its neighbours can tell.
    """
    if not may_be_legacy(text):
        return None
    by_font = _FONT.match(font_name or "")
    if by_font:
        return "TCVN3" if by_font["TCVN3"] else "VNI"
    return _by_words([word for word in _TOKEN.findall(text) if _is_suspicious(word)])


def leaning(text: str, encoding: LegacyEncoding) -> int | None:
    """Weigh a cell that its neighbours' encoding could explain: words known from lists when decoded, less as it stands.

    None where a word with an accented letter is no Vietnamese in that encoding. "Hoà Thò Lan" leans to VNI, "Lê An"
    leans away from TCVN3, though "Lờ" is a word; 0 says nothing.
    """
    if not may_be_legacy(text):
        return None
    words = [word for word in _TOKEN.findall(text) if _LATIN_1.search(word)]
    decoded = [_decoded(word, encoding) for word in words]
    is_all_read = all(_is_vietnamese(word, encoding) for word in decoded)
    if not is_all_read or any(map(str.__eq__, words, decoded)):
        return None
    return sum(map(_is_known, decoded)) - sum(map(_is_known, words))


def as_unicode(text: str, encoding: LegacyEncoding, font_name: str | None = None) -> str:
    """Read a text of that encoding. Nobody has confirmed the guess: what is stored is what a person agreed to.

    Capital fonts of TCVN3, whose names end in H, hold small accented letters, so "HOµ" is HOÀ.
    """
    decoded = _decoded(text, encoding)
    if encoding != "TCVN3":
        return decoded
    is_capital = (font_name or "").upper().endswith("H") or _CAPITALS_ONLY.fullmatch(text)
    return decoded.upper() if is_capital else decoded


def _by_words(suspicious: list[str]) -> LegacyEncoding | None:
    found: LegacyEncoding | None = None
    most = 0
    encodings: tuple[LegacyEncoding, ...] = ("TCVN3", "VNI", "Windows-1258")
    for encoding in encodings:
        syllables = sum(_is_vietnamese(_decoded(word, encoding), encoding) for word in suspicious)
        if syllables > most:
            found, most = encoding, syllables
    return found


def _is_suspicious(word: str) -> bool:
    """Tell whether a word with a plain letter cannot be read in Vietnamese or in a neighbouring language."""
    if len(word) > _LONGEST_SYLLABLE or not _LATIN_1.search(word):
        return False
    if not _LETTER.search(word) or _DIGIT.search(word):
        return False
    lower = word.lower().replace("ð", "đ")
    return bool(_MISPLACED_TONE.search(lower)) or not _READABLE.fullmatch(_without_tones(lower))


def _is_vietnamese(word: str, encoding: LegacyEncoding) -> bool:
    """Tell whether a decoded word is a syllable; VNI alone has capital marks, which stand in capital words only."""
    has_its_case = encoding != "VNI" or word.islower() or word.isupper() or word.istitle()
    return has_its_case and _is_syllable(word)


def _is_syllable(word: str) -> bool:
    lower = word.lower()
    tones = len(_TONES.findall(unicodedata.normalize("NFD", lower)))
    if tones > 1 or len(word) > _LONGEST_SYLLABLE or _MISPLACED_TONE.search(lower):
        return False
    return bool(_SYLLABLE.fullmatch(_without_tones(lower)))


def _is_known(word: str) -> bool:
    return word.lower() in _KNOWN_WORDS


def _without_tones(word: str) -> str:
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word)))


def _decoded(text: str, encoding: LegacyEncoding) -> str:
    if encoding == "TCVN3":
        return text.translate(_TCVN3)
    if encoding == "VNI":
        # The letters of one character first, then the marks that follow their vowels.
        return _VNI_PAIR.sub(_vni_letter, text.translate(_VNI_ALONE))
    return unicodedata.normalize("NFC", text.translate(_WINDOWS_1258))


def _vni_letter(pair: re.Match[str]) -> str:
    letter = _VNI_PAIRS[pair[0].lower()]
    return letter.upper() if pair[0][0].isupper() else letter
