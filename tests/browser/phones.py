"""What a person does with a phone: opens a page, fills it in, presses a button."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, Request

# The scanner of Zalo opens links in a browser of its own.
ZALO = (
    "Mozilla/5.0 (Linux; Android 7.1.2; SM-J510FN) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/98.0.4758.101 Mobile Safari/537.36 Zalo android/12100612 ZaloTheme/light ZaloLanguage/vi"
)
ANDROID: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "locale": "vi-VN",
    "has_touch": True,
    "is_mobile": True,
}
SMALL: dict[str, Any] = {"viewport": {"width": 320, "height": 568}}
NO_SCRIPT: dict[str, Any] = {"java_script_enabled": False}
IN_ZALO: dict[str, Any] = {"user_agent": ZALO}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "has_touch": False, "is_mobile": False}


@dataclass
class Phone:
    """One browser tab and what it asked for."""

    page: Page
    server: str
    asked: list[Request] = field(default_factory=list)

    def note(self, request: Request) -> None:
        """Remember what the page asked for."""
        self.asked.append(request)

    def open(self, path: str) -> Page:
        """Open a page of the server by its path."""
        self.page.goto(self.server + path)
        return self.page

    def fill_in(self, **typed: str) -> Page:
        """Tick two items and the needed boxes, and type; the representative by default."""
        for box in ("[value=T04]", "[value=T07]", "#duty", "#pledge", "#C1"):
            self.page.check(box)
        for name, text in {"nguoi_dai_dien": "Nguyễn Hoàng Thùy Phương Khánh Ngọc", **typed}.items():
            self.page.fill(f"#{name}", text)
        return self.page

    def press(self, value: str = "sign") -> Page:
        """Press one of the buttons and wait for what comes."""
        with self.page.expect_navigation():
            self.page.click(f"button[value={value}]")
        return self.page
