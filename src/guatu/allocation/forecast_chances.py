"""Chances (完成可能性): how likely a year's target is reached, from the errors such forecasts had; in plain words."""

from dataclasses import dataclass

from guatu.allocation.forecast_course import Outlook
from guatu.allocation.student import half_width, probability_below

# The lower end of each step of the scale, and the word for it.
CHANCE_WORDS = (
    (0.95, "十拿九稳"),
    (0.8, "较有把握"),
    (0.6, "多半能成"),
    (0.4, "胜负各半"),
    (0.2, "把握不大"),
    (0.05, "希望很小"),
    (0.0, "几无可能"),
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the ranges that should hold the truth in 80 and in 95 of a hundred cases."""

    value: float
    low80: float | None = None
    high80: float | None = None
    low95: float | None = None
    high95: float | None = None


def interval_of(outlook: Outlook, at: int) -> Interval:
    """Return a figure of an outlook with its intervals, blank where nothing could be tested."""
    value, spread = outlook.values[at], outlook.spreads[at]
    if spread is None:
        return Interval(value)
    near, far = (spread * half_width(covered, outlook.freedom[at]) for covered in (0.8, 0.95))
    return Interval(value, value - near, value + near, value - far, value + far)


def chance_of(outlook: Outlook, level: float, *, at_least: bool) -> float | None:
    """Return the probability that the year reaches a level or, where it must not be passed, stays within it."""
    value, spread = outlook.values[-1], outlook.spreads[-1]
    if spread is None:
        return None
    if spread == 0:
        reached = value >= level if at_least else value <= level
        return float(reached)
    below = probability_below((level - value) / spread, outlook.freedom[-1])
    return 1 - below if at_least else below


def chance_word(chance: float) -> str:
    """Return the word for a probability.

    >>> chance_word(0.97), chance_word(0.3)
    ('十拿九稳', '把握不大')
    """
    return next(word for lowest, word in CHANCE_WORDS if chance >= lowest)
