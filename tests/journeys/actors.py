"""The people of the story: what a clerk, a household, a visitor and a passer-by do, each in a browser of their own."""

import io
import re
from dataclasses import dataclass
from datetime import date, timedelta

import pypdfium2
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pledges.foundation.house import House
from tests.register.reading.lists import example

PASSWORD = "một câu dài dễ nhớ của tôi"


def _value(page: str, name: str) -> str:
    """Return what a hidden field of the page holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page) or re.search(
        rf'value="([^"]*)"[^>]*name="{name}"', page
    )
    assert found is not None, f"no field {name}"
    return found.group(1)


def qr_texts(pdf: bytes) -> list[str]:
    """Return the text of every QR code of a PDF, read from its pages at 150 dpi."""
    pages = pypdfium2.PdfDocument(pdf)
    pictures = [pages[number].render(scale=150 / 72).to_pil() for number in range(len(pages))]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def path_of(address: str) -> str:
    """Return the path of an address, as a phone asks for it."""
    return re.sub(r"^[Hh][Tt][Tt][Pp]://[^/]+", "", address)


@dataclass
class Clerk:
    """A clerk at a desk, signed in after taking up the one-time link."""

    client: FlaskClient
    house: House

    def takes_up_the_link(self, address: str) -> None:
        fields = {"password": PASSWORD, "confirmation": PASSWORD}
        assert self.client.get(path_of(address)).status_code == 200
        assert self.client.post(path_of(address), data=fields).status_code == 303

    def sends(self, page: str, address: str | None = None, **fields: object) -> TestResponse:
        """Open a page and send its form, token and all; follow to where it leads."""
        token = _value(self.client.get(page).text, "csrf_token")
        return self.client.post(address or page, data={"csrf_token": token} | fields, follow_redirects=True)

    def adds_the_hamlet(self, commune_id: int, name: str) -> int:
        page = f"/staff/register/units/{commune_id}"
        answer = self.sends(page, f"{page}/hamlets", type="thon", name=name)
        return int(answer.request.path.rsplit("/", 1)[1])

    def imports_the_example(self, hamlet_id: int) -> str:
        """Send the commune's list and return the preview; nothing is stored yet."""
        content = io.BytesIO()
        example().save(content)
        content.seek(0)
        answer = self.sends(f"/staff/register/units/{hamlet_id}/import", workbook=(content, "Danh sách.xlsx"))
        self._preview = answer.request.path
        return answer.text

    def stores_the_list(self) -> str:
        return self.sends(self._preview, f"{self._preview}/store").text

    def opens_the_campaign(self, campaign_id: int, today: date) -> str:
        """Do the task list of the draft: codes, lists confirmed, everything said; and open it."""
        page, last = f"/staff/campaigns/{campaign_id}", today + timedelta(days=60)
        self.sends(page, f"{page}/codes")
        self.sends(page, f"{page}/base")
        opened = self.sends(
            page,
            decision="open",
            opens_on=today.isoformat(),
            closes_on=last.isoformat(),
            kept_until=(last + timedelta(days=365)).isoformat(),
            posted_at="nhà văn hóa thôn",
            controller="Ủy ban nhân dân xã Hàm Mẫu",
            controller_address="Thôn Tân Lập 1, xã Hàm Mẫu, tỉnh Lâm Đồng",
            controller_phone="0252 3812 345",
            data_contact="bà Trần Thị Hòa, công chức văn hóa - xã hội",
            law_name="pháp luật về trật tự, an toàn giao thông đường bộ",
            law_name_english="the law on road order and safety",
            certificates="issued",
            signer_title="CHỦ TỊCH",
            signer_name="Nguyễn Văn Đức",
        ).text
        assert "Đang nhận cam kết" in opened
        return opened

    def prints(self, page: str, address: str) -> bytes:
        """Start a print run, let the worker make it, and fetch the file."""
        run = self.sends(page, address).request.path
        self.house.background.run_queued()
        return self.sends(run, f"{run}/file").data

    def reads_the_tally(self, campaign_id: int, unit_id: int) -> dict[str, list[str]]:
        """Return the CSV of a unit's tally: unit name → its figures."""
        text = self.client.get(f"/staff/tallies/{campaign_id}/{unit_id}.csv").data.decode("utf-8-sig")
        return {line.split(";")[0]: line.split(";")[1:] for line in text.splitlines()}


@dataclass
class Household:
    """A household with a cheap phone that keeps no cookie."""

    app: Flask

    def scans(self, address: str) -> TestResponse:
        return self.app.test_client(use_cookies=False).get(path_of(address))

    def fills_in(self, address: str, name: str) -> dict[str, object]:
        page = self.scans(address).text
        self._form = re.search(r'<form[^>]*action="([^"]+)"', page).group(1)  # type: ignore[union-attr]  # it is there
        return {
            "attempt": _value(page, "attempt"),
            "version": _value(page, "version"),
            "items": re.findall(r'name="items"[^>]*value="([^"]+)"', page),
            "nguoi_dai_dien": name,
            "members-0-name": "Trần Thị Hòa",
            "members-0-birth_year": "1970",
            "duty": "y",
            "pledge": "y",
            "C1": "y",
        }

    def sends(self, filled: dict[str, object], choice: str) -> TestResponse:
        return self.app.test_client(use_cookies=False).post(self._form, data=filled | {"choice": choice})
