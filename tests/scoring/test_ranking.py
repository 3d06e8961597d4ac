"""Marks, vetoes, places and grades: what happens to totals, and that it is said."""

from decimal import Decimal

import numpy as np
import pytest
from tests.scoring.small_card import GAP, card, codes, item, scored, stage, totals

from guatu.pack import Grade, Mark, Normalisation, Scorecard, Veto
from guatu.scoring import Scoring, Standing, count_of_share, places

AS_IS = Normalisation(method="as_is")
LETTERS = (
    Grade(name="A", to_share=Decimal("0.2")),
    Grade(name="B", to_share=Decimal("0.6")),
    Grade(name="C", to_share=Decimal("0.95")),
    Grade(name="D", to_share=Decimal(1)),
)


def _scored(figures: list[float], one: Scorecard | None = None, **fields: object) -> Scoring:
    return scored(one or card(item("a"), normalise=AS_IS), {"a": figures}, **fields)


def test_bonus_and_deduction_stop_at_their_caps() -> None:
    marks = (
        Mark(id="m", name="获奖", kind="bonus", points="x", max=Decimal(3)),
        Mark(id="n", name="增长", kind="bonus", points="x"),
        Mark(id="d", name="事故", kind="deduction", points="x"),
    )
    one = card(item("a"), normalise=AS_IS, marks=marks, bonus_cap=Decimal(4), deduction_cap=Decimal(10))
    scoring = _scored([60.0, 60.0], one, marks={"m": [5.0, 0.0], "n": [2.0, 1.0], "d": [0.0, 25.0]})
    assert scoring.bonuses.tolist() == [4.0, 1.0]
    assert scoring.deductions.tolist() == [0.0, 10.0]
    assert totals(scoring) == [64.0, 51.0]
    assert ("甲", "m", "获奖加 3 分") in [(one.unit, one.item, one.sentence) for one in stage(scoring, "mark").remarks]


def test_a_mark_that_is_not_known_or_negative_counts_for_nothing_and_is_said() -> None:
    one = card(item("a"), normalise=AS_IS, marks=(Mark(id="d", name="事故", kind="deduction", points="x"),))
    scoring = _scored([60.0, 50.0, 40.0], one, marks={"d": [GAP, -5.0, 1.0]})
    assert totals(scoring) == [60.0, 50.0, 39.0]
    assert scoring.unsettled == (("事故",), ("事故",), ())
    assert codes(scoring) == ["S020", "S019"]


def _vetoed(effect: str, known: list[float], grade: str | None = None) -> Scoring:
    veto = Veto(id="v", name="重大事故", when=(), effect=effect, grade=grade)
    one = card(item("a"), normalise=AS_IS, vetoes=(veto,), grades=LETTERS)
    return _scored([90.0, 80.0, 70.0, 60.0, 50.0], one, vetoes={"v": known})


def test_an_excluded_unit_keeps_its_points_and_has_no_place() -> None:
    scoring = _vetoed("exclude", [1, 0, 0, 0, 0])
    assert scoring.standings[0] is Standing.EXCLUDED
    assert totals(scoring)[0] == 90.0
    assert scoring.ranks == (0, 1, 2, 3, 4)
    assert scoring.grades[0] == ""
    assert scoring.said[0] == "取消资格：重大事故"


def test_an_exempt_unit_is_not_scored_and_gets_the_grade_of_the_veto() -> None:
    scoring = _vetoed("exempt", [1, 0, 0, 0, 0], "不定等级")
    assert scoring.standings[0] is Standing.EXEMPT
    assert totals(scoring)[0] is None
    assert (scoring.ranks[0], scoring.grades[0], scoring.said[0]) == (0, "不定等级", "不适合评价：重大事故")


def test_the_last_grade_is_given_and_the_place_kept() -> None:
    scoring = _vetoed("last", [1, 0, 0, 0, 0])
    assert (scoring.ranks[0], scoring.grades[0]) == (1, "D")
    assert scoring.said[0] == "重大事故：由“A”改列“D”"


def test_no_grade_above_one_is_given() -> None:
    scoring = _vetoed("at_most", [1, 0, 0, 0, 1], "B")
    assert scoring.grades == ("B", "B", "B", "C", "C")


def test_a_veto_that_is_not_known_leaves_the_unit_ranked_and_marked() -> None:
    scoring = _vetoed("exclude", [GAP, 0, 0, 0, 0])
    assert scoring.ranks[0] == 1
    assert scoring.unsettled[0] == ("重大事故",)
    assert codes(scoring) == ["S019"]


@pytest.mark.parametrize(("ties", "expected"), [("min", (1, 2, 2, 4, 0)), ("dense", (1, 2, 2, 3, 0))])
def test_equal_totals_share_a_place(ties: str, expected: tuple[int, ...]) -> None:
    scoring = _scored([90.0, 0.1 + 0.2, 0.3, 0.1, GAP], card(item("a"), normalise=AS_IS, ties=ties))
    assert scoring.ranks == expected
    assert [one.sentence for one in stage(scoring, "rank").remarks] == ["第 2 位，2 家并列"] * 2


def test_totals_that_differ_in_the_tenth_digit_do_not_tie() -> None:
    assert places(np.array([60.00000001, 60.0])) == (1, 2)


def test_places_are_counted_in_each_group() -> None:
    one = card(item("a"), normalise=AS_IS, groups=("kind", "tier"))
    kinds, tiers = ["高", "高", "化", "化"], ["国", "国", "省", "省"]
    scoring = _scored([1.0, 2.0, 3.0, 4.0], one, columns={"kind": kinds, "tier": tiers})
    assert scoring.groups == ("高·国", "高·国", "化·省", "化·省")
    assert scoring.ranks == (2, 1, 2, 1)


def test_one_park_alone_in_a_group_is_first_of_one_and_that_is_said() -> None:
    one = card(item("a"), normalise=AS_IS, groups=("kind",))
    scoring = _scored([1.0, 2.0, 3.0], one, columns={"kind": ["高", "高", "化"]})
    assert scoring.ranks == (2, 1, 1)
    assert codes(scoring) == ["S004"]
    assert scoring.said[2] == "本组只有这一家，位次不说明好坏"


def test_a_unit_without_a_group_is_in_no_ranking() -> None:
    one = card(item("a"), normalise=AS_IS, groups=("kind",))
    scoring = _scored([1.0, 2.0, 3.0], one, columns={"kind": ["高", "高", ""]})
    assert scoring.standings[2] is Standing.OUTSIDE
    assert scoring.ranks == (2, 1, 0)
    assert codes(scoring) == ["S021"]


def test_a_group_column_that_is_not_there_is_said() -> None:
    assert codes(_scored([1.0, 2.0], card(item("a"), normalise=AS_IS, groups=("kinds",))))[0] == "S025"


@pytest.mark.parametrize(("share", "units", "count"), [("0.2", 12, 2), ("0.2", 13, 3), ("0.25", 10, 3), ("1", 7, 7)])
def test_a_share_of_the_ranking_is_rounded_half_up(share: str, units: int, count: int) -> None:
    assert count_of_share(Decimal(share), units) == count


def test_equal_totals_at_the_edge_of_a_band_get_the_better_grade_and_that_is_said() -> None:
    scoring = _scored([9.0, 9.0, 7.0, 6.0, 5.0], card(item("a"), normalise=AS_IS, grades=LETTERS))
    assert scoring.grades == ("A", "A", "B", "C", "C")
    assert stage(scoring, "grade").remarks[0].sentence == "“A”到第 1 家为止，甲、乙同分，一并列入"


def test_grades_by_points_reach_down_to_their_line() -> None:
    bands = (Grade(name="优", from_=Decimal(90)), Grade(name="良", from_=Decimal("0.3")), Grade(name="差"))
    scoring = _scored([90.0, 0.1 + 0.2, 0.29, GAP], card(item("a"), normalise=AS_IS, grades=bands))
    assert scoring.grades == ("优", "良", "差", "")
