from collections.abc import Callable
from datetime import date

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from guatu.query import ArrowStream, facts_from_tables

COLUMNS: dict[str, list[object]] = {
    "地区": ["999900"],
    "indicator": ["x"],
    "period": ["2024-09"],
    "basis": ["cumulative"],
    "value": [1.5],
}


@pytest.mark.parametrize("make", [pa.table, pl.DataFrame, pd.DataFrame], ids=["arrow", "polars", "pandas"])
def test_any_table_becomes_the_fixed_columns(make: Callable[[dict[str, list[object]]], ArrowStream]) -> None:
    facts, findings = facts_from_tables({"observations": make({**COLUMNS})})
    assert findings == ()
    table = pa.table(facts.tables["observations"])
    assert table.to_pylist()[0] == {
        "place": "999900",
        "indicator": "x",
        "period": date(2024, 9, 1),
        "basis": "cumulative",
        "value": 1.5,
        **dict.fromkeys(("growth", "growth_basis", "status", "source", "vintage", "origin")),
    }


@pytest.mark.parametrize("text", ["nan", "inf", "-inf"])
def test_what_is_no_finite_number_is_missing(text: str) -> None:
    frame = pd.DataFrame({**COLUMNS, "value": [float(text)]})
    facts, _ = facts_from_tables({"observations": frame})
    assert pa.table(facts.tables["observations"])["value"].to_pylist() == [None]


def test_columns_of_the_callers_own_are_kept() -> None:
    facts, _ = facts_from_tables({"observations": pa.table({**COLUMNS, "note": ["见附表"]})})
    assert pa.table(facts.tables["observations"])["note"].to_pylist() == ["见附表"]


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ({"observation": pa.table(COLUMNS)}, "Q001"),
        ({"observations": pa.table({"place": ["999900"]})}, "Q002"),
        ({"observations": pa.table({**COLUMNS, "value": ["1,200万"]})}, "Q003"),
        ({"observations": pa.table({**COLUMNS, "period": ["2024-13"]})}, "Q003"),
    ],
)
def test_a_table_that_cannot_be_used_is_left_out_and_named(tables: dict[str, pa.Table], code: str) -> None:
    facts, findings = facts_from_tables(tables)
    assert [finding.code for finding in findings] == [code]
    assert not facts.tables


@pytest.mark.parametrize("source", [[{"place": "999900"}], pl.LazyFrame(COLUMNS)], ids=["list", "lazy frame"])
def test_what_is_no_table_is_named(source: ArrowStream) -> None:
    facts, findings = facts_from_tables({"observations": source})
    assert [finding.code for finding in findings] == ["Q004"]
    assert not facts.tables
