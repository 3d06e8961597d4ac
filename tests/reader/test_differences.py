from dataclasses import replace
from pathlib import Path

import pytest
from tests.reader.made_drafts import made_draft, made_duty, made_incentive, made_target, made_task

from guatu.pack import Pack, Packs, TargetMeasure, load_packs
from guatu.reader.differences import compare_with_pack
from guatu.reader.draft import Draft
from guatu.reader.matching import match_draft

PACK = {
    "pack.yaml": "id: hand\ntitle: 手写的\nplace: '999900'\nextends: [example]\n",
    "targets.yaml": """
- {id: a, clause: 一, indicator: industrial_va, measure: growth, comparator: ">=", value: 10, unit: "%", period: 2024}
- {id: b, clause: 一, indicator: market_entities, measure: level, comparator: "=", value: 1.5, unit: 万户, period: 2024}
""",
    "tasks.yaml": "- {id: a, clause: 二/（一）, title: 培育, lead: [州工信局], support: [州统计局]}\n",
    "duties.yaml": "- {id: a, clause: 二/（二）, who: [州统计局], what: 进展, frequency: monthly, due: {day: 3}}\n",
    "rewards.yaml": "- {id: a, name: 甲奖, clause: 二/（一）, who: [规上工业], amount: {lump: 10万元}}\n",
}


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    folder: Path = tmp_path_factory.mktemp("hand")
    for name, text in PACK.items():
        (folder / name).write_text(text, encoding="utf-8")
    loaded, findings = load_packs([folder])
    assert findings == ()
    assert loaded is not None
    return loaded


def compared(draft: Draft, packs: Packs) -> list[tuple[str, str]]:
    hand: Pack = packs.main
    return [(one.kind, one.what) for one in compare_with_pack(draft, match_draft(draft, packs), hand)]


def same_draft() -> Draft:
    level = made_target("市场主体总量", "15000", measure=TargetMeasure.LEVEL, unit="户", comparator="=")
    return made_draft(
        made_target("规上工业增加值"),
        level,
        made_task("示例州工业和信息化局", support=("州统计局",)),
        made_duty("州统计局", "day 3 of next month"),
        made_incentive("规上工业企业", amount="100000"),
    )


def test_a_draft_that_says_the_same_has_no_differences(packs: Packs) -> None:
    assert compared(same_draft(), packs) == []


def test_an_empty_draft_lacks_every_item(packs: Packs) -> None:
    kinds = [kind for kind, what in compared(made_draft(), packs) if what.startswith("只在政策包里")]
    assert kinds == ["目标", "目标", "任务", "报送要求", "奖补"]


def test_what_differs_is_said_with_both_sides(packs: Packs) -> None:
    draft = replace(
        same_draft(),
        targets=(made_target("规上工业增加值", "16", comparator="="), *same_draft().targets[1:]),
        tasks=(made_task("州统计局", support=("州水利局",)),),
        duties=(made_duty("州统计局", frequency="quarterly"),),
        incentives=(made_incentive("规上工业企业", amount="100000", cap="200000"),),
    )
    assert compared(draft, packs) == [
        ("目标", "规上工业增加值：要求，草案 =，政策包 >="),
        ("目标", "规上工业增加值：数值，草案 16%，政策包 10%"),
        ("任务", "牵头单位：草案没有 州工信局，草案多出 州统计局"),
        ("任务", "责任单位：草案没有 州统计局，草案多出 州水利局"),
        ("报送要求", "频次，草案 quarterly，政策包 monthly"),
        ("报送要求", "时限，草案 None，政策包 {'day': 3, 'month': 'next'}"),
        ("奖补", "甲奖：草案 10万元、20万元，政策包 10万元"),
    ]


def test_an_indicator_that_was_not_merged_says_why(packs: Packs) -> None:
    draft = replace(same_draft(), targets=(made_target("规上工业增加值", scope="全州园区"),))
    matches = match_draft(draft, packs)
    (first, *_) = compare_with_pack(draft, matches, packs.main)
    assert first.kind == "目标"
    assert "草案不擅自合并" in first.why


def test_items_of_other_clauses_are_only_in_the_draft(packs: Packs) -> None:
    other = made_draft(
        made_target("木耳产量", clause="二"), made_task("州水利局", clause="二"), made_incentive("木耳户", amount="1")
    )
    found = [what for _, what in compared(other, packs) if what.startswith("只在草案里")]
    assert [what.split("：")[1] for what in found] == ["木耳产量增长10%以上", "牵头 州水利局", "木耳户，1元"]
