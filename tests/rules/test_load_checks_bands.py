"""Bands: every table of bands that is wrong is told at the band, with a number that shows it; good ones are not."""

from pathlib import Path

import pytest
from tests.rules.planted_rules import expected_in, findings_of, places_of

CLASS = """
- id: size
  name: 规模档
  of: {of}
  edges: {edges}
  otherwise: {otherwise}
  bands:
"""


def class_of(*bands: str, of: str = "从业人员", edges: str = "lower", otherwise: str = "其他") -> str:
    head = CLASS.format(of=of, edges=edges, otherwise=otherwise)
    if not otherwise:
        head = "\n".join(line for line in head.splitlines() if "otherwise" not in line) + "\n"
    return head + "".join(f"    - {band}\n" for band in bands)


PLANTED = {
    "overlap": (
        class_of("{to: 300人, then: 小型}", "{from: 200人, then: 中型} # expect: R020"),
        "从业人员 = 200人，两档都落得进",
    ),
    "gap of whole numbers": (
        class_of("{to: 299人, then: 小型}", "{from: 300人, then: 中型} # expect: R021", otherwise=""),
        "从业人员 = 299人，结果为不知道",
    ),
    "gap of money": (
        class_of(
            "{to: 1亿元, then: 小型}", "{from: 2亿元, then: 中型} # expect: R021", of="主营业务收入", edges="upper"
        ),
        "主营业务收入 = 2亿元，只能按“其余”算",
    ),
    "order": (
        class_of("{from: 300人, then: 中型}", "{from: 20人, then: 小型} # expect: R022"),
        "“小型”这一档从 20人 起，却排在从 300人 起的“中型”这一档后面",
    ),
    "second band without a start": (
        class_of("{from: 300人, then: 中型}", "{to: 300人, then: 小型} # expect: R022"),
        "没有写起点",
    ),
    "empty": (
        class_of(
            "{to: 20人, then: 微型}", "{from: 20人, to: 20人, then: 小型} # expect: R023", "{from: 20人, then: 中型}"
        ).replace("{from: 20人, then: 中型}", "{from: 21人, then: 中型} # expect: R021"),
        "没有一个数落得进来。例如：从业人员 = 20人",
    ),
    "covered by earlier bands": (
        class_of("{to: 1000人, then: 小型}", "{from: 300人, to: 500人, then: 中型} # expect: R023"),
        "“中型”这一档全被前面的档占了。例如：从业人员 = 300人，归“小型”这一档",
    ),
    "nothing below the first": (
        class_of("{from: 5%, then: 低}  # expect: R021", "{from: 10%, then: 高}", of="主营业务收入增速", otherwise=""),
        "主营业务收入增速 = 0%，结果为不知道",
    ),
    "nothing above the last": (
        class_of("{to: 20人, then: 小}", "{from: 20人, to: 300人, then: 中} # expect: R021", otherwise=""),
        "从业人员 = 300人，结果为不知道",
    ),
}
DERIVED = """
- id: revenue-growth
  name: 主营业务收入增速
  value: 增速(主营业务收入, 申报上年主营业务收入)
"""


@pytest.mark.parametrize("name", PLANTED)
def test_a_table_of_bands_that_is_wrong_is_told_at_the_band_with_a_number(name: str, tmp_path: Path) -> None:
    text, example = PLANTED[name]
    findings = findings_of(tmp_path, classes=text, derived=DERIVED)
    said = "\n".join(map(str, findings))
    assert places_of(findings) == expected_in(tmp_path), said
    assert example in said


@pytest.mark.parametrize(
    "text",
    [
        class_of("{to: 20人, then: 小}", "{from: 20人, to: 300人, then: 中}", "{from: 300人, then: 大}", otherwise=""),
        class_of("{to: 20人, then: 小}", "{from: 20人, then: 中}", "{from: 300人, then: 大}", edges="upper"),
        # No number of heads lies between 299 and 300 when both belong to a band.
        class_of("{to: 299人, then: 小}", "{from: 299人, then: 中}", edges="upper", otherwise=""),
        class_of("{from: 0人, then: 小}", "{from: 300人, then: 中}", otherwise=""),
        class_of(
            "{from: 0, to: 50%, then: 低}", "{from: 50%, to: 100%, then: 高}",
            of="研发费用 / 主营业务收入", edges="upper", otherwise="",
        ),
        class_of("{to: 申报上年主营业务收入, then: 降}", "{from: 1亿元, then: 升}", of="主营业务收入"),
        class_of("{to: \"'2019-01-01'\", then: 老}", "{from: \"'2019-01-01'\", then: 新}", of="申报日期", otherwise=""),
    ],
)  # fmt: skip
def test_bands_that_meet_at_their_edges_are_fine(text: str, tmp_path: Path) -> None:
    assert findings_of(tmp_path, classes=text) == ()


SCALES = """
- id: charge
  name: 收费标准
  kind: {kind}
  brackets:
    - {{to: 100万元, then: {first}}}
    - {{from: 100万元, then: {second}}}{mark}
"""
REWARDS = """
- id: growth
  name: 增长奖
  amount: {scale: charge, of: 主营业务收入}
"""


@pytest.mark.parametrize(
    ("kind", "first", "second", "example"),
    [
        ("single_amount", "5万元", "3万元", "主营业务收入 = 100万元 得 3万元"),
        ("average_rate", "5%", "3%", "主营业务收入 = 80万元 得 4万元，主营业务收入 = 100万元 得 3万元"),
    ],
)
def test_a_scale_that_pays_less_past_an_edge_is_told_with_both_amounts(
    kind: str, first: str, second: str, example: str, tmp_path: Path
) -> None:
    scales = SCALES.format(kind=kind, first=first, second=second, mark=" # expect: R029")
    findings = findings_of(tmp_path, scales=scales, rewards=REWARDS)
    assert places_of(findings) == expected_in(tmp_path)
    assert example in str(findings[0])


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("marginal_rate", "5%", "3%"),
        ("average_rate", "3%", "5%"),
        ("single_amount", "3万元", "3万元"),
    ],
)
def test_a_scale_that_does_not_fall_is_fine(kind: str, first: str, second: str, tmp_path: Path) -> None:
    scales = SCALES.format(kind=kind, first=first, second=second, mark="")
    assert findings_of(tmp_path, scales=scales, rewards=REWARDS) == ()


def test_a_tier_that_gives_less_than_the_one_below_is_told_with_both_amounts(tmp_path: Path) -> None:
    rewards = """
    - id: first
      name: 首次达标奖
      amount:
        of: 主营业务收入
        tiers:
          - {from: 5亿元, then: 50万元}
          - {from: 10亿元, then: 10万元} # expect: R029
          - {from: 20亿元, then: 60万元}
    - id: each
      name: 逐级奖
      amount:
        of: 主营业务收入
        above: 申报上年主营业务收入
        take: each
        tiers:
          - {from: 5亿元, then: 50万元}
          - {from: 10亿元, then: 10万元}
    """
    findings = findings_of(tmp_path, rewards=rewards)
    assert places_of(findings) == expected_in(tmp_path)
    assert "主营业务收入 = 5亿元 得 50万元，主营业务收入 = 10亿元 得 10万元" in str(findings[0])


def test_only_the_bands_of_the_days_on_which_they_cross_are_told(tmp_path: Path) -> None:
    findings = findings_of(
        tmp_path,
        classes="""
        - id: size
          name: 规模档
          of: 主营业务收入
          otherwise: 其他
          bands:
            - {to: 1亿元, then: 小型}
            - from: # expect: R020
                - {value: 1亿元}
                - {value: 5000万元, effective: 2023-07-01}
              then: 中型
        """,
    )
    assert [(one.code, "主营业务收入 = 5000万元" in one.sentence) for one in findings] == [("R020", True)]


def test_limits_and_parts_of_an_amount_are_checked(tmp_path: Path) -> None:
    rewards = """
    - id: growth
      name: 增长奖
      amount: {rate: 2‰, of: 主营业务收入, floor: 50万元, cap: 5万元} # expect: R030
    - id: steps
      name: 台阶奖
      amount: {step: 0元, each: 1万元, of: 主营业务收入} # expect: R031
    - id: heads
      name: 就业奖
      amount: {items: 从业人员, each: 0元} # expect: R031
    - id: good
      name: 好的奖
      amount: {rate: 2‰, of: 主营业务收入, floor: 5万元, cap: 50万元}
    """
    findings = findings_of(tmp_path, rewards=rewards)
    assert places_of(findings) == expected_in(tmp_path)
    assert "上限 5万元 低于下限 50万元" in "\n".join(map(str, findings))
