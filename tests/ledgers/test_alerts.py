from dataclasses import replace

import pytest
from tests.ledgers.small_month import COUNTY_A, LIGHTS, TOP, Month, indicator, observed, target

from guatu.domain import Period
from guatu.ledgers import Given, Plan, check_program, month_program
from guatu.pack import Alert, Check, Light, Packs
from guatu.query import FACT_TABLES, OBSERVATIONS

GIVEN = Given(frozenset(table.name for table in FACT_TABLES), frozenset(OBSERVATIONS.names))
GOAL = target("t", "x", "level", "120", unit="亿元", clause="1#一/（二）", lead=("工信局",))
BEHIND = Alert(id="behind", name="落后序时进度", on="schedule_ledger", when=("超序时 < -5个百分点",), level="red")
SILENT = Alert(id="silent", name="未报", on="schedule_ledger", when=("not 已报",), answers="统计局")


def alerts_of(actual: float | None, *alerts: Alert) -> list[dict[str, object]]:
    observations = (observed("2023-12", 100.0),) + (() if actual is None else (observed("2024-09", actual),))
    return Month((indicator("x"),), (GOAL,), observations, alerts=alerts).run().rows("alerts")


@pytest.mark.parametrize(("actual", "raised"), [(84.0, False), (83.9, True), (90.0, False), (None, False)])
def test_an_alert_is_raised_just_beyond_its_threshold_and_not_by_a_missing_figure(
    actual: float | None, *, raised: bool
) -> None:
    assert bool(alerts_of(actual, BEHIND)) is raised


def test_an_alert_says_rule_values_clause_and_who_answers() -> None:
    (alert,) = alerts_of(60.0, BEHIND)
    assert (alert["alert"], alert["level"], alert["place"]) == ("behind", "red", TOP)
    assert alert["because"] == "超序时=-25.0个百分点"
    assert (alert["clause"], alert["answers"]) == ("1#一/（二）", "工信局")


def test_an_alert_for_silence_may_name_another_agency() -> None:
    assert [row["answers"] for row in alerts_of(None, BEHIND, SILENT)] == ["统计局"]


def test_an_alert_over_the_drivers_has_no_target() -> None:
    differs = Alert(id="parts", name="分项合计不等于总数", on="driver_ledger", when=("abs(分项差额) > 累计完成 * 1%",))
    parts = (indicator("x"), indicator("a", total="x", split="行业"), indicator("b", total="x", split="行业"))
    figures = {"x": 100.0, "a": 60.0, "b": 30.0}
    observations = tuple(observed("2024-09", value, of=key) for key, value in figures.items())
    rows = Month(parts, (), observations, alerts=(differs,)).run().rows("alerts")
    assert [(row["alert"], row["target"], row["place"]) for row in rows] == [("parts", None, TOP)]


def plan_with(*, alerts: tuple[Alert, ...] = (), lights: tuple[Light, ...] = LIGHTS) -> Plan:
    month = Month((indicator("x"),), (GOAL,), alerts=alerts, lights=lights)
    return Plan(month.packs(), Period.month(2024, 9), None, TOP)


def test_an_alert_on_an_unknown_ledger_is_a_finding_with_the_nearest_name() -> None:
    wrong = Alert(id="a", name="a", on="schedule_leger", when=("已报",))
    (finding,) = month_program(plan_with(alerts=(wrong,)), GIVEN).findings
    assert finding.code == "L001"
    assert "schedule_ledger" in finding.sentence


def test_an_alert_with_a_mistaken_condition_is_left_out_and_the_rest_still_runs() -> None:
    wrong = Alert(id="a", name="a", on="schedule_ledger", when=("超序时 < 5%",))
    made = month_program(plan_with(alerts=(wrong, BEHIND)), GIVEN)
    assert [finding.code[0] for finding in made.findings] == ["E"]
    assert any(step.name == "schedule_ledger_flags" and "behind" in step.sql for step in made.program.steps)


def test_a_missing_light_is_a_finding_and_those_targets_stay_grey() -> None:
    only = tuple(light for light in LIGHTS if light.basis != "growth")
    (finding,) = month_program(plan_with(lights=only), GIVEN).findings
    assert (finding.code, finding.blocks) == ("L002", False)


def test_a_light_for_named_indicators_goes_before_the_general_one() -> None:
    strict = Light(
        id="strict",
        name="从严",
        basis="completion",
        green="超序时 >= 5个百分点",
        yellow="超序时 >= 0个百分点",
        indicators=("x",),
    )
    month = Month((indicator("x"),), (GOAL,), (observed("2024-09", 92.0),), lights=(*LIGHTS, strict))
    assert month.row("schedule_ledger")["light"] == "yellow"


def test_a_check_on_an_unknown_table_is_a_finding() -> None:
    check = Check(id="c", name="c", on="observation", expect="数值 >= 0", sentence="不应为负")
    plan = plan_with()
    pack = replace(plan.packs.main, checks=(check,))
    packs = Packs((pack,))
    (finding,) = check_program(Plan(packs, plan.month, None, COUNTY_A), GIVEN).findings
    assert finding.code == "L004"
