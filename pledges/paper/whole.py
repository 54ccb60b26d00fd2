"""The slow way of bulk paper: a page whose values cannot be stamped is laid out with them, small enough to be whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pledges.paper.blanks import Field, Layout, Wanted, WholeText
from pledges.paper.fitting import TooMuchText
from pledges.paper.fonts import metrics
from pledges.paper.geometry import Box
from pledges.paper.pdf import LaidOut

# Each try is a layout of the page, some 50 ms: seven steps lead from 10 pt to 4.
_SMALLER = 0.875
_TOLERANCE_PT = 0.5


@dataclass(frozen=True)
class Unset:
    """A value that cannot be stamped: the id of its element, the slot it belongs to, its field and its text."""

    id: str
    suffix: str
    field: Field
    text: str


def lay_out_with(
    layout: Layout, unset: Iterable[Unset], roomy: frozenset[str]
) -> tuple[LaidOut, frozenset[str]]:
    """Lay a page out with the values that cannot be stamped, each as large as its box allows.

    Returns the page and the slots that were given more room: those asked for, and those whose value needed it.

    :raises TooMuchText: when a value runs over even with more room in its smallest size.
    """
    by_id = {each.id: each for each in unset}
    texts = {each.id: _full(each, roomy) for each in by_id.values()}
    while True:
        laid_out = layout.make(Wanted(texts, roomy))
        over = [by_id[name] for name in texts if _runs_over(name, laid_out.page_boxes)]
        if not over:
            return laid_out, roomy
        roomy, texts = _eased(over, roomy, texts)


def _full(each: Unset, roomy: frozenset[str]) -> WholeText:
    style = each.field.style_in(is_roomy=each.suffix in roomy)
    face = next((face for face in style.faces if metrics(face).covers(each.text)), None)
    return WholeText(each.text, style.size_pt, face)


def _eased(
    over: Iterable[Unset], roomy: frozenset[str], texts: Mapping[str, WholeText]
) -> tuple[frozenset[str], dict[str, WholeText]]:
    """Set what runs over smaller, and where it is smallest, give its slot more room."""
    eased = dict(texts)
    for each in over:
        smallest = each.field.style_in(is_roomy=each.suffix in roomy).smallest_pt
        if texts[each.id].size_pt > smallest:
            eased[each.id] = replace(texts[each.id], size_pt=max(smallest, texts[each.id].size_pt * _SMALLER))
        elif each.suffix not in roomy:
            roomy |= {each.suffix}
            eased[each.id] = _full(each, roomy)
        else:
            raise TooMuchText(each.text)
    return roomy, eased


def _runs_over(name: str, page_boxes: Iterable[Mapping[str, Box]]) -> bool:
    """Tell whether what is set in a blank is higher than the blank, wherever the two stand."""
    boxes = next(boxes for boxes in page_boxes if name in boxes)
    return boxes[f"{name}-set"].height > boxes[name].height + _TOLERANCE_PT
