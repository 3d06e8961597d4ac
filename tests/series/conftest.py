"""How the tests of series ask a database: an expression over rows of inputs, and a step over tables."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import product
from pathlib import Path

import pyarrow as pa
import pytest

from guatu.engines import DuckDBEngine
from guatu.query import Facts, Program, Step

Row = dict[str, object]
DATA = Path(__file__).parent / "data"
ENGINE = DuckDBEngine(memory_limit="500MB", threads=1)
TEXTS = ("growth_basis", "expected_basis", "january")


def to_table(rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """Return rows as a table: text, dates, and numbers as DOUBLE."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return pa.table([_to_array(name, [row.get(name) for row in rows]) for name in names], names=names)


def _to_array(name: str, values: list[object]) -> pa.Array:
    if name in TEXTS or any(isinstance(value, str) for value in values):
        return pa.array(values, type=pa.string())
    if any(isinstance(value, date) for value in values):
        return pa.array(values, type=pa.date32())
    return pa.array(values, type=pa.float64())


def run_steps(tables: Mapping[str, Sequence[Mapping[str, object]]], *steps: Step) -> list[Row]:
    """Return the rows of the last step."""
    program = Program(steps, (steps[-1].name,))
    facts = Facts({name: to_table(rows) for name, rows in tables.items()})
    return ENGINE.run(program, facts).rows(steps[-1].name)


def evaluate(expression: str, rows: Sequence[Mapping[str, float | None]]) -> list[float | None]:
    """Return what an expression gives for each row of inputs, in order."""
    inputs = [{"row_number": float(number), **row} for number, row in enumerate(rows)]
    step = Step("answers", f"SELECT row_number, {expression} AS answer FROM inputs", ("inputs",))
    answers = {row["row_number"]: row["answer"] for row in run_steps({"inputs": inputs}, step)}
    return [as_number(answers[float(number)]) for number in range(len(rows))]


def as_number(value: object) -> float | None:
    if value is None:
        return None
    assert isinstance(value, int | float)
    return float(value)


def read_published(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def allows(expression: str, printed_inputs: Mapping[str, str], printed_result: str, scale: float = 100.0) -> bool:
    """Tell whether a printed result lies within what the rounding of the printed inputs allows.

    Percentages are read as fractions where an input ends with %; `scale` turns the expression into the printed unit.
    The expression must be monotone in each input, so that the corners bound it.
    """
    names = list(printed_inputs)
    corners = [dict(zip(names, values, strict=True)) for values in product(*map(_bounds, printed_inputs.values()))]
    answers = [answer * scale for answer in evaluate(expression, corners) if answer is not None]
    half = _half_unit(printed_result)
    return min(answers) - half - 1e-9 <= float(printed_result) <= max(answers) + half + 1e-9


def _bounds(printed: str) -> tuple[float, float]:
    divisor = 100 if printed.endswith("%") else 1
    plain = printed.rstrip("%")
    half = _half_unit(plain)
    return (float(plain) - half) / divisor, (float(plain) + half) / divisor


def _half_unit(printed: str) -> float:
    return float(f"0.5e-{len(printed.partition('.')[2])}")


@pytest.fixture(name="run_steps", scope="session")
def run_steps_fixture() -> Callable[..., list[Row]]:
    return run_steps


@pytest.fixture(name="evaluate", scope="session")
def evaluate_fixture() -> Callable[..., list[float | None]]:
    return evaluate


@pytest.fixture(name="allows", scope="session")
def allows_fixture() -> Callable[..., bool]:
    return allows


@pytest.fixture(name="read_published", scope="session")
def read_published_fixture() -> Callable[[str], list[dict[str, str]]]:
    return read_published
