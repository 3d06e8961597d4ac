"""What each way of answering the open questions of the plans costs, on a register small enough to add up by hand."""

from decimal import Decimal

import pytest
from tests.desk.award_register import read_register

from guatu.desk import QuestionCost, RuleInputs, question_costs
from guatu.desk.answer_costs import ANY_ANSWER
from guatu.engines import DuckDBEngine


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> RuleInputs:
    return read_register(tmp_path_factory.mktemp("register"))


@pytest.fixture(scope="module")
def costs(inputs: RuleInputs) -> tuple[QuestionCost, ...]:
    return question_costs(inputs, DuckDBEngine(threads=1))


def wan(cost: QuestionCost) -> Decimal:
    return cost.amount_yuan / 10_000


def of_question(costs: tuple[QuestionCost, ...], question: str) -> list[QuestionCost]:
    return [one for one in costs if question in one.questions]


def test_a_question_on_one_clause_has_a_row_for_each_answer(costs: tuple[QuestionCost, ...]) -> None:
    found = of_question(costs, "tech-centre-two-levels")
    assert [one.answers[0][1] for one in found] == ["就高", "补差", "相加"]
    assert [wan(one) for one in found] == [100, 100, 110]
    assert [one.more_yuan for one in found] == [0, 0, 100_000]
    assert {(one.firms, one.unknown, one.unknown_now, one.rewards) for one in found} == {(1, 0, 1, ("tech-centre",))}
    assert {one.now_yuan for one in found} == {0}


def test_questions_that_meet_in_a_group_are_answered_together(costs: tuple[QuestionCost, ...]) -> None:
    found = of_question(costs, "fair-subsidy-levels")
    assert {one.questions for one in found} == {("fair-subsidy-times", "fair-subsidy-levels")}
    assert {tuple(answer for _, answer in one.answers): wan(one) for one in found} == {
        ("每次", "两级都补"): 5,
        ("每次", "只补高的一级"): 4,
        ("每户每年一次", "两级都补"): 3,
        ("每户每年一次", "只补高的一级"): 2,
    }
    assert {one.more_yuan for one in found} == {0, 10_000, 20_000, 30_000}


def test_a_group_question_reaches_the_questions_of_its_members(costs: tuple[QuestionCost, ...]) -> None:
    found = of_question(costs, "step-and-first-award")
    assert {tuple(answer for _, answer in one.answers): wan(one) for one in found} == {
        ("整亿元门槛，比上年", "取最高一级", "只拿高的一项"): 10,
        ("整亿元门槛，比上年", "取最高一级", "两项都拿"): 11,
        ("整亿元门槛，比上年", "逐级相加", "只拿高的一项"): 15,
        ("整亿元门槛，比上年", "逐级相加", "两项都拿"): 16,
        ("整亿元门槛，比历史最高", "取最高一级", "只拿高的一项"): 10,
        ("整亿元门槛，比历史最高", "取最高一级", "两项都拿"): 11,
        ("整亿元门槛，比历史最高", "逐级相加", "只拿高的一项"): 15,
        ("整亿元门槛，比历史最高", "逐级相加", "两项都拿"): 16,
        ("增量满一亿元", "取最高一级", "只拿高的一项"): 10,
        ("增量满一亿元", "取最高一级", "两项都拿"): 10,
        ("增量满一亿元", "逐级相加", "只拿高的一项"): 15,
        ("增量满一亿元", "逐级相加", "两项都拿"): 15,
    }
    # 己 has no base: whatever is answered, its step is not known.
    assert {one.unknown for one in found} == {1}


def test_a_question_without_readings_frees_what_waits_for_it(costs: tuple[QuestionCost, ...]) -> None:
    (found,) = of_question(costs, "strategic-proof")
    assert found.answers == (("strategic-proof", ANY_ANSWER),)
    assert found.note
    # 157万 of growth and 10万 of entry are known now; 乙 waits with 6.0万, 己 for its base.
    assert (found.now_yuan, found.unknown_now) == (Decimal(1_670_000), 2)
    assert (found.amount_yuan, found.unknown) == (Decimal(1_730_000), 1)


def test_questions_that_no_clause_asks_have_no_cost(costs: tuple[QuestionCost, ...]) -> None:
    assert not of_question(costs, "neeq-1-or-2")
    assert not of_question(costs, "buy-local")


def test_beyond_the_limit_each_question_is_tried_by_itself_and_says_so(inputs: RuleInputs) -> None:
    found = of_question(question_costs(inputs, DuckDBEngine(threads=1), most_ways=11), "step-and-first-award")
    answers = [tuple(answer for _, answer in one.answers) for one in found]
    assert answers == [
        ("整亿元门槛，比上年", "取最高一级", "只拿高的一项"),
        ("整亿元门槛，比历史最高", "取最高一级", "只拿高的一项"),
        ("增量满一亿元", "取最高一级", "只拿高的一项"),
        ("整亿元门槛，比上年", "逐级相加", "只拿高的一项"),
        ("整亿元门槛，比上年", "取最高一级", "两项都拿"),
    ]
    assert all("逐个" in one.note for one in found)


def test_two_runs_tell_the_same(inputs: RuleInputs, costs: tuple[QuestionCost, ...]) -> None:
    assert question_costs(inputs, DuckDBEngine(threads=2)) == costs
