"""Sums and rates in lists, stages and pairs of ceilings; figures beside them that are none of these."""

from decimal import Decimal

import pytest
from tests.reader.money_rules import read_sentence as read

from guatu.reader.draft import ReadIncentive


def levels(one: ReadIncentive) -> list[tuple[str, int]]:
    return [(tier.threshold, int(tier.rate if tier.amount is None else tier.amount)) for tier in one.tiers]  # type: ignore[arg-type]  # a level has one of both


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "对取得初级、中级、高级证书的护理员，分别给予不低于1000、2000、3000元的一次性补贴。",
            [("初级", 1000), ("中级", 2000), ("高级", 3000)],
        ),
        ("对成功创建国家级、省级基地的，补助比例分别提高4、2个百分点。", [("国家级", 4), ("省级", 2)]),
        (
            "对检测机构转型项目、工厂改造项目，分别予以40万元、最高20万元资助。",
            [("检测机构转型项目", 400000), ("工厂改造项目", 200000)],
        ),
        (
            "参照一般项目10万元、重点项目30万元、重大项目80万元及以上的标准进行资助。",
            [("一般项目", 100000), ("重点项目", 300000), ("重大项目", 800000)],
        ),
        ("按不高于90%的比例分年奖补，其中第一年为90%，第二年、第三年为60%。", [("第一年", 90), ("第二年、第三年", 60)]),
        ("对承租园区厂房的企业，前两年租金全免，第三年租金减半。", [("前两年", 100), ("第三年", 50)]),
        (
            "第一年按租金的100%补贴；第二年按租金的60%补贴；第三年按租金的30%补贴。",
            [("第一年", 100), ("第二年", 60), ("第三年", 30)],
        ),
        (
            "对园区企业，分三个阶段给予总额90万元奖励，其中备案10万元、受理20万元、挂牌60万元。",
            [("备案", 100000), ("受理", 200000), ("挂牌", 600000)],
        ),
        ("对A级以上物流企业，5A级奖励50万元，4A级奖励30万元。", [("5A级", 500000), ("4A级", 300000)]),
        ("以每人每月150元、250元为基准，按照评定等级实行1-1.3倍的差异化补助。", [("第1档", 150), ("第2档", 250)]),
    ],
)
def test_a_list_of_figures_is_one_rule_with_levels(sentence: str, expected: list[tuple[str, int]]) -> None:
    [one] = read(sentence)
    assert one.kind == "tiered"
    assert [value for _, value in levels(one)] == [value for _, value in expected]
    if "基准" not in sentence:
        assert [label for label, _ in levels(one)] == [label for label, _ in expected]


def test_degrees_before_their_nouns_are_the_levels() -> None:
    [one] = read("对获评国家级、省级示范工厂、示范车间的，分别奖励30万元、10万元。")
    assert [label for label, _ in levels(one)] == ["国家级", "省级"]


def test_bodies_that_are_paid_one_after_the_other_have_rules_of_their_own() -> None:
    center, station = read("对省级服务中心给予一次性资助30万元，基层工作站给予一次性资助10万元。")
    assert (center.recipient, center.amount) == ("省级服务中心", Decimal(300000))
    assert (station.recipient, station.amount) == ("基层工作站", Decimal(100000))
    [levelled] = read("对示范园区，市级奖励10万元，省级奖励20万元。")
    assert levelled.kind == "tiered"


@pytest.mark.parametrize(
    ("sentence", "cap"),
    [
        ("对旅行社每人奖励30元，每团最高奖励900元，每家旅行社总额不超过50万元。", 500000),
        ("按合同额3%给予奖励，单笔最高10万元，年度最高50万元。", 100000),
        ("对冷链项目按投资的30%补助，单个项目最高90万元，同一主体累计不超过200万元。", 900000),
        ("对服务机构，每采用1件专利资助1万元，每项标准最多资助8万元。", 80000),
    ],
)
def test_of_two_ceilings_that_of_the_whole_holds(sentence: str, cap: int) -> None:
    [one] = read(sentence)
    assert one.cap == cap


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("对参保企业，返还比例从50%提高到80%。", 80),
        ("对获奖单位，按上级奖励金额1∶1配套奖励。", 100),
        ("对立项项目，按照上级资金1：0.5比例给予配套支持。", 50),
        ("对入驻企业三年内免收厂房租金。", 100),
    ],
)
def test_words_and_raised_rates_are_read_as_what_holds(sentence: str, rate: int) -> None:
    [one] = read(sentence)
    assert (one.kind, one.rate) == ("rate_of_base", Decimal(rate))


@pytest.mark.parametrize(
    ("sentence", "kind", "amount"),
    [
        ("对新增入库的限额以上零售企业给予一次性4万元奖励。", "lump_sum", 40000),
        ("养殖户每新购置1头能繁母猪补助800元。", "per_unit", 800),
    ],
)
def test_a_sum_is_not_hidden_by_the_words_around_it(sentence: str, kind: str, amount: int) -> None:
    [one] = read(sentence)
    assert (one.kind, one.amount) == (kind, Decimal(amount))


def test_what_the_recipient_pays_itself_is_no_level() -> None:
    [one] = read("农业保险保费补贴比例不低于70%，农户自缴30%。")
    assert (one.kind, one.rate) == ("rate_of_base", Decimal(70))


def test_a_fee_or_wage_that_is_handed_over_is_a_sum() -> None:
    [one] = read("对引进的首席专家，给予每人每年6万元的顾问费。")
    assert (one.kind, one.amount) == ("per_unit", Decimal(60000))


@pytest.mark.parametrize(
    "sentence",
    [
        "对资助资金8万元以上的资助项目组织中期检查。",
        "每季度发放消费券不少于300万元。",
        "对全年上缴会费低于2万元（不含）的会员组织加强补助指导。",
    ],
)
def test_thresholds_beside_words_of_giving_are_no_gift(sentence: str) -> None:
    assert read(sentence) == ()


def test_a_sum_and_the_stages_that_add_up_to_it_are_one_rule() -> None:
    (rule,) = read(
        "对首次公开发行股票的企业，分阶段奖励800万元，其中对完成备案的，奖励100万元；对申请受理的，奖励300万元；对成功发行的，奖励400万元。"
    )
    assert (rule.kind, rule.amount) == ("tiered", Decimal(8000000))
    assert [amount for _, amount in levels(rule)] == [1000000, 3000000, 4000000]


def test_sums_that_do_not_add_up_stay_rules_of_their_own() -> None:
    rules = read("对上市企业奖励800万元，其中对备案的，奖励100万元；对受理的，奖励300万元。")
    assert [rule.kind for rule in rules] == ["lump_sum"] * 3


def test_a_sum_beside_levels_stays_a_rule_where_a_later_ceiling_holds_for_the_levels() -> None:
    levelled, store = read(
        "对A级以上物流企业，5A级奖励50万元，4A级奖励30万元；对新建冷库的，奖励10万元。单个企业最高不超过60万元。"
    )
    assert (levelled.kind, levelled.cap) == ("tiered", Decimal(600000))
    assert (store.kind, store.amount, store.recipient) == ("lump_sum", Decimal(100000), "新建冷库")
