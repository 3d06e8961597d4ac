"""The parks that are evaluated (参评园区): the six of the prefecture and seven more, too small to report each month.

Codes and names are those of the pack `example-evaluation`; a test holds the two together.
"""

from dataclasses import dataclass

from guatu.sample.places import NAMES, PARKS, Park

HIGH_TECH, OPEN, INDUSTRIAL = "高新区", "开放型园区", "产业园区"


@dataclass(frozen=True)
class EvaluatedPark:
    """A park with its kind (园区类型), the year it was founded, and whether it lies on the border."""

    park: Park
    kind: str
    founded: int
    border: bool = False


_MORE = (
    Park("999901-P3", "甲子综保区", "999901", 120),
    Park("999902-P2", "乙丑高新区", "999902", 300),
    Park("999903-P1", "丙寅高新区", "999903", 480),
    Park("999904-P1", "丁卯产业园", "999904", 500),
    Park("999906-P1", "己巳产业园", "999906", 500),
    Park("999908-P1", "辛未综保区", "999908", 260),
    Park("999909-P1", "壬申产业园", "999909", 540),
)
_KINDS = {
    "999901-P1": (HIGH_TECH, 1998),
    "999901-P2": (OPEN, 2003),
    "999901-P3": (OPEN, 2016),
    "999902-P1": (INDUSTRIAL, 2006),
    "999902-P2": (HIGH_TECH, 2015),
    "999903-P1": (HIGH_TECH, 2012),
    "999904-P1": (INDUSTRIAL, 2008),
    "999905-P1": (INDUSTRIAL, 2005),
    "999906-P1": (INDUSTRIAL, 2009),
    "999907-P1": (INDUSTRIAL, 2010),
    "999908-P1": (OPEN, 2023),
    "999909-P1": (INDUSTRIAL, 2011),
    "999910-P1": (OPEN, 2013),
}
_BORDER = frozenset(("999910-P1",))

EVALUATED_PARKS = tuple(
    EvaluatedPark(park, *_KINDS[park.code], border=park.code in _BORDER)
    for park in sorted((*PARKS, *_MORE), key=lambda one: one.code)
)
EVALUATED_NAMES = NAMES | {park.code: park.name for park in _MORE}
