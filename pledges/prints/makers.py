"""Who makes which paper: the rooms above put their makers here at start-up, the background step asks here."""

from collections.abc import Mapping

from pledges.foundation.errors import NotFound
from pledges.prints.rules import Maker, PaperKind, SaysChoices


class Makers:
    """Makers by the code of the kind of paper they make."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[PaperKind, Maker | None]] = {}

    def add(self, kind: PaperKind, maker: Maker | None = None) -> None:
        """Make a kind known, and what makes it in the background (None: it is made and handed over on the spot)."""
        self._known[kind.code] = (kind, maker)

    def maker_of(self, code: str) -> Maker:
        """Return what makes the kind.

        :raises NotFound: when no room makes it (any more).
        """
        maker = self._found(code)[1]
        if maker is None:
            raise NotFound
        return maker

    def kind_of(self, code: str) -> PaperKind:
        """Return the kind of a run.

        :raises NotFound: when no room makes it (any more).
        """
        return self._found(code)[0]

    def can_make(self, code: str) -> bool:
        """Tell whether the kind can be made (again) in the background."""
        return code in self._known and self._known[code][1] is not None

    def words_of(self, code: str) -> str:
        """Return the kind's name on screen, its code for one that nobody makes any more."""
        return self._known[code][0].words if code in self._known else code

    def choice_words(self, code: str, choices: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return what was chosen for a run as pairs of words (message ids); as it is where its maker has no words."""
        maker: object = self._known[code][1] if code in self._known else None
        if isinstance(maker, SaysChoices):
            return list(maker.choice_words(choices))
        return sorted(choices.items())

    def _found(self, code: str) -> tuple[PaperKind, Maker | None]:
        if code not in self._known:
            raise NotFound
        return self._known[code]
