from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reader.made_drafts import FACTS, made_draft, made_duty, made_incentive, made_target, made_task

from guatu.desk import check_plan
from guatu.domain import Finding
from guatu.pack import Pack, Packs, Reward, TargetMeasure, load_packs
from guatu.pack.to_yaml import yaml_text
from guatu.reader.draft import Draft
from guatu.reader.identifiers import id_of_clause, id_of_name
from guatu.reader.matching import match_draft
from guatu.reader.pack_draft import draft_pack
from guatu.reader.pack_draft.plain import money_text, rate_text
from guatu.reader.pack_draft.reward_entries import draft_rewards


@pytest.fixture(scope="module")
def bases() -> Packs:
    packs, _ = load_packs(["example"], with_cases=False)
    assert packs is not None
    return packs


@pytest.fixture(scope="module")
def with_enterprises() -> Packs:
    packs, _ = load_packs(["example", "national-enterprise"], with_cases=False)
    assert packs is not None
    return packs


def write_pack(draft: Draft, folder: Path, packs: Packs | None) -> Path:
    matches = match_draft(draft, packs)
    extends = () if packs is None else [one.id for one in packs.packs]
    for file in draft_pack(draft, matches, pack_id="made", name_of_file="方案.txt", extends=extends):
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml_text(file.plain, file.heading), encoding="utf-8")
    return folder


def read_pack(draft: Draft, folder: Path, packs: Packs | None) -> tuple[Pack, list[Finding]]:
    """The draft pack as it is read back, and what blocks it."""
    write_pack(draft, folder, packs)
    findings = [one for one in check_plan((folder,)) if one.blocks]
    loaded, _ = load_packs([folder])
    assert loaded is not None
    return loaded.main, findings


def read_rewards(draft: Draft, folder: Path, packs: Packs | None) -> list[Reward]:
    pack, blocking = read_pack(draft, folder, packs)
    assert [str(one) for one in blocking] == []
    return list(pack.rewards)


def test_a_draft_of_all_kinds_loads_without_a_blocking_finding(tmp_path: Path, bases: Packs) -> None:
    draft = made_draft(
        made_target("规上工业增加值"),
        made_target("绿色工厂", "5", measure=TargetMeasure.INCREMENT, unit="家", clause="二/（一）"),
        made_task("州工信局", support=("州水利局", "各县市人民政府")),
        made_duty("各县市人民政府", "day 3 of next month"),
        made_incentive("新纳入规模以上的工业企业", amount="100000"),
    )
    pack, blocking = read_pack(draft, tmp_path, bases)
    assert blocking == []
    assert [len(entries) for entries in (pack.targets, pack.tasks, pack.duties, pack.rewards)] == [2, 1, 1, 1]
    assert pack.manifest.place == "999900"
    assert pack.targets[0].indicator == "industrial_va"
    assert pack.tasks[0].lead == ("州工信局",)
    due = pack.duties[0].due
    assert due is not None
    assert (due.day, due.month) == (3, "next")


def test_without_any_loaded_pack_everything_is_entered_anew(tmp_path: Path) -> None:
    draft = made_draft(made_target("林下经济产值"), made_task("州水利局"), made_incentive("木耳种植户", amount="5000"))
    pack, blocking = read_pack(draft, tmp_path, None)
    assert blocking == []
    assert [one.name for one in pack.places] == ["示例州"]
    assert [one.name for one in pack.agencies] == ["州水利局"]


def test_a_plan_of_no_named_place_still_has_one(tmp_path: Path) -> None:
    facts = replace(FACTS, title=None, issuers=(), issued_on=None, period_start=None, period_end=None)
    pack, blocking = read_pack(made_draft(made_target("林下经济产值"), facts=facts), tmp_path, None)
    assert blocking == []
    assert pack.places[0].note is not None
    assert pack.manifest.title == "方案.txt"


def test_an_empty_draft_is_a_pack_of_its_document(tmp_path: Path) -> None:
    pack, blocking = read_pack(made_draft(), tmp_path, None)
    assert blocking == []
    assert [one.path for one in pack.manifest.documents[0].clauses] == ["一", "二", "二/（一）", "二/（二）"]


def test_several_plans_of_one_file_become_several_documents(tmp_path: Path) -> None:
    parts = (f"示例州{one}项攻坚工程实施方案\n一、目标\n略。\n二、任务\n略。\n" for one in "甲乙")
    text = "".join(parts)
    draft = made_draft(made_target("林下经济产值", clause="2#一"), text=text)
    pack, blocking = read_pack(draft, tmp_path, None)
    assert blocking == []
    assert [(one.number, one.title) for one in pack.manifest.documents] == [
        (1, "示例州甲项攻坚工程实施方案"),
        (2, "示例州乙项攻坚工程实施方案"),
    ]
    assert pack.targets[0].id == "target-2-1-1"


def test_clauses_that_differ_only_in_their_signs_share_no_ids(tmp_path: Path) -> None:
    text = "一、任务\n1.甲事\n略。\n（1）乙事\n略。\n"
    tasks = [made_task("州水利局", clause=clause) for clause in ("一/1", "一/（1）")]
    duties = [replace(made_duty("州水利局"), clause=clause) for clause in ("一/1", "一/（1）")]
    targets = [made_target("木耳产量", clause=clause) for clause in ("一/1", "一/（1）")]
    rewards = [
        made_incentive(f"{one}户", amount="100", clause=clause) for one, clause in (("甲", "一/1"), ("乙", "一/（1）"))
    ]
    _, blocking = read_pack(made_draft(*tasks, *duties, *targets, *rewards, text=text), tmp_path, None)
    assert [str(one) for one in blocking] == []


def test_the_lead_of_a_target_is_that_of_the_note_behind_it(tmp_path: Path, bases: Packs) -> None:
    target = made_target("规上工业增加值", clause="二/（一）")
    pack, _ = read_pack(made_draft(target, made_task("州工信局")), tmp_path, bases)
    assert pack.targets[0].lead == ("州工信局",)
    assert pack.tasks[0].indicators == ("industrial_va",)


@pytest.mark.parametrize(
    ("target", "value", "unit"),
    [
        (made_target("用工缺口", "300", measure=TargetMeasure.REDUCTION, unit="人"), None, "%"),
        (made_target("林下经济比重", "2", measure=TargetMeasure.GROWTH, unit="个百分点"), "2", "个百分点"),
        (made_target("辐射剂量", "5", measure=TargetMeasure.LEVEL, unit="贝克"), "5", ""),
        (made_target("林下经济产值", "2", measure=TargetMeasure.MULTIPLE, unit="倍"), "2", "倍"),
        (made_target("林下经济产值", "3", measure=TargetMeasure.RANK, unit="名"), "3", "位"),
    ],
)
def test_figures_of_every_kind_are_taken_or_stay_in_words(
    target: object, value: str | None, unit: str, tmp_path: Path
) -> None:
    assert isinstance(target, type(made_target("甲")))
    pack, blocking = read_pack(made_draft(target), tmp_path, None)
    assert [str(one) for one in blocking] == []
    (read,) = pack.targets
    assert read.unit == unit
    assert [str(one.value) for one in read.value] == ([] if value is None else [value])
    assert value is not None or read.reference == "300人以上"


def test_known_words_become_tests_over_known_columns(tmp_path: Path, bases: Packs) -> None:
    incentive = made_incentive(
        "主营业务收入增长15%以上、增长额超过500万元的规模以上工业企业",
        "rate_of_increment",
        rate="0.2",
        base="主营业务收入增长部分",
        cap="500000",
    )
    (reward,) = read_rewards(made_draft(incentive), tmp_path, bases)
    assert [one.test for one in reward.who] == ["规上工业"]
    assert [one.test for one in reward.when] == ["主营业务收入增速 >= 15%", "主营业务收入增长额 > 500万元"]
    (amount,) = reward.amount
    assert (amount.rate[0].value, amount.of, amount.cap[0].value) == ("2‰", "主营业务收入增长额", "50万元")


def test_words_that_are_not_understood_become_a_column_to_fill(tmp_path: Path, bases: Packs) -> None:
    draft = made_draft(made_incentive("获评“示例老字号”的餐饮企业", amount="20000"))
    pack, blocking = read_pack(draft, tmp_path, bases)
    assert blocking == []
    assert [(one.name, one.measure) for one in pack.columns] == [("获评示例老字号的餐饮企业", "yes_no")]
    assert pack.rewards[0].who[0].test == "获评示例老字号的餐饮企业"


@pytest.mark.parametrize("recipient", ["不停工或少停工的企业", "非遗且活态传承的项目", "2024年新开的门店", "甲" * 40])
def test_any_words_make_a_column_that_conditions_can_name(recipient: str, tmp_path: Path) -> None:
    pack, blocking = read_pack(made_draft(made_incentive(recipient, amount="20000")), tmp_path, None)
    assert [str(one) for one in blocking] == []
    assert all(len(one.name) <= 20 for one in pack.columns)


def test_words_that_name_everybody_are_not_paid_to_everybody(tmp_path: Path) -> None:
    (reward,) = read_rewards(made_draft(made_incentive("企业", amount="20000")), tmp_path, None)
    assert reward.who


def test_figures_of_a_year_before_are_compared_by_growth(tmp_path: Path, with_enterprises: Packs) -> None:
    words = "上一年度营业收入不少于500万元且同比增长不少于10%的会计师事务所"
    draft = made_draft(made_incentive(words, "rate_of_increment", rate="5", base="营业收入增量部分"))
    (reward,) = read_rewards(draft, tmp_path, with_enterprises)
    assert [one.test for one in reward.when] == ["营业收入 >= 500万元", "增速(营业收入, 上年营业收入) >= 10%"]
    assert reward.amount[0].of == "营业收入 - 上年营业收入"


def test_a_step_asks_how_steps_are_reckoned(tmp_path: Path, bases: Packs) -> None:
    step = made_incentive("规上工业企业", "step", amount="10000", base="年主营业务收入每上1个亿元台阶")
    pack, blocking = read_pack(made_draft(step), tmp_path, bases)
    assert blocking == []
    (reward,), (ruling,) = pack.rewards, pack.rulings
    assert reward.amount[0].step[0].value == "1亿元"
    assert [one.answer for one in reward.readings] == list(ruling.choices)
    assert ruling.answer is None


def test_tiers_by_figures_and_by_names(tmp_path: Path, bases: Packs) -> None:
    marks = made_incentive(
        "主营业务收入首次达到相应台阶的企业",
        "tiered",
        quote="主营业务收入首次达到10亿元、5亿元的企业分别奖励10万元、5万元",
        tiers=(("10亿元", "100000"), ("5亿元", "50000")),
    )
    names = made_incentive("新认定的示范车间", "tiered", tiers=(("省级", "50000"), ("国家级", "100000")))
    first, second = read_rewards(made_draft(marks, names), tmp_path, bases)
    (tiers,) = (amount.tiers for amount in first.amount)
    assert [band.from_[0].value for band in tiers] == ["5亿元", "10亿元"]
    assert first.amount[0].above == "历年最高主营业务收入"
    assert [amount.lump[0].value for amount in second.amount] == ["10万元", "5万元"]
    assert second.who[0].test == "新认定国家级示范车间 或 新认定省级示范车间"


def test_amounts_for_each_thing_count_it(tmp_path: Path) -> None:
    each = made_incentive("获得国外商标的企业", "per_unit", amount="10000", base="每件", cap="50000")
    pack, blocking = read_pack(made_draft(each), tmp_path, None)
    assert blocking == []
    (amount,) = pack.rewards[0].amount
    assert amount.items in {one.name for one in pack.columns if one.measure == "count"}
    assert (amount.each[0].value, amount.cap[0].value) == ("1万元", "5万元")


def test_loans_have_a_ceiling_and_a_match_is_of_the_place(tmp_path: Path, bases: Packs) -> None:
    loan = made_incentive("符合条件的小微企业", "cap_only", base="担保贷款", cap="3000000")
    match = made_incentive(
        "省级风险补偿资金", "rate_of_base", rate="10", base="省级风险补偿资金", quote="州财政按10%配套省级风险补偿资金"
    )
    first, second = read_rewards(made_draft(loan, match), tmp_path, bases)
    assert (first.on, first.pays, first.who[0].test) == ("loans", "ceiling", "申请人类型 = '小微企业'")
    assert (second.on, second.pays, second.amount[0].of) == ("place_years", "match", "省级风险补偿资金")


@pytest.mark.parametrize(
    "incentive",
    [
        made_incentive("木耳种植户", "rate_of_base", rate="30"),
        made_incentive("木耳种植户", "rate_of_base", rate="30", base="上述标准"),
        made_incentive("木耳种植户", "rate_of_base", rate="30", base="贷款利率"),
        made_incentive("木耳种植户", "rate_of_base", rate="30", base="设备投资", comparator="<="),
        made_incentive("木耳种植户", "cap_only", cap="30000"),
        made_incentive("木耳种植户", "lump_sum", amount="5000", comparator=">="),
        made_incentive("木耳种植户", "lump_sum"),
        made_incentive("木耳种植户", "per_unit", amount="0", base="每件"),
        made_incentive("木耳种植户", "tiered", tiers=(("省级", "0"), ("国家级", "100"))),
        made_incentive("木耳种植户", "tiered"),
        made_incentive("木耳种植户", "step", amount="100", base="每跨一步"),
    ],
)
def test_what_the_text_does_not_settle_is_a_stub_with_a_question(incentive: object, tmp_path: Path) -> None:
    assert isinstance(incentive, type(made_incentive("甲")))
    pack, blocking = read_pack(made_draft(incentive), tmp_path, None)
    assert [str(one) for one in blocking] == []
    assert pack.rewards[0].questions == (pack.rulings[0].id,)
    assert pack.rulings[0].question.endswith("？") or "。" in pack.rulings[0].question


def test_what_is_still_charged_is_turned_into_the_relief(tmp_path: Path) -> None:
    relief = made_incentive("检测费", "rate_of_base", rate="80", base="检测费", quote="检测费按80%收取")
    (reward,) = read_rewards(made_draft(relief), tmp_path, None)
    assert reward.amount[0].rate[0].value == "20%"
    assert reward.when[0].test == "检测费 > 0元"


def test_a_reward_printed_twice_is_one_rule_with_both_clauses(tmp_path: Path, bases: Packs) -> None:
    twice = [
        made_incentive("新纳规的工业企业", amount="100000", clause=clause) for clause in ("二/（一）", "二/（二）")
    ]
    (reward,) = read_rewards(made_draft(*twice), tmp_path, bases)
    assert (reward.clause, reward.also_in) == ("二/（一）", ("二/（二）",))


def test_a_reward_that_narrows_its_neighbour_is_an_exception_to_it(tmp_path: Path, bases: Packs) -> None:
    base = made_incentive("新纳入规模以上的工业企业", amount="100000")
    narrower = made_incentive("新纳入规模以上的战略性新兴产业工业企业", amount="150000")
    first, second = read_rewards(made_draft(base, narrower), tmp_path, bases)
    assert second.exception_to == first.id
    assert [one.test for one in second.when] == ["战略性新兴产业"]


def test_only_the_highest_and_a_ceiling_on_all_become_groups(tmp_path: Path) -> None:
    said = "上述支持不得重复享受"
    draft = made_draft(
        made_incentive("国家级示范店", amount="100000", stacking=said),
        made_incentive("省级示范店", amount="50000", stacking=said),
        made_incentive("每家企业", "cap_only", base="本措施全部支持", cap="200000", quote="每家企业每年不超过20万元"),
    )
    pack, blocking = read_pack(draft, tmp_path, None)
    assert blocking == []
    assert [(one.kind, len(one.rewards)) for one in pack.groups] == [("highest", 2), ("stack", 2)]
    assert pack.groups[1].cap[0].value == "20万元"


def test_every_reward_carries_its_words_and_its_certainty(tmp_path: Path) -> None:
    quote = "对木耳\n种植户给予 5000元补助"
    (reward,) = read_rewards(made_draft(made_incentive("木耳种植户", amount="5000", quote=quote)), tmp_path, None)
    assert reward.note == "原文：对木耳种植户给予5000元补助"
    assert reward.confidence == "high"
    assert reward.name == "木耳种植户补助"


def test_stubs_are_counted_among_the_rewards() -> None:
    draft = made_draft(made_incentive("甲户", amount="5000"), made_incentive("乙户", "cap_only", cap="100"))
    rewards = draft_rewards(draft, match_draft(draft, None), "方案")
    assert (len(rewards.rewards), len(rewards.stubs)) == (2, 1)


def test_money_and_rates_are_written_as_plans_print_them() -> None:
    amounts = [money_text(Decimal(one)) for one in ("150000", "1200000000", "60", "12345", "0.5")]
    assert amounts == ["15万元", "12亿元", "60元", "12345元", "0.5元"]
    assert [rate_text(Decimal(one)) for one in ("0.2", "50", "2.5", "120")] == ["2‰", "50%", "2.5%", "120%"]


def test_ids_are_ascii_and_say_what_they_can() -> None:
    assert [id_of_clause(one) for one in ("2#二/（三）", "附件/第二十一条/1", "", "第十章", "第一百零五条")] == [
        "2-2-3",
        "annex-21-1",
        "0",
        "10",
        "105",
    ]
    assert id_of_name("新增绿色工厂", "_").startswith("new_plants_")
    assert id_of_name("木耳") != id_of_name("银耳")
