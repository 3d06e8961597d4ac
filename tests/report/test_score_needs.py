"""What closes a gap as it is printed, groups of firms by name, and groups too small to be tested."""

from decimal import Decimal

import pytest

from guatu.pack import Scorecard, ScoreItem, load_packs
from guatu.report import FirmReading, ScoreReading, firm_counts
from guatu.report.score_reading import print_figure, print_needed
from guatu.report.score_robustness import interval_charts
from guatu.rules import Moment
from guatu.scoring import CardColumns, Closing, ItemRoom, MonteCarlo, RankInterval, score_sheet, sheet_from_rows


def item(unit: str, direction: str = "up") -> ScoreItem:
    return ScoreItem(id="a", name="甲", of="a", unit=unit, direction=direction, weight=Decimal(1))


def room(figure: float, needed: float, unit: str) -> ItemRoom:
    return ItemRoom("a", "甲", Closing.CLOSES, 40.0, 60.0, figure, needed, 10.0, unit)


@pytest.mark.parametrize(
    ("unit", "direction", "figure", "needed", "printed"),
    [
        ("户", "up", 16.0, 41.58, "42户"),
        ("个", "up", 4.0, 9.0000000000001, "9个"),
        ("万元/亩", "up", 7.07, 12.811, "12.82万元/亩"),
        ("吨/万元", "down", 0.9, 0.4567, "0.45吨/万元"),
        ("家", "down", 9.0, 4.5, "4家"),
    ],
)
def test_what_is_needed_is_rounded_to_the_side_that_closes_the_gap(
    unit: str, direction: str, figure: float, needed: float, printed: str
) -> None:
    assert print_needed(room(figure, needed, unit), item(unit, direction)) == printed


def test_things_that_are_counted_come_without_decimals() -> None:
    assert (print_figure(16.0, item("户")), print_figure(16.5, item("户"))) == ("16户", "16.50户")


def reading(units: int, groups: tuple[str, ...] = ()) -> ScoreReading:
    packs, _ = load_packs(("example-evaluation",), with_cases=False)
    assert packs is not None
    card = Scorecard(id="one", name="一项", groups=groups, items=(item("户"),))
    rows = [{"unit": f"u{at}", "a": float(at), "地区": "999901"} for at in range(units)]
    sheet = sheet_from_rows(card, CardColumns({"a": "a"}, kept=groups), rows, unit="unit", name="unit")
    return ScoreReading(packs, "example-evaluation", Moment.of_year(2024), score_sheet(card, sheet))


@pytest.mark.parametrize(("units", "charts"), [(2, 0), (3, 0), (4, 1)])
def test_no_interval_is_drawn_for_a_group_of_two_or_three(units: int, charts: int) -> None:
    intervals = tuple(
        RankInterval(f"u{at}", f"u{at}", "", at + 1, at + 1, at + 1, at + 1, top_share=1.0, grades=())
        for at in range(units)
    )
    draws = MonteCarlo(100, 1, 0.25, 10, 0, intervals, ())
    assert len(interval_charts(reading(units), draws)) == charts


def test_groups_of_firms_have_the_names_of_places_and_nobody_is_counted_twice() -> None:
    row = {"firm": "f", "place": "999901", "group": "999901", "grade": "A", "standing": "ranked"}
    exempt = {**row, "grade": "不适合评价", "standing": "exempt"}
    none = {**row, "grade": None, "standing": "unscored"}
    found = FirmReading(reading(0, ("地区",)), "firm", ("place",), [row, exempt, none])
    (line,) = firm_counts(found)
    name = found.place_name("999901")
    assert name != "999901"
    assert line == f"{name}：参加排名 1 户　A 1　不适合评价 1　无法评分 1"
