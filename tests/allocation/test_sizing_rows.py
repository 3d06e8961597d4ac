"""Hours and terms as people keep them: missing hours, wrong units and slips are told, nothing is made up."""

import pytest

from guatu.allocation import SizingInputs, sizing_inputs

Rows = list[dict[str, object]]
TERMS = {
    "光伏投资": ("0.3", "万元/兆瓦"),
    "光伏寿命": ("25", "年"),
    "折现率": ("6", "%"),
    "光伏最大装机": ("2", "兆瓦"),
}


def hours(count: int = 8760) -> Rows:
    return [{"hour": hour + 1, "load": 100.0, "solar": 0.5, "wind": None, "price": 0.5} for hour in range(count)]


def terms(**changed: tuple[str, str] | None) -> Rows:
    given = {**TERMS, **changed}
    return [{"item": item, "value": pair[0], "value_unit": pair[1]} for item, pair in given.items() if pair]


def codes(inputs: SizingInputs) -> list[str]:
    return [one.code for one in inputs.findings]


def test_terms_are_brought_to_their_units() -> None:
    inputs = sizing_inputs(hours(), terms())
    assert codes(inputs) == []
    assert inputs.terms is not None
    assert inputs.terms.solar is not None
    assert (inputs.terms.solar.cost, inputs.terms.solar.most, inputs.terms.discount) == (3, 2000, 0.06)
    assert inputs.hours is not None
    assert len(inputs.hours.load) == 8760
    assert set(inputs.hours.wind) == {0.0}


def test_leap_years_and_hours_counted_from_nought_are_years() -> None:
    assert codes(sizing_inputs(hours(8784), terms())) == []
    from_nought = [{**row, "hour": at} for at, row in enumerate(hours())]
    assert codes(sizing_inputs(from_nought, terms())) == []


def test_a_missing_hour_is_named_and_an_hour_too_many_too() -> None:
    rows = hours()
    del rows[2017]
    inputs = sizing_inputs(rows, terms())
    assert (inputs.hours, codes(inputs)) == (None, ["A070"])
    assert "第 2018 小时" in inputs.findings[0].sentence
    assert codes(sizing_inputs(hours(8761), terms())) == ["A070"]
    assert codes(sizing_inputs([], terms())) == ["A070"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"load": -5.0}, "A071"),
        ({"load": None}, "A070"),
        ({"solar": 85.0}, "A072"),
        ({"solar": -0.1}, "A072"),
        ({"price": None}, "A073"),
    ],
)
def test_an_hour_that_cannot_be_is_told(changed: dict[str, object], code: str) -> None:
    rows = hours()
    rows[99] = {**rows[99], **changed}
    inputs = sizing_inputs(rows, terms())
    assert (inputs.hours, codes(inputs)) == (None, [code])
    assert "第 100 小时" in inputs.findings[0].sentence or "100" in inputs.findings[0].sentence


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"光伏寿命": None}, "A074"),
        ({"折现率": None}, "A074"),
        ({"储能功率投资": ("500", "元/千瓦"), "储能寿命": ("12", "年")}, "A074"),
        ({"允许上网": ("是", "")}, "A074"),
        ({"光伏投资": ("3", "元/千瓦时")}, "A076"),
        ({"光伏投资": ("三千", "元/千瓦")}, "A076"),
        ({"折现率": ("600", "%")}, "A077"),
        ({"光伏寿命": ("0", "年")}, "A077"),
        ({"光伏投资": None}, "A080"),
    ],
)
def test_a_term_that_is_missing_or_cannot_be_is_told(changed: dict[str, tuple[str, str] | None], code: str) -> None:
    inputs = sizing_inputs(hours(), terms(**changed))
    assert inputs.terms is None
    assert code in codes(inputs)


def test_an_unknown_term_is_told_and_the_rest_is_used() -> None:
    inputs = sizing_inputs(hours(), terms(光伏造价=("3", "元/千瓦")))
    assert (inputs.terms is not None, codes(inputs)) == (True, ["A075"])


def test_export_at_a_price_not_below_the_grid_is_told() -> None:
    inputs = sizing_inputs(hours(), terms(允许上网=("是", ""), 上网电价=("0.5", "元/千瓦时")))
    assert codes(inputs) == ["A079"]


def test_a_load_of_nought_all_year_is_told() -> None:
    assert codes(sizing_inputs([{**row, "load": 0.0} for row in hours()], terms())) == ["A071"]
