"""A cell shows a field so that it can be read back, and is read as people write."""

from datetime import date
from decimal import Decimal

import pytest

from guatu.reader import ReviewCell, Tier
from guatu.reader import review_cells as forms
from guatu.reader.review_cells import CellForm, Mistake, is_unit, names_in_cell
from guatu.reader.review_due import due_from_words, due_words
from guatu.reader.review_fields import KINDS

DUES = (
    "day 3 of next month",
    "day 19 of each month",
    "end of each month",
    "end of each quarter",
    "day 20 of last month of each quarter",
    "01-15 each year",
    "2026-01-31",
    "within 5 working days of receipt",
    "within 60 working days of receipt",
)


@pytest.mark.parametrize("due", DUES)
def test_a_time_limit_is_shown_in_chinese_and_read_back(due: str) -> None:
    words = due_words(due)
    assert words is not None
    assert not words.isascii()
    assert due_from_words(words) == due


def test_an_unknown_time_limit_is_shown_as_it_is() -> None:
    assert due_words("day 5 after the meeting") == "day 5 after the meeting"


@pytest.mark.parametrize(
    "words", ["每月45日前", "每年13月1日前", "2026年2月30日前", "2026-02-30", "每年2月30日前", "尽快", ""]
)
def test_what_is_no_time_limit_is_not_read_as_one(words: str) -> None:
    assert due_from_words(words) is None


@pytest.mark.parametrize(
    ("form", "value"),
    [
        (forms.PERIOD, "2028"),
        (forms.PERIOD, "2026/2028"),
        (forms.NUMBER, Decimal("0.15")),
        (forms.YUAN, Decimal(100000)),
        (forms.PERCENT, Decimal("0.2")),
        (forms.UNIT, "个工作日"),
        (forms.UNIT, ""),
        (forms.NAMES, ("县工信局", "领导小组（县科技局、县税务局）")),
        (forms.DAY, date(2026, 10, 31)),
        (forms.DAY_IN_WORDS, date(2026, 1, 1)),
        (forms.ISSUE, "2026-03"),
        (forms.TIERS, (Tier("国家级", Decimal(1000000)), Tier("营收：5亿元", rate=Decimal("0.3")))),
        (forms.TIERS, ()),
        (forms.WORDS, None),
    ],
)
def test_a_field_comes_back_from_its_cell_as_it_was(form: CellForm, value: object) -> None:
    assert form.take(form.show(value), "") == value


def test_every_choice_comes_back_as_its_value() -> None:
    for kind in KINDS:
        for field in kind.fields:
            for word in field.form.choices:
                assert field.form.show(field.form.take(word, "")) == word


@pytest.mark.parametrize(
    ("form", "typed", "value"),
    [
        (forms.PERIOD, Decimal(2028), "2028"),
        (forms.PERIOD, "2026-2028", "2026/2028"),
        (forms.PERIOD, "２０２８年底前", "2028"),
        (forms.NUMBER, "1,200", Decimal(1200)),
        (forms.YUAN, "1.5亿元", Decimal(150000000)),
        (forms.PERCENT, "20%", Decimal(20)),
        (forms.DAY, "2026/10/31", date(2026, 10, 31)),
        (forms.DAY, "2026年底前", date(2026, 12, 31)),
        (forms.ISSUE, "2026年3月5日", "2026-03-05"),
        (forms.TIERS, "国家级100万元；省级50万元。", (Tier("国家级", Decimal(1000000)), Tier("省级", Decimal(500000)))),
        (forms.TIERS, "5亿元以上2%", (Tier("5亿元以上", rate=Decimal(2)),)),
    ],
)
def test_people_may_type_what_is_near(form: CellForm, typed: ReviewCell, value: object) -> None:
    assert form.take(typed, "") == value


def test_amounts_of_tiers_are_shown_without_empty_decimals() -> None:
    tiers = (Tier("法人", Decimal("8000.0")), Tier("自然人", rate=Decimal("2.50")))
    assert forms.TIERS.show(tiers) == "法人：8,000元\n自然人：2.5%"


def test_a_percent_typed_into_a_value_counts_only_where_the_unit_is_percent() -> None:
    assert forms.NUMBER.take("15%", "%") == Decimal(15)
    assert isinstance(forms.NUMBER.take("15%", "亿元"), Mistake)


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (forms.PERIOD, "2028/2026"),
        (forms.PERIOD, date(2028, 1, 1)),
        (forms.NUMBER, "3—5"),
        (forms.YUAN, "20户"),
        (forms.YUAN, "-5"),
        (forms.YUAN, date(2026, 1, 1)),
        (forms.PERCENT, "20户"),
        (forms.TIERS, "1亿元：若干"),
    ],
)
def test_what_is_no_value_of_the_field_is_a_mistake_with_a_way_out(form: CellForm, typed: ReviewCell) -> None:
    mistake = form.take(typed, "")
    assert isinstance(mistake, Mistake)
    assert mistake.way_out


def test_units_are_those_of_plans() -> None:
    assert [is_unit(word) for word in ("万户", "亿元", "个工作日", "公里", "亿远", "很多")] == [True] * 4 + [False] * 2


def test_names_are_parted_outside_brackets_only_and_counted_once() -> None:
    bracketed = names_in_cell("县工信局、县工信局\n工作专班(县水务局、县医保局)")
    assert bracketed == ("县工信局", "工作专班（县水务局、县医保局）")
    assert names_in_cell("各市、县〔区〕人民政府，县财政局") == ("各市、县〔区〕人民政府", "县财政局")


@pytest.mark.parametrize(
    "cell", [Decimal("1e308"), Decimal("1e-300"), Decimal("-1e15"), "9" * 400, Decimal("Infinity")]
)
def test_a_number_that_no_plan_has_is_a_slip_of_the_hand(cell: ReviewCell) -> None:
    for form in (forms.NUMBER, forms.YUAN, forms.PERCENT):
        taken = form.take(cell, "")
        assert isinstance(taken, Mistake)
        assert len(taken.sentence) < 60


def test_a_long_cell_is_named_by_its_beginning() -> None:
    taken = forms.PERIOD.take("明年" * 16_000, "")
    assert isinstance(taken, Mistake)
    assert len(taken.sentence) < 60
