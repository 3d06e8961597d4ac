"""Whatever is typed, a reading ends with rows and findings and never with an error."""

from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.small_pack import HEAD, PACKS

from guatu.intake import Cell, Merge, Sheet, facts_from_sheets

SIGNS = st.text(
    alphabet="0123456789０９.．,，%％-—－/…亿万元户年月季度至上半累计同比增长倍（）() xX\n\t#\0楚雄市工业投资",
    max_size=12,
)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    SIGNS,
    st.text(max_size=8),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(allow_nan=True),
    st.dates(min_value=date(1, 1, 1)),
    st.datetimes(),
    st.sampled_from(("楚雄市", "工业投资", "2024-09", "累计", "1-9月", "5.2%", "1.2亿元", "规上工业增加值（亿元）")),
)
MERGES = st.builds(Merge, *(st.integers(0, 40),) * 4)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(*(CELLS,) * 6), max_size=6))
def test_any_cells_below_a_good_header_are_read_or_found(rows: list[tuple[Cell, ...]]) -> None:
    tables, findings = facts_from_sheets([Sheet("月报.csv", "", (HEAD, *rows))], PACKS)
    assert "observations" in tables
    assert all(str(finding) for finding in findings)


YEARS_HEAD = ("统一社会信用代码", "年度", "企业名称", "主营业务收入（万元）", "是否规上工业", "数据性质")


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from(("91350100M000100Y43", "")), *(CELLS,) * 5), max_size=6))
def test_any_cells_in_a_register_are_read_or_found_and_a_firm_has_one_row_a_year(rows: list[tuple[Cell, ...]]) -> None:
    tables, _ = facts_from_sheets([Sheet("申报.csv", "企业年度", (YEARS_HEAD, *rows))], PACKS)
    table = tables["firm_years"]
    assert isinstance(table, pa.Table)
    keys = [(row["firm"], row["year"]) for row in table.to_pylist()]
    assert len(set(keys)) == len(keys)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, max_size=7).map(tuple), max_size=7),
    merged=st.lists(MERGES, max_size=3),
    name=st.sampled_from(
        ("", "观测数据", "targets", "企业数据", "firms", "Sheet1", "企业年度", "资质", "loans", "园区年度")
    ),
)
def test_any_sheet_at_all_is_read_or_found(rows: list[tuple[Cell, ...]], merged: list[Merge], name: str) -> None:
    facts_from_sheets([Sheet("x.xlsx", name, tuple(rows), merged=tuple(merged))], PACKS)


@settings(max_examples=60, deadline=None)
@given(money=CELLS, count=CELLS, period=CELLS, firm=CELLS)
def test_any_cells_of_a_register_are_read_or_found(money: Cell, count: Cell, period: Cell, firm: Cell) -> None:
    head = ("统一社会信用代码", "报告期", "口径", "营业收入（万元）", "从业人员", "用地面积（亩）")
    row = (firm, period, "累计", money, count, money)
    facts_from_sheets([Sheet("x.xlsx", "企业数据", (head, row))], PACKS)


def test_numbers_at_the_edges_are_read_or_found() -> None:
    edges: tuple[Cell, ...] = (
        "1e308",
        "1e999",
        "9" * 400,
        10**400,
        Decimal("1e400"),
        Decimal("sNaN"),
        -1e308,
        datetime.fromisoformat("9999-12-31T23:59:59"),
    )
    for edge in edges:
        for table, head in (
            ("observations", HEAD),
            ("企业数据", ("统一社会信用代码", "报告期", "口径", "营业收入（亿元）", "从业人员", "综合能耗")),
        ):
            facts_from_sheets(
                [Sheet("x.csv", table, (head, ("楚雄市", "工业投资", "2024-09", edge, edge, edge)))], PACKS
            )
            facts_from_sheets(
                [Sheet("x.csv", table, (head, ("91350100M000100Y43", "2024-09", "累计", edge, edge, edge)))], PACKS
            )
            facts_from_sheets(
                [Sheet("x.csv", table, (head, ("楚雄市", "工业投资", "2024-09", "累计", edge, edge)))], PACKS
            )
