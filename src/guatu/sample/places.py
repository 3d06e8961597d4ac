"""The fictional places: a province, a prefecture (示例州), ten counties named by the sexagenary cycle, six parks.

Codes lie outside GB/T 2260. Codes and names are those of the pack `example`; a test holds the two together.
"""

from dataclasses import dataclass

PROVINCE, PREFECTURE = "999000", "999900"


@dataclass(frozen=True)
class County:
    """A county: its code, name and short name, and its weight in most things (‰ of the prefecture)."""

    code: str
    name: str
    weight: int
    lean: int  # how far its growth usually lies from the prefecture's, ‰

    @property
    def short(self) -> str:
        """The name without 县 or 市, as people say it."""
        return self.name[:-1]


@dataclass(frozen=True)
class Park:
    """A park (园区) with the county it lies in and its share (‰) of that county's industry."""

    code: str
    name: str
    county: str
    share: int


COUNTIES = (
    County("999901", "甲子市", 230, -5),
    County("999902", "乙丑县", 110, 18),
    County("999903", "丙寅县", 95, -10),
    County("999904", "丁卯县", 100, 12),
    County("999905", "戊辰县", 90, -20),
    County("999906", "己巳县", 80, 8),
    County("999907", "庚午县", 85, 0),
    County("999908", "辛未县", 75, -14),
    County("999909", "壬申县", 70, 22),
    County("999910", "癸酉县", 65, 5),
)
PARKS = (
    Park("999901-P1", "甲子高新区", "999901", 380),
    Park("999901-P2", "甲子经开区", "999901", 250),
    Park("999902-P1", "乙丑产业园", "999902", 520),
    Park("999905-P1", "戊辰化工园", "999905", 560),
    Park("999907-P1", "庚午产业园", "999907", 430),
    Park("999910-P1", "癸酉物流园", "999910", 400),
)
NAMES = {
    PROVINCE: "示例省（虚构）",
    PREFECTURE: "示例州（虚构）",
    **{place.code: place.name for place in (*COUNTIES, *PARKS)},
}
