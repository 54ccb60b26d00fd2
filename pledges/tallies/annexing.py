"""A tally as the annex to a report tells it: sixteen columns, of which those without a source say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pledges.foundation.vietnamese.numbers import grouped, percent_down
from pledges.paper.annexes import Annex, AnnexHead, AnnexRow
from pledges.stationery.rules import Head
from pledges.tallies.queries.hamlets import Hamlet
from pledges.tallies.queries.tally import Answer
from pledges.tallies.rules import TallyLine
from pledges.tallies.sheet import UNTOLD


@dataclass(frozen=True)
class Around:
    """What stands around the figures: whose paper it is (None: nobody said), up to when, refusals as shown."""

    head: Head | None
    moment: str
    refusals: str | None
    is_past: bool


_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_NO_UNIT = "Chưa thuộc thôn, khu phố nào"

_NOTES = (
    "“-”: chưa có nguồn số liệu hoặc không tính được; không ghi số ước đoán.",
    "Tỷ lệ ở cột (11) tính trên số thuộc diện và làm tròn xuống; chỉ ghi 100 khi tất cả đã ký.",
    "Cột (16): chưa có số liệu hậu kiểm.",
)
_TENS = (
    "Cột (6) và (13): hộ đã được phổ biến mà chưa ký chỉ tính tròn chục ở mỗi thôn, khu phố, để không suy ra được "
    "hộ nào không cam kết; vì vậy cột (6) không tách thành cột (10), cột (12) và số hộ chưa quyết định."
)
_REFUSED = (
    "Cột (12): số không ký không gắn với hộ nào nên chỉ có ở dòng tổng cộng của đơn vị tổ chức; dưới 5 ghi “<5”, "
    "từ 10 trở lên ghi tròn chục."
)
_PAST = "Số liệu của ngày đã qua: cột (6), (13) và (15) không tính lại được."


def annex_of(answer: Answer, parts: Mapping[int, Sequence[Hamlet]], around: Around) -> Annex:
    """Return the annex of a tally; ``parts`` are the units below its rows, where the paper is to list them too."""
    head, households = around.head, answer.counts_households
    return Annex(
        head=AnnexHead(head.style, head.superior, head.issuer, head.place)
        if head
        else AnnexHead("state", "", answer.tally.name, ""),
        about=f"kết quả {'hộ gia đình ' if households else ''}ký cam kết, đăng ký – {answer.campaign.title_vi}",
        moment=around.moment,
        counted="hộ" if households else "",
        rows=annex_rows(answer, parts, is_past=around.is_past),
        total=AnnexRow("", "TỔNG CỘNG", cells(answer.tally.total, around.refusals, is_past=around.is_past)),
        notes=notes(is_past=around.is_past, counts_households=households),
    )


def annex_rows(answer: Answer, parts: Mapping[int, Sequence[Hamlet]], *, is_past: bool) -> list[AnnexRow]:
    """Return the lines of the table: units with those below them as groups in Roman numerals, others in Arabic ones."""
    rows: list[AnnexRow] = []
    for place, row in enumerate(answer.tally.rows, 1):
        below = parts.get(row.unit_id, ())
        number = roman(place) if parts else str(place)
        rows.append(AnnexRow(number, row.name, cells(row.line, is_past=is_past), is_group=bool(parts)))
        rows += [
            AnnexRow(str(step), one.name, cells(one.line, is_past=is_past))
            for step, one in enumerate(below, 1)
        ]
    if answer.tally.own:
        rows.append(AnnexRow("", _NO_UNIT, cells(answer.tally.own, is_past=is_past)))
    return rows or [AnnexRow("1", answer.tally.name, cells(answer.tally.total, is_past=is_past))]


def cells(line: TallyLine, refusals: str | None = None, *, is_past: bool) -> tuple[str, ...]:
    """Return the cells of columns (3) to (16); "-" for what has no source, or none of an earlier day."""

    def undated(number: int) -> str:
        return UNTOLD if is_past else grouped(number)

    return (
        grouped(line.base),
        grouped(line.excluded),
        grouped(line.due),
        undated(line.reached),
        grouped(line.signed_self),
        grouped(line.signed_paper),
        grouped(line.signed_assisted),
        grouped(line.signed),
        percent_down(line.signed, line.due).removesuffix("%"),
        refusals or UNTOLD,
        undated(line.remaining),
        grouped(line.withdrawn),
        undated(line.members_confirmed),
        UNTOLD,
    )


def notes(*, is_past: bool, counts_households: bool) -> list[str]:
    """Return what stands below the table."""
    of_households = [_TENS, _REFUSED] if counts_households else []
    return [*_NOTES, *(of_households if not is_past else []), *([_PAST] if is_past else [])]


def roman(number: int) -> str:
    """Write a number in Roman numerals."""
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written
