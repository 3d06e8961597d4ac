"""Targets in words: a growth of nought is a word, as the ledgers print it."""

from decimal import Decimal

import pytest

from guatu.pack import DatedValue, Target, TargetMeasure, target_words


def target(measure: TargetMeasure, comparator: str, value: str, unit: str = "%") -> Target:
    return Target(
        id="t",
        indicator="i",
        measure=measure,
        comparator=comparator,
        value=(DatedValue(value=Decimal(value)),),
        unit=unit,
    )


@pytest.mark.parametrize(
    ("comparator", "value", "words"),
    [(">=", "0", "增速 不下降"), (">", "0", "增速 正增长"), ("=", "0", "增速 持平"), (">=", "8", "增速 8%以上")],
)
def test_a_growth_of_nought_is_a_word(comparator: str, value: str, words: str) -> None:
    assert target_words(target(TargetMeasure.GROWTH, comparator, value)) == words


def test_a_level_of_nought_stays_a_number() -> None:
    assert target_words(target(TargetMeasure.LEVEL, "<=", "0", "件")) == "总量 0件以内"
