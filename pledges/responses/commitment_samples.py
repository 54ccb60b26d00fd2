"""Real signers to try a unit's own texts of the commitment on, and the page as it would be printed for them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Campaign
from pledges.foundation.locale import gettext as _
from pledges.foundation.vietnamese.dates import local_date, official_date
from pledges.paper.blocks import paper_spec
from pledges.paper.commitments import CommitmentLine, CommitmentPaper, CommitmentSignature
from pledges.paper.templates import fill
from pledges.responses.commitments import PAPER
from pledges.responses.tables import Response
from pledges.stationery.rules import Head, Sample
from pledges.units.queries.tree import is_in
from pledges.units.tables import Unit

_MOST = 5
_COPIES = "(Lập thành 02 bản: hộ gia đình giữ 01 bản, thôn/khu phố giữ 01 bản.)"
_SIGNED = (
    "Người đại diện hộ: {ten}.",
    "Lời cam kết, thành viên, cách xác nhận: in đúng như đã ký, không sửa được ở đây.",
)


class CommitmentSamples:
    """The commitments' part of what words are tried on (``stationery.rules.GivesSamples``)."""

    paper = PAPER

    def samples(self, session: Session, unit_id: int) -> Sequence[Sample]:
        """Return the newest signers in the unit and below and the one with the longest name; else the examples."""
        longest = _standing(unit_id).order_by(func.length(Response.signer_name).desc(), Response.id).limit(1)
        newest = _standing(unit_id).order_by(Response.id.desc()).limit(_MOST)
        rows = {row.id: row for query in (longest, newest) for row in session.execute(query)}
        if not rows:
            return [Sample(_("Ví dụ của mẫu"), paper_spec(PAPER).examples)]
        return [
            Sample(
                row.signer_name,
                {
                    "ten": row.signer_name,
                    "ngay_ky": local_date(row.signed_at),
                    "ten_chien_dich": row.title_vi,
                    "thon_khu_pho": row.unit_name,
                    "so_ban": _COPIES,
                },
            )
            for row in list(rows.values())[:_MOST]
        ]

    def pages(self, sample: Sample, blocks: Mapping[str, str], _head: Head | None) -> Sequence[str]:
        """Return the sheet with the signed words left out; a citizen's commitment has no head of an agency."""
        filled = {code: Markup(html) for code, html in blocks.items()}  # noqa: S704  # filled blocks, of listed tags only
        name = str(sample.values["ten"])
        paper = CommitmentPaper(
            language="vi",
            title=("BẢN CAM KẾT", "của hộ gia đình"),
            paragraphs=[CommitmentLine(line.format(ten=name)) for line in _SIGNED],
            dated=official_date(sample.values["ngay_ky"]),
            signature=CommitmentSignature("NGƯỜI ĐẠI DIỆN HỘ", "(Ký, ghi rõ họ tên)", name, ""),
            origin="Bản xem thử lời của đơn vị.",
            below_title=filled["below_title"],
            closing=filled["closing"],
        )
        return [fill("commitment", papers=[paper])]


def _standing(unit_id: int) -> Select[int, str | None, datetime, str, str]:
    """Return a query of the pledges of households that stand in a unit and below."""
    columns = (Response.id, Response.signer_name, Response.signed_at, Campaign.title_vi)
    query = select(*columns, Unit.name.label("unit_name")).join(Campaign, Campaign.id == Response.campaign_id)
    query = query.join(Unit, Unit.id == Response.unit_id)
    return query.where(
        Response.state == "active", Response.signer_name.is_not(None), is_in(Response.unit_id, [unit_id])
    )
