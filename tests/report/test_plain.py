"""Values of report as plain data and back: nothing is lost, and data of another shape are refused."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.example_month import MONTH, example_packs, full_month, results_of

from guatu.domain import InvalidValue
from guatu.report import (
    Block,
    Bulletin,
    Cell,
    Chart,
    ChartKind,
    Column,
    Emphasis,
    Figure,
    Form,
    Heading,
    Light,
    MonthPages,
    Origin,
    Paragraph,
    Role,
    Row,
    Section,
    Series,
    Table,
    from_plain,
    month_pages,
    to_plain,
)

TEXTS = st.text(max_size=8)
NUMBERS = st.floats(allow_nan=False)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=3)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(), st.booleans(), st.integers(), NUMBERS, TEXTS, DECIMALS, st.dates(), st.sampled_from(Light)
)
ABOUT = st.none() | st.tuples(TEXTS, TEXTS, TEXTS)
ROWS = st.builds(Row, st.lists(CELLS, max_size=4).map(tuple), st.sampled_from(Emphasis), ABOUT)
SECTIONS = st.builds(Section, TEXTS, st.lists(ROWS, max_size=3).map(tuple), TEXTS, st.integers(0, 4))
COLUMNS = st.builds(Column, TEXTS, st.sampled_from(Form), TEXTS, NUMBERS | st.integers(1, 9), st.booleans(), TEXTS)
TABLES = st.builds(
    Table, TEXTS, TEXTS, TEXTS, st.lists(COLUMNS, max_size=3).map(tuple), st.lists(SECTIONS, max_size=2).map(tuple)
)
FIGURES = st.builds(Figure, TEXTS, TEXTS, TEXTS, TEXTS, st.none() | st.builds(Origin, TEXTS, TEXTS, TEXTS))
PARAGRAPHS = st.builds(Paragraph, st.lists(TEXTS | FIGURES, max_size=4).map(tuple))
SERIES = st.builds(Series, TEXTS, st.lists(st.none() | NUMBERS, max_size=4).map(tuple), st.sampled_from(Role))
CHARTS = st.builds(
    Chart,
    st.sampled_from(ChartKind),
    TEXTS,
    TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(SERIES, max_size=2).map(tuple),
    st.sampled_from(Form),
)
BLOCKS: st.SearchStrategy[Block] = st.one_of(PARAGRAPHS, st.builds(Heading, TEXTS, st.integers(1, 2)), TABLES, CHARTS)
BULLETINS = st.builds(
    Bulletin, TEXTS, TEXTS, TEXTS, TEXTS, st.lists(BLOCKS, max_size=4).map(tuple), TEXTS, st.none() | st.dates(), TEXTS
)


def through_json(value: object) -> object:
    return json.loads(json.dumps(to_plain(value), ensure_ascii=False, allow_nan=False))


@settings(max_examples=60, deadline=None)
@given(BULLETINS)
def test_a_bulletin_comes_back_as_it_was(bulletin: Bulletin) -> None:
    # As text too: 1, 1.0, True and Decimal("1") are equal but not the same.
    back = from_plain(Bulletin, through_json(bulletin))
    assert back == bulletin
    assert repr(back) == repr(bulletin)


@settings(max_examples=30, deadline=None)
@given(st.lists(CHARTS | TABLES, max_size=3))
def test_a_list_of_values_comes_back_by_its_own_type(values: list[Chart | Table]) -> None:
    charts = tuple(one for one in values if isinstance(one, Chart))
    assert from_plain(tuple[Chart, ...], through_json(charts)) == charts


def test_the_pages_of_a_month_come_back_as_they_were() -> None:
    pages = month_pages(results_of(full_month()), example_packs(), MONTH, dated=date(2024, 10, 18))
    assert from_plain(MonthPages, through_json(pages)) == pages


def test_what_has_its_usual_value_is_left_out() -> None:
    assert to_plain(Row((1, "甲", None))) == {"cells": [1, "甲", None]}


def test_one_of_several_kinds_is_named_in_the_data() -> None:
    cells = (Light.RED, date(2024, 9, 1), Decimal("1.20"), float("inf"))
    assert to_plain(Row(cells)) == {
        "cells": [
            {"is": "Light", "value": "red"},
            {"is": "date", "value": "2024-09-01"},
            {"is": "Decimal", "value": "1.20"},
            {"is": "float", "value": "inf"},
        ]
    }
    assert from_plain(Row, to_plain(Row(cells))) == Row(cells)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"cells": "甲"},
        {"cells": [{"is": "os", "value": "x"}]},
        {"cells": [], "emphasis": "loud"},
        {"cells": [], "unknown": 1},
        {"cells": [["nested"]]},
    ],
)
def test_data_of_another_shape_are_refused(data: object) -> None:
    with pytest.raises(InvalidValue, match="Row"):
        from_plain(Row, data)
