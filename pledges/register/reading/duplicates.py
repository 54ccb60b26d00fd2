"""Households or officials of a list that may be the same one. They are pointed out, never merged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pledges.foundation.vietnamese.folding import fold
from pledges.register.reading.rows import ParsedSubject, Place, ReadingWarning, RejectedRow, WarningCode


def duplicates(
    subjects: Sequence[ParsedSubject], rejected: Sequence[RejectedRow]
) -> Iterable[ReadingWarning]:
    """Point out equal names: as possible duplicates where years of birth agree or one is unknown.

    Names are compared without marks. Two people of one name and different years are usual in a hamlet and get the
    weaker warning. Rows rejected for their font are compared by what they seem to say.
    """
    names: dict[str, list[tuple[Place, str, int | None]]] = defaultdict(list)
    for subject in subjects:
        names[fold(subject.name)].append((subject.place, subject.name, subject.birth_year))
    for row in rejected:
        if row.looks_like:
            names[fold(row.looks_like)].append((row.place, row.looks_like, row.birth_year))
    for same in names.values():
        if len(same) > 1:
            years = [year for _, _, year in same]
            differ = None not in years and len(set(years)) == len(years)
            code = WarningCode.SAME_NAME if differ else WarningCode.POSSIBLE_DUPLICATE
            yield ReadingWarning(code, tuple(place for place, _, _ in same), same[0][1])
