"""Every declared function has words of its own, and an example that compiles and runs over a table of the project."""

import pytest

from guatu.engines import DuckDBEngine
from guatu.ledgers import LEDGERS
from guatu.query import FACT_TABLES, Facts, Program, Step, table_from_rows
from guatu.rules import FUNCTIONS, Function, compile_expression

IDS = [function.name for function in FUNCTIONS]


def test_no_two_functions_share_a_word() -> None:
    words = [word for function in FUNCTIONS for word in (function.name, *function.words)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("function", FUNCTIONS, ids=IDS)
def test_the_example_of_a_function_calls_it_and_runs(function: Function) -> None:
    assert any(f"{word}(" in function.example for word in function.words)
    ran = 0
    for table in (*LEDGERS, *FACT_TABLES):
        expression, _ = compile_expression(function.example, table, None)
        if expression is not None:
            step = Step("answer", f'SELECT {expression.sql} AS value FROM "{table.name}"', (table.name,))
            facts = Facts({table.name: table_from_rows(table, [])})
            DuckDBEngine(threads=1).run(Program((step,), ("answer",)), facts)
            ran += 1
    assert ran, function.example


@pytest.mark.parametrize("function", FUNCTIONS, ids=IDS)
def test_a_function_without_arguments_names_its_signature(function: Function) -> None:
    expression, findings = compile_expression(f"{function.name}()", FACT_TABLES[0], None)
    assert expression is None
    assert [finding.code for finding in findings] == ["E017"]
    assert function.signature in findings[0].way_out
