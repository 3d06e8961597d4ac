"""Sentences read with the reader itself, and the rules that become of them: who, when, how much, what is asked."""

from functools import cache

import pytest

from guatu.pack import Packs, load_packs
from guatu.reader import match_draft, read_draft
from guatu.reader.pack_draft.plain import Entry
from guatu.reader.pack_draft.reward_entries import DraftedRewards, draft_rewards
from guatu.reader.pack_draft.reward_names import LONGEST_REWARD_NAME, exception_name, shortened, unused

HEAD = "示例州2026年工业提质行动方案\n\n一、培育企业\n\n"


@cache
def packs() -> Packs:
    loaded, _ = load_packs(["national", "national-enterprise"], with_cases=False)
    assert loaded is not None
    return loaded


def drafted(*sentences: str, closing: str = "") -> DraftedRewards:
    """The rewards of a plan with these sentences in one clause, and a closing clause."""
    text = f"{HEAD}（一）奖补办法。{''.join(sentences)}\n\n（二）兑现办法。{closing or '按程序办理。'}\n"
    draft = read_draft(text, "方案.txt")
    return draft_rewards(draft, match_draft(draft, packs()), "方案")


def entries(rewards: DraftedRewards) -> list[Entry]:
    return [entry for _, file in rewards.files for entry in file]


def conditions_of(entry: Entry) -> list[str]:
    found: list[str] = []
    for key in ("who", "when"):
        listed = entry[key]
        assert isinstance(listed, list)
        found.extend(one if isinstance(one, str) else str(one["test"]) for one in listed)
    return found


def amount_of(entry: Entry) -> Entry:
    amount = entry["amount"]
    assert isinstance(amount, dict)
    return amount


def columns_of(rewards: DraftedRewards) -> list[object]:
    return [one["name"] for one in rewards.columns]


def test_levels_reached_for_the_first_time_are_tiers_and_nothing_else() -> None:
    rewards = drafted("对年主营业务收入首次达到3亿元、9亿元的企业，分别奖励6万元、18万元。")
    (entry,) = entries(rewards)
    assert conditions_of(entry) == ["主营业务收入 >= 3亿元"]
    assert amount_of(entry)["above"] == "历年最高主营业务收入"
    assert columns_of(rewards) == []
    assert rewards.rulings[0]["choices"] == ["只给最高一档", "逐档相加"]


def test_levels_by_ranges_of_another_figure_become_rates_by_its_lower_ends() -> None:
    rewards = drafted(
        "对设备购置额在100万元以上至300万元以下、300万元以上至500万元以下、500万元以上的企业，"
        "分别按实际投资额的5%、6%、7%给予补助。"
    )
    (entry,) = entries(rewards)
    assert conditions_of(entry) == ["设备购置额 >= 100万元"]
    branches = entry["amount"]
    assert isinstance(branches, list)
    assert [one["if"] for one in branches if isinstance(one, dict)] == [
        "设备购置额 >= 500万元",
        "设备购置额 >= 300万元",
        "设备购置额 >= 100万元",
    ]


def test_a_bare_increment_is_that_of_the_figure_in_the_condition() -> None:
    (entry,) = entries(drafted("对主营业务收入增长20%以上的规模以上工业企业，按增长部分的2‰给予补助，最高40万元。"))
    assert amount_of(entry) == {"rate": "2‰", "of": "主营业务收入增长额", "cap": "40万元"}


def test_a_sum_with_and_without_its_last_sign_is_one_column() -> None:
    rewards = drafted("对设备投资500万元以上的技术改造项目，按设备投资额的8%给予补助，最高200万元。")
    assert columns_of(rewards) == ["设备投资额", "有技术改造项目"]


def test_steps_below_a_bound_start_from_the_year_before_and_end_at_the_bound() -> None:
    (entry,) = entries(drafted("对年主营业务收入5亿元以下的规模以上工业企业每上1个亿元台阶，给予企业1万元奖励。"))
    assert conditions_of(entry) == ["规上工业", "上年主营业务收入 < 5亿元"]
    assert amount_of(entry)["of"] == "取小(主营业务收入, 5亿元)"
    assert entry["name"] == "主营业务收入每上1亿元台阶奖励"


def test_only_growth_beyond_a_rate_is_paid_where_the_sentence_says_so() -> None:
    (entry,) = entries(drafted("对特级施工企业，其当年度地方综合贡献较上一年度增长超过8%以上的增长部分，给予50%奖励。"))
    assert amount_of(entry)["of"] == "地方综合贡献 - 上年地方综合贡献 * 108%"


def test_things_that_are_counted_need_no_column_that_says_there_are_any() -> None:
    rewards = drafted("对获得国外授权的发明专利，每件补助2万元。")
    (entry,) = entries(rewards)
    assert conditions_of(entry) == ["获得国外授权的发明专利件数 >= 1个"]
    assert columns_of(rewards) == ["获得国外授权的发明专利件数"]


def test_square_metres_are_rented_by_a_firm_whose_words_stay() -> None:
    rewards = drafted("对租用标准厂房的规模以上工业企业，按3元/平方米/月给予租金补助，每家企业每年最高50万元。")
    (entry,) = entries(rewards)
    assert "规上工业" in conditions_of(entry)


@pytest.mark.parametrize(
    ("sentence", "test"),
    [
        ("对高新技术企业，给予一次性5万元奖励。", "有效高企"),
        ("对专精特新“小巨人”企业，给予一次性5万元奖励。", "有效小巨人"),
        ("对新认定的高新技术企业，给予一次性5万元奖励。", "新认定的高新技术企业"),
    ],
)
def test_holders_of_a_title_are_known_and_new_holders_are_asked_for(sentence: str, test: str) -> None:
    (entry,) = entries(drafted(sentence))
    assert conditions_of(entry) == [test]


def test_one_of_several_kinds_of_firms_is_enough() -> None:
    (entry,) = entries(drafted("对绿色示范企业、新增规模以上企业，给予一次性5万元奖励。"))
    assert conditions_of(entry) == ["首次纳规 或 绿色示范企业"]


def test_what_the_office_does_before_it_pays_is_no_test_of_the_firm() -> None:
    rewards = drafted("对符合条件的小微企业，经办银行审核后，可发放不超过200万元担保贷款。")
    (entry,) = entries(rewards)
    assert columns_of(rewards) == []
    assert entry["name"] == "小微企业担保贷款额度"


def test_who_holds_one_of_the_titles_is_not_asked_for_another() -> None:
    (entry,) = entries(drafted("对获得制造业单项冠军、省级示范工厂的企业，分别给予200万元、100万元奖励。"))
    assert conditions_of(entry) == ["制造业单项冠军 或 省级示范工厂"]


def test_amounts_that_are_approved_are_a_column_for_each_rule() -> None:
    rewards = drafted("对参展企业，按展位费80%以内给予补助。对参展企业，按运输费70%以内给予补助。")
    first, second = (amount_of(entry)["then"] for entry in entries(rewards))
    assert first != second


def test_a_raised_rate_asks_which_rate_is_raised() -> None:
    rewards = drafted("对绿色示范企业，补助比例提高2个百分点。")
    assert ["提高2个百分点" in str(one["question"]) for one in rewards.rulings] == [True]
    assert len(rewards.stubs) == 1


def test_who_takes_part_in_events_may_do_so_several_times() -> None:
    rewards = drafted("对参加国家级展销会的规模以上工业企业，每户给予2万元补助。")
    assert rewards.rulings[0]["choices"] == ["每户每年一次", "每次"]


def test_money_of_another_purse_is_named() -> None:
    (entry,) = entries(drafted("对新认定的高新技术企业，在上级补助的基础上县级财政再给予一次性10万元补助。"))
    assert entry["funding"] == "县级财政"


def test_the_highest_only_of_the_whole_plan_is_a_group_that_asks() -> None:
    rewards = drafted(
        "对绿色示范企业给予一次性5万元奖励。对数字示范企业给予一次性8万元奖励。",
        closing="同一企业同一事项符合多项政策的，按就高不重复原则执行。",
    )
    (group,) = rewards.groups
    assert group["kind"] == "highest"
    assert group["rewards"] == [one.id for one in rewards.rewards]
    assert [one["id"] for one in rewards.rulings] == group["questions"]


def test_what_other_policies_give_is_no_group_of_this_plan() -> None:
    rewards = drafted(
        "对绿色示范企业给予一次性5万元奖励。对数字示范企业给予一次性8万元奖励。",
        closing="本政策与其他政策规定不一致的，按就高不重复原则执行。",
    )
    assert rewards.groups == ()


def test_one_ceiling_behind_several_rewards_holds_for_them_together() -> None:
    rewards = drafted(
        "对营业收入增长10%以上的企业，按营业收入增长部分的5%给予奖励；营业收入达到1500万元以上的，"
        "按营业收入的1%给予奖励。每家企业每年最高不超过200万元。"
    )
    (group,) = rewards.groups
    assert (group["kind"], group["cap"], len(rewards.rewards)) == ("stack", "200万元", 2)


def test_a_named_grant_names_its_rule_and_its_exception() -> None:
    rewards = drafted(
        "对主营业务收入增长15%以上的规模以上工业企业，按主营业务收入增长部分的2‰给予扩销促产补助；"
        "属于战略性新兴产业的，按主营业务收入增长部分的3‰给予扩销促产补助。"
    )
    assert [entry["name"] for entry in entries(rewards)] == ["扩销促产补助", "扩销促产补助（战略性新兴产业）"]


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("获得“银杏杯”、“金桂杯”和“丹枫杯”的建筑业企业", "获得银杏杯等的建筑业企业"),
        ("产值增长15%以上，利润增长5%以上的木材加工企业", "产值增长15%以上的木材加工企业"),
        ("工业、农业、服务业等领域首次获得省级信用示范称号", "首次获得省级信用示范称号"),
    ],
)
def test_long_words_are_cut_where_a_reader_would_cut_them(words: str, short: str) -> None:
    assert shortened(words.replace("“", "").replace("”", ""), len(short)) == short


def test_names_fit_and_no_two_are_alike() -> None:
    assert len(exception_name("首次纳入规上的工业企业奖励", "战略性新兴产业领域的龙头骨干企业")) <= LONGEST_REWARD_NAME
    first = "木" * LONGEST_REWARD_NAME
    second = unused(first, {first})
    assert second != first
    assert len(second) <= LONGEST_REWARD_NAME
