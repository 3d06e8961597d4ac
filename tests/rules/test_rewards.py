"""Rewards: outcomes in three values, amounts of every form, exceptions, readings, rounding."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.rules.small_packs import awarded, book_of, facts_of, money, written

from guatu.pack import load_packs
from guatu.rules import Moment

GROWTH = """
- id: growth
  name: 增长补助
  who: 规上工业
  when: [主营业务收入 - 申报上年主营业务收入 > 500万元, "增速(主营业务收入, 申报上年主营业务收入) >= 15%"]
  amount: {rate: 2‰, of: 主营业务收入 - 申报上年主营业务收入, cap: 50万元}
"""
STRATEGIC = """
- id: growth-strategic
  name: 增长补助（战新）
  exception_to: growth
  when: 战略性新兴产业
  amount: {rate: 3‰, of: 主营业务收入 - 申报上年主营业务收入, cap: 60万元}
"""


def grown(now: str | None, last: str | None, **more: object) -> dict[str, object]:
    """Return a firm above scale with two years' revenue in 万元."""
    row: dict[str, object] = {"above_scale_industry": True, "strategic": False}
    row["main_revenue"] = None if now is None else money(now)
    row["main_revenue_declared_last"] = None if last is None else money(last)
    return {**row, **more}


def result(row: dict[str, object], reward: str) -> tuple[object, object, object]:
    """Return outcome, reason and amount."""
    return row[f"{reward} outcome"], row[f"{reward} reason"], row[f"{reward} amount"]


@pytest.mark.parametrize(
    ("now", "last", "outcome", "reason", "amount"),
    [
        ("12000", "10000", "yes", "ok", "40000"),
        ("3500", "3000", "no", "c1", "0"),
        ("3500.0001", "3000", "yes", "ok", "10000"),
        ("11500", "10000", "yes", "ok", "30000"),
        ("11499.9999", "10000", "no", "c2", "0"),
        ("125000", "100000", "yes", "ok", "500000"),
        ("126000", "100000", "yes", "cap", "500000"),
        ("12000", None, "unknown", "c1?", None),
        ("12000", "0", "unknown", "c2?", None),
        ("12000", "-1", "unknown", "c2?", None),
        (None, "10000", "unknown", "c1?", None),
    ],
)
def test_worked_values_of_the_growth_subsidy(
    tmp_path: Path, now: str | None, last: str | None, outcome: str, reason: str, amount: str | None
) -> None:
    rows = awarded(written(tmp_path, rewards=GROWTH), grown(now, last))
    assert result(rows[0], "growth") == (outcome, reason, None if amount is None else Decimal(amount))


def test_a_failing_condition_decides_before_a_missing_one(tmp_path: Path) -> None:
    rows = awarded(written(tmp_path, rewards=GROWTH), grown(None, None, above_scale_industry=False))
    assert result(rows[0], "growth") == ("no", "w1", Decimal(0))


def test_an_exception_replaces_the_amount_and_its_unknown_condition_leaves_it_open(tmp_path: Path) -> None:
    rows = awarded(
        written(tmp_path, rewards=GROWTH + STRATEGIC),
        grown("12000", "10000", strategic=True),
        grown("12000", "10000", strategic=False),
        grown("12000", "10000", strategic=None),
        grown("130000", "100000", strategic=True),
        grown("10500", "10000", strategic=None),
    )
    assert [result(row, "growth") for row in rows] == [
        ("yes", "e1", Decimal(60000)),
        ("yes", "ok", Decimal(40000)),
        ("unknown", "e1?", None),
        ("yes", "e1cap", Decimal(600000)),
        ("no", "c1", Decimal(0)),
    ]


def test_an_exception_without_an_amount_refuses(tmp_path: Path) -> None:
    barred = "- {id: barred, name: 例外, exception_to: growth, when: 首次纳规}\n"
    packs = written(tmp_path, rewards=GROWTH + barred)
    rows = awarded(
        packs, grown("12000", "10000", first_above_scale=True), grown("12000", "10000", first_above_scale=False)
    )
    assert [result(row, "growth") for row in rows] == [("no", "e1!", Decimal(0)), ("yes", "ok", Decimal(40000))]


def test_a_row_of_statistics_pays_nobody(tmp_path: Path) -> None:
    rows = awarded(
        written(tmp_path, rewards=GROWTH),
        grown("12000", "10000", provenance="statistics"),
        grown("12000", "10000", provenance="tax"),
    )
    assert [result(row, "growth")[:2] for row in rows] == [("unknown", "s"), ("yes", "ok")]


def test_a_reward_that_reads_statistics_is_left_out_with_a_finding(tmp_path: Path) -> None:
    gathered = "- {id: months, name: 月报产值, table: firm_periods, take: sum, of: 工业总产值}\n"
    rewards = "- {id: output, name: 产值奖, when: 月报产值 > 1亿元, amount: {lump: 1万元}}\n"
    packs = written(tmp_path, aggregates=gathered, rewards=rewards)
    book, findings = book_of(packs, facts_of(packs, firm_years=[{"firm": "1", "year": 2019}]))
    assert [one.code for one in findings] == ["R005"]
    assert "工业总产值" in findings[0].sentence
    assert not book.rewards


@pytest.mark.parametrize(
    ("form", "revenue", "amount"),
    [
        ("{lump: 10万元}", "1", "100000"),
        ("{rate: 1‰, of: 主营业务收入}", "1.2345", "12.35"),
        ("{rate: 1‰, of: 主营业务收入, floor: 1万元}", "1", "10000"),
        ("{step: 1亿元, each: 1万元, of: 主营业务收入}", "29999.999999", "20000"),
        ("{step: 1亿元, each: 1万元, of: 主营业务收入}", "30000", "30000"),
        ("{step: 1亿元, each: 1万元, of: 主营业务收入, above: 申报上年主营业务收入}", "30000", "20000"),
        ("{items: 从业人员, each: 100元}", "1", "700"),
        ("{tiers: [{from: 5亿元, then: 5万元}, {from: 10亿元, then: 10万元}], of: 主营业务收入}", "99999.99", "50000"),
        ("{tiers: [{from: 5亿元, then: 5万元}, {from: 10亿元, then: 10万元}], of: 主营业务收入}", "100000", "100000"),
        (
            "{tiers: [{from: 2亿元, then: 5万元}, {from: 10亿元, then: 10万元}], of: 主营业务收入, "
            "above: 申报上年主营业务收入, take: each}",
            "100000",
            "150000",
        ),
        (
            "{tiers: [{from: 2亿元, then: 5万元}, {from: 10亿元, then: 10万元}], of: 主营业务收入, "
            "above: 申报上年主营业务收入}",
            "100000",
            "100000",
        ),
        ('{then: "取大(主营业务收入 * 1%, 2万元)"}', "100", "20000"),
        ("[{if: 从业人员 > 10人, lump: 3万元}, {if: 从业人员 > 5人, lump: 2万元}, {lump: 1万元}]", "1", "20000"),
    ],
)
def test_every_form_of_amount(tmp_path: Path, form: str, revenue: str, amount: str) -> None:
    packs = written(tmp_path, rewards=f"- id: one\n  name: 奖\n  amount: {form}\n")
    rows = awarded(packs, grown(revenue, "10000", employees=7))
    assert rows[0]["one amount"] == Decimal(amount)


@pytest.mark.parametrize(
    ("to", "by", "amount"),
    [
        ("fen", "half_up", "12.35"),
        ("fen", "down", "12.34"),
        ("fen", "up", "12.35"),
        ("jiao", "half_up", "12.3"),
        ("yuan", "half_up", "12"),
        ("yuan", "up", "13"),
        ("hundred", "up", "100"),
        ("hundred", "half_up", "0"),
        ("ten_thousand", "up", "10000"),
    ],
)
def test_rounding_is_stated_and_half_up(tmp_path: Path, to: str, by: str, amount: str) -> None:
    text = f"- {{id: one, name: 奖, amount: {{rate: 1‰, of: 主营业务收入}}, round_to: {to}, round_by: {by}}}\n"
    rows = awarded(written(tmp_path, rewards=text), grown("1.2345", "1"))
    assert rows[0]["one amount"] == Decimal(amount)


FAIRS = """
- id: fair
  name: 展会
  when: 从业人员 >= 1人
  questions: [times]
  readings:
    - {question: times, answer: 每次, amount: {items: 从业人员, each: 2万元}}
    - {question: times, answer: 每年一次, amount: {lump: 2万元}}
"""
TIMES = "- {id: times, question: 按次还是按年？, choices: [每次, 每年一次]}\n"


def test_an_open_question_touches_only_the_rows_on_which_its_answers_differ(tmp_path: Path) -> None:
    packs = written(tmp_path, rewards=FAIRS, rulings=TIMES)
    rows = awarded(packs, {"employees": 2}, {"employees": 1}, {"employees": 0}, {"employees": None})
    assert [result(row, "fair") for row in rows] == [
        ("unknown", "q", None),
        ("yes", "ok", Decimal(20000)),
        ("no", "c1", Decimal(0)),
        ("unknown", "c1?", None),
    ]


@pytest.mark.parametrize(("answer", "amount"), [("每次", "40000"), ("每年一次", "20000")])
def test_an_answer_settles_the_question(tmp_path: Path, answer: str, amount: str) -> None:
    packs = written(tmp_path, rewards=FAIRS, rulings=TIMES)
    rows = awarded(packs, {"employees": 2}, answers={"times": answer})
    assert rows[0]["fair amount"] == Decimal(amount)


def test_an_open_question_without_readings_leaves_open_whatever_would_be_paid(tmp_path: Path) -> None:
    packs = written(
        tmp_path,
        rewards=GROWTH.replace("  who:", "  questions: [base]\n  who:"),
        rulings=TIMES.replace("times", "base"),
    )
    rows = awarded(packs, grown("12000", "10000"), grown("10100", "10000"))
    assert [result(row, "growth") for row in rows] == [("unknown", "q", None), ("no", "c1", Decimal(0))]


@pytest.mark.parametrize(("year", "amount"), [(2019, "100000"), (2022, "100000"), (2023, "300000")])
def test_a_dated_amount_is_the_one_in_effect(tmp_path: Path, year: int, amount: str) -> None:
    lumps = "[{value: 10万元, effective: 2019-01-01}, {value: 30万元, effective: 2023-02-28, published: 2023-03-05}]"
    packs = written(tmp_path, rewards=f"- id: entry\n  name: 升规\n  when: 首次纳规\n  amount: {{lump: {lumps}}}\n")
    rows = awarded(packs, {"first_above_scale": True}, moment=Moment.of_year(year))
    assert rows[0]["entry amount"] == Decimal(amount)


def test_what_was_not_published_by_the_day_is_not_known(tmp_path: Path) -> None:
    lumps = "[{value: 10万元, effective: 2019-01-01}, {value: 30万元, effective: 2019-06-01, published: 2020-03-05}]"
    packs = written(tmp_path, rewards=f"- id: entry\n  name: 升规\n  when: 首次纳规\n  amount: {{lump: {lumps}}}\n")
    whole = Moment.of_year(2019)
    early = Moment(2019, whole.day, known_by=whole.day)
    firm = {"first_above_scale": True}
    assert awarded(packs, firm, moment=early)[0]["entry amount"] == Decimal(100000)
    assert awarded(packs, firm, moment=whole)[0]["entry amount"] == Decimal(300000)


def test_a_column_that_the_register_lacks_is_missing_and_not_zero(tmp_path: Path) -> None:
    rows = awarded(written(tmp_path, rewards=GROWTH), {"above_scale_industry": True, "main_revenue": money("12000")})
    assert result(rows[0], "growth") == ("unknown", "c1?", None)


def test_a_share_of_what_has_fallen_is_nothing(tmp_path: Path) -> None:
    reward = "- {id: one, name: 奖, amount: {rate: 1%, of: 主营业务收入 - 申报上年主营业务收入}}\n"
    rows = awarded(written(tmp_path, rewards=reward), grown("100", "200"), grown("200", "100"))
    assert [result(row, "one") for row in rows] == [("no", "a0", Decimal(0)), ("yes", "ok", Decimal(10000))]


def test_a_rate_may_be_a_column_that_rules_make(tmp_path: Path) -> None:
    derived = "- {id: share, name: 系数, value: [{if: 战略性新兴产业, then: 3%}, {then: 2%}]}\n"
    reward = "- {id: one, name: 奖, amount: {rate: 系数, of: 主营业务收入}}\n"
    rows = awarded(written(tmp_path, derived=derived, rewards=reward), grown("100", "1", strategic=True))
    assert rows[0]["one amount"] == Decimal(30000)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"rewards": "- {id: a, name: 甲, amount: {rate: 2, of: 主营业务收入}}\n"}, "R017"),
        ({"rewards": "- {id: a, name: 甲, amount: {lump: -1万元}}\n"}, "R016"),
        ({"rewards": "- {id: a, name: 甲, amount: {lump: 1万元, cap: -1万元}}\n"}, "R016"),
        (
            {"rewards": "- {id: a, name: 甲, amount: {step: 1亿元, each: 1万元, of: 主营业务收入, above: 从业人员}}\n"},
            "E009",
        ),
        (
            {
                "rewards": "- {id: a, name: 甲, amount: {lump: 1万元}}\n",
                "groups": "- {id: g, name: 组, rewards: [a], "
                "kind: budget, budget: 1万元, over: queue, queue_by: [无]}\n",
            },
            "R009",
        ),
        (
            {
                "rewards": "- {id: a, name: 甲, amount: {lump: 1万元}}\n",
                "groups": "- {id: g, name: 组, rewards: [a], kind: stack, cap: -1万元}\n",
            },
            "R016",
        ),
    ],
)
def test_a_reward_whose_money_or_limit_is_wrong_is_not_paid(tmp_path: Path, files: dict[str, str], code: str) -> None:
    packs = written(tmp_path, **files)
    book, findings = book_of(packs, facts_of(packs, firm_years=[{"firm": "1", "year": 2019}]))
    assert code in [one.code for one in findings]
    assert not book.rewards


def test_readings_that_leave_an_answer_out_leave_the_whole_open(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    written(folder, rewards=FAIRS, rulings=TIMES)
    (folder / "rulings.yaml").write_text(TIMES.replace("每年一次]", "每年一次, 每两年一次]"), encoding="utf-8")
    packs, _ = load_packs([folder])
    assert packs is not None
    rows = awarded(packs, {"employees": 1})
    assert result(rows[0], "fair")[0] == "unknown"


def test_too_many_open_answers_are_not_tried_one_by_one(tmp_path: Path) -> None:
    names = [f"q{number}" for number in range(5)]
    readings = "".join(
        f"    - {{question: {one}, answer: {word}, amount: {{lump: {index}万元}}}}\n"
        for one in names
        for index, word in enumerate("甲乙", start=1)
    )
    reward = (
        f"- id: a\n  name: 奖\n  amount: {{lump: 1万元}}\n  questions: [{', '.join(names)}]\n  readings:\n{readings}"
    )
    rulings = "".join(f"- {{id: {one}, question: 问？, choices: [甲, 乙]}}\n" for one in names)
    packs = written(tmp_path, rewards=reward, rulings=rulings)
    book, findings = book_of(packs, facts_of(packs, firm_years=[{"firm": "1", "year": 2019}]))
    assert [one.code for one in findings] == ["R018"]
    assert len(book.rewards[0].variants) == 1
    assert len(book.rewards[0].open_questions) == 5
