"""One clause on one firm: the worked values of the plans, condition by condition, and calls that cannot be answered."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from tests.desk.award_register import CODES, PACK, code, read_register, write_register

from guatu.desk import ExplainRequest, RuleInputs, explain_award, explain_in
from guatu.domain import InvalidValue
from guatu.report import AwardPage
from guatu.rules import ExplainedCondition


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> RuleInputs:
    return read_register(tmp_path_factory.mktemp("register"))


def page_of(inputs: RuleInputs, firm: str, clause: str) -> AwardPage:
    (page,) = explain_in(inputs, CODES[firm], clause).pages
    return page


def lines_of(inputs: RuleInputs, firm: str, clause: str) -> tuple[str, ...]:
    return explain_in(inputs, CODES[firm], clause).lines


def condition(conditions: Iterable[ExplainedCondition], name: str) -> ExplainedCondition:
    (found,) = (one for one in conditions if one.name == name)
    return found


@pytest.mark.parametrize(
    ("firm", "outcome", "payable"),
    [("甲", "yes", 40_000), ("丁", "yes", 30_000), ("戊", "yes", 500_000), ("庚", "yes", 500_000), ("丙", "no", 0)],
)
def test_the_growth_subsidy_has_the_worked_values_of_the_plan(
    inputs: RuleInputs, firm: str, outcome: str, payable: int
) -> None:
    award = page_of(inputs, firm, "sales-expansion").award
    assert (award.outcome, award.payable) == (outcome, Decimal(payable))


def test_a_condition_that_holds_has_its_values_and_no_distance(inputs: RuleInputs) -> None:
    award = page_of(inputs, "甲", "sales-expansion").award
    growth = condition(award.conditions, "增速15%以上")
    assert (growth.holds, growth.found, growth.asked, growth.gap) == (True, "20.0%", "不低于15%", "")


def test_a_value_on_a_strict_threshold_is_told_as_equal_and_not_as_a_distance_of_nothing(inputs: RuleInputs) -> None:
    award = page_of(inputs, "丙", "sales-expansion").award
    increase = condition(award.conditions, "增长额超过500万元")
    assert increase.holds is False
    assert (increase.found, increase.asked) == ("500万元", "大于500万元")
    assert increase.gap == "正好500万元，须超过"
    assert award.because == "主营业务收入增长额 > 500万元：实为 500万元，正好500万元，须超过"


def test_a_firm_short_of_a_threshold_is_told_how_far_it_is(inputs: RuleInputs) -> None:
    award = page_of(inputs, "丙", "first-award").award
    level = condition(award.conditions, "收入达到5亿元")
    assert (level.found, level.gap) == ("3500万元", "差46500万元")


def test_a_missing_base_is_unknown_and_names_what_is_missing(inputs: RuleInputs) -> None:
    award = page_of(inputs, "己", "sales-expansion").award
    assert (award.outcome, award.amount, award.payable) == ("unknown", None, None)
    growth = condition(award.conditions, "增速15%以上")
    assert growth.holds is None
    assert growth.gap == "缺 申报上年主营业务收入、上年报送的主营业务收入"


def test_the_cap_and_the_formula_are_told(inputs: RuleInputs) -> None:
    capped, exact = (page_of(inputs, firm, "sales-expansion").award for firm in ("庚", "戊"))
    assert (capped.capped, exact.capped) == (True, False)
    assert capped.amount_words == "主营业务收入增长额 × 2‰，最高 50万元"


def test_an_exception_that_applies_gives_its_own_formula(inputs: RuleInputs) -> None:
    award = page_of(inputs, "乙", "sales-expansion").award
    assert award.applied is not None
    assert award.applied.id == "sales-expansion-strategic"
    assert award.amount_words == "主营业务收入增长额 × 3‰，最高 60万元"
    assert [one.applies for one in award.exceptions] == [True, False, False]


def test_an_open_question_without_readings_says_what_it_holds_back(inputs: RuleInputs) -> None:
    page = page_of(inputs, "乙", "sales-expansion")
    assert page.award.outcome == "unknown"
    asked = {one.ruling.id: one for one in page.questions}
    assert [one.amount for one in asked["strategic-proof"].results] == [60_000]
    assert not asked["growth-subsidy-base"].touches


def test_each_reading_of_an_open_clause_has_its_amount(inputs: RuleInputs) -> None:
    award = page_of(inputs, "甲", "tech-centre").award
    read = {one.answers[0][1]: one.amount for one in award.readings}
    assert read == {"就高": 1_000_000, "补差": 1_000_000, "相加": 1_100_000}


def test_each_answer_on_a_group_has_what_the_clause_would_pay(inputs: RuleInputs) -> None:
    page = page_of(inputs, "壬", "step-award")
    group = next(one for one in page.questions if one.ruling.id == "step-and-first-award")
    assert {one.answer: one.amount for one in group.results} == {"只拿高的一项": 0, "两项都拿": 10_000}
    assert group.others
    (told,) = page.award.groups
    assert [one.reward for one in told.members] == ["step-award", "first-award"]
    assert told.limit.startswith("没有定")


def test_a_decided_question_tells_who_decided_and_when(tmp_path: Path) -> None:
    folder = tmp_path / "decided"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        f"id: decided\ntitle: 已定口径\nextends: [{PACK}]\nplace: '532300'\n", encoding="utf-8"
    )
    (folder / "rulings.yaml").write_text(
        "- {id: strategic-proof, question: 凭什么材料？, choices: [主管部门的认定文件, 对照国家产业目录核定],\n"
        "   answer: 主管部门的认定文件, decided_by: 州工信局, decided_on: 2019-06-01, document: 楚工信〔2019〕1号}\n",
        encoding="utf-8",
    )
    inputs = read_register(tmp_path / "facts", (str(folder),))
    page = page_of(inputs, "乙", "sales-expansion")
    assert (page.award.outcome, page.award.payable) == ("yes", Decimal(60_000))
    lines = "\n".join(explain_in(inputs, CODES["乙"], "sales-expansion").lines)
    assert "已定：主管部门的认定文件（州工信局，2019-06-01，楚工信〔2019〕1号）" in lines


def test_the_rows_that_an_aggregate_counts_are_listed(inputs: RuleInputs) -> None:
    award = page_of(inputs, "甲", "fair-national").award
    (fairs,) = award.figures
    assert (fairs.label, fairs.value) == ("国家级展洽会次数", "2个")
    assert [row.split("，")[:4] for row in fairs.related] == [
        ["展洽会", "国家级", "2019-03-01", "国际博览会"],
        ["展洽会", "国家级", "2019-09-01", "工业展"],
    ]


def test_every_input_has_its_provenance(inputs: RuleInputs) -> None:
    award = page_of(inputs, "甲", "sales-expansion").award
    inputs_told = {one.label: (one.value, one.origin) for one in award.inputs}
    assert inputs_told == {
        "主营业务收入": ("12000万元", "企业申报"),
        "申报上年主营业务收入": ("10000万元", "企业申报"),
        "规上工业": ("是", "登记与认定"),
        "战略性新兴产业": ("否", "登记与认定"),
        "合并重组": ("缺", "登记与认定"),
    }


def test_a_firm_outside_the_object_is_told_so(inputs: RuleInputs) -> None:
    assert "结果：不属于这一条的对象" in lines_of(inputs, "辛", "sales-expansion")


def test_a_budget_is_shared_out_over_all_firms_though_one_is_explained(tmp_path: Path) -> None:
    folder = tmp_path / "budget"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        f"id: budget\ntitle: 预算\nextends: [{PACK}]\nplace: '532300'\n", encoding="utf-8"
    )
    (folder / "groups.yaml").write_text(
        "- {id: growth-budget, name: 预算, rewards: [sales-expansion], kind: budget, budget: 78.5万元}\n",
        encoding="utf-8",
    )
    award = page_of(read_register(tmp_path / "facts", (str(folder),)), "甲", "sales-expansion").award
    # 157万 are asked for and half of it is there.
    assert (award.amount, award.payable, award.cut) == (Decimal(40_000), Decimal(20_000), "budget")


def test_the_page_reads_from_the_result_to_the_figures(inputs: RuleInputs) -> None:
    lines = lines_of(inputs, "丙", "扩销促产补助")
    assert lines[:4] == (
        f"丙食品有限公司（{CODES['丙']}）　双柏县　2019年度",
        "扩销促产补助（sales-expansion）　《楚雄州2019年工业经济发展攻坚工程实施方案》二（三）",
        "结果：不予兑现",
        "说明：主营业务收入增长额 > 500万元：实为 500万元，正好500万元，须超过",
    )
    at = lines.index("  ✗ 增长额超过500万元：主营业务收入增长额 > 500万元")
    assert lines[at + 1] == "      实为 500万元；要求大于500万元；正好500万元，须超过"
    assert "  主营业务收入　3500万元　（企业申报）" in lines


def test_a_firm_is_found_by_code_name_or_part_of_its_name(inputs: RuleInputs) -> None:
    for firm in (CODES["甲"], CODES["甲"].lower(), "甲铜业有限公司", "甲铜业"):
        (page,) = explain_in(inputs, firm, "sales-expansion").pages
        assert page.award.subject == CODES["甲"]


def test_a_part_of_a_name_that_fits_several_lists_them(inputs: RuleInputs) -> None:
    report = explain_in(inputs, "冶金", "sales-expansion")
    assert not report.pages
    assert report.choices[0] == "“冶金”对得上 3 户，请写统一社会信用代码或全称："
    assert f"{CODES['戊']}　戊冶金有限公司" in report.choices


@pytest.mark.parametrize("clause", ["sales-expansion", "扩销促产补助", "sales-expansion-strategic", "2#二/（五）"])
def test_a_clause_is_found_by_id_name_or_number_and_an_exception_as_its_base(inputs: RuleInputs, clause: str) -> None:
    page = page_of(inputs, "甲", clause)
    assert page.award.reward.id == ("tech-centre" if "#" in clause else "sales-expansion")


def test_a_number_with_several_clauses_lists_them(inputs: RuleInputs) -> None:
    report = explain_in(inputs, CODES["甲"], "2#二/(三)")
    assert "条，请写编号" in report.choices[0]
    assert any(one.startswith("step-award") for one in report.choices)


@pytest.mark.parametrize(
    ("firm", "clause", "told"),
    [
        ("无此企业", "sales-expansion", "没有“无此企业”"),
        (code(99), "sales-expansion", f"没有“{code(99)}”"),
        ("甲铜业", "sales-expnsion", "是否想写“sales-expansion”"),
        ("甲铜业", "buy-local", "须先作公平竞争审查"),
        ("楚雄州", "fund-match", "没有交来“地区年度”"),
    ],
)
def test_what_cannot_be_explained_says_why(inputs: RuleInputs, firm: str, clause: str, told: str) -> None:
    with pytest.raises(InvalidValue, match=told):
        explain_in(inputs, firm, clause)


def test_another_year_says_which_years_there_are(tmp_path: Path) -> None:
    folder = write_register(tmp_path)
    with pytest.raises(InvalidValue, match="有的年度：2019"):
        explain_award(ExplainRequest("甲铜业", "entry-award", (PACK,), 2020, folder))
    with pytest.raises(InvalidValue, match="不含 2020-12-31"):
        explain_award(ExplainRequest("甲铜业", "sales-expansion", (PACK,), 2020, folder))
