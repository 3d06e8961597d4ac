"""Overlays: every kind of place that can be set, what cannot, and packs that stay as they are."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.rules.small_packs import awarded, written

from guatu.pack import Packs
from guatu.rules import Overlay, overlaid

REWARDS = """
- id: growth
  name: 增长奖
  clause: 1#一
  who: [规上工业]
  when:
    - {test: 主营业务收入 >= 1亿元, name: 收入够}
  amount: {rate: 1‰, of: 主营业务收入, cap: 20万元}
- id: growth-new
  name: 增长奖（新兴）
  exception_to: growth
  when: [战略性新兴产业]
  amount: {lump: 奖金}
- id: tiers
  name: 分档奖
  questions: [levels]
  readings:
    - {question: levels, answer: 最高}
    - question: levels
      answer: 逐档
      amount:
        of: 主营业务收入
        above: 申报上年主营业务收入
        take: each
        tiers: [{from: 1亿元, then: 1万元}, {from: 2亿元, then: 2万元}]
  amount:
    of: 主营业务收入
    above: 申报上年主营业务收入
    tiers: [{from: 1亿元, then: 1万元}, {from: 2亿元, then: 2万元}]
- id: two
  name: 两种奖
  amount:
    - {if: 战略性新兴产业, lump: 5万元}
    - {lump: 3万元}
"""
GROUPS = "- {id: all, name: 合计封顶, rewards: [growth, tiers, two], kind: stack, cap: 100万元}"
PARAMETERS = "- {id: prize, name: 奖金, value: 30万元}"
RULINGS = """
- {id: levels, question: 取最高还是逐档？, choices: [最高, 逐档]}
- {id: idle, question: 没有条款用到的口径？, choices: [甲, 乙]}
"""
ROW = {
    "main_revenue": Decimal(300_000_000),
    "main_revenue_declared_last": Decimal(50_000_000),
    "above_scale_industry": True,
    "strategic": False,
}


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    return written(tmp_path, rewards=REWARDS, groups=GROUPS, parameters=PARAMETERS, rulings=RULINGS)


def paid(overlay: Overlay, *, strategic: bool = False, **row: object) -> dict[str, object]:
    """Return what each clause pays, in 万元, a missing one where it is not known."""
    assert not overlay.findings, [str(one) for one in overlay.findings]
    (found,) = awarded(overlay.packs, {**ROW, "strategic": strategic, **row}, answers=overlay.answers)
    names = [name.removesuffix(" payable") for name in found if name.endswith(" payable")]
    money = {name: found[f"{name} payable"] for name in names}
    return {name: None if one is None else Decimal(str(one)) / 10_000 for name, one in money.items()}


def test_without_settings_the_packs_are_as_they_were(packs: Packs) -> None:
    assert overlaid(packs, ()).packs == packs
    assert paid(overlaid(packs, [("levels", "最高")])) == {"growth": 20, "tiers": 2, "two": 3}


@pytest.mark.parametrize(
    ("place", "value", "reward", "amount"),
    [
        ("growth.cap", "25万元", "growth", 25),
        ("增长奖.cap", "25万元", "growth", 25),
        ("growth.rate", "0.5‰", "growth", 15),
        ("growth.floor", "50万元", "growth", 20),
        ("growth.when.1", "主营业务收入 >= 4亿元", "growth", 0),
        ("growth.who.1", "非 规上工业", "growth", 0),
        ("tiers.tier.2", "9万元", "tiers", 9),
        ("two.2.lump", "4万元", "two", 4),
        ("all.cap", "21万元", "two", 0),
        ("合计封顶.kind", "highest", "tiers", 0),
        ("all.kind", "once", "growth", 20),
    ],
)
def test_a_setting_changes_the_one_value_it_names(
    packs: Packs, place: str, value: str, reward: str, amount: int
) -> None:
    before = packs.packs[-1].rewards
    assert paid(overlaid(packs, [("levels", "最高"), (place, value)]))[reward] == amount
    assert packs.packs[-1].rewards == before


def test_a_parameter_is_set_by_its_name_or_id(packs: Packs) -> None:
    for place in ("prize", "奖金"):
        assert paid(overlaid(packs, [(place, "40万元")]), strategic=True)["growth"] == 40


def test_a_tier_is_set_in_the_readings_of_the_clause_too(packs: Packs) -> None:
    assert paid(overlaid(packs, [("levels", "逐档"), ("tiers.tier.2", "9万元")]))["tiers"] == 10


def test_an_answer_settles_a_question(packs: Packs) -> None:
    assert paid(overlaid(packs, ()))["tiers"] is None
    assert paid(overlaid(packs, [("levels", "逐档")]))["tiers"] == 3


def test_a_clause_that_is_off_pays_nobody(packs: Packs) -> None:
    assert "two" not in paid(overlaid(packs, [("two", "off")]))


def test_an_exception_that_is_off_leaves_its_base(packs: Packs) -> None:
    assert paid(overlaid(packs, ()), strategic=True)["growth"] == 30
    assert paid(overlaid(packs, [("growth-new", "停")]), strategic=True)["growth"] == 20


def test_a_group_that_is_off_limits_nobody(packs: Packs) -> None:
    settings = [("levels", "最高"), ("all.cap", "1万元")]
    assert paid(overlaid(packs, settings))["two"] == 0
    assert paid(overlaid(packs, [*settings, ("all", "off")]))["two"] == 3


def test_a_budget_is_put_on_a_group(packs: Packs) -> None:
    found = paid(overlaid(packs, [("levels", "最高"), ("all.budget", "12.5万元")]))
    assert found == {"growth": 10, "tiers": 1, "two": Decimal("1.5")}


def test_a_setting_that_names_nothing_is_told_with_the_nearest_name(packs: Packs) -> None:
    (found,) = overlaid(packs, [("grwth.cap", "80万元")]).findings
    assert (found.code, found.blocks) == ("R014", True)
    assert "grwth.cap" in found.sentence
    assert "是否想写“growth”" in found.sentence


@pytest.mark.parametrize(
    "place", ["growth.lump", "growth.when.2", "growth.tier.1", "tiers.tier.3", "all.rate", "prize.cap"]
)
def test_a_place_that_an_entry_does_not_have_is_told_with_those_it_has(packs: Packs, place: str) -> None:
    overlay = overlaid(packs, [(place, "80万元")])
    (found,) = overlay.findings
    assert found.code == "R014"
    assert "可以设：" in found.way_out
    assert overlay.packs == packs


def test_an_amount_with_several_places_asks_which(packs: Packs) -> None:
    (found,) = overlaid(packs, [("two.lump", "4万元")]).findings
    assert found.code == "R015"
    assert "two.1.lump、two.2.lump" in found.way_out


def test_a_name_that_two_entries_share_asks_for_the_id(tmp_path: Path) -> None:
    rewards = "".join(f"- {{id: {one}, name: 同名奖, amount: {{lump: 1万元}}}}\n" for one in ("first", "second"))
    (found,) = overlaid(written(tmp_path, rewards=rewards), [("同名奖.lump", "4万元")]).findings
    assert found.code == "R015"
    assert "first" in found.way_out
    assert "second" in found.way_out


def test_a_clause_and_a_question_of_one_id_are_told_apart_by_what_is_set(tmp_path: Path) -> None:
    rewards = """
- id: fair
  name: 展会奖
  questions: [fair]
  readings: [{question: fair, answer: 一次}, {question: fair, answer: 两次, amount: {lump: 2万元}}]
  amount: {lump: 1万元}
"""
    rulings = "- {id: fair, question: 几次？, choices: [一次, 两次]}"
    packs = written(tmp_path, rewards=rewards, rulings=rulings)
    assert paid(overlaid(packs, [("fair", "两次")]))["fair"] == 2
    assert "fair" not in paid(overlaid(packs, [("fair", "off")]))
    assert not overlaid(packs, [("fair.lump", "3万元")]).answers


def test_an_answer_that_is_no_choice_is_told_with_the_choices(packs: Packs) -> None:
    overlay = overlaid(packs, [("levels", "逐级")])
    (found,) = overlay.findings
    assert found.code == "R014"
    assert "最高、逐档" in found.way_out
    assert overlay.answers == {}


def test_a_question_that_no_rule_asks_changes_nothing_and_says_so(packs: Packs) -> None:
    (found,) = overlaid(packs, [("idle", "甲")]).findings
    assert found.code == "R014"
    assert "idle" in found.sentence
