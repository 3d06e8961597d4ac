"""Cards and sheets small enough to be scored by hand."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from guatu.pack import Scorecard, ScoreItem
from guatu.scoring import Scoring, Sheet, Stage, score_sheet

GAP = float("nan")


# Any: the fields of an item or a card are of every kind.
def item(key: str, weight: str | None = "1", **fields: Any) -> ScoreItem:
    """Return a measured item of the first level."""
    return ScoreItem(id=key, name=f"指标{key}", weight=None if weight is None else Decimal(weight), of=key, **fields)


def card(*items: ScoreItem, **fields: Any) -> Scorecard:
    return Scorecard(id="card", name="评价", items=items, **fields)


def sheet(figures: Mapping[str, Sequence[float]], **fields: Any) -> Sheet:
    """Return a sheet of units 甲, 乙, 丙 … with the figures of each item."""
    values = np.array(list(figures.values()), dtype=np.float64).T
    names = tuple("甲乙丙丁戊己庚辛壬癸子丑寅卯"[: len(values)])
    return Sheet(
        names,
        names,
        tuple(figures),
        values,
        denominators=_array(fields.get("denominators")),
        divided=frozenset(fields.get("divided", ())),
        before=_array(fields.get("before")),
        columns={key: tuple(texts) for key, texts in fields.get("columns", {}).items()},
        marks={key: np.array(one, dtype=np.float64) for key, one in fields.get("marks", {}).items()},
        vetoes={key: np.array(one, dtype=np.float64) for key, one in fields.get("vetoes", {}).items()},
    )


def _array(rows: Sequence[Sequence[float]] | None) -> npt.NDArray[np.float64] | None:
    return None if rows is None else np.array(rows, dtype=np.float64)


def scored(one: Scorecard, figures: Mapping[str, Sequence[float]], **fields: Any) -> Scoring:
    return score_sheet(one, sheet(figures, **fields))


def stage(scoring: Scoring, step: str) -> Stage:
    return next(one for one in scoring.stages if one.step == step)


def column(scoring: Scoring, step: str, place: int = 0) -> list[float | None]:
    """Return the figures of an item after a step, None for a gap, rounded as far as hand computing goes."""
    values = stage(scoring, step).values
    assert values is not None
    return [None if np.isnan(one) else round(float(one), 9) for one in values[:, place]]


def codes(scoring: Scoring) -> list[str]:
    return [finding.code for finding in scoring.findings]


def totals(scoring: Scoring) -> list[float | None]:
    return [None if np.isnan(one) else round(float(one), 9) for one in scoring.total]
