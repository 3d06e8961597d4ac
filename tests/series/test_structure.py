"""Structure: contributions add up to all, pulls to the growth, and printed shares to 100 exactly."""

import math
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from guatu.series import contributions, printed_structure, real_contributions, shares

Row = dict[str, object]
RunSteps = Callable[..., list[Row]]
amounts = st.integers(0, 10**9).map(lambda cents: cents / 100)


def parts_of(values: list[float | None], bases: list[float | None] | None = None, region: str = "a") -> list[Row]:
    rows: list[Row] = []
    for number, value in enumerate(values):
        base = bases[number] if bases else None
        rows.append({"region": region, "part": f"{number:03}", "value": value, "base": base})
    return rows


def column(rows: list[Row], name: str) -> list[float]:
    return [float(str(row[name])) for row in rows]


def test_shares_of_the_sum_and_of_a_published_total(run_steps: RunSteps) -> None:
    rows = parts_of([30.0, 10.0])
    assert sorted(column(run_steps({"p": rows}, shares("p", ("region",))), "share")) == [0.25, 0.75]
    assert sorted(column(run_steps({"p": rows}, shares("p", total="80")), "share")) == [0.125, 0.375]


def test_a_missing_part_leaves_every_share_of_its_own_group_open(run_steps: RunSteps) -> None:
    rows = parts_of([30.0, None]) + parts_of([1.0, 3.0], region="b")
    listed = {(row["region"], row["part"]): row["share"] for row in run_steps({"p": rows}, shares("p", ("region",)))}
    assert listed == {("a", "000"): None, ("a", "001"): None, ("b", "000"): 0.25, ("b", "001"): 0.75}


def test_contributions_of_a_rising_and_a_falling_part(run_steps: RunSteps) -> None:
    rows = parts_of([60.0, 50.0], [40.0, 60.0])
    first, second = sorted(run_steps({"p": rows}, contributions("p")), key=lambda row: str(row["part"]))
    assert (first["contribution"], first["pull"], first["increment"]) == (2.0, 0.2, 20.0)
    assert (second["contribution"], second["pull"]) == (-1.0, -0.1)
    assert second["share_change"] == pytest.approx(50 / 110 - 0.6)


def test_contributions_to_a_published_total(run_steps: RunSteps) -> None:
    rows = [{**row, "whole": 220.0, "whole_base": 200.0} for row in parts_of([60.0], [40.0])]
    [row] = run_steps({"p": rows}, contributions("p", totals=("whole", "whole_base")))
    assert (row["contribution"], row["pull"]) == (1.0, 0.1)


def test_a_part_without_a_base_leaves_contributions_open(run_steps: RunSteps) -> None:
    rows = run_steps({"p": parts_of([60.0, 50.0], [40.0, None])}, contributions("p"))
    assert {row["contribution"] for row in rows} == {None}
    assert {row["pull"] for row in rows} == {None}


def test_real_contributions_have_no_figure_when_the_total_stands_still(run_steps: RunSteps) -> None:
    rows: list[Row] = [{"part": "a", "growth": 0.1, "base_share": 0.5, "total_growth": 0.0}]
    [row] = run_steps({"p": rows}, real_contributions("p"))
    assert (row["contribution"], row["pull"]) == (None, 0.05)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=12))
def test_contributions_sum_to_one_and_pulls_to_the_growth(
    run_steps: RunSteps, pairs: list[tuple[float, float]]
) -> None:
    total, total_base = (math.fsum(pair[side] for pair in pairs) for side in (0, 1))
    assume(total_base > 1 and abs(total - total_base) > 1)
    rows = parts_of([value for value, _ in pairs], [base for _, base in pairs])
    listed = run_steps({"p": rows}, contributions("p", ("region",)))
    assert math.fsum(column(listed, "contribution")) == pytest.approx(1.0)
    assert math.fsum(column(listed, "pull")) == pytest.approx(total / total_base - 1)


def test_printed_structure_gives_the_last_digit_to_the_largest_remainder(run_steps: RunSteps) -> None:
    rows = run_steps({"p": parts_of([1.0, 1.0, 1.0])}, printed_structure("p"))
    assert {row["part"]: row["printed"] for row in rows} == {
        "000": Decimal("0.334"),
        "001": Decimal("0.333"),
        "002": Decimal("0.333"),
    }


@pytest.mark.parametrize("values", [[30.0, None], [30.0, -1.0], [0.0, 0.0]])
def test_printed_structure_stays_open_where_there_is_no_whole(run_steps: RunSteps, values: list[float | None]) -> None:
    rows = run_steps({"p": parts_of(values)}, printed_structure("p"))
    assert {row["printed"] for row in rows} == {None}


@settings(max_examples=30, deadline=None)
@given(values=st.lists(amounts, min_size=1, max_size=40), decimals=st.integers(0, 3))
def test_printed_shares_add_to_a_hundred_and_stay_within_one_digit(
    run_steps: RunSteps, values: list[float], decimals: int
) -> None:
    assume(any(values))
    rows = run_steps({"p": parts_of(list(values))}, printed_structure("p", ("region",), decimals=decimals))
    printed = [Decimal(str(row["printed"])) for row in rows]
    assert sum(printed) == 1
    for exact, shown in zip(column(rows, "share"), printed, strict=True):
        assert abs(exact - float(shown)) < 10 ** -(decimals + 2) + 1e-9
        assert shown == round(shown, decimals + 2)
