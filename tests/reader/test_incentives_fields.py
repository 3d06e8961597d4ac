"""The fields of an incentive: recipient, base, levels, quote, stacking, and ceilings from other sentences."""

from decimal import Decimal

import pytest
from tests.reader.money_rules import read

from guatu.pack import Confidence


@pytest.mark.parametrize(
    ("sentence", "recipient"),
    [
        ("对新认定的众创空间，经评审后，一次性给予20万元奖励。", "新认定的众创空间"),
        ("对首次入库的企业给予5万元奖励。", "首次入库的企业"),
        ("成功创建省级示范园区的，奖励50万元。", "成功创建省级示范园区"),
        ("针对吸纳残疾人就业的企业，按每人2000元给予补贴。", "吸纳残疾人就业的企业"),
        ("经主管部门批准新设立的检测机构，给予一次性开办补助30万元。", "经主管部门批准新设立的检测机构"),
        ("给予运营机构每年10万元补助。", "运营机构"),
    ],
)
def test_the_recipient_is_named_with_its_eligibility(sentence: str, recipient: str) -> None:
    [one] = read("1.支持发展。" + sentence)
    assert one.recipient == recipient


def test_a_later_rule_of_the_clause_inherits_the_recipient() -> None:
    first, second = read("1.支持发展。对绿色工厂，给予20万元奖励。次年复核合格的，再奖励5万元。给予10%的电费补贴。")[:2]
    assert first.recipient == "绿色工厂"
    assert second.confidence in (Confidence.HIGH, Confidence.MEDIUM)
    special = read("1.支持发展。对新入规的企业奖励10万元，属重点产业的奖励15万元。")[1]
    assert special.recipient == "属重点产业的新入规的企业"


@pytest.mark.parametrize(
    ("sentence", "base"),
    [
        ("对冷链企业，按设备投资额的10%给予补助。", "设备投资额"),
        ("返还企业上年度缴纳工会经费的60%。", "企业上年度缴纳工会经费"),
        ("减半收取小微企业的计量检定费用。", "计量检定费用"),
        ("对小微企业的计量检定费用减半收取。", "计量检定费用"),
        ("污水处理费按70%收取。", "污水处理费"),
        ("对符合条件的个人，最高可申请20万元创业担保贷款。", "创业担保贷款"),
        ("每新建一个驿站补助3万元。", "每新建一个驿站"),
        ("按8元/平方米·月给予租金补助。", "平方米·月"),
        ("对参展企业给予实际投入（不含税，下同）5%的补助。", "实际投入（不含税，下同）"),
        ("对示范企业，补助比例再提高2个百分点。", "补助比例"),
        ("对获奖单位，按国家奖励金额1∶1配套奖励。", "国家奖励金额"),
        ("对承租国有厂房的企业免收3个月房租。", "房租"),
        ("按年度服务收入给予企业5%的奖励。", "年度服务收入"),
        ("对企业扩大投保（不含续保）的保费部分，给予企业2年50%的支持。", "企业扩大投保（不含续保）的保费部分"),
        ("对年度销售收入在800万元以上的企业，2年内按10%奖励。", "年度销售收入"),
        ("对物流企业给予最高不超过40万元的补助。", "补助"),
        ("对新授权的专利，每件最高奖励4000元。", "每件"),
        ("对小微企业发放创业担保贷款，最高额度由20万元提高至30万元。", "创业担保贷款"),
    ],
)
def test_the_base_says_what_is_counted_or_cut(sentence: str, base: str) -> None:
    [one] = read("1.支持发展。" + sentence)
    assert one.base == base


def test_levels_keep_their_thresholds_in_order() -> None:
    [listed] = read("1.支持发展。对获评国家级、省级、市级绿色工厂的企业，分别奖励50万元、20万元、10万元。")
    assert [tier.threshold for tier in listed.tiers] == ["国家级", "省级", "市级"]
    [labelled] = read("1.支持发展。对新认定的企业技术中心，按国家级100万元、省级50万元奖励。")
    assert [(tier.threshold, tier.amount) for tier in labelled.tiers] == [
        ("国家级", Decimal(1000000)),
        ("省级", Decimal(500000)),
    ]
    [staged] = read("1.支持发展。对承租国有房屋的商户，免收2个月房租，减半收取4个月房租。")
    assert [tier.rate for tier in staged.tiers] == [Decimal(100), Decimal(50)]


def test_a_ceiling_of_the_next_sentence_limits_all_rules_before_it() -> None:
    both = read("1.支持发展。规上企业按投资额的8%补助；小微企业按投资额的10%补助。每家企业每年最高不超过200万元。")
    assert [one.cap for one in both] == [Decimal(2000000), Decimal(2000000)]
    assert all(one.quote.text.endswith("200万元") for one in both)


def test_a_ceiling_that_leads_a_list_limits_the_clauses_below() -> None:
    text = (
        "第一条 对项目给予奖励。单个项目不超过300万元，标准如下：\n"
        "1.风电项目奖励标准为0.1元/千瓦时。\n2.光伏项目奖励标准为0.2元/千瓦时。"
    )
    assert [(one.kind, one.cap) for one in read(text)] == [("per_unit", Decimal(3000000))] * 2


def test_a_ceiling_of_the_whole_plan_stands_alone() -> None:
    *_, last = read("1.支持发展。对新入规企业奖励10万元。\n2.每家企业享受本措施资金每年不超过500万元。")
    assert (last.kind, last.cap, last.clause) == ("cap_only", Decimal(5000000), "2")


def test_sums_below_an_announcing_heading_need_no_verb() -> None:
    found = read("第二条 资助标准如下：\n1.发明专利5000元/件。\n2.外观设计500元/件。\n第三条 评审费800元/次。")
    assert [(one.clause, one.kind, one.amount) for one in found] == [
        ("第二条/1", "per_unit", Decimal(5000)),
        ("第二条/2", "per_unit", Decimal(500)),
    ]


def test_a_heading_that_is_the_whole_clause_is_read() -> None:
    [one] = read("一、奖励措施\n1.对新建标准厂房每平方米奖励50元。\n2.优化服务。加强指导。")
    assert (one.clause, one.kind) == ("一/1", "per_unit")


def test_support_of_another_level_is_cited_and_not_read() -> None:
    [one] = read("1.支持发展。在中央财政按利率的50%给予贴息的基础上，省财政再给予25%的贴息。")
    assert one.rate == Decimal(25)


def test_the_quote_runs_from_the_recipient_to_the_ceiling_as_printed() -> None:
    [one] = read("一、支持\n加大投入力度,对购置环保设备的企业,按投资额的 10 %给予补助,最高 50万元。其他另行规定。")
    assert one.quote.text == "对购置环保设备的企业,按投资额的 10 %给予补助,最高 50万元"


def test_words_on_repetition_are_kept() -> None:
    first, second = read("1.支持发展。获评国家级的奖励50万元；获评省级的奖励20万元。同一项目按从高不重复原则执行。")
    assert first.stacking == second.stacking == "同一项目按从高不重复原则执行"


def test_an_open_ended_figure_keeps_its_comparator() -> None:
    [least] = read("1.支持发展。给予每个特色专业不低于100万元支持。")
    assert (least.comparator, least.kind) == (">=", "lump_sum")
    [between] = read("1.支持发展。按其缴纳社会保险费不低于1/2、不高于2/3给予补贴。")
    assert (between.rate, between.rate_max) == (Decimal(50), Decimal("66.67"))


def test_a_stated_total_stands_beside_its_parts() -> None:
    [one] = read("1.支持发展。企业上市奖励1000万元，其中备案奖励300万元、受理奖励700万元。")
    assert (one.kind, one.amount) == ("tiered", Decimal(10000000))
    assert [tier.amount for tier in one.tiers] == [Decimal(3000000), Decimal(7000000)]


def test_a_text_without_any_rule_gives_nothing() -> None:
    assert read("全县召开工业经济调度会。会议要求抓好落实。") == ()
    assert read("") == ()
