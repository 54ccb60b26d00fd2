"""Recognises text in the two encodings of before Unicode, TCVN3 (ABC) and VNI. Nothing is converted for storing."""

import re
import unicodedata
from typing import Literal

LegacyEncoding = Literal["TCVN3", "VNI"]

# TCVN3 as spreadsheets show it: each byte as its Latin-1 character.
_TCVN3 = dict(zip(
    "¨©ª«¬\u00ad®¡¢£¤¥¦§µ¸¶·¹»¾¼½ÆÇÊÈÉËÌÐÎÏÑÒÕÓÔÖ×ÝØÜÞßãáâäåèæçéêíëìîïóñòôõøö÷ùúýûüþ",
    "ăâêôơưđĂÂÊÔƠƯĐàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ",
    strict=True,
))  # fmt: skip

# VNI-Windows: some characters stand alone, the others follow their vowel and mark it.
_VNI_ALONE = dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True))
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "â": "\u0302", "ê": "\u0306",
    "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_PAIR = re.compile(rf"([aeouyơư])([{''.join(_VNI_MARKS)}])", re.IGNORECASE)

_LEGACY_FONT = re.compile(r"(?P<TCVN3>\.Vn)|(?P<VNI>VNI[- ])", re.IGNORECASE)
_LATIN_1 = re.compile("[\u00a1-\u00ff]")
# What office programs put in by themselves: curly quotes, dashes, the ellipsis.
_BEYOND_LATIN_1 = re.compile("[^\u0000-\u00ff\u2010-\u2026]")
_TOKEN = re.compile(r"[^\s!-/:-@\[-`{-~\u2010-\u2026]+")

_NUCLEI = (
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oai|oao|oay|oă|oe|oeo|oi|ôi|ơi|ua|uâ|uây|uô|uôi"
    "|uê|ui|uơ|uy|uya|uyê|uyu|ưa|ươ|ưi|ươi|ươu|ưu|yê|yêu"
)
_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx]"
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_NUCLEI})(?:ch|ng|nh|[cmnpt])?")
# Names of other peoples and other languages have more consonants and more syllables, but hardly other vowels.
_CONSONANT = "(?:gi|qu|[b-df-hj-np-tv-xzđ])"
_VOWELS = f"(?:{_NUCLEI}|ea|ie|io|oo(?=c|ng))"
_READABLE = re.compile(f"{_CONSONANT}*{_VOWELS}(?:{_CONSONANT}+{_VOWELS})*{_CONSONANT}*")
# "Nghieâng" has eight letters in VNI. The bound also keeps the search short: "gi" can be read in two ways each time.
_LONGEST_SYLLABLE = 12
_MISPLACED_TONE = re.compile("[aeoyâêôăơ][ìíùúýỳỷỹỵủũụ]")
# The tilde of ñ is no tone: that letter is Ê Đê, Spanish, or the đ of VNI.
_TONES = re.compile("(?<!n)[\u0300\u0309\u0303\u0301\u0323]")


def legacy_encoding(text: str, font_name: str | None = None) -> LegacyEncoding | None:
    """Tell in which old encoding a cell is written, or None where it is readable as it stands.

    Takes the raw text: cleaning drops the soft hyphen, which is ư in TCVN3. A font named ".Vn…" or "VNI-…"
    decides for text that has Latin-1 letters and none of Unicode's Vietnamese ones. Without such a font a
    cell is legacy if it has a word that is no syllable as it stands and is a Vietnamese one when decoded,
    so that foreign words, names like K'Brơi or Êñuôl and good Vietnamese pass. A cell whose every word also
    reads well as it stands ("Hoà" is Hồ in VNI) passes too: only its font or its neighbours can tell.
    """
    # Marks of their own stand beyond Latin-1 too: decomposed text is Unicode.
    if text.isascii() or _BEYOND_LATIN_1.search(text) or not _LATIN_1.search(text):
        return None
    by_font = _LEGACY_FONT.match(font_name or "")
    if by_font:
        return "TCVN3" if by_font["TCVN3"] else "VNI"
    return _by_words([word for word in _TOKEN.findall(text) if _is_suspicious(word)])


def as_unicode(text: str, encoding: LegacyEncoding) -> str:
    """Read a text of that encoding, for comparing and for showing beside the original.

    Nobody has confirmed it: capital fonts hold small accented letters, and a guessed encoding may be wrong. What is
    stored is what a person has typed or accepted.
    """
    return _from_tcvn3(text) if encoding == "TCVN3" else _from_vni(text)


def _by_words(suspicious: list[str]) -> LegacyEncoding | None:
    as_tcvn3 = sum(_is_syllable(_from_tcvn3(word)) for word in suspicious)
    as_vni = sum(_is_syllable(_from_vni(word)) for word in suspicious)
    if not as_tcvn3 and not as_vni:
        return None
    return "TCVN3" if as_tcvn3 >= as_vni else "VNI"


def _is_suspicious(word: str) -> bool:
    """Tell whether a word with a plain letter cannot be read in Vietnamese or in a neighbouring language."""
    if len(word) > _LONGEST_SYLLABLE or not _LATIN_1.search(word):
        return False
    if not re.search("[A-Za-z]", word) or re.search(r"\d", word):
        return False
    lower = word.lower().replace("ð", "đ")
    return bool(_MISPLACED_TONE.search(lower)) or not _READABLE.fullmatch(_without_tones(lower))


def _is_syllable(word: str) -> bool:
    lower = word.lower()
    tones = len(_TONES.findall(unicodedata.normalize("NFD", lower)))
    if tones > 1 or _MISPLACED_TONE.search(lower):
        return False
    return bool(_SYLLABLE.fullmatch(_without_tones(lower)))


def _without_tones(word: str) -> str:
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word)))


def _from_tcvn3(word: str) -> str:
    return "".join(_TCVN3.get(character, character) for character in word)


def _from_vni(word: str) -> str:
    """Decode the letters of one character, then the marks that follow their vowels."""
    letters = "".join(_VNI_ALONE.get(character, character) for character in word)
    marked = _VNI_PAIR.sub(lambda pair: pair[1] + _VNI_MARKS[pair[2].lower()], letters)
    return unicodedata.normalize("NFC", marked)
