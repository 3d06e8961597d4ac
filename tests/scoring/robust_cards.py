"""Cards and sheets small enough to be checked by hand, for the tests of robustness."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from guatu.pack import Aggregation, Normalisation, Scorecard, ScoreItem
from guatu.scoring import Scoring, Sheet, score_sheet

AS_IS = Normalisation(method="as_is")


def item(key: str, weight: float, parent: str | None = None, of: str | None = "x", **more: object) -> ScoreItem:
    plain = ScoreItem(id=key, name=f"指标{key}", parent=parent, weight=Decimal(str(weight)), of=of)
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of the item, by name


def card(items: Sequence[ScoreItem], **more: object) -> Scorecard:
    plain = Scorecard(id="parks", name="园区评价", items=tuple(items), normalise=AS_IS)
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of the card, by name


def flat(*weights: float, **more: object) -> Scorecard:
    """Return a card of items a, b, c… on the first level."""
    return card([item("abcdefghij"[at], weight) for at, weight in enumerate(weights)], **more)


def two_levels(method: str = "arithmetic", **more: object) -> Scorecard:
    """Return a card with the dimensions p (a, b) and q (c, d, e)."""
    items = [item("p", 0.4, of=None), item("q", 0.6, of=None)]
    items += [item("a", 0.5, "p"), item("b", 0.5, "p")]
    items += [item("c", 0.2, "q"), item("d", 0.3, "q"), item("e", 0.5, "q")]
    aggregate = tuple(Aggregation(level=level, method=method) for level in (1, 2))
    return card(items, aggregate=aggregate, **more)


def sheet(values: Sequence[Sequence[float]] | np.ndarray, items: str = "", **more: object) -> Sheet:
    figures = np.array(values, dtype=np.float64)
    units = tuple(f"u{row}" for row in range(len(figures)))
    names = tuple(f"园区{row}" for row in range(len(figures)))
    plain = Sheet(units, names, tuple(items or "abcdefghij"[: figures.shape[1]]), figures)
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of the sheet, by name


def random_sheet(units: int, items: int, seed: int = 1, missing: float = 0.0) -> Sheet:
    rng = np.random.default_rng(seed)
    values = rng.uniform(1, 100, (units, items))
    values[rng.random(values.shape) < missing] = np.nan
    return sheet(values)


def scored(of: Scorecard, figures: Sheet) -> Scoring:
    return score_sheet(of, figures)
