"""Groups: the highest only, once, a cap for a firm's year, budgets; and what an unknown amount holds up."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.rules.small_packs import awarded, written

from guatu.pack import Packs

REWARDS = """
- {id: a, name: 甲, when: 规上工业, amount: {lump: 10万元}}
- {id: b, name: 乙, when: 首次纳规, amount: {lump: 15万元}}
- {id: c, name: 丙, when: 战略性新兴产业, amount: {rate: 1%, of: 主营业务收入}}
"""


def grouped(folder: Path, group: str) -> Packs:
    return written(folder, rewards=REWARDS, groups=f"- id: g\n  name: 组\n  rewards: [a, b, c]\n{group}")


def firm(a: bool | None, b: bool | None, c: str | None = "0", **more: object) -> dict[str, object]:
    """Return a firm that meets 甲 and 乙 or not, and has so much of 丙 (元; None: unknown)."""
    revenue = None if c is None else Decimal(c) * 100
    return {"above_scale_industry": a, "first_above_scale": b, "strategic": True, "main_revenue": revenue, **more}


def paid(row: dict[str, object]) -> list[object]:
    return [row[f"{one} payable"] for one in "abc"]


def cuts(row: dict[str, object]) -> list[object]:
    return [row[f"{one} cut"] for one in "abc"]


def amounts(*texts: str | None) -> list[Decimal | None]:
    return [None if text is None else Decimal(text) for text in texts]


def test_the_highest_alone_is_paid(tmp_path: Path) -> None:
    rows = awarded(grouped(tmp_path, "  kind: highest\n"), firm(True, True, "120000"), firm(True, False, "100000"))
    assert [paid(row) for row in rows] == [amounts("0", "150000", "0"), amounts("100000", "0", "0")]
    assert [cuts(row) for row in rows] == [["highest", "", "highest"], ["", "", "highest"]]


def test_an_unknown_amount_holds_up_what_it_may_exceed(tmp_path: Path) -> None:
    rows = awarded(
        grouped(tmp_path, "  kind: highest\n"),
        firm(None, True, "0"),  # 甲 is at most 10万元: whatever it is, 15万元 is more
        firm(True, None, "0"),  # 乙 may be 15万元
        firm(True, False, None),  # nobody knows how much 丙 is
    )
    assert [paid(row) for row in rows] == [
        amounts("0", "150000", "0"),
        amounts(None, None, "0"),
        amounts(None, "0", None),
    ]
    assert [cuts(row)[0] for row in rows] == ["highest", "held", "held"]


OPEN = """
- id: step
  name: 台阶
  when: 规上工业
  questions: [steps]
  readings:
    - {question: steps, answer: 一, amount: {lump: 1万元}}
    - {question: steps, answer: 二, amount: {lump: 2万元}}
- {id: first, name: 首次, when: 首次纳规, amount: {lump: 5万元}}
"""
STEPS = "- {id: steps, question: 几个？, choices: [一, 二]}\n- {id: both, question: 都给？, choices: [都给, 就高]}\n"


@pytest.mark.parametrize(
    ("kind", "paid_step", "paid_first"),
    [("kind: highest", "0", "50000"), ("kind: stack", None, "50000"), ("kind: stack\n  cap: 7万元", None, "50000")],
)
def test_a_member_with_open_readings_is_known_within_bounds(
    tmp_path: Path, kind: str, paid_step: str | None, paid_first: str
) -> None:
    groups = f"- id: g\n  name: 组\n  rewards: [step, first]\n  {kind}\n"
    rows = awarded(written(tmp_path, rewards=OPEN, groups=groups, rulings=STEPS), firm(True, True))
    assert [rows[0]["step payable"], rows[0]["first payable"]] == amounts(paid_step, paid_first)


def test_an_open_group_question_over_open_readings_pays_what_every_answer_pays(tmp_path: Path) -> None:
    groups = """
- id: g
  name: 组
  rewards: [step, first]
  kind: highest
  questions: [both]
  readings: [{question: both, answer: 都给, kind: stack}, {question: both, answer: 就高, kind: highest}]
"""
    rows = awarded(written(tmp_path, rewards=OPEN, groups=groups, rulings=STEPS), firm(True, True), firm(True, False))
    assert [row["first payable"] for row in rows] == amounts("50000", "0")
    assert [row["step payable"] for row in rows] == amounts(None, None)


def test_once_pays_the_first_that_holds(tmp_path: Path) -> None:
    rows = awarded(
        grouped(tmp_path, "  kind: once\n"), firm(True, True, "0"), firm(False, True, "0"), firm(None, True, "0")
    )
    assert [paid(row) for row in rows] == [
        amounts("100000", "0", "0"),
        amounts("0", "150000", "0"),
        amounts(None, None, "0"),
    ]


def test_a_cap_cuts_the_last_and_waits_only_where_it_may_be_reached(tmp_path: Path) -> None:
    rows = awarded(
        grouped(tmp_path, "  kind: stack\n  cap: 20万元\n"),
        firm(True, True, "30000"),
        firm(None, False, "30000"),  # at most 10万元 before it
        firm(None, True, "0"),  # 10万元 + 15万元 may be too much
    )
    assert [paid(row) for row in rows] == [
        amounts("100000", "100000", "0"),
        amounts(None, "0", "30000"),
        amounts(None, None, "0"),
    ]
    assert cuts(rows[0]) == ["", "cap", "cap"]


def test_an_open_group_question_touches_only_rows_on_which_the_ways_differ(tmp_path: Path) -> None:
    readings = (
        "  kind: stack\n  questions: [both]\n  readings:\n"
        "    - {question: both, answer: 都给, kind: stack}\n    - {question: both, answer: 就高, kind: highest}\n"
    )
    packs = grouped(tmp_path, readings)
    (tmp_path / "rulings.yaml").write_text(
        "- {id: both, question: 能否都给？, choices: [都给, 就高]}\n", encoding="utf-8"
    )
    rows = awarded(packs, firm(True, True, "0"), firm(True, False, "0"))
    assert [paid(row) for row in rows] == [amounts(None, "150000", "0"), amounts("100000", "0", "0")]
    rows = awarded(packs, firm(True, True, "0"), answers={"both": "都给"})
    assert paid(rows[0]) == amounts("100000", "150000", "0")


def test_a_budget_is_shared_in_proportion_and_never_overdrawn(tmp_path: Path) -> None:
    packs = grouped(tmp_path, "  kind: budget\n  budget: 100000元\n")
    rows = awarded(packs, *(firm(False, False, one) for one in ("100000", "100000", "100000.01", None)))
    shares = [row["c payable"] for row in rows]
    assert shares == amounts("33333.33", "33333.33", "33333.33", None)
    assert [row["c cut"] for row in rows] == ["budget", "budget", "budget", ""]


@pytest.mark.parametrize(("budget", "share"), [("300000元", "100000"), ("300001元", "100000")])
def test_a_budget_that_reaches_cuts_nobody(tmp_path: Path, budget: str, share: str) -> None:
    packs = grouped(tmp_path, f"  kind: budget\n  budget: {budget}\n")
    rows = awarded(packs, *(firm(False, False, "100000") for _ in range(3)))
    assert {row["c payable"] for row in rows} == {Decimal(share)}


def test_a_budget_by_queue_pays_the_early_and_the_rest_to_who_crosses_the_line(tmp_path: Path) -> None:
    packs = grouped(tmp_path, "  kind: budget\n  budget: 25万元\n  over: queue\n  queue_by: [申报日期]\n")
    rows = awarded(
        packs,
        firm(True, False, "0", applied_on="2019-03-03"),
        firm(True, False, "0", applied_on="2019-03-01"),
        firm(True, False, "0", applied_on="2019-03-02"),
        firm(True, False, "0", applied_on=None),
    )
    assert [row["a payable"] for row in rows] == amounts("50000", "100000", "100000", "0")
    assert [row["a cut"] for row in rows] == ["budget", "", "", "budget"]


def test_a_firm_is_capped_before_the_budget_is_shared(tmp_path: Path) -> None:
    packs = written(
        tmp_path,
        rewards=REWARDS,
        groups="- {id: money, name: 预算, rewards: [a, b], kind: budget, budget: 20万元}\n"
        "- {id: firm, name: 封顶, rewards: [a, b], kind: stack, cap: 20万元}\n",
    )
    rows = awarded(packs, firm(True, True, "0"), firm(True, True, "0"))
    assert [row["a payable"] for row in rows] == amounts("50000", "50000")
    assert [row["b payable"] for row in rows] == amounts("50000", "50000")
