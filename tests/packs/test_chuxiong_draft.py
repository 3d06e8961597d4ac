"""The pack written by hand and the draft that the reader makes of the same plans: what differs, and why.

Tasks and duties are the same. Targets differ where the pack by hand puts a figure under an indicator, or a scope, that
its sentence does not name; rewards where it adds later standards and special cases.
"""

import re
from pathlib import Path

import pytest

from guatu.pack import Packs, load_packs
from guatu.reader import Difference, compare_with_pack, match_draft, read_draft
from guatu.reader.pack_draft.reward_entries import draft_rewards

PLANS = Path(__file__).parents[3] / "shared" / "corpus" / "003_6f5ce1d23f98a5ef.txt"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PLANS.is_file(), reason="the texts of the plans are not beside the project"),
]


@pytest.fixture(scope="module")
def by_hand() -> Packs:
    packs, _ = load_packs(["chuxiong-2019"], with_cases=False)
    assert packs is not None
    return packs


@pytest.fixture(scope="module")
def differences(by_hand: Packs) -> tuple[Difference, ...]:
    draft = read_draft(PLANS.read_text(encoding="utf-8"), PLANS.name)
    assert len(draft.tasks) == len(by_hand.main.tasks)
    return compare_with_pack(draft, match_draft(draft, by_hand), by_hand.main)


def test_tasks_and_duties_are_those_written_by_hand(differences: tuple[Difference, ...]) -> None:
    assert [one for one in differences if one.kind in ("任务", "报送要求")] == []


def test_every_difference_is_explained(differences: tuple[Difference, ...]) -> None:
    assert [one for one in differences if not one.why] == []
    assert len(differences) <= 25


def test_targets_differ_in_nothing_but_indicator_and_scope(differences: tuple[Difference, ...]) -> None:
    told = [one.what.partition("：")[2] for one in differences if one.kind == "目标"]
    assert [what for what in told if re.match("草案的指标是|范围，", what) is None] == []


def test_rewards_differ_in_later_standards_and_special_cases(differences: tuple[Difference, ...]) -> None:
    told = {one.what.partition("：草案")[0]: one.why for one in differences if one.kind == "奖补"}
    assert set(told) == {
        "升规一次性奖励",
        "升规一次性奖励（战略性新兴产业）",
        "只在政策包里：扩销促产补助（合并重组企业）",
        "只在政策包里：扩销促产补助（合并重组的战略性新兴产业企业）",
        "只在政策包里：优先采购本地产品",
    }


def test_every_reward_is_a_full_rule_over_few_new_columns() -> None:
    base, _ = load_packs(["national", "national-enterprise"], with_cases=False)
    draft = read_draft(PLANS.read_text(encoding="utf-8"), PLANS.name)
    rewards = draft_rewards(draft, match_draft(draft, base), "方案")
    assert rewards.stubs == ()
    assert len(rewards.rewards) == 12
    assert len(rewards.columns) <= 8
