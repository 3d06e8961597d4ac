"""How far to the next rank and grade: worked out by hand, and confirmed by scoring the figure again."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scoring.robust_cards import card, flat, item, random_sheet, scored, sheet, two_levels

from guatu.pack import Grade, Normalisation, Scorecard, Veto
from guatu.scoring import Scoring, Sheet, score_sheet
from guatu.scoring.distance import Closing, Distance, measure_distance

GOALPOSTS = Normalisation(method="goalposts")
BANDS = (Grade(name="优秀", from_=Decimal(60)), Grade(name="良好", from_=Decimal(40)), Grade(name="其他"))


def distance(scoring: Scoring, unit: str) -> Distance:
    found, findings = measure_distance(scoring, unit)
    assert findings == ()
    assert found is not None
    return found


def two_posts(**more: object) -> Scorecard:
    """Return a card of a (0–200, higher is better) and b (50–10, lower is better), half each."""
    high = item("a", 0.5, zero=Decimal(0), full=Decimal(200), unit="亿元")
    low = item("b", 0.5, direction="down", zero=Decimal(50), full=Decimal(10))
    return card([high, low], normalise=GOALPOSTS, **more)


def test_points_and_figures_that_close_a_gap_are_those_worked_out_by_hand() -> None:
    # u0: a 50 → 25 points, b 30 → 50 points, total 37.5; 优秀 is 60, 良好 40.
    found = distance(scored(two_posts(grades=BANDS), sheet([[50, 30], [180, 20], [10, 45]])), "u0")
    gap = found.to_grade
    assert gap is not None
    assert (gap.name, gap.line) == ("良好", 40.0)
    assert gap.missing == pytest.approx(2.5)
    a, b = gap.rooms
    assert (a.closing, b.closing) == (Closing.CLOSES, Closing.CLOSES)
    assert [a.needed, a.figure, a.figure_needed] == pytest.approx([30, 50, 60])
    assert [b.needed, b.figure, b.figure_needed] == pytest.approx([55, 30, 28])
    assert a.unit == "亿元"
    assert found.to_rank is not None
    assert found.to_rank.name == "第1位"
    assert found.to_rank.missing == pytest.approx(82.5 - 37.5)
    assert a.gain == pytest.approx(37.5)


def test_not_even_full_points_may_close_a_gap() -> None:
    found = distance(scored(two_posts(), sheet([[50, 45], [200, 10], [10, 50]])), "u0")
    assert found.to_rank is not None
    assert [room.closing for room in found.to_rank.rooms] == [Closing.NOT_ENOUGH, Closing.NOT_ENOUGH]
    assert [room.figure_needed for room in found.to_rank.rooms] == [None, None]


def with_figure(figures: Sheet, unit: int, column: int, value: float) -> Sheet:
    values = figures.values.copy()
    values[unit, column] = value
    return replace(figures, values=values)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 500),
    st.sampled_from(["arithmetic", "geometric", "harmonic", "sum"]),
    st.sampled_from(["min_max", "goalposts"]),
)
def test_the_figure_that_closes_a_gap_does_so_when_it_is_scored(seed: int, method: str, way: str) -> None:
    of = two_levels(method, normalise=Normalisation(method=way, low=Decimal(1)))
    of = replace(of, items=tuple(replace(one, zero=Decimal(0), full=Decimal(110)) for one in of.items))
    figures = random_sheet(8, 5, seed=seed)
    scoring = scored(of, figures)
    row = scoring.ranks.index(5)
    gap = distance(scoring, f"u{row}").to_rank
    assert gap is not None
    for column, room in enumerate(gap.rooms):
        if room.closing is not Closing.CLOSES:
            continue
        assert room.figure_needed is not None
        own = figures.values[:, column]
        # Who sets the yardstick moves it; the answer holds the yardstick fixed.
        if way == "min_max" and own[row] in (own.min(), own.max()):
            continue
        again = score_sheet(of, with_figure(figures, row, column, room.figure_needed))
        assert again.total[row] == pytest.approx(gap.line, rel=1e-9)


def test_a_share_of_the_ranking_is_reached_at_the_total_of_its_last_unit() -> None:
    bands = (Grade(name="A", to_share=Decimal("0.5")), Grade(name="B", to_share=Decimal(1)))
    scoring = scored(flat(1.0, grades=bands), sheet([[90], [70], [60], [50]]))
    found = distance(scoring, "u3")
    assert found.grade == "B"
    assert found.to_grade is not None
    assert (found.to_grade.name, found.to_grade.line, found.to_grade.missing) == ("A", 70.0, 20.0)
    best = distance(scoring, "u0")
    assert (best.to_rank, best.to_grade) == (None, None)
    assert best.said == ("已经排在第一位。", "已经是最高一等“A”。")


def test_a_veto_cannot_be_made_up_by_points() -> None:
    veto = Veto(id="v", name="重大事故", when=(), effect="last")
    figures = replace(sheet([[90], [70], [60]]), vetoes={"v": np.array([1.0, 0, 0])})
    found = distance(scored(flat(1.0, grades=BANDS, vetoes=(veto,)), figures), "u0")
    assert found.to_grade is None
    assert found.said == ("已经排在第一位。", "一票否决使它最高列“其他”，加分也升不了等。")


def test_ranks_and_figures_changed_as_outliers_have_no_way_back_and_missing_ones_none_either() -> None:
    nan = float("nan")
    scoring = scored(flat(0.5, 0.5, normalise=Normalisation(method="percentile")), sheet([[1, nan], [2, 5], [3, 6]]))
    gap = distance(scoring, "u0").to_rank
    assert gap is not None
    assert [room.closing for room in gap.rooms] == [Closing.NO_FIGURE, Closing.NOT_REPORTED]


@pytest.mark.parametrize(("direction", "figure"), [("up", 75.0), ("down", 100 / 1.5)])
def test_a_ratio_to_a_base_is_turned_back(direction: str, figure: float) -> None:
    way = Normalisation(method="capped_ratio", high=Decimal(10))
    one = item("a", 1, direction=direction, base=Decimal(50) if direction == "up" else Decimal(100), cap=Decimal(2))
    # 15 points lie 1.5 bases up: 75; or where the base is 1.5 figures: 66.7.
    figures = sheet([[50.0], [75.0], [25.0]] if direction == "up" else [[100.0], [100 / 1.5], [200.0]])
    gap = distance(scored(card([one], normalise=way), figures), "u0").to_rank
    assert gap is not None
    assert gap.rooms[0].figure_needed == pytest.approx(figure)


def test_cards_on_firms_are_refused_and_units_without_a_rank_have_no_distance() -> None:
    firms = scored(flat(1.0, on="firm_years"), sheet([[1], [2], [3]]))
    assert [one.code for one in measure_distance(firms, "u0")[1]] == ["S038"]
    scoring = scored(flat(1.0), sheet([[1], [float("nan")], [3]]))
    assert [one.code for one in measure_distance(scoring, "u1")[1]] == ["S036"]
    assert [one.code for one in measure_distance(scoring, "zz")[1]] == ["S036"]


def test_standard_scores_are_turned_back_with_mean_and_deviation_held_fixed() -> None:
    of = flat(1.0, normalise=Normalisation(method="z", low=Decimal(50), high=Decimal(10)))
    gap = distance(scored(of, sheet([[2], [4], [9]])), "u0").to_rank
    assert gap is not None
    assert gap.rooms[0].figure_needed == pytest.approx(4)
    assert gap.rooms[0].gain is None


def test_paired_comparison_says_that_items_cannot_be_taken_one_by_one() -> None:
    found = distance(scored(two_levels("copeland"), random_sheet(5, 5)), "u1")
    gaps = [gap for gap in (found.to_rank, found.to_grade) if gap is not None]
    assert all(gap.rooms == () for gap in gaps)
    assert "两两比较" in found.said[-1]
