"""Ranking: ties share a place, the missing have none, and the order of rows does not matter."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.series import rank_with_ties

Row = dict[str, object]
RunSteps = Callable[..., list[Row]]


def ranked(run_steps: RunSteps, rows: list[Row], **options: object) -> dict[object, object]:
    step = rank_with_ties("places", "value", **options)  # type: ignore[arg-type] # options are passed on as they are
    listed = sorted(run_steps({"places": rows}, step), key=lambda row: str(row["region"]))
    return {row["region"]: row["rank"] for row in listed}


def places(*values: float | None) -> list[Row]:
    return [{"region": f"{number:02}", "value": value} for number, value in enumerate(values)]


def test_equal_figures_share_a_place_and_the_next_is_skipped(run_steps: RunSteps) -> None:
    assert list(ranked(run_steps, places(9.0, 8.0, 8.0, 7.0)).values()) == [1, 2, 2, 4]


def test_the_missing_have_no_place_and_are_not_counted(run_steps: RunSteps) -> None:
    rows = run_steps({"places": places(9.0, None, float("nan"), 7.0)}, rank_with_ties("places", "value"))
    assert {row["region"]: row["rank"] for row in rows} == {"00": 1, "01": None, "02": None, "03": 2}
    assert {row["ranked"] for row in rows} == {2}


@pytest.mark.parametrize(
    ("direction", "expected"),
    [("'up'", [2, 1]), ("'down'", [1, 2]), ("'neutral'", [None, None]), ("NULL", [None, None])],
)
def test_direction_says_which_end_is_first(run_steps: RunSteps, direction: str, expected: list[int | None]) -> None:
    assert list(ranked(run_steps, places(1.0, 2.0), direction=direction).values()) == expected


def test_direction_may_be_a_column(run_steps: RunSteps) -> None:
    higher = [{**row, "indicator": "x", "direction": "up"} for row in places(1.0, 2.0)]
    lower = [{**row, "indicator": "y", "direction": "down"} for row in places(1.0, 2.0)]
    step = rank_with_ties("places", "value", within=("indicator",), direction="direction")
    found = {(row["indicator"], row["region"]): row["rank"] for row in run_steps({"places": higher + lower}, step)}
    assert found == {("x", "00"): 2, ("x", "01"): 1, ("y", "00"): 1, ("y", "01"): 2}


def test_with_decimals_what_prints_alike_shares_a_place(run_steps: RunSteps) -> None:
    rows = places(0.0834, 0.0831, 0.0829)
    assert list(ranked(run_steps, rows).values()) == [1, 2, 3]
    assert list(ranked(run_steps, rows, decimals=3).values()) == [1, 1, 1]


@settings(max_examples=25, deadline=None)
@given(data=st.data(), values=st.lists(st.one_of(st.none(), st.integers(-3, 3)), min_size=1, max_size=12))
def test_ranks_do_not_depend_on_the_order_of_rows(
    run_steps: RunSteps, data: st.DataObject, values: list[int | None]
) -> None:
    rows = places(*values)
    expected = {
        f"{number:02}": None if own is None else 1 + sum(value is not None and value > own for value in values)
        for number, own in enumerate(values)
    }
    assert ranked(run_steps, rows) == expected
    assert ranked(run_steps, data.draw(st.permutations(rows))) == expected
