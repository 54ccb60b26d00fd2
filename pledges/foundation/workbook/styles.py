"""Which cell styles of an .xlsx use a font of before Unicode."""

import re
from dataclasses import dataclass, field

from pledges.foundation.workbook.archive import Archive
from pledges.foundation.workbook.limits import MAX_STYLES_BYTES
from pledges.foundation.workbook.xml_stream import LOCAL_NAMES, stream_parser

_STYLES = "xl/styles.xml"
_LEGACY_FONT = re.compile(r"\.Vn|VNI[- ]", re.IGNORECASE)


def legacy_styles(archive: Archive) -> dict[str, str]:
    """Map the numbers of cell styles whose font is of before Unicode to the font's name."""
    if _STYLES not in archive.names:
        return {}
    scan = _StyleScan()
    parser = stream_parser()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    archive.parse(_STYLES, parser, MAX_STYLES_BYTES)
    fonts = {str(number): name for number, name in enumerate(scan.fonts) if _LEGACY_FONT.match(name)}
    return {str(style): fonts[font] for style, font in enumerate(scan.style_fonts) if font in fonts}


@dataclass
class _StyleScan:
    """Collects the names of <fonts> and, for each <xf> of <cellXfs>, the number of its font."""

    fonts: list[str] = field(default_factory=list)
    style_fonts: list[str] = field(default_factory=list)
    _section: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = LOCAL_NAMES[name]
        if tag in ("fonts", "cellXfs"):
            self._section = tag
        elif self._section == "fonts" and tag == "font":
            self.fonts.append("")
        elif self._section == "fonts" and tag == "name" and self.fonts:
            self.fonts[-1] = attributes.get("val", "")
        elif self._section == "cellXfs" and tag == "xf":
            self.style_fonts.append(attributes.get("fontId", "0"))

    def end(self, name: str) -> None:
        if LOCAL_NAMES[name] == self._section:
            self._section = ""
