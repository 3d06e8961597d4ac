"""The bundled rules over registers as they are handed in: what belongs to a firm is gathered, peers are averaged."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from guatu.engines import DuckDBEngine
from guatu.pack import Packs, load_packs
from guatu.query import Facts, Program, table_from_rows, tables_of
from guatu.rules import Given, Moment, TableRules, award_program, compile_rules, outcome, row_steps

FIRM, OTHER = "91532301MA6K00001X", "91532301MA6K00002X"
Rows = Sequence[Mapping[str, object]]


@cache
def packs_of(name: str) -> Packs:
    packs, _ = load_packs([name])
    assert packs is not None
    return packs


def rules_of(name: str, table: str, year: int, **answers: str) -> TableRules:
    packs = packs_of(name)
    tables, _ = tables_of(packs)
    settled = {key.replace("_", "-"): value for key, value in answers.items()}
    book, findings = compile_rules(packs, Moment.of_year(year), tables, answers=settled)
    assert not findings, [str(finding) for finding in findings]
    rules = book.on(table)
    assert rules is not None
    return rules


def facts_of(name: str, tables: Mapping[str, Rows]) -> tuple[Facts, Given]:
    schemas = {one.name: one for one in tables_of(packs_of(name))[0]}
    made = {
        key: table_from_rows(schemas[key], [[row.get(column) for column in schemas[key].names] for row in rows])
        for key, rows in tables.items()
    }
    columns = {key: {column.name: column.type for column in schemas[key].columns} for key in tables}
    return Facts(made), Given(columns, year=2019)


def awarded(tables: Mapping[str, Rows], **answers: str) -> dict[str, dict[str, object]]:
    facts, given = facts_of("chuxiong-2019", tables)
    program = award_program(rules_of("chuxiong-2019", "firm_years", 2019, **answers), given)
    rows = DuckDBEngine().run(program.program(), facts).rows(program.name)
    return {str(row["firm"]): row for row in rows}


def firm_year(firm: str = FIRM, year: int = 2019, **more: object) -> dict[str, object]:
    return {"firm": firm, "year": year, "above_scale_industry": True, "strategic": False, **more}


def test_the_year_before_is_taken_from_the_register_when_the_form_leaves_it_out() -> None:
    row = awarded({"firm_years": [firm_year(main_revenue=120_000_000), firm_year(year=2018, main_revenue=100_000_000)]})
    assert set(row) == {FIRM}
    assert row[FIRM]["sales-expansion payable"] == Decimal("40000.00")


def test_the_row_of_two_years_ago_is_no_base() -> None:
    row = awarded({"firm_years": [firm_year(main_revenue=120_000_000), firm_year(year=2017, main_revenue=100_000_000)]})
    assert row[FIRM][outcome("sales-expansion")] == "unknown"


def test_fairs_of_the_year_are_counted_by_level_and_other_years_left_out() -> None:
    events = [
        {"firm": FIRM, "event": "展洽会", "level": "national", "held": date(2019, 1, 1)},
        {"firm": FIRM, "event": "展洽会", "level": "national", "held": date(2019, 12, 31)},
        {"firm": FIRM, "event": "展洽会", "level": "national", "held": date(2020, 1, 1)},
        {"firm": FIRM, "event": "展洽会", "level": "provincial", "held": date(2018, 12, 31)},
        {"firm": FIRM, "event": "培训", "level": "national", "held": date(2019, 6, 1)},
    ]
    rows = awarded({"firm_years": [firm_year(), firm_year(OTHER)], "firm_events": events}, fair_subsidy_times="每次")
    assert rows[FIRM]["fair-national payable"] == Decimal("40000.00")
    assert rows[FIRM][outcome("fair-provincial")] == "no"
    assert rows[OTHER][outcome("fair-national")] == "no"


def test_centres_recognised_at_two_levels_in_a_year_wait_for_an_answer() -> None:
    titles = [
        {"firm": FIRM, "title": "企业技术中心", "level": "prefecture", "awarded": date(2019, 3, 1)},
        {"firm": FIRM, "title": "企业技术中心", "level": "provincial", "awarded": date(2019, 11, 1)},
        {"firm": OTHER, "title": "企业技术中心", "level": "provincial", "awarded": date(2019, 11, 1)},
        {"firm": OTHER, "title": "企业技术中心", "level": "prefecture", "awarded": date(2018, 11, 1)},
    ]
    tables: dict[str, Rows] = {"firm_years": [firm_year(), firm_year(OTHER)], "titles": titles}
    rows = awarded(tables)
    assert rows[FIRM][outcome("tech-centre")] == "unknown"
    assert rows[OTHER]["tech-centre payable"] == Decimal("500000.00")
    assert awarded(tables, tech_centre_two_levels="相加")[FIRM]["tech-centre payable"] == Decimal("600000.00")


def test_an_entry_award_paid_in_an_earlier_year_is_not_paid_again() -> None:
    firms = [firm_year(first_above_scale=True), firm_year(OTHER, first_above_scale=True)]
    paid = [{"firm": FIRM, "reward": "entry-award-strategic", "year": 2018, "amount": 150_000}]
    rows = awarded({"firm_years": firms, "payments": paid})
    assert rows[FIRM][outcome("entry-award")] == "no"
    assert rows[OTHER]["entry-award payable"] == Decimal("100000.00")


def test_without_the_register_of_payments_nobody_knows_who_was_paid() -> None:
    rows = awarded({"firm_years": [firm_year(first_above_scale=True)]})
    assert rows[FIRM][outcome("entry-award")] == "unknown"


def gate_of(projects: Rows) -> dict[str, object]:
    facts, given = facts_of("yunnan-parks-2026", {"projects": projects})
    steps = row_steps(rules_of("yunnan-parks-2026", "projects", 2026), given, ("per-mu-entry",), keep=("project",))
    rows = DuckDBEngine().run(Program(steps, (steps[-1].name,)), facts).rows(steps[-1].name)
    return {str(row["project"]): row["per-mu-entry"] for row in rows}


def project(
    key: str, stage: str, investment: int, revenue: int, land: float = 100, **more: object
) -> dict[str, object]:
    place = {"name": key, "place": "530000-YBHK", "park": "530000-YBHK", "industry": "C38", "stage": stage}
    money = {"investment": investment * 10_000, "revenue": revenue * 10_000, "land": land}
    return {"project": key, **place, **money, **more}


def test_a_new_project_is_held_to_what_its_peers_invest_and_turn_over_on_a_mu() -> None:
    # Peers: 60,000 and 20,000万元 on 100 and 300 mu are 200万元 a mu together, though 333 is the mean of the two.
    peers = [project("甲", "投产", 60_000, 90_000), project("乙", "投产", 20_000, 30_000, land=300)]
    new = [
        project("正好", "签约", 20_000, 30_000),
        project("投资差一点", "签约", 19_999, 30_000),
        project("收入差一点", "谋划", 20_000, 29_999),
        project("都超过", "谋划", 20_001, 30_001),
        project("没有预期收入", "签约", 20_000, 0) | {"revenue": None},
        project("没有用地", "签约", 20_000, 30_000) | {"land": None},
        project("没有同类", "签约", 20_000, 30_000, industry="C13"),
        project("别的园区", "签约", 20_000, 30_000, park="530000-YBMH"),
    ]
    found = gate_of([*peers, *new, project("在建不算同类", "在建", 1, 1)])
    assert {one["project"]: found[str(one["project"])] for one in new} == {
        "正好": True,
        "投资差一点": False,
        "收入差一点": False,
        "都超过": True,
        "没有预期收入": None,
        "没有用地": None,
        "没有同类": None,
        "别的园区": None,
    }
    assert found["甲"] is None
