"""Courses (序列): what a place brought period by period, and which coming periods make the figures to be foretold.

A flow that is published from January on is cut into single periods: eleven a year where January comes with February,
twelve otherwise, four of a quarterly figure. A stock stays as it is. Of an indicator known only by its growth the
growth itself is foretold, in points, never a level.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FigureCourse:
    """One series without a gap, oldest value first, and the figures wanted of the periods that follow it.

    `season` periods make a year; 1 means that no season is looked for. Each wanted figure is `made[r]` plus the sum of
    the coming periods times `weights[r]`: ones for a flow that adds up, the last one alone for a stock. Courses of the
    same `pool` lend each other their errors. `trail` is how many periods say the present growth.
    """

    key: tuple[str, ...]
    values: tuple[float, ...]
    season: int
    made: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    pool: tuple[str, ...] = ()
    trail: int = 6

    @property
    def horizon(self) -> int:
        """How many coming periods are foretold."""
        return len(self.weights)

    @property
    def is_positive(self) -> bool:
        """True where seasons and growth may be taken as factors: every value lies above zero."""
        return self.season > 1 and min(self.values) > 0


@dataclass(frozen=True, slots=True)
class MethodScore:
    """One method on one course: the figures it gives, its weight in the combination, its error in the backtest."""

    method: str
    values: tuple[float, ...]
    weight: float
    mase: float | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is foretold of one course (预测): figures, and for each the size of its error in the backtest.

    `values` and `spreads` stand for the wanted figures in their order, the last being the year. A spread is the root of
    the mean squared error of forecasts equally far ahead, in the figure's unit; None where nothing could be tested.
    `freedom` are the degrees of freedom of Student's distribution that the intervals are read from. `origins` says from
    how many past periods forecasts were tried. An outlook without values says why in `unknown`.
    """

    key: tuple[str, ...]
    values: tuple[float, ...] = ()
    spreads: tuple[float | None, ...] = ()
    freedom: tuple[int, ...] = ()
    origins: int = 0
    methods: tuple[MethodScore, ...] = field(default=())
    mase: float | None = None
    scale: float = 0.0
    unknown: str = ""
