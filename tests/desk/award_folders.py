"""Small packs and registers for runs of awards: made up, but with valid credit codes and the counties of Chuxiong."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
import openpyxl

from guatu.desk import AwardReport, AwardRequest, run_award
from guatu.domain import credit_code_check

TRIAL = {
    "pack.yaml": """
id: trial
title: 试行奖补办法
place: "532300"
extends: [national]
valid: {from: 2019-01-01, to: 2019-12-31}
documents:
  - id: trial
    number: 1
    title: 试行奖补办法
    doc_number: 试政发〔2019〕1号
    clauses: [{path: 一, title: 奖励}]
""",
    "places.yaml": """
- {code: "532300", name: 楚雄州, level: prefecture}
- {code: "532301", name: 楚雄市, level: county, parent: "532300"}
- {code: "532322", name: 双柏县, level: county, parent: "532300"}
- {code: "532300-P1", name: 东风园区, level: park, parent: "532300"}
""",
    "industries.yaml": """
- id: all
  name: 全部
  industries: [{id: metals, name: 冶金}, {id: food, name: 食品}]
""",
    "rewards.yaml": """
- id: large
  name: 大户奖
  clause: 1#一
  who: [{test: 规上工业, name: 是规上工业企业}]
  when: [{test: 主营业务收入 >= 1亿元, name: 收入过亿}]
  amount: {lump: 10万元}
  proof: [审计报告]
- id: middle
  name: 中户奖
  clause: 1#一
  who: [{test: 规上工业, name: 是规上工业企业}]
  when: [{test: 主营业务收入 >= 5000万元, name: 收入过五千万}]
  amount: {lump: 4万元}
- id: research
  name: 研发奖
  clause: 1#一
  when: [{test: 研发费用 > 0元, name: 有研发费用}]
  amount: {rate: 1%, of: 研发费用}
  proof: [研发费用专项审计报告]
- id: staff
  name: 用工奖
  clause: 1#一
  when: [{test: 从业人员 >= 100人, name: 用工满百人}]
  amount:
    lump:
      - {value: 6万元}
      - {value: 8万元, effective: 2019-06-01, published: 2019-05-20}
- id: tax
  name: 税收奖
  clause: 1#一
  amount: {rate: 10%, of: 税金}
- id: unclear
  name: 未定奖
  clause: 1#一
  who: [{test: 规上工业, name: 是规上工业企业}]
  amount: {lump: 1万元}
  questions: [who-pays]
- id: local
  name: 本地采购
  clause: 1#一
  questions: [is-fair]
  review: 公平竞争审查
- id: loan
  name: 贷款额度
  clause: 1#一
  on: loans
  amount: {then: 申请金额, cap: 300万元}
  pays: ceiling
""",
    "groups.yaml": """
- {id: size, name: 规模奖就高, rewards: [large, middle], kind: highest}
- {id: firm-cap, name: 一户封顶, rewards: [research, staff], kind: stack, cap: 9万元}
- {id: tax-budget, name: 税收奖预算, rewards: [tax], kind: budget, budget: 10万元, over: proportional}
""",
    "rulings.yaml": """
- {id: who-pays, question: 未定奖由谁出钱？, clause: 1#一, choices: [州, 县]}
- {id: is-fair, question: 是否排斥外地产品？, clause: 1#一}
""",
}
DECIDED = {
    "pack.yaml": """
id: decided
title: 口径决定
extends: [chuxiong-2019]
valid: {from: 2019-01-01, to: 2019-12-31}
""",
    "rulings.yaml": """
- id: strategic-proof
  question: 凭什么材料认定企业属于战略性新兴产业？
  choices: [主管部门的认定文件, 对照国家产业目录核定]
  answer: 主管部门的认定文件
  decided_by: 州工业和信息化局
  decided_on: 2019-06-01
  document: 州工信函〔2019〕1号
""",
}
FIRM_HEADER = (
    "统一社会信用代码",
    "年度",
    "企业名称",
    "地区",
    "园区",
    "行业",
    "主营业务收入（万元）",
    "申报上年主营业务收入（万元）",
    "历年最高主营业务收入（万元）",
    "研发费用（万元）",
    "税金（万元）",
    "从业人员",
    "规上工业",
    "首次纳规",
    "战略性新兴产业",
    "数据性质",
)
LOAN_HEADER = ("贷款编号", "申请人", "申请人类型", "地区", "年度", "申请金额（万元）")


def code(number: int) -> str:
    """A credit code with a right check character."""
    first = f"9153230{number:010d}"
    return first + credit_code_check(first)


def firm(number: int, name: str, **given: str) -> tuple[str, ...]:
    """A row of the register of 2019; what is not given is left blank."""
    known = {
        "地区": "532301",
        "行业": "metals",
        "规上工业": "是",
        "首次纳规": "否",
        "战略性新兴产业": "否",
        "数据性质": "企业申报",
        "年度": "2019",
    }
    row = known | {"统一社会信用代码": code(number), "企业名称": name} | given
    return tuple(row.get(column.removesuffix("（万元）"), "") for column in FIRM_HEADER)


TRIAL_FIRMS = (
    firm(1, "甲公司", 主营业务收入="12000", 研发费用="500", 税金="200", 从业人员="150", 园区="532300-P1"),
    firm(2, "乙公司", 主营业务收入="6000", 税金="100", 从业人员="120", 地区="532322", 行业="food"),
    firm(3, "丙公司", 主营业务收入="3000", 研发费用="0", 税金="0", 从业人员="50"),
    firm(4, "丁公司", 主营业务收入="30000", 研发费用="900", 税金="900", 从业人员="500", 数据性质="统计调查"),
    firm(5, "戊公司", 主营业务收入="2000", 规上工业="否", 研发费用="0", 税金="0", 从业人员="5"),
)
LOANS = (("L1", "己公司", "小微企业", "532301", "2019", "400"), ("L2", "庚某", "个人", "532322", "2019", "8"))


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table as a county hands it in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(",".join(row) for row in (header, *rows)) + "\n", encoding="utf-8")


def write_pack(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a pack."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def sheet(path: Path, name: str) -> list[dict[str, object]]:
    """Return the rows of a sheet of award.xlsx as dictionaries by header, without units and section headings."""
    rows = [list(row) for row in openpyxl.load_workbook(path)[name].iter_rows(values_only=True)]
    at = next(index for index, row in enumerate(rows) if sum(cell is not None for cell in row) > 1)
    header = [str(cell).replace("\n", "").split("（")[0] for cell in rows[at]]
    filled = (row for row in rows[at + 1 :] if sum(cell is not None for cell in row) > 1)
    return [dict(zip(header, row, strict=True)) for row in filled]


def texts(path: Path, name: str) -> str:
    """Return all words of a sheet."""
    cells = (cell for row in openpyxl.load_workbook(path)[name].iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell is not None)


def silent(_: str) -> None:
    """Watch nothing."""


def run(folder: Path, pack: str, *, out: str = "out", year: int = 2019, letters: tuple[str, ...] = ()) -> AwardReport:
    request = AwardRequest(year, (pack,), folder / "facts", folder / out, letters=letters)
    return run_award(request, "0", silent)


def words_of(path: Path) -> str:
    document = docx.Document(str(path))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)
