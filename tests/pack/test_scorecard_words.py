"""Scorecards in words: the tree item by item on the page of a pack, and what two versions differ in, item by item."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from guatu.pack import Pack, Scorecard, compare_packs, load_packs, pack_outline

GOOD = Path(__file__).parent / "packs" / "good"


def good_pack() -> tuple[Pack, Scorecard]:
    packs, _ = load_packs([GOOD])
    assert packs is not None
    return packs.main, packs.main.scorecards[0]


def test_the_outline_shows_the_tree_with_weights() -> None:
    pack, _ = good_pack()
    (kind,) = [one for one in pack_outline(pack) if one.key == "scorecards"]
    (card,) = kind.items
    assert card.gist == "评价企业，3 项指标，分 A、B、C、D 4 等"
    assert card.facts[:4] == (
        ("效益", "权重 60"),
        (
            "　人均收入",
            "权重 70，主营业务收入 ÷ 从业人员（万元/人），越高越好，基准值 80，最多得满分的 1.5 倍",
        ),
        ("　税收", "权重 30，税金（万元），越高越好，基准值 500，最多得满分的 1.5 倍，最少得满分的 0 倍，凭完税证明"),
        (
            "研发投入强度",
            "权重 40（大型 50），研发费用 ÷ 主营业务收入（%），越高越好，零分线 0，满分线 3，无量纲化上下限，"
            "缺数同组平均，在相同的“规模”中取",
        ),
    )
    facts = dict(card.facts)
    assert facts["加减分"] == "首次纳规：首次纳规 的，加 5 分"
    assert facts["一票否决和不适合评价"] == "没有从业人员：从业人员 = 0人 的，不得高于“C”"
    assert facts["等次"].startswith("A（优先发展类）：到前 20% 为止，优先供地；B：到前 60% 为止")
    assert facts["等次"].endswith("D：其余")
    assert facts["无量纲化"] == "比基准值"


def test_versions_of_a_card_are_compared_item_by_item() -> None:
    pack, card = good_pack()
    benefit, labour, _, research = card.items
    changed = replace(
        card,
        ties="dense",
        items=(benefit, replace(labour, weight=Decimal(65)), research, replace(labour, id="profit", name="利润")),
        grades=(replace(card.grades[0], to_share=Decimal("0.25")), *card.grades[1:]),
    )
    told = [str(one) for one in compare_packs(pack, replace(pack, scorecards=(changed,)))]
    assert told == [
        "修改 评价体系“per-employee” 并列：同分占同一位次（min） → 其后不空（dense）",
        "修改 评价体系“per-employee”的指标“labour” 权重：70 → 65",
        "删去 评价体系“per-employee”的指标“tax”：税收：权重 30，税金（万元），越高越好，基准值 500，"
        "最多得满分的 1.5 倍，最少得满分的 0 倍，凭完税证明",
        "新增 评价体系“per-employee”的指标“profit”：利润：权重 70，主营业务收入 ÷ 从业人员（万元/人），越高越好，"
        "基准值 80，最多得满分的 1.5 倍",
        "修改 评价体系“per-employee”的等次“A” 到前百分之几为止：0.2 → 0.25",
    ]


def test_a_card_that_is_new_is_told_in_one_line() -> None:
    pack, card = good_pack()
    (told,) = compare_packs(replace(pack, scorecards=()), pack)
    assert str(told) == "新增 评价体系“per-employee”：企业综合评价，评价企业，3 项指标，分 A、B、C、D 4 等"
    assert card.id == told.id
