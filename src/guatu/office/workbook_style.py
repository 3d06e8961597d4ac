"""The look of a workbook: fonts that WPS machines have, a thin grid, quiet fills that survive a grey printer."""

from collections.abc import Mapping
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from guatu.report import Light

SONG, HEI, KAI, FANGSONG = "宋体", "黑体", "楷体", "仿宋"
BODY_SIZE, TITLE_SIZE, NOTE_SIZE = 10, 18, 9
_GRID = "7F8C99"
_HEADER_FILL, _SECTION_FILL, _TOTAL_FILL = "DEE5EC", "EEF2F6", "F4F4F4"

# Fill and ink; the word is always there, so a grey print loses nothing.
LIGHT_INKS: Mapping[Light, tuple[str, str]] = {
    Light.RED: ("F4CCC8", "9C1C12"),
    Light.YELLOW: ("FFF0C2", "4F3A00"),
    Light.GREEN: ("DDEBDC", "1C4A23"),
    Light.GREY: ("E8E8E8", "333333"),
}

# xlsxwriter takes format properties as a plain dictionary of mixed values.
Properties = dict[str, Any]

# "none": else xlsxwriter ties the default font to the theme, and Excel shows the theme's Calibri in its place.
DEFAULT_FONT: Properties = {"font_name": SONG, "font_size": BODY_SIZE, "font_scheme": "none"}
_CELL: Properties = {
    "font_name": SONG,
    "font_scheme": "none",
    "font_size": BODY_SIZE,
    "valign": "vcenter",
    "border": 1,
    "border_color": _GRID,
}
STYLES: Mapping[str, Properties] = {
    "title": {"font_name": HEI, "font_size": TITLE_SIZE, "align": "center", "valign": "vcenter"},
    "subtitle": {"font_name": KAI, "font_size": 11, "align": "center", "valign": "vcenter"},
    "note": {"font_name": FANGSONG, "font_size": NOTE_SIZE, "valign": "vcenter", "text_wrap": True},
    "header": _CELL | {"font_name": HEI, "align": "center", "text_wrap": True, "bg_color": _HEADER_FILL},
    "section": _CELL | {"font_name": HEI, "left": 0, "right": 0, "bg_color": _SECTION_FILL},
    "words": _CELL | {"text_wrap": True},
    "middle": _CELL | {"align": "center", "text_wrap": True},
    "number": _CELL | {"align": "right"},
    "total": {"bold": True, "bg_color": _TOTAL_FILL},
    "subtotal": {"bold": True},
    "park": {"font_name": KAI},
}


class StyleBook:
    """The formats of one workbook, each made once: xlsxwriter writes every format it is given."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._asked: dict[tuple[object, ...], Format] = {}

    def get(self, *names: str, **extra: Any) -> Format:  # Any: see Properties
        """Return the format that joins the named styles from left to right, then the extra properties."""
        asked = (names, *extra.items())
        if asked not in self._asked:
            joined: Properties = {}
            for name in names:
                joined |= STYLES[name]
            joined |= extra
            key = tuple(sorted(joined.items()))
            if key not in self._made:
                self._made[key] = self._workbook.add_format(joined)
            self._asked[asked] = self._made[key]
        return self._asked[asked]

    def conditional(self, **properties: Any) -> Format:  # Any: see Properties
        """Return the format of a condition: only what it changes, for a font or a size cannot be changed by one."""
        return self._workbook.add_format(properties)

    def light(self, light: Light, *names: str) -> Format:
        """Return the format of a light: its quiet fill, bold only for red."""
        fill, ink = LIGHT_INKS[light]
        return self.get("middle", *names, bg_color=fill, font_color=ink, bold=light is Light.RED)
