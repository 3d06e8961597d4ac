"""Rows that a person filled in below known headers (设置、调整), out of any sheet that has these headers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guatu.domain import Span
from guatu.intake import Sheet

_UNIT = re.compile(r"（[^）]*）$")


@dataclass(frozen=True)
class HeadedRow:
    """The texts of a row by header, blank ones as "", and where the row stands."""

    cells: Mapping[str, str]
    span: Span

    def text(self, header: str) -> str:
        """Return what stands under a header; "" where the sheet has no such column."""
        return self.cells.get(header, "")


def headed_rows(sheets: Iterable[Sheet], needed: Iterable[str]) -> Iterator[HeadedRow]:
    """Yield the rows under the first row of each sheet that has all needed headers; a sheet without one is passed by.

    A header may be broken over lines and have its unit in brackets behind it: 下限（%） is read as 下限.
    """
    wanted = frozenset(needed)
    for sheet in sheets:
        headers: list[str] = []
        for index in sheet.filled_rows():
            texts = [_text(cell) for cell in sheet.rows[index]]
            if not headers:
                names = [_UNIT.sub("", re.sub(r"\s", "", text)) for text in texts]
                headers = names if wanted <= set(names) else []
                continue
            yield HeadedRow(dict(zip(headers, texts, strict=False)), sheet.span(index))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
