"""Columns that packs add to the fact tables, good and wrong ones side by side."""

from pathlib import Path

import pyarrow as pa
import pytest

from guatu.pack import Manifest, Pack, PackColumn, Packs
from guatu.query import FACT_TABLES, FIRM_YEARS, OBSERVATIONS, Provenance, facts_from_tables, tables_of


def column(**words: object) -> PackColumn:
    given = {"id": "contracts", "name": "技术合同额", "on": "firm_years", "measure": "money", "meaning": "全年，元"}
    return PackColumn(**{**given, **words})  # type: ignore[arg-type]  # each test says which words it changes


def packs(*columns: PackColumn, later: tuple[PackColumn, ...] = ()) -> Packs:
    first = Pack(Manifest(id="first", title="先"), "0", Path("first"), columns=columns)
    return Packs((first, Pack(Manifest(id="later", title="后"), "0", Path("later"), columns=later)))


def codes(*columns: PackColumn) -> list[str]:
    return [finding.code for finding in tables_of(packs(*columns))[1]]


def test_without_added_columns_the_tables_are_the_fixed_ones() -> None:
    tables, findings = tables_of(packs())
    assert tables is FACT_TABLES
    assert findings == ()


@pytest.mark.parametrize("home", ["firm_years", "企业年度"])
def test_a_column_is_added_behind_those_of_its_table(home: str) -> None:
    tables, findings = tables_of(packs(column(on=home, aliases=("合同额",), provenance="tax")))
    table = next(table for table in tables if table.name == "firm_years")
    added = table.columns[-1]
    assert findings == ()
    assert table.columns[:-1] == FIRM_YEARS.columns
    assert (added.name, added.type, added.unit, added.provenance) == (
        "contracts",
        "DECIMAL(14,2)",
        "元",
        Provenance.TAX,
    )
    assert table.column("合同额") is added
    assert OBSERVATIONS in tables


@pytest.mark.parametrize(
    ("measure", "stored", "unit"),
    [
        ("text", "VARCHAR", ""),
        ("date", "DATE", ""),
        ("yes_no", "BOOLEAN", ""),
        ("number", "DOUBLE", ""),
        ("count", "INTEGER", "个"),
        ("people", "INTEGER", "人"),
        ("money", "DECIMAL(14,2)", "元"),
        ("ratio", "DOUBLE", "%"),
        ("area", "DOUBLE", "亩"),
    ],
)
def test_a_measure_decides_how_a_column_is_kept(measure: str, stored: str, unit: str) -> None:
    (*_, table), _ = tables_of(packs(column(on="loans", measure=measure)))
    assert (table.columns[-1].type, table.columns[-1].unit) == (stored, unit)


def test_money_is_kept_in_yuan_whatever_unit_its_author_names() -> None:
    (*_, table), findings = tables_of(packs(column(on="loans", unit="万元")))
    assert (table.columns[-1].unit, findings) == ("元", ())


def test_choices_are_the_words_themselves() -> None:
    (*_, table), _ = tables_of(packs(column(on="loans", measure="text", choices=("甲", "乙"))))
    assert table.columns[-1].choices == (("甲", "甲"), ("乙", "乙"))


def test_a_table_that_is_none_is_named_with_the_nearest() -> None:
    (finding,) = tables_of(packs(column(on="firm_year")))[1]
    assert finding.code == "Q005"
    assert "firm_years" in finding.sentence


@pytest.mark.parametrize("words", [{"id": "revenue"}, {"name": "营业收入"}, {"aliases": ("单位名称",)}])
def test_a_name_that_the_table_has_already_is_refused(words: dict[str, object]) -> None:
    tables, findings = tables_of(packs(column(**words)))
    assert [finding.code for finding in findings] == ["Q006"]
    assert FIRM_YEARS in tables


def test_two_added_columns_may_not_share_a_name_but_may_stand_in_two_tables() -> None:
    assert codes(column(), column(id="contracts_2")) == ["Q006"]
    assert codes(column(), column(on="loans")) == []


def test_a_later_pack_says_anew_what_a_column_is() -> None:
    tables, findings = tables_of(packs(column(), later=(column(measure="yes_no"),)))
    table = next(table for table in tables if table.name == "firm_years")
    assert findings == ()
    assert [one.type for one in table.columns if one.name == "contracts"] == ["BOOLEAN"]


@pytest.mark.parametrize(("measure", "unit"), [("money", "户"), ("area", "万元"), ("ratio", "人"), ("number", "万元")])
def test_a_unit_of_another_kind_is_refused(measure: str, unit: str) -> None:
    assert codes(column(measure=measure, unit=unit)) == ["Q007"]


@pytest.mark.parametrize(("measure", "unit"), [("number", "吨标煤"), ("count", "户"), ("number", "套"), ("ratio", "‰")])
def test_a_unit_of_its_kind_or_of_no_kind_is_fine(measure: str, unit: str) -> None:
    assert codes(column(measure=measure, unit=unit)) == []


def test_tables_in_memory_may_hold_added_columns_by_any_name() -> None:
    frame = pa.table({"统一社会信用代码": ["91350100M000100Y43"], "年度": [2019], "技术合同额": [12.5]})
    facts, findings = facts_from_tables({"firm_years": frame}, packs(column()))
    table = pa.table(facts.tables["firm_years"])
    assert findings == ()
    assert table.schema.field("contracts").type == pa.decimal128(14, 2)
    assert [str(value) for value in table["contracts"].to_pylist()] == ["12.50"]


def test_an_added_column_that_is_wrong_is_said_with_the_tables() -> None:
    frame = pa.table({"firm": ["91350100M000100Y43"], "year": [2019]})
    _, findings = facts_from_tables({"firm_years": frame}, packs(column(on="甲")))
    assert [finding.code for finding in findings] == ["Q005"]
