"""Finds where the visible field of a seal goes: where it was told, where the file says, or at the foot."""

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from pledges.seals.rules import PLACE, NotSealable, Room, room_at_the_foot

Box = tuple[float, float, float, float]
_PT_PER_MM = 72 / 25.4


def box_of(writer: IncrementalPdfFileWriter, room: Room | None) -> tuple[int, Box]:
    """Return the page (from 0) and the box in points.

    :raises NotSealable: when there is no such page, or the box is not on it.
    """
    pages = int(writer.prev.root["/Pages"]["/Count"])
    if room is None:
        marked = _as_marked(writer)
        if marked is not None:
            return marked
        width, height = _size(writer, pages - 1)
        room = room_at_the_foot(pages, width / _PT_PER_MM, height / _PT_PER_MM)
    return _as_told(writer, pages, room)


def _as_told(writer: IncrementalPdfFileWriter, pages: int, room: Room) -> tuple[int, Box]:
    if not 0 <= room.page <= pages:
        raise NotSealable(reason=f"chỉ có {pages} trang")
    page = (room.page or pages) - 1
    left, bottom = room.left_mm * _PT_PER_MM, room.bottom_mm * _PT_PER_MM
    box = (left, bottom, left + room.width_mm * _PT_PER_MM, bottom + room.height_mm * _PT_PER_MM)
    width, height = _size(writer, page)
    if min(left, bottom, room.width_mm, room.height_mm) < 0 or box[2] > width or box[3] > height:
        raise NotSealable(reason="không đủ chỗ cho ô đã chọn")
    return page, box


def beside(box: Box, number: int) -> Box:
    """Return the box of a further field: as far to the left as there is room."""
    left, bottom, right, top = box
    shift = min(number * (right - left), left)
    return left - shift, bottom, right - shift, top


def _as_marked(writer: IncrementalPdfFileWriter) -> tuple[int, Box] | None:
    """Return the room that the template marked with an ``id``: the file lists it under that name."""
    names: DictionaryObject | ArrayObject = writer.prev.root
    for key in ("/Names", "/Dests", "/Names"):
        if key not in names:
            return None
        names = names[key]
    flat = [names[place] for place in range(len(names))]
    places = dict(zip(flat[::2], flat[1::2], strict=False))
    return _beneath(writer, places[PLACE]) if PLACE in places else None


def _beneath(writer: IncrementalPdfFileWriter, place: ArrayObject) -> tuple[int, Box]:
    """Return the box whose upper left corner is where the name points to."""
    page_ref, _kind, left, top = place.raw_get(0), place[1], float(place[2]), float(place[3])
    page = _number_of(writer, page_ref)
    width, height = _size(writer, page)
    room = room_at_the_foot(page, width / _PT_PER_MM, height / _PT_PER_MM)
    right = min(left + room.width_mm * _PT_PER_MM, width)
    return page, (left, max(top - room.height_mm * _PT_PER_MM, 0.0), right, top)


def _number_of(writer: IncrementalPdfFileWriter, wanted: IndirectObject) -> int:
    pages = int(writer.prev.root["/Pages"]["/Count"])
    numbers = (number for number in reversed(range(pages)) if _ref(writer, number) == wanted.reference)
    return next(numbers, pages - 1)


def _ref(writer: IncrementalPdfFileWriter, page: int) -> object:
    return writer.prev.find_page_for_modification(page)[0].reference


def _size(writer: IncrementalPdfFileWriter, page: int) -> tuple[float, float]:
    found = writer.prev.find_page_for_modification(page)[0].get_object()
    while "/MediaBox" not in found:
        if "/Parent" not in found:
            raise NotSealable(reason="không nói rõ cỡ trang")
        found = found["/Parent"]
    box = found["/MediaBox"]
    return float(box[2]) - float(box[0]), float(box[3]) - float(box[1])
