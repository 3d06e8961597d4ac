"""The steps as a whole: their order, what each leaves, and what a sheet is made from."""

import time
from decimal import Decimal

import numpy as np
import pytest
from tests.scoring.small_card import GAP, card, column, item, scored, sheet, totals

from guatu.domain import InvalidValue
from guatu.pack import Grade, Imputation, Scorecard, ScoreItem, Treatment
from guatu.scoring import FINDING_CODES, STEPS, CardColumns, Sheet, score_sheet, sheet_from_rows
from guatu.scoring.steps import steps_of


def test_every_step_leaves_a_stage_with_its_method_in_words() -> None:
    scoring = scored(card(item("a"), item("b")), {"a": [1.0, 2.0, 3.0], "b": [3.0, 9.0, 6.0]})
    assert [one.step for one in scoring.stages] == [key for key, _, _ in STEPS if key != "blend"]
    assert all(one.name and one.method.endswith("。") for one in scoring.stages)


def test_points_can_be_computed_again_from_what_is_left() -> None:
    scoring = scored(card(item("a", "0.6"), item("b", "0.4")), {"a": [1.0, 2.0, 3.0], "b": [3.0, GAP, 6.0]})
    again = np.nansum(np.nan_to_num(scoring.points) * scoring.weights, axis=1)
    assert again == pytest.approx(scoring.index)


def test_the_order_of_the_card_is_kept_and_the_rest_follows() -> None:
    keys = [key for key, _, _ in steps_of(card(item("a"), order=("denominate", "impute", "screen")))]
    assert keys[:6] == ["denominate", "blend", "impute", "screen", "treat", "normalise"]


def test_filling_before_screening_lets_a_unit_pass() -> None:
    figures = {"a": [1.0, 2.0, 3.0], "b": [1.0, GAP, 3.0]}
    how = {"screen": Decimal(1), "impute": Imputation(method="mean")}
    assert scored(card(item("a"), item("b"), **how), figures).ranks == (2, 0, 1)
    assert scored(card(item("a"), item("b"), order=("impute", "screen"), **how), figures).ranks == (3, 2, 1)


def test_nothing_to_score_gives_an_empty_scoring() -> None:
    empty = Sheet((), (), ("a",), np.empty((0, 1)))
    scoring = score_sheet(card(item("a"), groups=("kind",), grades=(Grade(name="A"),)), empty)
    assert scoring.ranks == ()
    assert scoring.stages[-1].step == "grade"


def test_an_infinite_figure_is_a_gap() -> None:
    assert column(scored(card(item("a")), {"a": [1.0, float("inf"), 3.0]}), "screen") == [1.0, None, 3.0]


def test_a_sheet_is_made_of_rows_with_last_years_quotients() -> None:
    one = card(item("a"), item("b"))
    rows: list[dict[str, object]] = [
        {"place": "P1", "name": "甲园", "kind": "高", "va": Decimal("10.5"), "land": 2, "b": None, "acc": True, "m": 1},
        {"place": "P2", "name": None, "kind": None, "va": float("nan"), "land": 0, "b": 3, "acc": None, "m": None},
    ]
    before: list[dict[str, object]] = [{"place": "P2", "va": 8.0, "land": 4.0, "b": 1.0}]
    columns = CardColumns({"a": "va", "b": "b"}, {"a": "land"}, {"mark": "m"}, {"veto": "acc"}, kept=("kind",))
    made = sheet_from_rows(one, columns, rows, before, unit="place", name="name")
    assert made.units == ("P1", "P2")
    assert made.names == ("甲园", "P2")
    assert made.columns == {"kind": ("高", "")}
    assert made.divided == {"a"}
    assert made.denominators is not None
    assert made.before is not None
    assert np.array_equal(made.values, [[10.5, np.nan], [np.nan, 3.0]], equal_nan=True)
    assert np.array_equal(made.denominators, [[2.0, np.nan], [0.0, np.nan]], equal_nan=True)
    assert np.array_equal(made.before, [[np.nan, np.nan], [2.0, 1.0]], equal_nan=True)
    assert np.array_equal(made.vetoes["veto"], [1.0, np.nan], equal_nan=True)
    assert np.array_equal(made.marks["mark"], [1.0, np.nan], equal_nan=True)


def test_a_unit_with_two_rows_is_refused() -> None:
    rows = [{"place": "P1", "a": 1}, {"place": "P1", "a": 2}]
    with pytest.raises(InvalidValue, match="两行"):
        sheet_from_rows(card(item("a")), CardColumns({"a": "a"}), rows, unit="place", name="place")


def test_scoring_again_gives_the_same() -> None:
    figures = {"a": [1.0, 2.0, 3.0], "b": [3.0, GAP, 6.0]}
    assert totals(scored(card(item("a"), item("b")), figures)) == totals(scored(card(item("a"), item("b")), figures))


def test_the_sheet_is_left_as_it_was() -> None:
    one = sheet({"a": [1.0, GAP, 50.0]})
    before = one.values.copy()
    score_sheet(card(item("a"), impute=Imputation(method="mean"), treat=Treatment(method="log")), one)
    assert np.array_equal(one.values, before, equal_nan=True)


def test_codes_of_findings_are_given_once() -> None:
    assert len({code.code for code in FINDING_CODES}) == len(FINDING_CODES)


def _large() -> tuple[Scorecard, Sheet]:
    random = np.random.default_rng(1)
    tops = tuple(ScoreItem(id=f"d{top}", name=f"维度{top}", weight=Decimal(1)) for top in range(6))
    low = tuple(item(f"i{at}", "0.1", parent=f"d{at % 6}", direction="down" if at % 3 else "up") for at in range(60))
    values = random.lognormal(size=(2800, 60))
    values[random.random(values.shape) < 0.05] = np.nan
    names = tuple(f"园区{row}" for row in range(2800))
    kinds = {"kind": tuple(f"类{row % 5}" for row in range(2800))}
    one = card(*tops, *low, groups=("kind",), impute=Imputation(method="mean", within="kind"))
    return one, Sheet(names, names, tuple(one.id for one in low), values, columns=kinds)


def test_2800_units_of_60_items_are_scored_in_a_moment() -> None:
    one, figures = _large()
    start = time.process_time()
    scoring = score_sheet(one, figures)
    # Measured 0.1 s; the bound leaves room for a busy machine and still catches a loop over cells.
    assert time.process_time() - start < 1.0
    assert max(scoring.ranks) == 560
