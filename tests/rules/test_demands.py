"""Demands held against what a database finds: no clash where a row meets all conditions, an example that meets them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from tests.rules.firm_rows import FIRMS, ROW, run_sql

from guatu.rules import compile_expression
from guatu.rules.checks.demands import Circumstances, Clash, covered, together
from guatu.rules.checks.value_sets import NO, YES, Numbers, Stretch, Words
from guatu.rules.language.expression import Expression

ATOMS = (
    "从业人员 > 2人",
    "从业人员 <= 2人",
    "从业人员 = 3人",
    "从业人员 <> 1人",
    "从业人员 between 1人 and 2人",
    "从业人员 in (0人, 3人)",
    "2人 >= 从业人员",
    "缺(从业人员)",
    "有(从业人员)",
    "已报",
    "非 已报",
    "已报 = 否",
    "亮灯 = '红'",
    "亮灯 in ('红', '黄')",
    "亮灯 not in ('红', '黄', '绿')",
    "亮灯 <> '红'",
    "非 (亮灯 = '红' 或 从业人员 > 2人)",
    "亮灯 = '红' 或 从业人员 > 2人",
    "非 (已报 且 从业人员 > 2人)",
    "报告期 >= '2024-09-02' 且 报告期 < '2024-09-04'",
    "报告期 <= '2024-09-02'",
)
ROWS: list[dict[str, object]] = [
    {**ROW, "employees": heads, "reported": reported, "light": light, "period": day}
    for heads, reported, light, day in product(
        (None, 0, 1, 2, 3, 4),
        (None, True, False),
        (None, "red", "yellow", "green", "grey"),
        (None, date(2024, 9, 1), date(2024, 9, 2), date(2024, 9, 3), date(2024, 9, 4)),
    )
]


def compiled(text: str) -> Expression:
    expression, findings = compile_expression(text, FIRMS, None)
    assert expression is not None, findings
    return expression


@pytest.fixture(scope="module")
def truths() -> dict[str, list[object]]:
    return {text: run_sql(compiled(text).sql, ROWS) for text in ATOMS}


def conjunctions(size: int, count: int) -> Iterator[tuple[str, ...]]:
    chance = Random(20260630)  # noqa: S311 - a choice of tests, no secret
    return (tuple(chance.sample(ATOMS, size)) for _ in range(count))


def met_by(tests: tuple[str, ...], truths: dict[str, list[object]]) -> set[int]:
    return {number for number in range(len(ROWS)) if all(truths[one][number] is True for one in tests)}


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_clash_is_told_only_where_no_row_meets_all_conditions(size: int, truths: dict[str, list[object]]) -> None:
    clashes = 0
    for tests in conjunctions(size, 400):
        met = together([compiled(one) for one in tests], {})
        if isinstance(met, Clash):
            clashes += 1
            assert not met_by(tests, truths), tests
    assert clashes > 0 or size == 1


def test_a_clash_is_told_wherever_each_condition_speaks_of_one_figure(truths: dict[str, list[object]]) -> None:
    plain = {one for one in ATOMS if "或" not in one and "且 从业人员" not in one}
    chosen = [tests for tests in conjunctions(3, 600) if plain.issuperset(tests)]
    for tests in chosen:
        met = together([compiled(one) for one in tests], {})
        assert isinstance(met, Clash) is not bool(met_by(tests, truths)), tests
    assert len(chosen) > 100


def test_a_case_is_called_covered_only_where_an_earlier_one_never_fails(truths: dict[str, list[object]]) -> None:
    found = 0
    for tests in conjunctions(4, 1500):
        case, *earlier = (together([compiled(one)], {}) for one in tests)
        if isinstance(case, Clash):
            continue
        others: list[Circumstances] = [one for one in earlier if not isinstance(one, Clash)]
        if covered(case, others):
            found += 1
            for number in met_by(tests[:1], truths):
                assert any(truths[one][number] is not False for one in tests[1:]), tests
    assert found > 50


def test_numbers_outside_a_set_are_all_others() -> None:
    chance = Random(7)  # noqa: S311 - a choice of tests, no secret
    for _ in range(300):
        whole = chance.random() < 0.5
        stretches = [
            Stretch(Decimal(low), Decimal(low + chance.randint(0, 3)), chance.random() < 0.5, chance.random() < 0.5)
            for low in (chance.randint(-5, 5) for _ in range(3))
        ]
        some = Numbers.of(stretches, whole=whole)
        rest = some.outside()
        steps = range(-20, 21) if whole else range(-40, 41)
        for step in steps:
            point = Decimal(step) if whole else Decimal(step) / 2
            alone = Numbers.meeting("=", point, whole=whole)
            assert some.meet(alone).is_empty is not rest.meet(alone).is_empty
        for one in (some, rest):
            assert one.is_empty or not one.meet(Numbers.meeting("=", Decimal(str(one.sample())), whole=whole)).is_empty


def test_words_outside_a_list_are_all_others() -> None:
    known: frozenset[str | bool] = frozenset(("甲", "乙", "丙"))
    listed = Words.of(("甲",), known)
    assert listed.outside() == Words(frozenset(("乙", "丙")), known=known)
    free = Words.of(("甲",))
    assert free.outside().sample() is None
    assert free.meet(free.outside()).is_empty
    assert not free.outside().meet(Words.of(("乙",))).is_empty
    assert YES.outside() == NO
