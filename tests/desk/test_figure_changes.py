"""How a reported figure moved."""

from decimal import Decimal

import pytest

from guatu.desk import FigureChange, figure_change


@pytest.mark.parametrize(
    ("value", "before", "difference", "rate"),
    [
        ("120", "100", "20", "0.2"),
        ("90", "100", "-10", "-0.1"),
        ("5", "0", "5", None),
        ("5", "-10", "15", None),
        (None, "10", None, None),
        ("10", None, None, None),
    ],
)
def test_a_change_has_a_rate_only_on_a_base_above_zero(
    value: str | None, before: str | None, difference: str | None, rate: str | None
) -> None:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    assert figure_change(number(value), number(before)) == FigureChange(number(difference), number(rate))
