"""A letter, sealed by an office of the test's own authority."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from pledges.paper.pdf import render_pdf
from pledges.seals.engine import sealing_engine
from pledges.seals.rules import FoundSeal, KeyFile, Room, Sealing
from tests.seals.authorities import NOW, PASSPHRASE, Identity, authority, office

# 90 mm from the left and 40 mm from the foot, as a template marks the room for signature and seal.
_ROOM = '<div id="noi-ky" style="position:absolute;left:60mm;bottom:20mm;width:80mm;height:32mm"></div>'


@dataclass(frozen=True)
class Desk:
    """The desk at which an office's clerk seals: the authority everybody trusts, and the office's own key."""

    root: Identity
    office: Identity

    def seal(self, pdf: bytes, *, field: str = "", room: Room | None = None, further: int = 0) -> bytes:
        key = KeyFile(self.office.key_file(), PASSPHRASE.encode())
        sealed = BytesIO()
        sealing_engine().seal(BytesIO(pdf), sealed, Sealing(key, NOW, field, room, further=further))
        return sealed.getvalue()

    def check(self, pdf: bytes, *, now: datetime = NOW + timedelta(minutes=5)) -> list[FoundSeal]:
        return sealing_engine().check(BytesIO(pdf), [self.root.pem], now)


def desk() -> Desk:
    root = authority()
    return Desk(root, office(root))


def letter(pages: int = 1, room: str = _ROOM) -> bytes:
    texts = [
        f"<section style='break-after:page'><p>Kính gửi ông K’Brơi, trang {number}</p></section>"
        for number in range(1, pages)
    ]
    last = f"<p>Ủy ban nhân dân xã Hàm Mẫu trân trọng cảm ơn. Trân trọng./.</p>{room}"
    return render_pdf("<h1>THƯ CẢM ƠN</h1>" + "".join(texts) + last, title="Thư cảm ơn")
