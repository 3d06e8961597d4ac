"""Ladders: the rung a firm holds, the standard of the day, each condition with its distance, and the pace of a year."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.rules.ladder_rows import DEFAULT, LADDERS, NEW, OLD, Row, put_on_ladders, small_packs

from guatu.engines import DuckDBEngine
from guatu.pack import Packs
from guatu.query import TITLES, Facts, table_from_rows, tables_of
from guatu.rules import CONDITIONS, EXPIRING, PACES, RUNGS, Moment, compile_ladders, compile_rules, expiring_program

SPECIAL: Row = {"firm": "F1", "title": "专精", "expires": date(2027, 1, 1)}
GIANT: Row = {"firm": "F1", "title": "巨人", "expires": date(2027, 1, 1)}


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return small_packs(tmp_path_factory.mktemp("pack"))


def standing(packs: Packs, ladder: str, firm: Row, *titles: Row, given: bool = True) -> tuple[object, object]:
    """Return rung and sure of one firm."""
    out = put_on_ladders(packs, [firm], titles=titles if given else None)
    (found,) = [row for row in out[RUNGS] if row["ladder"] == ladder]
    return found["rung"], found["sure"]


def lines(packs: Packs, firm: Row, *titles: Row, moment: Moment = NEW) -> list[dict[str, object]]:
    """Return the conditions of the quality ladder for one firm."""
    out = put_on_ladders(packs, [firm], titles=titles, moment=moment)
    return [row for row in out[CONDITIONS] if row["ladder"] == "quality"]


def line(packs: Packs, number: int, **changed: object) -> tuple[object, ...]:
    """Return state, found, asked and gap of one condition of the new standard."""
    (row,) = [one for one in lines(packs, changed) if one["number"] == number]
    return row["state"], row["found"], row["asked"], row["gap"]


def test_the_rung_is_the_highest_that_is_held(packs: Packs) -> None:
    assert standing(packs, "quality", {}) == (0, 0)
    assert standing(packs, "quality", {}, SPECIAL) == (1, 1)
    assert standing(packs, "quality", {}, GIANT) == (2, 2)
    assert standing(packs, "quality", {}, SPECIAL, GIANT) == (2, 2)


def test_a_title_that_has_run_out_holds_no_rung(packs: Packs) -> None:
    assert standing(packs, "quality", {}, {**SPECIAL, "expires": date(2026, 4, 30)}) == (0, 0)
    assert standing(packs, "quality", {}, {**SPECIAL, "expires": date(2026, 5, 1)}) == (1, 1)


def test_an_unknown_rung_above_the_held_one_leaves_the_rung_unknown(packs: Packs) -> None:
    cases: list[tuple[bool | None, bool | None, tuple[object, object]]] = [
        (True, True, (2, 2)),
        (False, True, (2, 2)),
        (None, True, (2, 2)),
        (True, False, (1, 1)),
        (True, None, (None, 1)),
        (None, False, (None, 0)),
        (False, None, (None, 0)),
        (None, None, (None, 0)),
        (False, False, (0, 0)),
    ]
    firms = [{"in_book": book, "joint_stock": stock} for book, stock, _ in cases]
    rows = {row["firm"]: row for row in put_on_ladders(packs, firms)[RUNGS] if row["ladder"] == "growth"}
    found = [(rows[f"F{at}"]["rung"], rows[f"F{at}"]["sure"]) for at in range(1, len(cases) + 1)]
    assert found == [expected for *_, expected in cases]


def test_without_the_register_of_titles_the_rung_is_unknown(packs: Packs) -> None:
    assert standing(packs, "quality", {}, given=False) == (None, 0)


def test_the_standard_to_climb_by_is_the_one_in_force_on_the_day(packs: Packs) -> None:
    assert [row["asked"] for row in lines(packs, {}, moment=OLD)] == ["不低于1000万元"]
    assert len(lines(packs, {}, moment=NEW)) == 9


def test_a_held_rung_is_measured_by_the_standard_for_reviews(packs: Packs) -> None:
    found = lines(packs, {"revenue": Decimal("11000000.00")}, SPECIAL)
    assert [(row["purpose"], row["rung"], row["asked"], row["gap"]) for row in found] == [
        ("keep", 1, "不低于1200万元", "差100万元")
    ]


def test_a_standard_for_any_application_serves_to_climb_and_to_keep(packs: Packs) -> None:
    assert [row["purpose"] for row in lines(packs, {}, moment=OLD)] == ["climb"]
    title = {**SPECIAL, "expires": date(2026, 12, 31)}
    assert [row["purpose"] for row in lines(packs, {}, title, moment=OLD)] == ["keep"]


def test_a_firm_on_the_top_rung_has_no_next_one(packs: Packs) -> None:
    assert lines(packs, {}, GIANT) == []


YI = Decimal("100000000.00")


CASES: list[tuple[int, Row, tuple[str, str, str, str]]] = [
    (8, {"tax": Decimal("500000.01")}, ("yes", "50.000001万元", "大于50万元", "")),
    (8, {"tax": Decimal("500000.00")}, ("no", "50万元", "大于50万元", "正好50万元，须超过")),
    (8, {"tax": Decimal("499999.99")}, ("no", "49.999999万元", "大于50万元", "差0.01元以上")),
    (8, {"tax": None}, ("unknown", "缺", "大于50万元", "")),
    (9, {"assets": 4 * YI}, ("yes", "40000万元", "不超过40000万元", "")),
    (9, {"assets": 4 * YI + Decimal("32000000")}, ("no", "43200万元", "不超过40000万元", "超出3200万元")),
    (2, {"rd": Decimal("600000.00")}, ("yes", "3.0%", "不低于3%", "")),
    (2, {"rd": Decimal("500000.00")}, ("no", "2.5%", "不低于3%", "差0.5个百分点")),
    (2, {"rd": Decimal("599999.99")}, ("no", "3.0%", "不低于3%", "差不到0.0001个百分点")),
    (2, {"rd": Decimal("598000.00")}, ("no", "2.99%", "不低于3%", "差0.01个百分点")),
    (3, {"patents": 3}, ("yes", "3件", "大于2件", "")),
    (3, {"patents": 2}, ("no", "2件", "大于2件", "差1件")),
    (3, {"patents": 0}, ("no", "0件", "大于2件", "差3件")),
    (4, {"segment_years": 3.0}, ("yes", "3年", "不低于3年", "")),
    (4, {"segment_years": 1.0}, ("no", "1年", "不低于3年", "差2年")),
    (4, {"segment_years": 2.75}, ("no", "33个月", "不低于3年", "差3个月")),
    (5, {"certified": True}, ("yes", "是", "是", "")),
    (5, {"certified": False}, ("no", "否", "是", "须为“是”")),
    (5, {"certified": None}, ("unknown", "缺", "是", "")),
    (6, {"listed_bad": False}, ("yes", "否", "否", "")),
    (6, {"listed_bad": True}, ("no", "是", "否", "须为“否”")),
    (7, {"industry": "B"}, ("yes", "B", "为C、B之一", "")),
    (7, {"industry": "D"}, ("no", "D", "为C、B之一", "须为C、B之一")),
]


@pytest.fixture(scope="module")
def told(packs: Packs) -> dict[tuple[object, object], tuple[object, ...]]:
    """Return state, found, asked and gap by firm and number, of the firms of all cases in one run."""
    rows = put_on_ladders(packs, [changed for _, changed, _ in CASES])[CONDITIONS]
    return {
        (row["firm"], row["number"]): (row["state"], row["found"], row["asked"], row["gap"])
        for row in rows
        if row["ladder"] == "quality"
    }


@pytest.mark.parametrize("at", range(len(CASES)), ids=lambda at: f"{CASES[at][0]}-{CASES[at][2][1]}-{CASES[at][2][0]}")
def test_a_condition_is_told_with_value_threshold_and_distance(
    told: dict[tuple[object, object], tuple[object, ...]], at: int
) -> None:
    number, _, expected = CASES[at]
    assert told[f"F{at + 1}", number] == expected


def test_of_two_ways_to_meet_a_condition_both_distances_are_told(packs: Packs) -> None:
    changed = {"revenue": Decimal("11800000.00"), "assets": Decimal("20000000.00")}
    asked = "营业收入不低于1500万元，或资产总额不低于3000万元"
    assert line(packs, 1, **changed) == (
        "no",
        "营业收入 1180万元，资产总额 2000万元",
        asked,
        "“营业收入”差320万元，或“资产总额”差1000万元",
    )
    assert line(packs, 1, **{**changed, "assets": None})[:2] == ("unknown", "营业收入 1180万元，资产总额 缺")


def test_of_several_qualifications_the_one_that_only_a_number_parts_from_is_told(packs: Packs) -> None:
    firms: list[Row] = [
        {"main_revenue": Decimal("18500000.00")},
        {"main_revenue": Decimal("20000000.00")},
        {"main_revenue": Decimal("4990000.00"), "industry": "F"},
        {"main_revenue": Decimal("4990000.00"), "industry": "G"},
        {"main_revenue": None},
    ]
    rows = {row["firm"]: row for row in put_on_ladders(packs, firms)[CONDITIONS] if row["ladder"] == "growth"}
    found = [tuple(rows[f"F{at}"][name] for name in ("state", "found", "asked", "gap")) for at in range(1, 6)]
    industry, trade = "主营业务收入不低于2000万元", "主营业务收入不低于500万元"
    assert found == [
        ("no", "主营业务收入 1850万元", industry, "“主营业务收入”差150万元"),
        ("yes", "主营业务收入 2000万元", industry, ""),
        ("no", "主营业务收入 499万元", trade, "“主营业务收入”差1万元"),
        ("no", "", "", "各项都没有达到"),
        ("unknown", "", "", ""),
    ]
    assert rows["F1"]["share"] == pytest.approx(0.075)
    assert rows["F5"]["lacks"] == ["主营业务收入"]


def test_the_nearest_condition_can_be_found_by_the_share_that_lacks(packs: Packs) -> None:
    firm = {"revenue": Decimal("11800000.00"), "assets": Decimal("20000000.00"), "rd": Decimal("118000.00")}
    shares = {row["number"]: row["share"] for row in lines(packs, firm)}
    assert shares[1] == pytest.approx(320 / 1500)
    assert shares[2] == pytest.approx(2 / 3)
    assert shares[3] is None


def test_an_unknown_condition_names_what_is_missing_behind_made_columns(packs: Packs) -> None:
    lacks = {row["number"]: row["lacks"] for row in lines(packs, {"rd": None, "certified": None})}
    assert lacks[2] == ["研发费用"]
    assert lacks[5] == ["认证"]
    assert lacks[1] == []


def test_what_a_division_by_zero_lacks_is_the_made_column_itself(packs: Packs) -> None:
    firm = {"revenue": Decimal("0.00"), "rd": Decimal("0.00")}
    assert {row["number"]: row["lacks"] for row in lines(packs, firm)}[2] == ["研发占比"]


def test_an_unknown_title_names_the_register_that_was_not_handed_in(tmp_path: Path) -> None:
    ladders = LADDERS.replace("held: 有效巨人}", "held: 有效巨人, standards: [with-title]}")
    standard = "- {id: with-title, name: 有称号, when: [{test: 有效专精, name: 有称号}]}\n"
    held = ladders.replace("held: 有效专精, ", "held: 在库, ")
    made = small_packs(tmp_path, ladders=held, qualifications=standard + "- {id: book-line, name: 线, when: [在库]}\n")
    out = put_on_ladders(made, [{"in_book": True}], titles=None)
    (found,) = [row for row in out[CONDITIONS] if row["ladder"] == "quality"]
    assert (found["state"], found["lacks"]) == ("unknown", ["有效专精（没有交资质称号）"])


PACE_CASES: list[tuple[int, str, tuple[object, ...]]] = [
    (6, "10000000.00", (6, "1000万元", "crosses", 12, "2000万元")),
    (6, "9999999.99", (6, "999.999999万元", "short", None, "1999.99万元")),
    (6, "10909090.91", (6, "1090.909091万元", "crosses", 11, "2181.82万元")),
    (6, "10909090.90", (6, "1090.90909万元", "crosses", 12, "2181.82万元")),
    (6, "19999999.99", (6, "1999.999999万元", "crosses", 7, "4000万元")),
    (6, "20000000.00", (6, "2000万元", "reached", None, "4000万元")),
    (2, "3700000.00", (2, "370万元", "crosses", 11, "2220万元")),
    (2, "3083333.33", (2, "308.333333万元", "short", None, "1850万元")),
    (12, "19999999.99", (12, "1999.999999万元", "short", None, "1999.99万元")),
    (6, "0.00", (6, "0元", "short", None, "0元")),
    (6, "-500000.00", (6, "-50万元", "short", None, "-100万元")),
]


def paces(packs: Packs, *reports: tuple[str, int, str]) -> dict[object, tuple[object, ...]]:
    """Return month, value, state, crossing and year of each firm's pace from cumulative figures (firm, month, 元)."""
    periods = [{"firm": firm, "period": date(2025, at, 1), "revenue": Decimal(value)} for firm, at, value in reports]
    rows = put_on_ladders(packs, [{}], periods=periods)[PACES]
    return {row["firm"]: tuple(row[name] for name in ("month", "value", "state", "crossing", "whole")) for row in rows}


def test_the_month_of_crossing_is_exact_at_the_present_pace(packs: Packs) -> None:
    found = paces(packs, *((f"F{at}", month, value) for at, (month, value, _) in enumerate(PACE_CASES)))
    assert [found[f"F{at}"] for at in range(len(PACE_CASES))] == [expected for _, _, expected in PACE_CASES]


def test_the_pace_is_that_of_the_latest_month(packs: Packs) -> None:
    found = paces(packs, ("F1", 2, "3000000.00"), ("F1", 5, "10000000.00"))
    assert found == {"F1": (5, "1000万元", "crosses", 10, "2400万元")}


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2025, 5, 31), 5), (date(2025, 5, 30), 2), (date(2025, 1, 31), None), (date(2026, 4, 1), 12)],
)
def test_months_that_had_not_ended_by_the_day_make_no_pace(packs: Packs, day: date, month: int | None) -> None:
    periods = [{"firm": "F1", "period": date(2025, at, 1), "revenue": Decimal(at * 1_000_000)} for at in (2, 5, 12)]
    rows = put_on_ladders(packs, [{}], periods=periods, pace_day=day)[PACES]
    assert [row["month"] for row in rows] == ([] if month is None else [month])


def test_of_two_reports_of_a_month_the_later_one_counts(packs: Packs) -> None:
    periods = [
        {"firm": "F1", "period": date(2025, 6, 1), "revenue": Decimal(value), "vintage": day}
        for value, day in (("11000000", date(2025, 8, 1)), ("9000000", date(2025, 7, 5)), ("8000000", None))
    ]
    out = put_on_ladders(packs, [{}], periods=periods)
    assert [row["value"] for row in out[PACES]] == ["1100万元"]


def test_figures_of_other_years_and_of_single_months_make_no_pace(packs: Packs) -> None:
    periods = [
        {"firm": "F1", "period": date(2024, 6, 1), "revenue": Decimal("9000000")},
        {"firm": "F1", "period": date(2025, 6, 1), "revenue": Decimal("9000000"), "basis": "month"},
        {"firm": "F1", "period": date(2025, 5, 1), "revenue": None},
    ]
    assert put_on_ladders(packs, [{}], periods=periods)[PACES] == []


def test_a_ladder_with_a_mistake_is_left_out_and_told(tmp_path: Path) -> None:
    ladders = LADDERS.replace("of: 营业收入", "of: 营收").replace("held: 有效巨人", "held: 营业收入")
    made = small_packs(tmp_path, ladders=ladders)
    tables = tables_of(made)[0]
    book, _ = compile_rules(made, NEW, tables)
    compiled, findings = compile_ladders(made, book, tables)
    assert compiled == ()
    assert sorted(one.code for one in findings) == ["E019", "R009"]


def test_titles_that_run_out_within_six_months_are_listed_once_and_not_when_renewed() -> None:
    rows: list[Row] = [
        {"firm": "到期当天", "title": "专精", "expires": date(2026, 5, 1)},
        {"firm": "六个月整", "title": "专精", "expires": date(2026, 11, 1)},
        {"firm": "六个月多一天", "title": "专精", "expires": date(2026, 11, 2)},
        {"firm": "已过期", "title": "专精", "expires": date(2026, 4, 30)},
        {"firm": "已续", "title": "专精", "awarded": date(2023, 6, 1), "expires": date(2026, 6, 1)},
        {"firm": "已续", "title": "专精", "awarded": date(2026, 4, 1), "expires": date(2029, 4, 1)},
        {"firm": "没写", "title": "专精"},
    ]
    facts = Facts({"titles": table_from_rows(TITLES, [[row.get(name) for name in TITLES.names] for row in rows])})
    found = DuckDBEngine(threads=1).run(expiring_program("2026-05-01", 6), facts).rows(EXPIRING)
    assert [row["firm"] for row in found] == ["到期当天", "六个月整"]


def test_the_default_firm_meets_every_condition_of_the_new_standard(packs: Packs) -> None:
    assert {row["state"] for row in lines(packs, DEFAULT)} == {"yes"}
