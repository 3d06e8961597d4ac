"""A card on a register in SQL gives what the same card gives on a sheet: points, totals, ranks, grades, standings."""

import math
import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from guatu.domain import EngineFailure
from guatu.engines import DuckDBEngine, SparkEngine
from guatu.pack import (
    Aggregation,
    Blend,
    Condition,
    Grade,
    GroupWeight,
    Imputation,
    Mark,
    Normalisation,
    Scorecard,
    ScoreItem,
    Treatment,
    Veto,
    Weighing,
)
from guatu.query import Column, Engine, Facts, Measure, Program, TableSchema, spark_sql, table_from_rows
from guatu.scoring import CardColumns, card_steps, score_sheet, sheet_from_rows

Row = Mapping[str, object]
ITEMS = ("a", "b", "c", "d")
TABLE = TableSchema(
    "figures",
    "评价数据",
    (
        Column("firm", "企业", "VARCHAR"),
        *(Column(one, one, "DOUBLE", Measure.NUMBER) for one in ITEMS),
        *(Column(f"{one} per", one, "DOUBLE", Measure.NUMBER) for one in ITEMS),
        Column("size", "规模", "VARCHAR"),
        Column("trade", "行业", "VARCHAR"),
        Column("mark", "加分", "DOUBLE", Measure.NUMBER),
        Column("fine", "扣分", "DOUBLE", Measure.NUMBER),
        *(Column(one, one, "BOOLEAN", Measure.YES_NO) for one in ("last", "limit", "out", "exempt", "scope")),
    ),
    key=("firm",),
)


def rows_of(count: int, seed: int = 7) -> list[Row]:
    """Return rows with ties, gaps, zeros and negative figures."""
    draw = random.Random(seed)  # noqa: S311 - figures of a test

    def figure(low: float, high: float) -> float | None:
        return None if draw.random() < 0.08 else float(draw.choice([0, draw.randint(int(low), int(high))]))

    def word(*words: str) -> str | None:
        return None if draw.random() < 0.04 else draw.choice(words)

    def flag(share: float) -> bool | None:
        return None if draw.random() < 0.05 else draw.random() < share

    rows: list[Row] = []
    for number in range(count):
        row: dict[str, object] = {"firm": f"{number:04d}"}
        row |= {one: figure(-5, 40) for one in ITEMS}
        row |= {f"{one} per": figure(-1, 9) for one in ITEMS}
        row |= {"size": word("大", "小"), "trade": word("化工", "食品", "建材")}
        row |= {"mark": figure(0, 6) and abs(draw.randint(0, 6)) * 1.0, "fine": draw.choice([None, 0.0, 3.0, 9.0])}
        row |= {"last": flag(0.05), "limit": flag(0.1), "out": flag(0.05), "exempt": flag(0.05), "scope": True}
        rows.append(row)
    rows.append({"firm": "none", "size": "大", "trade": "化工", "scope": True})
    return rows


def item(key: str, **more: object) -> ScoreItem:
    made: dict[str, object] = {"id": key, "name": f"项{key}", "weight": Decimal(25), "of": key, **more}
    return ScoreItem(**made)  # type: ignore[arg-type] # keys of the noun, written short


def card(items: Sequence[ScoreItem] | None = None, **more: object) -> Scorecard:
    made: dict[str, object] = {"id": "card", "name": "评价", "on": "firm_years", "items": items, **more}
    made["items"] = tuple(items or (item(one) for one in ITEMS))
    return Scorecard(**made)  # type: ignore[arg-type] # keys of the noun, written short


MARKS = (
    Mark(id="mark", name="加分", kind="bonus", points="1", max=Decimal(4)),
    Mark(id="fine", name="扣分", kind="deduction", points="1"),
)
VETOES = (
    Veto(id="last", name="停产", when=(Condition(test="停产"),), effect="last"),
    Veto(id="limit", name="事故", when=(Condition(test="事故"),), effect="at_most", grade="C"),
    Veto(id="out", name="造假", when=(Condition(test="造假"),), effect="exclude"),
    Veto(id="exempt", name="公用工程", when=(Condition(test="公用"),), effect="exempt", grade="参照B类"),
)
SHARES = tuple(
    Grade(name=name, to_share=Decimal(share)) for name, share in (("A", "0.2"), ("B", "0.6"), ("C", "0.95"), ("D", "1"))
)
POINTS = (Grade(name="优", from_=Decimal(60)), Grade(name="良", from_=Decimal(40)), Grade(name="C"))
RATIO = Normalisation(method="capped_ratio")
RATIOS = tuple(
    item(one, base=Decimal(base), cap=Decimal("1.5"), floor=Decimal(0), weight=Decimal(weight), direction=way)
    for one, base, weight, way in (
        ("a", "12.5", 40, "up"),
        ("b", "8", 30, "down"),
        ("c", "20", 20, "up"),
        ("d", "3", 10, "up"),
    )
)
TREE = (
    ScoreItem(id="gain", name="效益", weight=Decimal(60)),
    item("a", parent="gain", weight=Decimal(3)),
    item("b", parent="gain", weight=Decimal(1), direction="down"),
    ScoreItem(
        id="green",
        name="绿色",
        weights=(GroupWeight(group="大", weight=Decimal(40)), GroupWeight(group="小", weight=Decimal(10))),
    ),
    item("c", parent="green", only=("大",), weight=None),
    item("d", parent="green", weight=None, only=("小",)),
)
CARDS = {
    "extremes of all": card(),
    "ratios to a base in two groups": card(
        RATIOS, normalise=RATIO, groups=("size",), grades=SHARES, marks=MARKS, vetoes=VETOES
    ),
    "ratios to the best": card(tuple(item(one, cap=Decimal(1)) for one in ITEMS), normalise=RATIO, groups=("size",)),
    "two levels with weights by group": card(
        TREE, groups=("size",), grades=POINTS, marks=MARKS, bonus_cap=Decimal(2), deduction_cap=Decimal(8)
    ),
    "extremes within a trade, twenty to a hundred": card(
        normalise=Normalisation(method="min_max", low=Decimal(20), within="trade"),
        groups=("size", "trade"),
        grades=SHARES,
        ties="dense",
    ),
    "goalposts and targets": card(
        (
            item("a", zero=Decimal(0), full=Decimal(30)),
            item("b", zero=Decimal(30), full=Decimal(2), direction="down"),
            item("c", full=Decimal(25), normalise=Normalisation(method="target"), cap=Decimal("1.2")),
            item("d", normalise=Normalisation(method="as_is"), weight=Decimal(5)),
        ),
        normalise=Normalisation(method="goalposts"),
        grades=POINTS,
    ),
    "places": card(
        (
            item("a", normalise=Normalisation(method="rank")),
            item("b", direction="down"),
            item("c", normalise=Normalisation(method="percentile", within="size")),
            item("d", normalise=Normalisation(method="z")),
        ),
        normalise=Normalisation(method="percentile"),
    ),
    "means for gaps": card(impute=Imputation(method="mean", within="size"), screen=Decimal("0.5")),
    "medians, lowest and nought for gaps": card(
        (
            item("a", impute=Imputation(method="median")),
            item("b", impute=Imputation(method="lowest", within="trade"), direction="down"),
            item("c", impute=Imputation(method="zero")),
            item("d"),
        ),
        screen=Decimal("0.75"),
    ),
    "points put in after normalising": card(order=("normalise", "impute"), impute=Imputation(method="lowest")),
    "added points": card(
        tuple(item(one, weight=None) for one in ITEMS),
        normalise=RATIO,
        aggregate=(Aggregation(level=1, method="sum", available=Decimal("0.5")),),
    ),
    "half must be there": card(aggregate=(Aggregation(level=1, available=Decimal("0.75")),)),
    "a weight that nobody knows": card((item("a"), item("b", weight=None), item("c"))),
}


@pytest.mark.parametrize("divided", [False, True], ids=["as they are", "divided"])
@pytest.mark.parametrize("name", CARDS)
def test_the_register_is_scored_as_the_sheet_is(name: str, divided: bool) -> None:
    one, rows = CARDS[name], rows_of(180)
    per = {leaf.id: f"{leaf.id} per" for leaf in one.leaves} if divided else {}
    found = by_sql(one, rows, per)
    columns = CardColumns(
        values={leaf.id: leaf.id for leaf in one.leaves},
        denominators=per,
        marks={mark.id: mark.id for mark in one.marks},
        vetoes={veto.id: veto.id for veto in one.vetoes},
        kept=("size", "trade"),
    )
    wanted = score_sheet(one, sheet_from_rows(one, columns, rows, unit="firm", name="firm"))
    assert len(set(wanted.ranks)) > 15 or name == "a weight that nobody knows"
    for at, unit in enumerate(wanted.sheet.units):
        mine = found[unit]
        assert mine["standing"] == wanted.standings[at].value, (unit, mine, wanted.said[at])
        assert (mine["rank"] or 0) == wanted.ranks[at], (unit, mine["total"], wanted.total[at])
        assert mine["grade"] == wanted.grades[at], (unit, mine)
        assert (mine["reason"] == "") == (wanted.standings[at].value == "ranked")
        assert mine["unsettled"] == "、".join(wanted.unsettled[at])
        if wanted.ranks[at]:
            close(mine["total"], float(wanted.total[at]))
            close(mine["index"], float(wanted.index[at]))
            close(mine["bonus"], float(wanted.bonuses[at]))
            close(mine["deduction"], float(wanted.deductions[at]))
        for place, node in enumerate(wanted.nodes):
            close(mine[f"{node.id} figure"], float(wanted.points[at, place]))


def close(found: object, wanted: float) -> None:
    if math.isnan(wanted):
        assert found is None
    else:
        assert found == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def by_sql(one: Scorecard, rows: Sequence[Row], per: Mapping[str, str], engine: Engine | None = None) -> dict[str, Row]:
    columns = CardColumns(
        values={leaf.id: leaf.id for leaf in one.leaves},
        denominators=per,
        marks={mark.id: mark.id for mark in one.marks},
        vetoes={veto.id: veto.id for veto in one.vetoes},
        scope="scope",
        kept=("firm",),
    )
    steps, findings = card_steps(one, "figures", columns)
    assert not findings
    program = Program(steps, (steps[-1].name,), {steps[-1].name: ("firm",)})
    facts = Facts({"figures": table_from_rows(TABLE, [[row.get(key) for key in TABLE.names] for row in rows])})
    results = (engine or DuckDBEngine(threads=1)).run(program, facts)
    return {str(row["firm"]): row for row in results.rows(steps[-1].name)}


def test_who_is_out_of_scope_sets_no_yardstick_and_is_told_apart_from_the_unknown() -> None:
    rows: list[Row] = [
        {"firm": "01", "a": 10.0, "scope": True},
        {"firm": "02", "a": 20.0, "scope": True},
        {"firm": "03", "a": 900.0, "scope": False},
        {"firm": "04", "a": 900.0, "scope": None},
    ]
    found = by_sql(card((item("a"),)), rows, {})
    assert [found[one]["total"] for one in ("01", "02", "03", "04")] == [0.0, 100.0, None, None]
    assert [found[one]["reason"] for one in ("03", "04")] == ["不在评价范围", "评价范围里的条件还不清楚"]
    assert {found[one]["standing"] for one in ("03", "04")} == {"outside"}


@pytest.mark.parametrize(
    ("one", "code", "word"),
    [
        (card(normalise=Normalisation(method="reference", unit="01")), "S050", "reference"),
        (card(treat=Treatment(method="winsorise")), "S050", "winsorise"),
        (card(aggregate=(Aggregation(level=1, method="copeland"),)), "S050", "copeland"),
        (card(weigh=Weighing(method="entropy")), "S051", "entropy"),
        (card(impute=Imputation(method="carry_forward")), "S052", "沿用上年"),
        (
            card((item("a", blend=Blend(level=Decimal(1), increment=Decimal(1), growth=Decimal(1))),)),
            "S052",
            "三量合并",
        ),
    ],
)
def test_what_only_a_sheet_can_be_scored_by_is_told(one: Scorecard, code: str, word: str) -> None:
    steps, findings = card_steps(one, "figures", CardColumns({}))
    assert steps == ()
    assert {finding.code for finding in findings} == {code}
    assert word in findings[0].sentence


# What Spark has not been compared on; everything else a register needs is written for it, too.
NOT_ON_SPARK = {
    "extremes within a trade, twenty to a hundred": "DENSE_RANK",
    "places": "STDDEV_SAMP",
    "medians, lowest and nought for gaps": "MEDIAN",
}


@pytest.mark.parametrize("name", CARDS)
def test_the_steps_are_written_for_spark_or_refused_by_name(name: str) -> None:
    one = CARDS[name]
    columns = CardColumns({leaf.id: leaf.id for leaf in one.leaves}, {"a": "a per"}, scope="scope", kept=("firm",))
    steps, _ = card_steps(one, "figures", columns)
    refused = []
    for step in steps:
        try:
            spark_sql(step.sql)
        except EngineFailure as error:
            refused.append(str(error))
    word = NOT_ON_SPARK.get(name)
    assert all(word is not None and word in one for one in refused), refused
    assert bool(refused) == (word is not None)


@pytest.mark.spark
def test_spark_scores_the_register_as_duckdb_does(spark_remote: str) -> None:
    one, rows = CARDS["ratios to a base in two groups"], rows_of(180)
    per = {leaf.id: f"{leaf.id} per" for leaf in one.leaves}
    wanted, found = by_sql(one, rows, per), by_sql(one, rows, per, SparkEngine(spark_remote))
    assert found.keys() == wanted.keys()
    for unit, row in wanted.items():
        for key, value in row.items():
            if isinstance(value, float):
                close(found[unit][key], value)
            else:
                assert found[unit][key] == value, (unit, key)
