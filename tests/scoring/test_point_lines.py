"""The working of each point: every way of making points is told by a formula that gives the points of the scoring."""

import math
from collections.abc import Mapping
from decimal import Decimal

import pytest

from guatu.pack import Aggregation, Blend, Imputation, Mark, Normalisation, Scorecard, ScoreItem
from guatu.scoring import CardColumns, CellOf, Field, PointLine, PointWorking, Scoring, score_sheet, sheet_from_rows

FIGURES = (3.0, 8.0, None, 5.5, 21.0)


def scored(item: ScoreItem, *others: ScoreItem, **card: object) -> Scoring:
    made = Scorecard(id="card", name="评价", items=(item, *others), **card)  # type: ignore[arg-type]  # whatever a test is about
    rows: list[dict[str, object]] = [
        {"unit": f"U{at}", "kind": "甲" if at < 3 else "乙", "x": figure, "per": 2.0 + at, "bonus": float(at)}
        for at, figure in enumerate(FIGURES)
    ]
    before = [{**row, "x": 2.0} for row in rows]
    divided = {"x": "per"} if item.per else {}
    columns = CardColumns(
        {"x": "x", "other": "per"}, divided, {mark.id: "bonus" for mark in made.marks}, kept=("kind",)
    )
    sheet = sheet_from_rows(made, columns, rows, before, unit="unit", name="unit")
    return score_sheet(made, sheet)


def item(method: str, *, direction: str = "up", **more: object) -> ScoreItem:
    given = {key: Decimal(str(more.pop(key))) for key in ("low", "high") if key in more}
    unit = more.pop("unit_referred", None)
    how = Normalisation(method=method, unit=unit, within=more.pop("within", None), **given)  # type: ignore[arg-type]
    return ScoreItem(id="x", name="项", of="x", weight=Decimal(1), direction=direction, normalise=how, **more)  # type: ignore[arg-type]


def computed(lines: tuple[PointLine, ...], place: int, key: Field) -> float:
    """Compute a number from the formula of its cell, with the numbers of the other cells as they are shown."""
    words = [
        f"({lines[one.line].numbers[one.field]!r})" if isinstance(one, CellOf) else one
        for one in lines[place].formulas[key]
    ]
    text = "".join(words).replace("^", "**")
    found = eval(text, {"MIN": min, "MAX": max, "SUM": lambda *parts: math.fsum(parts)})  # noqa: S307 - our own words
    assert isinstance(found, int | float)
    return float(found)


@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("min_max", {"low": 40, "high": 100}),
        ("min_max", {"within": "kind"}),
        ("maximum", {}),
        ("z", {"low": 50, "high": 10}),
        ("z", {}),
        ("rank", {}),
        ("percentile", {}),
        ("reference", {"unit_referred": "U1"}),
        ("capped_ratio", {"base": Decimal(6), "cap": Decimal("1.2"), "floor": Decimal("0.4")}),
        ("capped_ratio", {}),
        ("as_is", {}),
    ],
)
def test_points_come_from_figure_and_yardsticks_by_the_formula_shown(
    method: str, more: Mapping[str, object], direction: str
) -> None:
    scoring = scored(item(method, direction=direction, **more))
    working = PointWorking(scoring)
    told = 0
    for row, points in enumerate(scoring.points[:, 0]):
        lines = working.lines(row)
        if math.isnan(points):
            assert Field.POINTS not in lines[0].numbers
            continue
        assert lines[0].numbers[Field.POINTS] == pytest.approx(points)
        assert computed(lines, 0, Field.POINTS) == pytest.approx(points, rel=1e-9, abs=1e-9)
        told += 1
    assert told >= 3


@pytest.mark.parametrize(
    ("direction", "zero", "full"), [("up", 4, 10), ("down", 10, 4)], ids=["higher is better", "lower is better"]
)
@pytest.mark.parametrize("method", ["target", "goalposts"])
def test_lines_drawn_beforehand_are_shown_as_yardsticks(method: str, direction: str, zero: int, full: int) -> None:
    scoring = scored(item(method, direction=direction, zero=Decimal(zero), full=Decimal(full)))
    lines = PointWorking(scoring).lines(3)
    assert (lines[0].numbers[Field.FIRST], lines[0].numbers[Field.SECOND]) == (zero, full)
    assert computed(lines, 0, Field.POINTS) == pytest.approx(float(scoring.points[3, 0]))


def test_a_quotient_and_a_blend_are_told_from_what_was_reported() -> None:
    blend = Blend(level=Decimal("0.5"), increment=Decimal("0.2"), growth=Decimal("0.3"))
    scoring = scored(ScoreItem(id="x", name="项", of="x", per="per", weight=Decimal(1), blend=blend))
    lines = PointWorking(scoring).lines(1)
    names = [line.name for line in lines]
    growth = names.index("项（增速）")
    assert lines[growth].numbers[Field.FIGURE] == pytest.approx(8 / 3)
    assert computed(lines, growth, Field.USED) == pytest.approx((8 / 3 - 2 / 3) / (2 / 3))
    parent = names.index("项")
    assert computed(lines, parent, Field.POINTS) == pytest.approx(lines[parent].numbers[Field.POINTS])
    shares = sum(line.numbers.get(Field.SHARE, 0.0) for line in lines)
    assert shares == pytest.approx(float(scoring.index[1]))


def test_a_figure_that_was_filled_in_is_a_number_with_its_reason_and_no_formula() -> None:
    scoring = scored(
        item("min_max", impute=Imputation(method="median")),
        ScoreItem(id="other", name="别项", weight=Decimal(1), of="per"),
    )
    line = PointWorking(scoring).lines(2)[0]
    assert Field.RAW not in line.numbers
    assert line.numbers[Field.USED] == pytest.approx(6.75)
    assert Field.USED not in line.formulas
    assert line.remarks[0].startswith("补缺：缺数，用")


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "harmonic", "sum"])
def test_every_mean_is_told_and_so_is_the_way_to_the_total(method: str) -> None:
    marks = (Mark(id="m", name="试点", kind="bonus", points="1", max=Decimal(2)),)
    scoring = scored(
        item("min_max", low=1, high=100),
        aggregate=(Aggregation(level=1, method=method),),
        marks=marks,
        bonus_cap=Decimal("1.5"),
    )
    lines = PointWorking(scoring).lines(4)
    assert [line.name for line in lines[1:]] == ["指标得分合计", "加分：试点", "加分合计", "总分"]
    for place in range(1, len(lines)):
        assert computed(lines, place, Field.POINTS) == pytest.approx(lines[place].numbers[Field.POINTS])
    assert lines[-1].numbers[Field.POINTS] == pytest.approx(float(scoring.total[4]))
    assert lines[3].numbers[Field.POINTS] == 1.5


def test_comparing_pairs_gives_a_number_without_a_formula() -> None:
    scoring = scored(item("min_max"), aggregate=(Aggregation(level=1, method="copeland"),))
    lines = PointWorking(scoring).lines(4)
    assert lines[1].numbers[Field.POINTS] == pytest.approx(float(scoring.index[4]))
    assert Field.POINTS not in lines[1].formulas
    assert Field.SHARE not in lines[0].numbers
