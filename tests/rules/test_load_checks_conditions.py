"""Conditions held against each other: contradictions, cases never reached, exceptions that meet; and what is fine."""

from pathlib import Path

import pytest
from tests.rules.planted_rules import expected_in, findings_of, places_of

from guatu.domain import Severity

COLUMNS = """
- {id: is_strategic, name: 战略性, on: firm_years, measure: yes_no, meaning: 是不是战略性新兴产业}
- {id: merged, name: 合并重组, on: firm_years, measure: yes_no, meaning: 有没有合并重组}
- {id: grade, name: 等级, on: firm_years, measure: text, choices: [甲, 乙, 丙], meaning: 信用等级}
"""
DERIVED = """
- {id: growth, name: 增长额, value: 主营业务收入 - 申报上年主营业务收入}
"""

NEVER = {
    "主营业务收入 >= 10亿元 | 主营业务收入 < 5亿元": "例如：主营业务收入 = 10亿元，只合前一个",
    "从业人员 > 299人 | 从业人员 < 300人": "例如：从业人员 = 300人，只合前一个",
    "战略性 | 非 战略性": "例如：战略性 = 是，只合前一个",
    "战略性 = 是 | 战略性 = 否": "例如：战略性 = 是，只合前一个",
    "等级 = '甲' | 等级 = '乙'": "例如：等级 = 甲，只合前一个",
    "等级 in ('甲', '乙') | 等级 <> '甲' | 等级 <> '乙'": "和前面几个条件不能同时成立",
    "企业名称 = '某厂' | 企业名称 not in ('某厂', '某矿')": "例如：企业名称 = 某厂，只合前一个",
    "申报日期 >= '2019-01-01' | 申报日期 < '2018-06-01'": "例如：申报日期 = 2019-01-01",
    "主营业务收入 between 5亿元 and 10亿元 | 主营业务收入 > 10亿元": "例如：主营业务收入 = 10亿元",
    "主营业务收入 = 5亿元 或 主营业务收入 = 6亿元 | 主营业务收入 > 6亿元": "例如：主营业务收入 = 5亿元",
    "缺(从业人员) | 从业人员 >= 20人": "“缺(从业人员)”成立，只合前一个",
    "增长额 > 0元 且 增长额 < 0元": "例如：增长额 = 1元，只合前一个",
    "研发费用 / 主营业务收入 >= 5% | 研发费用 / 主营业务收入 < 3%": "研发费用 ÷ 主营业务收入 = 5%",
    "本年度 >= 2023 | 本年度 < 2020": "例如：本年度 = 2023，只合前一个",
    "1元 > 2元": "永远不会成立",
    "主营业务收入 > 1亿元 且 非 (主营业务收入 > 5000万元 或 战略性)": "不能同时成立",
}
ABLE = [
    "主营业务收入 >= 5亿元 | 主营业务收入 < 10亿元",
    "主营业务收入 >= 5亿元 | 主营业务收入 <= 5亿元",
    "从业人员 > 298人 | 从业人员 < 300人",
    "主营业务收入 > 100元 | 主营业务收入 < 101元",
    "等级 in ('甲', '乙') | 等级 <> '甲'",
    "企业名称 <> '某厂' | 企业名称 <> '某矿'",
    "战略性 | 非 合并重组",
    "战略性 或 合并重组 | 非 战略性",
    "主营业务收入 > 申报上年主营业务收入 | 主营业务收入 < 申报上年主营业务收入",
    "有(从业人员) | 从业人员 >= 20人",
    "申报日期 >= 年初 | 申报日期 < '2018-01-01'",
    "本年度 = 2019 或 申请日 >= '2023-02-28'",
    "本年度 >= 2020 | 本年度 <= 2021",
]


def qualification(text: str) -> str:
    tests = "".join(f"    - {{test: {quoted(one.strip())}}} # test\n" for one in text.split("|"))
    return f"- id: fit\n  name: 合格\n  when:\n{tests}"


def quoted(text: str) -> str:
    return '"' + text + '"'


@pytest.mark.parametrize("text", NEVER)
def test_conditions_that_contradict_each_other_are_told_at_the_last(text: str, tmp_path: Path) -> None:
    findings = findings_of(tmp_path, columns=COLUMNS, derived=DERIVED, qualifications=qualification(text))
    last = 3 + len(text.split("|"))
    assert places_of(findings) == [("R025", f"planted/qualifications.yaml:{last}")], "\n".join(map(str, findings))
    assert NEVER[text] in str(findings[0])


@pytest.mark.parametrize("text", ABLE)
def test_conditions_that_may_hold_together_are_fine(text: str, tmp_path: Path) -> None:
    findings = findings_of(tmp_path, columns=COLUMNS, derived=DERIVED, qualifications=qualification(text))
    assert findings == (), "\n".join(map(str, findings))


def test_a_yes_of_a_qualification_asks_for_its_conditions(tmp_path: Path) -> None:
    qualifications = """
    - {id: large, name: 大户, when: [从业人员 >= 300人]}
    - id: small-large
      name: 小大户
      when:
        - 大户
        - 从业人员 < 20人 # expect: R025
    """
    findings = findings_of(tmp_path, qualifications=qualifications)
    assert places_of(findings) == expected_in(tmp_path)
    assert "“大户要求的 从业人员 >= 300人”和“从业人员 < 20人”不能同时成立" in str(findings[0])


def test_contradictions_are_found_in_every_kind_of_rule(tmp_path: Path) -> None:
    findings = findings_of(
        tmp_path,
        aggregates="""
        - id: titles-held
          name: 称号数
          table: titles
          take: count
          where:
            - 认定日期 >= '2019-01-01'
            - 认定日期 < '2018-01-01' # expect: R025
        """,
        gates="""
        - id: entry
          name: 门槛
          on: projects
          who: [阶段 = '谋划', 阶段 = '签约'] # expect: R025
          peers: [总投资 > 1亿元, 总投资 < 1万元] # expect: R025
          by: [园区]
          tests: [{name: 强度, over: 总投资, under: 用地面积}]
        """,
        derived="""
        - id: made
          name: 算出的
          value:
            - {if: [从业人员 > 20人, 从业人员 < 10人], then: 主营业务收入} # expect: R025
            - {then: 主营业务收入 * 2}
        """,
        scores="""
        - id: points
          name: 得分
          cases:
            - {if: [从业人员 > 20人, 从业人员 < 10人], then: "3"} # expect: R025
          otherwise: "0"
        """,
        rewards="""
        - id: award
          name: 奖励
          who: [从业人员 > 20人]
          when: [从业人员 < 10人] # expect: R025
          amount: {lump: 1万元}
        - id: branch
          name: 分情形奖励
          when: [从业人员 > 20人]
          amount:
            - {if: 从业人员 < 10人, lump: 1万元} # expect: R025
            - {lump: 2万元}
        - id: recorded
          name: 待审查
          who: [从业人员 > 20人, 从业人员 < 10人] # expect: R025
          review: 公平竞争审查
        """,
    )
    assert places_of(findings) == expected_in(tmp_path), "\n".join(map(str, findings))


CASES = {
    "a later case inside an earlier one": (
        """
        - {if: 主营业务收入 >= 5亿元, then: 中}
        - {if: [主营业务收入 >= 10亿元, 战略性], then: 大} # expect: R027
        """,
        "凡符合它的，第 1 项已经成立。例如：主营业务收入 = 10亿元、战略性 = 是",
    ),
    "a case inside several earlier ones": (
        """
        - {if: 从业人员 < 300人, then: 小}
        - {if: [从业人员 >= 300人, 战略性], then: 战略}
        - {if: [从业人员 >= 300人, 非 战略性], then: 中}
        - {if: 从业人员 >= 1000人, then: 大} # expect: R027
        """,
        "前面几项中总有一项已经成立。例如：从业人员 = 1000人",
    ),
    "all choices used up": (
        """
        - {if: "等级 = '甲'", then: 好}
        - {if: "等级 in ('乙', '丙')", then: 中}
        - {then: 差} # expect: R027
        """,
        "前面总有一项成立",
    ),
    "the same conditions in another order": (
        """
        - {if: [战略性, 从业人员 >= 300人], then: 大}
        - {if: [从业人员 >= 300人, 战略性], then: 中} # expect: R028
        """,
        "与第 1 项完全相同。例如：从业人员 = 300人、战略性 = 是",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_case_that_is_never_reached_is_told_with_an_example(name: str, tmp_path: Path) -> None:
    cases, example = CASES[name]
    head = "- id: size\n  name: 档次\n  cases:\n"
    classes = head + "".join(f"    {line.strip()}\n" for line in cases.strip().splitlines())
    findings = findings_of(tmp_path, columns=COLUMNS, classes=classes)
    assert places_of(findings) == expected_in(tmp_path), "\n".join(map(str, findings))
    assert example in str(findings[0])


def test_cases_that_can_be_reached_are_fine(tmp_path: Path) -> None:
    classes = """
    - id: size
      name: 档次
      cases:
        - {if: [从业人员 >= 1000人, 主营业务收入 >= 4亿元], then: 大}
        - {if: [从业人员 >= 300人, 主营业务收入 >= 2000万元], then: 中}
        - {if: [战略性, 从业人员 >= 20人], then: 小}
        - {if: 从业人员 >= 20人, then: 更小}
        - {if: 有(从业人员), then: 微}
    """
    assert findings_of(tmp_path, columns=COLUMNS, classes=classes) == ()


def test_a_case_that_a_dated_threshold_closes_for_a_year_is_fine(tmp_path: Path) -> None:
    parameters = """
    - {id: first-day, name: 第一批截止, value: [{value: "1020"}, {value: "1104", effective: 2024-01-01}]}
    - {id: second-day, name: 第二批截止, value: [{value: "1020"}, {value: "1205", effective: 2024-01-01}]}
    """
    classes = """
    - id: batch
      name: 批次
      cases:
        - {if: 年度 <= 第一批截止, then: 一批}
        - {if: 年度 <= 第二批截止, then: 二批}
      otherwise: 次年
    """
    assert findings_of(tmp_path, parameters=parameters, classes=classes) == ()
    always = parameters.replace('"1205"', '"1104"')
    assert [one.code for one in findings_of(tmp_path, parameters=always, classes=classes)] == ["R028"]


REWARD = """
- id: growth
  name: 增产奖
  who: [从业人员 >= 20人]
  when: [增长额 > 500万元]
  amount: {lump: 1万元}
- id: growth-a
  name: 甲例外
  exception_to: growth
  when: [%s]
  amount: {lump: 2万元}
- id: growth-b %s
  name: 乙例外
  exception_to: growth
  when: [%s] %s
  amount: {lump: 3万元}
"""


def reward(first: str, second: str, *, mark: str = "", inner: str = "") -> str:
    return REWARD % (listed(first), mark, listed(second), inner)


def listed(tests: str) -> str:
    return ", ".join(quoted(one.strip()) for one in tests.split("|"))


@pytest.mark.parametrize(
    ("first", "second", "severity", "example"),
    [
        ("战略性", "合并重组", Severity.ERROR, "例如：战略性 = 是、合并重组 = 是、从业人员 = 20人、增长额 = "),
        ("战略性", "资产总额 > 1亿元", Severity.ERROR, "会同时成立。例如：战略性 = 是、资产总额 = 2亿元"),
        # 增长额 rests on 主营业务收入: what it allows together may not occur.
        ("主营业务收入 <= 3亿元", "主营业务收入 between 2亿元 and 4亿元", Severity.WARNING, "主营业务收入 = 2亿元"),
        ("战略性 或 合并重组", "非 战略性", Severity.WARNING, "“战略性 或 合并重组”成立、战略性 = 否"),
    ],
)  # fmt: skip
def test_two_exceptions_that_may_both_apply_are_told_with_an_example(
    first: str, second: str, severity: Severity, example: str, tmp_path: Path
) -> None:
    rewards = reward(first, second, mark="# expect: R024")
    findings = findings_of(tmp_path, columns=COLUMNS, derived=DERIVED, rewards=rewards)
    assert places_of(findings) == expected_in(tmp_path), "\n".join(map(str, findings))
    assert example in findings[0].sentence
    assert findings[0].severity is severity


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("战略性", "非 战略性 且 合并重组"),
        ("战略性 | 非 合并重组", "合并重组 | 非 战略性"),
        ("主营业务收入 < 1亿元", "主营业务收入 >= 1亿元 | 战略性"),
        ("等级 = '甲'", "等级 in ('乙', '丙') | 战略性"),
        ("有(资产总额) | 战略性", "缺(资产总额)"),
    ],
)
def test_exceptions_that_exclude_each_other_are_fine(first: str, second: str, tmp_path: Path) -> None:
    findings = findings_of(tmp_path, columns=COLUMNS, derived=DERIVED, rewards=reward(first, second))
    assert findings == (), "\n".join(map(str, findings))


def test_an_exception_that_contradicts_its_reward_or_copies_another_is_told(tmp_path: Path) -> None:
    first = reward("战略性", "从业人员 < 10人", inner="# expect: R026")
    findings = findings_of(tmp_path, columns=COLUMNS, derived=DERIVED, rewards=first)
    assert places_of(findings) == expected_in(tmp_path)
    assert "“从业人员 >= 20人”和“从业人员 < 10人”不能同时成立" in findings[0].sentence
    second = reward("战略性", "战略性", mark="# expect: R028")
    findings = findings_of(tmp_path, columns=COLUMNS, derived=DERIVED, rewards=second)
    assert places_of(findings) == expected_in(tmp_path)


def test_a_reward_that_its_exceptions_always_replace_is_told(tmp_path: Path) -> None:
    rewards = reward("战略性", "非 战略性").replace("id: growth-a", "id: growth-a # expect: R027")
    findings = findings_of(tmp_path, columns=COLUMNS, derived=DERIVED, rewards=rewards)
    assert places_of(findings) == expected_in(tmp_path)
    assert "“甲例外”、“乙例外”" in findings[0].sentence
