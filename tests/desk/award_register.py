"""A register of 2019 with the worked values of the plans, firm by firm, and what belongs to the firms."""

from pathlib import Path

from guatu.desk import RuleInputs, read_rule_inputs
from guatu.domain import credit_code_check
from guatu.rules import Moment

PACK = "chuxiong-2019"


def code(number: int) -> str:
    """Return the credit code of a firm of the register."""
    first = f"91532300MA6K{number:05d}"
    return first + credit_code_check(first)


# Name, county, industry, 主营业务收入, 申报上年, 历年最高 in 万元, 规上, 首次纳规, 战略性新兴产业.
FIRMS = (
    ("甲铜业有限公司", "532301", "copper", 12000, 10000, 10000, "是", "否", "否"),
    ("乙硅业有限公司", "532301", "silicon", 12000, 10000, 10000, "是", "否", "是"),
    ("丙食品有限公司", "532322", "greenfood", 3500, 3000, 3000, "是", "否", "否"),
    ("丁食品有限公司", "532322", "greenfood", 11500, 10000, 10000, "是", "是", "否"),
    ("戊冶金有限公司", "532323", "metallurgy", 125000, 100000, 100000, "是", "否", "否"),
    ("己冶金有限公司", "532323", "metallurgy", 8000, "", "", "是", "否", "否"),
    ("庚冶金有限公司", "532323", "metallurgy", 150000, 100000, 100000, "是", "否", "否"),
    ("辛商贸有限公司", "532301", "", 9000, 5000, 5000, "否", "否", "否"),
    ("壬烟草有限公司", "532324", "tobacco", 110000, 45000, 45000, "是", "否", "否"),
)
CODES = {name[0]: code(number) for number, (name, *_) in enumerate(FIRMS)}
_HEADER = (
    "统一社会信用代码,年度,企业名称,地区,行业,主营业务收入（万元）,申报上年主营业务收入（万元）,"
    "历年最高主营业务收入（万元）,规上工业,首次纳规,战略性新兴产业,数据性质"
)


def write_register(folder: Path) -> Path:
    """Write the register and what belongs to its firms; nobody has been paid before."""
    rows = [",".join((code(number), "2019", *map(str, firm), "企业申报")) for number, firm in enumerate(FIRMS)]
    fairs = ("国家级,2019-03-01,国际博览会", "国家级,2019-09-01,工业展", "省级,2019-05-01,省展会")
    levels = ("国家级,2019-04-01", "州市级,2019-06-01")
    files = {
        "firm_years.csv": (_HEADER, *rows),
        "firm_events.csv": (
            "统一社会信用代码,活动类型,级别,活动日期,活动名称",
            *(f"{CODES['甲']},展洽会,{fair}" for fair in fairs),
        ),
        "titles.csv": (
            "统一社会信用代码,称号,级别,认定日期",
            *(f"{CODES['甲']},企业技术中心,{level}" for level in levels),
        ),
        "payments.csv": ("统一社会信用代码,条款编号,年度,兑现金额（元）",),
    }
    folder.mkdir(exist_ok=True)
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def read_register(folder: Path, packs: tuple[str, ...] = (PACK,)) -> RuleInputs:
    """Write the register and read it with the packs."""
    inputs, findings = read_rule_inputs(packs, write_register(folder), Moment.of_year(2019))
    assert inputs is not None
    blocking = [one for one in findings if one.blocks]
    assert not blocking, "\n".join(map(str, blocking))
    return inputs
