"""One suite for all engines: the same answers to the same questions, DECIMALs exactly, DOUBLEs to 12 digits."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from tests.engines.edge_cases import CASES
from tests.engines.edges import EDGES, Answer, Case, edge_select, edge_table
from tests.engines.query_cases import QUERIES, REFUSED, TABLES, Query, Refused

from guatu.domain import EngineFailure
from guatu.engines import DuckDBEngine, SparkEngine
from guatu.query import Engine, Facts, Program, Step
from guatu.rules import FUNCTIONS, Expression, Flag, Function, compile_expression, flag_step

Answers = Mapping[Case, Sequence[object] | EngineFailure]


@pytest.fixture(scope="module", params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest) -> Engine:
    return (
        DuckDBEngine(threads=1) if request.param == "duckdb" else SparkEngine(request.getfixturevalue("spark_remote"))
    )


@pytest.fixture(scope="module")
def answers(engine: Engine) -> Answers:
    try:
        return ask(engine, CASES)
    except EngineFailure:
        # One by one, to say which of them the engine refuses.
        found: dict[Case, Sequence[object] | EngineFailure] = {}
        for one in CASES:
            try:
                found |= ask(engine, (one,))
            except EngineFailure as error:
                found[one] = error
        return found


def ask(engine: Engine, cases: tuple[Case, ...]) -> dict[Case, Sequence[object]]:
    program = Program((Step("answers", edge_select(cases), ("edges",)),), ("answers",), {"answers": ("case", "row")})
    rows = engine.run(program, Facts({"edges": edge_table(cases)})).rows("answers")
    return {one: [row[str(number)] for row in rows if row["case"] == number] for number, one in enumerate(cases)}


def is_same(found: object, wanted: Answer) -> bool:
    if isinstance(wanted, float):
        return isinstance(found, float) and found == pytest.approx(wanted, rel=1e-12, abs=0)
    if isinstance(found, (Decimal, int)) and not isinstance(found, bool):
        return isinstance(wanted, str) and Decimal(found) == Decimal(wanted)
    if isinstance(found, date):
        return found.isoformat() == wanted
    return type(found) is type(wanted) and found == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_an_expression_gives_the_same_on_every_engine(answers: Answers, case: Case) -> None:
    found = answers[case]
    if isinstance(found, EngineFailure):
        raise found
    wrong = [(row, value) for row, value in zip(case.rows, found, strict=True) if not is_same(value, row[-1])]
    assert wrong == [], case.sql


@pytest.fixture(scope="module")
def queried(engine: Engine) -> Mapping[str, list[tuple[object, ...]]]:
    steps = tuple(Step(query.name, query.sql, tuple(TABLES)) for query in QUERIES)
    order = {query.name: query.order for query in QUERIES}
    results = engine.run(Program(steps, tuple(order), order), Facts(TABLES))
    return {name: [tuple(row.values()) for row in results.rows(name)] for name in order}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_select_gives_the_same_on_every_engine(queried: Mapping[str, list[tuple[object, ...]]], query: Query) -> None:
    found = queried[query.name]
    assert len(found) == len(query.rows), found
    for row, wanted in zip(found, query.rows, strict=True):
        assert all(map(is_same, row, wanted)), (row, wanted)


def test_flags_are_raised_alike_with_the_values_that_decided(engine: Engine) -> None:
    texts = {
        "小额": "金额 < 1万元",
        "落后": "比率 - 目标 < -5个百分点 and 是否",
        "早": "日期 < '2024-03-01' and 数 > 0",
    }
    flags = tuple(Flag(name, (compile_or_fail(text),)) for name, text in texts.items())
    step = flag_step("flags", "edges", flags, keep=("text",), table=EDGES)
    columns = ("text", "money", "rate", "goal", "number", "day", "yes")
    case = Case(
        '"text"',
        columns,
        (
            ("甲", "9999.99", 0.6999, 0.75, 1234.50, "2024-02-29", True),
            ("乙", "12345678.90", 0.7001, 0.75, -0.0, "2024-02-29", True),
            ("丙", None, None, 0.75, 100.0, "2024-03-01", None),
        ),
    )
    program = Program((step,), ("flags",), {"flags": ("flag", "text")})
    rows = engine.run(program, Facts({"edges": edge_table((case,))})).rows("flags")
    assert [tuple(row.values()) for row in rows] == [
        ("小额", "甲", "金额=9999.99元"),
        ("早", "甲", "日期=2024-02-29，数=1234.5"),
        ("落后", "甲", "比率=70.0%，目标=75.0%，是否=是"),
    ]


def compile_or_fail(text: str) -> Expression:
    expression, findings = compile_expression(text, EDGES, None)
    assert expression is not None, findings
    return expression


@pytest.mark.parametrize("refused", REFUSED, ids=lambda refused: refused.name)
def test_what_an_engine_cannot_answer_it_refuses_and_says_why(engine: Engine, refused: Refused) -> None:
    case = Case(
        '"number"', ("number", "count", "text", "day", "money", "large"), ((1.5, 1, "1", "2024-01-31", "1", "1e9"),)
    )
    program = Program((Step("out", refused.sql, ("edges",)),), ("out",))
    said = refused.duckdb if isinstance(engine, DuckDBEngine) else refused.spark
    if said is None:
        engine.run(program, Facts({"edges": edge_table((case,))}))
        return
    with pytest.raises(EngineFailure, match=rf"(?s)step out: .*(?:{said})"):
        engine.run(program, Facts({"edges": edge_table((case,))}))


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_every_function_of_expressions_is_compared(function: Function) -> None:
    words = (function.name, *function.words)
    assert any(re.search(rf"(?<!\w){word}\(", case.text) for case in CASES for word in words)
