"""What is scored (评价数据): units in rows, measured items in columns; what is missing is NaN and stays so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Rows: TypeAlias = npt.NDArray[np.intp]
_NO_TEXTS: Mapping[str, tuple[str, ...]] = {}
_NO_FLOATS: Mapping[str, Floats] = {}


@dataclass(frozen=True)
class Sheet:
    """Units (地区、园区、企业) × items, as they were reported.

    `values`, `denominators` and `before` (last year's quotient, in the same unit as the denominated value) have the
    shape (units, items); an item without a denominator has NaN there and is named in no `divided`. `columns` are texts
    of the units by column name: what they are grouped by (kind, tier, region). `marks` are points of each mark of the
    card (written positive), `vetoes` 1 for yes and 0 for no; NaN is not known.
    """

    units: tuple[str, ...]
    names: tuple[str, ...]
    items: tuple[str, ...]
    values: Floats
    denominators: Floats | None = None
    divided: frozenset[str] = frozenset()
    before: Floats | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_TEXTS)
    marks: Mapping[str, Floats] = field(default_factory=lambda: _NO_FLOATS)
    vetoes: Mapping[str, Floats] = field(default_factory=lambda: _NO_FLOATS)

    def column(self, name: str) -> tuple[str, ...]:
        """Return the texts of a column; where it was not given every unit has the empty text."""
        return self.columns.get(name, ("",) * len(self.units))

    def groups(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the name of the group of each unit: the texts of the group columns joined by ·."""
        parts = [self.column(name) for name in names]
        return tuple("·".join(text for text in row if text) for row in zip(*parts, strict=True)) or (
            ("",) * len(self.units)
        )
