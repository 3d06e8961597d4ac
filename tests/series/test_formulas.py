"""The formulas: gaps where a figure is missing or a base is not above zero, and the printed text says the SQL."""

import math
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import guatu.series
from guatu.series import (
    FORMULAS,
    Formula,
    ahead,
    average_growth,
    climb_completion,
    completion,
    contribution,
    gap,
    growth,
    implied_base,
    linear_schedule,
    pull,
    required_growth,
    required_run_rate,
    share,
    target_level,
    two_year_average,
)

Evaluate = Callable[..., list[float | None]]
CALCULATED = tuple(formula for formula in FORMULAS if formula.inputs)
# From the operators of print to those of SQL.
OPERATORS = str.maketrans({"÷": "/", "×": "*", "−": "-"})


def expression_of(formula: Formula) -> str:
    build = getattr(guatu.series, formula.name)
    expression = build(*(f"i{number}" for number in range(len(formula.inputs))))
    assert isinstance(expression, str)
    return expression


def text_as_sql(formula: Formula) -> str:
    text = formula.text
    for number, word in sorted(enumerate(formula.inputs), key=lambda pair: -len(pair[1])):
        text = text.replace(word, f"i{number}")
    return text.replace("√", "sqrt").replace("max(", "greatest(").translate(OPERATORS)


@pytest.mark.parametrize("formula", CALCULATED, ids=lambda formula: formula.name)
def test_printed_text_gives_the_same_as_the_sql(formula: Formula, evaluate: Evaluate) -> None:
    numbers = ((7.0, 8.0, 10.0, 9.0), (3.0, 5.0, 12.0, 11.0), (0.25, 0.75, 4.0, 2.0))
    rows = [{f"i{number}": row[number] for number in range(4)} for row in numbers]
    told = evaluate(text_as_sql(formula), rows)
    assert told == pytest.approx(evaluate(expression_of(formula), rows), abs=1e-6)
    assert None not in told


@pytest.mark.parametrize("formula", CALCULATED, ids=lambda formula: formula.name)
def test_a_missing_input_leaves_a_gap(formula: Formula, evaluate: Evaluate) -> None:
    whole = {f"i{number}": 7.0 - number for number in range(len(formula.inputs))}
    rows = [{**whole, name: None} for name in whole]
    assert evaluate(expression_of(formula), rows) == [None] * len(rows)


@pytest.mark.parametrize("formula", CALCULATED, ids=lambda formula: formula.name)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_no_formula_gives_infinity_or_not_a_number(evaluate: Evaluate, formula: Formula, data: st.DataObject) -> None:
    anything = st.one_of(st.none(), st.floats(), st.sampled_from([0.0, -0.0, -1.0, 5e-324, 1e308, math.nan, math.inf]))
    row = st.fixed_dictionaries({f"i{number}": anything for number in range(len(formula.inputs))})
    rows = data.draw(st.lists(row, min_size=5, max_size=20))
    answers = evaluate(expression_of(formula), rows)
    assert all(answer is None or math.isfinite(answer) for answer in answers)


def test_growth_has_no_figure_on_a_base_of_zero_or_below(evaluate: Evaluate) -> None:
    rows = [{"value": 5.0, "base": base} for base in (4.0, 0.0, -4.0)]
    assert evaluate(growth("value", "base"), rows) == [0.25, None, None]


def test_growth_and_completion_meet_a_threshold_that_binary_numbers_miss(evaluate: Evaluate) -> None:
    assert 115 / 100 - 1 < 0.15
    assert 110 / (100 * 1.1) < 1
    assert evaluate(growth("value", "base"), [{"value": 115.0, "base": 100.0}]) == [0.15]
    target = target_level("100::DOUBLE", "1.1::DOUBLE - 1")
    row: dict[str, float | None] = {"actual": 110.0}
    assert evaluate(completion("actual", target), [row]) == [1.0]
    assert evaluate(gap(target, "actual"), [row]) == [0.0]


def test_implied_base_of_a_published_growth(evaluate: Evaluate) -> None:
    rows = [{"value": 105.0, "g": 0.05}, {"value": 105.0, "g": -1.0}]
    assert evaluate(implied_base("value", "g"), rows) == [pytest.approx(100.0), None]


def test_two_year_average_refuses_a_fall_of_more_than_all(evaluate: Evaluate) -> None:
    rows = [{"a": -0.2, "b": 0.25}, {"a": -1.5, "b": -1.5}, {"a": -1.5, "b": 0.1}]
    assert evaluate(two_year_average("a", "b"), rows) == [0.0, None, None]


def test_average_growth_counts_steps_not_years(evaluate: Evaluate) -> None:
    rows = [{"a": 100.0, "b": 161.051, "n": 5.0}, {"a": 100.0, "b": 0.0, "n": 5.0}, {"a": 0.0, "b": 5.0, "n": 5.0}]
    assert evaluate(average_growth("a", "b", "n"), [*rows, {"a": 1.0, "b": 2.0, "n": 0.0}]) == [0.1, -1.0, None, None]


def test_contribution_may_be_negative_or_over_all_and_has_no_figure_without_an_increment(evaluate: Evaluate) -> None:
    rows = [{"part": part, "total": total} for part, total in ((-2.0, 4.0), (6.0, 4.0), (-2.0, -4.0), (3.0, 0.0))]
    assert evaluate(contribution("part", "total"), rows) == [-0.5, 1.5, 0.5, None]


def test_pull_and_share_have_no_figure_on_a_total_of_zero_or_below(evaluate: Evaluate) -> None:
    rows = [{"part": 1.0, "total": total} for total in (4.0, 0.0, -4.0)]
    assert evaluate(pull("part", "total"), rows) == [0.25, None, None]
    assert evaluate(share("part", "total"), rows) == [0.25, None, None]


def test_linear_schedule_of_a_year_and_of_three(evaluate: Evaluate) -> None:
    rows = [{"months": months} for months in (3.0, 6.0, 9.0, 12.0, 0.0, 13.0, -1.0)]
    assert evaluate(linear_schedule("months"), rows) == [0.25, 0.5, 0.75, 1.0, 0.0, None, None]
    assert evaluate(linear_schedule("months", "36"), [{"months": 9.0}]) == [0.25]


def test_ahead_subtracts_before_rounding(evaluate: Evaluate) -> None:
    # 66.66…% printed 66.7% and 77.2% would give 10.5; with 77.24% the difference is 10.57, printed 10.6.
    assert evaluate(ahead("done", linear_schedule("months")), [{"done": 0.7724, "months": 8.0}]) == [
        pytest.approx(0.10573333, abs=1e-8)
    ]


def test_a_met_target_asks_for_nothing_more(evaluate: Evaluate) -> None:
    row = {"t": 100.0, "a": 120.0, "l": 90.0, "b": 60.0, "n": 3.0}
    assert evaluate(gap("t", "a"), [row]) == [0.0]
    assert evaluate(required_run_rate("t", "a", "n"), [row]) == [0.0]
    assert evaluate(required_growth("t", "a", "l", "b"), [row]) == [-1.0]


def test_required_growth_and_run_rate_of_the_months_left(evaluate: Evaluate) -> None:
    row = {"t": 110.0, "a": 76.0, "l": 100.0, "b": 75.0, "n": 4.0}
    assert evaluate(required_growth("t", "a", "l", "b"), [row]) == [0.36]
    assert evaluate(required_run_rate("t", "a", "n"), [row]) == [8.5]
    assert evaluate(required_growth("t", "a", "l", "l"), [row]) == [None]
    assert evaluate(required_run_rate("t", "a", "0"), [row]) == [None]


def test_climb_counts_the_way_up_and_the_way_down(evaluate: Evaluate) -> None:
    rows = [
        {"a": 245.0, "l": 240.0, "t": 260.0},
        {"a": 7.6, "l": 8.0, "t": 7.0},
        {"a": 7.6, "l": 8.0, "t": 8.0},
    ]
    assert evaluate(climb_completion("a", "l", "t"), rows) == [0.25, 0.4, None]


def test_formulas_compose_with_any_operator(evaluate: Evaluate) -> None:
    row = {"a": 6.0, "b": 5.0, "c": 2.0, "d": 1.0}
    assert evaluate(f"2 * {growth('a - d', 'b - d')} + 1", [row]) == [1.5]


def test_each_formula_is_stated_once_and_told_in_its_docstring() -> None:
    assert len({formula.label for formula in FORMULAS}) == len(FORMULAS)
    for formula in FORMULAS:
        told = getattr(guatu.series, formula.name).__doc__
        for said in (formula.text, formula.unit, formula.gaps, formula.source):
            assert said
            assert said in told


def test_every_function_of_the_door_that_returns_an_expression_states_its_formula() -> None:
    names = {formula.name for formula in FORMULAS}
    listed = {"FORMULAS", "Formula", "rank_with_ties", "shares", "contributions", "real_contributions"}
    assert set(guatu.series.__all__) - listed == names


def test_formula_text_uses_only_its_inputs() -> None:
    for formula in CALCULATED:
        assert not re.search(r"[\u4e00-\u9fff]", text_as_sql(formula)), formula.text
