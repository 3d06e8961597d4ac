"""Registers of a region that no pack names: standards of the nation apply to its firms all the same."""

import re
from collections.abc import Iterable

from guatu.domain import Level, nearest
from guatu.intake.amounts import is_missing, plain_text
from guatu.intake.names import NameBook
from guatu.intake.sheet import Cell
from guatu.intake.words import TOTALS

# Six digits of GB/T 2260, the first two of which are the province; a park has letters of its own behind them.
_CODE = re.compile(r"(\d{2})\d{4}(?:-\w+)?")


def is_of_other_region(cells: Iterable[Cell], book: NameBook) -> bool:
    """Tell whether the places of a register are of a region no pack names, and not names written wrong.

    None of them is known below the nation, and they are codes of provinces that no pack names, or several names few of
    which are close to a known one. One unknown name alone may be a slip of the pen.
    """
    texts = {plain_text(cell) for cell in cells} - TOTALS
    found = {text: book.place_named(text) for text in texts if not is_missing(text)}
    if any(place.level is not Level.NATION for place in found.values() if place is not None):
        return False
    strange = [text for text, place in found.items() if place is None]
    provinces = {place.code[:2] for place in book.tree if place.level is not Level.NATION}
    codes = [match[1] for text in strange if (match := _CODE.fullmatch(text))]
    names = [text for text in strange if not _CODE.fullmatch(text)]
    if any(code in provinces for code in codes):
        return False
    close = sum(1 for name in names if nearest(name, book.tree.names()))
    return bool(codes and not close) or (len(names) > 1 and close * 2 < len(names))
