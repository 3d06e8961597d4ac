"""A small pack with a scorecard and a register of four parks in two years, for runs of scores."""

from pathlib import Path

PACK = {
    "pack.yaml": """
id: trial-parks
title: 试行园区评价
place: "532300"
valid: {from: 2023-01-01, to: 2026-12-31}
documents: [{id: trial, number: 1, title: 试行园区评价办法, clauses: [{path: 一, title: 指标}]}]
""",
    "places.yaml": """
- {code: "532300", name: 楚雄州, level: prefecture}
- {code: "532300-P1", name: 甲园区, level: park, parent: "532300"}
- {code: "532300-P2", name: "=乙园区", level: park, parent: "532300"}
- {code: "532300-P3", name: "丙/园区：东", level: park, parent: "532300"}
- {code: "532300-P4", name: 丁园区, level: park, parent: "532300"}
""",
    "columns.yaml": """
- {id: kind, name: 园区类型, on: place_years, measure: text, meaning: 类型}
- {id: taxes, name: 园区税收, on: place_years, measure: money, unit: 万元, meaning: 税收}
- {id: land, name: 用地面积, on: place_years, measure: area, unit: 亩, meaning: 用地}
- {id: green, name: 绿电比重, on: place_years, measure: ratio, unit: "%", meaning: 绿电}
- {id: accident, name: 重大事故, on: place_years, measure: yes_no, meaning: 事故}
- {id: pilots, name: 试点数, on: place_years, measure: count, unit: 项, meaning: 试点}
""",
    "scorecards.yaml": """
- id: parks
  name: 园区评价
  groups: [园区类型]
  clause: 1#一
  template: true
  appeal: {days: 5, how: 书面提出}
  aggregate: [{level: 1, method: arithmetic}]
  items:
    - {id: economy, name: 经济, weight: 60, confidence: low}
    - {id: output, name: 产值, parent: economy, of: 规上工业总产值, weight: 50, unit: 亿元,
       blend: {level: 0.5, increment: 0.2, growth: 0.3}, evidence: [统计年报]}
    - {id: per-mu, name: 亩均税收, parent: economy, of: 园区税收, per: 用地面积, weight: 50, unit: 万元/亩,
       normalise: {method: capped_ratio}, base: 20, cap: 1.5}
    - {id: green, name: 绿电比重, of: 绿电比重, weight: 40, unit: "%", impute: {method: median},
       normalise: {method: goalposts}, zero: 0, full: 80}
  marks:
    - {id: pilot, name: 试点加分, kind: bonus, points: 试点数, max: 2}
  bonus_cap: 3
  vetoes:
    - {id: accident, name: 发生重大事故, when: [重大事故], effect: last}
  grades:
    - {name: 优秀, to_share: 0.3, consequences: [优先用地]}
    - {name: 合格, to_share: 1}
- id: firms
  name: 亩均评价
  on: firm_years
  where: [规上工业]
  groups: [行业]
  items:
    - {id: revenue, name: 人均营收, of: 营业收入, per: 从业人员, weight: 60, unit: 万元/人,
       normalise: {method: capped_ratio}, base: 100, cap: 1.5}
    - {id: tax, name: 税金, of: 税金, weight: 40, unit: 万元}
  grades:
    - {name: A, title: 优先发展类, to_share: 0.5, consequences: [用能优先]}
    - {name: B, title: 鼓励提升类, to_share: 1}
- id: unknown-weights
  name: 权重没有公布的评价
  items:
    - {id: first, name: 产值, of: 规上工业总产值, unit: 亿元}
    - {id: second, name: 绿电比重, of: 绿电比重, unit: "%"}
""",
}
HEADER = "园区,年度,园区类型,规上工业总产值（亿元）,园区税收（万元）,用地面积（亩）,绿电比重（%）,重大事故,试点数"
ROWS = (
    "532300-P1,2023,经开区,90,800,60,50,否,0",
    "532300-P2,2023,经开区,132,480,50,30,否,0",
    "532300-P3,2023,经开区,66,1300,30,70,否,0",
    "532300-P1,2024,经开区,100,900,60,55,否,3",
    "532300-P2,2024,经开区,150,500,50,,否,0",
    "532300-P3,2024,经开区,80,1500,30,90,,0",
    "532300-P4,2024,经开区,60,,40,20,否,0",
)

FIRM_HEADER = "统一社会信用代码,年度,企业名称,所在县市,行业,营业收入（万元）,税金（万元）,从业人员（人）,是否规上工业"
FIRMS = (
    '91532301MA6K00001L,2024,"=HYPERLINK(""http://a"")",532300-P1,冶金,2000,90,20,是',
    "91532301MA6K00002P,2024,乙公司,532300-P1,冶金,3000,60,50,是",
    "91532301MA6K00003T,2024,丙公司,532300-P2,冶金,,,5,是",
    "91532301MA6K00004X,2024,丁公司,532300-P2,冶金,900,9,9,否",
)


def score_pack(folder: Path) -> str:
    """Write the pack into a folder and return its path."""
    for name, text in PACK.items():
        path = folder / "trial-parks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder / "trial-parks")


def score_facts(folder: Path, rows: tuple[str, ...] = ROWS) -> Path:
    """Write the register into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "place_years.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return folder


def firm_facts(folder: Path) -> Path:
    """Write a register of four firms into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "firm_years.csv").write_text("\n".join((FIRM_HEADER, *FIRMS)) + "\n", encoding="utf-8")
    return folder
