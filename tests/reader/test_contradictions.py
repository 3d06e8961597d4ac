import time
from dataclasses import replace
from datetime import date

import pytest
from tests.reader.made_drafts import FACTS, made_draft, made_duty, made_incentive, made_quote, made_target, made_task

from guatu.domain import Finding
from guatu.pack import Packs, TargetMeasure, load_packs
from guatu.reader.contradictions import find_contradictions
from guatu.reader.draft import Draft
from guatu.reader.findings import FINDING_CODES
from guatu.reader.matching import match_draft


@pytest.fixture(scope="module")
def example() -> Packs:
    packs, _ = load_packs(["example"], with_cases=False)
    assert packs is not None
    return packs


def found(draft: Draft, code: str, packs: Packs | None = None) -> list[Finding]:
    findings = find_contradictions(draft, match_draft(draft, packs), packs, name_of_file="方案.txt")
    return [one for one in findings if one.code == code]


def test_two_figures_for_one_target_are_told_with_both_clauses() -> None:
    draft = made_draft(
        made_target("林下经济产值", "10"), made_target("林下经济产值", "16", comparator="=", clause="二")
    )
    (finding,) = found(draft, "X001")
    assert finding.sentence == "“林下经济产值”在 一 写的是增长10%以上，在 二 写的是增长16%。"


@pytest.mark.parametrize(
    "other",
    [
        made_target("林下经济产值", "10", clause="二"),
        made_target("林下经济产值", "16"),
        made_target("林下经济产值", "16", clause="二", scope="全州园区"),
        replace(made_target("林下经济产值", "16", clause="二"), period="2030"),
        replace(made_target("林下经济产值", "16", clause="二"), condition="遇有灾年"),
        made_target("林下经济产值", "16", clause="二", measure=TargetMeasure.REDUCTION),
    ],
    ids=["same", "same-clause", "scope", "period", "condition", "measure"],
)
def test_targets_that_are_not_of_one_thing_do_not_contradict(other: object) -> None:
    first = made_target("林下经济产值", "10")
    assert isinstance(other, type(first))
    assert found(made_draft(first, other), "X001") == []


def test_the_same_sum_in_other_units_is_no_contradiction() -> None:
    one = made_target("林下经济产值", "0.5", measure=TargetMeasure.LEVEL, unit="亿元")
    other = made_target("林下经济产值", "5000", measure=TargetMeasure.LEVEL, unit="万元", clause="二")
    assert found(made_draft(one, other), "X001") == []


def test_a_reward_printed_twice_is_told_once() -> None:
    twice = [made_incentive("新纳规的企业", amount="100000", clause=clause) for clause in ("二/（一）", "二/（二）")]
    other = made_incentive("新纳规的企业", amount="150000", clause="二/（二）")
    (finding,) = found(made_draft(*twice, other), "X002")
    assert "二/（一） 和 二/（二）" in finding.sentence


def test_a_reward_printed_a_hundred_times_is_told_once_with_its_count() -> None:
    rewards = [made_incentive("新纳规的企业", amount="100000", clause=f"二/{number}") for number in range(100)]
    (finding,) = found(made_draft(*rewards), "X002")
    assert "共 100 处" in finding.sentence
    assert len(finding.sentence) < 300


def test_thousands_of_rewards_are_compared_at_once() -> None:
    rewards = [made_incentive(f"第{number}类企业", amount="100000", clause=f"{number}") for number in range(3000)]
    started = time.process_time()
    found(made_draft(*rewards), "X002")
    assert time.process_time() - started < 10


def test_times_before_the_document_are_told() -> None:
    task = replace(made_task("州商务局"), deadline=date(2023, 12, 31))
    target = replace(made_target("林下经济产值"), period="2022")
    draft = made_draft(task, target, facts=replace(FACTS, period_start=None, period_end=date(2023, 12, 31)))
    assert len(found(draft, "X003")) == 3


def test_a_month_of_issue_is_enough_to_compare() -> None:
    task = replace(made_task("州商务局"), deadline=date(2024, 1, 31))
    assert len(found(made_draft(task, facts=replace(FACTS, issued_on="2024-03")), "X003")) == 1
    assert found(made_draft(task, facts=replace(FACTS, issued_on=None)), "X003") == []


def test_one_title_with_two_leads_is_told_but_not_inside_one_clause() -> None:
    title = "建设冷链物流体系"
    tasks = [made_task("州商务局", title=title), made_task("州交通运输局", title=title, clause="二/（二）")]
    (finding,) = found(made_draft(*tasks), "X004")
    assert "州商务局牵头" in finding.sentence
    assert found(made_draft(tasks[0], replace(tasks[1], clause=tasks[0].clause)), "X004") == []


def test_one_body_under_two_names_is_one_lead() -> None:
    title = "建设冷链物流体系"
    tasks = [made_task("州工信局", title=title), made_task("州工业和信息化局", title=title, clause="二/（二）")]
    assert found(made_draft(*tasks), "X004") == []


def test_a_target_that_a_pack_has_otherwise_is_told(example: Packs) -> None:
    planned = next(
        one
        for one in example.main.targets
        if one.measure is TargetMeasure.GROWTH and str(one.period) == "2024" and one.place is None and not one.scope
    )
    indicator = example.indicator(planned.indicator)
    assert indicator is not None
    same = made_target(indicator.name, str(planned.value[-1].value), comparator=planned.comparator)
    other = made_target(indicator.name, "77", comparator=planned.comparator)
    assert found(made_draft(same), "X005", example) == []
    (finding,) = found(made_draft(other), "X005", example)
    assert example.main.manifest.title in finding.sentence


def test_names_out_of_date_nearly_known_and_new_are_told_apart(example: Packs) -> None:
    task = made_task("示例州招商合作局", support=("示例州投资促进中局", "州气象局"))
    draft = made_draft(task)
    assert "示例州招商合作局" in found(draft, "X006", example)[0].sentence
    assert "“示例州投资促进局”" in found(draft, "X007", example)[0].sentence
    assert "州气象局" in found(draft, "X008", example)[0].sentence


def test_unknown_places_and_indicators_are_told() -> None:
    draft = made_draft(made_target("林下经济产值"))
    assert "示例州" in found(draft, "X009")[0].sentence
    assert "林下经济产值（亿元）" in found(draft, "X010")[0].sentence
    nowhere = made_draft(made_target("林下经济产值"), facts=replace(FACTS, title=None, issuers=()))
    assert "看不出" in found(nowhere, "X009")[0].sentence


def test_a_text_without_items_says_nothing() -> None:
    assert find_contradictions(made_draft(), match_draft(made_draft(), None), None) == ()


def test_the_line_is_that_of_the_text() -> None:
    text = "标题\n一、目标\n第三行\n"
    task = replace(made_task("州商务局"), quote=made_quote("第三行", text.index("第三行")), deadline=date(2020, 1, 1))
    (finding,) = found(made_draft(task, text=text), "X003")
    assert str(finding.span) == "方案.txt:3"


def test_every_code_has_its_own_number() -> None:
    codes = [one.code for one in FINDING_CODES]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("X0") for code in codes)


def test_a_body_that_only_a_duty_names_is_found_in_its_line() -> None:
    (finding,) = found(made_draft(made_duty("各牵头单位")), "X008")
    assert "各牵头单位" in finding.sentence
