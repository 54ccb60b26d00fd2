"""The words of the forms beside those of the questionnaires: Vietnamese in the code, English in the catalogue."""

from functools import lru_cache

from pledges.foundation.locale import LANGUAGES, SOURCE_LANGUAGE, mark, translated

__all__ = ["Translations", "mark", "translations"]

# WTForms has no Vietnamese, and its English says neither what is wrong nor what to do.
_LIBRARY = {
    "This field is required.": mark("Ghi mục này"),
    "Not a valid choice.": mark("Chọn một trong các mục đã nêu"),
    "Not a valid date value.": mark("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/02/2026"),
}


class Translations:
    """What WTForms asks for its messages and labels, in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def gettext(self, message: str) -> str:
        """Return the message in the language, or as it is where there is nothing to translate."""
        vietnamese = _LIBRARY.get(message, message)
        return vietnamese if self._language == SOURCE_LANGUAGE else translated(vietnamese, self._language)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the message for the number; Vietnamese has one form for all."""
        return self.gettext(singular if n == 1 else plural)


@lru_cache
def translations(language: str) -> Translations:
    """Return the words of one language.

    :raises ValueError: when the program does not speak it
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    return Translations(language)
