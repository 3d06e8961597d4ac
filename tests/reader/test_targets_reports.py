"""Texts that report rather than plan give no target, however many figures they print."""

import pytest

from guatu.reader.draft import DocumentFacts
from guatu.reader.outline import read_outline
from guatu.reader.sentences import read_sentences
from guatu.reader.source import read_source
from guatu.reader.targets import read_targets

BODY = "一、有关情况\n园区总产值达到50亿元，增长10%。新增企业20户。\n二、下一步\n建设园区3家。\n"


def count_items(text: str, title: str | None) -> int:
    plan = read_source(text)
    outline = read_outline(plan)
    facts = DocumentFacts(title=title, issued_on="2024-03-01")
    return len(read_targets(plan, read_sentences(plan, outline), facts))


@pytest.mark.parametrize(
    "title",
    ["关于县政协第12号提案的答复", "青河县2023年统计公报", "园区经济实现新突破", "青河县2023年工作总结"],
)
def test_a_report_gives_nothing(title: str) -> None:
    assert count_items(BODY, title) == 0


@pytest.mark.parametrize("title", ["青河县园区实施方案", "关于印发十条措施的通知", "青河县2024年工作要点", None])
def test_the_same_words_in_a_plan_are_goals(title: str | None) -> None:
    assert count_items(BODY, title) == 4


def test_a_goal_in_so_many_words_counts_even_in_a_report() -> None:
    text = "一、有关情况\n新增企业20户。\n二、下一步\n力争到2027年，园区总产值达到80亿元。\n"
    assert count_items(text, "关于县政协第12号提案的答复") == 1


@pytest.mark.parametrize("heading", ["工作开展情况", "取得的成效", "存在问题", "发展基础"])
def test_a_clause_of_results_gives_nothing_and_so_do_those_below_it(heading: str) -> None:
    text = f"一、{heading}\n建成园区5家。\n（一）培育主体。\n培育企业20户。\n二、主要目标\n建成园区8家。\n"
    assert count_items(text, "青河县园区实施方案") == 1


def test_the_head_of_a_plan_gives_nothing() -> None:
    text = "青河县园区实施方案\n全县现有园区5家，规上企业达到120户。\n一、主要目标\n建成园区8家。\n二、保障\n略。\n"
    assert count_items(text, "青河县园区实施方案") == 1


def test_growth_on_the_year_is_a_goal_in_the_plan_of_that_year_and_a_result_for_the_year_before() -> None:
    title = "关于提振信心若干举措的通知"
    assert count_items("一、金融\n2024年，无还本续贷金额同比增长20%。\n二、其他\n抓好落实。\n", title) == 1
    assert count_items("一、金融\n2023年，无还本续贷金额同比增长20%。\n二、其他\n抓好落实。\n", title) == 0


def test_what_a_firm_may_claim_with_vouchers_is_no_goal() -> None:
    text = "一、创新\n5000元以下的服务费可用创新券抵用，全年合计不超过5万元。\n二、其他\n抓好落实。\n"
    assert count_items(text, "关于支持创新若干措施的通知") == 0
