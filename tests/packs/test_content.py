"""The bundled packs say what the plans say: every target, task and duty, and the contradictions among them."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from guatu.domain import Finding, Level, Quantity, has_blocking
from guatu.ledgers.tables import LEDGERS
from guatu.pack import Pack, Packs, Target, bundled_names, check_packs, load_packs
from guatu.query import CHECKED_TABLES, Measure
from guatu.rules import compile_expression

PLANS = ("chuxiong-2019", "yunnan-parks-2026")


@cache
def loaded(*names: str) -> tuple[Packs, tuple[Finding, ...]]:
    packs, findings = load_packs(names)
    assert packs is not None
    return packs, (*findings, *check_packs(packs))


def pack_named(name: str) -> Pack:
    return next(pack for pack in loaded(name)[0].packs if pack.id == name)


@cache
def targets_of(name: str) -> dict[str, Target]:
    return {target.id: target for target in pack_named(name).targets}


def expected_targets() -> list[dict[str, str]]:
    with (Path(__file__).parent / "targets.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_plans_and_their_common_ground_are_bundled() -> None:
    assert {"national", *PLANS} <= set(bundled_names())


@pytest.mark.parametrize("names", [("national",), *((plan,) for plan in PLANS), PLANS])
def test_packs_load_alone_and_together_without_blocking_findings(names: tuple[str, ...]) -> None:
    packs, findings = loaded(*names)
    assert not has_blocking(findings), [str(finding) for finding in findings if finding.blocks]
    assert packs.main.id == names[-1]


@pytest.mark.parametrize(
    ("name", "targets", "tasks", "duties"), [("chuxiong-2019", 55, 43, 8), ("yunnan-parks-2026", 24, 26, 1)]
)
def test_a_plan_has_all_its_targets_tasks_and_duties(name: str, targets: int, tasks: int, duties: int) -> None:
    pack = pack_named(name)
    assert (len(pack.targets), len(pack.tasks), len(pack.duties)) == (targets, tasks, duties)


@pytest.mark.parametrize("row", expected_targets(), ids=lambda row: f"{row['pack']}:{row['target']}")
def test_a_target_has_the_clause_comparator_value_and_period_of_the_plan(row: dict[str, str]) -> None:
    target = targets_of(row["pack"])[row["target"]]
    assert (target.clause, target.measure.value, target.comparator) == (
        row["clause"],
        row["measure"],
        row["comparator"],
    )
    assert str(target.period or "") == row["period"]
    assert ((target.per or ""), (target.reference or "")) == (row["per"], row["reference"])
    if not row["value"]:
        assert target.value == ()
        return
    (dated,) = target.value
    printed = Quantity.of(dated.value, target.unit)
    assert printed.to(row["unit"]).number == Decimal(row["value"])


def test_the_table_of_expected_targets_covers_every_target() -> None:
    rows = expected_targets()
    assert Counter(row["pack"] for row in rows) == {"chuxiong-2019": 55, "yunnan-parks-2026": 24}
    assert {row["target"] for row in rows} == set(targets_of(PLANS[0])) | set(targets_of(PLANS[1]))


@pytest.mark.parametrize(
    ("first", "second", "values"),
    [
        ("private-neeq", "entities-neeq", (2, 1)),
        ("drivers-biomed", "industry-biomed", (10, 16)),
        ("drivers-equipment", "industry-equipment", (10, 20)),
    ],
)
def test_contradicting_targets_are_both_kept_and_flagged(first: str, second: str, values: tuple[int, int]) -> None:
    targets = targets_of("chuxiong-2019")
    pair = (targets[first], targets[second])
    assert pair[0].indicator == pair[1].indicator
    assert tuple(int(target.value[0].value) for target in pair) == values
    spans = {finding.span for finding in loaded("chuxiong-2019")[1] if finding.code == "P044"}
    assert spans & {target.span for target in pair}


def test_new_and_net_entities_and_their_scopes_are_separate_indicators() -> None:
    targets = targets_of("chuxiong-2019")
    assert targets["private-new-entities"].indicator != targets["entities-net-increase"].indicator
    assert targets["private-entities-total"].indicator != targets["entities-total"].indicator


def test_a_target_is_led_by_whom_its_clause_names() -> None:
    targets = targets_of("chuxiong-2019")
    assert targets["industry-metallurgy"].lead == ("州工业和信息化局",)
    assert targets["private-gdp-share"].lead == ("州民营办",)
    assert targets["drivers-biomed"].lead == ()
    assert all(target.lead == () for target in pack_named("yunnan-parks-2026").targets)


def test_the_report_on_market_entities_is_due_on_the_third_of_the_next_month() -> None:
    duty = next(one for one in pack_named("chuxiong-2019").duties if one.id == "entities-monthly-progress")
    assert duty.due is not None
    assert (duty.due.day, duty.due.month, duty.frequency) == (3, "next", "monthly")
    assert duty.consequence is not None


def test_year_end_reports_are_due_once_in_january_2020() -> None:
    once = [duty.due for duty in pack_named("chuxiong-2019").duties if duty.frequency == "once"]
    assert [due.on for due in once if due is not None] == [date(2020, 1, 31)] * 2


def test_agencies_are_found_by_every_name_the_plan_uses() -> None:
    book = loaded("chuxiong-2019")[0].agency_book()
    pairs = (
        ("州人社局", "州人力资源和社会保障局"),
        ("州政务服务局", "州政务服务管理局"),
        ("10县市人民政府", "各县市人民政府"),
        ("楚雄高新区管委会", "楚雄开发区管委会"),
        ("州级相关部门", "州级有关部门"),
    )
    for alias, name in pairs:
        assert book.find(alias) == book.find(name) is not None


def test_lufeng_is_a_city_only_from_2021() -> None:
    book = loaded("chuxiong-2019")[0].agency_book()
    assert book.find("禄丰市人民政府", date(2019, 6, 1)) is None
    assert book.find("禄丰市人民政府", date(2023, 6, 1)) == book.find("禄丰县人民政府")


def test_yunnan_has_16_prefectures_and_chuxiong_10_counties() -> None:
    tree = loaded("national")[0].place_tree()
    prefectures = [place for place in tree.children("530000") if place.level is Level.PREFECTURE]
    counties = [place for place in tree.children("532300") if place.level is Level.COUNTY]
    assert (len(prefectures), len(counties)) == (16, 10)


@pytest.mark.parametrize("key", ["532331", "532302", "禄丰县", "禄丰市"])
def test_lufeng_is_found_by_its_old_and_new_code_and_name(key: str) -> None:
    place = loaded("national")[0].place_tree().find(key)
    assert place is not None
    assert (place.code, place.name) == ("532302", "禄丰市")


def test_the_zone_is_a_park_under_either_name() -> None:
    tree = loaded("national")[0].place_tree()
    zone = tree.find("楚雄高新区")
    assert zone is not None
    assert (zone, zone.level, zone.code) == (tree.find("楚雄开发区"), Level.PARK, "532301-KFQ")


def test_border_parks_take_the_target_for_border_parks() -> None:
    parks = [place for place in loaded("yunnan-parks-2026")[0].place_tree() if "border" in place.tags]
    assert {park.level for park in parks} == {Level.PARK}
    assert targets_of("yunnan-parks-2026")["border-parks"].tag == "border"


def test_tiers_of_parks_ask_for_twenty_ten_and_five_new_firms() -> None:
    tiers = [targets_of("yunnan-parks-2026")[key] for key in ("tier-500", "tier-100-500", "tier-under-100")]
    assert [tier.value[0].value for tier in tiers] == [20, 10, 5]
    assert len({tier.tag for tier in tiers}) == 3
    assert {tier.modality for tier in tiers} == {"力争"}


def test_no_question_has_been_answered_for_the_office_but_where_a_default_says_so() -> None:
    answered = [ruling for name in PLANS for ruling in pack_named(name).rulings if ruling.answer is not None]
    assert all(pack_named(name).rulings for name in PLANS)
    assert [ruling.id for ruling in answered] == ["tier-boundary"]
    assert "初始设置" in (answered[0].decided_by or "")
    assert "没有写明" in (answered[0].document or "")


def test_industry_investment_and_retail_have_no_january_of_their_own() -> None:
    packs = loaded("national")[0]
    for key in ("industrial_va", "fai", "industrial_investment", "retail_sales", "industrial_profit"):
        indicator = packs.indicator(key)
        assert indicator is not None
        assert indicator.january == "merged", key


def test_every_condition_of_alerts_lights_and_checks_compiles() -> None:
    (pack,) = loaded("national")[0].packs
    tables = {table.name: table for table in (*LEDGERS, *CHECKED_TABLES)}
    conditions = [(text, alert.on) for alert in pack.alerts for text in alert.when]
    conditions += [(text, "schedule_ledger") for light in pack.lights for text in (light.green, light.yellow)]
    conditions += [(check.expect, check.on) for check in pack.checks]
    for text, table in conditions:
        expression, findings = compile_expression(text, tables[table], None, expect=Measure.YES_NO)
        assert expression is not None, [str(finding) for finding in findings]


def test_lights_cover_every_way_a_target_is_compared() -> None:
    (pack,) = loaded("national")[0].packs
    assert {light.basis for light in pack.lights} == {"completion", "growth", "level"}
    assert all(light.note for light in pack.lights)
