"""Columns that rules make: derived, classes, scores, qualifications, aggregates, gates, scales; and their order."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.rules.small_packs import awarded, book_of, facts_of, made, money, written

from guatu.engines import DuckDBEngine
from guatu.query import Program, given_columns
from guatu.rules import Given, row_steps

TIERS = """
- id: tier
  name: 档次
  of: 主营业务收入
  bands: [{to: 100亿元, then: 小}, {from: 100亿元, to: 500亿元, then: 中}, {from: 500亿元, then: 大}]
"""


@pytest.mark.parametrize(
    ("edges", "revenue", "label"),
    [
        ("lower", "999999.99", "小"),
        ("lower", "1000000", "中"),
        ("lower", "5000000", "大"),
        ("upper", "1000000", "小"),
        ("upper", "1000000.01", "中"),
        ("upper", "5000000", "中"),
        ("lower", None, None),
    ],
)
def test_an_edge_belongs_to_the_band_that_is_named(
    tmp_path: Path, edges: str, revenue: str | None, label: str | None
) -> None:
    packs = written(tmp_path, classes=TIERS.replace("  of:", f"  edges: {edges}\n  of:"))
    rows = made(packs, ["tier"], {"main_revenue": None if revenue is None else money(revenue)})
    assert rows[0]["tier"] == label


def test_an_open_question_of_edges_leaves_only_the_edge_open(tmp_path: Path) -> None:
    asked = (
        "  questions: [edge]\n  readings:\n"
        "    - {question: edge, answer: 归上, edges: lower}\n    - {question: edge, answer: 归下, edges: upper}\n"
    )
    rulings = "- {id: edge, question: 正好归谁？, choices: [归上, 归下]}\n"
    packs = written(tmp_path, classes=TIERS + asked, rulings=rulings)
    rows = [{"main_revenue": money(one)} for one in ("1000000", "1000000.01")]
    assert [row["tier"] for row in made(packs, ["tier"], *rows)] == [None, "中"]
    assert made(packs, ["tier"], *rows, answers={"edge": "归下"})[0]["tier"] == "小"


def test_a_class_by_cases_takes_the_first_that_holds_and_is_unknown_before_it(tmp_path: Path) -> None:
    classes = """
- id: size
  name: 规模
  cases:
    - {if: [从业人员 >= 300人, 营业收入 >= 2000万元], then: 中型}
    - {if: [从业人员 >= 20人, 营业收入 >= 300万元], then: 小型}
  otherwise: 微型
"""
    rows = made(
        written(tmp_path, classes=classes),
        ["size"],
        {"employees": 300, "revenue": money("2000")},
        {"employees": 299, "revenue": money("2000")},
        {"employees": 19, "revenue": None},
        {"employees": None, "revenue": money("299.99")},
        {"employees": None, "revenue": money("500")},
    )
    assert [row["size"] for row in rows] == ["中型", "小型", "微型", "微型", None]


def test_scores_come_from_bands_and_sums_and_stop_at_the_most(tmp_path: Path) -> None:
    scores = """
- id: staff
  name: 人员分
  of: 研发费用 / 主营业务收入
  bands: [{from: 0, to: 3%, then: "0"}, {from: 3%, to: 6%, then: "20"}, {from: 6%, then: "50"}]
- id: bonus
  name: 加分
  cases: [{if: 战略性新兴产业, then: "30"}]
  otherwise: "0"
- {id: total, name: 总分, sum: [staff, bonus], max: 60}
"""
    packs = written(tmp_path, scores=scores)
    firm = {"main_revenue": money("100"), "strategic": True}
    rows = made(
        packs,
        ["total"],
        {**firm, "rd": money("3")},
        {**firm, "rd": money("2.9999")},
        {**firm, "rd": money("6")},
        {**firm, "rd": None},
    )
    assert [row["total"] for row in rows] == [Decimal(50), Decimal(30), Decimal(60), None]


def test_a_qualification_is_no_where_one_fails_and_unknown_where_one_is_missing(tmp_path: Path) -> None:
    packs = written(tmp_path, qualifications="- {id: fit, name: 合格, when: [规上工业, 主营业务收入 >= 1亿元]}\n")
    rows = made(
        packs,
        ["fit"],
        {"above_scale_industry": True, "main_revenue": money("10000")},
        {"above_scale_industry": False, "main_revenue": None},
        {"above_scale_industry": True, "main_revenue": None},
    )
    assert [row["fit"] for row in rows] == [True, False, None]


AGGREGATES = """
- id: fairs
  name: 展会次数
  table: firm_events
  take: count
  where: [活动类型 = '展洽会', 活动日期 between 年初 and 年末]
- {id: paid, name: 领过, table: payments, take: any, where: [条款编号 = 'entry']}
- {id: got, name: 已领金额, table: payments, take: sum, of: 兑现金额}
- {id: last, name: 上年收入, table: firm_years, take: max, of: 主营业务收入, where: [年度 = 本年度 - 1]}
- {id: title, name: 最近认定, table: titles, take: max, of: 认定日期}
"""
WANTED = ["fairs", "paid", "got", "last", "title"]


def test_what_belongs_to_a_firm_is_gathered_by_year_and_kind(tmp_path: Path) -> None:
    packs = written(tmp_path, aggregates=AGGREGATES)
    events = [
        {"firm": "00", "event": "展洽会", "held": "2019-01-01"},
        {"firm": "00", "event": "展洽会", "held": "2019-12-31"},
        {"firm": "00", "event": "展洽会", "held": "2018-12-31"},
        {"firm": "00", "event": "论坛", "held": "2019-05-01"},
    ]
    payments = [
        {"firm": "00", "reward": "entry", "year": 2018, "amount": money("10")},
        {"firm": "00", "reward": "other", "year": 2018, "amount": Decimal("0.01")},
    ]
    rows = made(
        packs,
        WANTED,
        {"main_revenue": money("2")},
        {},
        {"firm": "00", "year": 2018, "main_revenue": money("1")},
        firm_events=events,
        payments=payments,
    )
    assert [[row[one] for one in WANTED] for row in rows] == [
        [2, True, Decimal("100000.01"), money("1"), None],
        [0, False, Decimal(0), None, None],
    ]


def test_a_table_that_was_not_given_is_unknown_and_no_zero(tmp_path: Path) -> None:
    rows = made(written(tmp_path, aggregates=AGGREGATES), WANTED, {"main_revenue": money("2")})
    assert [rows[0][one] for one in WANTED] == [None, None, None, None, None]


def test_a_row_that_may_be_meant_leaves_the_aggregate_open(tmp_path: Path) -> None:
    aggregates = """
- {id: had, name: 有称号, table: titles, take: any, where: [称号 = '专精特新', 有效期至 >= 年末]}
- {id: many, name: 几个称号, table: titles, take: count, where: [称号 = '专精特新', 有效期至 >= 年末]}
- {id: got, name: 已领金额, table: payments, take: sum, of: 兑现金额}
"""
    packs = written(tmp_path, aggregates=aggregates)
    rows = made(
        packs,
        ["had", "many", "got"],
        {},
        {},
        {},
        titles=[
            {"firm": "00", "title": "专精特新", "expires": None},
            {"firm": "01", "title": "专精特新", "expires": None},
            {"firm": "01", "title": "专精特新", "expires": "2020-12-31"},
            {"firm": "02", "title": "其他", "expires": None},
        ],
        payments=[
            {"firm": "00", "reward": "r", "year": 2018, "amount": None},
            {"firm": "01", "reward": "r", "year": 2018, "amount": money("1")},
        ],
    )
    assert [row["had"] for row in rows] == [None, True, False]
    assert [row["many"] for row in rows] == [None, None, 0]
    assert [row["got"] for row in rows] == [None, money("1"), Decimal(0)]


def test_what_was_reported_for_statistics_is_no_base_of_an_award(tmp_path: Path) -> None:
    packs = written(tmp_path, aggregates=AGGREGATES)
    last = {"year": 2018, "main_revenue": money("1")}
    rows = made(
        packs,
        ["last"],
        {"provenance": "self-reported"},
        {"provenance": "self-reported"},
        {"firm": "00", "provenance": "statistics", **last},
        {"firm": "01", "provenance": "tax", **last},
    )
    assert [row["last"] for row in rows] == [None, money("1")]


def test_a_list_that_is_not_complete_does_not_say_no(tmp_path: Path) -> None:
    text = "- {id: paid, name: 领过, table: payments, take: any, complete: false}\n"
    rows = made(written(tmp_path, aggregates=text), ["paid"], {}, payments=[{"firm": "x", "reward": "r", "year": 2019}])
    assert rows[0]["paid"] is None


GATE = """
- id: per-mu
  name: 亩均门槛
  on: projects
  who: [阶段 = '签约']
  peers: [阶段 = '投产']
  by: [行业]
  tests: [{name: 亩均投资强度, over: 总投资, under: 用地面积}]
  fewest: 2
"""


@pytest.mark.parametrize(("average", "passes"), [("ratio_of_sums", [True, False]), ("mean", [False, False])])
def test_a_newcomer_is_held_to_the_average_of_its_peers(tmp_path: Path, average: str, passes: list[bool]) -> None:
    def project(code: str, stage: str, investment: str, land: float | None, industry: str = "C") -> dict[str, object]:
        row: dict[str, object] = {"project": code, "name": code, "place": "1", "industry": industry, "stage": stage}
        return {**row, "investment": money(investment), "land": land}

    packs = written(tmp_path, gates=GATE + f"  average: {average}\n")
    rows = [
        project("old1", "投产", "100", 10),  # 10 a mu
        project("old2", "投产", "2000", 100),  # 20 a mu; 2100 / 110 = 19.09, mean 15
        project("old3", "投产", "500", None),
        project("new1", "签约", "1909.1" if average == "ratio_of_sums" else "1499.9", 100),
        project("new2", "签约", "1909.0" if average == "ratio_of_sums" else "1000", 100),
        project("new3", "签约", "9999", 1, "D"),
    ]
    facts = facts_of(packs, projects=rows)
    book, findings = book_of(packs, facts)
    assert not findings
    rules = book.on("projects")
    assert rules is not None
    steps = row_steps(rules, Given(given_columns(facts)), ("per-mu",), keep=())
    found = DuckDBEngine().run(Program(steps, (steps[-1].name,), {steps[-1].name: ("project",)}), facts)
    states = [row["per-mu"] for row in found.rows(steps[-1].name)]
    assert states == [*passes, None, None, None, None]


SCALES = """
- id: marginal
  name: 超额累进
  kind: marginal_rate
  brackets: [{from: 0元, to: 100万元, then: 1%}, {from: 100万元, to: 500万元, then: 2%}, {from: 500万元, then: 3%}]
- id: average
  name: 全额累进
  kind: average_rate
  brackets: [{from: 0元, to: 100万元, then: 1%}, {from: 100万元, then: 2%}]
- id: single
  name: 按档定额
  kind: single_amount
  brackets: [{from: 0元, to: 100万元, then: 1万元}, {from: 100万元, then: 3万元}]
"""


@pytest.mark.parametrize(
    ("scale", "base", "amount"),
    [
        ("marginal", "100", "10000"),
        ("marginal", "100.01", "10002"),
        ("marginal", "600", "120000"),
        ("average", "99.99", "9999"),
        ("average", "100", "20000"),
        ("single", "99.99", "10000"),
        ("single", "100", "30000"),
        ("marginal", None, None),
    ],
)
def test_an_amount_is_taken_through_a_scale(tmp_path: Path, scale: str, base: str | None, amount: str | None) -> None:
    reward = f"- {{id: one, name: 奖, amount: {{scale: {scale}, of: 主营业务收入}}}}\n"
    packs = written(tmp_path, scales=SCALES, rewards=reward)
    rows = awarded(packs, {"main_revenue": None if base is None else money(base)})
    assert rows[0]["one amount"] == (None if amount is None else Decimal(amount))


def test_rules_are_made_in_the_order_they_need_each_other(tmp_path: Path) -> None:
    derived = """
- {id: third, name: 丙数, value: 乙数 + 1元}
- {id: second, name: 乙数, value: 甲数 * 2}
- {id: first, name: 甲数, value: 主营业务收入 + 1元}
"""
    rows = made(written(tmp_path, derived=derived), ["third"], {"main_revenue": Decimal(1)})
    assert rows[0]["third"] == Decimal(5)


def test_a_circle_of_rules_is_named_and_left_out(tmp_path: Path) -> None:
    derived = """
- {id: first, name: 甲数, value: 乙数 + 1元}
- {id: second, name: 乙数, value: 甲数 + 1元}
- {id: third, name: 丙数, value: 主营业务收入}
"""
    packs = written(tmp_path, derived=derived)
    book, findings = book_of(packs, facts_of(packs, firm_years=[{"firm": "1", "year": 2019}]))
    assert [one.code for one in findings] == ["R002"]
    assert "甲数" in findings[0].sentence
    assert "乙数" in findings[0].sentence
    rules = book.on("firm_years")
    assert rules is not None
    assert [one.name for one in rules.columns] == ["third"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"derived": "- {id: a, name: 主营业务收入, value: 营业收入}\n"}, "R001"),
        ({"derived": "- {id: a, name: 甲, on: firm_year, value: 营业收入}\n"}, "R003"),
        ({"rewards": "- {id: a, name: 甲, amount: {lump: [{value: 1元, effective: 2030-01-01}]}}\n"}, "R004"),
        (
            {"parameters": "- {id: a, name: 甲, value: 营业收入}\n", "derived": "- {id: b, name: 乙, value: 税金}\n"},
            "R006",
        ),
        ({"aggregates": "- {id: a, name: 甲, table: titles, take: count, by: [行业]}\n"}, "R009"),
        ({"aggregates": "- {id: a, name: 甲, table: title, take: count}\n"}, "R003"),
        ({"derived": "- {id: a, name: 甲, value: 主营业务收入 + 从业人员}\n"}, "E009"),
        ({"rewards": "- {id: a, name: 甲, when: 主营业务收入 > 15%, amount: {lump: 1元}}\n"}, "E009"),
        ({"rewards": "- {id: a, name: 甲, amount: {lump: 15%}}\n"}, "E019"),
        ({"rewards": "- {id: a, name: 甲, amount: {rate: 2‰, of: 从业人员}}\n"}, "E009"),
        ({"derived": "- {id: a, name: 甲, value: random() * 1元}\n"}, "E015"),
    ],
)
def test_a_mistake_is_a_finding_and_the_rest_still_runs(tmp_path: Path, files: dict[str, str], code: str) -> None:
    packs = written(tmp_path, **files)
    _, findings = book_of(packs, facts_of(packs, firm_years=[{"firm": "1", "year": 2019}]))
    assert code in [one.code for one in findings]
