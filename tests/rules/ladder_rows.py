"""A small pack with two ladders, and what puts rows of firms on them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from guatu.engines import DuckDBEngine
from guatu.pack import Packs, load_packs
from guatu.query import FIRM_PERIODS, FIRM_YEARS, TITLES, Facts, given_columns, table_from_rows, tables_of
from guatu.report import LadderReading
from guatu.rules import CONDITIONS, PACES, RUNGS, Given, Moment, compile_ladders, compile_rules, ladder_program

PACK = """
id: small
title: 小包
"""
COLUMNS = """
- {id: patents, name: 专利数, on: firm_years, measure: count, unit: 件, meaning: 专利数}
- {id: certified, name: 认证, on: firm_years, measure: yes_no, meaning: 有没有认证}
- {id: listed_bad, name: 失信, on: firm_years, measure: yes_no, meaning: 是不是失信}
- {id: segment_years, name: 细分年限, on: firm_years, measure: number, unit: 年, meaning: 年数}
- {id: in_book, name: 在库, on: firm_years, measure: yes_no, meaning: 是不是在库}
- {id: joint_stock, name: 股改, on: firm_years, measure: yes_no, meaning: 是不是股份公司}
"""
AGGREGATES = """
- {id: valid-special, name: 有效专精, table: titles, take: any, where: ["称号 = '专精'", 有效期至 >= 申请日]}
- {id: valid-giant, name: 有效巨人, table: titles, take: any, where: ["称号 = '巨人'", 有效期至 >= 申请日]}
"""
DERIVED = """
- {id: rd-share, name: 研发占比, value: 研发费用 / 营业收入}
"""
QUALIFICATIONS = """
- id: special-old
  name: 专精旧标准
  valid: {from: 2020-01-01, to: 2026-03-31}
  when: [{test: 营业收入 >= 1000万元, name: 收入}]
- id: special-new
  name: 专精新标准
  application: new
  valid: {from: 2026-04-01}
  when:
    - {test: 营业收入 >= 1500万元 或 资产总额 >= 3000万元, name: 收入或资产}
    - {test: 研发占比 >= 3%, name: 研发占比}
    - {test: 专利数 > 2, name: 专利}
    - {test: 细分年限 >= 3年, name: 年限}
    - {test: 认证, name: 认证}
    - {test: 非 失信, name: 无失信}
    - {test: "行业 in ('C', 'B')", name: 行业}
    - {test: 税金 > 50万元, name: 税金}
    - {test: 资产总额 <= 4亿元, name: 资产上限}
- id: special-review
  name: 专精复核标准
  application: review
  valid: {from: 2026-04-01}
  when: [{test: 营业收入 >= 1200万元, name: 收入}]
- id: industry-line
  name: 工业线
  when: [行业 = 'C', 主营业务收入 >= 2000万元]
- id: trade-line
  name: 零售线
  when: [行业 = 'F', 主营业务收入 >= 500万元]
- id: book-line
  name: 入库线
  when: [{test: 工业线 或 零售线, name: 达到所在行业的线}]
"""
LADDERS = """
- id: quality
  name: 优质梯度
  rungs:
    - {id: special, name: 专精, held: 有效专精, standards: [special-old, special-new, special-review]}
    - {id: giant, name: 巨人, held: 有效巨人}
- id: growth
  name: 成长
  rungs:
    - {id: book, name: 入库, held: 在库, standards: [book-line], pace: {of: 营业收入, reach: 2000万元}}
    - {id: stock, name: 股改, held: 股改}
"""
FILES = {
    "pack": PACK,
    "columns": COLUMNS,
    "aggregates": AGGREGATES,
    "derived": DERIVED,
    "qualifications": QUALIFICATIONS,
    "ladders": LADDERS,
}
Row = Mapping[str, object]
NEW = Moment(2025, date(2026, 5, 1))
OLD = Moment(2025, date(2026, 3, 31))
DEFAULT: Row = {
    "year": 2025,
    "name": "甲公司",
    "revenue": Decimal("20000000.00"),
    "main_revenue": Decimal("20000000.00"),
    "assets": Decimal("40000000.00"),
    "rd": Decimal("800000.00"),
    "tax": Decimal("600000.00"),
    "patents": 3,
    "certified": True,
    "listed_bad": False,
    "segment_years": 3.0,
    "industry": "C",
    "in_book": False,
    "joint_stock": False,
}


def small_packs(folder: Path, **files: str) -> Packs:
    """Return the small pack, some of its files replaced."""
    for name, text in {**FILES, **files}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    packs, findings = load_packs((folder,))
    assert packs is not None, "\n".join(map(str, findings))
    assert not [one for one in findings if one.blocks], "\n".join(map(str, findings))
    return packs


def put_on_ladders(
    packs: Packs,
    firms: Sequence[Row],
    *,
    titles: Sequence[Row] | None = (),
    periods: Sequence[Row] | None = None,
    moment: Moment = NEW,
    pace_day: date | None = None,
) -> dict[str, list[dict[str, object]]]:
    """Return the outputs of the ladder program by name, for firms that are DEFAULT but for what is said of them."""
    schemas = {one.name: one for one in tables_of(packs)[0]}
    tables = {FIRM_YEARS.name: [{"firm": f"F{at}", **DEFAULT, **one} for at, one in enumerate(firms, start=1)]}
    if titles is not None:
        tables[TITLES.name] = [dict(one) for one in titles]
    if periods is not None:
        tables[FIRM_PERIODS.name] = [{"basis": "cumulative", **one} for one in periods]
    facts = Facts(
        {
            name: table_from_rows(schemas[name], [[row.get(key) for key in schemas[name].names] for row in rows])
            for name, rows in tables.items()
        }
    )
    book, rule_findings = compile_rules(packs, moment, tuple(schemas.values()))
    ladders, findings = compile_ladders(packs, book, tuple(schemas.values()))
    assert not [*rule_findings, *findings], "\n".join(map(str, (*rule_findings, *findings)))
    made = ladder_program(ladders, Given(given_columns(facts), year=moment.year), pace_day)
    results = DuckDBEngine(threads=1).run(made.program, facts)
    return {name: results.rows(name) if name in made.program.outputs else [] for name in (RUNGS, CONDITIONS, PACES)}


def read_ladders(
    packs: Packs,
    firms: Sequence[Row],
    *,
    titles: Sequence[Row] = (),
    periods: Sequence[Row] | None = None,
    moment: Moment = NEW,
) -> LadderReading:
    """Return the same run as the pages read it."""
    tables = tables_of(packs)[0]
    book, _ = compile_rules(packs, moment, tables)
    ladders, _ = compile_ladders(packs, book, tables)
    out = put_on_ladders(packs, firms, titles=titles, periods=periods, moment=moment)
    given = frozenset({FIRM_YEARS.name, TITLES.name})
    listed = [
        {name: one.get(name) for name in ("firm", "title", "level", "awarded", "expires", "document")} for one in titles
    ]
    return LadderReading(packs, book, ladders, out[RUNGS], out[CONDITIONS], out[PACES], listed, given)
